//! Reads an .xlsx file as it goes by, by what its parts are to each other and not by their names.
//!
//! What is only unusual stops nothing: an error value that nobody knows, a sheet of macros, a part in
//! UTF-16. Runs of text, struck cells, comments and hidden rows are kept, as they change what is said.

mod notes;
mod sheet;
mod strings;
mod styles;

use std::collections::BTreeMap;

use super::cells::Taken;
use super::limits;
use super::package::{Package, Relation};
use super::sheets::Sheet;
use super::unreadable::{Limit, Lookalike, Reason};
use super::xml::Xml;
pub(super) use notes::read as notes;
use sheet::Book;
use styles::Style;

/// The sheets that the workbook in this part lists.
pub(super) fn sheets(package: &mut Package<'_>, workbook: &str) -> Result<Vec<Sheet>, Reason> {
    let Listed { entries, is_from_1904 } = listed(package, workbook)?;
    limits::within(Limit::Sheets, entries.len() as u64)?;
    let relations = package.relations(workbook)?;
    let book = Book {
        texts: match part_of_kind(&relations, "sharedStrings") {
            Some(part) => strings::read(package, part)?,
            None => Vec::new(),
        },
        styles: match part_of_kind(&relations, "styles") {
            Some(part) => styles::read(package, part)?,
            None => Vec::new(),
        },
        plain: Style::default(),
        is_from_1904,
    };
    let by_id: BTreeMap<&str, &Relation> =
        relations.iter().map(|relation| (&*relation.id, relation)).collect();
    let (mut taken, mut bytes, mut sheets) = (Taken::default(), 0_u64, Vec::new());
    for (name, id) in entries {
        // Sheets of charts, dialogs and macros hold no answers; an entry that leads nowhere has no cells.
        let Some(relation) = by_id.get(&*id).filter(|it| it.kind == "worksheet") else { continue };
        bytes = bytes.saturating_add(package.size(&relation.part));
        limits::within(Limit::SheetBytes, bytes)?;
        let read = sheet::read(package, &relation.part, name, &book, &mut taken)?;
        let Some(mut sheet) = read else { continue };
        sheet.comments = notes::read(package, &relation.part, &mut taken)?;
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Whether a workbook has a sheet of old macros.
pub(super) fn has_macro_sheet(package: &mut Package<'_>, workbook: &str) -> Result<bool, Reason> {
    let relations = package.relations(workbook)?;
    Ok(relations.iter().any(|each| {
        each.kind.starts_with("xlMacrosheet") || each.kind.starts_with("xlIntlMacrosheet")
    }))
}

fn part_of_kind<'a>(relations: &'a [Relation], kind: &str) -> Option<&'a str> {
    relations.iter().find(|each| each.kind == kind).map(|each| &*each.part)
}

/// The list of sheets.
#[derive(Default)]
struct Listed {
    /// Name and relation of each.
    entries: Vec<(String, String)>,
    is_from_1904: bool,
}

fn listed(package: &mut Package<'_>, workbook: &str) -> Result<Listed, Reason> {
    let text = package.text(workbook, Limit::Frame)?;
    let text = text.ok_or(Reason::NotASpreadsheet(Lookalike::OtherOffice))?;
    let mut listed = Listed::default();
    let mut is_workbook = false;
    Xml::new(&text, workbook).root(|xml, tag| match tag.name() {
        "sheets" => {
            is_workbook = true;
            xml.children(|xml, tag| {
                let id = tag.get("id").unwrap_or_default();
                if tag.name() == "sheet" {
                    listed.entries.push((tag.get("name").unwrap_or_default(), id));
                }
                xml.skip()
            })
        }
        "workbookPr" => {
            listed.is_from_1904 = tag.truth("date1904").unwrap_or_default();
            xml.skip()
        }
        _ => xml.skip(),
    })?;
    if is_workbook { Ok(listed) } else { Err(Reason::NotASpreadsheet(Lookalike::OtherOffice)) }
}
