//! L104: te groot voor een vragenlijst
//!
//! Het bestand is groter dan een vragenlijst ooit kan zijn: op schijf, uitgepakt, in aantal cellen
//! of in hoeveelheid tekst. Het wordt dan niet verder gelezen. Anders kan één bestand het lezen van
//! alle andere ophouden.
//!
//! ## Fout
//!
//! Op een blad is heel veel tekst geplakt:
//!
//! ```text
//! lang.xlsx
//!   fout L104: de werkmap is te groot voor een vragenlijst: er staat meer dan 8 MB tekst in de cellen
//! ```
//!
//! ## Goed
//!
//! De vragenlijst met uw antwoorden, zonder bijlagen of afbeeldingen. Zij blijft dan ver onder elke
//! grens.
//!
//! ## Wat u doet
//!
//! Neem de antwoorden over in een lege vragenlijst en lever die aan. Stuur bijlagen apart. Kent u
//! het bestand niet, open het dan niet en vraag de afzender wat het is.
//!
//! Tot dan wordt uit dit bestand niets gebruikt.

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
        Limit::Cells => format!("er zijn meer dan {allowed} cellen gevuld"),
        Limit::Text => format!("er staat meer dan {megabytes} MB tekst in de cellen"),
    };
    let finding = Finding::new(
        RULE,
        format!("de werkmap is te groot voor een vragenlijst: {what}"),
        "neem de antwoorden over in een lege vragenlijst en lever die aan",
    );
    let finding = finding.for_team(
        "open het bestand niet als u het niet kent; vraag de gemeente om haar antwoorden in een lege vragenlijst",
    );
    Some(finding.at(Place::file(&unreadable.file)))
}
