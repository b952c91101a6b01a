//! F402: citaat zonder toestemming
//!
//! Bij het praktijkverhaal staat een citaat, maar niet dat deze persoon ermee instemt. Het rapport
//! is openbaar en blijft vindbaar. Daarom komen woorden en naam er alleen in als de toestemming is
//! vastgelegd.
//!
//! ## Fout
//!
//! Bij `praktijkverhaal.toestemming` staat `nee`:
//!
//! ```text
//! Praktijkverhaal!B10  fout F402 (praktijkverhaal.toestemming): er staat een citaat zonder vastgelegde toestemming van de persoon
//! ```
//!
//! ## Goed
//!
//! `ja`, nadat de persoon heeft ingestemd met deze woorden en met naam en functie in het rapport.
//!
//! ## Wat u doet
//!
//! Vraag toestemming en bewaar die. Vul daarna bij `praktijkverhaal.toestemming` `ja` in. Krijgt u
//! haar niet, haal het citaat en de naam dan weg. Noem de persoon ook niet in het verhaal zelf: het
//! programma herkent daar niet elke naam.
//!
//! Tot dan blijven citaat, naam en functie uit het rapport; het verhaal komt er wel in.

use crate::answers::Submission;
use crate::checks::case::Case;
use crate::finding::{Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule { code: "F402", severity: Severity::Error };

/// The question whether the person who is quoted agrees.
const CONSENT: &str = "praktijkverhaal.toestemming";

/// Whether the person who is quoted agrees.
pub(crate) fn has_consent(submission: &Submission) -> bool {
    submission.text(CONSENT).is_some_and(|(text, _)| text.trim().eq_ignore_ascii_case("ja"))
}

pub(super) fn find(case: &Case<'_>) -> Option<Finding> {
    case.examined.story.as_ref()?;
    let (_, place) = case.submission.text("praktijkverhaal.citaat")?;
    if has_consent(case.submission) {
        return None;
    }
    let consent = case.submission.text(CONSENT);
    let finding = case
        .finding(
            RULE,
            "er staat een citaat zonder vastgelegde toestemming van de persoon",
            "vraag toestemming en antwoord `ja` op de vraag daarnaar, of haal het citaat weg",
        )
        .on(CONSENT)
        .at(consent.map_or_else(|| place.clone(), |(_, at)| at.clone()));
    Some(consent.map_or(finding.clone(), |(text, _)| finding.found(text)))
}
