//! T112: te diep in elkaar
//!
//! In een sjabloon staan citaten, opsommingen of opmaak dieper in elkaar dan het rapport aankan. Wat
//! dieper staat, wordt gedrukt alsof het een laag hoger stond. Meestal is er een teken `>` te veel,
//! of staan er te veel spaties voor een streepje. Dit gaat niet over de vragenlijst van een gemeente.
//!
//! ## Fout
//!
//! In een sjabloon begint een regel met zeven keer `>`.
//!
//! ```text
//! fout T112: dit staat dieper dan 6 lagen in elkaar
//! ```
//!
//! ## Goed
//!
//! Een citaat of opsomming van hoogstens twee lagen; meer is voor lezers niet te volgen.
//!
//! ## Wat u doet
//!
//! Een gemeente hoeft niets te doen. De redacteur in het programmateam haalt lagen weg.
//!
//! Tot dan is het rapport niet klaar om uit te brengen; het concept wordt wel gemaakt.

use crate::finding::{Finding, Rule, Severity};

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T112", severity: Severity::Error };

/// The finding for what lies deeper than `most` layers.
#[must_use]
pub fn find(most: usize) -> Finding {
    Finding::new(
        RULE,
        format!("dit staat dieper dan {most} lagen in elkaar"),
        "haal tekens `>` of spaties aan het begin van de regel weg, of sterretjes om de tekst",
    )
}
