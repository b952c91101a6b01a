//! Limits against hostile files. A questionnaire has a few hundred cells and some pages of text;
//! each limit is far above that and far below what a laptop feels.

use std::io::{Cursor, Read};
use std::path::Path;

use super::{Limit, Lookalike, Reason};

/// Bytes of a file on disk.
const FILE: u64 = 16 << 20;
/// Files in a zip file.
const ENTRIES: u64 = 2_000;
/// Bytes of everything in a zip file, unpacked.
const UNPACKED: u64 = 48 << 20;
/// Bytes of one file in a zip file, unpacked.
const PART: u64 = 16 << 20;
/// Sheets.
const SHEETS: u64 = 100;
/// Cells and other elements of sheets, the empty ones too.
const RECORDS: u64 = 1_000_000;
/// Cells between A1 and the last one, for formats that keep the empty ones in memory, too.
const AREA: u64 = 1 << 20;
/// Cells that are not empty, in all sheets together.
const CELLS: u64 = 200_000;
/// Bytes of text in cells, in all sheets together.
const TEXT: u64 = 8 << 20;

pub(super) const fn allowed(limit: Limit) -> u64 {
    match limit {
        Limit::File => FILE,
        Limit::Entries => ENTRIES,
        Limit::Unpacked => UNPACKED,
        Limit::Part => PART,
        Limit::Sheets => SHEETS,
        Limit::Records => RECORDS,
        Limit::Area => AREA,
        Limit::Cells => CELLS,
        Limit::Text => TEXT,
    }
}

/// Refuses more than a limit allows.
pub(super) fn within(limit: Limit, found: u64) -> Result<(), Reason> {
    if found > allowed(limit) { Err(Reason::TooLarge(limit)) } else { Ok(()) }
}

/// The bytes of a file, if there are not too many.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, Reason> {
    let io = |error: std::io::Error| Reason::Io(error.to_string());
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
        let entry =
            archive.by_index_raw(index).map_err(|error| Reason::Damaged(error.to_string()))?;
        within(Limit::Part, entry.size())?;
        unpacked = unpacked.saturating_add(entry.size());
    }
    within(Limit::Unpacked, unpacked)
}

/// Refuses an old Excel file whose cells lie too far apart: the library that reads it keeps
/// every cell between the first and the last one.
pub(super) fn check_xls(bytes: &[u8]) -> Result<(), Reason> {
    let damaged = |error: std::io::Error| Reason::Damaged(error.to_string());
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    if container.exists("/EncryptedPackage") {
        return Err(Reason::Encrypted);
    }
    let Some(name) = ["/Workbook", "/Book"].into_iter().find(|name| container.exists(name)) else {
        return Err(Reason::NotASpreadsheet(Lookalike::OtherOffice));
    };
    let mut stream = Vec::new();
    let mut opened = container.open_stream(name).map_err(damaged)?;
    opened.by_ref().take(FILE).read_to_end(&mut stream).map_err(damaged)?;
    within(Limit::Area, biff_area(&stream))
}

/// Cells between A1 and the last one of each sheet, together, in a BIFF stream ([MS-XLS] 2.4).
fn biff_area(stream: &[u8]) -> u64 {
    const START_OF_SHEET: u16 = 0x0809;
    const CELLS: [u16; 8] = [0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E];
    let (mut area, mut rows, mut columns, mut rest) = (0_u64, 0_u64, 0_u64, stream);
    while let [kind_low, kind_high, size_low, size_high, after @ ..] = rest {
        let kind = u16::from_le_bytes([*kind_low, *kind_high]);
        let size = usize::from(u16::from_le_bytes([*size_low, *size_high]));
        let Some((record, next)) = after.split_at_checked(size) else { break };
        if kind == START_OF_SHEET {
            area += rows * columns;
            (rows, columns) = (0, 0);
        } else if let ([r0, r1, c0, c1, ..], true) = (record, CELLS.contains(&kind)) {
            rows = rows.max(u64::from(u16::from_le_bytes([*r0, *r1])) + 1);
            columns = columns.max(u64::from(u16::from_le_bytes([*c0, *c1])) + 1);
        }
        rest = next;
    }
    area + rows * columns
}
