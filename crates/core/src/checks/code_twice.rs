//! F102: dezelfde code meer dan één keer
//!
//! Een code staat in meer dan één rij van de werkmap, vaak doordat een rij is gekopieerd. Welk
//! antwoord geldt, is niet te zien, ook niet als op beide plaatsen hetzelfde staat.
//!
//! ## Fout
//!
//! De code `pga.regisseurs` staat ook in de rij eronder:
//!
//! ```text
//! 'Sociale netwerk'!D22  fout F102 (pga.regisseurs): `pga.regisseurs` staat er meer dan één keer: 'Sociale netwerk'!D22 en 'Sociale netwerk'!D23
//! ```
//!
//! ## Goed
//!
//! Elke code in één rij.
//!
//! ## Wat u doet
//!
//! Laat de rij met het juiste antwoord staan en verwijder de andere. Ontbreekt op hetzelfde blad een
//! andere code, dan stond die waarschijnlijk in een van deze rijen: de melding noemt haar, en u zet
//! haar terug bij haar eigen vraag.
//!
//! Tot dan wordt geen van de antwoorden achter deze code gebruikt.

use crate::answers::{Entry, Submission};
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};
use crate::municipality::MunicipalityCode;
use crate::questionnaire::Questionnaire;

use super::unknown_code;

pub(super) const RULE: Rule = Rule { code: "F102", severity: Severity::Error };

pub(super) fn find(
    code: &str,
    entries: &[Entry],
    submission: &Submission,
    municipality: &MunicipalityCode,
    questionnaire: &Questionnaire,
) -> Finding {
    let gone = overwritten(code, submission, questionnaire);
    let gone: Vec<String> = gone.iter().map(|code| format!("`{code}`")).collect();
    let gone: Vec<&str> = gone.iter().map(String::as_str).collect();
    let hint = match gone.as_slice() {
        [] => "laat één rij met deze code staan en verwijder de andere".to_owned(),
        [only] => format!(
            "zet de code {only} terug in de rij met die vraag: zij is nu niet te vinden; hoort zij in geen van deze rijen, verwijder dan de rij die te veel is"
        ),
        several => format!(
            "zet de codes terug in de rijen met hun eigen vraag: niet te vinden zijn {}",
            dutch::list(several)
        ),
    };
    let places: Vec<String> = entries.iter().filter_map(|entry| entry.place.in_file()).collect();
    let places: Vec<&str> = places.iter().map(String::as_str).collect();
    let finding = Finding::new(
        RULE,
        format!("`{code}` staat er meer dan één keer: {}", dutch::list(&places)),
        hint,
    )
    .about(Some(municipality))
    .on(code);
    match entries.first() {
        Some(entry) => finding.at(entry.place.clone()),
        None => finding,
    }
}

/// The codes that probably belong in one of the rows: those that are missing from a sheet on which as many rows are
/// too many.
pub(super) fn overwritten(
    code: &str,
    submission: &Submission,
    questionnaire: &Questionnaire,
) -> Vec<String> {
    let on = |sheet: &str, entry: &Entry| entry.place.sheet.as_deref() == Some(sheet);
    let entries = submission.entries.get(code).map(Vec::as_slice).unwrap_or_default();
    let mut gone = Vec::new();
    for theme in &questionnaire.themes {
        if !entries.iter().any(|entry| on(&theme.sheet, entry)) {
            continue;
        }
        let mistyped: Vec<&str> = unknown_code::all_meant(submission, questionnaire).collect();
        let mut absent = theme.codes();
        absent.retain(|code| {
            !submission.entries.contains_key(code) && !mistyped.contains(&code.as_str())
        });
        let repeated = submission.entries.values().filter(|all| all.len() > 1);
        let repeated = repeated.filter(|all| all.iter().any(|entry| on(&theme.sheet, entry)));
        if absent.len() <= repeated.map(|all| all.len() - 1).sum() {
            gone.append(&mut absent);
        }
    }
    gone
}
