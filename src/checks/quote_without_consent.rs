//! F402: somebody is quoted without recorded consent. Neither the words nor the name are printed.

use crate::answers::Submission;
use crate::finding::{Finding, Rule, Severity};
use crate::municipality::MunicipalityCode;

pub(super) const RULE: Rule = Rule { code: "F402", severity: Severity::Error };

pub(super) fn find(submission: &Submission, municipality: &MunicipalityCode) -> Option<Finding> {
    let (_, place) = submission.text("praktijkverhaal.citaat")?;
    let consent = submission.text("praktijkverhaal.toestemming");
    if consent.is_some_and(|(text, _)| text.trim().eq_ignore_ascii_case("ja")) {
        return None;
    }
    let finding = Finding::new(
        RULE,
        "er staat een citaat zonder vastgelegde toestemming van de persoon",
        "vraag toestemming en vul bij `praktijkverhaal.toestemming` `ja` in, of haal het citaat weg",
    )
    .about(Some(municipality))
    .on("praktijkverhaal.toestemming")
    .at(consent.map_or_else(|| place.clone(), |(_, at)| at.clone()));
    Some(consent.map_or(finding.clone(), |(text, _)| finding.found(text)))
}
