//! W506: een getal dat ver afwijkt van andere gemeenten
//!
//! Het getal is veel groter of kleiner dan bij de andere gemeenten die deze interventie inzetten.
//! Dat kan kloppen; vaak is er een cijfer te veel getypt of iets anders geteld. Het programma zet
//! alle getallen op volgorde en neemt het middelste (de mediaan). Het kijkt hoeveel keer uw getal
//! groter of kleiner is dan dat, en alleen als ten minste zes gemeenten een getal gaven.
//!
//! ## Fout
//!
//! `1480` waar de andere gemeenten tussen 49 en 137 opgaven.
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!C13  let op W506 (ajb.aangemeld): 1.480 jongeren is veel meer dan bij de andere gemeenten (mediaan 88)
//! ```
//!
//! ## Goed
//!
//! `121`
//!
//! ## Wat u doet
//!
//! Kijk of het getal klopt en of u telde wat er werd gevraagd; klopt het, zet dat dan in
//! `Toelichting`.
//!
//! Tot dan wordt het gebruikt.

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};

use crate::checks::accepted::{Answer, AnswerValue, Return};
use crate::checks::case::Year;
use crate::finding::{Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule { code: "W506", severity: Severity::Warning };

/// With fewer numbers a median says little.
const ENOUGH: usize = 6;
/// Robust z-score (0.6745 × distance ÷ MAD) beyond which a number stands apart; Iglewicz and Hoaglin (1993).
const APART: f64 = 3.5;
/// The least spread that is assumed, as a natural logarithm: numbers within a factor 1.5 are alike.
const LEAST_SPREAD: f64 = 0.405;

pub(super) fn find(year: &Year<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for measure in year.context.questionnaire.measures() {
        let given: Vec<(&Return, &Answer, f64)> = year
            .accepted
            .iter()
            .filter_map(|each| {
                let answer = each.answers.get(&measure.code)?;
                let AnswerValue::Number(number) = answer.value else { return None };
                let number = number.to_f64().filter(|number| *number > 0.0)?;
                Some((each, answer, number.ln()))
            })
            .collect();
        if given.len() < ENOUGH {
            continue;
        }
        let middle = median(given.iter().map(|each| each.2));
        let spread = median(given.iter().map(|each| (each.2 - middle).abs())).max(LEAST_SPREAD);
        let apart = given.iter().filter(|each| 0.6745 * (each.2 - middle).abs() / spread > APART);
        for (each, answer, logarithm) in apart {
            let AnswerValue::Number(number) = answer.value else { continue };
            let more = if *logarithm > middle { "meer" } else { "minder" };
            let unit = &measure.unit;
            let middle =
                Decimal::from_f64(middle.exp()).expect("a median lies among the numbers").round();
            let message =
                format!("{} is veel {more} dan bij de andere gemeenten", unit.said(number));
            findings.push(
                Finding::new(
                    RULE,
                    format!("{message} (mediaan {})", unit.number(middle)),
                    "kijk of het getal klopt; klopt het, zet dat dan in `Toelichting`",
                )
                // Where few gave a number, the median is that of one of them.
                .for_its_own(message)
                .about(Some(&each.municipality))
                .on(&measure.code)
                .at(answer.place.clone())
                .found(unit.number(number)),
            );
        }
    }
    findings
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        f64::midpoint(sorted[middle - 1], sorted[middle])
    }
}
