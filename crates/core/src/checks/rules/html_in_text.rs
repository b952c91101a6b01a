//! T107: HTML in een sjabloon
//!
//! In een sjabloon staat HTML, zoals `<b>`. Het rapport komt ook uit als PDF en als Markdown, dus
//! HTML werkt er niet in: de lezer ziet de tekens zelf staan. Dit gaat niet over de vragenlijst van
//! een gemeente.
//!
//! ## Fout
//!
//! In een sjabloon staat: `Dit is <b>belangrijk</b> voor ouders.`
//!
//! ```text
//! fout T107: `<b>` is HTML en komt zo in het rapport
//! ```
//!
//! ## Goed
//!
//! `Dit is **belangrijk** voor ouders.`
//!
//! ## Wat u doet
//!
//! Een gemeente hoeft niets te doen. De redacteur in het programmateam gebruikt `**vet**` of
//! `*cursief*`, en schrijft uitleg die niemand hoeft te lezen tussen `{#` en `#}`. Hoe opmaak werkt,
//! staat in `docs/sjablonen.md`.
//!
//! Tot dan is het rapport niet klaar om uit te brengen; het concept wordt wel gemaakt.

use crate::finding::{Finding, Rule, Severity};

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T107", severity: Severity::Error };

/// The finding for HTML that readers would see as it was typed.
#[must_use]
pub fn find(html: &str) -> Finding {
    let hint = if html.starts_with("<!--") {
        "zet uitleg die niet in het rapport hoort tussen `{#` en `#}`"
    } else if html.starts_with('&') {
        "typ het teken zelf, of haal dit weg"
    } else {
        "gebruik `**vet**` of `*cursief*`, of haal dit weg; schrijf `\\<` als het teken zelf is bedoeld"
    };
    Finding::new(RULE, format!("`{html}` is HTML en komt zo in het rapport"), hint).found(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hint_fits_what_was_typed() {
        for (html, hint) in [
            ("<!-- later -->", "zet uitleg die niet in het rapport hoort tussen `{#` en `#}`"),
            ("&nbsp;", "typ het teken zelf, of haal dit weg"),
        ] {
            assert_eq!(find(html).hint, hint);
        }
        assert!(find("<b>").hint.starts_with("gebruik `**vet**`"));
    }
}
