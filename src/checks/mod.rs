//! Decides what the figures may rest on, and says in Dutch what is wrong with the rest.
//!
//! In: the submissions of a year, or why a file is none. Out: [`Accepted`] returns, which nothing
//! else can make, and every finding at once, in the order of files, sheets and cells. One code,
//! one file: its comment says what the code finds and what becomes of the answer.

mod accepted;
mod examination;
mod item;
mod settlement;

mod cannot_be_opened;
mod damaged;
mod encrypted;
mod lock_file;
mod not_a_spreadsheet;
mod too_large;

mod municipality_does_not_report;
mod municipality_unknown;
mod no_header;
mod other_questionnaire;
mod return_missing;
mod second_return;

mod answer_missing;
mod code_twice;
mod error_value;
mod highlight_missing;
mod negative;
mod not_a_number;
mod not_whole;
mod number_without_activity;
mod part_exceeds_whole;
mod question_missing;
mod quote_without_consent;
mod reference_date_wrong;
mod unknown_code;
mod unknown_status;

mod macros_present;
mod personal_data;
mod story_incomplete;
mod text_too_long;
mod unprintable_character;

mod changed_much;
mod far_from_others;
mod nobody_reached;
mod reference_date_deviates;
mod round_numbers;
mod unknown_without_remark;
mod value_repeated;

pub mod naked_number;

use std::collections::BTreeMap;

pub use accepted::{Accepted, Answer, AnswerValue, Highlight, Quote, Return, Story};

use crate::answers::Submission;
use crate::cycle::Cycle;
use crate::finding::{Checked, Finding, Rule};
use crate::municipality::MunicipalityCode;
use crate::questionnaire::Questionnaire;
use crate::workbook::Unreadable;

use examination::examine;

/// Every rule there is, in the order of codes.
pub const RULES: &[Rule] = &[
    answer_missing::RULE,
    cannot_be_opened::RULE,
    changed_much::RULE,
    code_twice::RULE,
    damaged::RULE,
    encrypted::RULE,
    error_value::RULE,
    far_from_others::RULE,
    highlight_missing::RULE,
    lock_file::RULE,
    macros_present::RULE,
    municipality_does_not_report::RULE,
    municipality_unknown::RULE,
    naked_number::RULE,
    negative::RULE,
    no_header::RULE,
    nobody_reached::RULE,
    not_a_number::RULE,
    not_a_spreadsheet::RULE,
    not_whole::RULE,
    number_without_activity::RULE,
    other_questionnaire::RULE,
    part_exceeds_whole::RULE,
    personal_data::RULE,
    question_missing::RULE,
    quote_without_consent::RULE,
    reference_date_deviates::RULE,
    reference_date_wrong::RULE,
    return_missing::RULE,
    round_numbers::RULE,
    second_return::RULE,
    story_incomplete::RULE,
    text_too_long::RULE,
    too_large::RULE,
    unknown_code::RULE,
    unknown_status::RULE,
    unknown_without_remark::RULE,
    unprintable_character::RULE,
    value_repeated::RULE,
];

/// What the checks hold the answers against.
#[derive(Clone, Copy)]
pub struct Yardstick<'a> {
    /// The year: who must report, as of when.
    pub cycle: &'a Cycle,
    /// What was asked.
    pub questionnaire: &'a Questionnaire,
    /// What the same municipalities answered a year before, where that is at hand.
    pub previous: Option<&'a Accepted>,
    /// Whether the report's fonts can print a character.
    pub printable: fn(char) -> bool,
}

/// Checks what came in, in the order of file names.
#[must_use]
pub fn check(
    incoming: Vec<Result<Submission, Unreadable>>,
    yardstick: Yardstick<'_>,
) -> Checked<Accepted> {
    let mut findings = Vec::new();
    let mut by_municipality: BTreeMap<MunicipalityCode, Vec<Submission>> = BTreeMap::new();
    for each in incoming {
        match each.map_err(|unreadable| say_unreadable(&unreadable)) {
            Ok(submission) => match sender(&submission, yardstick) {
                Ok(code) => by_municipality.entry(code).or_default().push(submission),
                Err(finding) => findings.push(finding),
            },
            Err(finding) => findings.push(finding),
        }
    }
    let mut accepted = Accepted::default();
    for (code, submissions) in by_municipality {
        if let [submission] = submissions.as_slice() {
            let Checked { value, findings: found } = examine(submission, &code, yardstick);
            findings.extend(found);
            accepted.add(value);
        } else {
            findings.extend(second_return::find(&code, &submissions, yardstick.cycle));
        }
    }
    findings.extend(far_from_others::find(&accepted, yardstick.questionnaire));
    findings.extend(return_missing::find(&accepted, &findings, yardstick.cycle));
    settlement::settle(&mut findings, &accepted, yardstick.cycle);
    Checked { value: accepted, findings }
}

/// Checks the returns that were handed in apart from the year's own, so none of those can be missing.
#[must_use]
pub fn without_missing_returns(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.retain(|finding| finding.code != return_missing::RULE.code);
    findings
}

fn say_unreadable(unreadable: &Unreadable) -> Finding {
    lock_file::find(unreadable)
        .or_else(|| encrypted::find(unreadable))
        .or_else(|| too_large::find(unreadable))
        .or_else(|| not_a_spreadsheet::find(unreadable))
        .or_else(|| damaged::find(unreadable))
        .unwrap_or_else(|| cannot_be_opened::find(unreadable))
}

/// Whose return it is, if it can be used at all.
fn sender(submission: &Submission, yardstick: Yardstick<'_>) -> Result<MunicipalityCode, Finding> {
    no_header::check(submission)?;
    other_questionnaire::check(submission, yardstick.cycle)?;
    let code = municipality_unknown::check(submission, yardstick.cycle)?;
    municipality_does_not_report::check(submission, &code, yardstick.cycle)?;
    Ok(code)
}
