//! What is to be marked in a workbook.

use crate::finding::Finding;
use crate::questionnaire::Questionnaire;

/// What is to be marked.
#[derive(Debug, Clone)]
pub struct Marking<'a> {
    /// Name of the municipality.
    pub municipality: &'a str,
    /// Name of the file that was handed in.
    pub file: &'a str,
    /// What was found in it, in the order in which it is to be listed.
    pub findings: Vec<Finding>,
    /// What was asked.
    pub questionnaire: &'a Questionnaire,
    /// What the bytes to be marked are.
    pub base: Base,
}

/// What is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// The file that was handed in.
    Original,
    /// A new form with the answers, because the file itself cannot be marked.
    Copied,
    /// A new form without answers, because the file answers another questionnaire.
    Blank,
}
