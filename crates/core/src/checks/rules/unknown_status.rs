//! F204: status die er niet bij staat
//!
//! De status van een interventie is een van zeven woorden. Er staat iets anders. Van de status
//! hangt af in welke lijst van gemeenten u komt en of uw getallen meetellen, dus kiest het
//! programma er niet zelf een.
//!
//! ## Fout
//!
//! In de kolom `Antwoord` staat `in uitvoering`:
//!
//! ```text
//! 'Criminaliteit en re-integratie'!C6  fout F204 (politie.status): `in uitvoering` is geen status
//! ```
//!
//! ## Goed
//!
//! Een van deze woorden: `verkenning`, `plan in ontwikkeling`, `gepland`, `opstart`, `uitvoering`,
//! `afgerond` of `gestopt`. Leeg als u de interventie niet inzet.
//!
//! ## Wat u doet
//!
//! Kies het woord uit de lijst dat het best past en zet de rest in de kolom `Toelichting`.
//!
//! Tot dan geldt de interventie als niet ingezet. Haar getallen tellen niet mee en een uitgelicht
//! voorbeeld over haar komt niet in het rapport; dat wordt niet nog eens apart gemeld.

use crate::answers::{FaultKind, Reading, Status};
use crate::finding::{Finding, Rule, Severity};
use crate::near;
use crate::questionnaire::Question;

use crate::checks::case::Item;

pub(super) const RULE: Rule = Rule { code: "F204", severity: Severity::Error };

pub(super) fn find(item: &Item<'_>) -> Option<Finding> {
    let (Reading::Fault(fault), Question::Status(_)) = (&item.entry.reading, item.question) else {
        return None;
    };
    if matches!(fault.kind, FaultKind::ErrorValue | FaultKind::FormulaWithoutValue) {
        return None;
    }
    let found = fault.found.trim();
    let words = Status::ALL.map(Status::word);
    let lower = found.to_lowercase();
    let meant = words
        .into_iter()
        .find(|word| lower.contains(*word))
        .or_else(|| near::nearest_within(found, words, 3));
    let choice = words.map(|word| format!("`{word}`")).join(", ");
    let hint = match meant {
        Some(word) => format!("kies `{word}` als u dat bedoelt, of anders een van: {choice}"),
        None => format!("kies een van: {choice}; laat de cel leeg als u de interventie niet inzet"),
    };
    Some(item.finding(RULE, format!("`{found}` is geen status"), hint).found(found))
}
