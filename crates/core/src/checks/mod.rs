//! Decides what the figures may rest on, and says in Dutch what is wrong with the rest.
//!
//! In: the submissions of a year, and for each file that is none the reason why. Out: [`Accepted`] returns, which
//! nothing else can make, and every finding at once, in an order that [`put_in_order`] gives. One code, one file, in
//! [`rules`]: the comment at its top is its page in the [`manual`], for whoever must act.

mod accepted;
mod case;
mod examination;
mod last_year;
pub mod manual;
pub mod rules;
mod serial;
mod settlement;
mod sorting;
mod wording;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use accepted::{
    Accepted, Answer, AnswerValue, Highlight, OpenAnswer, OpenValue, Quote, Return, Story,
};
pub use case::CheckContext;
pub use last_year::{LastYear, last_year};
pub use rules::RULES;
pub use rules::personal_data::personal_detail;
pub use settlement::{BEFORE_FINAL, BY_NO_REMARK, is_settled_for_good, settle};
pub use sorting::put_in_order;

use crate::answers::Submission;
use crate::cycle::Cycle;
use crate::finding::{Checked, Finding};
use crate::municipality::MunicipalityCode;
use crate::workbook::Unreadable;

use case::{Arrival, Year};
use examination::examine;
use rules::{return_missing, unread_file};

/// Checks what came in, in the order of file names: the returns that can be used, and all findings.
#[must_use]
pub fn check(
    incoming: Vec<Result<Submission, Unreadable>>,
    context: CheckContext<'_>,
) -> Checked<Accepted> {
    let mut findings = Vec::new();
    let mut submissions: BTreeMap<MunicipalityCode, Vec<Submission>> = BTreeMap::new();
    for each in incoming {
        match each.map_err(|unreadable| say_unreadable(&unreadable)) {
            Ok(submission) => match known_sender(&submission, context.cycle) {
                Ok(code) => submissions.entry(code).or_default().push(submission),
                Err(finding) => findings.push(finding),
            },
            Err(finding) => findings.push(finding),
        }
    }
    // Of more than one, none is used.
    let one = |(municipality, all): (&MunicipalityCode, &Vec<Submission>)| match all.as_slice() {
        [submission] => Some(examine(submission, municipality, context)),
        _ => None,
    };
    let examined: Vec<Checked<Return>> = submissions.par_iter().filter_map(one).collect();
    let mut accepted = Accepted::default();
    for Checked { value, findings: found } in examined {
        findings.extend(found);
        accepted.add(value);
    }
    let year = Year { submissions: &submissions, accepted: &accepted, found: &findings, context };
    let found: Vec<Finding> = rules::YEAR.iter().flat_map(|find| find(&year)).collect();
    findings.extend(found);
    settle(&mut findings, &accepted, context.cycle);
    Checked { value: accepted, findings }
}

/// The findings without those on missing and unread returns, for returns that are checked apart from the year's own.
#[must_use]
pub fn without_missing_returns(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.retain(|finding| {
        // The same rule reports a blank return. That finding has a file as its place, and stays.
        let is_missing = finding.code == return_missing::RULE.code && finding.place.is_none();
        !is_missing && finding.code != unread_file::RULE.code
    });
    findings
}

fn say_unreadable(unreadable: &Unreadable) -> Finding {
    let found = rules::FILE.iter().flat_map(|find| find(unreadable)).next();
    found.expect("every reason has its rule")
}

/// The municipality of a return, or the finding by which it cannot be used at all.
fn known_sender(submission: &Submission, cycle: &Cycle) -> Result<MunicipalityCode, Finding> {
    let sender = submission.sender(&cycle.register);
    let arrival = Arrival { submission, sender, cycle };
    match rules::SENDER.iter().flat_map(|find| find(&arrival)).next() {
        Some(finding) => Err(finding),
        None => Ok(sender.expect("an unknown sender is a finding").code.clone()),
    }
}
