//! L201: a workbook without a row that has both `Code` and `Antwoord`. Without these columns no
//! answer can be found, so nothing of it is used.

use crate::answers::Submission;
use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;

pub(super) const RULE: Rule = Rule { code: "L201", severity: Severity::Error };

pub(super) fn check(submission: &Submission) -> Result<(), Finding> {
    if submission.has_header {
        return Ok(());
    }
    Err(Finding::new(
        RULE,
        "geen blad heeft een rij met de kolommen `Code` en `Antwoord`",
        "gebruik de vragenlijst die u kreeg, of zet deze twee kolomkoppen terug (in een van de eerste dertig rijen)",
    )
    .at(Place::file(&submission.file.name)))
}
