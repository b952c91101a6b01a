//! T116: uitgelicht voorbeeld staat niet in het rapport
//!
//! Een gemeente schreef een voorbeeld, en het is bruikbaar, maar geen sjabloon zet het in het rapport. De
//! tekst zegt wel dat elk voorbeeld erin staat.
//!
//! ## Fout
//!
//! Amsterdam licht `overlast-leefbaarheid` uit, en het hoofdstuk daarover is uit `rapport.md` gehaald.
//!
//! ```text
//! let op T116 (overlast-leefbaarheid): het voorbeeld van Amsterdam staat niet in het rapport
//! ```
//!
//! ## Goed
//!
//! `{% for u in uitgelicht(van="overlast-leefbaarheid") %}`
//!
//! ## Wat u doet
//!
//! De gemeente hoeft niets te doen. De redacteur in het programmateam zet `uitgelicht(van="…")` met de code van de
//! interventie in het sjabloon van haar thema, of laat het voorbeeld bewust weg.
//!
//! Tot dan ontbreekt het voorbeeld in het rapport.

use crate::finding::{Finding, Rule, Severity};
use crate::municipality::MunicipalityCode;

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T116", severity: Severity::Warning };

/// The finding for an example that no template prints.
#[must_use]
pub fn find(municipality: &MunicipalityCode, name: &str, intervention: &str) -> Finding {
    Finding::new(
        RULE,
        format!("het voorbeeld van {name} staat niet in het rapport"),
        format!("zet `uitgelicht(van=\"{intervention}\")` in het sjabloon van het thema"),
    )
    .about(Some(municipality))
    .on(intervention)
}
