use jiff::civil::Date;
use serde::Deserialize;

use super::settings::date;

/// What is officially held of an intervention, as the programme team recorded it on a day. A later
/// entry about the same intervention takes its place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recognition {
    /// Code of the intervention.
    #[serde(rename = "interventie")]
    pub intervention: String,
    /// The verdict, as printed, such as `erkend door het NJi`.
    #[serde(rename = "oordeel")]
    pub verdict: String,
    /// Where the verdict stands.
    #[serde(rename = "bron")]
    pub source: String,
    /// The day on which the team recorded it.
    #[serde(rename = "vastgelegd", deserialize_with = "date")]
    pub recorded: Date,
}

/// `erkenningen.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecognitionsFile {
    #[serde(rename = "erkenning", default)]
    pub(super) recognitions: Vec<Recognition>,
}
