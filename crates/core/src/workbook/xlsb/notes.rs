//! The comments that hang on the cells of a sheet of an .xlsb file.

use std::collections::BTreeMap;

use super::super::cells::Taken;
use super::super::package::Package;
use super::super::unreadable::{Limit, Reason};
use super::super::xlsx;
use super::records::{self, Record, Records};
use crate::place::Cell;

/// The comments of the sheet in this part: threads, which are XML here too, and the old kind where a cell
/// has no thread.
pub(super) fn read(
    package: &mut Package<'_>,
    sheet: &str,
    taken: &mut Taken,
) -> Result<BTreeMap<Cell, String>, Reason> {
    let mut notes = BTreeMap::new();
    for relation in package.relations(sheet)?.iter().filter(|each| each.kind == "comments") {
        if let Some(part) = package.bytes(&relation.part, Limit::Part)? {
            binary(&part, taken, &mut notes)?;
        }
    }
    // Beside a thread, Excel keeps a copy of it for programs that know no threads.
    notes.extend(xlsx::notes(package, sheet, taken)?);
    Ok(notes)
}

fn binary(
    part: &[u8],
    taken: &mut Taken,
    notes: &mut BTreeMap<Cell, String>,
) -> Result<(), Reason> {
    const COMMENT: u16 = 0x027B;
    const TEXT: u16 = 0x027D;
    let (mut records, mut at) = (Records::new(part), None);
    while let Some(Record { kind, mut data }) = records.next(taken)? {
        match kind {
            COMMENT => {
                let _author = data.u32()?;
                let (row, _last_row, column) = (data.u32()?, data.u32()?, data.u32()?);
                at = Some(Cell { row, column });
            }
            TEXT => {
                let text = records::rich_text(&mut data)?.whole();
                taken.text(text.len() as u64)?;
                if let Some(at) = at.take().filter(|_| !text.trim().is_empty()) {
                    notes.insert(at, text.trim().to_owned());
                }
            }
            _ => {}
        }
    }
    Ok(())
}
