use serde::Deserialize;

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
