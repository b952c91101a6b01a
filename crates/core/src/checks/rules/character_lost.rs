//! T105: teken dat niet af te drukken is, in een bestand van het team
//!
//! In een sjabloon of in een bestand van het jaar staat een teken dat in de letters van het rapport
//! niet bestaat, zoals een emoji of een Chinees teken. Het valt weg, en dan mist de lezer iets of
//! sluiten twee woorden aan. Dit gaat niet over de vragenlijst van een gemeente: daarvoor is W401.
//!
//! ## Fout
//!
//! In een sjabloon staat: `Goed gedaan 👍 door het team.`
//!
//! ```text
//! fout T105: het teken `👍` (U+1F44D) kan niet worden afgedrukt en valt weg
//! ```
//!
//! ## Goed
//!
//! Dezelfde zin in woorden: `Goed gedaan door het team.` Letters met accenten, aanhalingstekens en
//! gedachtestrepen kunnen wel.
//!
//! ## Wat u doet
//!
//! Een gemeente hoeft niets te doen. De redacteur in het programmateam haalt het teken weg, of
//! schrijft voluit wat ermee bedoeld is. De bevinding wijst het bestand, de regel en het teken aan.
//!
//! Tot dan is het rapport niet klaar om uit te brengen; het concept wordt wel gemaakt.

use crate::finding::{Finding, Rule, Severity};

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T105", severity: Severity::Error };

/// The finding for a character that the report's fonts lack.
#[must_use]
pub fn find(character: char) -> Finding {
    let code = u32::from(character);
    // What has no shape of its own would leave the message unreadable.
    let shown = if character.is_control() || matches!(code, 0xE000..=0xF8FF | 0xF_0000..) {
        format!("U+{code:04X}")
    } else {
        format!("`{character}` (U+{code:04X})")
    };
    Finding::new(
        RULE,
        format!("het teken {shown} kan niet worden afgedrukt en valt weg"),
        "haal het teken weg of schrijf voluit wat u bedoelt",
    )
    .found(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_without_a_shape_is_told_by_its_number_alone() {
        let told = |character| find(character).message;
        assert!(told('漢').starts_with("het teken `漢` (U+6F22) kan niet"));
        for (character, number) in [('\u{7}', "U+0007"), ('\u{E123}', "U+E123")] {
            assert!(told(character).starts_with(&format!("het teken {number} kan niet")));
        }
    }
}
