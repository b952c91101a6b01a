//! W401: teken dat niet af te drukken is
//!
//! In een tekst of toelichting staat een teken dat in de letters van het rapport niet bestaat,
//! zoals een emoji. Het valt weg, en de tekst eromheen sluit aan. Droeg het teken iets van de
//! boodschap, dan gaat dat verloren.
//!
//! ## Fout
//!
//! In het uitgelichte voorbeeld staat een duim:
//!
//! ```text
//! Uitgelicht!C6  let op W401 (uitgelicht.tekst): dit teken kan niet worden afgedrukt en valt weg: 👍
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

use crate::answers::Submission;
use crate::finding::{Finding, Rule, Severity};

use super::Yardstick;
use super::accepted::Return;

pub(super) const RULE: Rule = Rule { code: "W401", severity: Severity::Warning };

pub(super) fn find(
    submission: &Submission,
    examined: &Return,
    yardstick: Yardstick<'_>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (code, text, place) in submission.each_text() {
        let lacking = lacking(text, yardstick.printable);
        if lacking.is_empty() {
            continue;
        }
        findings.push(
            Finding::new(
                RULE,
                format!("dit teken kan niet worden afgedrukt en valt weg: {lacking}"),
                "haal het teken weg of schrijf voluit wat u bedoelt",
            )
            .about(Some(&examined.municipality))
            .on(code)
            .at(place.clone())
            .found(lacking),
        );
    }
    findings
}

fn lacking(text: &str, printable: fn(char) -> bool) -> String {
    let mut lacking: Vec<char> =
        text.chars().filter(|c| !c.is_whitespace() && !printable(*c)).collect();
    lacking.sort_unstable();
    lacking.dedup();
    lacking.iter().collect()
}
