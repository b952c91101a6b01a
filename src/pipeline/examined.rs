//! What is known of a year once its returns are examined.

use pmg_core::answers::{self, Submission};
use pmg_core::checks::{Accepted, LastYear};
use pmg_core::cycle::{Cycle, LastEdition};
use pmg_core::finding::Finding;
use pmg_core::questionnaire::Questionnaire;
use pmg_core::workbook::Sheets;
use pmg_report::disclosure::Earlier;

use super::timings::Timings;

/// The returns of a year, examined.
#[derive(Debug)]
pub struct Examined {
    /// The year.
    pub cycle: Cycle,
    /// What was asked.
    pub questionnaire: Questionnaire,
    /// The cells of every return that could be read, in the order of file names.
    pub sheets: Vec<Sheets>,
    /// What the figures may rest on.
    pub accepted: Accepted,
    /// What was answered a year before, under the codes of this year; empty without that year.
    pub last_year: LastYear,
    /// What earlier editions published, of this year and of the years before.
    pub earlier: Vec<Earlier>,
    /// The last edition of each year before that published one; the newest first.
    pub last_editions: Vec<LastEdition>,
    /// Everything that was found.
    pub findings: Vec<Finding>,
    /// What each stage cost.
    pub timings: Timings,
}

impl Examined {
    /// What each return answers that could be read, whether it can be used or not.
    #[must_use]
    pub fn submissions(&self) -> Vec<Submission> {
        self.sheets.iter().map(|sheets| answers::read(sheets, &self.questionnaire)).collect()
    }
}
