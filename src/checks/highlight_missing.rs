//! F401: no highlighted example, or one of an intervention that the questionnaire does not know or
//! that the municipality is not running. The report promises one of every municipality.

use crate::answers::{Status, Submission};
use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;
use crate::questionnaire::Questionnaire;

use super::accepted::Return;

pub(super) const RULE: Rule = Rule { code: "F401", severity: Severity::Error };

/// The code of the intervention that the example is about, and the cell of its text; `words` is what can
/// be printed of it.
pub(super) fn check(
    submission: &Submission,
    words: &str,
    examined: &Return,
    questionnaire: &Questionnaire,
) -> Result<(String, Place), Finding> {
    let finding = |message: String, code: &str, place: Place| {
        let hint = "vul op het blad `Uitgelicht` de code van één interventie in (zoals `ajb`) en uw voorbeeld in uw eigen woorden";
        Finding::new(RULE, message, hint).about(Some(&examined.municipality)).on(code).at(place)
    };
    let file = Place::file(&submission.file.name);
    let Some((_, place)) = submission.text("uitgelicht.tekst").filter(|_| !words.is_empty()) else {
        return Err(finding(
            "het uitgelichte voorbeeld ontbreekt".to_owned(),
            "uitgelicht.tekst",
            file,
        ));
    };
    let Some((code, code_place)) = submission.text("uitgelicht.interventie") else {
        return Err(finding(
            "er staat niet bij over welke interventie het uitgelichte voorbeeld gaat".to_owned(),
            "uitgelicht.interventie",
            file,
        ));
    };
    let known = code.trim().to_lowercase();
    if questionnaire.intervention(&known).is_none() {
        let message = format!("`{}` is geen interventie van deze vragenlijst", code.trim());
        return Err(finding(message, "uitgelicht.interventie", code_place.clone()));
    }
    if !matches!(examined.status(&known), Some(Status::Starting | Status::Running)) {
        let message = format!(
            "het uitgelichte voorbeeld gaat over `{known}`, maar die interventie is niet in opstart of uitvoering"
        );
        return Err(finding(message, "uitgelicht.interventie", code_place.clone()));
    }
    Ok((known, place.clone()))
}
