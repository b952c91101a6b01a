//! T102: twee getallen naast elkaar
//!
//! In de tekst van het rapport staan twee getallen met niets ertussen. Een lezer ziet dan eerst één
//! getal, of leest het eerste als aantal bij het woord dat volgt. Dit gaat over de sjablonen, niet
//! over de vragenlijst van een gemeente.
//!
//! ## Fout
//!
//! In een sjabloon staat een jaartal direct voor een aantal.
//!
//! ```text
//! let op T102: `2023` en `27` staan naast elkaar: “In 2023 27 gemeenten.”
//! ```
//!
//! ## Goed
//!
//! `27 gemeenten deden mee in 2023.` of `In 2023 deden 27 gemeenten mee.`
//!
//! ## Wat u doet
//!
//! Een gemeente hoeft niets te doen. De redacteur in het programmateam zet een woord tussen de twee
//! getallen, of draait de zin om.
//!
//! Tot dan staat de zin zo in het rapport.

use crate::finding::{Finding, Rule, Severity};

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T102", severity: Severity::Warning };

/// The finding for two numbers with nothing between them.
#[must_use]
pub fn find(one: &str, two: &str, around: &str) -> Finding {
    Finding::new(
        RULE,
        format!("`{one}` en `{two}` staan naast elkaar: “{around}”"),
        "zet een woord tussen de twee getallen, of draai de zin om",
    )
    .found(format!("{one} {two}"))
}
