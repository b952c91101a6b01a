use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::schema::{Field, Kind, Schema, needed, optional};
use super::settings::{date, write_date};
use crate::municipality::MunicipalityCode;

/// That a return came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Whose it is.
    #[serde(rename = "gemeente")]
    pub municipality: MunicipalityCode,
    /// Its name among the returns.
    #[serde(rename = "bestand")]
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many bytes it has.
    #[serde(rename = "grootte")]
    pub size: u64,
    /// The day on which it was put among the returns.
    #[serde(rename = "ontvangen", deserialize_with = "date", serialize_with = "write_date")]
    pub on: Date,
    /// SHA-256 of the return whose place it took, where there was one.
    #[serde(rename = "vervangt", default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
}

/// `ontvangst.toml`.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReceiptsFile {
    #[serde(rename = "ontvangst", default)]
    pub(super) receipts: Vec<Receipt>,
}

const RECEIPT: &[Field] = &[
    needed("gemeente", Kind::Municipality),
    needed("bestand", Kind::Text),
    needed("sha256", Kind::Text),
    needed("grootte", Kind::Number(0, i64::MAX)),
    needed("ontvangen", Kind::Day),
    optional("vervangt", Kind::Text),
];
/// What `ontvangst.toml` may hold.
pub(super) const SCHEMA: Schema = Schema::Keys(&[optional("ontvangst", Kind::Tables(RECEIPT))]);

/// The text of `ontvangst.toml` with one receipt more.
#[must_use]
pub fn with_receipt(text: &str, receipt: &Receipt) -> String {
    let file = ReceiptsFile { receipts: vec![receipt.clone()] };
    super::appended(text, &toml::to_string(&file).unwrap_or_default())
}
