//! T101: los getal in de tekst
//!
//! In de tekst van het rapport staat een getal of telwoord dat iemand zelf heeft getypt. Niemand
//! kan dan zien waar het vandaan komt, en het verandert niet mee met de antwoorden. Dit gaat over
//! de sjablonen, niet over de vragenlijst van een gemeente; de bevinding wijst het bestand, de
//! regel en het teken aan.
//!
//! ## Fout
//!
//! In een sjabloon staat: `In drie gemeenten doen 12 scholen mee.`
//!
//! ```text
//! fout T101: `drie` staat los in de tekst: “In drie gemeenten doen 12 scholen mee.”
//! ```
//!
//! ## Goed
//!
//! `{{ gemeenten(van="ajb") }}` voor een aantal gemeenten, of `{{ constante(naam="leeftijd-van")
//! }}` voor een vast gegeven.
//!
//! ## Wat u doet
//!
//! Een gemeente hoeft niets te doen. De redacteur in het programmateam vraagt het getal op met een
//! functie als `som(…)`, `gemeenten(…)` of `jaar()`, legt het met zijn bron vast in
//! `constanten.toml`, of schrijft het zonder getal. Hoe dat gaat, staat in `docs/sjablonen.md`.
//!
//! Tot dan is het rapport niet klaar om uit te brengen; het concept wordt wel gemaakt.

use crate::finding::{Finding, Rule, Severity};

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T101", severity: Severity::Error };

/// The finding for a number that stands in the text of the report.
#[must_use]
pub fn find(number: &str, around: &str) -> Finding {
    Finding::new(
        RULE,
        format!("`{number}` staat los in de tekst: “{around}”"),
        "vraag het getal met een functie als `som(…)`, `gemeenten(…)` of `jaar()`, leg het met zijn bron vast in `constanten.toml`, of schrijf het zonder getal",
    )
    .found(number)
}
