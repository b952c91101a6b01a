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
use crate::near;
use crate::place::Place;
use crate::questionnaire::{Intervention, Questionnaire};

use super::accepted::Return;
use super::number_without_activity::status_in_doubt;
use super::unknown_code;

pub(super) const RULE: Rule = Rule { code: "F401", severity: Severity::Error };

/// The code of the intervention that the example is about, and the cell of its text; `words` is what can be printed
/// of it. No finding if the fault is in the status or in a code, which has its own.
pub(super) fn check(
    submission: &Submission,
    words: &str,
    examined: &Return,
    questionnaire: &Questionnaire,
) -> Result<(String, Place), Option<Finding>> {
    let finding = |message: &str, hint: &str, code: &str, place: Place| {
        // The row is there under a mistyped code, which has a finding of its own.
        if unknown_code::all_meant(submission, questionnaire).any(|meant| meant == code) {
            return Err(None);
        }
        let finding = Finding::new(RULE, message, hint).about(Some(&examined.municipality));
        Err(Some(finding.on(code).at(place)))
    };
    // The cell that is empty, or else the file.
    let place = |code: &str| {
        let entry = submission.entries.get(code).and_then(|entries| entries.first());
        entry.map_or_else(|| Place::file(&submission.file.name), |entry| entry.place.clone())
    };
    let Some((_, text_place)) = submission.text("uitgelicht.tekst").filter(|_| !words.is_empty())
    else {
        let code = "uitgelicht.tekst";
        let hint = "beschrijf op het blad `Uitgelicht` één voorbeeld in uw eigen woorden";
        return finding("het uitgelichte voorbeeld ontbreekt", hint, code, place(code));
    };
    let about = "uitgelicht.interventie";
    let Some((code, code_place)) = submission.text(about) else {
        let message = "er staat niet bij over welke interventie het uitgelichte voorbeeld gaat";
        let hint = "vul de code van één interventie in, zoals `ajb`";
        return finding(message, hint, about, place(about));
    };
    let known = code.trim().to_lowercase();
    let Some(intervention) = questionnaire.intervention(&known) else {
        let message = format!("`{}` is geen interventie van deze vragenlijst", code.trim());
        let hint = match meant(&known, questionnaire) {
            Some(near) => {
                format!("verander dit in `{}` als u `{}` bedoelt", near.code, near.name)
            }
            None => "vul de code van één interventie in, zoals `ajb`: het deel voor `.status` in de kolom `Code`".to_owned(),
        };
        return finding(&message, &hint, about, code_place.clone());
    };
    let status_code = intervention.status_code();
    if status_in_doubt(&status_code, examined, submission) {
        return Err(None);
    }
    if !matches!(examined.status(&known), Some(Status::Starting | Status::Running)) {
        let message = format!(
            "het uitgelichte voorbeeld gaat over `{known}`, maar die interventie is niet in opstart of uitvoering"
        );
        let hint = format!(
            "kies een interventie met de status `opstart` of `uitvoering`, of verbeter de status van `{}`",
            intervention.name
        );
        return finding(&message, &hint, about, code_place.clone());
    }
    Ok((known, text_place.clone()))
}

/// The intervention whose code or name looks most like what was typed.
fn meant<'a>(typed: &str, questionnaire: &'a Questionnaire) -> Option<&'a Intervention> {
    let known = questionnaire.interventions().flat_map(|each| [&each.code, &each.name]);
    let near = near::nearest(typed, known.map(String::as_str))?;
    questionnaire.interventions().find(|each| each.code == near || each.name == near)
}
