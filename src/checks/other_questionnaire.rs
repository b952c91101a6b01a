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
    let year = submission.text("stempel.jaar").map(|(text, _)| text.trim());
    let wrong_year = year.filter(|year| *year != cycle.settings.year.to_string());
    if stamp == Some(expected) && wrong_year.is_none() {
        return Ok(());
    }
    let message = match stamp {
        _ if submission.is_repeated("stempel.vragenlijst") => {
            "het verborgen stempel staat er meer dan één keer: is een blad gekopieerd?".to_owned()
        }
        Some(_) if wrong_year.is_some() => {
            format!("dit is een vragenlijst van {}", wrong_year.unwrap_or_default())
        }
        Some(other) => format!("dit is de vragenlijst `{other}`, gevraagd is `{expected}`"),
        None => format!("het verborgen stempel ontbreekt; gevraagd is de vragenlijst `{expected}`"),
    };
    let hint = format!("vul de vragenlijst van {} in en lever die aan", cycle.settings.year);
    let finding = Finding::new(RULE, message, hint).at(Place::file(&submission.file.name));
    Err(stamp.map_or(finding.clone(), |stamp| finding.found(stamp)))
}
