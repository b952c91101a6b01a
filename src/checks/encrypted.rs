//! L103: a workbook with a password. Nothing in it can be read, so nothing of it is used.

use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;
use crate::workbook::{Reason, Unreadable};

pub(super) const RULE: Rule = Rule { code: "L103", severity: Severity::Error };

pub(super) fn find(unreadable: &Unreadable) -> Option<Finding> {
    (unreadable.reason == Reason::Encrypted).then(|| {
        Finding::new(
            RULE,
            "de werkmap is met een wachtwoord beveiligd en kan niet worden gelezen",
            "sla de werkmap op zonder wachtwoord en lever haar opnieuw aan",
        )
        .at(Place::file(&unreadable.file))
    })
}
