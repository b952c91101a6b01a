//! Why a file cannot be read.

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
    pub(super) fn technical(error: &dyn std::fmt::Display) -> Self {
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
