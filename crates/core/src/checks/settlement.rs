//! Settles warnings: by the municipality, with a remark beside the answer, or by the programme team,
//! with an explanation in the year's own files. A settled warning stays, with what settled it.

use crate::cycle::{Cycle, Explanation};
use crate::dutch;
use crate::finding::{Finding, Severity};

use super::accepted::Accepted;
use super::rules::{
    already_public, answer_beside, comment_on_answer, gives_away, hidden_row, own_twice,
    personal_data, row_without_code, unprintable_character,
};

/// Warnings that a remark beside the answer does not explain: those on the text itself, and those on what is not read.
pub const BY_NO_REMARK: [&str; 9] = [
    personal_data::RULE.code,
    unprintable_character::RULE.code,
    already_public::RULE.code,
    gives_away::RULE.code,
    answer_beside::RULE.code,
    row_without_code::RULE.code,
    comment_on_answer::RULE.code,
    hidden_row::RULE.code,
    own_twice::RULE.code,
];

/// Warnings that somebody must have looked at before the report can go out: they may give away a person.
pub const BEFORE_FINAL: [&str; 3] =
    [already_public::RULE.code, gives_away::RULE.code, personal_data::RULE.code];

/// Whether a finding does not stand in the way of a final edition.
#[must_use]
pub fn is_settled_for_good(finding: &Finding) -> bool {
    match finding.severity {
        Severity::Error => false,
        Severity::Warning => finding.explained.is_some() || !BEFORE_FINAL.contains(&finding.code),
    }
}

/// Adds to each warning what settles it.
pub fn settle(findings: &mut [Finding], accepted: &Accepted, cycle: &Cycle) {
    for finding in findings.iter_mut().filter(|finding| finding.severity == Severity::Warning) {
        finding.explained = by_team(finding, cycle).or_else(|| by_municipality(finding, accepted));
    }
}

fn by_municipality(finding: &Finding, accepted: &Accepted) -> Option<String> {
    if BY_NO_REMARK.contains(&finding.code) {
        return None;
    }
    let answers = &accepted.get(finding.municipality.as_ref()?)?.answers;
    let remark = answers.get(finding.question.as_ref()?)?.remark.as_ref()?;
    (!remark.is_empty()).then(|| format!("gemeente: {remark}"))
}

fn by_team(finding: &Finding, cycle: &Cycle) -> Option<String> {
    let holds = |explanation: &&Explanation| {
        explanation.code == finding.code
            && Some(&explanation.municipality) == finding.municipality.as_ref()
            && Some(&explanation.question) == finding.question.as_ref()
            // A warning that shows nothing is explained with an empty value.
            && explanation.value == finding.found.as_deref().unwrap_or_default()
    };
    let found = cycle.explanations.iter().rev().find(holds)?;
    Some(format!("{}, {}: {}", found.by, dutch::date(found.on), found.because))
}
