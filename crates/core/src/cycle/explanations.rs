//! Reads and extends `toelichtingen.toml`: why single warnings are no reason for worry.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::schema::{Field, Kind, Schema, needed, optional};
use super::settings::{date, write_date};
use super::text::appended;
use crate::municipality::MunicipalityCode;

/// Why a warning is no reason for worry, as the programme team recorded it.
///
/// It holds for the value that it was given for: another value wants another explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// Code of the warning.
    pub code: String,
    /// The municipality that it is about.
    #[serde(rename = "gemeente")]
    pub municipality: MunicipalityCode,
    /// Code of the question.
    #[serde(rename = "vraag")]
    pub question: String,
    /// The value that the finding found, word for word.
    #[serde(rename = "waarde")]
    pub value: String,
    /// Who settled it: a function or a team, never a person's name.
    #[serde(rename = "wie")]
    pub by: String,
    /// The day on which it was settled.
    #[serde(rename = "wanneer", deserialize_with = "date", serialize_with = "write_date")]
    pub on: Date,
    /// The explanation.
    #[serde(rename = "waarom")]
    pub because: String,
}

/// `toelichtingen.toml`.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExplanationsFile {
    #[serde(rename = "toelichting", default)]
    pub(super) explanations: Vec<Explanation>,
}

const EXPLANATION: &[Field] = &[
    needed("code", Kind::Name),
    needed("gemeente", Kind::Municipality),
    needed("vraag", Kind::Any),
    needed("waarde", Kind::Any),
    needed("wie", Kind::Text),
    needed("wanneer", Kind::Day),
    needed("waarom", Kind::Text),
];
/// What `toelichtingen.toml` may hold.
pub(super) const SCHEMA: Schema =
    Schema::Keys(&[optional("toelichting", Kind::Tables(EXPLANATION))]);

/// The text of `toelichtingen.toml` with one more explanation.
#[must_use]
pub fn with_explanation(text: &str, explanation: &Explanation) -> String {
    let file = ExplanationsFile { explanations: vec![explanation.clone()] };
    appended(
        text,
        &toml::to_string(&file).expect("an explanation is text and a date, which TOML can hold"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_explanation_is_read_back_as_it_was_written() {
        let explanation = Explanation {
            code: "W506".to_owned(),
            municipality: MunicipalityCode::parse("GM0363").unwrap(),
            question: "ajb.aangemeld".to_owned(),
            value: "1.210".to_owned(),
            by: "programmateam".to_owned(),
            on: Date::constant(2024, 4, 2),
            because: "nageteld met de gemeente: \"alle scholen\" doen mee".to_owned(),
        };
        let once = with_explanation("# Toelichtingen\n", &explanation);
        assert!(once.starts_with("# Toelichtingen\n\n[[toelichting]]\n"), "{once}");
        assert!(once.contains("wanneer = 2024-04-02"), "{once}");
        let twice = with_explanation(&once, &explanation);
        let read: ExplanationsFile = toml::from_str(&twice).unwrap();
        assert_eq!(read.explanations, [explanation.clone(), explanation]);
    }
}
