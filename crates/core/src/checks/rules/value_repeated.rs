//! W505: hetzelfde getal bij verschillende vragen
//!
//! Een aantal mensen van tien of meer staat er bij drie of meer interventies precies zo. Vaak is
//! een getal gekopieerd, of zijn dezelfde mensen bij elke vraag geteld.
//!
//! ## Fout
//!
//! `71` bij drie interventies.
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!C13  let op W505 (ajb.aangemeld): hetzelfde getal 71 staat bij ajb.aangemeld, arbeidstoeleiding.baan en pga.aangemeld
//! ```
//!
//! ## Goed
//!
//! Bij elke interventie het aantal dat daar is geteld.
//!
//! ## Wat u doet
//!
//! Kijk of elk getal bij zijn vraag hoort; klopt het, zet dat dan in `Toelichting`.
//!
//! Tot dan worden de getallen gebruikt.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::checks::accepted::AnswerValue;
use crate::checks::case::Case;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule { code: "W505", severity: Severity::Warning };

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let measures = case.context.questionnaire.measures();
    let mut by_value: BTreeMap<Decimal, BTreeMap<&str, &str>> = BTreeMap::new();
    for measure in measures.filter(|measure| measure.unit.kind.is_sensitive()) {
        let Some(answer) = case.examined.answers.get(&measure.code) else { continue };
        let AnswerValue::Number(number) = answer.value else { continue };
        if number >= Decimal::TEN {
            let (intervention, _) =
                measure.code.split_once('.').expect("the code of its intervention comes first");
            by_value.entry(number).or_default().entry(intervention).or_insert(&measure.code);
        }
    }
    let repeated = by_value.iter().filter(|(_, codes)| codes.len() >= 3);
    repeated
        .filter_map(|(number, codes)| {
            let codes: Vec<&str> = codes.values().copied().collect();
            let first = *codes.first()?;
            let found = dutch::digits(*number);
            let finding = case.finding(
                RULE,
                format!("hetzelfde getal {found} staat bij {}", dutch::list(&codes)),
                "kijk of elk getal bij zijn vraag hoort; klopt het, zet dat dan in `Toelichting`",
            );
            let place = case.examined.answers.get(first)?.place.clone();
            Some(finding.on(first).at(place).found(found))
        })
        .collect()
}
