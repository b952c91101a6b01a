//! F205: an error value (`#REF!`) or a formula that was saved without the value it gives. The
//! answer is not used.

use crate::answers::{FaultKind, Reading};
use crate::finding::{Finding, Rule, Severity};

use super::item::Item;

pub(super) const RULE: Rule = Rule { code: "F205", severity: Severity::Error };

pub(super) fn find(item: &Item<'_>) -> Option<Finding> {
    let Reading::Fault(fault) = &item.entry.reading else { return None };
    let (message, hint) = match fault.kind {
        FaultKind::ErrorValue => (
            format!("de cel geeft de foutwaarde `{}`", fault.found),
            "vul het antwoord zelf in, zonder formule",
        ),
        FaultKind::FormulaWithoutValue => (
            "in de cel staat een formule zonder uitkomst".to_owned(),
            "open de werkmap in Excel of LibreOffice, sla haar op en lever haar opnieuw aan, of vul het antwoord zelf in",
        ),
        FaultKind::Number(_) | FaultKind::Status | FaultKind::Date | FaultKind::Boolean => {
            return None;
        }
    };
    Some(item.finding(RULE, message, hint.to_owned()).found(&fault.found))
}
