//! L205: the workbook of another year or another questionnaire, by its hidden stamp. Its codes may
//! mean something else, so nothing of it is used.

use crate::answers::Submission;
use crate::cycle::Cycle;
use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;

pub(super) const RULE: Rule = Rule { code: "L205", severity: Severity::Error };

pub(super) fn check(submission: &Submission, cycle: &Cycle) -> Result<(), Finding> {
    let expected = cycle.settings.questionnaire.as_str();
    let stamp = submission.text("stempel.vragenlijst").map(|(text, _)| text.trim());
    if stamp == Some(expected) {
        return Ok(());
    }
    let message = match stamp {
        Some(other) => format!("dit is de vragenlijst `{other}`, gevraagd is `{expected}`"),
        None => format!("het verborgen stempel ontbreekt; gevraagd is de vragenlijst `{expected}`"),
    };
    let hint = format!("vul de vragenlijst van {} in en lever die aan", cycle.settings.year);
    let finding = Finding::new(RULE, message, hint).at(Place::file(&submission.file.name));
    Err(stamp.map_or(finding.clone(), |stamp| finding.found(stamp)))
}
