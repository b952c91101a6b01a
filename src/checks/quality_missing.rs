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
//! let op W509: op het blad `Kwaliteit` ontbreekt het besluit bij `docententraining`, `screeningsmodel`, `ajb`, `politie` en `rio`
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
//! Tot dan noemt het rapport bij hoeveel interventies geen besluit is gemeld.

use crate::answers::{Status, Submission};
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;
use crate::questionnaire::Questionnaire;

use super::accepted::Return;
use super::answers_nothing;

pub(super) const RULE: Rule = Rule { code: "W509", severity: Severity::Warning };

pub(super) fn find(
    examined: &Return,
    submission: &Submission,
    questionnaire: &Questionnaire,
) -> Option<Finding> {
    let sheet = questionnaire.sheet("kwaliteit")?;
    let missing: Vec<String> = sheet
        .blocks
        .iter()
        .filter(|block| answers_nothing(submission, &format!("{}.besluit", block.code)))
        .filter_map(|block| block.intervention.as_ref())
        .filter(|code| examined.status(code) == Some(Status::Running))
        .map(|code| format!("`{code}`"))
        .collect();
    if missing.is_empty() {
        return None;
    }
    let codes: Vec<&str> = missing.iter().map(String::as_str).collect();
    let name = &sheet.name;
    let message = format!("op het blad `{name}` ontbreekt het besluit bij {}", dutch::list(&codes));
    let hint = format!("vul op het blad `{name}` het besluit en de reden in");
    let finding = Finding::new(RULE, message, hint).about(Some(&examined.municipality));
    Some(finding.at(Place::file(&examined.file.name)))
}
