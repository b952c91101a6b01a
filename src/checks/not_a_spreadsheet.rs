//! L101: geen werkmap
//!
//! Het bestand is geen werkmap van Excel of LibreOffice, wat zijn naam ook zegt. Het programma
//! kijkt naar de inhoud: een PDF die `.xlsx` heet, blijft een PDF. Er is dus geen cel met een
//! antwoord in te vinden.
//!
//! ## Fout
//!
//! Tussen de vragenlijsten staat `plan.xlsx`, en dat is in werkelijkheid een PDF:
//!
//! ```text
//! plan.xlsx
//!   fout L101: dit is geen werkmap maar een PDF
//! ```
//!
//! ## Goed
//!
//! De vragenlijst zelf, als .xlsx of .ods. Ook .xlsm, .xlsb en .xls worden gelezen.
//!
//! ## Wat u doet
//!
//! Lever de ingevulde vragenlijst aan als werkmap; alleen de naam van het bestand veranderen helpt
//! niet. Hoort het bestand niet tussen de vragenlijsten, dan haalt het programmateam het weg.
//!
//! Tot dan wordt uit dit bestand niets gebruikt.

use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;
use crate::workbook::{Lookalike, Reason, Unreadable};

pub(super) const RULE: Rule = Rule { code: "L101", severity: Severity::Error };

pub(super) fn find(unreadable: &Unreadable) -> Option<Finding> {
    let Reason::NotASpreadsheet(lookalike) = unreadable.reason else { return None };
    let what = match lookalike {
        Lookalike::Pdf => "een PDF",
        Lookalike::OtherOffice => "een ander Office-bestand of een zip-bestand",
        Lookalike::Other => "een ander soort bestand",
    };
    let finding = Finding::new(
        RULE,
        format!("dit is geen werkmap maar {what}"),
        "lever de ingevulde vragenlijst aan als .xlsx of .ods",
    )
    .for_team("haal het bestand weg als het hier niet hoort, of vraag de gemeente om haar vragenlijst als .xlsx of .ods");
    Some(finding.at(Place::file(&unreadable.file)))
}
