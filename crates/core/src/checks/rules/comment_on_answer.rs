//! W514: opmerking bij een cel
//!
//! Bij een cel in de rij van een vraag hangt een opmerking (een notitie of een gesprek). Het
//! programma leest opmerkingen niet: staat er een voorbehoud of een ander getal in, dan gaat dat
//! verloren.
//!
//! ## Fout
//!
//! Bij het antwoord 148 hangt de opmerking `nog niet definitief, 95`:
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!C13  let op W514 (ajb.aangemeld): bij deze cel hangt een opmerking die niet wordt gelezen: `nog niet definitief, 95`
//! ```
//!
//! ## Goed
//!
//! Het juiste getal in de kolom `Antwoord`, de uitleg in de kolom `Toelichting`, en geen opmerking.
//!
//! ## Wat u doet
//!
//! Verbeter het antwoord als de opmerking een ander getal noemt. Zet wat het programmateam moet
//! weten in de kolom `Toelichting`. Verwijder daarna de opmerking.
//!
//! Tot dan wordt het antwoord gebruikt zoals het er staat.

use crate::answers::StrayKind;
use crate::checks::case::Case;
use crate::checks::wording::excerpt;
use crate::finding::{Finding, Rule, Severity};

pub(crate) const RULE: Rule = Rule { code: "W514", severity: Severity::Warning };

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let comments = case.submission.strays.iter().filter(|stray| stray.kind == StrayKind::Comment);
    let finding = comments.map(|stray| {
        let message = format!(
            "bij deze cel hangt een opmerking die niet wordt gelezen: `{}`",
            excerpt(&stray.found)
        );
        let hint = "verbeter het antwoord als de opmerking een ander getal noemt, zet de uitleg in de kolom `Toelichting` en verwijder de opmerking";
        case.finding(RULE, message, hint)
            .on(stray.question.as_deref().expect("comments are read in rows of questions"))
            .at(stray.place.clone())
            .found(&stray.found)
    });
    finding.collect()
}
