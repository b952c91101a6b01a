//! Reads `beleidskeuze.toml`: why the money is spent this way, in the frame that the law asks for.
//!
//! The frame is that of article 3.1 of the Comptabiliteitswet 2016, known as *Beleidskeuzes uitgelegd*.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::constants::Constant;
use super::error::Fault;
use super::inserts;
use super::schema::{Field, Kind, Places, Schema, needed};
use crate::basis::PolicyPart;

/// What is said of one of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyText {
    /// What is said, as printed. Constants stand between braces.
    #[serde(rename = "tekst")]
    pub text: String,
    /// Where it comes from.
    #[serde(rename = "bron")]
    pub source: String,
}

/// `beleidskeuze.toml`.
pub(super) type PolicyFile = BTreeMap<String, PolicyText>;

const TEXT: &[Field] = &[needed("tekst", Kind::Text), needed("bron", Kind::Text)];
/// What `beleidskeuze.toml` may hold: the frame is whole, or it is not that of the law.
pub(super) const SCHEMA: Schema = Schema::Keys(&[
    needed("doel", Kind::Table(TEXT)),
    needed("instrumenten", Kind::Table(TEXT)),
    needed("gevolgen-rijk", Kind::Table(TEXT)),
    needed("gevolgen-samenleving", Kind::Table(TEXT)),
    needed("doeltreffendheid", Kind::Table(TEXT)),
    needed("doelmatigheid", Kind::Table(TEXT)),
    needed("evaluatie", Kind::Table(TEXT)),
]);

/// What is said of each part; none if the year has no such file.
pub(super) fn check(
    file: PolicyFile,
    constants: Option<&BTreeMap<String, Constant>>,
    places: &Places,
    faults: &mut Vec<Fault>,
) -> BTreeMap<PolicyPart, PolicyText> {
    let named = |(word, text): (String, PolicyText)| Some((PolicyPart::named(&word)?, text));
    let policy: BTreeMap<PolicyPart, PolicyText> = file.into_iter().filter_map(named).collect();
    for (part, it) in &policy {
        let at = places.at(&format!("{}.tekst", part.word()));
        inserts::check(&it.text, &at, constants, faults);
    }
    policy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_asks_for_each_part_of_the_frame() {
        let Schema::Keys(fields) = SCHEMA else { panic!("the parts are keys") };
        let keys: Vec<&str> = fields.iter().map(|field| field.key).collect();
        assert_eq!(keys, PolicyPart::ALL.map(PolicyPart::word));
        assert_eq!(PolicyPart::named("iets"), None);
    }
}
