//! A definition with what is wrong with it so far, for the files that look for it.

use std::collections::BTreeMap;

use crate::cycle::{Definition, Fault};

/// A definition, and what is wrong with it so far.
pub(super) struct Check<'a> {
    pub(super) definition: &'a Definition,
    pub(super) faults: Vec<Fault>,
}

impl Check<'_> {
    /// Adds a fault at a place in the definition: `thema.0.interventie.2.code`.
    pub(super) fn fault(&mut self, path: &str, message: String, hint: impl Into<String>) {
        self.faults.push(Fault::new(self.definition.places.at(path), message, hint));
    }

    /// Adds a fault for each word that comes a second time.
    pub(super) fn once(&mut self, what: &str, words: impl Iterator<Item = (String, String)>) {
        let mut seen = BTreeMap::new();
        for (word, path) in words {
            if let Some(before) = seen.insert(word.to_lowercase(), path.clone()) {
                let before = self.definition.places.at(&before);
                self.fault(&path, format!("{what} `{word}` staat er twee keer"), format!("de eerste staat in {before}; geef een van de twee een andere naam of haal haar weg"));
            }
        }
    }
}
