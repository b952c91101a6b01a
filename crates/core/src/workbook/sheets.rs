//! What stands in a workbook: its sheets, and the value of each cell.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::place::Cell;

/// The hidden sheet of a form that calculates and holds no answers. It has half of the cells of a workbook.
pub const CALCULATING: &str = "Rekenblad";
/// The header of a sheet is looked for in so many rows at its top.
pub const HEADER_ROWS: u32 = 30;

/// A file as it was read: what a figure can be traced back to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct SourceFile {
    /// Name without its folder.
    #[serde(rename = "file")]
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// The sheets of a workbook, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheets {
    /// The file that they stand in.
    pub file: SourceFile,
    /// Whether there are macros in the file; they are never run.
    pub has_macros: bool,
    /// The sheets.
    pub sheets: Vec<Sheet>,
}

/// A sheet and the cells in it that are not empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Name on the tab.
    pub name: String,
    /// The cells, row by row.
    pub cells: BTreeMap<Cell, Value>,
    /// Text of the comments (notes and threads) that hang on cells.
    pub comments: BTreeMap<Cell, String>,
    /// Rows that a person does not see, counted from zero.
    pub hidden_rows: BTreeSet<u32>,
}

impl Sheet {
    /// Whether nothing is kept of this row and those below it: nothing is answered on the sheet that calculates,
    /// unless somebody gave it the header of a sheet that asks.
    pub(super) fn ends_before(&self, row: u32) -> bool {
        let is_header = |value: &Value| matches!(value, Value::Text(text) if text.trim().eq_ignore_ascii_case("antwoord"));
        self.name == CALCULATING && row >= HEADER_ROWS && !self.cells.values().any(is_header)
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A number, to the 15 significant digits that a spreadsheet keeps.
    Number(Decimal),
    /// A number shown as a percentage: the number before the sign.
    Percentage(Decimal),
    /// A number shown as an amount of money.
    Amount(Decimal),
    /// A number too large to count anything, as written.
    HugeNumber(String),
    /// A number in a cell that shows something else than that number: other digits, or none.
    ShownAs {
        /// The number that is stored.
        stored: Decimal,
        /// What a person sees in the cell; empty if nothing.
        shown: String,
    },
    /// Text of which some is struck through, raised or lowered; at least one run is not plain.
    Rich(Vec<Run>),
    /// Anything in a cell whose whole content is struck through.
    Struck(Box<Value>),
    /// True or false.
    Boolean(bool),
    /// A day; a time of day is left out.
    Date(Date),
    /// A time of day or a duration, as written.
    Time(String),
    /// An error value such as `#REF!`.
    Error(String),
    /// A formula that was saved without the value it gives.
    FormulaWithoutValue,
}

/// A piece of the text in one cell that has one font.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its text.
    pub text: String,
    /// How it stands in the line.
    pub style: RunStyle,
}

/// How a piece of text stands in the line, as far as that changes what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunStyle {
    /// As all text.
    Plain,
    /// Struck through: no longer meant.
    Struck,
    /// Above the line, as the number of a note is.
    Raised,
    /// Below the line.
    Lowered,
}

/// What was found in a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Opened {
    pub(super) has_macros: bool,
    pub(super) sheets: Vec<Sheet>,
}
