//! Writes the workbook that a municipality fills in, from the questionnaire itself, so that form
//! and reading cannot drift apart.
//!
//! In: a [`Form`]. Out: the bytes of an .xlsx or an .ods, with the same cells in both. The layout is
//! made once, as a model without a format (`layout`); `xlsx` and `ods` only write it down.

mod control;
mod draft;
mod formula;
mod layout;
mod model;
mod ods;
mod overview;
mod pages;
mod source;
mod texts;
mod xlsx;

#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeMap;

use thiserror::Error;

use crate::cycle::{Municipality, Settings};
use crate::questionnaire::Questionnaire;

pub use source::{Filled, Form, Previous};

/// Why a workbook cannot be written, such as a name that is longer than a spreadsheet takes.
#[derive(Debug, Error)]
#[error("{0}")]
pub struct FormError(String);

/// The same workbook in two formats, as bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workbooks {
    /// For Excel.
    pub xlsx: Vec<u8>,
    /// For LibreOffice.
    pub ods: Vec<u8>,
}

impl Form<'_> {
    /// The workbook in both formats.
    ///
    /// # Errors
    /// A [`FormError`] if a spreadsheet cannot hold what is asked.
    pub fn workbooks(&self) -> Result<Workbooks, FormError> {
        let book = layout::book(self);
        let xlsx = xlsx::write(&book).map_err(|error| FormError(error.to_string()))?;
        let ods = ods::write(&book).map_err(|error| FormError(error.to_string()))?;
        Ok(Workbooks { xlsx, ods })
    }
}

/// The workbook of a municipality, filled in as far as `filled` goes, as bytes of .xlsx.
///
/// # Errors
/// A [`FormError`] if a spreadsheet cannot hold what is asked.
pub fn workbook(
    questionnaire: &Questionnaire,
    settings: &Settings,
    municipality: &Municipality,
    filled: &BTreeMap<String, Filled>,
) -> Result<Vec<u8>, FormError> {
    let form = Form { questionnaire, settings, municipality, filled, previous: None };
    xlsx::write(&layout::book(&form)).map_err(|error| FormError(error.to_string()))
}

/// How far right of an answer its reference date stands.
pub(crate) const DATE_AFTER_ANSWER: u32 = draft::DATE - draft::ANSWER;
