//! Writes plain tables as a workbook, with the same cells at the same addresses in .xlsx and .ods.
//!
//! In: a [`Book`] of sheets, each with a title, lines below it and at most one table. Out: the bytes of both files.
//! They are made to be read by people with a screen reader and by programs: no merged cells, no empty rows or columns
//! within a table, a header that is one, and each table marked as a table under a name.
//!
//! `model` says which cell holds what, `xlsx` and `ods` only write that down. What an .ods file is made of stands in
//! `open_document`, how lines of text are broken in `lines`, and what makes the bytes the same on every system in
//! `packed`, for the forms, too.

pub(crate) mod excel;
pub(crate) mod lines;
mod model;
mod ods;
pub(crate) mod open_document;
pub(crate) mod packed;
mod xlsx;

use thiserror::Error;

pub use model::{Book, Column, Content, Sheet, Table};

/// Why a workbook cannot be written, such as a table that is longer than a spreadsheet takes.
#[derive(Debug, Error)]
#[error("kan de tabellen niet schrijven\n  technisch: {0}")]
pub struct SpreadsheetError(String);

impl Book {
    /// The workbook for Excel.
    ///
    /// # Errors
    /// A [`SpreadsheetError`] if a spreadsheet cannot hold it.
    pub fn xlsx(&self) -> Result<Vec<u8>, SpreadsheetError> {
        xlsx::write(self).map_err(|error| SpreadsheetError(error.to_string()))
    }

    /// The workbook as OpenDocument, for LibreOffice and others.
    ///
    /// # Errors
    /// A [`SpreadsheetError`] if it cannot be packed.
    pub fn ods(&self) -> Result<Vec<u8>, SpreadsheetError> {
        ods::write(self).map_err(|error| SpreadsheetError(error.to_string()))
    }
}

#[cfg(test)]
mod tests;
