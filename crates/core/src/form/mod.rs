//! Writes the workbook that a municipality fills in, from the questionnaire itself, so that form
//! and reading cannot drift apart.
//!
//! In: a [`Form`]. Out: the bytes of an .xlsx or an .ods, with the same cells in both. The layout is
//! made once, as a model without a format (`layout`); `xlsx` and `ods` only write it down.

mod control;
mod formula;
mod layout;
mod model;
mod ods;
mod overview;
mod texts;
mod xlsx;

use std::collections::BTreeMap;
use thiserror::Error;

use jiff::civil::Date;

use crate::cycle::{Municipality, Settings};
use crate::questionnaire::Questionnaire;

/// What is filled in behind a code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// The answer; a number with a decimal point is written as a number.
    pub answer: String,
    /// A reference date other than the year's.
    pub reference_date: Option<Date>,
    /// A remark.
    pub remark: String,
    /// Whether the answer is text, whatever it looks like.
    pub as_text: bool,
    /// What was typed as a reference date and is no date; else empty.
    pub no_date: String,
}

/// What a municipality answered a year before: shown beside the questions, never filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Previous {
    /// The day as of which it answered.
    pub reference_date: Date,
    /// Its answers by code, as they are shown.
    pub answers: BTreeMap<String, String>,
}

/// What a workbook is made from.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    /// What is asked.
    pub questionnaire: &'a Questionnaire,
    /// The year and its dates.
    pub settings: &'a Settings,
    /// Who is asked.
    pub municipality: &'a Municipality,
    /// What is filled in already, by code.
    pub filled: &'a BTreeMap<String, Filled>,
    /// What the municipality answered a year before; `None` if that year is not known.
    pub previous: Option<&'a Previous>,
}

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
pub const DATE_AFTER_ANSWER: u32 = layout::DATE - layout::ANSWER;
