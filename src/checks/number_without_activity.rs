//! F301: a number for an intervention that the municipality does not use, or only plans. Under
//! such a status there is nothing to count. The number is not used.

use crate::finding::{Finding, Rule, Severity};
use crate::questionnaire::Questionnaire;

use super::accepted::{AnswerValue, Return};

pub(super) const RULE: Rule = Rule { code: "F301", severity: Severity::Error };

pub(super) fn find(examined: &Return, questionnaire: &Questionnaire) -> Vec<Finding> {
    let mut findings = Vec::new();
    for intervention in questionnaire.interventions() {
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
