//! F102: a code that stands in the workbook more than once. Which answer counts is not guessed:
//! none is used.

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
