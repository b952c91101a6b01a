//! Looks through the records of an .xlsb file before it is opened: the library that reads it sets
//! memory aside for as long a record as is announced, and passes by empty cells without a word.

use std::io::{BufRead, BufReader, Cursor, Read as _, copy, sink};

use super::{Limit, Reason, limits};

/// Refuses a record that is longer than a part may be, and too many of them.
pub(super) fn check(archive: &mut zip::ZipArchive<Cursor<&[u8]>>) -> Result<(), Reason> {
    let damaged = |error: &dyn std::fmt::Display| Reason::technical(error);
    let mut records = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| damaged(&error))?;
        let name = part.name().map_err(|error| damaged(&error))?;
        let name = name.replace('\\', "/").to_ascii_lowercase();
        // The library takes sheets from this folder only.
        if name.starts_with("xl/worksheets/")
            || ["xl/workbook.bin", "xl/styles.bin", "xl/sharedstrings.bin"].contains(&name.as_str())
        {
            let mut part = BufReader::new(part);
            while let Some(length) = record(&mut part).map_err(|error| damaged(&error))? {
                records += 1;
                limits::within(Limit::Records, records)?;
                limits::within(Limit::Part, length)?;
            }
        }
    }
    Ok(())
}

/// Passes by a record ([MS-XLSB] 2.1.4): a type of one or two bytes and a length of one to four, seven
/// bits in each. Gives the length; none at the end.
fn record(part: &mut impl BufRead) -> std::io::Result<Option<u64>> {
    if part.fill_buf()?.is_empty() {
        return Ok(None);
    }
    number(part, 2)?;
    let length = number(part, 4)?;
    copy(&mut part.take(length), &mut sink())?;
    Ok(Some(length))
}

fn number(part: &mut impl BufRead, most: u32) -> std::io::Result<u64> {
    let mut number = 0;
    for (group, byte) in (0..most).zip(part.by_ref().bytes()) {
        let byte = byte?;
        number |= u64::from(byte & 0x7F) << (7 * group);
        if byte < 0x80 {
            break;
        }
    }
    Ok(number)
}
