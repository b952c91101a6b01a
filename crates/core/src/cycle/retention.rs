//! Reads `bewaarlijst.toml`: what may not be kept in the archive of a year.

use serde::Deserialize;

use super::error::Fault;
use super::schema::{Field, Kind, Places, Schema, needed, optional};

/// Files of a year that may not be kept for good.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discarded {
    /// The file or the folder, by its path in the folder of a year: `questionnaires`.
    #[serde(rename = "wat")]
    pub path: String,
    /// Why it may not be kept, as the archive says it.
    #[serde(rename = "waarom")]
    pub because: String,
}

impl Discarded {
    /// Whether a path in the folder of a year is of what may not be kept.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        let rest = path.strip_prefix(&self.path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

/// `bewaarlijst.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RetentionFile {
    #[serde(rename = "niet", default)]
    discarded: Vec<Discarded>,
}

const DISCARDED: &[Field] = &[needed("wat", Kind::Name), needed("waarom", Kind::Text)];
/// What `bewaarlijst.toml` may hold.
pub(super) const SCHEMA: Schema = Schema::Keys(&[optional("niet", Kind::Tables(DISCARDED))]);

impl RetentionFile {
    /// What may not be kept, each by a path with `/` and without one at its end.
    pub(super) fn check(self, places: &Places, faults: &mut Vec<Fault>) -> Vec<Discarded> {
        let mut discarded = Vec::new();
        for (index, Discarded { path, because }) in self.discarded.into_iter().enumerate() {
            let path = path.replace('\\', "/").trim_end_matches('/').to_owned();
            let each = Discarded { path, because };
            let is_inside = |part: &str| !["", ".", ".."].contains(&part);
            if each.path.split('/').all(is_inside) && !each.path.contains(':') {
                discarded.push(each);
                continue;
            }
            faults.push(Fault::new(
                places.at(&format!("niet.{index}.wat")),
                format!("`{}` is geen bestand of map van een jaar", each.path),
                "noem het pad in de map van het jaar, zoals \"questionnaires\" of \"geheim/sleutel.txt\"",
            ));
        }
        discarded
    }
}
