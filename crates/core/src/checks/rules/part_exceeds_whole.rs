//! F303: deel groter dan het geheel
//!
//! Twee antwoorden horen bij elkaar: het ene is een deel van het andere, of kan er nooit boven komen,
//! zoals scholen waar ten minste één kind is aangemeld en die kinderen. Hier is het kleine het
//! grootste. Dan is een van beide fout, of anders geteld dan de vraag bedoelt. Welke, is aan de
//! getallen niet te zien.
//!
//! ## Fout
//!
//! Er zijn meer gezinnen intensief begeleid dan er gezinnen in de aanpak zijn:
//!
//! ```text
//! 'Sociale netwerk'!C17  fout F303 (familieaanpak.gezinnen-intensief): bij `Gezinnen die nu intensief worden begeleid` staat 26, meer dan de 25 bij `Gezinnen in de aanpak` (in 'Sociale netwerk'!C16)
//! ```
//!
//! ## Goed
//!
//! Bij 25 gezinnen in de aanpak hoogstens 25 gezinnen die intensief zijn begeleid.
//!
//! ## Wat u doet
//!
//! Kijk welk van de twee getallen niet klopt en verbeter dat. Tel bij beide met dezelfde periode en
//! dezelfde afbakening. Kan het deel echt groter zijn, dan past het programmateam de relatie in
//! `vragenlijst.toml` aan.
//!
//! Tot dan telt geen van beide getallen mee.

use crate::checks::case::{Case, Refusal};
use crate::checks::wording::asked;
use crate::dutch;
use crate::finding::{Rule, Severity};

pub(super) const RULE: Rule = Rule { code: "F303", severity: Severity::Error };

pub(super) fn find(case: &Case<'_>) -> Vec<Refusal> {
    let (examined, questionnaire) = (&case.examined, case.context.questionnaire);
    let mut refused = Vec::new();
    for relation in &questionnaire.relations {
        let Some((one, other)) = relation.in_order() else { continue };
        let numbers = examined.number(one).zip(examined.number(other));
        let Some(((part, place), (whole, whole_place))) = numbers else { continue };
        if part <= whole {
            continue;
        }
        let (part, whole) = (dutch::digits(part), dutch::digits(whole));
        let at = whole_place.in_file().expect("an answer stands in a cell");
        let message = format!(
            "bij `{}` staat {part}, meer dan de {whole} bij `{}` (in {at})",
            asked(one, questionnaire),
            asked(other, questionnaire)
        );
        let hint = format!(
            "kijk welk van de twee getallen niet klopt en verbeter dat. {}",
            relation.reason.trim_end_matches('.')
        );
        let finding = case.finding(RULE, message, hint).on(one).at(place.clone()).found(part);
        let codes = vec![one.to_owned(), other.to_owned()];
        refused.push(Refusal { finding: Some(finding), codes });
    }
    refused
}
