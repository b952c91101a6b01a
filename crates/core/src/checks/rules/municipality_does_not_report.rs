//! L203: gemeente die dit jaar niet rapporteert
//!
//! De vragenlijst is van een gemeente die volgens het register dit jaar niet rapporteert. Het
//! rapport zegt van elk cijfer op hoeveel van de rapporterende gemeenten het rust. Een gemeente die
//! daar niet bij hoort, maakt die zin onjuist.
//!
//! ## Fout
//!
//! Venlo levert een vragenlijst in, maar in `gemeenten.toml` staat bij Venlo `rapporteert = false`:
//!
//! ```text
//! venlo.xlsx
//!   fout L203 (gemeente.code): Venlo rapporteert niet in 2024
//! ```
//!
//! ## Goed
//!
//! Een vragenlijst van een gemeente met `rapporteert = true`.
//!
//! ## Wat u doet
//!
//! Als gemeente: kijk of bij `gemeente.code` uw eigen code staat. Klopt die, neem dan contact op
//! met het programmateam. Dat haalt het bestand weg, of zet bij deze gemeente `rapporteert = true`.
//!
//! Tot dan wordt uit dit bestand niets gebruikt.

use crate::checks::case::Arrival;
use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;

pub(super) const RULE: Rule = Rule { code: "L203", severity: Severity::Error };

pub(super) fn find(arrival: &Arrival<'_>) -> Option<Finding> {
    let municipality = arrival.sender.filter(|municipality| !municipality.reports)?;
    let finding = Finding::new(
        RULE,
        format!("{} rapporteert niet in {}", municipality.name, arrival.cycle.settings.year),
        "kijk of bij `gemeente.code` de code van uw eigen gemeente staat; klopt die, neem dan contact op met het programmateam",
    )
    .for_team("haal het bestand weg, of zet in `gemeenten.toml` bij deze gemeente `rapporteert = true`")
    .about(Some(&municipality.code))
    .on("gemeente.code");
    Some(finding.at(Place::file(&arrival.submission.file.name)))
}
