//! Writes the least .xls workbook that Excel 97 to 2003 allow ([MS-XLS], BIFF8), or any records.

use std::io::{Cursor, Write as _};

use crate::tables::{Content, Table};

/// A record: its type and its bytes.
pub(crate) type Record = (u16, Vec<u8>);

/// A workbook of these sheets.
pub(crate) fn workbook(tables: &[Table]) -> Vec<u8> {
    // The list of sheets names where each starts, so its own length comes first.
    let globals = |starts: &[u32]| {
        let mut records = vec![start(0x0005)];
        records.extend(tables.iter().zip(starts).map(|(table, at)| listed(*at, table)));
        records.push((0x000A, vec![])); // EOF
        bytes(&records)
    };
    let sheets: Vec<Vec<u8>> = tables.iter().map(|table| bytes(&sheet(table))).collect();
    let mut next = globals(&vec![0; tables.len()]).len();
    let mut starts = Vec::new();
    for sheet in &sheets {
        starts.push(u32::try_from(next).unwrap());
        next += sheet.len();
    }
    container(&[globals(&starts), sheets.concat()].concat())
}

/// A file of these records.
pub(crate) fn file(records: &[Record]) -> Vec<u8> {
    container(&bytes(records))
}

fn container(stream: &[u8]) -> Vec<u8> {
    let mut file =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(stream).unwrap();
    file.into_inner().into_inner()
}

fn bytes(records: &[Record]) -> Vec<u8> {
    let record = |(kind, bytes): &Record| {
        let length = u16::try_from(bytes.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), bytes].concat()
    };
    records.iter().flat_map(record).collect()
}

/// Where the workbook (5) or a sheet (16) starts.
fn start(what: u16) -> Record {
    (0x0809, words(&[0x0600, what, 0, 0, 0, 0, 0, 0]))
}

fn listed(at: u32, table: &Table) -> Record {
    let length = u8::try_from(table.name.encode_utf16().count()).unwrap();
    let name = [&[u8::from(table.is_hidden), 0, length, 1][..], &utf16(table.name)].concat();
    (0x0085, [&at.to_le_bytes()[..], &name].concat())
}

fn sheet(table: &Table) -> Vec<Record> {
    let mut records = vec![start(0x0010)];
    for column in &table.hidden_columns {
        let column = word(*column);
        records.push((0x007D, words(&[column, column, 0, 0, 1, 0]))); // COLINFO
    }
    if let Some(area) = &table.filtered {
        let [.., left, right] = area.edges();
        records.push((0x009B, vec![])); // FILTERMODE
        records.push((0x009D, words(&[word(right - left + 1)]))); // AUTOFILTERINFO
    }
    let columns = word(table.rows.iter().map(Vec::len).max().unwrap_or_default());
    records.push((0x0200, words(&[0, 0, word(table.rows.len()), 0, 0, columns, 0]))); // DIMENSIONS
    for row in &table.hidden_rows {
        records.push((0x0208, words(&[word(*row), 0, columns, 0, 0, 0, 0x0120, 0]))); // ROW
    }
    for (row, cells) in table.rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            let (kind, value) = match Content::of(text) {
                Content::Nothing => continue,
                Content::Number(number) => (0x0203, number.to_le_bytes().to_vec()), // NUMBER
                Content::Truth(truth) => (0x0205, vec![truth.into(), 0]),           // BOOLERR
                Content::Error => (0x0205, vec![0x17, 1]),
                Content::Text(text) => {
                    let length = word(text.encode_utf16().count());
                    (0x0204, [&words(&[length])[..], &[1], &utf16(text)].concat()) // LABEL
                }
            };
            records.push((kind, [words(&[word(row), word(column), 0]), value].concat()));
        }
    }
    if !table.merged.is_empty() {
        let edges = table.merged.iter().flat_map(|area| area.edges().map(word));
        let merged: Vec<u16> = [word(table.merged.len())].into_iter().chain(edges).collect();
        records.push((0x00E5, words(&merged))); // MERGEDCELLS
    }
    records.push((0x000A, vec![]));
    records
}

fn word(number: usize) -> u16 {
    number.try_into().unwrap()
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn utf16(text: &str) -> Vec<u8> {
    words(&text.encode_utf16().collect::<Vec<_>>())
}
