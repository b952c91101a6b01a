//! How a year stands, for a spreadsheet.

use crate::cli::findings::csv::table;

use super::{Standing, State};

const HEADER: [&str; 12] = [
    "municipality",
    "name",
    "state",
    "received",
    "version",
    "file",
    "sha256",
    "errors",
    "warnings",
    "explained",
    "signed_by",
    "signed",
];

pub(super) fn write(standing: &Standing) -> anyhow::Result<String> {
    let rows = standing.municipalities.iter().map(|row| {
        let state = match row.state {
            State::Returned => "returned",
            State::Unusable => "unusable",
            State::Missing => "missing",
        };
        [
            row.municipality.to_string(),
            row.name.clone(),
            state.to_owned(),
            shown(row.received),
            shown(row.version),
            row.files.join(" "),
            row.sha256.clone().unwrap_or_default(),
            row.errors.to_string(),
            row.warnings.to_string(),
            row.explained.to_string(),
            row.signed_by.clone().unwrap_or_default(),
            shown(row.signed),
        ]
    });
    table(&HEADER, rows)
}

fn shown(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
