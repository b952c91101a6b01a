//! F304: totaal anders dan de som van de delen
//!
//! Bij sommige vragen geeft u een totaal en ook de delen daarvan. Samen zijn de delen precies het
//! totaal. Hier is dat niet zo: een van de getallen is fout, of een deel ontbreekt. Is een deel
//! `onbekend`, dan mogen de andere delen samen nooit meer zijn dan het totaal.
//!
//! ## Fout
//!
//! De fte van de vaste en de tijdelijke wijkcoaches zijn samen niet het totaal:
//!
//! ```text
//! 'Criminaliteit en re-integratie'!C13  fout F304 (wijkcoaches.fte): bij `Wijkcoaches` staat 5,5, maar `Wijkcoaches in vaste dienst` (3) en `Wijkcoaches in tijdelijke dienst` (2) zijn samen 5
//! ```
//!
//! ## Goed
//!
//! Bij 3 vaste en 2,5 tijdelijke fte een totaal van 5,5 fte.
//!
//! ## Wat u doet
//!
//! Kijk welk van de getallen niet klopt en verbeter dat. Tel bij alle met dezelfde peildatum.
//!
//! Tot dan telt geen van deze getallen mee.

use rust_decimal::Decimal;

use crate::checks::case::{Case, Refusal};
use crate::checks::wording::asked;
use crate::dutch;
use crate::finding::{Rule, Severity};

pub(super) const RULE: Rule = Rule { code: "F304", severity: Severity::Error };

pub(super) fn find(case: &Case<'_>) -> Vec<Refusal> {
    let (examined, questionnaire) = (&case.examined, case.context.questionnaire);
    let mut refused = Vec::new();
    for total in &questionnaire.totals {
        let Some((whole, place)) = examined.number(&total.whole) else { continue };
        let numbers = total.parts.iter().map(|code| (code, examined.number(code)));
        let known: Vec<(&String, Decimal)> =
            numbers.filter_map(|(code, number)| Some((code, number?.0))).collect();
        let together: Decimal = known.iter().map(|(_, number)| *number).sum();
        let is_complete = known.len() == total.parts.len();
        if together == whole || (!is_complete && together < whole) {
            continue;
        }
        let said = |(code, number): &(&String, Decimal)| {
            format!("`{}` ({})", asked(code, questionnaire), dutch::digits(*number))
        };
        let parts: Vec<String> = known.iter().map(said).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let message = format!(
            "bij `{}` staat {}, maar {} zijn samen {}",
            asked(&total.whole, questionnaire),
            dutch::digits(whole),
            dutch::list(&parts),
            dutch::digits(together)
        );
        let hint = format!(
            "kijk welk getal niet klopt en verbeter dat. {}",
            total.reason.trim_end_matches('.')
        );
        let finding = case
            .finding(RULE, message, hint)
            .on(&total.whole)
            .at(place.clone())
            .found(dutch::digits(whole));
        let codes = known.into_iter().map(|(code, _)| code).chain([&total.whole]);
        refused.push(Refusal { finding: Some(finding), codes: codes.cloned().collect() });
    }
    refused
}
