//! Notes on cells: the comments of a sheet, and the drawing that says where each box stands.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::finding::Severity;
use crate::place::Cell;

use super::error::Unmarkable;
use super::grid::Grid;
use super::overview::word;
use super::package::Package;
use super::xml::{self, Edits, Kind};

/// What goes before the hint in a note.
pub(super) const TO_DO: &str = "Wat te doen: ";
/// Who the notes are from.
const AUTHOR: &str = "Controle vragenlijst";
const VML: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";

/// A note: a first line in bold, and the rest.
#[derive(Debug, Clone)]
pub(super) struct Note {
    pub(super) title: String,
    pub(super) text: String,
}

/// The sheet that the notes are put on.
pub(super) struct Target<'a> {
    pub(super) part: &'a str,
    /// Its number among the sheets, from 1.
    pub(super) number: usize,
    /// Namespace of worksheets.
    pub(super) namespace: &'a str,
    /// Beginning of the kinds of relations.
    pub(super) relations: &'a str,
}

/// Takes the notes of an earlier copy away, and their boxes.
pub(super) fn remove(package: &mut Package<'_>, sheet: &str) -> Result<(), Unmarkable> {
    let related = package.relations(sheet)?;
    let of_kind = |kind: &str| related.iter().find(|relation| relation.kind.ends_with(kind));
    let Some(comments) = of_kind("/comments") else { return Ok(()) };
    let text = package.text(&comments.part)?;
    let mut edits = Edits::default();
    let mut cells = Vec::new();
    for (tag, whole) in xml::required(&text, 1, "commentList")?.children {
        if is_ours(&text[whole.clone()]) {
            edits.replace(whole, "");
            cells.extend(tag.get("ref"));
        }
    }
    if cells.is_empty() {
        return Ok(());
    }
    package.put(&comments.part, edits.apply(&text)?);
    if let Some(drawing) = of_kind("/vmlDrawing") {
        let text = package.text(&drawing.part)?;
        package.put(&drawing.part, without_boxes(&text, &cells));
    }
    Ok(())
}

/// Whether a comment is a note of ours: by its words, for not every program keeps its author.
fn is_ours(comment: &str) -> bool {
    let pieces = comment.split('<').filter_map(|piece| piece.split_once('>'));
    let said: String = pieces.map(|(_, text)| text).collect();
    let starts = |severity| said.trim_start().starts_with(&format!("{} (", word(severity)));
    [Severity::Error, Severity::Warning].into_iter().any(starts) && said.contains(TO_DO)
}

/// A drawing without the boxes of these cells.
fn without_boxes(drawing: &str, cells: &[String]) -> String {
    const BOX: &str = "<v:shape ";
    const END: &str = "</v:shape>";
    let mut shapes = drawing.split(BOX);
    let mut kept = shapes.next().unwrap_or_default().to_owned();
    for shape in shapes {
        let number = |name: &str| {
            let (_, rest) = shape.split_once(&format!("<x:{name}>"))?;
            rest.split('<').next()?.trim().parse().ok()
        };
        let cell = number("Row").zip(number("Column"));
        let cell = cell.map(|(row, column)| Cell { row, column }.to_string());
        match shape.split_once(END) {
            Some((_, rest)) if cell.is_some_and(|cell| cells.contains(&cell)) => kept += rest,
            _ => kept.extend([BOX, shape]),
        }
    }
    kept
}

/// Puts notes on the cells of a sheet that have none. Takes the text of the sheet and returns it, as it must then be.
pub(super) fn add(
    package: &mut Package<'_>,
    target: &Target<'_>,
    sheet: String,
    notes: &BTreeMap<Cell, Note>,
) -> Result<String, Unmarkable> {
    let related = package.relations(target.part)?;
    let of_kind = |kind: &str| related.iter().find(|relation| relation.kind.ends_with(kind));
    let (part, text) = if let Some(relation) = of_kind("/comments") {
        (relation.part.clone(), package.text(&relation.part)?)
    } else {
        let part = package.free_name("xl/commentsControle", ".xml");
        package.declare(&part, COMMENTS)?;
        package.relate(target.part, &format!("{}/comments", target.relations), &part)?;
        let head = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
        let name = target.namespace;
        (part, format!(r#"{head}<comments xmlns="{name}"><authors/><commentList/></comments>"#))
    };
    let (text, new) = comments(&text, notes)?;
    package.put(&part, text);

    let drawing = drawing_of(&sheet)?;
    let drawing = drawing.and_then(|id| related.iter().find(|relation| relation.id == id));
    let grid = Grid::new(&sheet)?;
    if let Some(relation) = drawing {
        let old = package.text(&relation.part)?;
        package.put(&relation.part, with_boxes(&old, target.number, &new, notes, &grid)?);
        return Ok(sheet);
    }
    let part = package.free_name("xl/drawings/vmlControle", ".vml");
    package.declare(&part, VML)?;
    let id = package.relate(target.part, &format!("{}/vmlDrawing", target.relations), &part)?;
    let empty = format!(
        r#"<xml {NAMES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{}"/></o:shapelayout></xml>"#,
        target.number
    );
    package.put(&part, with_boxes(&empty, target.number, &new, notes, &grid)?);
    with_drawing(&sheet, &id, target.relations)
}

/// The comments with the new ones, and the cells that had none.
fn comments(text: &str, notes: &BTreeMap<Cell, Note>) -> Result<(String, Vec<Cell>), Unmarkable> {
    let authors = xml::required(text, 1, "authors")?;
    let list = xml::required(text, 1, "commentList")?;
    let prefix = list.open.prefix();
    let mut edits = Edits::default();
    let known = |(_, whole): &(_, Range<usize>)| text[whole.clone()].contains(AUTHOR);
    let known = authors.children.iter().position(known);
    let author = known.unwrap_or(authors.children.len());
    if known.is_none() {
        let name = xml::prefixed(&format!("<author>{AUTHOR}</author>"), prefix);
        edits.append(&authors, 1, &name);
    }
    let there: Vec<String> = list.children.iter().filter_map(|(tag, _)| tag.get("ref")).collect();
    let (mut new, mut added) = (Vec::new(), String::new());
    for (cell, note) in notes {
        if !there.contains(&cell.to_string()) {
            let runs = runs(note);
            let comment = format!(
                r#"<comment ref="{cell}" authorId="{author}"><text>{runs}</text></comment>"#
            );
            added.push_str(&xml::prefixed(&comment, prefix));
            new.push(*cell);
        }
    }
    edits.append(&list, new.len(), &added);
    Ok((edits.apply(text)?, new))
}

fn runs(note: &Note) -> String {
    let run = |bold: &str, text: &str| {
        let look =
            r#"<sz val="10"/><color rgb="FF000000"/><rFont val="Calibri"/><family val="2"/>"#;
        format!(r#"<r><rPr>{bold}{look}</rPr><t xml:space="preserve">{text}</t></r>"#)
    };
    let rest = format!("\n{}", note.text);
    run("<b/>", &xml::text(&note.title, 100)) + &run("", &xml::text(&rest, 2_000))
}

const NAMES: &str = r#"xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel""#;

/// A drawing with a box for each cell that had no note. It need not be XML to the letter, for
/// spreadsheets do not write it so.
fn with_boxes(
    drawing: &str,
    sheet: usize,
    cells: &[Cell],
    notes: &BTreeMap<Cell, Note>,
    grid: &Grid,
) -> Result<String, Unmarkable> {
    let end = drawing.rfind("</xml>").ok_or_else(|| Unmarkable::new(&"no </xml> in a drawing"))?;
    let (start, end) = drawing.split_at(end);
    let digits = |rest: &str| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok();
    let taken = start.split("_x0000_s").skip(1).filter_map(digits).max();
    let first = taken.unwrap_or(0).max(sheet * 1_024) + 1;
    let mut boxes = String::new();
    if !start.contains("id=\"_x0000_t202\"") {
        boxes = format!(
            r#"<v:shapetype {NAMES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"#
        );
    }
    for (number, cell) in (first..).zip(cells) {
        boxes.push_str(&one_box(number, *cell, notes.get(cell), grid));
    }
    Ok(format!("{start}{boxes}{end}"))
}

fn one_box(number: usize, cell: Cell, note: Option<&Note>, grid: &Grid) -> String {
    // A line of the box takes some 44 letters of this size.
    let lines = note.map_or(1, |note| {
        let wrapped = note.text.lines().map(|line| line.chars().count().div_ceil(44).max(1));
        wrapped.sum::<usize>() + 2
    });
    let height = u32::try_from(lines.min(40) * 18 + 8).unwrap_or(200);
    let anchor = grid.anchor(cell, 300, height);
    let Cell { row, column } = cell;
    format!(
        r##"<v:shape {NAMES} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"##
    )
}

/// The id of the relation by which a sheet has a drawing of notes; `None` if it has no such drawing.
fn drawing_of(sheet: &str) -> Result<Option<String>, Unmarkable> {
    for tag in xml::tags(sheet) {
        let tag = tag?;
        if tag.depth == 1 && tag.name() == "legacyDrawing" {
            return Ok(tag.get_local("id"));
        }
    }
    Ok(None)
}

/// A sheet that refers to its drawing of notes, at the place that the format has for it.
fn with_drawing(sheet: &str, id: &str, relations: &str) -> Result<String, Unmarkable> {
    const AFTER: [&str; 9] = [
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
        "AlternateContent",
    ];
    let (mut past_cells, mut prefix) = (false, String::new());
    for tag in xml::tags(sheet) {
        let tag = tag?;
        if tag.depth == 0 && tag.kind == Kind::Start {
            tag.prefix().clone_into(&mut prefix);
        }
        past_cells |= tag.depth == 1 && tag.name() == "sheetData";
        let later = tag.depth == 1 && past_cells && AFTER.contains(&tag.name());
        let end = tag.depth == 0 && tag.kind == Kind::End;
        if later || end {
            let one = format!(r#"<{prefix}legacyDrawing xmlns:r="{relations}" r:id="{id}"/>"#);
            let mut edits = Edits::default();
            edits.insert(tag.range.start, &one);
            return edits.apply(sheet);
        }
    }
    Err(Unmarkable::new(&"a sheet without an end"))
}
