//! A workbook as both writers take it: sheets of cells, how each looks, and what may be typed in it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::place::Cell;
use crate::spreadsheet::lines::wrapped;

use super::formula::{Cells, Expr, Value, serial};

/// A workbook.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) title: String,
    /// What is printed above each page, on the left.
    pub(super) heading: String,
    /// The day that the file carries as that on which it was made.
    pub(super) made: Date,
    pub(super) sheets: Vec<Sheet>,
}

/// A sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    pub(super) columns: Vec<Column>,
    /// The row with the names of the columns: stays in view and is repeated on each page.
    pub(super) header: Option<u32>,
    /// The last row of the table under the header.
    pub(super) last: u32,
    /// The column of the answers.
    pub(super) answers: Option<u32>,
    /// The rows that open a part of the table, which is not divided over two pages.
    pub(super) starts: BTreeSet<u32>,
    pub(super) paper: Paper,
    pub(super) cells: BTreeMap<Cell, Content>,
    pub(super) styles: BTreeMap<Cell, Style>,
    /// Heights of rows in points, if they are not those of one line.
    pub(super) heights: BTreeMap<u32, u32>,
    pub(super) entries: BTreeMap<Cell, Entry>,
}

/// The paper that a sheet is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Paper {
    /// As many pages in landscape as it takes.
    #[default]
    Wide,
    /// A single upright page. What is empty now but may be filled by a formula would else be printed as empty pages.
    OnePage,
}

/// A column of a sheet: how many digits fit in it, and whether it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) width: u32,
    pub(super) is_hidden: bool,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    Text(String),
    /// A question in bold, and below it what counts.
    Question(String, String),
    Number(Decimal),
    Date(Date),
    Formula(Expr, Value),
}

/// What a cell is for, which decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    Title,
    Note,
    Verdict,
    Header,
    /// What opens a part of a table.
    Part,
    /// The name of what a row is about.
    Label,
    /// The first question about an intervention.
    Topic,
    /// What only the program needs.
    Code,
    Text,
    /// Text that is calculated, without lines around it.
    Outcome,
    Answer(Format),
}

/// How an answer is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Format {
    /// As it is typed: nothing that starts with `=` or `-` becomes a formula.
    Typed,
    Choice,
    Whole,
    Fraction,
    Money,
    Date,
}

/// How a cell looks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) is_bold: bool,
    /// Size of the letters in points.
    pub(super) size: u8,
    pub(super) colour: u32,
    pub(super) fill: Option<u32>,
    pub(super) has_border: bool,
    pub(super) wraps: bool,
}

const INK: u32 = 0x1A_1A_1A;
const BLUE: u32 = 0x1F_3A_5F;
const GREY: u32 = 0x4A_55_65;
/// For what is read by the program: still dark enough on white for who looks for it.
const PALE_INK: u32 = 0x6B_72_80;
const PALE: u32 = 0xE8_ED_F3;
/// Lines around cells.
pub(super) const LINE: u32 = 0xA8_B2_BF;
const YELLOW: u32 = 0xFF_F8_E5;

impl Style {
    pub(super) const ALL: [Self; 16] = [
        Self::Title,
        Self::Note,
        Self::Verdict,
        Self::Header,
        Self::Part,
        Self::Label,
        Self::Topic,
        Self::Code,
        Self::Text,
        Self::Outcome,
        Self::Answer(Format::Typed),
        Self::Answer(Format::Choice),
        Self::Answer(Format::Whole),
        Self::Answer(Format::Fraction),
        Self::Answer(Format::Money),
        Self::Answer(Format::Date),
    ];

    pub(super) fn look(self) -> Look {
        let plain = Look { size: 11, colour: INK, ..Look::default() };
        let cell = Look { has_border: true, wraps: true, ..plain };
        match self {
            Self::Title => Look { is_bold: true, size: 18, colour: BLUE, ..plain },
            Self::Note => Look { colour: GREY, ..plain },
            Self::Verdict => Look { is_bold: true, size: 14, ..plain },
            Self::Header => Look { is_bold: true, colour: 0xFF_FF_FF, fill: Some(BLUE), ..cell },
            Self::Part => Look { is_bold: true, fill: Some(0xD5_DD_E8), ..cell },
            Self::Label => Look { is_bold: true, fill: Some(PALE), ..cell },
            Self::Topic => Look { fill: Some(PALE), ..cell },
            Self::Code => Look { size: 8, colour: PALE_INK, wraps: true, ..plain },
            Self::Text => cell,
            Self::Outcome => Look { wraps: true, ..plain },
            Self::Answer(_) => Look { fill: Some(YELLOW), ..cell },
        }
    }

    /// Whether the cell can be filled in while the sheet is protected.
    pub(super) fn is_unlocked(self) -> bool {
        matches!(self, Self::Answer(_))
    }
}

/// What may be typed in a cell, and what is said about it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) rule: Rule,
    pub(super) title: String,
    pub(super) prompt: String,
    pub(super) refusal: String,
}

/// What may be typed in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Rule {
    Anything,
    /// What stands in these cells.
    OneOf(Expr),
    /// Anything for which this holds.
    Holds(Expr),
}

impl Sheet {
    pub(super) fn put(&mut self, row: u32, column: u32, content: Content, style: Style) {
        self.style(row, column, style);
        self.cells.insert(Cell { row, column }, content);
    }

    /// Gives a cell a style, and no content.
    pub(super) fn style(&mut self, row: u32, column: u32, style: Style) {
        self.styles.insert(Cell { row, column }, style);
    }

    pub(super) fn say(&mut self, row: u32, column: u32, text: &str, style: Style) {
        self.put(row, column, Content::Text(text.to_owned()), style);
    }

    /// Makes a row high enough for so many lines of ordinary letters.
    pub(super) fn lines(&mut self, row: u32, lines: u32) {
        self.raise(row, lines * 15 + 4);
    }

    fn raise(&mut self, row: u32, points: u32) {
        let height = points.clamp(19, 400);
        let there = self.heights.entry(row).or_insert(height);
        *there = height.max(*there);
    }

    /// Makes a row high enough for the texts in it.
    pub(super) fn fit(&mut self, row: u32) {
        let inside = Cell { row, column: 0 }..Cell { row: row + 1, column: 0 };
        let points = |(cell, content): (&Cell, &Content)| {
            let width = self.columns.get(cell.column as usize)?.width;
            let look = self.styles.get(cell)?.look();
            let size = u32::from(look.size);
            let lines = match content {
                Content::Text(text) => wrapped(text, width * 11 / size, look.is_bold),
                Content::Question(question, more) => {
                    let more = if more.is_empty() { 0 } else { wrapped(more, width, false) };
                    wrapped(question, width, true) + more
                }
                _ => 1,
            };
            Some(lines * (size + 4) + 4)
        };
        let most = self.cells.range(inside).filter_map(points).max();
        self.raise(row, most.unwrap_or(0));
    }
}

impl Content {
    pub(super) fn value(&self) -> Value {
        match self {
            Self::Text(text) if text.is_empty() => Value::Blank,
            Self::Text(text) => Value::Text(text.clone()),
            Self::Question(question, _) => Value::Text(question.clone()),
            Self::Number(number) => Value::Number(*number),
            Self::Date(date) => Value::Number(serial(*date)),
            Self::Formula(_, value) => value.clone(),
        }
    }
}

impl Cells for Book {
    fn value(&self, sheet: &str, cell: Cell) -> Value {
        let sheet = self.sheets.iter().find(|each| each.name == sheet);
        let content = sheet.and_then(|sheet| sheet.cells.get(&cell));
        content.map_or(Value::Blank, Content::value)
    }
}

/// The first cell of a sheet that can be filled in; `None` if there is no such cell.
pub(super) fn first_answer(sheet: &Sheet) -> Option<Cell> {
    sheet.styles.iter().find(|(_, style)| style.is_unlocked()).map(|(cell, _)| *cell)
}

/// A rectangle of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) sheet: String,
    pub(super) from: Cell,
    pub(super) to: Cell,
}

/// The names that a sheet has for its header and for its answers. Screen readers know the first:
/// they read the name of a column before what stands in it.
pub(super) fn names(sheet: &Sheet) -> Vec<(String, Area)> {
    let Some(row) = sheet.header.filter(|_| !sheet.is_hidden) else { return Vec::new() };
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let name: String = sheet.name.chars().map(plain).collect();
    let area = |from: Cell, to: Cell| Area { sheet: sheet.name.clone(), from, to };
    let right = u32::try_from(sheet.columns.len()).unwrap_or(1).saturating_sub(1);
    let header = area(Cell { row, column: 0 }, Cell { row, column: right });
    let answers = sheet
        .answers
        .map(|column| area(Cell { row: row + 1, column }, Cell { row: sheet.last, column }));
    let answers = answers.map(|area| (format!("Antwoorden_{name}"), area));
    std::iter::once((format!("ColumnTitle_{name}"), header)).chain(answers).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_answers_can_be_filled_in() {
        for style in Style::ALL {
            assert_eq!(style.is_unlocked(), matches!(style, Style::Answer(_)));
            assert!(style.look().size >= 8);
        }
    }
}
