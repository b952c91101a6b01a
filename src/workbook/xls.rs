//! Looks through an old Excel file before it is opened: the library that reads it keeps every cell
//! between the first and the last one, and a copy of a shared text for each cell that shows it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use cfb::CompoundFile as Container;

use super::number_format::NumberFormat;
use super::{Limit, Lookalike, Reason, limits};
use crate::place::Cell;

/// Records that continue one another. A text of the largest file needs fewer.
const CONTINUATIONS: u64 = 10_000;

/// An old Excel file that can be opened.
pub(super) struct Checked {
    pub(super) has_macros: bool,
    /// The cells of each sheet that show more than a bare number, in the order of the list of sheets.
    pub(super) looks: Vec<BTreeMap<Cell, NumberFormat>>,
    /// A file with nothing in it but the records that were looked at: the library has its own way to
    /// look for them.
    pub(super) bytes: Vec<u8>,
}

/// Refuses an old Excel file that is no workbook, is locked or goes beyond a limit.
pub(super) fn check(bytes: &[u8]) -> Result<Checked, Reason> {
    let damaged = |error: std::io::Error| Reason::technical(&error);
    let mut container = Container::open(Cursor::new(bytes)).map_err(damaged)?;
    if container.exists("/EncryptedPackage") {
        return Err(Reason::Encrypted);
    }
    let Some(name) = ["/Workbook", "/Book"].into_iter().find(|name| container.exists(name)) else {
        return Err(Reason::NotASpreadsheet(Lookalike::OtherOffice));
    };
    let mut stream = Vec::new();
    let mut opened = container.open_stream(name).map_err(damaged)?;
    let most = limits::allowed(Limit::File);
    opened.by_ref().take(most).read_to_end(&mut stream).map_err(damaged)?;
    let mut seen = Seen::default();
    let mut rest = stream.as_slice();
    while let [kind_low, kind_high, size_low, size_high, after @ ..] = rest {
        let kind = u16::from_le_bytes([*kind_low, *kind_high]);
        let size = usize::from(u16::from_le_bytes([*size_low, *size_high]));
        let Some((record, next)) = after.split_at_checked(size) else { break };
        seen.record(stream.len() - rest.len(), kind, record)?;
        rest = next;
    }
    seen.end()?;
    let checked = alone(name, &stream).map_err(damaged)?;
    Ok(Checked {
        has_macros: container.exists("/_VBA_PROJECT_CUR"),
        looks: seen.looks(),
        bytes: checked,
    })
}

/// A file with nothing in it but this stream.
fn alone(name: &str, stream: &[u8]) -> std::io::Result<Vec<u8>> {
    let bytes = Cursor::new(Vec::new());
    let mut container = Container::create_with_version(cfb::Version::V3, bytes)?;
    container.create_stream(name)?.write_all(stream)?;
    container.flush()?;
    Ok(container.into_inner().into_inner())
}

/// What the records of a BIFF stream ([MS-XLS] 2.4) amount to, so far.
#[derive(Default)]
struct Seen {
    records: u64,
    continuations: u64,
    /// Where sheets start, by what the list of sheets says.
    starts: Vec<u32>,
    /// Where the sheet starts that is looked through.
    sheet: usize,
    /// What the workbook's own number formats make of a number.
    formats: BTreeMap<u16, NumberFormat>,
    /// The number format of each style.
    styles: Vec<u16>,
    /// By where their sheet starts, the cells that show more than a bare number.
    looks: BTreeMap<usize, BTreeMap<Cell, NumberFormat>>,
    /// How many of these were passed, each at the start of a sheet and inside no other.
    passed: usize,
    /// How many sheets and charts we are in, one inside the other.
    depth: u64,
    /// Bytes of all texts that cells share.
    shared: u64,
    in_shared: bool,
    /// How many cells show each shared text, and the most that show one.
    showing: BTreeMap<u32, u64>,
    most_shown: u64,
    /// Characters of texts in cells, as announced.
    text: u64,
    /// Bytes of formulas.
    formulas: u64,
    rows: u64,
    columns: u64,
    area: u64,
}

impl Seen {
    fn record(&mut self, at: usize, kind: u16, record: &[u8]) -> Result<(), Reason> {
        const LIST_OF_SHEETS: u16 = 0x0085;
        const START_OF_SHEET: u16 = 0x0809;
        const END_OF_SHEET: u16 = 0x000A;
        const DIMENSIONS: u16 = 0x0200;
        const SHARED_TEXTS: u16 = 0x00FC;
        const CONTINUE: u16 = 0x003C;
        const SHOWS_SHARED_TEXT: u16 = 0x00FD;
        const LABEL: u16 = 0x0204;
        const RICH_LABEL: u16 = 0x00D6;
        const FORMULA: u16 = 0x0006;
        const RESULT: u16 = 0x0207;
        const FORMAT: u16 = 0x041E;
        const STYLE: u16 = 0x00E0;
        const SEVERAL: u16 = 0x00BD;
        const CELLS: [u16; 8] = [0x0006, SEVERAL, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E];
        self.records += 1;
        limits::within(Limit::Records, self.records)?;
        if kind == CONTINUE {
            self.continuations += 1;
            if self.continuations > CONTINUATIONS {
                return Err(Reason::TooLarge(Limit::Records));
            }
        } else {
            self.continuations = 0;
            self.in_shared = kind == SHARED_TEXTS;
        }
        if self.in_shared {
            self.shared += record.len() as u64;
        }
        match (kind, record) {
            (LIST_OF_SHEETS, [a, b, c, d, ..]) => {
                // Two sheets in one place would be read twice, and no program writes them.
                let start = u32::from_le_bytes([*a, *b, *c, *d]);
                if self.starts.contains(&start) {
                    return Err(Reason::Damaged("twee bladen op dezelfde plaats".to_owned()));
                }
                self.starts.push(start);
                limits::within(Limit::Sheets, self.starts.len() as u64)?;
            }
            (START_OF_SHEET, _) => {
                self.sheet = at;
                let is_listed = u32::try_from(at).is_ok_and(|at| self.starts.contains(&at));
                self.passed += usize::from(is_listed && self.depth == 0);
                self.depth += 1;
                self.end_of_sheet()?;
            }
            (END_OF_SHEET, _) => self.depth = self.depth.saturating_sub(1),
            (DIMENSIONS, _) => limits::within(Limit::Area, announced_area(record))?,
            (FORMAT, [low, high, code @ ..]) => {
                self.formats
                    .insert(u16::from_le_bytes([*low, *high]), NumberFormat::new(&code_of(code)));
            }
            (STYLE, [_, _, low, high, ..]) => {
                self.styles.push(u16::from_le_bytes([*low, *high]));
            }
            (RESULT, [low, high, ..]) => self.announced_text(*low, *high)?,
            (_, [r0, r1, c0, c1, ..]) if CELLS.contains(&kind) => {
                match (kind, record) {
                    (SHOWS_SHARED_TEXT, [_, _, _, _, _, _, a, b, c, d, ..]) => {
                        self.shows(u32::from_le_bytes([*a, *b, *c, *d]))?;
                    }
                    (LABEL | RICH_LABEL, [_, _, _, _, _, _, low, high, ..]) => {
                        self.announced_text(*low, *high)?;
                    }
                    (FORMULA, _) => {
                        self.formulas += record.len() as u64;
                        limits::within(Limit::Frame, self.formulas)?;
                    }
                    _ => {}
                }
                let index = |low: &u8, high: &u8| u64::from(u16::from_le_bytes([*low, *high]));
                self.rows = self.rows.max(index(r0, r1) + 1);
                // A record of several cells says at its end which column is the last one.
                let last = match record {
                    [.., low, high] if kind == SEVERAL => index(low, high),
                    _ => index(c0, c1),
                };
                let styles = record.get(4..).unwrap_or_default();
                // Each of several cells has two bytes of style and four of value.
                let several = if kind == SEVERAL { styles.len() / 6 } else { 1 };
                let row = u16::from_le_bytes([*r0, *r1]);
                for (column, style) in
                    (u16::from_le_bytes([*c0, *c1])..).zip(styles.chunks(6)).take(several)
                {
                    self.styled(row, column, style);
                }
                self.columns = self.columns.max(index(c0, c1).max(last) + 1);
            }
            _ => {}
        }
        Ok(())
    }

    /// Counts a cell with a text of its own. Memory is set aside for the length that it announces.
    fn announced_text(&mut self, low: u8, high: u8) -> Result<(), Reason> {
        self.text += u64::from(u16::from_le_bytes([low, high]));
        limits::within(Limit::Text, self.text)
    }

    /// Counts a cell that shows a shared text. However long each text is, all copies together are
    /// no longer than all texts, as often as the one that is shown most.
    fn shows(&mut self, text: u32) -> Result<(), Reason> {
        let times = self.showing.entry(text).or_default();
        *times += 1;
        self.most_shown = self.most_shown.max(*times);
        let unpacked = limits::allowed(Limit::Unpacked);
        let all = self.most_shown.saturating_mul(self.shared);
        if all > unpacked { Err(Reason::TooLarge(Limit::Text)) } else { Ok(()) }
    }

    /// Keeps what a cell looks like.
    fn styled(&mut self, row: u16, column: u16, style: &[u8]) {
        let [low, high, ..] = style else { return };
        let style = usize::from(u16::from_le_bytes([*low, *high]));
        let Some(format) = self.styles.get(style) else { return };
        let own = self.formats.get(format).cloned();
        let look = own.unwrap_or_else(|| NumberFormat::builtin((*format).into()));
        if !look.is_general() {
            let cell = Cell { row: row.into(), column: column.into() };
            self.looks.entry(self.sheet).or_default().insert(cell, look);
        }
    }

    /// The cells of each sheet that show more than a bare number, in the order of the list of sheets.
    fn looks(mut self) -> Vec<BTreeMap<Cell, NumberFormat>> {
        let start = |start: &u32| usize::try_from(*start).unwrap_or(usize::MAX);
        self.starts.iter().map(|at| self.looks.remove(&start(at)).unwrap_or_default()).collect()
    }

    /// Refuses a sheet that starts elsewhere than where one was seen: other records could stand there.
    fn end(&mut self) -> Result<(), Reason> {
        self.end_of_sheet()?;
        if self.passed < self.starts.len() {
            return Err(Reason::Damaged("een blad staat niet waar het hoort".to_owned()));
        }
        Ok(())
    }

    fn end_of_sheet(&mut self) -> Result<(), Reason> {
        self.area += std::mem::take(&mut self.rows) * std::mem::take(&mut self.columns);
        limits::within(Limit::Area, self.area)
    }
}

/// Cells that a sheet says it has: memory is set aside for as many.
fn announced_area(record: &[u8]) -> u64 {
    let word =
        |at: usize| record.get(at..at + 2).map_or(0, |b| u64::from(b[0]) | u64::from(b[1]) << 8);
    let long = |at: usize| word(at) | word(at + 2) << 16;
    let (first, last, columns) = match record.len() {
        10 => (word(0), word(2), word(6)),
        _ => (long(0), long(4), word(10)),
    };
    match last.checked_sub(first) {
        Some(rows) => rows.max(1).saturating_mul(columns.max(1)),
        None if last == 0 => 0,
        // The library takes these for as many rows as there can be.
        None => u64::MAX,
    }
}

/// The code of a number format: its length, then its characters, of one byte each or of two.
fn code_of(text: &[u8]) -> String {
    match text {
        [_, _, flags, wide @ ..] if flags & 1 == 1 => {
            let units = wide.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            String::from_utf16_lossy(&units.collect::<Vec<_>>())
        }
        // Before Excel 97 there are no flags, and the sign of the euro is a byte of its own.
        [_, 0, 0, bytes @ ..] | [_, bytes @ ..] => {
            bytes.iter().map(|byte| if *byte == 0x80 { '€' } else { char::from(*byte) }).collect()
        }
        [] => String::new(),
    }
}
