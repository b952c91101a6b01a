//! The last edition of the year before, with what of it goes on in this year.

use std::collections::{BTreeMap, BTreeSet};

use super::year::Published;

/// What the last edition of the year before printed, and which of its measures can be compared with those of now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastEdition {
    /// The edition.
    pub published: Published,
    /// Each code of this year that can be compared, with the codes that it was: several if their numbers must be added
    /// up.
    pub continues: BTreeMap<String, Vec<String>>,
    /// The codes of this year that took the place of others and cannot be compared with them.
    pub asked_otherwise: BTreeSet<String>,
}

impl LastEdition {
    /// The codes of this year that a code of then goes on in.
    #[must_use]
    pub fn now(&self, before: &str) -> Vec<String> {
        let goes_on = |codes: &Vec<String>| codes.iter().any(|code| code == before);
        let now = self.continues.iter().filter(|(_, codes)| goes_on(codes));
        now.map(|(now, _)| now.clone()).collect()
    }
}
