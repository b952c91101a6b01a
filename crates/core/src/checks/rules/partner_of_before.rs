//! T115: bijdrage van een partner is niet van dit jaar
//!
//! De bron van een alinea in `partners.toml` noemt het jaar van dit rapport niet. De alinea is dan waarschijnlijk die
//! van een eerder jaar, en het rapport vertelt als nieuws wat er toen gebeurde.
//!
//! ## Fout
//!
//! In het rapport van 2024 staat een alinea met als bron een brief uit 2023.
//!
//! ```text
//! let op T115: de bijdrage van De politie heeft een bron zonder 2024: “Brief van juni 2023”
//! ```
//!
//! ## Goed
//!
//! `bron = "Aangeleverd door de politie, mei 2024"`
//!
//! ## Wat u doet
//!
//! Een gemeente hoeft niets te doen. Het programmateam vraagt de partner om een nieuwe alinea, of om te zeggen dat
//! de oude nog klopt, en zet dat met het jaar in de bron.
//!
//! Tot dan staat de alinea zo in het rapport.

use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T115", severity: Severity::Warning };

/// The finding for a paragraph of a partner whose source is of another year.
#[must_use]
pub fn find(partner: &str, source: &str, year: i16, place: Place) -> Finding {
    Finding::new(
        RULE,
        format!("de bijdrage van {partner} heeft een bron zonder {year}: “{source}”"),
        "vraag de partner om een nieuwe alinea, of of de oude nog klopt, en zet dat met het jaar in de bron",
    )
    .at(place)
    .found(source)
}
