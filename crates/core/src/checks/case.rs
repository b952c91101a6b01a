//! What the rules look at, phase by phase: a return of which nobody knows yet whose it is, one answer, a return with
//! the answers that can be used, the whole year.

use std::collections::BTreeMap;

use crate::answers::{Entry, Submission};
use crate::cycle::{Cycle, Municipality};
use crate::finding::{Finding, Rule};
use crate::municipality::MunicipalityCode;
use crate::place::Place;
use crate::questionnaire::{Question, Questionnaire};

use super::accepted::{Accepted, Return};
use super::last_year::LastYear;

/// What the checks compare the answers with.
#[derive(Clone, Copy)]
pub struct CheckContext<'a> {
    /// The year: who must report, as of when.
    pub cycle: &'a Cycle,
    /// What was asked.
    pub questionnaire: &'a Questionnaire,
    /// What the same municipalities answered a year before, as far as it is known and can be compared.
    pub last_year: &'a LastYear,
    /// Whether the report's fonts can print a character.
    pub printable: fn(char) -> bool,
}

/// A return that came in, before it is clear whose it is.
pub(super) struct Arrival<'a> {
    pub(super) submission: &'a Submission,
    /// The municipality that it names by its code; `None` if the register does not have it.
    pub(super) sender: Option<&'a Municipality>,
    pub(super) cycle: &'a Cycle,
}

/// One answer with its question.
pub(super) struct Item<'a> {
    pub(super) code: &'a str,
    pub(super) entry: &'a Entry,
    pub(super) question: Question<'a>,
    pub(super) municipality: &'a MunicipalityCode,
    pub(super) cycle: &'a Cycle,
}

impl Item<'_> {
    /// A finding on this answer.
    pub(super) fn finding(&self, rule: Rule, message: String, hint: String) -> Finding {
        Finding::new(rule, message, hint)
            .about(Some(self.municipality))
            .on(self.code)
            .at(self.entry.place.clone())
    }
}

/// A return, with the answers that can be used as far as the rules have come.
pub(super) struct Case<'a> {
    pub(super) submission: &'a Submission,
    pub(super) examined: Return,
    pub(super) context: CheckContext<'a>,
    /// What the phases before, and the rules before in the same phase, found in this return.
    pub(super) found: Vec<Finding>,
}

impl<'a> Case<'a> {
    /// A finding on this return.
    pub(super) fn finding(
        &self,
        rule: Rule,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Finding {
        Finding::new(rule, message, hint).about(Some(&self.examined.municipality))
    }

    /// What stands behind a code, each time that it stands there.
    pub(super) fn entries(&self, code: &str) -> &'a [Entry] {
        self.submission.entries.get(code).map_or(&[], Vec::as_slice)
    }

    /// The cell of the answer to a question, the first if there are more; `None` if its row is gone.
    pub(super) fn cell(&self, code: &str) -> Option<Place> {
        self.entries(code).first().map(|entry| entry.place.clone())
    }

    /// The cell of the answer to a question, or the file if its row is gone.
    pub(super) fn cell_or_file(&self, code: &str) -> Place {
        self.cell(code).unwrap_or_else(|| Place::file(&self.submission.file.name))
    }

    /// Whether a question has no answer, not even one that cannot be used.
    pub(super) fn answers_nothing(&self, code: &str) -> bool {
        self.entries(code).iter().all(|entry| entry.reading.is_empty())
    }

    /// Takes in what a rule found, and leaves out of the return what cannot be used.
    pub(super) fn refuse(&mut self, refusal: Refusal) {
        for code in refusal.codes {
            // `onbekend` in answer to an open question stands among the other answers, and stays.
            match self.context.questionnaire.question(&code) {
                Some(Question::Open(_)) => {
                    self.examined.open.remove(&code);
                }
                _ => {
                    self.examined.answers.remove(&code);
                }
            }
        }
        self.found.extend(refusal.finding);
    }
}

/// What a rule makes of answers that cannot be used.
pub(super) struct Refusal {
    /// Why not; `None` if another finding says so.
    pub(super) finding: Option<Finding>,
    /// The codes of the answers.
    pub(super) codes: Vec<String>,
}

impl From<Finding> for Refusal {
    /// A finding that leaves the answers as they are.
    fn from(finding: Finding) -> Self {
        Self { finding: Some(finding), codes: Vec::new() }
    }
}

/// All returns of a year.
pub(super) struct Year<'a> {
    /// The returns of each municipality that sent any.
    pub(super) submissions: &'a BTreeMap<MunicipalityCode, Vec<Submission>>,
    pub(super) accepted: &'a Accepted,
    /// What was found in the returns.
    pub(super) found: &'a [Finding],
    pub(super) context: CheckContext<'a>,
}
