//! Looks through an old Excel file before it is opened: the library that reads it keeps every cell
//! between the first and the last one, and a copy of a shared text for each cell that shows it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use super::look::Look;
use super::{Limit, Lookalike, Reason, limits};
use crate::place::Cell;

/// Records that continue one another. A text of the largest file needs fewer.
const CONTINUATIONS: u64 = 10_000;

/// Refuses an old Excel file that is no workbook, is locked or goes beyond a limit. Gives the cells
/// of each sheet that show more than a bare number, in the order of the list of sheets.
pub(super) fn check(bytes: &[u8]) -> Result<Vec<BTreeMap<Cell, Look>>, Reason> {
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
    let most = limits::allowed(Limit::File);
    opened.by_ref().take(most).read_to_end(&mut stream).map_err(damaged)?;
    let mut seen = Seen::default();
    let mut rest = stream.as_slice();
    while let [kind_low, kind_high, size_low, size_high, after @ ..] = rest {
        let kind = u16::from_le_bytes([*kind_low, *kind_high]);
        let size = usize::from(u16::from_le_bytes([*size_low, *size_high]));
        let Some((record, next)) = after.split_at_checked(size) else { break };
        if kind == START_OF_SHEET {
            seen.sheet = stream.len() - rest.len();
        }
        seen.record(kind, record)?;
        rest = next;
    }
    seen.end_of_sheet()?;
    Ok(seen.looks())
}

const START_OF_SHEET: u16 = 0x0809;

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
    formats: BTreeMap<u16, Option<Look>>,
    /// The number format of each style.
    styles: Vec<u16>,
    /// By where their sheet starts, the cells that show more than a bare number.
    looks: BTreeMap<usize, BTreeMap<Cell, Look>>,
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
    fn record(&mut self, kind: u16, record: &[u8]) -> Result<(), Reason> {
        const LIST_OF_SHEETS: u16 = 0x0085;
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
            (START_OF_SHEET, _) => self.end_of_sheet()?,
            (DIMENSIONS, _) => limits::within(Limit::Area, announced_area(record))?,
            (FORMAT, [low, high, code @ ..]) => {
                self.formats.insert(u16::from_le_bytes([*low, *high]), Look::of(&code_of(code)));
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
        let own = self.formats.get(format).copied();
        if let Some(look) = own.unwrap_or_else(|| Look::of_builtin((*format).into())) {
            let cell = Cell { row: row.into(), column: column.into() };
            self.looks.entry(self.sheet).or_default().insert(cell, look);
        }
    }

    /// The cells of each sheet that show more than a bare number, in the order of the list of sheets.
    fn looks(mut self) -> Vec<BTreeMap<Cell, Look>> {
        let start = |start: &u32| usize::try_from(*start).unwrap_or(usize::MAX);
        self.starts.iter().map(|at| self.looks.remove(&start(at)).unwrap_or_default()).collect()
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
    match record.len() {
        10 => word(2).saturating_sub(word(0)).max(1) * word(6).max(1),
        _ => long(4).saturating_sub(long(0)).max(1).saturating_mul(word(10).max(1)),
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
        [_, bytes @ ..] => {
            bytes.iter().map(|byte| if *byte == 0x80 { '€' } else { char::from(*byte) }).collect()
        }
        [] => String::new(),
    }
}
