//! Opens each format. The only place that knows calamine.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, ExcelDateTime, Reader, Xls, Xlsb, XlsbError};
use jiff::civil::Date;

use super::cells::{self, Taken};
use super::number_format::NumberFormat;
use super::package::Package;
use super::{Limit, Lookalike, Reason, Sheet, Value, limits, ods, xls, xlsb, xlsb_looks, xlsx};
use crate::place::Cell;

type Bytes<'a> = Cursor<&'a [u8]>;

/// What was found in a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Opened {
    pub(super) has_macros: bool,
    pub(super) sheets: Vec<Sheet>,
}

thread_local! {
    static IS_READING: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Whether this thread is inside the library that reads workbooks.
pub(super) fn is_reading() -> bool {
    IS_READING.get()
}

/// The sheets in a file, whatever format its content shows it to be.
pub(super) fn open(bytes: &[u8]) -> Result<Opened, Reason> {
    // The library answers some malformed files with a panic; that is the file's fault, not ours.
    IS_READING.set(true);
    let opened = catch_unwind(AssertUnwindSafe(|| open_any(bytes)));
    IS_READING.set(false);
    opened.unwrap_or_else(|_| Err(Reason::Damaged("onverwachte inhoud".to_owned())))
}

fn open_any(bytes: &[u8]) -> Result<Opened, Reason> {
    match bytes {
        [b'P', b'K', 3, 4, ..] => open_zip(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            let xls::Checked { has_macros, looks, bytes } = xls::check(bytes)?;
            Ok(Opened { has_macros, sheets: open_xls(&bytes, &looks)? })
        }
        [b'%', b'P', b'D', b'F', ..] => Err(Reason::NotASpreadsheet(Lookalike::Pdf)),
        [b'P', b'K', ..] => Err(Reason::Damaged("het begin van het bestand ontbreekt".to_owned())),
        _ => Err(Reason::NotASpreadsheet(text_lookalike(bytes))),
    }
}

/// What a file is by the words at its start.
fn text_lookalike(bytes: &[u8]) -> Lookalike {
    const START: usize = 4_096;
    let start = &bytes[..bytes.len().min(START)];
    // In UTF-16, every other byte of these words is zero.
    let start: Vec<u8> = start.iter().copied().filter(|byte| *byte != 0).collect();
    let start = String::from_utf8_lossy(&start).to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| start.contains(word));
    if has(&[
        "urn:schemas-microsoft-com:office:spreadsheet",
        "excel.sheet",
        "application/vnd.oasis.opendocument.spreadsheet",
    ]) && !has(&["<html"])
    {
        Lookalike::XmlWorkbook
    } else if has(&["<html", "<!doctype html", "<table", "mime-version:"]) {
        Lookalike::WebPage
    } else {
        Lookalike::Other
    }
}

fn open_zip(bytes: &[u8]) -> Result<Opened, Reason> {
    let mut package = Package::open(bytes)?;
    let (mut has_macros, workbook) = (package.has_macros(), workbook_part(&mut package)?);
    let sheets = match workbook {
        Some(part) if part.to_lowercase().ends_with(".bin") => open_xlsb(bytes, package.archive())?,
        Some(part) => {
            has_macros |= xlsx::has_macro_sheet(&mut package, &part)?;
            xlsx::sheets(&mut package, &part)?
        }
        None if package.has("content.xml") => open_ods(&mut package)?,
        None => return Err(Reason::NotASpreadsheet(Lookalike::OtherOffice)),
    };
    package.verify_rest()?;
    Ok(Opened { has_macros, sheets })
}

/// The part that the whole package says is its document, or that stands where Excel puts a workbook.
fn workbook_part(package: &mut Package<'_>) -> Result<Option<String>, Reason> {
    let relations = package.relations("")?;
    let document = relations.into_iter().find(|each| each.kind == "officeDocument");
    let usual = ["xl/workbook.xml", "xl/workbook.bin"].map(str::to_owned);
    let mut parts = document.map(|it| it.part).into_iter().chain(usual);
    Ok(parts.find(|part| package.has(part)))
}

fn encrypted_ods(package: &mut Package<'_>) -> Result<bool, Reason> {
    let manifest = package.text("META-INF/manifest.xml", Limit::Part)?;
    Ok(manifest.is_some_and(|text| text.contains("encryption-data")))
}

fn damaged(error: impl std::fmt::Display) -> Reason {
    Reason::technical(&error)
}

/// Lets a cell say what it looks like.
fn apply(look: &NumberFormat, cells: &mut BTreeMap<Cell, Value>, at: Cell) {
    if let Some(value) = cells.remove(&at) {
        cells.insert(at, look.applied(value));
    }
}

fn open_xlsb(bytes: &[u8], archive: &mut zip::ZipArchive<Bytes<'_>>) -> Result<Vec<Sheet>, Reason> {
    let largest = limits::check_parts(archive)?;
    xlsb::check(archive)?;
    let looks = xlsb_looks::looks(archive)?;
    let mut workbook: Xlsb<Bytes<'_>> = calamine::open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|error: XlsbError| match error {
            XlsbError::Password => Reason::Encrypted,
            other => damaged(other),
        })?;
    limits::check_sheets(workbook.sheets_metadata().len() as u64, largest)?;
    let mut taken = Taken::default();
    let mut sheets = Vec::new();
    for name in worksheets(&workbook) {
        let mut reader = workbook.worksheet_cells_reader(&name).map_err(damaged)?;
        let mut cells = BTreeMap::new();
        while let Some(cell) = reader.next_cell().map_err(damaged)? {
            taken.keep(&mut cells, cell.get_position(), value(cell.get_value().clone().into()))?;
        }
        for (at, look) in looks.get(&name).into_iter().flatten() {
            apply(look, &mut cells, *at);
        }
        sheets.push(Sheet { name, cells, ..Sheet::default() });
    }
    Ok(sheets)
}

fn open_ods(package: &mut Package<'_>) -> Result<Vec<Sheet>, Reason> {
    if encrypted_ods(package)? {
        return Err(Reason::Encrypted);
    }
    let content = package.text("content.xml", Limit::SheetBytes)?.unwrap_or_default();
    ods::sheets(content.as_bytes())
}

/// `looks` has the cells of each sheet that show more than a bare number, in the order of sheets.
fn open_xls(bytes: &[u8], looks: &[BTreeMap<Cell, NumberFormat>]) -> Result<Vec<Sheet>, Reason> {
    let mut workbook: Xls<Bytes<'_>> = calamine::open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|error| match error {
            calamine::XlsError::Password => Reason::Encrypted,
            other => damaged(other),
        })?;
    let mut taken = Taken::default();
    let mut sheets = Vec::new();
    for (index, sheet) in workbook.sheets_metadata().to_vec().into_iter().enumerate() {
        if sheet.typ != calamine::SheetType::WorkSheet {
            continue;
        }
        let range = workbook.worksheet_range(&sheet.name).map_err(damaged)?;
        // A range starts at its first cell that is not empty; an address counts from A1.
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut cells = BTreeMap::new();
        for (row, column, data) in range.used_cells() {
            let offset = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
            let position = (first_row + offset(row), first_column + offset(column));
            taken.keep(&mut cells, position, value(data.clone()))?;
        }
        for (at, look) in looks.get(index).into_iter().flatten() {
            apply(look, &mut cells, *at);
        }
        sheets.push(Sheet { name: sheet.name, cells, ..Sheet::default() });
    }
    Ok(sheets)
}

fn worksheets<'a, R: Reader<Bytes<'a>>>(workbook: &R) -> Vec<String> {
    let sheets = workbook.sheets_metadata().iter();
    let sheets = sheets.filter(|sheet| sheet.typ == calamine::SheetType::WorkSheet);
    sheets.map(|sheet| sheet.name.clone()).collect()
}

fn value(data: Data) -> Option<Value> {
    Some(match data {
        Data::Empty => return None,
        Data::Int(number) => cells::integer(number),
        Data::Float(number) => cells::number(number),
        Data::String(text) => return cells::text(text),
        Data::Bool(truth) => Value::Boolean(truth),
        Data::DateTime(moment) => date(&moment),
        Data::DateTimeIso(written) => cells::iso_date(written),
        Data::DurationIso(written) => Value::Time(written),
        Data::Error(error) => Value::Error(error.to_string()),
    })
}

fn date(moment: &ExcelDateTime) -> Value {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
    match date.and_then(|((year, month), day)| Date::new(year, month, day).ok()) {
        Some(date) if moment.is_datetime() && moment.as_f64() >= 1.0 => Value::Date(date),
        _ => Value::Time(moment.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_spreadsheet_is_named() {
        assert_eq!(open(b"%PDF-1.7"), Err(Reason::NotASpreadsheet(Lookalike::Pdf)));
        assert!(matches!(open(b"PK\x03\x04half"), Err(Reason::Damaged(_))));
        let lookalike = |bytes: &[u8]| match open(bytes) {
            Err(Reason::NotASpreadsheet(lookalike)) => lookalike,
            other => panic!("{other:?}"),
        };
        assert_eq!(lookalike(b"gemeente;antwoord"), Lookalike::Other);
        let xml = r#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">"#;
        let wide: Vec<u8> = xml.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [xml.as_bytes(), &wide] {
            assert_eq!(lookalike(bytes), Lookalike::XmlWorkbook);
        }
        let page = br#"<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>"#;
        assert_eq!(lookalike(page), Lookalike::WebPage);
    }
}
