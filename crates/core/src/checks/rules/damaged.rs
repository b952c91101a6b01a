//! L102: leeg of beschadigd bestand
//!
//! Het bestand begint als een werkmap, maar is niet tot het einde te lezen. Meestal is het kopiëren
//! of versturen halverwege gestopt. Ook een bestand van nul bytes valt hieronder. Wat wel leesbaar
//! zou zijn, blijft ongebruikt: niemand weet wat eraan ontbreekt.
//!
//! ## Fout
//!
//! Van `half.xlsx` is de tweede helft niet aangekomen:
//!
//! ```text
//! half.xlsx
//!   fout L102: de werkmap is beschadigd of niet helemaal gekopieerd
//! ```
//!
//! ## Goed
//!
//! Een bestand dat in Excel of LibreOffice opengaat zonder vraag om herstel.
//!
//! ## Wat u doet
//!
//! Kopieer of verstuur het bestand opnieuw. Blijft de melding, open het dan in Excel of
//! LibreOffice, kijk of alle antwoorden er staan, sla het op en lever het opnieuw aan. Vraag als
//! programmateam de gemeente om een nieuwe kopie.
//!
//! Tot dan wordt uit dit bestand niets gebruikt.

use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;
use crate::workbook::{Reason, Unreadable};

pub(super) const RULE: Rule = Rule { code: "L102", severity: Severity::Error };

pub(super) fn find(unreadable: &Unreadable) -> Option<Finding> {
    let (message, found) = match &unreadable.reason {
        Reason::Empty => ("het bestand is leeg", None),
        Reason::Damaged(detail) => {
            ("de werkmap is beschadigd of niet helemaal gekopieerd", Some(detail))
        }
        _ => return None,
    };
    let hint = "kopieer het bestand opnieuw, of open het in Excel of LibreOffice, sla het op en lever het opnieuw aan";
    let finding = Finding::new(RULE, message, hint)
        .for_team("kopieer het bestand opnieuw, of vraag de gemeente om een nieuwe kopie")
        .at(Place::file(&unreadable.file));
    Some(found.map_or(finding.clone(), |detail| finding.found(detail)))
}
