//! Reads and extends `ontvangst.toml`: which files came in when, and which were refused.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::schema::{Field, Kind, Schema, needed, optional};
use super::settings::{date, optional_date, write_date, write_optional_date};
use super::text::appended;
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
    /// SHA-256 of the return whose place it took; `None` if it took none.
    #[serde(rename = "vervangt", default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// The day on which this version was put back; `None` if it was not there before.
    #[serde(
        rename = "teruggezet",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "optional_date",
        serialize_with = "write_optional_date"
    )]
    pub restored: Option<Date>,
}

/// That a file came in and was not received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// Its name, as it came in.
    #[serde(rename = "bestand")]
    pub file: String,
    /// Whose it is, if that stands in it.
    #[serde(rename = "gemeente", default, skip_serializing_if = "Option::is_none")]
    pub municipality: Option<MunicipalityCode>,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The day on which it came in.
    #[serde(rename = "geweigerd", deserialize_with = "date", serialize_with = "write_date")]
    pub on: Date,
    /// Why it was not received.
    #[serde(rename = "reden")]
    pub why: String,
}

/// `ontvangst.toml`.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReceiptsFile {
    #[serde(rename = "ontvangst", default, skip_serializing_if = "Vec::is_empty")]
    pub(super) receipts: Vec<Receipt>,
    #[serde(rename = "weigering", default, skip_serializing_if = "Vec::is_empty")]
    pub(super) refusals: Vec<Refusal>,
}

const RECEIPT: &[Field] = &[
    needed("gemeente", Kind::Municipality),
    needed("bestand", Kind::Text),
    needed("sha256", Kind::Text),
    needed("grootte", Kind::Number(0, i64::MAX)),
    needed("ontvangen", Kind::Day),
    optional("vervangt", Kind::Text),
    optional("teruggezet", Kind::Day),
];
const REFUSAL: &[Field] = &[
    needed("bestand", Kind::Text),
    optional("gemeente", Kind::Municipality),
    needed("sha256", Kind::Text),
    needed("geweigerd", Kind::Day),
    needed("reden", Kind::Text),
];
/// What `ontvangst.toml` may hold.
pub(super) const SCHEMA: Schema = Schema::Keys(&[
    optional("ontvangst", Kind::Tables(RECEIPT)),
    optional("weigering", Kind::Tables(REFUSAL)),
]);

/// The text of `ontvangst.toml` with one more receipt.
#[must_use]
pub fn with_receipt(text: &str, receipt: &Receipt) -> String {
    added(text, &ReceiptsFile { receipts: vec![receipt.clone()], ..ReceiptsFile::default() })
}

/// The text of `ontvangst.toml` with one more refusal.
#[must_use]
pub fn with_refusal(text: &str, refusal: &Refusal) -> String {
    added(text, &ReceiptsFile { refusals: vec![refusal.clone()], ..ReceiptsFile::default() })
}

fn added(text: &str, file: &ReceiptsFile) -> String {
    appended(text, &toml::to_string(file).expect("names, numbers and days are TOML"))
}
