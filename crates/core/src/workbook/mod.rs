//! Reads a workbook: the cells of every sheet, each with its true address.
//!
//! In: the path of a file (.xlsx, .xlsm, .xlsb, .xls, .ods; what it is shows from its content, not
//! from its name). Out: [`Sheets`]. Refuses, within bounded memory and time, what is no workbook,
//! what is locked, damaged or larger than any questionnaire can be: an [`Unreadable`] with its reason.

mod binary;
mod cells;
mod encoding;
mod limits;
mod number_format;
mod ods;
mod open;
mod own_sheets;
mod package;
mod runs;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use crate::place::Cell;
use open::Opened;
pub use own_sheets::{CALCULATING, HEADER_ROWS, column_name, is_own};

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

/// A file that cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Name of the file, without its folder.
    pub file: String,
    /// Why it cannot be read.
    pub reason: Reason,
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A lock file that an open spreadsheet leaves behind.
    LockFile,
    /// The file cannot be opened.
    Io(String),
    /// It has no bytes.
    Empty,
    /// It is something else than a spreadsheet.
    NotASpreadsheet(Lookalike),
    /// It is protected by a password.
    Encrypted,
    /// It starts as a spreadsheet but cannot be read to its end.
    Damaged(String),
    /// It is larger than any questionnaire can be.
    TooLarge(Limit),
}

impl Reason {
    /// The reason for a damaged file, with what a library says of it: not in Dutch, but useful to whoever can mend it.
    fn technical(error: &dyn std::fmt::Display) -> Self {
        Self::Damaged(format!("technisch: {error}"))
    }
}

/// What a file is that is no spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookalike {
    /// A PDF.
    Pdf,
    /// A document of an office program that is no spreadsheet, or another zip file.
    OtherOffice,
    /// A workbook as XML, as Excel 2003 saved it, or as flat ODF.
    XmlWorkbook,
    /// A page for a browser, which some programs call a workbook.
    WebPage,
    /// Something else.
    Other,
}

/// A limit that a file goes beyond.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Bytes on disk.
    File,
    /// Files inside a zip file.
    Entries,
    /// Bytes of everything in a zip file, unpacked.
    Unpacked,
    /// Bytes of one file in a zip file, unpacked.
    Part,
    /// Bytes of a part that says how the workbook is put together or what it looks like, unpacked.
    Frame,
    /// Bytes of the texts that cells share, unpacked.
    SharedText,
    /// Sheets.
    Sheets,
    /// Bytes of all sheets together, unpacked; a part that is named as two sheets counts twice.
    SheetBytes,
    /// Cells and what else a sheet consists of, the empty ones too.
    Records,
    /// Cells that are not empty.
    Cells,
    /// Bytes of text in cells.
    Text,
}

impl Limit {
    /// How much is allowed: bytes, files or cells.
    #[must_use]
    pub fn allowed(self) -> u64 {
        limits::allowed(self)
    }
}

/// Reads the workbook at `path`.
///
/// # Errors
/// An [`Unreadable`] with the name of the file and the reason.
pub fn read(path: &Path) -> Result<Sheets, Unreadable> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let unreadable = |reason| Unreadable { file: name.clone(), reason };
    if name.starts_with("~$") || name.starts_with(".~lock.") {
        return Err(unreadable(Reason::LockFile));
    }
    let bytes = limits::read_file(path).map_err(unreadable)?;
    read_bytes(&name, &bytes)
}

/// Reads a workbook that is in memory, under the name that it has.
///
/// # Errors
/// An [`Unreadable`] with that name and the reason.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Result<Sheets, Unreadable> {
    let Opened { has_macros, sheets } =
        open::open(bytes).map_err(|reason| Unreadable { file: name.to_owned(), reason })?;
    let file = SourceFile { name: name.to_owned(), sha256: sha256(bytes) };
    Ok(Sheets { file, has_macros, sheets })
}

/// Whether this thread is reading a workbook: a panic is then caught, and reported as a fault of the file.
#[must_use]
pub fn is_reading() -> bool {
    open::is_reading()
}

/// The bytes of the workbook at `path`, if there are not too many.
///
/// # Errors
/// An [`Unreadable`] with the name of the file and the reason.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    limits::read_file(path).map_err(|reason| Unreadable { file: name, reason })
}

/// The SHA-256 of a file, in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        for half in [byte >> 4, byte & 15] {
            text.push(char::from_digit(half.into(), 16).unwrap_or_default());
        }
        text
    })
}
