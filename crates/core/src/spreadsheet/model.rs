//! A workbook as both writers take it: which cell holds what, and what it is for.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::lines::wrapped;
use crate::place::Cell;

/// How wide the text of a sheet without a table is, in digits.
const PAGE: u32 = 100;

/// A workbook of plain tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// Its title, which screen readers say first.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// The day that the file carries as that on which it was made.
    pub made: Date,
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// A sheet: its title in the first cell, lines of text below it, then its table.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Name on the tab, at most 31 characters.
    pub name: String,
    /// What stands in the first cell.
    pub title: String,
    /// What stands below it, each line in a cell of its own.
    pub lines: Vec<String>,
    /// The table right below the lines; `None` if there is none.
    pub table: Option<Table>,
}

/// A table with a header and at least one row.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The name under which the spreadsheet knows it: letters and `_` only.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for each column.
    pub rows: Vec<Vec<Content>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands in the header; another than that of each other column.
    pub title: String,
    /// How many digits fit in it.
    pub width: u32,
}

/// What a cell of a table holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing, where the table says elsewhere why.
    Nothing,
    /// A text, which is never read as a formula.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A day.
    Date(Date),
    /// The name of a sheet, as a link to it.
    Link(String),
}

/// What a cell is for, which decides how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    Title,
    Line,
    Header,
    Text,
    Whole,
    Fraction,
    Date,
    Link,
}

impl Style {
    pub(super) const ALL: [Self; 8] = [
        Self::Title,
        Self::Line,
        Self::Header,
        Self::Text,
        Self::Whole,
        Self::Fraction,
        Self::Date,
        Self::Link,
    ];
}

impl Content {
    pub(super) fn style(&self) -> Style {
        match self {
            Self::Nothing | Self::Text(_) => Style::Text,
            Self::Number(number) if number.is_integer() => Style::Whole,
            Self::Number(_) => Style::Fraction,
            Self::Date(_) => Style::Date,
            Self::Link(_) => Style::Link,
        }
    }
}

impl Sheet {
    /// The row of the header, also where there is no table.
    pub(super) fn header(&self) -> u32 {
        number(self.lines.len()) + 1
    }

    /// The first and the last cell of the table; `None` if there is none.
    pub(super) fn area(&self) -> Option<(Cell, Cell)> {
        let table = self.table.as_ref()?;
        let from = Cell { row: self.header(), column: 0 };
        let column = number(table.columns.len()).saturating_sub(1);
        Some((from, Cell { row: from.row + number(table.rows.len()), column }))
    }

    /// The width of each column in digits.
    pub(super) fn widths(&self) -> Vec<u32> {
        match &self.table {
            Some(table) => table.columns.iter().map(|column| column.width).collect(),
            None => vec![PAGE],
        }
    }

    /// All cells, row by row, each with what it holds and what it is for.
    pub(super) fn cells(&self) -> BTreeMap<Cell, (Content, Style)> {
        let text = |text: &String| Content::Text(text.clone());
        let at = |row: u32, column: usize| Cell { row, column: number(column) };
        let mut cells = BTreeMap::from([(at(0, 0), (text(&self.title), Style::Title))]);
        cells.extend((1..).zip(&self.lines).map(|(row, it)| (at(row, 0), (text(it), Style::Line))));
        let Some(table) = &self.table else { return cells };
        let header = self.header();
        for (column, it) in table.columns.iter().enumerate() {
            cells.insert(at(header, column), (text(&it.title), Style::Header));
        }
        for (row, contents) in (header + 1..).zip(&table.rows) {
            for (column, content) in contents.iter().enumerate() {
                cells.insert(at(row, column), (content.clone(), content.style()));
            }
        }
        cells
    }

    /// The heights in points of the rows whose text is broken over several lines.
    pub(super) fn heights(&self) -> BTreeMap<u32, u32> {
        let mut heights = BTreeMap::from([(0, 27)]);
        let widths = self.widths();
        let mut raise = |row: u32, text: &str, width: u32, is_bold: bool| {
            let points = wrapped(text, width, is_bold) * 15 + 4;
            let there = heights.entry(row).or_insert(points);
            *there = points.max(*there);
        };
        let Some(table) = &self.table else {
            for (row, line) in (1..).zip(&self.lines) {
                raise(row, line, PAGE, false);
            }
            return heights;
        };
        // Lines above a table run on over its columns.
        for (column, width) in table.columns.iter().zip(&widths) {
            raise(self.header(), &column.title, *width, true);
        }
        for (row, contents) in (self.header() + 1..).zip(&table.rows) {
            for (content, width) in contents.iter().zip(&widths) {
                if let Content::Text(text) = content {
                    raise(row, text, *width, false);
                }
            }
        }
        heights
    }
}

/// A count of rows or columns, of which a spreadsheet holds far fewer than a number can.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
