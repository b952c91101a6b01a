//! The texts in a BIFF stream ([MS-XLS] 2.5.293, 2.5.294), which go on from one record into the next.

use encoding_rs::{Encoding, MACINTOSH, UTF_8, WINDOWS_1252};

use super::super::binary::{Bytes, Text, cut_off};
use super::super::unreadable::Reason;
use super::records::Record;

/// How the texts of a workbook are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// Since Excel 97: characters of one byte or two, as each text says. Whatever code page is named.
    Wide,
    /// Before: the bytes of a code page.
    Narrow(&'static Encoding),
}

/// The code page with this number; the one of Windows in western Europe if nobody knows it.
pub(super) fn code_page(number: u16) -> &'static Encoding {
    let label = match number {
        10000 | 32768 => return MACINTOSH,
        65001 => return UTF_8,
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        other => format!("windows-{other}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

/// What is left of a record and of what continues it.
pub(super) struct Texts<'a> {
    bytes: Bytes<'a>,
    more: std::slice::Iter<'a, &'a [u8]>,
    script: Script,
}

/// The units of a text: bytes before Excel 97, then UTF-16.
enum Units {
    Narrow(Vec<u8>),
    Wide(Vec<u16>),
}

impl<'a> Texts<'a> {
    /// The texts in a record, from this byte on.
    pub(super) fn new(record: &'a Record<'a>, from: usize, script: Script) -> Self {
        let bytes = Bytes::new(record.data.get(from..).unwrap_or_default());
        Self { bytes, more: record.more.iter(), script }
    }

    /// Whether nothing is left, of what continues the record either.
    pub(super) fn is_at_end(&self) -> bool {
        self.bytes.rest().is_empty() && self.more.as_slice().iter().all(|piece| piece.is_empty())
    }

    /// A text that says at its start how long it is, and then which of its pieces have which font.
    pub(super) fn shared(&mut self) -> Result<Text, Reason> {
        const IS_RICH: u8 = 0x08;
        const HAS_PHONETICS: u8 = 0x04;
        self.fill();
        let length = self.bytes.u16()?;
        let flags = self.bytes.u8()?;
        let runs = if flags & IS_RICH == 0 { 0 } else { self.bytes.u16()? };
        let phonetics = if flags & HAS_PHONETICS == 0 { 0 } else { self.bytes.u32()? };
        let units = self.wide(length.into(), flags & 1 == 1)?;
        let mut fonts = Vec::new();
        for _ in 0..runs {
            fonts.push((self.u16()?, self.u16()?));
        }
        self.skip(phonetics.try_into().unwrap_or(usize::MAX))?;
        Ok(self.pieces(&Units::Wide(units), &fonts))
    }

    /// A text in a cell or of a formula, which has the font of the cell.
    pub(super) fn plain(&mut self) -> Result<Text, Reason> {
        let length = self.bytes.u16()?;
        let units = self.units(length.into())?;
        Ok(self.pieces(&units, &[]))
    }

    /// A text whose length, in one byte, stands before it: the name of a sheet.
    pub(super) fn short(&mut self) -> Result<String, Reason> {
        let length = self.bytes.u8()?;
        let units = self.units(length.into())?;
        Ok(self.pieces(&units, &[]).whole())
    }

    /// A text in a cell, then which of its pieces have which font.
    pub(super) fn rich(&mut self) -> Result<Text, Reason> {
        let length = self.bytes.u16()?;
        let units = self.units(length.into())?;
        let is_wide = self.script == Script::Wide;
        let runs = if is_wide { self.u16()? } else { self.bytes.u8()?.into() };
        let mut fonts = Vec::new();
        for _ in 0..runs {
            fonts.push(if is_wide {
                (self.u16()?, self.u16()?)
            } else {
                (self.bytes.u8()?.into(), self.bytes.u8()?.into())
            });
        }
        Ok(self.pieces(&units, &fonts))
    }

    /// So many characters in what continues the record: the text of a comment.
    pub(super) fn continued(&mut self, length: u16) -> Result<String, Reason> {
        self.bytes = Bytes::new(&[]);
        let units = self.wide(length.into(), false)?;
        Ok(self.pieces(&Units::Wide(units), &[]).whole())
    }

    /// So many characters as the file writes them.
    fn units(&mut self, length: usize) -> Result<Units, Reason> {
        match self.script {
            Script::Narrow(_) => Ok(Units::Narrow(self.bytes.take(length)?.to_vec())),
            // Some programs leave the flags away where there is no text.
            Script::Wide if length == 0 && self.bytes.rest().is_empty() => {
                Ok(Units::Wide(Vec::new()))
            }
            Script::Wide => {
                let flags = self.bytes.u8()?;
                Ok(Units::Wide(self.wide(length, flags & 1 == 1)?))
            }
        }
    }

    /// So many characters, of two bytes each or of one. Each piece that continues a text says anew which.
    fn wide(&mut self, length: usize, mut is_wide: bool) -> Result<Vec<u16>, Reason> {
        let mut units = Vec::new();
        while units.len() < length {
            if self.bytes.rest().is_empty() {
                self.bytes = Bytes::new(self.more.next().ok_or_else(cut_off)?);
                is_wide = self.bytes.u8()? & 1 == 1;
            }
            let left = length - units.len();
            if is_wide {
                let here = left.min(self.bytes.rest().len() / 2).max(1);
                let pairs = self.bytes.take(2 * here)?.chunks_exact(2);
                units.extend(pairs.map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
            } else {
                let here = left.min(self.bytes.rest().len());
                units.extend(self.bytes.take(here)?.iter().map(|byte| u16::from(*byte)));
            }
        }
        Ok(units)
    }

    /// Goes on to the next piece if nothing is left of this one.
    fn fill(&mut self) {
        while self.bytes.rest().is_empty() {
            let Some(next) = self.more.next() else { return };
            self.bytes = Bytes::new(next);
        }
    }

    fn u16(&mut self) -> Result<u16, Reason> {
        self.fill();
        self.bytes.u16()
    }

    fn skip(&mut self, mut length: usize) -> Result<(), Reason> {
        while length > 0 {
            self.fill();
            let here = length.min(self.bytes.rest().len()).max(1);
            self.bytes.take(here)?;
            length -= here;
        }
        Ok(())
    }

    /// The text of these units, with its fonts by where they stand in the list of fonts.
    fn pieces(&self, units: &Units, fonts: &[(u16, u16)]) -> Text {
        let font = |(start, font): &(u16, u16)| (usize::from(*start), font_index(*font));
        let fonts: Vec<_> = fonts.iter().map(font).collect();
        match (units, self.script) {
            (Units::Wide(units), _) => Text::new(units, &fonts, String::from_utf16_lossy),
            (Units::Narrow(bytes), Script::Narrow(encoding)) => Text::new(bytes, &fonts, |bytes| {
                encoding.decode_without_bom_handling(bytes).0.into_owned()
            }),
            (Units::Narrow(_), Script::Wide) => Text::default(),
        }
    }
}

/// Where a font stands in the list of fonts: there is none with the number 4.
pub(super) fn font_index(number: u16) -> usize {
    usize::from(if number > 4 { number - 1 } else { number })
}
