//! L203: a return of a municipality that does not report in this year. It is not used: the report
//! would count it against the wrong base.

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
        "haal het bestand weg, of zet in `gemeenten.toml` bij deze gemeente `rapporteert = true`",
    )
    .about(Some(code))
    .on("gemeente.code")
    .at(Place::file(&submission.file.name)))
}
