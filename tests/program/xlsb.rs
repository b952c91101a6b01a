//! Writes the least .xlsb workbook that Excel's binary format allows ([MS-XLSB]).

use crate::support::zip;
use crate::tables::{Content, Table};

/// A workbook of these sheets.
pub(crate) fn workbook(tables: &[Table]) -> Vec<u8> {
    let sheets: Vec<Vec<u8>> = tables.iter().map(sheet).collect();
    package(tables, &sheets)
}

/// A workbook of one sheet with these records for its cells.
pub(crate) fn sheet_of(cells: &[u8]) -> Vec<u8> {
    let mut sheet = sheet(&Table::default());
    let end = [record(0x0092, &[]), record(0x0082, &[])].concat();
    sheet.truncate(sheet.len() - end.len());
    package(&[Table { name: "A", ..Table::default() }], &[[&sheet[..], cells, &end].concat()])
}

fn package(tables: &[Table], sheets: &[Vec<u8>]) -> Vec<u8> {
    let relation = |index| {
        format!(
            r#"<Relationship Id="rId{index}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{index}.bin"/>"#
        )
    };
    let relations: Vec<String> = (1..=sheets.len()).map(relation).collect();
    let relations = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"#,
        relations.concat()
    );
    let start = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.bin"/></Relationships>"#;
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType="application/vnd.ms-excel.worksheet"/><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"#;
    let book = book(tables);
    let names: Vec<String> =
        (1..=sheets.len()).map(|index| format!("xl/worksheets/sheet{index}.bin")).collect();
    let mut parts = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", start.as_bytes()),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/workbook.bin", &book),
    ];
    parts.extend(names.iter().map(String::as_str).zip(sheets.iter().map(Vec::as_slice)));
    zip(&parts)
}

fn book(tables: &[Table]) -> Vec<u8> {
    let bundled = (1_u32..).zip(tables).flat_map(|(index, table)| {
        let relation = wide(&format!("rId{index}"));
        let hidden = u32::from(table.is_hidden).to_le_bytes();
        record(0x009C, &[&hidden[..], &index.to_le_bytes(), &relation, &wide(table.name)].concat()) // BrtBundleSh
    });
    [
        record(0x0083, &[]), // BrtBeginBook
        record(0x008F, &[]), // BrtBeginBundleShs
        bundled.collect(),
        record(0x0090, &[]),      // BrtEndBundleShs
        record(0x009D, &[0; 26]), // BrtCalcProp
        record(0x0084, &[]),      // BrtEndBook
    ]
    .concat()
}

fn sheet(table: &Table) -> Vec<u8> {
    let mut bytes = [
        record(0x0081, &[]),      // BrtBeginSheet
        record(0x0094, &[0; 16]), // BrtWsDim
        record(0x0186, &[]),      // BrtBeginColInfos
    ]
    .concat();
    for column in &table.hidden_columns {
        let column = word(*column);
        bytes.extend(record(0x003C, &[words(&[column, column, 0, 0]), vec![1, 0]].concat())); // BrtColInfo
    }
    bytes.extend(record(0x0187, &[])); // BrtEndColInfos
    bytes.extend(record(0x0091, &[])); // BrtBeginSheetData
    for (row, cells) in table.rows.iter().enumerate() {
        let hides = if table.hidden_rows.contains(&row) { 0x10 } else { 0 };
        let shape = [0, 0, 0, 0, 0, 0, 0, hides, 0, 0, 0, 0, 0];
        bytes.extend(record(0x0000, &[words(&[word(row)]), shape.to_vec()].concat())); // BrtRowHdr
        for (column, text) in cells.iter().enumerate() {
            let (kind, value) = match Content::of(text) {
                Content::Nothing => continue,
                Content::Number(number) => (0x0005, number.to_le_bytes().to_vec()), // BrtCellReal
                Content::Truth(truth) => (0x0004, vec![truth.into()]),              // BrtCellBool
                Content::Error => (0x0003, vec![0x17]),                             // BrtCellError
                Content::Text(text) => (0x0006, wide(text)),                        // BrtCellSt
            };
            bytes.extend(record(kind, &[words(&[word(column), 0]), value].concat()));
        }
    }
    bytes.extend(record(0x0092, &[])); // BrtEndSheetData
    if let Some(area) = &table.filtered {
        bytes.extend(record(0x00A1, &words(&area.edges().map(word)))); // BrtBeginAFilter
        bytes.extend(record(0x00A2, &[])); // BrtEndAFilter
    }
    if !table.merged.is_empty() {
        bytes.extend(record(0x00B1, &words(&[word(table.merged.len())]))); // BrtBeginMergeCells
        for area in &table.merged {
            bytes.extend(record(0x00B0, &words(&area.edges().map(word)))); // BrtMergeCell
        }
        bytes.extend(record(0x00B2, &[])); // BrtEndMergeCells
    }
    bytes.extend(record(0x0082, &[])); // BrtEndSheet
    bytes
}

fn word(number: usize) -> u32 {
    number.try_into().unwrap()
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A record: its type and its length in groups of seven bits, then its bytes.
pub(crate) fn record(kind: u16, bytes: &[u8]) -> Vec<u8> {
    let [low, high] = [kind & 0x7F, kind >> 7].map(|part| u8::try_from(part).unwrap());
    let mut record = if kind < 0x80 { vec![low] } else { vec![low | 0x80, high] };
    let mut length = bytes.len();
    loop {
        let group = u8::try_from(length & 0x7F).unwrap();
        length >>= 7;
        record.push(if length > 0 { group | 0x80 } else { group });
        if length == 0 {
            break;
        }
    }
    record.extend_from_slice(bytes);
    record
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).unwrap();
    let bytes = units.iter().flat_map(|unit| unit.to_le_bytes());
    length.to_le_bytes().into_iter().chain(bytes).collect()
}
