//! L101: geen werkmap
//!
//! Het bestand is geen werkmap van Excel of LibreOffice, wat zijn naam ook zegt. Het programma
//! kijkt naar de inhoud: een PDF die `.xlsx` heet, blijft een PDF. Er is dus geen cel met een
//! antwoord in te vinden. Ook een werkmap die als XML (`XML-werkblad 2003`) of als webpagina is
//! opgeslagen, valt hieronder, al opent Excel haar wel.
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
//! niet. Opent Excel of LibreOffice het bestand wel, kies dan Opslaan als en het type .xlsx of
//! .ods. Hoort het bestand niet tussen de vragenlijsten, dan haalt het programmateam het weg.
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
        Lookalike::XmlWorkbook => "een werkmap die als XML is opgeslagen",
        Lookalike::WebPage => "een webpagina, ook als zij in Excel opengaat",
        Lookalike::Other => "een ander soort bestand",
    };
    let hint = match lookalike {
        Lookalike::XmlWorkbook | Lookalike::WebPage => {
            "open het bestand in Excel of LibreOffice, kies Opslaan als, sla het op als .xlsx of .ods en lever dat aan"
        }
        _ => "lever de ingevulde vragenlijst aan als .xlsx of .ods",
    };
    let finding = Finding::new(RULE, format!("dit is geen werkmap maar {what}"), hint)
    .for_team("haal het bestand weg als het hier niet hoort, of vraag de gemeente om haar vragenlijst als .xlsx of .ods");
    Some(finding.at(Place::file(&unreadable.file)))
}
