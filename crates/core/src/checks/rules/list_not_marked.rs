//! T110: opsomming die geen opsomming is
//!
//! In een sjabloon begint een regel met een getypt rondje of streepje, zoals `•`, of een punt van
//! een opsomming is leeg. Wat op het scherm een lijst lijkt, wordt in het rapport één doorlopende
//! regel, en wie het rapport laat voorlezen hoort geen opsomming. Dit gaat niet over de vragenlijst
//! van een gemeente.
//!
//! ## Fout
//!
//! In een sjabloon staat op een nieuwe regel: `• ouders`
//!
//! ```text
//! let op T110: `•` maakt geen opsomming en komt zo in het rapport
//! ```
//!
//! ## Goed
//!
//! `- ouders`: een streepje en een spatie, met een lege regel boven de opsomming.
//!
//! ## Wat u doet
//!
//! Een gemeente hoeft niets te doen. De redacteur in het programmateam typt `- ` voor elk punt.
//!
//! Tot dan staat de tekst zo in het rapport.

use crate::finding::{Finding, Rule, Severity};

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T110", severity: Severity::Warning };

/// The finding for a bullet that somebody typed.
#[must_use]
pub fn typed(bullet: char) -> Finding {
    Finding::new(
        RULE,
        format!("`{bullet}` maakt geen opsomming en komt zo in het rapport"),
        "begin de regel met een streepje en een gewone spatie: `- `",
    )
    .found(bullet)
}

/// The finding for an item without text.
#[must_use]
pub fn empty() -> Finding {
    Finding::new(
        RULE,
        "dit punt van de opsomming is leeg",
        "schrijf er tekst achter of haal de regel weg",
    )
}
