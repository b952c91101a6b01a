//! W510: getal dat voor een gemeente ongewoon groot is
//!
//! Het getal is groter dan een gemeente gewoonlijk kan halen. Vaak is er een nul te veel getypt, of
//! is er iets anders geteld dan gevraagd: inwoners in plaats van deelnemers, uren in plaats van fte.
//! Een getal is ongewoon groot boven 5.000 personen, 1.000 gezinnen, 2.000 professionals, 500
//! instellingen, 100 fte, 20.000 gebeurtenissen of 500.000 euro.
//!
//! ## Fout
//!
//! Bij AJB staan meer jongeren dan een gemeente kan aanmelden:
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!C13  let op W510 (ajb.aangemeld): 14.800 jongeren is ongewoon veel voor een gemeente
//! ```
//!
//! ## Goed
//!
//! Het aantal waar de vraag naar vraagt, zonder nul te veel.
//!
//! ## Wat u doet
//!
//! Kijk het getal na. Klopt het, zet dan in de kolom `Toelichting` hoe dat komt.
//!
//! Tot dan telt het getal mee, en staat deze waarschuwing bij de bevindingen.

use rust_decimal::Decimal;

use crate::checks::case::Case;
use crate::cycle::UnitKind;
use crate::finding::{Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule { code: "W510", severity: Severity::Warning };

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for measure in case.context.questionnaire.measures() {
        let Some((number, place)) = case.examined.number(&measure.code) else { continue };
        if number <= usual(measure.unit.kind) {
            continue;
        }
        findings.push(
            case.finding(
                RULE,
                format!("{} is ongewoon veel voor een gemeente", measure.unit.said(number)),
                "kijk het getal na; klopt het, zet dan in de kolom `Toelichting` hoe dat komt",
            )
            .on(&measure.code)
            .at(place.clone())
            .found(measure.unit.number(number)),
        );
    }
    findings
}

/// The largest number that is not unusual, in the unit itself.
fn usual(kind: UnitKind) -> Decimal {
    Decimal::from(match kind {
        UnitKind::Personen => 5_000,
        UnitKind::Gezinnen => 1_000,
        UnitKind::Professionals => 2_000,
        UnitKind::Instellingen => 500,
        UnitKind::Fte => 100,
        UnitKind::Gebeurtenissen => 20_000,
        UnitKind::Geld => 500_000,
    })
}
