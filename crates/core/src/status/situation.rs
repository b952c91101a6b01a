//! What the status of a year is made from.

use jiff::civil::Date;

use crate::answers::Submission;
use crate::checks::Accepted;
use crate::cycle::Cycle;
use crate::finding::Finding;
use crate::questionnaire::Questionnaire;

/// All that tells how far the returns of a year are.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The year: who reports, until when, and which files came in.
    pub cycle: &'a Cycle,
    /// What was asked.
    pub questionnaire: &'a Questionnaire,
    /// What each return answers that could be read.
    pub submissions: &'a [Submission],
    /// The returns that can be used.
    pub accepted: &'a Accepted,
    /// Everything that was found.
    pub findings: &'a [Finding],
    /// Today.
    pub today: Date,
}
