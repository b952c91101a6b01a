//! T114: getypt aantal van wat gemeenten opgeven
//!
//! Een tekst die het programmateam zelf schreef, zegt hoeveel jongeren, gezinnen, scholen of gemeenten het zijn. Zo’n
//! aantal hoort uit de opgaven te komen: niemand controleert wat er getypt is, en volgend jaar staat het er nog. Bij
//! een gemeente kan het bovendien een klein aantal verraden. Het gaat om `constanten.toml`, en bij een gemeente met een
//! klein aantal ook om `partners.toml`, `erkenningen.toml`, `jaar.toml` en de bestanden van de brief (`brief.toml`,
//! `toezeggingen.toml` en `beleidskeuze.toml`).
//!
//! ## Fout
//!
//! In `constanten.toml` staat het aantal jongeren van vorig jaar.
//!
//! ```text
//! fout T114: `[vorig-jaar]` zegt “765 jongeren”: dat aantal is getypt en komt niet uit de opgaven
//! ```
//!
//! ## Goed
//!
//! `{{ som(maat="ajb.aangemeld") }}` in het sjabloon.
//!
//! ## Wat u doet
//!
//! Een gemeente hoeft niets te doen. De redacteur in het programmateam haalt het aantal weg, of vraagt het op met een
//! functie. Komt het van buiten, zoals uit een onderzoek of een landelijke telling, zet dan bij dat gegeven
//! `van_elders = true`. Een klein aantal personen of gezinnen bij een gemeente kan nergens staan.
//!
//! Tot dan is het rapport niet klaar om uit te brengen; het concept wordt wel gemaakt.

use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T114", severity: Severity::Error };

/// The finding for a constant that counts what municipalities report.
#[must_use]
pub fn find(constant: &str, count: &str, place: Place) -> Finding {
    Finding::new(
        RULE,
        format!("`[{constant}]` zegt “{count}”: dat aantal is getypt en komt niet uit de opgaven"),
        "vraag het aantal op met een functie, of haal het weg; komt het van buiten, zoals uit een onderzoek, zet er dan `van_elders = true` bij",
    )
    .at(place)
    .found(count)
}

/// The finding for a small number of persons of one municipality, in words that the team wrote.
#[must_use]
pub fn of_municipality(count: &str, municipality: &str, sentence: &str, place: Place) -> Finding {
    Finding::new(
        RULE,
        format!(
            "“{sentence}” noemt “{count}” bij {municipality}: zo’n aantal kan iemand herkenbaar maken"
        ),
        "haal het aantal uit de tekst, of noem de gemeente niet",
    )
    .at(place)
    .found(count)
}
