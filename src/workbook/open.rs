//! Opens each format. The only place that knows calamine.

use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, ExcelDateTime, Reader, Xls, Xlsb, XlsbError, Xlsx, XlsxError};
use jiff::civil::Date;

use super::cells::{self, Taken};
use super::number_format::NumberFormat;
use super::{Limit, Lookalike, Reason, Sheet, Value, limits, ods, xls, xlsb, xlsb_looks};
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
        _ => Err(Reason::NotASpreadsheet(Lookalike::Other)),
    }
}

fn open_zip(bytes: &[u8]) -> Result<Opened, Reason> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    limits::check_zip(&mut archive)?;
    let has_macros = has_macros(&archive);
    let sheets = if archive.index_for_name("xl/workbook.bin").is_some() {
        let largest = limits::check_parts(&mut archive)?;
        xlsb::check(&mut archive)?;
        open_xlsb(bytes, largest, &xlsb_looks::looks(&mut archive)?)?
    } else if archive.index_for_name("xl/workbook.xml").is_some() {
        open_xlsx(bytes, limits::check_parts(&mut archive)?)?
    } else if archive.index_for_name("content.xml").is_some() {
        open_ods(&mut archive)?
    } else {
        return Err(Reason::NotASpreadsheet(Lookalike::OtherOffice));
    };
    Ok(Opened { has_macros, sheets })
}

/// Whether there is a Visual Basic project or a Basic library.
fn has_macros(archive: &zip::ZipArchive<Bytes<'_>>) -> bool {
    let mut names = archive.file_names().flatten();
    names.any(|name| name == "xl/vbaProject.bin" || name.starts_with("Basic/"))
}

fn encrypted_ods(archive: &mut zip::ZipArchive<Bytes<'_>>) -> bool {
    archive.by_name("META-INF/manifest.xml").is_ok_and(|manifest| {
        let manifest = manifest.take(limits::allowed(Limit::Part));
        std::io::read_to_string(manifest).is_ok_and(|text| text.contains("encryption-data"))
    })
}

fn damaged(error: impl std::fmt::Display) -> Reason {
    Reason::Damaged(error.to_string())
}

fn open_xlsx(bytes: &[u8], largest: u64) -> Result<Vec<Sheet>, Reason> {
    let mut workbook: Xlsx<Bytes<'_>> = calamine::open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|error: XlsxError| match error {
            XlsxError::Password => Reason::Encrypted,
            other => damaged(other),
        })?;
    limits::check_sheets(workbook.sheets_metadata().len() as u64, largest)?;
    let mut taken = Taken::default();
    let mut sheets = Vec::new();
    for name in worksheets(&workbook) {
        let mut reader = workbook.worksheet_cells_reader(&name).map_err(damaged)?;
        let mut cells = BTreeMap::new();
        // The library can spell out every copy of a formula; this only says that there is one.
        while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
            taken.look()?;
            let without_value = cell.formula.is_some() && cell.value == DataRef::Empty;
            let value = if without_value {
                Some(Value::FormulaWithoutValue)
            } else {
                value(cell.value.into())
            };
            taken.keep(&mut cells, cell.pos, value)?;
        }
        // Most workbooks show bare numbers only, and are not read a second time.
        let looks: Vec<_> = reader.styles().iter().map(look).collect();
        drop(reader);
        if !looks.iter().all(NumberFormat::is_general) {
            let mut reader = workbook.worksheet_cells_reader(&name).map_err(damaged)?;
            while let Some((row, column, style)) = reader.next_style_id().map_err(damaged)? {
                if let Some(look) = looks.get(style) {
                    apply(look, &mut cells, Cell { row, column });
                }
            }
        }
        sheets.push(Sheet { name, cells, ..Sheet::default() });
    }
    Ok(sheets)
}

/// How a style of an .xlsx file shows a number.
fn look(style: &calamine::Style) -> NumberFormat {
    let Some(format) = style.number_format.as_ref() else { return NumberFormat::default() };
    match format.format_id {
        Some(id) if format.format_code.is_empty() => NumberFormat::builtin(id),
        _ => NumberFormat::new(&format.format_code),
    }
}

/// Lets a cell say what it looks like.
fn apply(look: &NumberFormat, cells: &mut BTreeMap<Cell, Value>, at: Cell) {
    if let Some(value) = cells.remove(&at) {
        cells.insert(at, look.applied(value));
    }
}

fn open_xlsb(
    bytes: &[u8],
    largest: u64,
    looks: &BTreeMap<String, BTreeMap<Cell, NumberFormat>>,
) -> Result<Vec<Sheet>, Reason> {
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

fn open_ods(archive: &mut zip::ZipArchive<Bytes<'_>>) -> Result<Vec<Sheet>, Reason> {
    if encrypted_ods(archive) {
        return Err(Reason::Encrypted);
    }
    let content = archive.by_name("content.xml").map_err(damaged)?;
    limits::within(Limit::SheetBytes, content.size())?;
    ods::sheets(BufReader::new(content.take(limits::allowed(Limit::SheetBytes))))
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
        assert!(matches!(open(b"gemeente;antwoord"), Err(Reason::NotASpreadsheet(_))));
    }
}
