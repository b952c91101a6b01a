//! Writes the least .xlsb workbook that Excel's binary format allows ([MS-XLSB]): one sheet of text
//! and numbers. Nothing at hand writes this format, and municipalities may send it.

use crate::support::zip;

/// A workbook with one sheet, each row starting at column A of the row with its index.
pub(crate) fn workbook(sheet_name: &str, rows: &[&[&str]]) -> Vec<u8> {
    let relation = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"#;
    zip(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("xl/_rels/workbook.bin.rels", relation.as_bytes()),
        ("xl/workbook.bin", &book(sheet_name)),
        ("xl/worksheets/sheet1.bin", &sheet(rows)),
    ])
}

fn book(sheet_name: &str) -> Vec<u8> {
    let bundled =
        [&0_u32.to_le_bytes()[..], &1_u32.to_le_bytes(), &wide("rId1"), &wide(sheet_name)];
    [
        record(0x0083, &[]),               // BrtBeginBook
        record(0x008F, &[]),               // BrtBeginBundleShs
        record(0x009C, &bundled.concat()), // BrtBundleSh
        record(0x0090, &[]),               // BrtEndBundleShs
        record(0x009D, &[0; 26]),          // BrtCalcProp
        record(0x0084, &[]),               // BrtEndBook
    ]
    .concat()
}

fn sheet(rows: &[&[&str]]) -> Vec<u8> {
    let mut bytes = [
        record(0x0081, &[]),      // BrtBeginSheet
        record(0x0094, &[0; 16]), // BrtWsDim
        record(0x0091, &[]),      // BrtBeginSheetData
    ]
    .concat();
    for (row, cells) in (0_u32..).zip(rows) {
        bytes.extend(record(0x0000, &[&row.to_le_bytes()[..], &[0; 13]].concat())); // BrtRowHdr
        for (column, text) in (0_u32..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
            let place = [&column.to_le_bytes()[..], &[0; 4]].concat();
            bytes.extend(match text.parse::<f64>() {
                Ok(number) => record(0x0005, &[place, number.to_le_bytes().to_vec()].concat()), // BrtCellReal
                Err(_) => record(0x0006, &[place, wide(text)].concat()), // BrtCellSt
            });
        }
    }
    bytes.extend(record(0x0092, &[])); // BrtEndSheetData
    bytes.extend(record(0x0082, &[])); // BrtEndSheet
    bytes
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
