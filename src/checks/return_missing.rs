//! L206: geen bruikbare vragenlijst binnen
//!
//! Van deze gemeente zou een vragenlijst moeten komen, en er is er geen die te gebruiken is. Het
//! rapport kan zonder, maar elk landelijk cijfer rust dan op minder gemeenten. Dat staat er ook
//! bij.
//!
//! ## Fout
//!
//! Amsterdam moet rapporteren, maar tussen de bestanden is geen werkmap van Amsterdam:
//!
//! ```text
//! let op L206: van Amsterdam is geen bruikbare vragenlijst binnen
//! ```
//!
//! ## Goed
//!
//! Eén leesbare vragenlijst van elke gemeente die rapporteert.
//!
//! ## Wat u doet
//!
//! Het programmateam vraagt de gemeente om haar vragenlijst. Is die wel gestuurd, zoek dan een
//! andere melding over een bestand zonder bekende gemeente, zoals L102 of L202. Hoeft de gemeente
//! dit jaar niet te rapporteren, zet dan `rapporteert = false` in `gemeenten.toml`.
//!
//! Tot dan telt de gemeente in geen enkel cijfer mee.

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
