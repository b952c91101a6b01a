//! The cells and hidden rows of one sheet of an .xlsb file.

use super::super::binary::{Bytes, Styles, Text, error_value};
use super::super::cells::Taken;
use super::super::sheets::{Sheet, Value};
use super::super::unreadable::Reason;
use super::records::{self, Record, Records};
use crate::place::Cell;

/// Rows and columns of the largest sheet that Excel makes.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

/// What the sheets of a workbook have in common.
pub(super) struct Book {
    pub(super) texts: Vec<Text>,
    pub(super) styles: Styles,
}

/// The sheet in a part, without its name and comments.
pub(super) fn read(part: &[u8], book: &Book, taken: &mut Taken) -> Result<Sheet, Reason> {
    const START_OF_CELLS: u16 = 0x0091;
    const END_OF_CELLS: u16 = 0x0092;
    const ROW: u16 = 0x0000;
    let next = Cell { row: 0, column: 0 };
    let mut reading = Reading { book, taken, sheet: Sheet::default(), next };
    let (mut records, mut is_inside) = (Records::new(part), false);
    while let Some(Record { kind, data }) = records.next(reading.taken)? {
        match kind {
            START_OF_CELLS => is_inside = true,
            END_OF_CELLS => return Ok(reading.sheet),
            _ if !is_inside => {}
            ROW => reading.row(data)?,
            _ => reading.cell(kind, data)?,
        }
    }
    Err(Reason::Damaged("het einde van een blad ontbreekt".to_owned()))
}

struct Reading<'a> {
    book: &'a Book,
    taken: &'a mut Taken,
    sheet: Sheet,
    /// Where a cell stands that does not say so itself.
    next: Cell,
}

impl Reading<'_> {
    fn row(&mut self, mut data: Bytes<'_>) -> Result<(), Reason> {
        const IS_HIDDEN: u8 = 0x10;
        let row = data.u32()?;
        if row >= ROWS {
            return Err(Reason::Damaged("een rij onder de laatste".to_owned()));
        }
        self.next = Cell { row, column: 0 };
        let (_style, _height, _spacing) = (data.u32()?, data.u16()?, data.u8()?);
        if data.u8()? & IS_HIDDEN != 0 {
            self.sheet.hidden_rows.insert(row);
        }
        Ok(())
    }

    /// Keeps a cell ([MS-XLSB] 2.5.9): its column, unless it is that after the last cell; its style in three
    /// bytes; and its content.
    fn cell(&mut self, kind: u16, mut data: Bytes<'_>) -> Result<(), Reason> {
        const BLANK: u16 = 0x0001;
        const SHORT: std::ops::RangeInclusive<u16> = 0x000C..=0x0012;
        const RICH_TEXT: u16 = 0x003E;
        let content = match kind {
            BLANK..=0x000B | RICH_TEXT => kind,
            // The same kinds once more, without a column.
            _ if SHORT.contains(&kind) => kind - SHORT.start() + BLANK,
            _ => return Ok(()),
        };
        let column = if content == kind { data.u32()? } else { self.next.column };
        if column >= COLUMNS {
            return Err(Reason::Damaged("een cel buiten het blad".to_owned()));
        }
        let style = usize::try_from(data.u32()? & 0x00FF_FFFF).unwrap_or(usize::MAX);
        let row = self.next.row;
        self.next.column = column + 1;
        let value = self.value(content, style, data)?;
        self.taken.keep(&mut self.sheet.cells, (row, column), value)
    }

    fn value(
        &mut self,
        kind: u16,
        style: usize,
        mut data: Bytes<'_>,
    ) -> Result<Option<Value>, Reason> {
        let styles = &self.book.styles;
        let value = match kind {
            0x0002 => return Ok(Some(styles.number(style, data.short_number()?))),
            0x0005 | 0x0009 => return Ok(Some(styles.number(style, data.f64()?))),
            0x0003 | 0x000B => Value::Error(error_value(data.u8()?).to_owned()),
            0x0004 | 0x000A => Value::Boolean(data.u8()? != 0),
            0x0006 | 0x0008 => {
                let text = records::text(&mut data)?.unwrap_or_default();
                return self.text(style, &Text { pieces: vec![(None, text)] });
            }
            0x0007 => {
                let index = usize::try_from(data.u32()?).unwrap_or(usize::MAX);
                let missing = || Reason::Damaged("een tekst die er niet is".to_owned());
                return self.text(style, self.book.texts.get(index).ok_or_else(missing)?);
            }
            0x003E => return self.text(style, &records::rich_text(&mut data)?),
            _ => return Ok(None),
        };
        Ok(Some(styles.marked(style, value)))
    }

    /// What a cell says that shows this text. Its length counts before it is copied.
    fn text(&self, style: usize, text: &Text) -> Result<Option<Value>, Reason> {
        self.taken.room_for(text.length() as u64)?;
        Ok(self.book.styles.text(style, text))
    }
}
