//! The records of a BIFF stream ([MS-XLS] 2.1.4), each with what continues it.

use super::super::binary::cut_off;
use super::super::limits;
use super::super::unreadable::{Limit, Reason};

/// The kind of record that goes on with the one before it.
const CONTINUE: u16 = 0x003C;

/// Where the workbook or a sheet starts, and where it ends.
pub(super) const START: u16 = 0x0809;
pub(super) const END: u16 = 0x000A;

/// A record of the stream.
#[derive(Debug)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
    /// What goes on with it, in pieces: a text starts each of them anew.
    pub(super) more: Vec<&'a [u8]>,
}

/// The records from some place in the stream on.
#[derive(Debug)]
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    /// The records that start at this byte.
    pub(super) fn from(stream: &'a [u8], at: usize) -> Self {
        Self { rest: stream.get(at..).unwrap_or_default() }
    }

    fn next_alone(&mut self) -> Result<Option<(u16, &'a [u8])>, Reason> {
        let [kind_low, kind_high, size_low, size_high, after @ ..] = self.rest else {
            return Ok(None);
        };
        let size = usize::from(u16::from_le_bytes([*size_low, *size_high]));
        let (data, rest) = after.split_at_checked(size).ok_or_else(cut_off)?;
        self.rest = rest;
        Ok(Some((u16::from_le_bytes([*kind_low, *kind_high]), data)))
    }

    /// The next record; `None` at the end of the stream.
    pub(super) fn next(&mut self) -> Result<Option<Record<'a>>, Reason> {
        let Some((kind, data)) = self.next_alone()? else { return Ok(None) };
        let mut more = Vec::new();
        while self.rest.first_chunk() == Some(&CONTINUE.to_le_bytes()) {
            more.extend(self.next_alone()?.map(|(_, data)| data));
            limits::within(Limit::Records, more.len() as u64)?;
        }
        Ok(Some(Record { kind, data, more }))
    }
}
