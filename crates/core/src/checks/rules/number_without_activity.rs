//! F301: getal bij een interventie die niet loopt
//!
//! Er is een aantal ingevuld bij een interventie zonder status, of met een status waarbij nog niets
//! te tellen valt, zoals `gepland`. Een van beide klopt niet: de status is vergeten of verouderd,
//! of het getal hoort bij een andere vraag.
//!
//! ## Fout
//!
//! Bij `ajb.status` staat `gepland`, en bij `ajb.aangemeld` een aantal:
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!C13  fout F301 (ajb.aangemeld): er staan 148 jongeren bij `Alleen jij bepaalt wie je bent`, maar die interventie heeft de status `gepland`
//! ```
//!
//! ## Goed
//!
//! `uitvoering` bij `ajb.status`. Ook bij `opstart`, `afgerond` en `gestopt` kan een aantal horen.
//! Een 0 mag altijd.
//!
//! ## Wat u doet
//!
//! Vul bij de status in hoe ver u op de peildatum was, of haal het getal weg. Is de status zelf niet
//! te lezen, dan meldt het programma alleen dat (F204).
//!
//! Tot dan telt het getal niet mee; de status wel.

use rust_decimal::Decimal;

use crate::answers::{Entry, Reading, Status};
use crate::checks::accepted::AnswerValue;
use crate::checks::case::{Case, Refusal};
use crate::finding::{Rule, Severity};

pub(super) const RULE: Rule = Rule { code: "F301", severity: Severity::Error };

/// Each number that cannot be used; without a finding if the fault is in the status, which has its own.
pub(super) fn find(case: &Case<'_>) -> Vec<Refusal> {
    let examined = &case.examined;
    let mut refused = Vec::new();
    for intervention in case.context.questionnaire.interventions().filter(|each| each.has_status) {
        let status = examined.status(&intervention.code);
        if status.is_some_and(Status::has_numbers) {
            continue;
        }
        let status_code = intervention.status_code();
        let in_doubt = status_in_doubt(&status_code, case);
        for measure in &intervention.measures {
            let Some(answer) = examined.answers.get(&measure.code) else { continue };
            let AnswerValue::Number(number) = answer.value else { continue };
            if number.is_zero() {
                continue;
            }
            let state = match examined.answers.get(&status_code).map(|answer| answer.value) {
                Some(AnswerValue::Status(status)) => format!("de status `{}`", status.word()),
                Some(AnswerValue::Unknown) => "de status `onbekend`".to_owned(),
                Some(AnswerValue::NotApplicable) => "de status `n.v.t.`".to_owned(),
                Some(AnswerValue::Number(_)) | None => "geen status".to_owned(),
            };
            let message = format!(
                "er {} {} bij `{}`, maar die interventie heeft {state}",
                if number == Decimal::ONE || measure.unit.is_amount() { "staat" } else { "staan" },
                measure.unit.said(number),
                intervention.name
            );
            let hint = format!(
                "vul bij de status van `{}` in hoe ver u op de peildatum was, of haal het getal weg",
                intervention.name
            );
            let finding = case
                .finding(RULE, message, hint)
                .on(&measure.code)
                .at(answer.place.clone())
                .found(measure.unit.number(number));
            let finding = (!in_doubt).then_some(finding);
            refused.push(Refusal { finding, codes: vec![measure.code.clone()] });
        }
    }
    refused
}

/// Whether a status is not simply left out: it is there and cannot be used, there twice, or its
/// row is gone. Another rule says so.
pub(super) fn status_in_doubt(code: &str, case: &Case<'_>) -> bool {
    let is_empty = matches!(case.entries(code), [Entry { reading: Reading::Empty, .. }]);
    !is_empty && !case.examined.answers.contains_key(code)
}
