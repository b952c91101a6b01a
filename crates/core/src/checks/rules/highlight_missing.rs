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
//! Uitgelicht!B5  fout F401 (uitgelicht.interventie): het uitgelichte voorbeeld gaat over `Ondersteuning van ouders`, maar die interventie is niet in opstart of uitvoering
//! ```
//!
//! ## Goed
//!
//! Bij `uitgelicht.interventie` één interventie uit de lijst, zoals `Alleen jij bepaalt wie je bent`, en
//! bij `uitgelicht.tekst` uw voorbeeld in eigen woorden. De code van de interventie, zoals `ajb`, mag ook.
//!
//! ## Wat u doet
//!
//! Vul op het blad `Uitgelicht` beide cellen in. Kies een interventie die in uw vragenlijst de
//! status `opstart` of `uitvoering` heeft, of verbeter die status.
//!
//! Tot dan staat er van uw gemeente geen voorbeeld in het rapport.

use crate::answers::Status;
use crate::checks::accepted::Highlight;
use crate::checks::case::Case;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};
use crate::near;
use crate::place::Place;
use crate::questionnaire::{Intervention, Questionnaire};

use super::number_without_activity::status_in_doubt;
use super::unknown_code;

pub(crate) const RULE: Rule = Rule { code: "F401", severity: Severity::Error };

pub(super) fn find(case: &Case<'_>) -> Option<Finding> {
    highlight(case).err().flatten()
}

/// The example of a municipality. No finding if the fault is in the status or in a code, which has its own.
pub(crate) fn highlight(case: &Case<'_>) -> Result<Highlight, Option<Finding>> {
    let (submission, questionnaire) = (case.submission, case.context.questionnaire);
    let finding = |message: &str, hint: &str, code: &str, place: Place| {
        // The row is there under a mistyped code, which has a finding of its own.
        if unknown_code::all_meant(case).any(|meant| meant == code) {
            return Err(None);
        }
        Err(Some(case.finding(RULE, message, hint).on(code).at(place)))
    };
    let code = "uitgelicht.tekst";
    let Some((text, answer)) = case.examined.text(code).zip(case.examined.open.get(code)) else {
        let hint = "beschrijf op het blad `Uitgelicht` één voorbeeld in uw eigen woorden";
        return finding("het uitgelichte voorbeeld ontbreekt", hint, code, case.cell_or_file(code));
    };
    let about = "uitgelicht.interventie";
    let Some((named, named_place)) = submission.text(about) else {
        let message = "er staat niet bij over welke interventie het uitgelichte voorbeeld gaat";
        return finding(message, FROM_LIST, about, case.cell_or_file(about));
    };
    let intervention = match questionnaire.interventions_called(named)[..] {
        [one] => one,
        [] => {
            let message = format!("`{}` is geen interventie van deze vragenlijst", named.trim());
            let hint = meant(named, questionnaire).map(|near| {
                let choice = questionnaire.choice_of(near);
                format!("bedoelt u `{choice}`? Kies die dan uit de lijst bij de cel")
            });
            let hint = hint.as_deref().unwrap_or(FROM_LIST);
            return finding(&message, hint, about, named_place.clone());
        }
        ref several => {
            let choices = several.iter().map(|each| format!("`{}`", questionnaire.choice_of(each)));
            let choices: Vec<String> = choices.collect();
            let choices: Vec<&str> = choices.iter().map(String::as_str).collect();
            let message = format!(
                "zo heten {} interventies van deze vragenlijst: {}",
                several.len(),
                dutch::list(&choices)
            );
            return finding(&message, FROM_LIST, about, named_place.clone());
        }
    };
    let status_code = intervention.status_code();
    if status_in_doubt(&status_code, case) {
        return Err(None);
    }
    if !matches!(case.examined.status(&intervention.code), Some(Status::Starting | Status::Running))
    {
        let message = format!(
            "het uitgelichte voorbeeld gaat over `{}`, maar die interventie is niet in opstart of uitvoering",
            intervention.name
        );
        let hint = format!(
            "kies een interventie met de status `opstart` of `uitvoering`, of verbeter de status van `{}`",
            intervention.name
        );
        return finding(&message, &hint, about, named_place.clone());
    }
    let (intervention, text) = (intervention.code.clone(), text.to_owned());
    Ok(Highlight { intervention, text, place: answer.place.clone() })
}

/// What to do where no intervention is named, or none that is known.
const FROM_LIST: &str = "kies uit de lijst bij de cel over welke interventie uw voorbeeld gaat";

/// The intervention whose code or name looks most like what was typed.
fn meant<'a>(typed: &str, questionnaire: &'a Questionnaire) -> Option<&'a Intervention> {
    let known = questionnaire.interventions().flat_map(|each| [&each.code, &each.name]);
    let near = near::nearest(typed, known.map(String::as_str))?;
    questionnaire.interventions().find(|each| each.code == near || each.name == near)
}
