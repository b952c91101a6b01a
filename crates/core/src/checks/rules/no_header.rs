//! L201: geen kolommen `Code` en `Antwoord`
//!
//! Het programma vindt een antwoord door de code die in dezelfde rij staat. Daarvoor zoekt het op
//! elk blad, in de eerste dertig rijen, een rij met de kolomkoppen `Code` en `Antwoord`. Op geen
//! enkel blad staat zo'n rij, dus is er geen antwoord te vinden.
//!
//! ## Fout
//!
//! De kolomkop `Antwoord` is veranderd in `Aantal`, op alle bladen:
//!
//! ```text
//! Gemeente!A1  fout L201: geen blad heeft een rij met de kolommen `Code` en `Antwoord`
//! ```
//!
//! ## Goed
//!
//! Een rij met `Code` en `Antwoord`. Hoofdletters en spaties doen er niet toe. De kolommen mogen
//! ook op een andere plaats staan.
//!
//! ## Wat u doet
//!
//! Zet op elk blad de twee kolomkoppen terug, of neem de antwoorden over in de vragenlijst die u
//! kreeg.
//!
//! Tot dan wordt uit dit bestand niets gebruikt.

use crate::answers::{MissedHeader, MissedKind};
use crate::checks::case::Arrival;
use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;

pub(super) const RULE: Rule = Rule { code: "L201", severity: Severity::Error };

pub(super) fn find(arrival: &Arrival<'_>) -> Option<Finding> {
    let submission = arrival.submission;
    if submission.has_header {
        return None;
    }
    let file = &submission.file.name;
    let finding = |hint: &str| {
        Finding::new(RULE, "geen blad heeft een rij met de kolommen `Code` en `Antwoord`", hint)
            .for_team("vraag de gemeente om haar antwoorden in de vragenlijst die zij kreeg")
    };
    Some(match submission.missed_headers.first_key_value() {
        Some((sheet, missed)) => {
            let hint = format!("{}; doe dat op elk blad", mend(missed));
            finding(&hint).at(Place::cell(file, sheet, missed.cell))
        }
        None => finding("gebruik de vragenlijst die u kreeg, of zet deze twee kolomkoppen terug (in een van de eerste dertig rijen)")
            .at(Place::file(file)),
    })
}

/// What to do about a row that looks like the names of the columns.
pub(super) fn mend(missed: &MissedHeader) -> String {
    let (name, cell) = (missed.name, missed.cell);
    let name = if name == "code" { "Code" } else { "Antwoord" };
    match &missed.kind {
        MissedKind::Written(typed) => {
            format!("verander in cel {cell} de kolomkop `{typed}` in `{name}`")
        }
        MissedKind::Twice(other) => {
            format!(
                "de kolomkop `{name}` staat er twee keer, in {cell} en {other}: laat er één staan"
            )
        }
        MissedKind::Absent => {
            format!("zet in rij {} de kolomkop `{name}` terug", u64::from(cell.row) + 1)
        }
    }
}
