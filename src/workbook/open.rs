//! Opens each format. The only place that knows calamine.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader, Xls, Xlsb, XlsbError, Xlsx, XlsxError};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Limit, Lookalike, Reason, Sheet, Value, limits};
use crate::place::Cell;

type Bytes<'a> = Cursor<&'a [u8]>;

/// The sheets in a file, whatever format its content shows it to be.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Reason> {
    // The library answers some malformed files with a panic; that is the file's fault, not ours.
    catch_unwind(AssertUnwindSafe(|| open(bytes)))
        .unwrap_or_else(|_| Err(Reason::Damaged("onverwachte inhoud".to_owned())))
}

/// Whether a zip file holds a Visual Basic project or Basic libraries.
pub(super) fn has_macros(bytes: &[u8]) -> bool {
    zip::ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| {
        archive
            .file_names()
            .flatten()
            .any(|name| name == "xl/vbaProject.bin" || name.starts_with("Basic/"))
    })
}

fn open(bytes: &[u8]) -> Result<Vec<Sheet>, Reason> {
    match bytes {
        [b'P', b'K', 3, 4, ..] => open_zip(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            limits::check_xls(bytes)?;
            open_xls(bytes)
        }
        [b'%', b'P', b'D', b'F', ..] => Err(Reason::NotASpreadsheet(Lookalike::Pdf)),
        [b'P', b'K', ..] => Err(Reason::Damaged("het begin van het bestand ontbreekt".to_owned())),
        _ => Err(Reason::NotASpreadsheet(Lookalike::Other)),
    }
}

fn open_zip(bytes: &[u8]) -> Result<Vec<Sheet>, Reason> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    limits::check_zip(&mut archive)?;
    if archive.index_for_name("xl/workbook.bin").is_some() {
        open_xlsb(bytes)
    } else if archive.index_for_name("xl/workbook.xml").is_some() {
        open_xlsx(bytes)
    } else if archive.index_for_name("content.xml").is_some() {
        if encrypted_ods(&mut archive) {
            return Err(Reason::Encrypted);
        }
        limits::check_ods(&mut archive)?;
        open_ods(bytes)
    } else {
        Err(Reason::NotASpreadsheet(Lookalike::OtherOffice))
    }
}

fn encrypted_ods(archive: &mut zip::ZipArchive<Bytes<'_>>) -> bool {
    archive.by_name("META-INF/manifest.xml").is_ok_and(|manifest| {
        std::io::read_to_string(manifest).is_ok_and(|text| text.contains("encryption-data"))
    })
}

fn damaged(error: impl std::fmt::Display) -> Reason {
    Reason::Damaged(error.to_string())
}

fn open_xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, Reason> {
    let mut workbook: Xlsx<Bytes<'_>> = calamine::open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|error: XlsxError| match error {
            XlsxError::Password => Reason::Encrypted,
            other => damaged(other),
        })?;
    let mut taken = Taken::default();
    let mut sheets = Vec::new();
    for name in worksheets(&workbook) {
        let mut reader = workbook.worksheet_cells_reader(&name).map_err(damaged)?;
        let mut cells = BTreeMap::new();
        while let Some(cell) = reader.next_cell_with_formula().map_err(damaged)? {
            let without_value = cell.formula.is_some() && cell.value == DataRef::Empty;
            let value = if without_value {
                Some(Value::FormulaWithoutValue)
            } else {
                value(cell.value.into())
            };
            taken.keep(&mut cells, cell.pos, value)?;
        }
        sheets.push(Sheet { name, cells });
    }
    Ok(sheets)
}

fn open_xlsb(bytes: &[u8]) -> Result<Vec<Sheet>, Reason> {
    let mut workbook: Xlsb<Bytes<'_>> = calamine::open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|error: XlsbError| match error {
            XlsbError::Password => Reason::Encrypted,
            other => damaged(other),
        })?;
    let mut taken = Taken::default();
    let mut sheets = Vec::new();
    for name in worksheets(&workbook) {
        let mut reader = workbook.worksheet_cells_reader(&name).map_err(damaged)?;
        let mut cells = BTreeMap::new();
        while let Some(cell) = reader.next_cell().map_err(damaged)? {
            taken.keep(&mut cells, cell.get_position(), value(cell.get_value().clone().into()))?;
        }
        sheets.push(Sheet { name, cells });
    }
    Ok(sheets)
}

fn open_ods(bytes: &[u8]) -> Result<Vec<Sheet>, Reason> {
    let workbook: Ods<Bytes<'_>> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(damaged)?;
    open_ranges(workbook)
}

fn open_xls(bytes: &[u8]) -> Result<Vec<Sheet>, Reason> {
    let workbook: Xls<Bytes<'_>> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|error| match error {
            calamine::XlsError::Password => Reason::Encrypted,
            other => damaged(other),
        })?;
    open_ranges(workbook)
}

fn open_ranges<'a, R: Reader<Bytes<'a>>>(mut workbook: R) -> Result<Vec<Sheet>, Reason>
where
    R::Error: std::fmt::Display,
{
    let mut taken = Taken::default();
    let mut sheets = Vec::new();
    for name in worksheets(&workbook) {
        let range = workbook.worksheet_range(&name).map_err(damaged)?;
        // A range starts at its first cell that is not empty; an address counts from A1.
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut cells = BTreeMap::new();
        for (row, column, data) in range.used_cells() {
            let offset = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
            let position = (first_row + offset(row), first_column + offset(column));
            taken.keep(&mut cells, position, value(data.clone()))?;
        }
        sheets.push(Sheet { name, cells });
    }
    Ok(sheets)
}

fn worksheets<'a, R: Reader<Bytes<'a>>>(workbook: &R) -> Vec<String> {
    let sheets = workbook.sheets_metadata().iter();
    let sheets = sheets.filter(|sheet| sheet.typ == calamine::SheetType::WorkSheet);
    sheets.map(|sheet| sheet.name.clone()).collect()
}

/// What has been taken from a file so far.
#[derive(Default)]
struct Taken {
    cells: u64,
    text: u64,
}

impl Taken {
    fn keep(
        &mut self,
        cells: &mut BTreeMap<Cell, Value>,
        (row, column): (u32, u32),
        value: Option<Value>,
    ) -> Result<(), Reason> {
        let Some(value) = value else { return Ok(()) };
        self.cells += 1;
        if let Value::Text(text) = &value {
            self.text += text.len() as u64;
        }
        limits::within(Limit::Cells, self.cells)?;
        limits::within(Limit::Text, self.text)?;
        cells.insert(Cell { row, column }, value);
        Ok(())
    }
}

fn value(data: Data) -> Option<Value> {
    Some(match data {
        Data::Empty => return None,
        Data::Int(number) => Value::Number(Decimal::from(number)),
        Data::Float(number) => self::number(number),
        Data::String(text) => return self::text(text),
        Data::Bool(truth) => Value::Boolean(truth),
        Data::DateTime(moment) => date(&moment),
        Data::DateTimeIso(written) => iso_date(written),
        Data::DurationIso(written) => Value::Time(written),
        Data::Error(error) => Value::Error(error.to_string()),
    })
}

/// An .ods file keeps an error value as the text that shows it.
fn text(text: String) -> Option<Value> {
    const ERRORS: [&str; 7] = ["#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!"];
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return None;
    }
    let is_error = ERRORS.contains(&trimmed) || (trimmed.starts_with("Err:") && trimmed.len() == 7);
    Some(if is_error { Value::Error(text) } else { Value::Text(text) })
}

/// A spreadsheet keeps 15 significant digits; the rest of a float is noise (0.1 + 0.2).
fn number(number: f64) -> Value {
    match Decimal::from_scientific(&format!("{number:.14e}")) {
        Ok(decimal) => Value::Number(decimal.normalize()),
        Err(_) => Value::HugeNumber(number.to_string()),
    }
}

fn date(moment: &ExcelDateTime) -> Value {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = i16::try_from(year).ok().zip(i8::try_from(month).ok()).zip(i8::try_from(day).ok());
    match date.and_then(|((year, month), day)| Date::new(year, month, day).ok()) {
        Some(date) if moment.is_datetime() && moment.as_f64() >= 1.0 => Value::Date(date),
        _ => Value::Time(moment.to_string()),
    }
}

fn iso_date(written: String) -> Value {
    let day = written.split('T').next().unwrap_or_default();
    day.parse().map_or_else(|_| Value::Time(written), Value::Date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_float_is_the_number_that_was_typed() {
        for (float, typed) in [(2.25, "2.25"), (0.1 + 0.2, "0.3"), (576.0, "576"), (1e-3, "0.001")]
        {
            assert_eq!(number(float), Value::Number(typed.parse().unwrap()));
        }
        assert_eq!(number(1e300), Value::HugeNumber(1e300.to_string()));
        assert_eq!(number(f64::NAN), Value::HugeNumber("NaN".to_owned()));
    }

    #[test]
    fn what_is_no_spreadsheet_is_named() {
        assert_eq!(sheets(b"%PDF-1.7"), Err(Reason::NotASpreadsheet(Lookalike::Pdf)));
        assert!(matches!(sheets(b"PK\x03\x04half"), Err(Reason::Damaged(_))));
        assert!(matches!(sheets(b"gemeente;antwoord"), Err(Reason::NotASpreadsheet(_))));
    }
}
