//! F208: geen datum waar een datum is gevraagd
//!
//! Bij deze vraag hoort een dag: dag, maand en jaar. Wat er staat, is geen dag, of kan meer dan één
//! dag zijn.
//!
//! ## Fout
//!
//! Als datum van herziening is geen dag ingevuld:
//!
//! ```text
//! Kwaliteit!G21  fout F208 (kwaliteit-ajb.herziening): `najaar 2025` is geen datum
//! ```
//!
//! ## Goed
//!
//! `1-11-2025` of `1 november 2025`.
//!
//! ## Wat u doet
//!
//! Vul de dag in met dag, maand en jaar. Weet u de dag nog niet, laat de cel dan leeg.
//!
//! Tot dan telt dit antwoord niet mee.

use crate::answers::{FaultKind, Reading};
use crate::finding::{Finding, Rule, Severity};

use crate::checks::case::Item;
use crate::checks::serial;

pub(super) const RULE: Rule = Rule { code: "F208", severity: Severity::Error };

pub(super) fn find(item: &Item<'_>) -> Option<Finding> {
    let Reading::Fault(fault) = &item.entry.reading else { return None };
    if fault.kind != FaultKind::NoDate {
        return None;
    }
    let found = fault.found.trim();
    let hint = "vul een datum in als 1-11-2025, of laat de cel leeg".to_owned();
    let message = match serial::meant(found, item.cycle.settings.reference_date) {
        Some(meant) => {
            format!("`{found}` is geen datum, maar het getal waarmee Excel {meant} bewaart")
        }
        None => format!("`{found}` is geen datum"),
    };
    Some(item.finding(RULE, message, hint).found(found))
}
