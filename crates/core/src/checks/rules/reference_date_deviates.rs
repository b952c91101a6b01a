//! W502: een afwijkende peildatum zonder toelichting
//!
//! Het antwoord geldt voor een eerdere dag dan de peildatum van het jaar, en er staat niet bij
//! waarom. In een totaal tellen dan getallen van verschillende dagen mee. Het rapport zegt dat erbij,
//! maar de lezer wil weten of het verschil ertoe doet.
//!
//! ## Fout
//!
//! De peildatum van 2024 is 1 maart. In de kolom `Peildatum` staat `29-2-2024`, en de kolom
//! `Toelichting` is leeg:
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!E13  let op W502 (ajb.aangemeld): het antwoord geldt voor 29 februari 2024, niet voor 1 maart 2024
//! ```
//!
//! ## Goed
//!
//! Het getal op 1 maart, met de kolom `Peildatum` leeg. Of het getal op `29-2-2024`, met de
//! toelichting `laatste telling voor de overstap naar een ander systeem`.
//!
//! ## Wat u doet
//!
//! Vul het getal op de gevraagde dag in en maak `Peildatum` leeg. Kan dat niet, zet dan in
//! `Toelichting` waarom.
//!
//! Tot dan wordt het antwoord gebruikt.

use crate::answers::DateReading;
use crate::checks::case::Case;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule { code: "W502", severity: Severity::Warning };

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let year = case.context.cycle.settings.reference_date;
    let mut findings = Vec::new();
    for (code, answer) in &case.examined.answers {
        let Some(date) = answer.reference_date.filter(|date| *date != year) else { continue };
        if answer.remark.as_deref().is_some_and(|remark| !remark.is_empty()) {
            continue;
        }
        let found = dutch::date(date);
        let entry = case.entries(code).first();
        let day = entry.and_then(|entry| entry.reference_date.as_ref()).map(DateReading::place);
        let place = day.unwrap_or(&answer.place).clone();
        findings.push(
            case.finding(
                RULE,
                format!("het antwoord geldt voor {found}, niet voor {}", dutch::date(year)),
                "vul het getal op de gevraagde dag in en maak `Peildatum` leeg, of zet in `Toelichting` waarom dat niet kan",
            )
            .on(code)
            .at(place)
            .found(found),
        );
    }
    findings
}
