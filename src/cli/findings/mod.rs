//! How findings are shown: a format a file, each a function of the findings that gives the text.
//!
//! In: [`Findings`]. Out: a `String`; nothing here prints. Every format tells all findings in
//! full; only `text` tells a fault that many files share once, with the list of where it stands.
//! What municipalities typed is untrusted: each format makes it harmless in its own way.

pub(super) mod csv;
pub(super) mod html;
pub(super) mod json;
pub(super) mod sarif;
mod snippet;
pub(super) mod text;

use crate::cycle::Register;
use crate::finding::{Finding, Severity};
use crate::workbook::Sheets;

/// The findings of a run, with what is needed to tell of them.
pub(super) struct Findings<'a> {
    /// The year of the questionnaires.
    pub(super) year: i16,
    /// All findings, in the order of files, sheets and cells.
    pub(super) all: &'a [Finding],
    /// The register, for the names of municipalities.
    pub(super) register: &'a Register,
    /// The cells of the returns that could be read.
    pub(super) sheets: &'a [Sheets],
    /// How many files were looked at.
    pub(super) files: usize,
}

impl Findings<'_> {
    /// The name of the municipality that a finding is about, where there is one.
    fn name<'b>(&'b self, finding: &'b Finding) -> Option<&'b str> {
        finding.municipality.as_ref().map(|code| self.register.name(code))
    }

    /// How many there are of each weight, in words.
    fn summary(&self) -> String {
        let weighing = |severity| self.all.iter().filter(|each| each.severity == severity).count();
        [
            (self.files, "bestand", "bestanden"),
            (weighing(Severity::Error), "fout", "fouten"),
            (weighing(Severity::Warning), "waarschuwing", "waarschuwingen"),
        ]
        .map(|(count, one, many)| counted(count, one, many))
        .join(", ")
    }
}

/// A number of things: `1 fout`, `2 fouten`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The word for a weight, as people read it.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "fout",
        Severity::Warning => "let op",
    }
}

/// The text on one line, in which no character steers a terminal or turns the order of reading.
pub(super) fn on_one_line(text: &str) -> String {
    without_tricks(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The text with `�` for each character that would be followed rather than shown.
fn without_tricks(text: &str) -> String {
    without_controls(text).chars().map(|c| if is_invisible(c) { '�' } else { c }).collect()
}

/// The text with `�` for each character that steers a terminal; line ends and tabs stay.
fn without_controls(text: &str) -> String {
    let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    text.chars().map(|c| if steers(c) { '�' } else { c }).collect()
}

/// Characters without width, and those that turn the direction of writing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The text, or its beginning and `…` where it has more than `length` characters.
pub(super) fn shortened(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let kept: String = text.chars().take(length.saturating_sub(1)).collect();
    kept.trim_end().to_owned() + "…"
}
