//! L106: bestand dat niet opengaat
//!
//! De computer laat het programma dit bestand niet lezen. Misschien is het net verplaatst, mag u
//! het niet lezen, houdt een ander programma het vast of is de netwerkschijf weg. Over de inhoud
//! zegt deze melding niets.
//!
//! ## Fout
//!
//! Op de plaats van het bestand staat een map die `map.xlsx` heet:
//!
//! ```text
//! map.xlsx
//!   fout L106: het bestand kan niet worden geopend
//! ```
//!
//! ## Goed
//!
//! Een bestand dat u zelf op deze plaats kunt openen.
//!
//! ## Wat u doet
//!
//! Dit is meestal aan het programmateam of aan wie de controle draait. Kijk of het bestand er nog
//! staat, of u het mag lezen en of niemand het open heeft, en draai de controle opnieuw. Lukt het
//! niet, kopieer het bestand dan naar een map op uw eigen computer.
//!
//! Tot dan wordt uit dit bestand niets gebruikt.

use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;
use crate::workbook::{Reason, Unreadable};

pub(super) const RULE: Rule = Rule { code: "L106", severity: Severity::Error };

pub(super) fn find(unreadable: &Unreadable) -> Option<Finding> {
    let Reason::Io(detail) = &unreadable.reason else { return None };
    let finding = Finding::new(
        RULE,
        "het bestand kan niet worden geopend",
        "kijk of het bestand er nog staat, of u het mag lezen en of niemand het open heeft",
    );
    Some(finding.at(Place::file(&unreadable.file)).found(detail))
}
