//! Writes the figures of a final edition as tables, for whoever goes on with them.
//!
//! In: the [`Facts`] of a year. Out: the bytes of the [files](FILES): a workbook in two formats, one long table as CSV
//! with a description of its columns (CSVW), and a record for a catalogue of data (DCAT). They show exactly the
//! numbers that the ledger shows to everybody: of a number that is hidden, `rows` keeps how it is hidden and lets go
//! of the rest, so that no writer can print it.

mod catalogue;
mod description;
mod long_table;
mod rows;
mod texts;
mod workbook;

use crate::facts::Facts;
pub use pmg_core::spreadsheet::SpreadsheetError;

/// The tables as a workbook for Excel.
pub const XLSX: &str = "tabellen.xlsx";
/// The same as OpenDocument.
pub const ODS: &str = "tabellen.ods";
/// All numbers as one long table.
pub const CSV: &str = "cijfers.csv";
/// What the columns of the long table are. Programs find it by this name beside the table.
pub const DESCRIPTION: &str = "cijfers.csv-metadata.json";
/// The record for a catalogue.
pub const RECORD: &str = "dcat.jsonld";

/// The names of the files, in the order in which they are written.
pub const FILES: [&str; 5] = [XLSX, ODS, CSV, DESCRIPTION, RECORD];

/// The names of those that people open themselves.
pub const FOR_READERS: [&str; 3] = [XLSX, ODS, CSV];

/// The files by name, each as its bytes.
///
/// # Errors
/// A [`SpreadsheetError`] if a spreadsheet cannot hold the tables.
pub fn files(facts: &Facts) -> Result<Vec<(&'static str, Vec<u8>)>, SpreadsheetError> {
    let book = workbook::book(facts);
    Ok(vec![
        (XLSX, book.xlsx()?),
        (ODS, book.ods()?),
        (CSV, long_table::write(facts).into_bytes()),
        (DESCRIPTION, description::write(facts)),
        (RECORD, catalogue::write(facts)),
    ])
}

#[cfg(test)]
mod tests;
