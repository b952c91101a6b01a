//! A worksheet of the original: the marked cells get another style, missing ones are put in.

use std::collections::BTreeMap;

use crate::finding::Severity;
use crate::place::Cell;

use super::Unmarkable;
use super::styles::Styles;
use super::xml::{self, Edits, Kind, Tag};

/// Gives the marked cells their fill.
pub(super) fn fill(
    text: &str,
    marks: &BTreeMap<Cell, Severity>,
    styles: &mut Styles,
) -> Result<String, Unmarkable> {
    let mut pass = Pass {
        styles,
        edits: Edits::default(),
        left: marks.clone(),
        columns: Vec::new(),
        row: None,
        next_row: 0,
        prefix: String::new(),
    };
    for tag in xml::tags(text) {
        pass.see(&tag?);
    }
    Ok(pass.edits.apply(text))
}

/// One pass over the cells, in their order.
struct Pass<'a> {
    styles: &'a mut Styles,
    edits: Edits,
    /// The marks that are still to come.
    left: BTreeMap<Cell, Severity>,
    /// From, to and style of columns, counted from one.
    columns: Vec<(u32, u32, usize)>,
    row: Option<Row>,
    next_row: u32,
    prefix: String,
}

/// The row that is open.
struct Row {
    number: u32,
    next_column: u32,
    style: Option<usize>,
}

impl Pass<'_> {
    fn see(&mut self, tag: &Tag<'_>) {
        match (tag.depth, tag.name(), tag.kind) {
            (2, "col", Kind::Start | Kind::Empty) => {
                let style = tag.number("style").unwrap_or(0);
                let reach = |name| tag.number(name).unwrap_or(0);
                self.columns.push((reach("min"), reach("max"), style));
            }
            (1, "sheetData", Kind::Start) => tag.prefix().clone_into(&mut self.prefix),
            (1, "sheetData", Kind::Empty) => {
                tag.prefix().clone_into(&mut self.prefix);
                let rows = self.rows_before(u32::MAX);
                let open = tag.text.trim_end_matches("/>").trim_end();
                let close = format!("</{}sheetData>", self.prefix);
                self.edits.replace(tag.range.clone(), &format!("{open}>{rows}{close}"));
            }
            (1, "sheetData", Kind::End) => {
                let rows = self.rows_before(u32::MAX);
                self.edits.insert(tag.range.start, &rows);
            }
            (2, "row", Kind::Start | Kind::Empty) => self.open_row(tag),
            (2, "row", Kind::End) => self.close_row(tag),
            (3, "c", Kind::Start | Kind::Empty) => self.cell(tag),
            _ => {}
        }
    }

    fn open_row(&mut self, tag: &Tag<'_>) {
        let number = tag.number::<u32>("r").map_or(self.next_row, |r| r.saturating_sub(1));
        self.next_row = number + 1;
        let rows = self.rows_before(number);
        let styled = tag.get("customFormat").is_some_and(|set| set == "1" || set == "true");
        let style = styled.then(|| tag.number("s")).flatten();
        let row = Row { number, next_column: 0, style };
        let has_marks = self.next_mark(number, u32::MAX).is_some();
        // `spans` is a hint that a new cell may prove wrong.
        let open = if has_marks { tag.with("spans", None) } else { tag.text.to_owned() };
        if tag.kind == Kind::Empty && has_marks {
            let cells = self.cells_before(&row, u32::MAX);
            let open = open.trim_end_matches("/>").trim_end();
            let whole = format!("{rows}{open}>{cells}</{}row>", self.prefix);
            self.edits.replace(tag.range.clone(), &whole);
        } else if has_marks || !rows.is_empty() {
            self.edits.replace(tag.range.clone(), &(rows + &open));
        }
        self.row = Some(row);
    }

    fn close_row(&mut self, tag: &Tag<'_>) {
        if let Some(row) = self.row.take() {
            let cells = self.cells_before(&row, u32::MAX);
            self.edits.insert(tag.range.start, &cells);
        }
    }

    fn cell(&mut self, tag: &Tag<'_>) {
        let Some(mut row) = self.row.take() else { return };
        let column = tag.get("r").and_then(|name| column(&name)).unwrap_or(row.next_column);
        row.next_column = column + 1;
        let missing = self.cells_before(&row, column);
        let mark = self.left.remove(&Cell { row: row.number, column });
        if let Some(severity) = mark {
            let style = self.styles.marked(tag.number("s").unwrap_or(0), severity);
            let marked = tag.with("s", Some(&style.to_string()));
            self.edits.replace(tag.range.clone(), &(missing + &marked));
        } else if !missing.is_empty() {
            self.edits.insert(tag.range.start, &missing);
        }
        self.row = Some(row);
    }

    /// The next mark in a row, before a column.
    fn next_mark(&self, row: u32, column: u32) -> Option<(Cell, Severity)> {
        let range = Cell { row, column: 0 }..Cell { row, column };
        self.left.range(range).next().map(|(cell, severity)| (*cell, *severity))
    }

    /// The marked cells of a row that the sheet does not have, before a column.
    fn cells_before(&mut self, row: &Row, column: u32) -> String {
        let mut cells = String::new();
        while let Some((cell, severity)) = self.next_mark(row.number, column) {
            self.left.remove(&cell);
            let of_column = self
                .columns
                .iter()
                .find(|(from, to, _)| (*from..=*to).contains(&(cell.column + 1)));
            let style = row.style.or(of_column.map(|(.., style)| *style)).unwrap_or(0);
            let style = self.styles.marked(style, severity);
            let cell = format!(r#"<{}c r="{cell}" s="{style}"/>"#, self.prefix);
            cells.push_str(&cell);
        }
        cells
    }

    /// The rows with marked cells that the sheet does not have, before a row.
    fn rows_before(&mut self, row: u32) -> String {
        let mut rows = String::new();
        while let Some(number) = self.left.keys().next().map(|cell| cell.row).filter(|r| *r < row) {
            let cells = self.cells_before(&Row { number, next_column: 0, style: None }, u32::MAX);
            let prefix = &self.prefix;
            let row = format!(r#"<{prefix}row r="{}">{cells}</{prefix}row>"#, number + 1);
            rows.push_str(&row);
        }
        rows
    }
}

/// The column in the name of a cell, counted from zero.
fn column(name: &str) -> Option<u32> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.fold(0_u32, |sum, letter| {
        sum.saturating_mul(26).saturating_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    });
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = r#"<styleSheet><fonts count="1"><font/></fonts><fills count="2"><fill/><fill/></fills><borders count="1"><border/></borders><cellXfs count="2"><xf fontId="0"/><xf fillId="1" fontId="0"><protection locked="0"/></xf></cellXfs></styleSheet>"#;

    #[track_caller]
    fn filled(sheet: &str, cells: &[(u32, u32)]) -> String {
        let mut styles = Styles::new(STYLES.to_owned()).unwrap();
        let marks = cells
            .iter()
            .map(|(row, column)| (Cell { row: *row, column: *column }, Severity::Error));
        fill(sheet, &marks.collect(), &mut styles).unwrap()
    }

    #[test]
    fn a_cell_keeps_all_but_its_style() {
        let sheet = r#"<worksheet><sheetData><row r="2" spans="1:2"><c r="B2" s="1" t="s"><v>7</v></c></row></sheetData></worksheet>"#;
        let marked = sheet.replace(r#" spans="1:2""#, "").replace(r#"s="1""#, r#"s="9""#);
        assert_eq!(filled(sheet, &[(1, 1)]), marked);
        assert_eq!(filled(sheet, &[]), sheet);
    }

    #[test]
    fn missing_cells_and_rows_are_put_in_their_place() {
        let sheet = r#"<x:worksheet><x:cols><x:col min="4" max="9" style="1"/></x:cols><x:sheetData><x:row r="3"/><x:row r="5"><x:c r="C5"/><x:c/></x:row></x:sheetData></x:worksheet>"#;
        let cells = [(1, 0), (2, 0), (4, 0), (4, 3), (4, 4), (6, 0)];
        let rows = r#"<x:row r="2"><x:c r="A2" s="9"/></x:row><x:row r="3"><x:c r="A3" s="9"/></x:row><x:row r="5"><x:c r="A5" s="9"/><x:c r="C5"/><x:c s="9"/><x:c r="E5" s="10"/></x:row><x:row r="7"><x:c r="A7" s="9"/></x:row>"#;
        assert_eq!(
            filled(sheet, &cells),
            format!(
                r#"<x:worksheet><x:cols><x:col min="4" max="9" style="1"/></x:cols><x:sheetData>{rows}</x:sheetData></x:worksheet>"#
            )
        );
        let empty = "<worksheet><sheetData/></worksheet>";
        assert_eq!(
            filled(empty, &[(0, 27)]),
            r#"<worksheet><sheetData><row r="1"><c r="AB1" s="9"/></row></sheetData></worksheet>"#
        );
    }
}
