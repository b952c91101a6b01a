//! What a workbook is made from.

use std::collections::BTreeMap;

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
