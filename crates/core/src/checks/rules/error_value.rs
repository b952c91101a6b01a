//! F205: foutwaarde of formule zonder uitkomst
//!
//! In de kolom `Antwoord` staat een formule die geen uitkomst heeft: Excel toont een foutwaarde
//! zoals `#DIV/0!`, of de werkmap is opgeslagen voordat er iets was uitgerekend. Het programma
//! rekent formules niet zelf na.
//!
//! ## Fout
//!
//! De cel deelt door nul:
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!C13  fout F205 (ajb.aangemeld): de cel geeft de foutwaarde `#DIV/0!`
//! ```
//!
//! ## Goed
//!
//! Het getal zelf: `148`.
//!
//! ## Wat u doet
//!
//! Vul het antwoord zelf in, zonder formule. Staat er wel een uitkomst als u de werkmap opent, dan
//! is opslaan in Excel of LibreOffice en opnieuw aanleveren genoeg.
//!
//! Tot dan telt dit antwoord niet mee.

use crate::answers::{FaultKind, Reading};
use crate::finding::{Finding, Rule, Severity};

use crate::checks::case::Item;

pub(super) const RULE: Rule = Rule { code: "F205", severity: Severity::Error };

pub(super) fn find(item: &Item<'_>) -> Option<Finding> {
    let Reading::Fault(fault) = &item.entry.reading else { return None };
    let (message, hint) = match &fault.kind {
        FaultKind::ErrorValue => (
            format!("de cel geeft de foutwaarde `{}`", fault.found),
            "vul het antwoord zelf in, zonder formule",
        ),
        FaultKind::FormulaWithoutValue => (
            "in de cel staat een formule zonder uitkomst".to_owned(),
            "open de werkmap in Excel of LibreOffice, sla haar op en lever haar opnieuw aan, of vul het antwoord zelf in",
        ),
        _ => return None,
    };
    Some(item.finding(RULE, message, hint.to_owned()).found(&fault.found))
}
