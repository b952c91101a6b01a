//! F401: geen bruikbaar uitgelicht voorbeeld
//!
//! Het rapport laat van elke gemeente één voorbeeld zien. Het ontbreekt, er staat niet bij over
//! welke interventie het gaat, de vragenlijst kent die interventie niet, of de gemeente is er
//! volgens haar status niet mee bezig.
//!
//! ## Fout
//!
//! De tekst gaat over een interventie waarvoor de gemeente nog een plan maakt:
//!
//! ```text
//! Uitgelicht!C5  fout F401 (uitgelicht.interventie): het uitgelichte voorbeeld gaat over `ouderondersteuning`, maar die interventie is niet in opstart of uitvoering
//! ```
//!
//! ## Goed
//!
//! Bij `uitgelicht.interventie` één code, zoals `ajb`, en bij `uitgelicht.tekst` uw voorbeeld in
//! eigen woorden.
//!
//! ## Wat u doet
//!
//! Vul op het blad `Uitgelicht` beide cellen in. Kies een interventie die in uw vragenlijst de
//! status `opstart` of `uitvoering` heeft, of verbeter die status.
//!
//! Tot dan staat er van uw gemeente geen voorbeeld in het rapport.

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
    // The cell that is empty, or else the file.
    let place = |code: &str| {
        let entry = submission.entries.get(code).and_then(|entries| entries.first());
        entry.map_or_else(|| Place::file(&submission.file.name), |entry| entry.place.clone())
    };
    let Some((_, text_place)) = submission.text("uitgelicht.tekst").filter(|_| !words.is_empty())
    else {
        return Err(finding(
            "het uitgelichte voorbeeld ontbreekt".to_owned(),
            "uitgelicht.tekst",
            place("uitgelicht.tekst"),
        ));
    };
    let Some((code, code_place)) = submission.text("uitgelicht.interventie") else {
        return Err(finding(
            "er staat niet bij over welke interventie het uitgelichte voorbeeld gaat".to_owned(),
            "uitgelicht.interventie",
            place("uitgelicht.interventie"),
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
    Ok((known, text_place.clone()))
}
