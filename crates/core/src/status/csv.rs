//! Writes how far the returns of a year are for a spreadsheet.

use crate::diagnostics::table;

use super::row::{Refused, Row, State};
use super::standing::Standing;

const HEADER: [&str; 14] = [
    "code",
    "gemeente",
    "stand",
    "binnen",
    "versie",
    "bestand",
    "sha256",
    "antwoorden",
    "fouten",
    "waarschuwingen",
    "toegelicht",
    "akkoord_door",
    "akkoord_op",
    "geweigerd",
];

impl Standing {
    /// How far the returns are, as CSV.
    #[must_use]
    pub fn to_csv(&self) -> String {
        table(&HEADER, self.municipalities.iter().map(row))
    }
}

fn row(row: &Row) -> [String; HEADER.len()] {
    let state = match row.state {
        State::Returned => "binnen",
        State::Blank => "leeg",
        State::Unusable => "niet bruikbaar",
        State::Missing => "ontbreekt",
    };
    [
        row.municipality.to_string(),
        row.name.clone(),
        state.to_owned(),
        shown(row.received),
        shown(row.version),
        row.files.join(" "),
        row.sha256.clone().unwrap_or_default(),
        row.answers.to_string(),
        row.errors.to_string(),
        row.warnings.to_string(),
        row.explained.to_string(),
        row.signed_by.clone().unwrap_or_default(),
        shown(row.signed),
        row.refused.last().map(Refused::shown).unwrap_or_default(),
    ]
}

fn shown(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
