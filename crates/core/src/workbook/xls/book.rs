//! What holds for all sheets of an old Excel file.

use super::super::binary::{Bytes, Styles, Text, font};
use super::super::cells::Taken;
use super::super::limits;
use super::super::unreadable::{Limit, Reason};
use super::records::{END, Record, Records, START};
use super::text::{Script, Texts, code_page, font_index};

/// What holds for all sheets.
#[derive(Debug)]
pub(super) struct Book<'a> {
    pub(super) stream: &'a [u8],
    pub(super) script: Script,
    pub(super) styles: Styles,
    /// The texts that cells share.
    pub(super) texts: Vec<Text>,
    /// Where each sheet with cells starts, and its name.
    pub(super) sheets: Vec<(usize, String)>,
}

impl<'a> Book<'a> {
    pub(super) fn read(stream: &'a [u8], taken: &mut Taken) -> Result<Self, Reason> {
        let mut book = Self {
            stream,
            script: Script::Wide,
            styles: Styles::default(),
            texts: Vec::new(),
            sheets: Vec::new(),
        };
        let mut records = Records::from(stream, 0);
        match records.next()? {
            Some(Record { kind: START, data, .. }) => {
                const EXCEL_97: u16 = 0x0600;
                if Bytes::new(data).u16()? != EXCEL_97 {
                    book.script = Script::Narrow(code_page(0));
                }
            }
            _ => return Err(Reason::Damaged("het begin ontbreekt".to_owned())),
        }
        while let Some(record) = records.next()? {
            taken.look()?;
            if record.kind == END {
                return Ok(book);
            }
            book.record(&record)?;
        }
        Err(Reason::Damaged("het einde ontbreekt".to_owned()))
    }

    fn record(&mut self, record: &Record<'_>) -> Result<(), Reason> {
        const PASSWORD: u16 = 0x002F;
        const CODE_PAGE: u16 = 0x0042;
        const DATES: u16 = 0x0022;
        const LISTED_SHEET: u16 = 0x0085;
        const FONT: u16 = 0x0031;
        const FORMAT: u16 = 0x041E;
        const STYLE: u16 = 0x00E0;
        const SHARED_TEXTS: u16 = 0x00FC;
        match record.kind {
            // It comes before all that it makes unreadable.
            PASSWORD => Err(Reason::Encrypted),
            CODE_PAGE => {
                if let Script::Narrow(encoding) = &mut self.script {
                    *encoding = code_page(Bytes::new(record.data).u16()?);
                }
                Ok(())
            }
            DATES => {
                self.styles.is_1904 = Bytes::new(record.data).u16()? == 1;
                Ok(())
            }
            LISTED_SHEET => self.listed(record),
            FONT => self.font(record.data),
            FORMAT => self.format(record),
            STYLE => self.style(record.data),
            SHARED_TEXTS => self.shared_texts(record),
            _ => Ok(()),
        }
    }

    /// Keeps a font ([MS-XLS] 2.4.122).
    fn font(&mut self, record: &[u8]) -> Result<(), Reason> {
        let mut bytes = Bytes::new(record);
        let (_height, flags) = (bytes.u16()?, bytes.u16()?);
        let (_colour, _weight) = (bytes.u16()?, bytes.u16()?);
        self.styles.keep_font(font(flags, bytes.u16()?));
        Ok(())
    }

    /// Keeps a number format ([MS-XLS] 2.4.126).
    fn format(&mut self, record: &Record<'_>) -> Result<(), Reason> {
        let id = Bytes::new(record.data).u16()?;
        let mut texts = Texts::new(record, 2, self.script);
        let code = match self.script {
            Script::Wide => texts.plain()?.whole(),
            Script::Narrow(_) => texts.short()?,
        };
        self.styles.keep_format(id, &code)
    }

    /// Keeps a style of cells ([MS-XLS] 2.4.353).
    fn style(&mut self, record: &[u8]) -> Result<(), Reason> {
        let mut bytes = Bytes::new(record);
        let (font, format) = (bytes.u16()?, bytes.u16()?);
        self.styles.keep_style(font_index(font), format);
        Ok(())
    }

    /// Keeps where a sheet starts, unless it is one of charts or of macros.
    fn listed(&mut self, record: &Record<'_>) -> Result<(), Reason> {
        const HAS_CELLS: u8 = 0;
        let mut bytes = Bytes::new(record.data);
        let at = usize::try_from(bytes.u32()?).unwrap_or(usize::MAX);
        let (_visibility, kind) = (bytes.u8()?, bytes.u8()?);
        if kind != HAS_CELLS {
            return Ok(());
        }
        if self.sheets.iter().any(|(other, _)| *other == at) {
            return Err(Reason::Damaged("twee bladen op dezelfde plaats".to_owned()));
        }
        let name = Texts::new(record, 6, self.script).short()?.replace('\0', "");
        self.sheets.push((at, name));
        limits::within(Limit::Sheets, self.sheets.len() as u64)
    }

    fn shared_texts(&mut self, record: &Record<'_>) -> Result<(), Reason> {
        let (mut texts, mut pieces) = (Texts::new(record, 8, Script::Wide), 0);
        while !texts.is_at_end() {
            let text = texts.shared()?;
            pieces += 1 + text.pieces.len() as u64;
            limits::within(Limit::Records, pieces)?;
            self.texts.push(text);
        }
        Ok(())
    }
}
