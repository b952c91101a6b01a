//! L103: werkmap met een wachtwoord
//!
//! De werkmap gaat alleen open met een wachtwoord. Het programma vraagt daar niet om en kan er dus
//! niets in lezen, ook niet van welke gemeente zij is.
//!
//! ## Fout
//!
//! De werkmap is bij het opslaan met een wachtwoord beveiligd:
//!
//! ```text
//! geheim.xlsx
//!   fout L103: de werkmap is met een wachtwoord beveiligd en kan niet worden gelezen
//! ```
//!
//! ## Goed
//!
//! Dezelfde werkmap, opgeslagen zonder wachtwoord om haar te openen. Een blad dat tegen wijzigen is
//! beveiligd, mag wel: dat is te lezen.
//!
//! ## Wat u doet
//!
//! Sla de werkmap op zonder wachtwoord en lever haar opnieuw aan. Moet zij onderweg geheim blijven,
//! spreek dan met het programmateam een veilige manier van versturen af.
//!
//! Tot dan wordt uit dit bestand niets gebruikt.

use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;
use crate::workbook::{Reason, Unreadable};

pub(super) const RULE: Rule = Rule { code: "L103", severity: Severity::Error };

pub(super) fn find(unreadable: &Unreadable) -> Option<Finding> {
    (unreadable.reason == Reason::Encrypted).then(|| {
        Finding::new(
            RULE,
            "de werkmap is met een wachtwoord beveiligd en kan niet worden gelezen",
            "sla de werkmap op zonder wachtwoord en lever haar opnieuw aan",
        )
        .for_team("vraag de gemeente om dezelfde werkmap zonder wachtwoord")
        .at(Place::file(&unreadable.file))
    })
}
