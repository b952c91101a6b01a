//! W403: doorgehaalde tekst is weggelaten
//!
//! In een tekst, keuze, datum of toelichting zijn woorden doorgehaald. Wie ze doorhaalde, bedoelde ze
//! niet meer; daarom leest het programma ze niet. Staat er naast de doorgehaalde woorden nog iets, dan
//! telt alleen dat. Is alles doorgehaald, dan geldt het vak als leeg.
//!
//! ## Fout
//!
//! In het uitgelichte voorbeeld is een woord doorgehaald:
//!
//! ```text
//! Uitgelicht!B6  let op W403 (uitgelicht.tekst): doorgehaalde tekst is weggelaten: `slecht`
//! ```
//!
//! ## Goed
//!
//! Dezelfde zin zonder het doorgehaalde woord: `De scholen werken goed samen.`
//!
//! ## Wat u doet
//!
//! Haal weg wat is doorgehaald. Hoort het er toch bij, haal dan alleen de doorhaling weg. Klopt de
//! tekst zonder de doorgehaalde woorden, dan hoeft u niets te doen.
//!
//! Tot dan wordt de tekst gebruikt zonder wat is doorgehaald. Bij een getal of een status gaat het
//! programma niet zo ver: die leveren F201 of F204 op, en tellen niet mee.

use crate::answers::StruckText;
use crate::checks::case::Case;
use crate::finding::{Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule { code: "W403", severity: Severity::Warning };

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let finding = |struck: &StruckText| {
        case.finding(
            RULE,
            format!("doorgehaalde tekst is weggelaten: `{}`", struck.text),
            "haal weg wat is doorgehaald, of haal de doorhaling weg als de woorden gelden",
        )
        .on(&struck.code)
        .at(struck.place.clone())
        .found(&struck.text)
    };
    case.submission.struck.iter().map(finding).collect()
}
