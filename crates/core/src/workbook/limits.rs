//! Limits against hostile files. A questionnaire has a few hundred cells and some pages of text;
//! each limit is far above that and far below what a laptop feels.

use std::io::{Cursor, Read};
use std::path::Path;

use crate::dutch;

use super::unreadable::{Limit, Reason};

/// Bytes of a file on disk.
const FILE: u64 = 16 << 20;
/// Files in a zip file.
const ENTRIES: u64 = 2_000;
/// Bytes of everything in a zip file, unpacked.
const UNPACKED: u64 = 48 << 20;
/// Bytes of one file in a zip file, unpacked.
const PART: u64 = 16 << 20;
/// Bytes of a part that says how the workbook is put together or what it looks like, unpacked.
const FRAME: u64 = 1 << 20;
/// Bytes of the texts that cells share, unpacked.
const SHARED_TEXT: u64 = 4 << 20;
/// Sheets.
const SHEETS: u64 = 100;
/// Bytes of all sheets together, unpacked. Of a return its sheet of sums is the largest: 530 kB where
/// LibreOffice saved it. Less than `PART`, so that an .ods can meet it.
const SHEET_BYTES: u64 = 15 << 20;
/// Cells and other elements of sheets, the empty ones too.
const RECORDS: u64 = 1_000_000;
/// Cells that are not empty, in all sheets together.
const CELLS: u64 = 200_000;
/// Bytes of text in cells, in all sheets together.
const TEXT: u64 = 8 << 20;

impl Limit {
    /// How much is allowed: bytes, files or cells.
    #[must_use]
    pub const fn allowed(self) -> u64 {
        match self {
            Self::File => FILE,
            Self::Entries => ENTRIES,
            Self::Unpacked => UNPACKED,
            Self::Part => PART,
            Self::Frame => FRAME,
            Self::SharedText => SHARED_TEXT,
            Self::Sheets => SHEETS,
            Self::SheetBytes => SHEET_BYTES,
            Self::Records => RECORDS,
            Self::Cells => CELLS,
            Self::Text => TEXT,
        }
    }
}

/// Refuses more than a limit allows.
pub(super) fn within(limit: Limit, found: u64) -> Result<(), Reason> {
    if found > limit.allowed() { Err(Reason::TooLarge(limit)) } else { Ok(()) }
}

/// The bytes of a file, if there are not too many.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, Reason> {
    let io = |error: std::io::Error| Reason::Io(dutch::io_error(&error));
    let mut bytes = Vec::new();
    std::fs::File::open(path).map_err(io)?.take(FILE + 1).read_to_end(&mut bytes).map_err(io)?;
    match bytes.len() as u64 {
        0 => Err(Reason::Empty),
        size => within(Limit::File, size).map(|()| bytes),
    }
}

/// Refuses a zip file that unpacks to too much. Reads its directory only.
pub(super) fn check_zip(archive: &mut zip::ZipArchive<Cursor<&[u8]>>) -> Result<(), Reason> {
    within(Limit::Entries, archive.len() as u64)?;
    let mut unpacked = 0_u64;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|error| Reason::technical(&error))?;
        if entry.encrypted() {
            return Err(Reason::Encrypted);
        }
        within(Limit::Part, entry.size())?;
        unpacked = unpacked.saturating_add(entry.size());
    }
    within(Limit::Unpacked, unpacked)
}
