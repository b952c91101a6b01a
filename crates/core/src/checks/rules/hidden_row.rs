//! W515: antwoord in een verborgen rij
//!
//! Een rij met een antwoord is verborgen, vaak door een filter. Wie de werkmap naleest, ziet dat
//! antwoord niet; het telt wel mee.
//!
//! ## Fout
//!
//! Rij 13, met het antwoord 148, is verborgen:
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!C13  let op W515 (ajb.aangemeld): `148` staat in een verborgen rij en telt wel mee
//! ```
//!
//! ## Goed
//!
//! Alle rijen zichtbaar, met antwoorden die iemand heeft nagekeken.
//!
//! ## Wat u doet
//!
//! Maak de rij zichtbaar (of zet het filter uit) en kijk of het antwoord klopt. Hoort het er niet,
//! maak dan de cel leeg.
//!
//! Tot dan wordt het antwoord gebruikt.

use std::collections::BTreeMap;

use crate::answers::{Stray, StrayKind};
use crate::checks::case::Case;
use crate::checks::wording::{excerpt, named};
use crate::finding::{Finding, Rule, Severity};
use crate::place::Cell;

pub(crate) const RULE: Rule = Rule { code: "W515", severity: Severity::Warning };

/// One finding for each sheet: a filter hides many rows at once.
pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let mut sheets: BTreeMap<Option<&str>, Vec<&Stray>> = BTreeMap::new();
    let hidden = |stray: &&Stray| stray.kind == StrayKind::HiddenRow;
    for stray in case.submission.strays.iter().filter(hidden) {
        sheets.entry(stray.place.sheet.as_deref()).or_default().push(stray);
    }
    sheets.values().filter_map(|strays| told(strays, case)).collect()
}

fn told(strays: &[&Stray], case: &Case<'_>) -> Option<Finding> {
    let first = strays.first()?;
    let cells: Vec<Cell> = strays.iter().filter_map(|stray| stray.place.cell).collect();
    let hint = "maak de rij zichtbaar of zet het filter uit, en kijk of het antwoord klopt; hoort het er niet, maak de cel dan leeg";
    let message = if cells.len() == 1 {
        format!("`{}` staat in een verborgen rij en telt wel mee", excerpt(&first.found))
    } else {
        format!(
            "{} antwoorden staan in verborgen rijen en tellen wel mee: {}",
            cells.len(),
            named(&cells)
        )
    };
    let finding = case.finding(RULE, message, hint).at(first.place.clone()).found(&first.found);
    Some(match (&first.question, cells.len()) {
        (Some(question), 1) => finding.on(question),
        _ => finding,
    })
}
