//! T108: afbeelding in een sjabloon
//!
//! In een sjabloon staat een afbeelding. Het rapport heeft er geen: een afbeelding zou niet in alle
//! vormen van het rapport te zien zijn, en niet voor iedereen. Alleen de beschrijving blijft over,
//! als gewone tekst. Dit gaat niet over de vragenlijst van een gemeente.
//!
//! ## Fout
//!
//! In een sjabloon staat: `![De wijk](foto.jpg)`
//!
//! ```text
//! fout T108: de afbeelding `foto.jpg` komt niet in het rapport
//! ```
//!
//! ## Goed
//!
//! Een zin die vertelt wat er te zien is, of een link: `[een foto](https://voorbeeld.nl/foto)`.
//!
//! ## Wat u doet
//!
//! Een gemeente hoeft niets te doen. De redacteur in het programmateam haalt de afbeelding weg en
//! vertelt in woorden wat zij laat zien.
//!
//! Tot dan is het rapport niet klaar om uit te brengen; het concept wordt wel gemaakt.

use crate::finding::{Finding, Rule, Severity};

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T108", severity: Severity::Error };

/// The finding for a picture that no format shows.
#[must_use]
pub fn find(address: &str) -> Finding {
    Finding::new(
        RULE,
        format!("de afbeelding `{address}` komt niet in het rapport"),
        "haal de afbeelding weg en vertel in woorden wat zij laat zien, of maak er een link van: zonder het uitroepteken",
    )
    .found(address)
}
