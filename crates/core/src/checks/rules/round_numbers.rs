//! W504: alleen ronde getallen
//!
//! Alle aantallen mensen in deze vragenlijst zijn tientallen. Bij echte tellingen komt dat bijna
//! niet voor: waarschijnlijk is er geschat.
//!
//! ## Fout
//!
//! `40`, `120`, `60`, `20`, `50`
//!
//! ```text
//! 'Werk en inkomen'!C6  let op W504 (arbeidstoeleiding.baan): alle 5 aantallen mensen in deze vragenlijst zijn tientallen
//! ```
//!
//! ## Goed
//!
//! `38`, `121`, `64`, `19`, `52`
//!
//! ## Wat u doet
//!
//! Vul de getelde aantallen in. Zijn zij toevallig rond, zet dat dan in `Toelichting` bij het
//! eerste getal.
//!
//! Tot dan worden zij gebruikt.

use rust_decimal::Decimal;

use crate::checks::accepted::AnswerValue;
use crate::checks::case::Case;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule { code: "W504", severity: Severity::Warning };

/// From so many numbers on it is hardly chance: one in 100,000.
const ENOUGH: usize = 5;

pub(super) fn find(case: &Case<'_>) -> Option<Finding> {
    let measures = case.context.questionnaire.measures();
    let persons = measures.filter(|measure| measure.unit.kind.is_sensitive());
    let given: Vec<_> = persons
        .filter_map(|measure| case.examined.answers.get_key_value(&measure.code))
        .filter_map(|(code, answer)| match answer.value {
            AnswerValue::Number(number) if !number.is_zero() => Some((code, answer, number)),
            _ => None,
        })
        .collect();
    let round = |number: Decimal| (number % Decimal::TEN).is_zero();
    let (code, answer, number) = given
        .first()
        .filter(|_| given.len() >= ENOUGH && given.iter().all(|each| round(each.2)))?;
    let found = dutch::digits(*number);
    let finding = case.finding(
        RULE,
        format!("alle {} aantallen mensen in deze vragenlijst zijn tientallen", given.len()),
        "vul getelde aantallen in; zijn zij toevallig rond, zet dat dan in `Toelichting`",
    );
    Some(finding.on(code).at(answer.place.clone()).found(found))
}
