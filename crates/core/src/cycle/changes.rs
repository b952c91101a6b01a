//! Reads `was-wordt.toml`: what became of the questions of last year's questionnaire.

use serde::Deserialize;

use super::error::{At, Fault};
use super::schema::{Field, Kind, Places, Schema, needed, optional};

/// What became of one or more questions of last year's questionnaire.
///
/// One code that became one other is renamed, several that became one are merged, one that became
/// several is split, and what became nothing is dropped.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Codes of last year's questionnaire.
    #[serde(rename = "was")]
    pub before: Vec<String>,
    /// Codes of this year's questionnaire that took their place.
    #[serde(rename = "wordt")]
    pub now: Vec<String>,
    /// Whether the numbers of the two years can be held beside each other.
    #[serde(rename = "vergelijkbaar")]
    pub compares: bool,
    /// Why it was changed.
    #[serde(rename = "reden")]
    pub reason: String,
    /// Where it stands.
    #[serde(skip)]
    pub at: At,
}

/// `was-wordt.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangesFile {
    #[serde(rename = "verandering", default)]
    changes: Vec<Change>,
}

const CHANGE: &[Field] = &[
    needed("was", Kind::WholeCodes),
    needed("wordt", Kind::WholeCodes),
    needed("vergelijkbaar", Kind::Flag),
    needed("reden", Kind::Text),
];
/// What `was-wordt.toml` may hold.
pub(super) const SCHEMA: Schema = Schema::Keys(&[optional("verandering", Kind::Tables(CHANGE))]);

impl ChangesFile {
    /// The changes, each with where it stands. A fault is one that says nothing, or of which nobody can
    /// say what became what.
    pub(super) fn check(self, places: &Places, faults: &mut Vec<Fault>) -> Vec<Change> {
        let mut changes = self.changes;
        for (number, change) in changes.iter_mut().enumerate() {
            change.at = places.at(&format!("verandering.{number}"));
            if let Some((message, hint)) = wrong(change) {
                faults.push(Fault::new(change.at.clone(), message, hint));
            }
        }
        changes
    }
}

/// What is wrong with a change, and what to do; `None` if it is fine.
fn wrong(change: &Change) -> Option<(String, &'static str)> {
    let Change { before, now, compares, .. } = change;
    let codes = before.join("` en `");
    Some(if before.is_empty() {
        (
            "`was` is leeg".to_owned(),
            "een nieuwe vraag heeft geen regel nodig: haal deze verandering weg",
        )
    } else if before.len() > 1 && now.len() > 1 {
        (
            format!("van `{codes}` is niet te zeggen welke code welke werd"),
            "zet bij elke nieuwe code een eigen [[verandering]]",
        )
    } else if *compares && now.is_empty() {
        (
            format!("`{codes}` is vervallen (wordt = []), dus er is niets te vergelijken"),
            "schrijf vergelijkbaar = false",
        )
    } else if *compares && now.len() > 1 {
        (
            format!("`{codes}` is gesplitst, en wat is gesplitst, is niet te vergelijken"),
            "schrijf vergelijkbaar = false",
        )
    } else {
        return None;
    })
}
