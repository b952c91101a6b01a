//! F206: a reference date that is no date, or that lies after the year's. The answer is not used:
//! it may count what happened later.

use crate::answers::DateReading;
use crate::cycle::Cycle;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};

use super::item::Item;

pub(super) const RULE: Rule = Rule { code: "F206", severity: Severity::Error };

pub(super) fn find(item: &Item<'_>, cycle: &Cycle) -> Option<Finding> {
    let last = cycle.settings.reference_date;
    let (message, found) = match item.entry.reference_date.as_ref()? {
        DateReading::Date(date) if *date <= last => return None,
        DateReading::Date(date) => {
            let found = dutch::date(*date);
            (format!("de peildatum {found} ligt na {}", dutch::date(last)), found)
        }
        DateReading::Fault(found, _) => {
            (format!("de peildatum `{found}` is geen datum"), found.clone())
        }
    };
    let hint = format!(
        "vul in de kolom `Peildatum` een datum in als 31-1-2024, of laat haar leeg als het antwoord op {} klopt",
        dutch::date(last)
    );
    let finding = item.finding(RULE, message, hint).found(found);
    Some(match item.entry.reference_date.as_ref()? {
        DateReading::Fault(_, place) => finding.at(place.clone()),
        DateReading::Date(_) => finding,
    })
}
