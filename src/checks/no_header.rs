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
//! zonder-kop.xlsx
//!   fout L201: geen blad heeft een rij met de kolommen `Code` en `Antwoord`
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
    .for_team("vraag de gemeente om haar antwoorden in de vragenlijst die zij kreeg")
    .at(Place::file(&submission.file.name)))
}
