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

use crate::answers::Submission;
use crate::cycle::Cycle;
use crate::finding::{Finding, Rule, Severity};
use crate::municipality::MunicipalityCode;
use crate::place::Place;

pub(super) const RULE: Rule = Rule { code: "L203", severity: Severity::Error };

pub(super) fn check(
    submission: &Submission,
    code: &MunicipalityCode,
    cycle: &Cycle,
) -> Result<(), Finding> {
    if cycle.register.get(code).is_some_and(|municipality| municipality.reports) {
        return Ok(());
    }
    let name = cycle.register.name(code);
    let year = cycle.settings.year;
    Err(Finding::new(
        RULE,
        format!("{name} rapporteert niet in {year}"),
        "kijk of bij `gemeente.code` de code van uw eigen gemeente staat; klopt die, neem dan contact op met het programmateam",
    )
    .for_team("haal het bestand weg, of zet in `gemeenten.toml` bij deze gemeente `rapporteert = true`")
    .about(Some(code))
    .on("gemeente.code")
    .at(Place::file(&submission.file.name)))
}
