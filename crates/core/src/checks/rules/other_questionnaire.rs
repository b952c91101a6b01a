//! L205: vragenlijst van een ander jaar
//!
//! Elke vragenlijst draagt een verborgen stempel met haar naam, zoals `pmg-2024`. Het stempel
//! ontbreekt of hoort bij een ander jaar. Een code kan in een ander jaar iets anders betekenen, dus
//! gebruikt het programma de antwoorden niet.
//!
//! ## Fout
//!
//! Gevraagd is de vragenlijst van 2024, ingevuld is die van 2023:
//!
//! ```text
//! oud.xlsx
//!   fout L205: dit is de vragenlijst `pmg-2023`, gevraagd is `pmg-2024`
//! ```
//!
//! ## Goed
//!
//! De vragenlijst die u voor dit jaar kreeg, met haar verborgen blad `Stempel`.
//!
//! ## Wat u doet
//!
//! Neem de antwoorden over in de vragenlijst van dit jaar en lever die aan. Kopieer geen losse
//! bladen naar een nieuwe werkmap: dan blijft het stempel achter. Krijgen alle gemeenten deze
//! melding, dan kijkt het programmateam naar `vragenlijst` in `jaar.toml`.
//!
//! Tot dan wordt uit dit bestand niets gebruikt.

use crate::checks::case::Arrival;
use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;

pub(super) const RULE: Rule = Rule { code: "L205", severity: Severity::Error };

pub(super) fn find(arrival: &Arrival<'_>) -> Option<Finding> {
    let Arrival { submission, cycle, .. } = arrival;
    let expected = cycle.settings.questionnaire.as_str();
    let stamp = submission.text("stempel.vragenlijst").map(|(text, _)| text.trim());
    let year = submission.text("stempel.jaar").map(|(text, _)| text.trim());
    let wrong_year = year.filter(|year| *year != cycle.settings.year.to_string());
    if stamp == Some(expected) && wrong_year.is_none() {
        return None;
    }
    let message = match (stamp, wrong_year) {
        _ if submission.is_repeated("stempel.vragenlijst") => {
            "het verborgen stempel staat er meer dan één keer: is een blad gekopieerd?".to_owned()
        }
        (Some(_), Some(year)) => format!("dit is een vragenlijst van {year}"),
        (Some(other), None) => format!("dit is de vragenlijst `{other}`, gevraagd is `{expected}`"),
        (None, _) => {
            format!("het verborgen stempel ontbreekt; gevraagd is de vragenlijst `{expected}`")
        }
    };
    let hint = format!("vul de vragenlijst van {} in en lever die aan", cycle.settings.year);
    let finding = Finding::new(RULE, message, hint)
        .for_team(format!(
            "vraag de gemeente om de vragenlijst van {}; hebben alle gemeenten deze fout, kijk dan naar `vragenlijst` in `jaar.toml`",
            cycle.settings.year
        ))
        .at(Place::file(&submission.file.name));
    Some(stamp.map_or(finding.clone(), |stamp| finding.found(stamp)))
}
