//! The comments that hang on the cells of a sheet.

use std::collections::BTreeMap;

use super::super::cells::Taken;
use super::super::package::Package;
use super::super::unreadable::{Limit, Reason};
use super::super::xml::{Tag, Xml};
use super::strings;
use crate::place::Cell;

/// The comments of the sheet in this part: threads, and the old kind where a cell has no thread. In an
/// .xlsb file the old kind is no XML, and left to its own reader.
pub(in crate::workbook) fn read(
    package: &mut Package<'_>,
    sheet: &str,
    taken: &mut Taken,
) -> Result<BTreeMap<Cell, String>, Reason> {
    let (mut notes, mut threads) = (BTreeMap::new(), BTreeMap::new());
    for relation in package.relations(sheet)? {
        let found = match relation.kind.as_str() {
            "comments" if !relation.part.to_lowercase().ends_with(".bin") => &mut notes,
            "threadedComment" => &mut threads,
            _ => continue,
        };
        let Some(text) = package.text(&relation.part, Limit::Part)? else { continue };
        Xml::new(&text, &relation.part).root(|xml, tag| match tag.name() {
            "commentList" => xml.children(|xml, tag| comment(xml, &tag, taken, found)),
            "threadedComment" => comment(xml, &tag, taken, found),
            _ => xml.skip(),
        })?;
    }
    // Beside a thread, Excel keeps a copy of it for programs that know no threads.
    notes.extend(threads);
    Ok(notes)
}

/// Reads a comment. Those on one cell stand on lines of their own.
fn comment(
    xml: &mut Xml<'_>,
    tag: &Tag<'_>,
    taken: &mut Taken,
    found: &mut BTreeMap<Cell, String>,
) -> Result<(), Reason> {
    taken.look()?;
    let at = tag.get("ref").and_then(|at| Cell::parse(&at));
    let is_thread = tag.name() == "threadedComment";
    xml.children(|xml, tag| {
        if tag.name() != "text" {
            return xml.skip();
        }
        let text = if is_thread { xml.text()? } else { strings::item(xml)?.seen() };
        taken.text(text.len() as u64)?;
        if let Some(at) = at.filter(|_| !text.trim().is_empty()) {
            let whole: &mut String = found.entry(at).or_default();
            if !whole.is_empty() {
                whole.push('\n');
            }
            *whole += text.trim();
        }
        Ok(())
    })
}
