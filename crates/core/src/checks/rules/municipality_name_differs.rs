//! L207: de naam en de code van de gemeente horen niet bij elkaar
//!
//! Op het blad `Gemeente` staat de code van de ene gemeente en de naam van een andere. Welke van de
//! twee klopt, wordt niet geraden: met de verkeerde code zouden de antwoorden bij een andere
//! gemeente terechtkomen.
//!
//! ## Fout
//!
//! `gemeente.code` is `GM0363`, `gemeente.naam` is `Breda`:
//!
//! ```text
//! Gemeente!B6  fout L207 (gemeente.naam): de code `GM0363` hoort bij Amsterdam, maar de naam is `Breda`
//! ```
//!
//! ## Goed
//!
//! De code `GM0758` bij de naam `Breda`.
//!
//! ## Wat u doet
//!
//! Zet de code en de naam van uw eigen gemeente op het blad `Gemeente`, zoals zij in uw vragenlijst
//! stonden.
//!
//! Tot dan wordt geen enkel antwoord uit deze werkmap gebruikt.

use crate::checks::case::Arrival;
use crate::finding::{Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule { code: "L207", severity: Severity::Error };

pub(super) fn find(arrival: &Arrival<'_>) -> Option<Finding> {
    let (typed, place) = arrival.submission.text("gemeente.naam")?;
    let municipality = arrival.sender?;
    let same = |name: &str| letters(name) == letters(typed);
    let cbs = municipality.cbs_name.as_deref().unwrap_or_default();
    if typed.trim().is_empty() || same(&municipality.name) || same(cbs) {
        return None;
    }
    let message = format!(
        "de code `{}` hoort bij {}, maar de naam is `{}`",
        municipality.code,
        municipality.name,
        typed.trim()
    );
    let hint = "zet de code en de naam van uw eigen gemeente op het blad `Gemeente`";
    let team_hint = "vraag de gemeente welke van de twee klopt en laat haar de andere verbeteren";
    let finding = Finding::new(RULE, message, hint).for_team(team_hint);
    Some(finding.on("gemeente.naam").at(place.clone()).found(typed))
}

/// A name without what people write differently: case, spaces, hyphens, apostrophes, `gemeente` in front.
fn letters(name: &str) -> String {
    let lower = name.to_lowercase();
    let name = lower.trim().strip_prefix("gemeente ").unwrap_or(&lower);
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}
