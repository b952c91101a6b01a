//! The cells, comments and hidden rows of one sheet of an .xls file.

use std::collections::BTreeMap;

use super::super::binary::{Bytes, Text, error_value};
use super::super::cells::Taken;
use super::super::limits;
use super::super::sheets::{Sheet, Value};
use super::super::unreadable::{Limit, Reason};
use super::book::Book;
use super::records::{END, Record, Records, START};
use super::text::{Script, Texts};
use crate::place::Cell;

/// Reads the sheet that starts at this byte.
pub(super) fn read(book: &Book<'_>, at: usize, taken: &mut Taken) -> Result<Sheet, Reason> {
    let mut reading = Reading {
        book,
        taken,
        sheet: Sheet::default(),
        awaited: None,
        object: 0,
        notes: Vec::new(),
        note_texts: BTreeMap::new(),
    };
    let mut records = Records::from(book.stream, at);
    let mut depth = 0_u64;
    while let Some(record) = records.next()? {
        reading.taken.look()?;
        match record.kind {
            START => depth += 1,
            _ if depth == 0 => break,
            END if depth == 1 => return reading.end(),
            END => depth -= 1,
            // A chart in the sheet has cells of its own.
            _ if depth > 1 => {}
            _ => reading.record(&record)?,
        }
    }
    Err(Reason::Damaged("een blad staat niet waar het hoort".to_owned()))
}

struct Reading<'a> {
    book: &'a Book<'a>,
    taken: &'a mut Taken,
    sheet: Sheet,
    /// A cell with a formula whose text comes in a record of its own, and its style.
    awaited: Option<(Cell, u16)>,
    /// The object that was opened last; a text after it is its own.
    object: u16,
    /// Cells with a comment, each with the object that shows it.
    notes: Vec<(Cell, u16)>,
    note_texts: BTreeMap<u16, String>,
}

impl Reading<'_> {
    fn record(&mut self, record: &Record<'_>) -> Result<(), Reason> {
        const ROW: u16 = 0x0208;
        const NOTE: u16 = 0x001C;
        const OBJECT: u16 = 0x005D;
        const OBJECT_TEXT: u16 = 0x01B6;
        const RESULT: u16 = 0x0207;
        match record.kind {
            ROW => self.row(record.data),
            NOTE => self.note(record),
            OBJECT => self.object(record.data),
            OBJECT_TEXT => self.object_text(record),
            RESULT => match self.awaited.take() {
                Some((cell, style)) => {
                    let text = self.texts(record, 0).plain()?;
                    self.keep_text(cell, style, &text)
                }
                None => Ok(()),
            },
            _ => self.cell(record),
        }
    }

    fn texts<'r>(&self, record: &'r Record<'r>, from: usize) -> Texts<'r> {
        Texts::new(record, from, self.book.script)
    }

    /// Keeps the cells in a record, if there are any.
    fn cell(&mut self, record: &Record<'_>) -> Result<(), Reason> {
        const FORMULA: u16 = 0x0006;
        const SEVERAL: u16 = 0x00BD;
        const RICH_LABEL: u16 = 0x00D6;
        const SHARED_TEXT: u16 = 0x00FD;
        const NUMBER: u16 = 0x0203;
        const LABEL: u16 = 0x0204;
        const TRUTH_OR_ERROR: u16 = 0x0205;
        const SHORT_NUMBER: u16 = 0x027E;
        if ![FORMULA, SEVERAL, RICH_LABEL, SHARED_TEXT, NUMBER, LABEL, TRUTH_OR_ERROR, SHORT_NUMBER]
            .contains(&record.kind)
        {
            return Ok(());
        }
        let mut bytes = Bytes::new(record.data);
        let (row, column) = (bytes.u16()?, bytes.u16()?);
        let cell = Cell { row: row.into(), column: column.into() };
        if record.kind == SEVERAL {
            return self.several(cell, bytes.rest());
        }
        self.end_of_formula()?;
        let style = bytes.u16()?;
        match record.kind {
            FORMULA => self.formula(cell, style, bytes),
            NUMBER => self.keep_number(cell, style, bytes.f64()?),
            SHORT_NUMBER => self.keep_number(cell, style, bytes.short_number()?),
            TRUTH_OR_ERROR => {
                let (value, is_error) = (bytes.u8()?, bytes.u8()?);
                self.keep(cell, style, truth_or_error(value, is_error == 1))
            }
            SHARED_TEXT => {
                let book = self.book;
                let index = usize::try_from(bytes.u32()?).unwrap_or(usize::MAX);
                let Some(text) = book.texts.get(index) else {
                    return Err(Reason::Damaged("een tekst die er niet is".to_owned()));
                };
                self.keep_text(cell, style, text)
            }
            RICH_LABEL => {
                let text = self.texts(record, 6).rich()?;
                self.keep_text(cell, style, &text)
            }
            _ => {
                let text = self.texts(record, 6).plain()?;
                self.keep_text(cell, style, &text)
            }
        }
    }

    /// Numbers in neighbouring cells; after the last one stands its column.
    fn several(&mut self, first: Cell, numbers: &[u8]) -> Result<(), Reason> {
        self.end_of_formula()?;
        for (column, number) in (first.column..).zip(numbers.chunks_exact(6)) {
            let mut bytes = Bytes::new(number);
            let (style, number) = (bytes.u16()?, bytes.short_number()?);
            self.keep_number(Cell { column, ..first }, style, number)?;
        }
        Ok(())
    }

    /// A formula with the value that it gave ([MS-XLS] 2.5.133).
    fn formula(&mut self, cell: Cell, style: u16, mut bytes: Bytes<'_>) -> Result<(), Reason> {
        const IS_TO_CALCULATE: u16 = 0x0002;
        let value = bytes.take(8)?;
        let flags = bytes.u16()?;
        match *value {
            [0, .., 0xFF, 0xFF] => {
                self.awaited = Some((cell, style));
                Ok(())
            }
            [1, _, truth, .., 0xFF, 0xFF] => self.keep(cell, style, Value::Boolean(truth != 0)),
            [2, _, error, .., 0xFF, 0xFF] => self.keep(cell, style, truth_or_error(error, true)),
            // What programs write that leave it to the next one to calculate: no text, or no number.
            [3, .., 0xFF, 0xFF] | [0, 0, 0, 0, 0, 0, 0, 0] if flags & IS_TO_CALCULATE != 0 => {
                self.keep(cell, style, Value::FormulaWithoutValue)
            }
            [.., 0xFF, 0xFF] => Ok(()),
            _ => self.keep_number(cell, style, Bytes::new(value).f64()?),
        }
    }

    /// Keeps the cell of a formula whose text does not come.
    fn end_of_formula(&mut self) -> Result<(), Reason> {
        match self.awaited.take() {
            Some((cell, style)) => self.keep(cell, style, Value::FormulaWithoutValue),
            None => Ok(()),
        }
    }

    fn keep_number(&mut self, cell: Cell, style: u16, number: f64) -> Result<(), Reason> {
        let value = self.book.styles.number(style.into(), number);
        self.taken.keep(&mut self.sheet.cells, (cell.row, cell.column), Some(value))
    }

    fn keep_text(&mut self, cell: Cell, style: u16, text: &Text) -> Result<(), Reason> {
        self.taken.room_for(text.length() as u64)?;
        let value = self.book.styles.text(style.into(), text);
        self.taken.keep(&mut self.sheet.cells, (cell.row, cell.column), value)
    }

    fn keep(&mut self, cell: Cell, style: u16, value: Value) -> Result<(), Reason> {
        let value = self.book.styles.marked(style.into(), value);
        self.taken.keep(&mut self.sheet.cells, (cell.row, cell.column), Some(value))
    }

    fn row(&mut self, record: &[u8]) -> Result<(), Reason> {
        const IS_HIDDEN: u8 = 0x20;
        let row = Bytes::new(record).u16()?;
        if record.get(12).is_some_and(|flags| flags & IS_HIDDEN != 0) {
            self.sheet.hidden_rows.insert(row.into());
        }
        Ok(())
    }

    /// A comment; since Excel 97 its text is that of an object.
    fn note(&mut self, record: &Record<'_>) -> Result<(), Reason> {
        const GOES_ON: u16 = 0xFFFF;
        let mut bytes = Bytes::new(record.data);
        let (row, column, length_or_flags) = (bytes.u16()?, bytes.u16()?, bytes.u16()?);
        let cell = Cell { row: row.into(), column: column.into() };
        match self.book.script {
            Script::Wide => self.notes.push((cell, bytes.u16()?)),
            Script::Narrow(encoding) => {
                let here = bytes.rest().len().min(length_or_flags.into());
                let text = encoding.decode_without_bom_handling(bytes.take(here)?).0;
                self.count_text(text.len())?;
                if row == GOES_ON {
                    if let Some(mut last) = self.sheet.comments.last_entry() {
                        last.get_mut().push_str(&text);
                    }
                } else {
                    self.sheet.comments.insert(cell, text.into_owned());
                }
            }
        }
        Ok(())
    }

    fn object(&mut self, record: &[u8]) -> Result<(), Reason> {
        if self.book.script == Script::Wide {
            let mut bytes = Bytes::new(record);
            bytes.take(6)?;
            self.object = bytes.u16()?;
        }
        Ok(())
    }

    fn object_text(&mut self, record: &Record<'_>) -> Result<(), Reason> {
        let mut bytes = Bytes::new(record.data);
        bytes.take(10)?;
        let length = bytes.u16()?;
        let text = self.texts(record, record.data.len()).continued(length)?;
        self.count_text(text.len())?;
        self.note_texts.insert(self.object, text);
        Ok(())
    }

    fn count_text(&mut self, bytes: usize) -> Result<(), Reason> {
        self.taken.text(bytes as u64)
    }

    fn end(mut self) -> Result<Sheet, Reason> {
        self.end_of_formula()?;
        limits::within(Limit::Cells, self.notes.len() as u64)?;
        for (cell, object) in std::mem::take(&mut self.notes) {
            let Some(text) = self.note_texts.get(&object).cloned() else { continue };
            // Several comments may name one text.
            self.count_text(text.len())?;
            self.sheet.comments.insert(cell, text.trim().to_owned());
        }
        self.sheet.comments.retain(|_, text| !text.is_empty());
        Ok(self.sheet)
    }
}

fn truth_or_error(value: u8, is_error: bool) -> Value {
    if is_error { Value::Error(error_value(value).to_owned()) } else { Value::Boolean(value != 0) }
}
