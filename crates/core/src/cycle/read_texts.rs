//! Reads and extends `gelezen.toml`: which words of municipalities somebody read before an edition.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::schema::{Field, Kind, Schema, needed, optional};
use super::settings::{date, write_date};
use super::text::appended;
use crate::municipality::MunicipalityCode;

/// That somebody read what a municipality wrote. It holds for these words alone: other words are to be read again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadText {
    /// Whose words they are.
    #[serde(rename = "gemeente")]
    pub municipality: MunicipalityCode,
    /// The question that they answer, or whose answer they remark on.
    #[serde(rename = "vraag")]
    pub question: String,
    /// SHA-256 of the words, in hexadecimal.
    #[serde(rename = "tekst")]
    pub sha256: String,
    /// Who read them: a function or a team, never a person's name.
    #[serde(rename = "wie")]
    pub by: String,
    /// The day on which they were read.
    #[serde(rename = "wanneer", deserialize_with = "date", serialize_with = "write_date")]
    pub on: Date,
}

/// `gelezen.toml`.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReadTextsFile {
    #[serde(rename = "gelezen", default)]
    pub(super) texts: Vec<ReadText>,
}

const TEXT: &[Field] = &[
    needed("gemeente", Kind::Municipality),
    needed("vraag", Kind::Name),
    needed("tekst", Kind::Name),
    needed("wie", Kind::Text),
    needed("wanneer", Kind::Day),
];
/// What `gelezen.toml` may hold.
pub(super) const SCHEMA: Schema = Schema::Keys(&[optional("gelezen", Kind::Tables(TEXT))]);

/// The text of `gelezen.toml` with some more words that were read.
#[must_use]
pub fn with_read_texts(text: &str, read: &[ReadText]) -> String {
    let file = ReadTextsFile { texts: read.to_vec() };
    appended(text, &toml::to_string(&file).expect("it is text and dates, which TOML can hold"))
}
