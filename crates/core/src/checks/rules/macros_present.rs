//! L107: een werkmap met macro’s
//!
//! In het bestand zit programmatuur (macro’s). De monitor voert die nooit uit en leest alleen wat
//! er in de cellen staat. Een vragenlijst heeft geen macro’s nodig: zij kunnen antwoorden ongemerkt
//! veranderen.
//!
//! ## Fout
//!
//! Een werkmap die is opgeslagen als `.xlsm`, met een knop die cellen vult.
//!
//! ```text
//! let op L107: in de werkmap zitten macro’s; die zijn niet uitgevoerd
//! ```
//!
//! ## Goed
//!
//! Dezelfde antwoorden in een gewone `.xlsx` of `.ods`.
//!
//! ## Wat u doet
//!
//! Sla de werkmap op als `.xlsx` of `.ods` en lever haar opnieuw aan.
//!
//! Tot dan worden de antwoorden gebruikt zoals zij in de cellen staan.

use crate::checks::case::Case;
use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;

pub(super) const RULE: Rule = Rule { code: "L107", severity: Severity::Warning };

pub(super) fn find(case: &Case<'_>) -> Option<Finding> {
    case.submission.has_macros.then(|| {
        case.finding(
            RULE,
            "in de werkmap zitten macro’s; die zijn niet uitgevoerd",
            "sla de werkmap op als .xlsx of .ods, zonder macro’s, en lever haar opnieuw aan",
        )
        .for_team("vraag de gemeente om dezelfde werkmap als .xlsx of .ods, zonder macro’s")
        .at(Place::file(&case.submission.file.name))
    })
}
