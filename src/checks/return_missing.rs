//! L206: a municipality that must report and of which nothing usable came in. The report says how
//! many municipalities its figures rest on.

use crate::cycle::Cycle;
use crate::finding::{Finding, Rule, Severity};

use super::Accepted;

pub(super) const RULE: Rule = Rule { code: "L206", severity: Severity::Warning };

pub(super) fn find(accepted: &Accepted, findings: &[Finding], cycle: &Cycle) -> Vec<Finding> {
    let missing = cycle.register.respondents().filter(|municipality| {
        let said = findings
            .iter()
            .any(|finding| finding.municipality.as_ref() == Some(&municipality.code));
        accepted.get(&municipality.code).is_none() && !said
    });
    missing
        .map(|municipality| {
            Finding::new(
                RULE,
                format!("van {} is geen bruikbare vragenlijst binnen", municipality.name),
                "vraag de gemeente om haar vragenlijst; zonder die telt zij in geen enkel cijfer mee",
            )
            .about(Some(&municipality.code))
        })
        .collect()
}
