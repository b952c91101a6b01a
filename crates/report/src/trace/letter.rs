//! The provenance of what stands in the letter alone.

use crate::document::Provenance;
use crate::facts::Facts;
use pmg_core::basis::PolicyPart;
use pmg_core::cycle::{COMMITMENTS, LETTER, POLICY};

/// The provenance of what stands around its text.
pub(super) fn around() -> Provenance {
    Provenance {
        title: "Gegevens van de brief".to_owned(),
        how: format!("Zo vulde het programmateam het in, in {LETTER}."),
        ..Provenance::default()
    }
}

/// The provenance of a motion or a promise; `None` if there is no such thing.
pub(super) fn commitment(code: &str, facts: &Facts) -> Option<Provenance> {
    let commitment = facts.cycle.commitment(code)?;
    let sources = commitment.parts.iter().map(|part| part.source.as_str());
    let mut told: Vec<&str> = Vec::new();
    for source in std::iter::once(commitment.source.as_str()).chain(sources) {
        let source = source.trim_end_matches('.');
        if !told.contains(&source) {
            told.push(source);
        }
    }
    Some(Provenance {
        title: format!("{} van {}", capital(commitment.kind.word()), commitment.by),
        code: Some(code.to_owned()),
        how: format!(
            "Zo schreef het programmateam het op, in {COMMITMENTS}. Bron: {}.",
            told.join("; ")
        ),
        ..Provenance::default()
    })
}

/// The provenance of a part of the choice of policy; `None` if nothing is said of it.
pub(super) fn policy(part: PolicyPart, facts: &Facts) -> Option<Provenance> {
    let said = facts.cycle.policy.get(&part)?;
    Some(Provenance {
        title: format!("Beleidskeuzes uitgelegd: {}", part.title()),
        how: format!(
            "Zo schreef het programmateam het op, in {POLICY}. Bron: {}.",
            said.source.trim_end_matches('.')
        ),
        ..Provenance::default()
    })
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
