//! L102: a file that starts as a spreadsheet and cannot be read to its end: half-copied, empty or broken.

use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;
use crate::workbook::{Reason, Unreadable};

pub(super) const RULE: Rule = Rule { code: "L102", severity: Severity::Error };

pub(super) fn find(unreadable: &Unreadable) -> Option<Finding> {
    let (message, found) = match &unreadable.reason {
        Reason::Empty => ("het bestand is leeg", None),
        Reason::Damaged(detail) => {
            ("de werkmap is beschadigd of niet helemaal gekopieerd", Some(detail))
        }
        _ => return None,
    };
    let hint = "kopieer het bestand opnieuw, of open het in Excel of LibreOffice, sla het op en lever het opnieuw aan";
    let finding = Finding::new(RULE, message, hint).at(Place::file(&unreadable.file));
    Some(found.map_or(finding.clone(), |detail| finding.found(detail)))
}
