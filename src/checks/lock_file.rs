//! L105: a lock file (`~$...`) that an open spreadsheet leaves behind. It holds no answers; the
//! workbook beside it is read as it was last saved, so somebody may still be typing in it.

use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;
use crate::workbook::{Reason, Unreadable};

pub(super) const RULE: Rule = Rule { code: "L105", severity: Severity::Warning };

pub(super) fn find(unreadable: &Unreadable) -> Option<Finding> {
    (unreadable.reason == Reason::LockFile).then(|| {
        Finding::new(
            RULE,
            "iemand heeft deze werkmap nog open; gelezen is wat het laatst is opgeslagen",
            "sluit de werkmap en lees haar opnieuw; blijft dit bestand staan, verwijder het dan",
        )
        .at(Place::file(&unreadable.file))
    })
}
