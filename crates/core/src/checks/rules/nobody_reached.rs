//! W503: een interventie die loopt en niemand bereikt
//!
//! De status is `uitvoering`, en bij elke vraag naar mensen staat 0. Dat kan kloppen, maar vaak is
//! een getal vergeten of is de interventie nog niet begonnen.
//!
//! ## Fout
//!
//! Status `uitvoering`, aangemeld 0, zonder toelichting.
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!C13  let op W503 (ajb.aangemeld): `Alleen jij bepaalt wie je bent` is in uitvoering, maar bereikt volgens de antwoorden niemand
//! ```
//!
//! ## Goed
//!
//! Status `opstart`; of status `uitvoering` met de toelichting `begint na de zomer, docenten zijn
//! al opgeleid`.
//!
//! ## Wat u doet
//!
//! Kijk of de status en de getallen kloppen, of licht de 0 toe.
//!
//! Tot dan worden de antwoorden gebruikt.

use crate::answers::Status;
use crate::checks::accepted::AnswerValue;
use crate::checks::case::Case;
use crate::cycle::MeasureKind;
use crate::finding::{Finding, Rule, Severity};
use crate::questionnaire::Measure;

pub(super) const RULE: Rule = Rule { code: "W503", severity: Severity::Warning };

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let (examined, questionnaire) = (&case.examined, case.context.questionnaire);
    let reaches = |measure: &&Measure| {
        matches!(measure.kind, MeasureKind::Bereik | MeasureKind::Aanmelding | MeasureKind::Stand)
            && measure.unit.kind.is_sensitive()
    };
    let mut findings = Vec::new();
    for intervention in questionnaire.interventions() {
        if examined.status(&intervention.code) != Some(Status::Running) {
            continue;
        }
        let answers = intervention.measures.iter().filter(reaches);
        let given: Vec<_> =
            answers.filter_map(|m| examined.answers.get_key_value(&m.code)).collect();
        let is_zero = |value| matches!(value, AnswerValue::Number(number) if number.is_zero());
        let Some((code, answer)) =
            given.first().filter(|_| given.iter().all(|(_, a)| is_zero(a.value)))
        else {
            continue;
        };
        findings.push(
            case.finding(
                RULE,
                format!(
                    "`{}` is in uitvoering, maar bereikt volgens de antwoorden niemand",
                    intervention.name
                ),
                "kijk of de status en de getallen kloppen, of zet in `Toelichting` hoe het zit",
            )
            .on(code)
            .at(answer.place.clone())
            .found("0"),
        );
    }
    findings
}
