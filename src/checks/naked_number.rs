//! T101: a number in the report's text that is no figure and no declared constant. Somebody typed
//! it, so nobody can say where it comes from.

use crate::finding::{Finding, Rule, Severity};

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T101", severity: Severity::Error };

/// The finding for a number that stands in the text of the report.
#[must_use]
pub fn find(number: &str, around: &str) -> Finding {
    Finding::new(
        RULE,
        format!("`{number}` staat los in de tekst: “{around}”"),
        "vraag het getal met een functie als `som(…)`, of leg het met zijn bron vast in `constanten.toml`",
    )
    .found(number)
}
