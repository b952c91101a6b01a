//! F206: peildatum die niet kan
//!
//! De peildatum bij een antwoord is geen datum, of ligt na de peildatum van het jaar. Een aantal
//! van later zou ook meetellen wat er pas daarna gebeurde, en is dan niet te vergelijken met andere
//! gemeenten.
//!
//! ## Fout
//!
//! De peildatum van 2024 is 1 maart. In de kolom `Peildatum` staat 2 maart:
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!E13  fout F206 (ajb.aangemeld): de peildatum 2 maart 2024 ligt na 1 maart 2024
//! ```
//!
//! ## Goed
//!
//! Een eerdere datum, zoals `31-1-2024`. Leeg als het antwoord op de peildatum van het jaar klopt.
//!
//! ## Wat u doet
//!
//! Geef het aantal op de peildatum van het jaar en maak de cel `Peildatum` leeg. Hebt u alleen
//! een aantal van eerder, vul dan de dag in waarop het gold. Schrijf de dag, de maand en het jaar
//! in cijfers.
//!
//! Tot dan telt dit antwoord niet mee.

use crate::answers::DateReading;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};

use crate::checks::case::Item;
use crate::checks::serial;

pub(super) const RULE: Rule = Rule { code: "F206", severity: Severity::Error };

pub(super) fn find(item: &Item<'_>) -> Option<Finding> {
    let last = item.cycle.settings.reference_date;
    let (day, year) = (dutch::date(last), last.year());
    let (message, found, hint) = match item.entry.reference_date.as_ref()? {
        DateReading::Date(date, _) if *date <= last => return None,
        DateReading::Date(date, _) => {
            let found = dutch::date(*date);
            let message = format!("de peildatum {found} ligt na {day}");
            let hint = format!(
                "vul het aantal op {day} in en maak de cel `Peildatum` leeg; hebt u alleen een aantal van eerder, vul dan die dag in, zoals 31-1-{year}"
            );
            (message, found, hint)
        }
        DateReading::Fault(found, _) => {
            let message = match serial::meant(found, last) {
                Some(meant) => format!(
                    "de peildatum `{found}` is geen datum, maar het getal waarmee Excel {meant} bewaart"
                ),
                None => format!("de peildatum `{found}` is geen datum"),
            };
            let answer = if is_count(found) {
                format!("; typte u hier het antwoord {found}, zet dat dan in de kolom `Antwoord`")
            } else {
                String::new()
            };
            let hint = format!(
                "vul de dag in cijfers in, zoals 31-1-{year}, of maak de cel leeg als het antwoord voor {day} geldt{answer}"
            );
            (message, found.clone(), hint)
        }
    };
    let finding = item.finding(RULE, message, hint).found(found);
    let (DateReading::Date(_, place) | DateReading::Fault(_, place)) =
        item.entry.reference_date.as_ref()?;
    Some(finding.at(place.clone()))
}

/// Whether it is more likely the answer, in the wrong column, than a day or a year: `3`, `148`.
fn is_count(found: &str) -> bool {
    let found = found.trim();
    (1..=3).contains(&found.len()) && found.bytes().all(|byte| byte.is_ascii_digit())
}
