//! Numbers and pieces taken from the start of a record of a binary workbook, smallest byte first.

use crate::workbook::unreadable::Reason;

/// What is left of a record.
#[derive(Debug, Clone, Copy)]
pub(in crate::workbook) struct Bytes<'a> {
    rest: &'a [u8],
}

impl<'a> Bytes<'a> {
    pub(in crate::workbook) fn new(record: &'a [u8]) -> Self {
        Self { rest: record }
    }

    /// All that is left.
    pub(in crate::workbook) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The next so many bytes.
    pub(in crate::workbook) fn take(&mut self, length: usize) -> Result<&'a [u8], Reason> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or_else(cut_off)?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const LENGTH: usize>(&mut self) -> Result<[u8; LENGTH], Reason> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or_else(cut_off)?;
        self.rest = rest;
        Ok(*taken)
    }

    pub(in crate::workbook) fn u8(&mut self) -> Result<u8, Reason> {
        self.array().map(u8::from_le_bytes)
    }

    pub(in crate::workbook) fn u16(&mut self) -> Result<u16, Reason> {
        self.array().map(u16::from_le_bytes)
    }

    pub(in crate::workbook) fn u32(&mut self) -> Result<u32, Reason> {
        self.array().map(u32::from_le_bytes)
    }

    pub(in crate::workbook) fn f64(&mut self) -> Result<f64, Reason> {
        self.array().map(f64::from_le_bytes)
    }

    /// A number in four bytes ([MS-XLS] 2.5.217): whole or the first half of a float, and perhaps a
    /// hundredth of it.
    pub(in crate::workbook) fn short_number(&mut self) -> Result<f64, Reason> {
        let written = self.u32()?;
        let number = if written & 2 == 0 {
            f64::from_bits(u64::from(written & !3) << 32)
        } else {
            f64::from(written.cast_signed() >> 2)
        };
        Ok(if written & 1 == 0 { number } else { number / 100.0 })
    }
}

/// The reason for a record that holds less than it says.
pub(in crate::workbook) fn cut_off() -> Reason {
    Reason::Damaged("een onderdeel is afgebroken".to_owned())
}

/// The error value with this number ([MS-XLS] 2.5.10), as a person sees it.
pub(in crate::workbook) fn error_value(number: u8) -> &'static str {
    match number {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        // Later versions have more of them, which say no more than that there is no value.
        _ => "#ERROR!",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_number_is_whole_or_half_a_float_and_perhaps_a_hundredth() {
        let number = |written: u32| Bytes::new(&written.to_le_bytes()).short_number();
        assert_eq!(number(40 << 2 | 2), Ok(40.0));
        assert_eq!(number((-40_i32 << 2 | 2).cast_unsigned()), Ok(-40.0));
        assert_eq!(number(225 << 2 | 3), Ok(2.25));
        let half = |float: f64| u32::try_from(float.to_bits() >> 32).unwrap();
        assert_eq!(number(half(2.5)), Ok(2.5));
        assert_eq!(number(half(225.0) | 1), Ok(2.25));
    }

    #[test]
    fn what_is_not_there_is_not_taken() {
        let mut bytes = Bytes::new(&[1, 0, 2]);
        assert_eq!(bytes.u16(), Ok(1));
        assert_eq!(bytes.u16(), Err(cut_off()));
        assert_eq!(bytes.u8(), Ok(2));
        assert_eq!(bytes.take(1), Err(cut_off()));
        assert_eq!(bytes.rest(), [0_u8; 0]);
    }
}
