//! The records of a part of an .xlsb file ([MS-XLSB] 2.1.4), and the texts in them.

use super::super::binary::{Bytes, Text, cut_off};
use super::super::cells::Taken;
use super::super::unreadable::Reason;

/// A record of a part.
#[derive(Debug)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: Bytes<'a>,
}

/// The records of a part, one after the other.
#[derive(Debug)]
pub(super) struct Records<'a> {
    rest: Bytes<'a>,
}

impl<'a> Records<'a> {
    pub(super) fn new(part: &'a [u8]) -> Self {
        Self { rest: Bytes::new(part) }
    }

    /// The next record, which is counted; `None` at the end of the part.
    pub(super) fn next(&mut self, taken: &mut Taken) -> Result<Option<Record<'a>>, Reason> {
        if self.rest.rest().is_empty() {
            return Ok(None);
        }
        taken.look()?;
        let kind = self.number(2)?;
        let length = self.number(4)?;
        let data = self.rest.take(usize::try_from(length).map_err(|_| cut_off())?)?;
        let kind = u16::try_from(kind).map_err(|_| cut_off())?;
        Ok(Some(Record { kind, data: Bytes::new(data) }))
    }

    /// A number of at most so many bytes, with seven bits in each.
    fn number(&mut self, most: u32) -> Result<u32, Reason> {
        let mut number = 0;
        for group in 0..most {
            let byte = self.rest.u8()?;
            number |= u32::from(byte & 0x7F) << (7 * group);
            if byte < 0x80 {
                break;
            }
        }
        Ok(number)
    }
}

/// The units of a text that says how long it is; `None` if there is no text.
fn units(data: &mut Bytes<'_>) -> Result<Option<Vec<u16>>, Reason> {
    const NONE: u32 = 0xFFFF_FFFF;
    let length = data.u32()?;
    if length == NONE {
        return Ok(None);
    }
    let bytes = usize::try_from(length).ok().and_then(|length| length.checked_mul(2));
    let pairs = data.take(bytes.ok_or_else(cut_off)?)?.chunks_exact(2);
    Ok(Some(pairs.map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect()))
}

/// A text of one font; `None` if there is none.
pub(super) fn text(data: &mut Bytes<'_>) -> Result<Option<String>, Reason> {
    Ok(units(data)?.map(|units| String::from_utf16_lossy(&units)))
}

/// A text that may have several fonts ([MS-XLSB] 2.5.122). What says how it is pronounced comes after it.
pub(super) fn rich_text(data: &mut Bytes<'_>) -> Result<Text, Reason> {
    const IS_RICH: u8 = 0x01;
    let flags = data.u8()?;
    let units = units(data)?.unwrap_or_default();
    let mut fonts = Vec::new();
    if flags & IS_RICH != 0 {
        for _ in 0..data.u32()? {
            fonts.push((data.u16()?.into(), data.u16()?.into()));
        }
    }
    Ok(Text::new(&units, &fonts, String::from_utf16_lossy))
}
