//! L202: no municipality, or one that is not in the register. The name of the file is never used
//! to guess it.

use crate::answers::Submission;
use crate::cycle::Cycle;
use crate::finding::{Finding, Rule, Severity};
use crate::municipality::MunicipalityCode;
use crate::place::Place;

pub(super) const RULE: Rule = Rule { code: "L202", severity: Severity::Error };

pub(super) fn check(submission: &Submission, cycle: &Cycle) -> Result<MunicipalityCode, Finding> {
    let hint = "vul op het blad `Gemeente` bij `gemeente.code` de CBS-code van uw gemeente in, zoals `GM0363`";
    let Some((text, place)) = submission.text("gemeente.code") else {
        let message = if submission.is_repeated("gemeente.code") {
            "`gemeente.code` staat er meer dan één keer: is het blad `Gemeente` gekopieerd?"
        } else {
            "er staat niet bij welke gemeente dit is"
        };
        return Err(Finding::new(RULE, message, hint)
            .on("gemeente.code")
            .at(Place::file(&submission.file.name)));
    };
    let code = MunicipalityCode::parse(text);
    code.filter(|code| cycle.register.get(code).is_some()).ok_or_else(|| {
        Finding::new(RULE, format!("`{}` is geen gemeente in het register", text.trim()), hint)
            .on("gemeente.code")
            .at(place.clone())
            .found(text)
    })
}
