//! L104: a file that is larger than any questionnaire can be, packed or unpacked. It is not read
//! further, so that one file cannot stop the reading of the others.

use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;
use crate::workbook::{Limit, Reason, Unreadable};

pub(super) const RULE: Rule = Rule { code: "L104", severity: Severity::Error };

pub(super) fn find(unreadable: &Unreadable) -> Option<Finding> {
    let Reason::TooLarge(limit) = unreadable.reason else { return None };
    let allowed = limit.allowed();
    let megabytes = allowed >> 20;
    let what = match limit {
        Limit::File => format!("het bestand is groter dan {megabytes} MB"),
        Limit::Entries => format!("het bestand bestaat uit meer dan {allowed} delen"),
        Limit::Unpacked => format!("uitgepakt is het bestand groter dan {megabytes} MB"),
        Limit::Frame => format!("de opmaak of indeling beslaat uitgepakt meer dan {megabytes} MB"),
        Limit::SharedText => format!("de teksten beslaan uitgepakt meer dan {megabytes} MB"),
        Limit::Part => format!("een deel van het bestand is uitgepakt groter dan {megabytes} MB"),
        Limit::Sheets => format!("er zijn meer dan {allowed} bladen"),
        Limit::SheetBytes => {
            format!("de bladen beslaan uitgepakt samen meer dan {megabytes} MB")
        }
        Limit::Records => format!("er zijn meer dan {allowed} cellen, lege meegeteld"),
        Limit::Area => "de bladen hebben te veel rijen of kolommen".to_owned(),
        Limit::Cells => format!("er zijn meer dan {allowed} cellen gevuld"),
        Limit::Text => format!("er staat meer dan {megabytes} MB tekst in de cellen"),
    };
    let finding = Finding::new(
        RULE,
        format!("de werkmap is te groot voor een vragenlijst: {what}"),
        "neem de antwoorden over in een lege vragenlijst en lever die aan",
    );
    Some(finding.at(Place::file(&unreadable.file)))
}
