//! F207: antwoord dat niet in de lijst staat
//!
//! Bij deze vraag kiest u uit een vaste lijst. Wat er staat, is geen keuze uit die lijst. Het
//! rapport telt de keuzes, en telt alleen wat in de lijst staat.
//!
//! ## Fout
//!
//! Het besluit over een interventie is `verder gaan`:
//!
//! ```text
//! Kwaliteit!E21  fout F207 (kwaliteit-ajb.besluit): `verder gaan` is geen keuze uit de lijst
//! ```
//!
//! ## Goed
//!
//! `doorgaan`. Mag u meer dan één keuze maken, zet er dan komma's tussen.
//!
//! ## Wat u doet
//!
//! Kies een antwoord uit de lijst bij de cel. Wat u erover kwijt wilt, zet u in een vraag waarbij u
//! uw eigen woorden gebruikt.
//!
//! Tot dan telt dit antwoord niet mee.

use crate::answers::{FaultKind, Reading};
use crate::finding::{Finding, Rule, Severity};
use crate::near;
use crate::questionnaire::Question;

use crate::checks::case::Item;

pub(super) const RULE: Rule = Rule { code: "F207", severity: Severity::Error };

pub(super) fn find(item: &Item<'_>) -> Option<Finding> {
    let (Reading::Fault(fault), Question::Open(question)) = (&item.entry.reading, item.question)
    else {
        return None;
    };
    let FaultKind::Choice(wrong) = &fault.kind else { return None };
    let meant = near::did_you_mean(wrong, question.choices.iter().map(String::as_str));
    let choices: Vec<String> = question.choices.iter().map(|it| format!("`{it}`")).collect();
    let hint = format!("kies uit {}{meant}", choices.join(", "));
    Some(item.finding(RULE, format!("`{wrong}` is geen keuze uit de lijst"), hint).found(wrong))
}
