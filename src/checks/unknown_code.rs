//! F101: a code that the questionnaire does not know. What stands behind it is not used.

use crate::answers::Submission;
use crate::finding::{Finding, Rule, Severity};
use crate::municipality::MunicipalityCode;
use crate::questionnaire::Questionnaire;

pub(super) const RULE: Rule = Rule { code: "F101", severity: Severity::Error };

pub(super) fn find(
    submission: &Submission,
    municipality: &MunicipalityCode,
    questionnaire: &Questionnaire,
) -> Vec<Finding> {
    let findings = submission.unknown_codes.iter().map(|(code, place)| {
        let hint = match nearest(code, questionnaire) {
            Some(known) => format!(
                "bedoelde u `{known}`? Zet anders de code terug zoals zij in uw vragenlijst stond"
            ),
            None => "zet de code terug zoals zij in uw vragenlijst stond, of maak de cel leeg"
                .to_owned(),
        };
        Finding::new(RULE, format!("`{code}` is geen code van deze vragenlijst"), hint)
            .about(Some(municipality))
            .on(code)
            .at(place.clone())
            .found(code)
    });
    findings.collect()
}

fn nearest<'a>(code: &str, questionnaire: &'a Questionnaire) -> Option<&'a str> {
    questionnaire
        .codes()
        .map(|known| (strsim::damerau_levenshtein(code, known), known))
        .filter(|(distance, _)| *distance <= 3)
        .min()
        .map(|(_, known)| known)
}
