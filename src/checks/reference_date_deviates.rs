//! W502: een afwijkende peildatum zonder toelichting
//!
//! Het antwoord geldt voor een andere dag dan de peildatum van het jaar. Het wordt gebruikt, en het
//! rapport noemt de datum als het dit ene getal noemt. In een totaal over gemeenten tellen dan wel
//! verschillende dagen mee.
//!
//! ## Fout
//!
//! Peildatum `31-1-2024`, kolom `Toelichting` leeg.
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!D13  let op W502 (ajb.aangemeld): het antwoord geldt voor 29 februari 2024, niet voor 1 maart 2024
//! ```
//!
//! ## Goed
//!
//! Peildatum leeg, of `31-1-2024` met de toelichting `stand bij het einde van de subsidie`.
//!
//! ## Wat u doet
//!
//! Vul het getal op de gevraagde dag in, of zet in `Toelichting` waarom dat niet kan.
//!
//! Tot dan wordt het antwoord gebruikt.

use crate::cycle::Cycle;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};

use super::accepted::Return;

pub(super) const RULE: Rule = Rule { code: "W502", severity: Severity::Warning };

pub(super) fn find(examined: &Return, cycle: &Cycle) -> Vec<Finding> {
    let year = cycle.settings.reference_date;
    let mut findings = Vec::new();
    for (code, answer) in &examined.answers {
        let Some(date) = answer.reference_date.filter(|date| *date != year) else { continue };
        if !answer.remark.as_deref().unwrap_or_default().is_empty() {
            continue;
        }
        let found = dutch::date(date);
        findings.push(
            Finding::new(
                RULE,
                format!("het antwoord geldt voor {found}, niet voor {}", dutch::date(year)),
                "vul het getal op de gevraagde dag in, of zet in `Toelichting` waarom dat niet kan",
            )
            .about(Some(&examined.municipality))
            .on(code)
            .at(answer.place.clone())
            .found(found),
        );
    }
    findings
}
