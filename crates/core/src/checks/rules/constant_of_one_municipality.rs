//! T113: vast gegeven van één gemeente staat bij een andere
//!
//! Een gegeven uit `constanten.toml` heeft een bron die over één gemeente gaat, en het staat in een zin waarin
//! die gemeente niet voorkomt. Wat van die gemeente waar was, zegt het rapport dan van een andere, of van alle.
//!
//! ## Fout
//!
//! De leeftijden in de aanpak van Rotterdam staan in `constanten.toml`, en een sjabloon zet ze bij elke gemeente.
//!
//! ```text
//! fout T113: `[leeftijd-nazorg]` komt volgens zijn bron van Rotterdam, en staat in een zin zonder die naam: “Leiden helpt jongeren tussen de 16 en 27 jaar.”
//! ```
//!
//! ## Goed
//!
//! `Rotterdam helpt jongeren tussen de 16 en 27 jaar.`
//!
//! ## Wat u doet
//!
//! Een gemeente hoeft niets te doen. De redacteur in het programmateam haalt het gegeven uit de zin, of noemt
//! de gemeente erbij. Geldt het overal, zet dan in `constanten.toml` een bron die dat zegt. Hoort de naam bij een
//! instelling, schrijf die dan voluit: `Universiteit van Amsterdam`.
//!
//! Tot dan is het rapport niet klaar om uit te brengen; het concept wordt wel gemaakt.

use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T113", severity: Severity::Error };

/// The finding for a constant of one municipality in a sentence about something else.
#[must_use]
pub fn find(constant: &str, municipality: &str, sentence: &str, place: Place) -> Finding {
    Finding::new(
        RULE,
        format!(
            "`[{constant}]` komt volgens zijn bron van {municipality}, en staat in een zin zonder die naam: “{sentence}”"
        ),
        "haal het gegeven uit de zin, of noem de gemeente erbij; geldt het overal, geef het dan een bron die dat zegt",
    )
    .at(place)
    .found(constant)
}
