//! Reads `partners.toml`: what national partners contribute to the report.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::error::Fault;
use super::schema::{Field, Kind, Places, Schema, needed, optional};

/// A national partner and what it reports.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// Short code: `reclassering`, `rvdk`, `politie`, `om`, `rechtspraak`.
    pub code: String,
    /// Name as printed.
    #[serde(rename = "naam")]
    pub name: String,
    /// What it contributes, a paragraph each.
    #[serde(rename = "bijdrage")]
    pub contributions: Vec<Contribution>,
}

/// One paragraph of a national partner.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contribution {
    /// The paragraph, printed unchanged.
    #[serde(rename = "tekst")]
    pub text: String,
    /// Where it comes from.
    #[serde(rename = "bron")]
    pub source: String,
}

/// `partners.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartnersFile {
    #[serde(rename = "partner", default)]
    partners: Vec<Partner>,
}

const CONTRIBUTION: &[Field] = &[needed("tekst", Kind::Text), needed("bron", Kind::Text)];
const PARTNER: &[Field] = &[
    needed("code", Kind::Code),
    needed("naam", Kind::Name),
    needed("bijdrage", Kind::Tables(CONTRIBUTION)),
];
/// What `partners.toml` may hold.
pub(super) const SCHEMA: Schema = Schema::Keys(&[optional("partner", Kind::Tables(PARTNER))]);

impl PartnersFile {
    /// The partners. A fault is one that stands there twice.
    pub(super) fn check(self, places: &Places, faults: &mut Vec<Fault>) -> Vec<Partner> {
        let mut codes = BTreeSet::new();
        for (number, partner) in self.partners.iter().enumerate() {
            if !codes.insert(&partner.code) {
                faults.push(Fault::new(
                    places.at(&format!("partner.{number}.code")),
                    format!("partner `{}` staat er twee keer", partner.code),
                    "zet alle bijdragen van een partner onder dezelfde kop [[partner]], elk onder [[partner.bijdrage]]",
                ));
            }
        }
        self.partners
    }
}
