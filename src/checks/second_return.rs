//! L204: more than one return of the same municipality. Which one counts is not guessed: none is used.

use crate::answers::Submission;
use crate::cycle::Cycle;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};
use crate::municipality::MunicipalityCode;
use crate::place::Place;

pub(super) const RULE: Rule = Rule { code: "L204", severity: Severity::Error };

pub(super) fn find(
    code: &MunicipalityCode,
    submissions: &[Submission],
    cycle: &Cycle,
) -> Vec<Finding> {
    let names: Vec<&str> = submissions.iter().map(|each| each.file.name.as_str()).collect();
    let message = format!(
        "van {} kwam meer dan één vragenlijst binnen: {}; geen ervan wordt gebruikt",
        cycle.register.name(code),
        dutch::list(&names)
    );
    let finding = |name: &&str| {
        Finding::new(RULE, message.clone(), "laat alleen de juiste staan en haal de andere weg")
            .about(Some(code))
            .at(Place::file(name))
    };
    names.iter().map(finding).collect()
}
