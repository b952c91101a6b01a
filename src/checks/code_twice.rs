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
//! Laat de rij met het juiste antwoord staan en verwijder de andere. Is bij dezelfde interventie een
//! vraag niet te vinden, dan stond haar code waarschijnlijk in een van deze rijen: de melding noemt
//! die code, en u zet haar terug.
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
            "zet in een van deze rijen de code {only} terug, want die vraag is nu niet te vinden; past die bij geen van de rijen, verwijder dan de rij die te veel is"
        ),
        several => format!(
            "zet in de rijen de codes terug die erin stonden: niet te vinden zijn {}",
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

/// The codes of the same intervention that are not there, and so may have stood in one of the rows.
pub(super) fn overwritten<'a>(
    code: &str,
    submission: &Submission,
    questionnaire: &'a Questionnaire,
) -> Vec<&'a str> {
    let mistyped = |known: &str| {
        let unknown = submission.unknown_codes.iter();
        unknown
            .map(|(code, _)| unknown_code::meant(code, submission, questionnaire))
            .any(|m| m == Some(known))
    };
    let of_same = |known: &&str| known.split('.').next() == code.split('.').next();
    let absent = |known: &&str| !submission.entries.contains_key(*known) && !mistyped(known);
    questionnaire.codes().filter(of_same).filter(absent).collect()
}
