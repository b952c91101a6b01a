//! F301: getal bij een interventie die niet loopt
//!
//! Er is een aantal ingevuld bij een interventie zonder status, of met een status waarbij nog niets
//! te tellen valt, zoals `gepland`. Een van de twee klopt niet: de status is vergeten of verouderd,
//! of het getal hoort bij een andere vraag.
//!
//! ## Fout
//!
//! Bij `ajb.status` staat `gepland`, en bij `ajb.aangemeld` een aantal:
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!D13  fout F301 (ajb.aangemeld): 148 jongeren bij Alleen jij bepaalt wie je bent, maar de interventie heeft de status `gepland`
//! ```
//!
//! ## Goed
//!
//! `uitvoering` bij `ajb.status`. Ook bij `opstart`, `afgerond` en `gestopt` kan een aantal horen.
//! Een 0 mag altijd.
//!
//! ## Wat u doet
//!
//! Vul bij de status in hoe ver u op de peildatum was, of haal het getal weg.
//!
//! Tot dan telt het getal niet mee; de status wel.

use crate::finding::{Finding, Rule, Severity};
use crate::questionnaire::Questionnaire;

use super::accepted::{AnswerValue, Return};

pub(super) const RULE: Rule = Rule { code: "F301", severity: Severity::Error };

pub(super) fn find(examined: &Return, questionnaire: &Questionnaire) -> Vec<Finding> {
    let mut findings = Vec::new();
    let with_status = questionnaire.interventions().filter(|each| each.has_status);
    for intervention in with_status {
        let status = examined.status(&intervention.code);
        if status.is_some_and(crate::answers::Status::has_numbers) {
            continue;
        }
        for measure in &intervention.measures {
            let Some(answer) = examined.answers.get(&measure.code) else { continue };
            let AnswerValue::Number(number) = answer.value else { continue };
            if number.is_zero() {
                continue;
            }
            let found = crate::dutch::digits(number);
            let state = match status {
                Some(status) => format!("de status `{}`", status.word()),
                None => "geen (bruikbare) status".to_owned(),
            };
            let message = format!(
                "{found} {} bij {}, maar de interventie heeft {state}",
                measure.unit.plural, intervention.name
            );
            let hint = format!(
                "vul bij `{}` in hoe ver u bent, of haal het getal weg",
                intervention.status_code()
            );
            findings.push(
                Finding::new(RULE, message, hint)
                    .about(Some(&examined.municipality))
                    .on(&measure.code)
                    .at(answer.place.clone())
                    .found(found),
            );
        }
    }
    findings
}
