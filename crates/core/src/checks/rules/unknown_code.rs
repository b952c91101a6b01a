//! F101: code die de vragenlijst niet kent
//!
//! In de kolom `Code` staat een code die niet in deze vragenlijst voorkomt. Meestal is er per
//! ongeluk in de cel getypt. Zonder juiste code weet het programma niet op welke vraag het antwoord
//! slaat.
//!
//! ## Fout
//!
//! De laatste letter van een code is veranderd:
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!G13  fout F101 (ajb.aangemelt): `ajb.aangemelt` is geen code van deze vragenlijst
//! ```
//!
//! ## Goed
//!
//! `ajb.aangemeld`, zoals de code in uw vragenlijst stond.
//!
//! ## Wat u doet
//!
//! Zet de code terug. Lijkt zij op de code van een vraag die nu niet te vinden is, dan noemt het
//! programma die; de vraag zelf wordt dan niet nog eens apart gemeld. Een getal over iets waar niet
//! naar is gevraagd, hoort niet in deze tabel: maak de cel met die code dan leeg.
//!
//! Tot dan wordt het antwoord achter deze code niet gebruikt.

use crate::checks::case::Case;
use crate::finding::{Finding, Rule, Severity};
use crate::near;

pub(super) const RULE: Rule = Rule { code: "F101", severity: Severity::Error };

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let findings = case.submission.unknown_codes.iter().map(|(code, place)| {
        let hint = match meant(code, case) {
            Some(known) => format!(
                "verander de code in `{known}` als u die bedoelt: die vraag is nu niet te vinden"
            ),
            None => "zet de code terug zoals zij in uw vragenlijst stond, of maak de cel leeg"
                .to_owned(),
        };
        case.finding(RULE, format!("`{code}` is geen code van deze vragenlijst"), hint)
            .on(code)
            .at(place.clone())
            .found(code)
    });
    findings.collect()
}

/// The codes that were probably meant by those that nobody knows.
pub(super) fn all_meant<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a str> {
    case.submission.unknown_codes.iter().filter_map(|(code, _)| meant(code, case))
}

/// The code that was probably meant: of those that are not there, the one that is most like it.
fn meant<'a>(code: &str, case: &Case<'a>) -> Option<&'a str> {
    let codes = case.context.questionnaire.codes();
    let missing = codes.filter(|known| !case.submission.entries.contains_key(*known));
    // Codes of one intervention begin with the same letters, and the question that is meant is not told missing.
    near::nearest_within(code, missing, 3)
}
