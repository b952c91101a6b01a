//! L101: a file that is something else than a spreadsheet, whatever its name says.

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
        "lever de vragenlijst aan als .xlsx of .ods; hoort dit bestand hier niet, haal het dan weg",
    );
    Some(finding.at(Place::file(&unreadable.file)))
}
