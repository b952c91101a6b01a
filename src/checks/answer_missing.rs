//! F302: an intervention is running and a number about it was not filled in. The figure leaves the
//! municipality out and says so.

use crate::answers::{Status, Submission};
use crate::finding::{Finding, Rule, Severity};
use crate::questionnaire::Questionnaire;

use super::accepted::Return;

pub(super) const RULE: Rule = Rule { code: "F302", severity: Severity::Error };

pub(super) fn find(
    examined: &Return,
    submission: &Submission,
    questionnaire: &Questionnaire,
    already: &[Finding],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for intervention in questionnaire.interventions() {
        if examined.status(&intervention.code) != Some(Status::Running) {
            continue;
        }
        for measure in &intervention.measures {
            let said =
                already.iter().any(|finding| finding.question.as_ref() == Some(&measure.code));
            if examined.answers.contains_key(&measure.code) || said {
                continue;
            }
            // A row that is gone is another rule's.
            let entry = submission.entries.get(&measure.code).and_then(|entries| entries.first());
            let Some(place) = entry.map(|entry| entry.place.clone()) else { continue };
            let message = format!(
                "{} is in uitvoering, maar `{}` is niet ingevuld",
                intervention.name, measure.question
            );
            let hint = format!(
                "vul het aantal {} in; 0 als het er geen zijn, `onbekend` of `n.v.t.` als dat zo is",
                measure.unit.plural
            );
            findings.push(
                Finding::new(RULE, message, hint)
                    .about(Some(&examined.municipality))
                    .on(&measure.code)
                    .at(place),
            );
        }
    }
    findings
}
