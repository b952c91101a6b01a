//! L105: werkmap die nog openstaat
//!
//! Zolang iemand een werkmap open heeft, zet Excel of LibreOffice er een klein slotbestand naast,
//! met een naam als `~$GM0363.xlsx`. Daarin staan geen antwoorden. De werkmap zelf wordt wel
//! gelezen, maar zoals zij het laatst is opgeslagen. Wat daarna is getypt, ontbreekt misschien.
//!
//! ## Fout
//!
//! Naast de vragenlijst van Amsterdam staat een slotbestand:
//!
//! ```text
//! ~$GM0363.xlsx
//!   let op L105: iemand heeft deze werkmap nog open; gelezen is wat het laatst is opgeslagen
//! ```
//!
//! ## Goed
//!
//! Alleen de werkmap zelf staat er, en niemand heeft haar open.
//!
//! ## Wat u doet
//!
//! Sla de werkmap op en sluit haar. Verdwijnt het slotbestand niet, ook niet als niemand de werkmap
//! nog open heeft, dan verwijdert het programmateam het.
//!
//! Tot dan tellen de antwoorden mee zoals zij het laatst zijn opgeslagen.

use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;
use crate::workbook::{Reason, Unreadable};

pub(super) const RULE: Rule = Rule { code: "L105", severity: Severity::Warning };

pub(super) fn find(unreadable: &Unreadable) -> Option<Finding> {
    (unreadable.reason == Reason::LockFile).then(|| {
        Finding::new(
            RULE,
            "iemand heeft deze werkmap nog open; gelezen is wat het laatst is opgeslagen",
            "sla de werkmap op en sluit haar",
        )
        .for_team("laat de werkmap sluiten en controleer opnieuw; heeft niemand haar open, verwijder dan dit slotbestand")
        .at(Place::file(&unreadable.file))
    })
}
