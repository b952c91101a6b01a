//! Reads `constanten.toml`: numbers and findings from research that no municipality reports.

use serde::Deserialize;

use super::schema::{Field, Kind, Schema, needed, optional};

/// A number or a finding from research that is no figure of this year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constant {
    /// As printed.
    #[serde(rename = "tekst")]
    pub text: String,
    /// Where it comes from.
    #[serde(rename = "bron")]
    pub source: String,
    /// Whether a count in it comes from elsewhere, such as research: not from the municipalities of this report.
    #[serde(rename = "van_elders", default)]
    pub elsewhere: bool,
}

const FIELDS: &[Field] =
    &[needed("tekst", Kind::Text), needed("bron", Kind::Text), optional("van_elders", Kind::Flag)];
/// What `constanten.toml` may hold.
pub(super) const SCHEMA: Schema = Schema::Named(FIELDS);
