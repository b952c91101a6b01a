//! F302: getal dat ontbreekt bij een lopende interventie
//!
//! De interventie is in uitvoering, maar een vraag naar een aantal is leeg. Leeg kan van alles
//! zijn: nul, onbekend, niet van toepassing of vergeten. Het rapport houdt die uit elkaar en vult
//! niets in.
//!
//! ## Fout
//!
//! `ajb.status` is `uitvoering`, en de cel achter `ajb.aangemeld` is leeg:
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!C13  fout F302 (ajb.aangemeld): `Alleen jij bepaalt wie je bent` is in uitvoering, maar `Jongeren die extra zijn aangemeld` is niet ingevuld
//! ```
//!
//! ## Goed
//!
//! Een getal, `0`, `onbekend` of `n.v.t.`: elk daarvan is een antwoord.
//!
//! ## Wat u doet
//!
//! Vul het aantal in, en 0 als het er geen zijn. Is er niet geteld, vul dan `onbekend` in. Past de
//! vraag niet bij wat u doet, vul dan `n.v.t.` in.
//!
//! Tot dan telt uw gemeente in dit cijfer niet mee, en zegt het rapport op hoeveel gemeenten het
//! rust.

use crate::checks::case::{Case, CheckContext};
use crate::finding::{Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule { code: "F302", severity: Severity::Error };

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let CheckContext { cycle, questionnaire, .. } = case.context;
    let mut findings = Vec::new();
    for intervention in questionnaire.interventions() {
        if !case.examined.counts(intervention, &cycle.register) {
            continue;
        }
        for measure in &intervention.measures {
            let said =
                case.found.iter().any(|finding| finding.question.as_ref() == Some(&measure.code));
            if case.examined.answers.contains_key(&measure.code) || said {
                continue;
            }
            // A row that is gone belongs to another rule.
            let Some(place) = case.cell(&measure.code) else { continue };
            let message = if intervention.has_status {
                let (name, question) = (&intervention.name, &measure.question);
                format!("`{name}` is in uitvoering, maar `{question}` is niet ingevuld")
            } else {
                format!("`{}` is niet ingevuld", measure.question)
            };
            let hint = format!(
                "vul het aantal {} in; 0 als het er geen zijn, `onbekend` of `n.v.t.` als dat zo is",
                measure.unit.plural
            );
            findings.push(case.finding(RULE, message, hint).on(&measure.code).at(place));
        }
    }
    findings
}
