//! W401: teken dat niet af te drukken is
//!
//! In een tekst of toelichting staat een teken dat in de letters van het rapport niet bestaat,
//! zoals een emoji. Het valt weg, en de tekst eromheen sluit aan. Droeg het teken iets van de
//! boodschap, dan gaat dat verloren. In de naam van een bestand of een blad komt er een `?` voor in
//! de plaats.
//!
//! ## Fout
//!
//! In het uitgelichte voorbeeld staat een duim:
//!
//! ```text
//! Uitgelicht!B6  let op W401 (uitgelicht.tekst): dit teken kan niet worden afgedrukt en valt weg: 👍
//! ```
//!
//! ## Goed
//!
//! Dezelfde zin in woorden: `Goed gedaan door het team.` Letters met accenten, aanhalingstekens en
//! gedachtestrepen kunnen wel.
//!
//! ## Wat u doet
//!
//! Haal het teken weg of schrijf voluit wat u bedoelt. Is de zin ook zonder het teken goed, dan
//! hoeft u niets te doen.
//!
//! Tot dan wordt de tekst gebruikt zonder dit teken.

use std::collections::BTreeSet;

use crate::checks::case::Case;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;

pub(crate) const RULE: Rule = Rule { code: "W401", severity: Severity::Warning };

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let printable = case.context.printable;
    let mut findings = names(case);
    for (code, text, place) in case.submission.each_text() {
        let lacking = characters(text, printable);
        if lacking.is_empty() {
            continue;
        }
        findings.push(
            case.finding(
                RULE,
                format!("dit teken kan niet worden afgedrukt en valt weg: {lacking}"),
                "haal het teken weg of schrijf voluit wat u bedoelt",
            )
            .on(code)
            .at(place.clone())
            .found(lacking),
        );
    }
    findings
}

/// The findings for such characters in the names of the file and of the sheets that were read: a draft prints both.
fn names(case: &Case<'_>) -> Vec<Finding> {
    let file = Place::file(&case.submission.file.name);
    let sheets = case.submission.entries.values().flatten().filter_map(|entry| {
        let sheet = entry.place.sheet.clone();
        sheet.map(|sheet| Place { sheet: Some(sheet), ..file.clone() })
    });
    let sheets: BTreeSet<Place> = sheets.collect();
    let found = std::iter::once(file.clone()).chain(sheets).filter_map(|place| {
        let (what, name) = match &place.sheet {
            Some(sheet) => ("dit blad", sheet),
            None => ("dit bestand", &place.file),
        };
        let lacking = characters(name, case.context.printable);
        (!lacking.is_empty()).then(|| {
            let message = format!(
                "in de naam van {what} staat een teken dat niet kan worden afgedrukt: {lacking}"
            );
            case.finding(RULE, message, format!("geef {what} een naam zonder dit teken"))
                .at(place)
                .found(lacking)
        })
    });
    found.collect()
}

/// The characters of a text that cannot be printed, each once.
fn characters(text: &str, printable: fn(char) -> bool) -> String {
    let lacking = text.chars().filter(|c| dutch::is_lost(*c, printable));
    lacking.collect::<BTreeSet<char>>().into_iter().collect()
}
