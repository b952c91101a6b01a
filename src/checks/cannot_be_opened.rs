//! L106: a file that the operating system does not let us open.

use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;
use crate::workbook::{Reason, Unreadable};

pub(super) const RULE: Rule = Rule { code: "L106", severity: Severity::Error };

pub(super) fn find(unreadable: &Unreadable) -> Finding {
    let finding = Finding::new(
        RULE,
        "het bestand kan niet worden geopend",
        "kijk of het bestand er nog staat, of u het mag lezen en of niemand het open heeft",
    )
    .at(Place::file(&unreadable.file));
    match &unreadable.reason {
        Reason::Io(detail) => finding.found(detail),
        _ => finding,
    }
}
