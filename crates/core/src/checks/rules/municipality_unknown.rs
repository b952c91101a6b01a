//! L202: onbekende gemeente
//!
//! In de werkmap staat bij `gemeente.code` niets, of iets anders dan de code van een gemeente uit
//! het register. Uit de naam van het bestand leidt het programma de gemeente nooit af. Anders komen
//! antwoorden onder de verkeerde naam in het rapport.
//!
//! ## Fout
//!
//! Bij `gemeente.code` staat een code die niet bestaat:
//!
//! ```text
//! onbekend.xlsx
//!   Gemeente!B3  fout L202 (gemeente.code): `GM9999` is geen gemeente in het register
//! ```
//!
//! ## Goed
//!
//! De CBS-code van uw gemeente: `GM` en vier cijfers, zoals `GM0363` voor Amsterdam.
//!
//! ## Wat u doet
//!
//! Vul op het blad `Gemeente` de CBS-code van uw gemeente in. Klopt de code en blijft de melding,
//! dan staat de gemeente niet in `gemeenten.toml` en vult het programmateam die aan.
//!
//! Tot dan wordt uit dit bestand niets gebruikt.

use crate::checks::case::Arrival;
use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;

pub(super) const RULE: Rule = Rule { code: "L202", severity: Severity::Error };

pub(super) fn find(arrival: &Arrival<'_>) -> Option<Finding> {
    if arrival.sender.is_some() {
        return None;
    }
    let submission = arrival.submission;
    let hint = "vul op het blad `Gemeente` bij `gemeente.code` de CBS-code van uw gemeente in, zoals `GM0363`";
    let team_hint = "vraag de gemeente om haar CBS-code bij `gemeente.code`; klopt die, zet de gemeente dan in `gemeenten.toml`";
    let Some((text, place)) = submission.text("gemeente.code") else {
        let message = if submission.is_repeated("gemeente.code") {
            "`gemeente.code` staat er meer dan één keer: is het blad `Gemeente` gekopieerd?"
        } else {
            "er staat niet bij welke gemeente dit is"
        };
        return Some(
            Finding::new(RULE, message, hint)
                .for_team(team_hint)
                .on("gemeente.code")
                .at(Place::file(&submission.file.name)),
        );
    };
    let message = format!("`{}` is geen gemeente in het register", text.trim());
    let finding = Finding::new(RULE, message, hint).for_team(team_hint);
    Some(finding.on("gemeente.code").at(place.clone()).found(text))
}
