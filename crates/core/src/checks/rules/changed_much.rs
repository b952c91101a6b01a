//! W507: een getal dat sterk is veranderd sinds vorig jaar
//!
//! Het getal is meer dan de helft hoger of lager dan het getal dat dezelfde gemeente vorig jaar
//! gaf, en het verschil is ten minste tien. Dat kan kloppen, maar dan wil de lezer weten waardoor.
//! Vergeleken wordt met de map van het vorige jaar, als die er is, en volgens `was-wordt.toml`: wat
//! niet vergelijkbaar is, wordt niet vergeleken.
//!
//! ## Fout
//!
//! Vorig jaar `64`, dit jaar `148`, zonder toelichting.
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!C13  let op W507 (ajb.aangemeld): 148 jongeren, tegen 64 vorig jaar
//! ```
//!
//! ## Goed
//!
//! `148` met de toelichting `twee scholen erbij`.
//!
//! ## Wat u doet
//!
//! Kijk of het getal klopt; klopt het, zet dan in `Toelichting` waardoor het zo veranderde.
//!
//! Tot dan wordt het gebruikt.

use rust_decimal::Decimal;

use crate::checks::accepted::AnswerValue;
use crate::checks::case::{Case, CheckContext};
use crate::finding::{Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule { code: "W507", severity: Severity::Warning };

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let CheckContext { questionnaire, last_year, .. } = case.context;
    let Some(before) = last_year.get(&case.examined.municipality) else { return Vec::new() };
    let mut findings = Vec::new();
    for measure in questionnaire.measures() {
        let (Some(AnswerValue::Number(old)), Some((new, place))) =
            (before.get(&measure.code), case.examined.number(&measure.code))
        else {
            continue;
        };
        let difference = (new - old).abs();
        let zero = new.is_zero() && !old.is_zero();
        if !zero && (difference < Decimal::TEN || difference * Decimal::TWO <= *old) {
            continue;
        }
        let unit = &measure.unit;
        findings.push(
            case.finding(
                RULE,
                format!("{}, tegen {} vorig jaar", unit.said(new), unit.number(*old)),
                "kijk of het getal klopt; klopt het, zet dan in `Toelichting` waardoor het zo veranderde",
            )
            .on(&measure.code)
            .at(place.clone())
            .found(unit.number(new)),
        );
    }
    findings
}
