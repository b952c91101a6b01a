//! F203: minder dan nul
//!
//! Het antwoord is een getal onder nul. Van wat de vragenlijst vraagt, kunnen er niet minder zijn
//! dan geen. Vaak is een streepje voor het getal gezet, of komt de uitkomst uit een formule die een
//! verschil berekent.
//!
//! ## Fout
//!
//! In de kolom `Antwoord` staat `-1`:
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!C13  fout F203 (ajb.aangemeld): -1 is minder dan nul
//! ```
//!
//! ## Goed
//!
//! `0` als het er geen waren, en anders het aantal zelf.
//!
//! ## Wat u doet
//!
//! Vul het aantal in, niet het verschil met vorig jaar. Waren het er geen, vul dan 0 in. Weet u het
//! niet, vul dan `onbekend` in.
//!
//! Tot dan telt dit antwoord in geen enkel cijfer mee.

use crate::answers::Reading;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};

use crate::checks::case::Item;

pub(super) const RULE: Rule = Rule { code: "F203", severity: Severity::Error };

pub(super) fn find(item: &Item<'_>) -> Option<Finding> {
    let Reading::Number(number) = item.entry.reading else { return None };
    if !number.is_sign_negative() || number.is_zero() {
        return None;
    }
    let found = dutch::digits(number);
    let message = format!("{found} is minder dan nul");
    let hint = "vul 0 in als het er geen waren, of `onbekend` als u het niet weet".to_owned();
    Some(item.finding(RULE, message, hint).found(found))
}
