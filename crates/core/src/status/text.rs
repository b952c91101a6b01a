//! Writes how far the returns of a year are for people at a terminal of 80 columns.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::diagnostics::{BOLD, on_one_line, shortened};

use super::row::{Row, State};
use super::standing::Standing;

/// The width of a line in characters.
const WIDTH: usize = 80;
/// The width of a name in characters; `'s-Hertogenbosch` has as many.
const NAME: usize = 16;

impl Standing {
    /// How far the returns are, for a terminal.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!("{BOLD}{}{BOLD:#}\n\n", self.title());
        let head = ["Gemeente", "binnen", "versie", "fouten", "let op", "toegelicht", "akkoord"];
        _ = writeln!(text, "{BOLD}{}{BOLD:#}", line(head));
        for row in &self.municipalities {
            text.push_str(&told(row));
        }
        text.push('\n');
        for sentence in self.summary() {
            wrapped(&sentence, &mut text);
        }
        text
    }
}

fn line([name, arrival, version, errors, warnings, explained, signed]: [&str; 7]) -> String {
    let line = format!(
        "{name:<NAME$}  {arrival:<14}  {version:>6}  {errors:>6}  {warnings:>6}  {explained:>10}  {signed:<10}"
    );
    line.trim_end().to_owned()
}

fn told(row: &Row) -> String {
    let name = shortened(&on_one_line(&row.name), NAME);
    let arrival = row.arrival(short);
    if row.state == State::Missing {
        return line([&name, &arrival, "", "", "", "", ""]) + "\n";
    }
    let version = row.version.map_or("?".to_owned(), |version| version.to_string());
    let signed = row.signature(short);
    let [errors, warnings, explained] =
        [row.errors, row.warnings, row.explained].map(|number| number.to_string());
    let mut text = line([&name, &arrival, &version, &errors, &warnings, &explained, &signed]);
    let mut below = format!("  {}", row.files.join(", "));
    if let Some(hash) = row.short_hash() {
        _ = write!(below, " ({hash})");
    }
    if let Some(role) = &row.signed_by {
        _ = write!(below, ", akkoord: {}", on_one_line(role));
    }
    _ = write!(text, "\n  {}\n", shortened(&on_one_line(&below), WIDTH - 2));
    text
}

/// A day in the shortest form that a Dutch reader knows.
fn short(date: Date) -> String {
    format!("{:02}-{:02}-{}", date.day(), date.month(), date.year())
}

/// Adds a sentence, broken at the ends of words.
fn wrapped(sentence: &str, text: &mut String) {
    let mut used = 0;
    for word in sentence.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > WIDTH {
            text.push_str("\n  ");
            used = 2;
        } else if used > 0 {
            text.push(' ');
            used += 1;
        }
        text.push_str(word);
        used += length;
    }
    text.push('\n');
}
