//! F305: antwoord dat niet kan zonder een ander antwoord
//!
//! Soms kan een aantal alleen als een ander aantal er ook is: leerlingen kunnen alleen naar een
//! spreekuur zijn verwezen als er scholen met een spreekuur zijn. Hier is het ene aantal meer dan 0
//! en het andere 0. Een van beide klopt niet.
//!
//! ## Fout
//!
//! Er zijn leerlingen doorverwezen, maar er is geen school met een spreekuur:
//!
//! ```text
//! Onderwijs!C13  fout F305 (halt-spreekuur.doorverwezen): bij `Leerlingen die naar het spreekuur zijn doorverwezen` staat 21, maar bij `Scholen met een Halt-spreekuur` (in Onderwijs!C12) staat 0
//! ```
//!
//! ## Goed
//!
//! Beide aantallen meer dan 0. Of `onbekend` waar u het aantal niet weet.
//!
//! ## Wat u doet
//!
//! Kijk welk van de twee getallen niet klopt en verbeter dat.
//!
//! Tot dan telt geen van beide getallen mee.

use crate::checks::case::{Case, Refusal};
use crate::checks::wording::asked;
use crate::cycle::RelationKind;
use crate::dutch;
use crate::finding::{Rule, Severity};

pub(super) const RULE: Rule = Rule { code: "F305", severity: Severity::Error };

pub(super) fn find(case: &Case<'_>) -> Vec<Refusal> {
    let (examined, questionnaire) = (&case.examined, case.context.questionnaire);
    let mut refused = Vec::new();
    for relation in &questionnaire.relations {
        let numbers = examined.number(&relation.one).zip(examined.number(&relation.other));
        let Some(((number, place), (base, base_place))) = numbers else { continue };
        if relation.kind != RelationKind::Vereist || number.is_zero() || !base.is_zero() {
            continue;
        }
        let number = dutch::digits(number);
        let at = base_place.in_file().expect("an answer stands in a cell");
        let message = format!(
            "bij `{}` staat {number}, maar bij `{}` (in {at}) staat 0",
            asked(&relation.one, questionnaire),
            asked(&relation.other, questionnaire)
        );
        let reason = relation.reason.trim_end_matches('.');
        let hint = format!("kijk welk van de twee getallen niet klopt en verbeter dat. {reason}");
        let finding =
            case.finding(RULE, message, hint).on(&relation.one).at(place.clone()).found(number);
        let codes = vec![relation.one.clone(), relation.other.clone()];
        refused.push(Refusal { finding: Some(finding), codes });
    }
    refused
}
