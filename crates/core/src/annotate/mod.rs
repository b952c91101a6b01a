//! Gives a return back with its findings in it: a sheet in front that lists them (`Controle` or, where
//! that name is taken, `Bevindingen`), and a colour and a note on each cell that one points to. A copy
//! that comes back marked loses its old marks first.
//!
//! In: the bytes of an .xlsx or .xlsm and its findings. Out: the bytes of the marked copy. The XML
//! inside is changed by splicing, so that layout, formulas, choices, hidden sheets and whatever else
//! the file holds stay as they were. Refuses a package that is not built as the format says.

mod colours;
mod error;
mod grid;
mod marking;
mod notes;
mod overview;
mod package;
mod styles;
pub mod transfer;
mod xml;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::answers;
use crate::dutch;
use crate::finding::Finding;
use crate::place::Cell;

pub use error::Unmarkable;
pub use marking::{Base, Marking};

use notes::{Note, Target};
use package::Package;
use styles::Styles;
use xml::{Edits, Kind};

/// A marked copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The extension that its content asks for: `xlsx`, or `xlsm` if there are macros in it.
    pub extension: &'static str,
}

const WORKBOOK: &str = "xl/workbook.xml";
const WORKSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";

/// Marks a workbook.
///
/// # Errors
/// [`Unmarkable`] if the bytes are no .xlsx or .xlsm, or lack a part that each of those has.
pub fn annotate(original: &[u8], marking: &Marking<'_>) -> Result<Marked, Unmarkable> {
    let mut package = Package::open(original)?;
    remove_overview(&mut package)?;
    let workbook = Workbook::read(&mut package)?;
    let styles = Styles::new(package.text(&workbook.styles)?)?;
    let marks = by_sheet(&marking.findings);
    let names = answers::names_once(workbook.sheets.iter().map(|(name, _)| name.as_str()));
    for (number, (name, (_, part))) in (1..).zip(names.iter().zip(&workbook.sheets)) {
        let before = package.text(part)?;
        let mut text = colours::remove(&unselected(&before)?)?;
        notes::remove(&mut package, part)?;
        if let Some(cells) = marks.get(name.as_str()) {
            let weights = cells.iter().map(|(cell, found)| (*cell, found[0].severity)).collect();
            let notes = cells.iter().map(|(cell, found)| (*cell, note(found))).collect();
            text = colours::add(&text, &weights, &styles)?;
            let target = Target {
                part,
                number,
                namespace: &workbook.namespace,
                relations: &workbook.relations,
            };
            text = notes::add(&mut package, &target, text, &notes)?;
        }
        if text != before {
            package.put(part, text);
        }
    }
    let overview = overview::sheet(marking, &styles, &workbook.namespace);
    package.put(&workbook.styles, styles.close()?);
    workbook.put_in_front(&mut package, overview, !marking.findings.is_empty())?;
    let content_type = package.content_type(WORKBOOK)?;
    let has_macros = content_type.is_some_and(|it| it.contains("macroEnabled"));
    let extension = if has_macros { "xlsm" } else { "xlsx" };
    Ok(Marked { bytes: package.close()?, extension })
}

/// The findings on each cell of each sheet, errors first.
fn by_sheet(findings: &[Finding]) -> BTreeMap<&str, BTreeMap<Cell, Vec<&Finding>>> {
    let mut sheets: BTreeMap<&str, BTreeMap<Cell, Vec<&Finding>>> = BTreeMap::new();
    for finding in findings {
        let at = finding.place.as_ref().and_then(|at| Some((at.sheet.as_deref()?, at.cell?)));
        if let Some((sheet, cell)) = at {
            sheets.entry(sheet).or_default().entry(cell).or_default().push(finding);
        }
    }
    for found in sheets.values_mut().flat_map(BTreeMap::values_mut) {
        found.sort_by_key(|finding| finding.severity);
    }
    sheets
}

fn note(found: &[&Finding]) -> Note {
    let title =
        |finding: &Finding| format!("{} ({})", overview::word(finding.severity), finding.code);
    let said = |finding: &Finding| {
        let cut = |text: &str| overview::sentence(text).chars().take(500).collect::<String>();
        let hint = dutch::quoted(&finding.hint);
        format!("{}.\n{}{hint}.", cut(&finding.message), notes::TO_DO)
    };
    let (first, others) = found.split_first().expect("a cell is marked for what was found there");
    let mut text = said(first);
    for finding in others {
        text.extend(["\n\n", &title(finding), "\n", &said(finding)]);
    }
    Note { title: title(first), text }
}

/// The sheet, no longer selected: two selected sheets would both change with what is typed in one.
fn unselected(text: &str) -> Result<String, Unmarkable> {
    let mut edits = Edits::default();
    for tag in xml::tags(text) {
        let tag = tag?;
        if tag.name() == "sheetData" {
            break;
        }
        if tag.name() == "sheetView" && tag.kind != Kind::End && tag.get("tabSelected").is_some() {
            edits.replace(tag.range.clone(), &tag.with("tabSelected", None));
        }
    }
    edits.apply(text)
}

/// The name by which the sheet of an earlier copy is found again, whatever it is called by then.
const OVERVIEW: &str = "PmG_Controle";

/// Takes out the sheet with the findings of an earlier copy.
fn remove_overview(package: &mut Package<'_>) -> Result<(), Unmarkable> {
    let workbook = Workbook::read(package)?;
    let Some(names) = xml::element(&workbook.text, 1, "definedNames")? else { return Ok(()) };
    let inner = |tag: &xml::Tag<'_>, whole: &Range<usize>| {
        let inside = &workbook.text[tag.range.end..whole.end];
        let text = inside.split('<').next().unwrap_or_default();
        let text = quick_xml::escape::unescape(text).map_err(|error| Unmarkable::new(&error))?;
        Ok::<_, Unmarkable>(text.into_owned())
    };
    let ours = names.children.iter().find(|(tag, _)| tag.get("name").as_deref() == Some(OVERVIEW));
    let Some((tag, whole)) = ours else { return Ok(()) };
    let refers = inner(tag, whole)?;
    let sheet = refers.rsplit_once('!').map_or("", |(sheet, _)| sheet.trim_start_matches('$'));
    let sheet = sheet.trim_matches('\'').replace("''", "'");
    let mut edits = Edits::default();
    let list = xml::required(&workbook.text, 1, "sheets")?.children;
    let at = list.iter().position(|(tag, _)| tag.get("name").as_ref() == Some(&sheet));
    for (tag, whole) in &names.children {
        let of_sheet = tag.number::<usize>("localSheetId");
        let is_ours = tag.get("name").as_deref() == Some(OVERVIEW);
        match (of_sheet, at) {
            _ if is_ours => edits.replace(whole.clone(), ""),
            (Some(number), Some(at)) if number == at => edits.replace(whole.clone(), ""),
            (Some(number), Some(at)) if number > at => {
                let number = (number - 1).to_string();
                edits.replace(tag.range.clone(), &tag.with("localSheetId", Some(&number)));
            }
            _ => {}
        }
    }
    if let Some((_, whole)) = at.and_then(|at| list.get(at)) {
        edits.replace(whole.clone(), "");
    }
    if let Some((_, part)) = workbook.sheets.iter().find(|(name, _)| *name == sheet) {
        package.remove(part, WORKBOOK)?;
    }
    package.put(WORKBOOK, edits.apply(&workbook.text)?);
    Ok(())
}

/// What the workbook part says.
struct Workbook {
    text: String,
    /// Names and parts of the sheets, in their order.
    sheets: Vec<(String, String)>,
    styles: String,
    /// Namespace of worksheets; there are two, for the two classes of the standard.
    namespace: String,
    /// Beginning of the kinds of relations; likewise.
    relations: String,
}

impl Workbook {
    fn read(package: &mut Package<'_>) -> Result<Self, Unmarkable> {
        let text = package.text(WORKBOOK)?;
        let root = xml::required(&text, 0, "workbook")?;
        let named = format!("xmlns:{}", root.open.prefix().trim_end_matches(':'));
        let namespace = root.open.get(named.trim_end_matches(':'));
        let namespace = namespace.ok_or_else(|| Unmarkable::new(&"no namespace"))?;
        let related = package.relations(WORKBOOK)?;
        let styles = related.iter().find(|relation| relation.kind.ends_with("/styles"));
        let styles = styles.ok_or_else(|| Unmarkable::new(&"no styles"))?;
        let relations = styles.kind.trim_end_matches("/styles").to_owned();
        let list = xml::required(&text, 1, "sheets")?;
        let sheet = |(tag, _): &(xml::Tag<'_>, _)| {
            let id = tag.get_local("id")?;
            let part = &related.iter().find(|relation| relation.id == id)?.part;
            Some((tag.get("name")?, part.clone()))
        };
        let sheets = list.children.iter().filter_map(sheet).collect();
        Ok(Self { sheets, styles: styles.part.clone(), namespace, relations, text })
    }

    /// Puts the sheet with the findings before the others, and in view.
    fn put_in_front(
        self,
        package: &mut Package<'_>,
        overview: String,
        has_header: bool,
    ) -> Result<(), Unmarkable> {
        let part = package.free_name("xl/worksheets/controle", ".xml");
        package.put(&part, overview);
        package.declare(&part, WORKSHEET)?;
        let id = package.relate(WORKBOOK, &format!("{}/worksheet", self.relations), &part)?;
        let taken = |name: &str| self.sheets.iter().any(|(n, _)| n.eq_ignore_ascii_case(name));
        // The form has a sheet `Controle` of its own, which counts what is filled in.
        let numbered = (2..).map(|number: u32| format!("Bevindingen {number}"));
        let names = ["Controle", "Bevindingen"].map(str::to_owned).into_iter().chain(numbered);
        let name = names.filter(|name| !taken(name)).take(1).collect::<String>();
        let list = xml::required(&self.text, 1, "sheets")?;
        let ids = list.children.iter().filter_map(|(tag, _)| tag.number::<u32>("sheetId"));
        let number = ids.max().unwrap_or(0) + 1;
        let prefix = list.open.prefix();
        let one = format!(
            r#"<{prefix}sheet xmlns:r="{}" name="{name}" sheetId="{number}" r:id="{id}"/>"#,
            self.relations
        );
        let mut edits = Edits::default();
        edits.insert(list.open.range.end, &one);
        let mut names =
            format!(r#"<definedName name="{OVERVIEW}" hidden="1">'{name}'!$A$1</definedName>"#);
        if has_header {
            let titles = format!(
                r#"<definedName name="_xlnm.Print_Titles" localSheetId="0">'{name}'!${row}:${row}</definedName>"#,
                row = overview::HEADER
            );
            names.push_str(&titles);
        }
        self.shift(&xml::prefixed(&names, prefix), list.end, prefix, &mut edits)?;
        package.put(WORKBOOK, edits.apply(&self.text)?);
        Ok(())
    }

    /// Adds names, counts every sheet one further in the names that belong to a sheet, and brings the first sheet
    /// into view.
    fn shift(
        &self,
        added: &str,
        mut end: usize,
        prefix: &str,
        edits: &mut Edits,
    ) -> Result<(), Unmarkable> {
        let mut names = None;
        for tag in xml::tags(&self.text) {
            let tag = tag?;
            match tag.name() {
                "workbookView" if tag.kind != Kind::End => {
                    let first = xml::with(&tag.with("activeTab", None), "firstSheet", None);
                    edits.replace(tag.range.clone(), &first);
                }
                "definedNames" if tag.kind == Kind::End => names = Some(tag.range.start),
                "definedName" if tag.kind != Kind::End => {
                    if let Some(sheet) = tag.number::<usize>("localSheetId") {
                        let sheet = (sheet + 1).to_string();
                        edits.replace(tag.range.clone(), &tag.with("localSheetId", Some(&sheet)));
                    }
                }
                // Names come after these.
                "functionGroups" | "externalReferences" if tag.depth == 1 => end = tag.range.end,
                _ => {}
            }
        }
        if let Some(at) = names {
            edits.insert(at, added);
        } else {
            let all = format!("<{prefix}definedNames>{added}</{prefix}definedNames>");
            edits.insert(end, &all);
        }
        Ok(())
    }
}
