use std::path::Path;

use serde::Deserialize;

use super::CycleError;

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
}

/// `was-wordt.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangesFile {
    #[serde(rename = "verandering", default)]
    changes: Vec<Change>,
}

impl ChangesFile {
    /// Refuses a change that says nothing, or of which nobody can say what became what.
    pub(super) fn check(self, path: &Path) -> Result<Vec<Change>, CycleError> {
        for change in &self.changes {
            let Change { before, now, compares, reason } = change;
            let message = if before.is_empty() {
                "has no code in `was`; a new question needs no line"
            } else if before.len() > 1 && now.len() > 1 {
                "has several codes in `was` and in `wordt`; write a `[[verandering]]` for each new code"
            } else if *compares && now.is_empty() {
                "is dropped (`wordt = []`), so nothing compares: write `vergelijkbaar = false`"
            } else if reason.trim().is_empty() {
                "has no `reden`"
            } else {
                continue;
            };
            let message = format!("the change of `{}` {message}", before.join("`, `"));
            return Err(CycleError::Wrong { path: path.to_owned(), message });
        }
        Ok(self.changes)
    }
}
