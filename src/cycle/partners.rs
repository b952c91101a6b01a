use serde::Deserialize;

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
    /// The paragraph, printed as it is.
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
    pub(super) partners: Vec<Partner>,
}
