//! F102: dezelfde code meer dan één keer
//!
//! Een code staat in meer dan één rij van de werkmap, vaak doordat een rij is gekopieerd. Welk
//! antwoord geldt, is niet te zien, ook niet als op beide plaatsen hetzelfde staat.
//!
//! ## Fout
//!
//! De code `pga.regisseurs` staat ook in de rij eronder:
//!
//! ```text
//! 'Sociale netwerk'!D22  fout F102 (pga.regisseurs): `pga.regisseurs` staat er meer dan één keer: 'Sociale netwerk'!D22 en 'Sociale netwerk'!D23
//! ```
//!
//! ## Goed
//!
//! Elke code in één rij.
//!
//! ## Wat u doet
//!
//! Laat de rij met het juiste antwoord staan en verwijder de andere. Stond in die rij eerst een
//! andere code, zet die dan terug.
//!
//! Tot dan wordt geen van de antwoorden achter deze code gebruikt.

use crate::answers::Entry;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};
use crate::municipality::MunicipalityCode;

pub(super) const RULE: Rule = Rule { code: "F102", severity: Severity::Error };

pub(super) fn find(code: &str, entries: &[Entry], municipality: &MunicipalityCode) -> Finding {
    let places: Vec<String> = entries.iter().filter_map(|entry| entry.place.in_file()).collect();
    let places: Vec<&str> = places.iter().map(String::as_str).collect();
    let finding = Finding::new(
        RULE,
        format!("`{code}` staat er meer dan één keer: {}", dutch::list(&places)),
        "laat één rij met deze code staan en verwijder de andere",
    )
    .about(Some(municipality))
    .on(code);
    match entries.first() {
        Some(entry) => finding.at(entry.place.clone()),
        None => finding,
    }
}
