//! What a year is known by: everything that the report, the ledger and the accounts can speak of.

use crate::disclosure::{Disclosure, Shown};
use crate::figures::Figures;
use pmg_core::checks::Accepted;
use pmg_core::cycle::Cycle;
use pmg_core::questionnaire::Questionnaire;

/// Everything that the text can speak of.
#[derive(Debug)]
pub struct Facts {
    /// The year.
    pub cycle: Cycle,
    /// What was asked.
    pub questionnaire: Questionnaire,
    /// What was answered.
    pub accepted: Accepted,
    /// The figures.
    pub figures: Figures,
    /// Which of them are hidden, and how.
    pub disclosure: Disclosure,
}

impl Facts {
    /// What stands instead of a number that is hidden; none where it is shown.
    #[must_use]
    pub fn instead(&self, shown: Shown) -> Option<String> {
        match shown {
            Shown::Published => None,
            Shown::PrimarySuppressed => {
                Some(format!("minder dan {}", self.cycle.settings.small_below))
            }
            Shown::SecondarySuppressed => Some("een aantal".to_owned()),
        }
    }
}
