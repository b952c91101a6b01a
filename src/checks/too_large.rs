//! L104: a file that is larger than any questionnaire can be, packed or unpacked. It is not read
//! further, so that one file cannot stop the reading of the others.

use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;
use crate::workbook::{Reason, Unreadable};

pub(super) const RULE: Rule = Rule { code: "L104", severity: Severity::Error };

pub(super) fn find(unreadable: &Unreadable) -> Option<Finding> {
    let Reason::TooLarge(what) = unreadable.reason else { return None };
    let finding = Finding::new(
        RULE,
        format!("de werkmap is te groot voor een vragenlijst: {what}"),
        "neem de antwoorden over in een lege vragenlijst en lever die aan",
    );
    Some(finding.at(Place::file(&unreadable.file)))
}
