//! W509: interventie in uitvoering zonder besluit over de kwaliteit
//!
//! Bij elke interventie die u inzet, vraagt het blad `Kwaliteit` wat u besluit: doorgaan, bijstellen,
//! onderzoeken of stoppen. Bij een of meer interventies in uitvoering is niets besloten.
//!
//! ## Fout
//!
//! Vijf interventies zijn in uitvoering en het blad `Kwaliteit` is leeg:
//!
//! ```text
//! Kwaliteit!E11  let op W509: op het blad `Kwaliteit` ontbreekt het besluit bij `Training van docenten in grensoverschrijdend gedrag`, `Screeningsmodel jonge kinderen`, `Alleen jij bepaalt wie je bent`, `Inzet van de politie in de lokale aanpak` en `Re-integratieofficier`
//! ```
//!
//! ## Goed
//!
//! Een besluit met een reden bij elke interventie in uitvoering.
//!
//! ## Wat u doet
//!
//! Vul op het blad `Kwaliteit` bij deze interventies het besluit en de reden in.
//!
//! Tot dan telt het rapport bij deze interventies geen besluit.

use crate::answers::Status;
use crate::checks::case::Case;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};
use crate::questionnaire::Block;

pub(super) const RULE: Rule = Rule { code: "W509", severity: Severity::Warning };

pub(super) fn find(case: &Case<'_>) -> Option<Finding> {
    let sheet = case.context.questionnaire.sheet("kwaliteit")?;
    let missing: Vec<&Block> = sheet
        .blocks
        .iter()
        .filter(|block| case.answers_nothing(&decision(block)))
        .filter(|block| {
            let status = block.intervention.as_ref().and_then(|code| case.examined.status(code));
            status == Some(Status::Running)
        })
        .collect();
    let first = missing.first()?;
    let names: Vec<String> = missing.iter().map(|block| format!("`{}`", block.title)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let name = &sheet.name;
    let message = format!("op het blad `{name}` ontbreekt het besluit bij {}", dutch::list(&names));
    let hint = format!("vul op het blad `{name}` het besluit en de reden in");
    Some(case.finding(RULE, message, hint).at(case.cell_or_file(&decision(first))))
}

/// The code of the question for the decision.
fn decision(block: &Block) -> String {
    format!("{}.besluit", block.code)
}
