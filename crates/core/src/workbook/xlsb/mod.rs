//! Reads a binary Excel file (.xlsb) record by record ([MS-XLSB]), by what its parts are to each other
//! and not by their names. Nothing that the file announces sets memory aside: a record costs what it
//! holds.

mod notes;
mod records;
mod sheet;

use std::collections::BTreeMap;

use super::binary::{Styles, Text, font};
use super::cells::Taken;
use super::limits;
use super::package::{Package, Relation};
use super::sheets::Sheet;
use super::unreadable::{Limit, Lookalike, Reason};
use records::{Record, Records};
use sheet::Book;

/// The sheets that the workbook in this part lists.
pub(super) fn sheets(package: &mut Package<'_>, workbook: &str) -> Result<Vec<Sheet>, Reason> {
    let mut taken = Taken::default();
    let Listed { entries, is_1904 } = listed(package, workbook, &mut taken)?;
    limits::within(Limit::Sheets, entries.len() as u64)?;
    let relations = package.relations(workbook)?;
    let of_kind = |kind| relations.iter().find(|each| each.kind == kind).map(|each| &*each.part);
    let mut styles = styles(package, of_kind("styles"), &mut taken)?;
    styles.is_1904 = is_1904;
    let book = Book { texts: texts(package, of_kind("sharedStrings"), &mut taken)?, styles };
    let by_id: BTreeMap<&str, &Relation> =
        relations.iter().map(|relation| (&*relation.id, relation)).collect();
    let (mut bytes, mut sheets) = (0_u64, Vec::new());
    for (name, id) in entries {
        // Sheets of charts, dialogs and macros hold no answers; an entry that leads nowhere has no cells.
        let Some(relation) = by_id.get(&*id).filter(|it| it.kind == "worksheet") else { continue };
        bytes = bytes.saturating_add(package.size(&relation.part));
        limits::within(Limit::SheetBytes, bytes)?;
        let Some(part) = package.bytes(&relation.part, Limit::Part)? else { continue };
        let sheet = sheet::read(&part, &book, &mut taken)?;
        let comments = notes::read(package, &relation.part, &mut taken)?;
        sheets.push(Sheet { name, comments, ..sheet });
    }
    Ok(sheets)
}

/// The list of sheets.
#[derive(Default)]
struct Listed {
    /// Name and relation of each.
    entries: Vec<(String, String)>,
    is_1904: bool,
}

fn listed(package: &mut Package<'_>, workbook: &str, taken: &mut Taken) -> Result<Listed, Reason> {
    const PROPERTIES: u16 = 0x0099;
    const SHEET: u16 = 0x009C;
    let mut listed = Listed::default();
    let part = package.bytes(workbook, Limit::Frame)?;
    let part = part.ok_or(Reason::NotASpreadsheet(Lookalike::OtherOffice))?;
    let mut records = Records::new(&part);
    while let Some(Record { kind, mut data }) = records.next(taken)? {
        match kind {
            PROPERTIES => listed.is_1904 = data.u32()? & 1 == 1,
            SHEET => {
                let (_visibility, _id) = (data.u32()?, data.u32()?);
                // A sheet of macros that a program left out has no relation.
                if let Some(relation) = records::text(&mut data)? {
                    let name = records::text(&mut data)?.unwrap_or_default();
                    listed.entries.push((name, relation));
                }
            }
            _ => {}
        }
    }
    Ok(listed)
}

fn styles(
    package: &mut Package<'_>,
    part: Option<&str>,
    taken: &mut Taken,
) -> Result<Styles, Reason> {
    const FONT: u16 = 0x002B;
    const FORMAT: u16 = 0x002C;
    const STYLE: u16 = 0x002F;
    const STYLES_OF_CELLS: u16 = 0x0269;
    const END_OF_STYLES: u16 = 0x026A;
    let mut styles = Styles::default();
    let Some(part) = part else { return Ok(styles) };
    let part = package.bytes(part, Limit::Frame)?.unwrap_or_default();
    let (mut records, mut is_inside) = (Records::new(&part), false);
    while let Some(Record { kind, mut data }) = records.next(taken)? {
        match kind {
            FONT => {
                let (_height, flags) = (data.u16()?, data.u16()?);
                let _weight = data.u16()?;
                styles.keep_font(font(flags, data.u16()?));
            }
            FORMAT => {
                let id = data.u16()?;
                styles.keep_format(id, &records::text(&mut data)?.unwrap_or_default())?;
            }
            STYLES_OF_CELLS | END_OF_STYLES => is_inside = kind == STYLES_OF_CELLS,
            STYLE if is_inside => {
                let _parent = data.u16()?;
                let format = data.u16()?;
                styles.keep_style(data.u16()?.into(), format);
            }
            _ => {}
        }
    }
    Ok(styles)
}

/// The texts that cells share.
fn texts(
    package: &mut Package<'_>,
    part: Option<&str>,
    taken: &mut Taken,
) -> Result<Vec<Text>, Reason> {
    const TEXT: u16 = 0x0013;
    let mut texts = Vec::new();
    let Some(part) = part else { return Ok(texts) };
    let part = package.bytes(part, Limit::SharedText)?.unwrap_or_default();
    let mut records = Records::new(&part);
    while let Some(Record { kind, mut data }) = records.next(taken)? {
        if kind == TEXT {
            texts.push(records::rich_text(&mut data)?);
        }
    }
    Ok(texts)
}

#[cfg(test)]
mod tests;
