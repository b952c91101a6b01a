//! Writes how far the returns of a year are as an HTML page, in the look of the page of findings.

use std::fmt::Write as _;

use crate::diagnostics::{escaped, page};
use crate::dutch;

use super::row::{Row, State};
use super::standing::Standing;

const COLUMNS: [&str; 8] =
    ["Gemeente", "Binnen", "Versie", "Fouten", "Let op", "Toegelicht", "Akkoord", "Bestand"];

impl Standing {
    /// How far the returns are, as an HTML page.
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut table =
            String::from("<table class=\"stand\">\n<caption>Per gemeente</caption>\n<thead>\n<tr>");
        for name in COLUMNS {
            _ = write!(table, "<th scope=\"col\">{name}</th>");
        }
        table.push_str("</tr>\n</thead>\n<tbody>\n");
        for each in &self.municipalities {
            row(each, &mut table);
        }
        table.push_str("</tbody>\n</table>\n");
        page(&self.title(), &self.summary(), &table)
    }
}

fn row(row: &Row, table: &mut String) {
    let is_there = row.state != State::Missing;
    let number = |number: usize| if is_there { number.to_string() } else { String::new() };
    let version = row.version.map(|version| version.to_string());
    let unknown = if is_there { "onbekend" } else { "" };
    let role = row.signed_by.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
    let hash = row.short_hash().map(|hash| format!(" ({hash})")).unwrap_or_default();
    let cells = [
        row.arrival(dutch::date),
        version.unwrap_or_else(|| unknown.to_owned()),
        number(row.errors),
        number(row.warnings),
        number(row.explained),
        row.signature(dutch::date) + &role,
        row.files.join(", ") + &hash,
    ];
    let class = match row.state {
        State::Missing | State::Blank => " class=\"let-op\"",
        State::Unusable => " class=\"fout\"",
        State::Returned if row.errors > 0 => " class=\"fout\"",
        State::Returned => "",
    };
    let name = escaped(&row.name);
    _ = write!(table, "<tr{class}><th scope=\"row\">{name}</th>");
    for (head, cell) in COLUMNS.iter().skip(1).zip(cells) {
        let cell = if cell.is_empty() { "–".to_owned() } else { escaped(&cell) };
        _ = write!(table, "<td data-kop=\"{head}\"><bdi>{cell}</bdi></td>");
    }
    table.push_str("</tr>\n");
}
