//! How findings are shown: one file per format, each with a function that turns the findings into text.
//!
//! In: [`Findings`]. Out: a `String`; nothing here prints. Every format lists all findings in full; only `text`
//! gathers a fault that many files share, with the list of where it stands. What municipalities typed is untrusted:
//! each format makes it harmless in its own way.

pub(super) mod csv;
pub(super) mod html;
pub(super) mod json;
pub(super) mod sarif;
mod snippet;
mod source;
pub(super) mod text;

use std::collections::BTreeMap;

use pmg_core::cycle::{Register, Template};
use pmg_core::finding::{Finding, Severity};
use pmg_core::workbook::Sheets;

/// The findings of a run, with what the formats need to show them.
pub(super) struct Findings<'a> {
    /// The year of the questionnaires.
    pub(super) year: i16,
    /// All findings, in the order of files, sheets and cells.
    pub(super) all: &'a [Finding],
    /// The register, for the names of municipalities.
    pub(super) register: &'a Register,
    /// The cells of the returns that could be read.
    pub(super) sheets: &'a [Sheets],
    /// The templates that the text was made of; empty if no text was made.
    pub(super) templates: &'a BTreeMap<String, Template>,
    /// The number of files that were checked.
    pub(super) files: usize,
    /// Who reads them.
    pub(super) reader: Reader,
}

/// Who reads the findings, which decides what there is to do about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// Somebody who checks named files before sending them in.
    Municipality,
    /// The programme team, which checks all that came in.
    Team,
}

impl Findings<'_> {
    /// The name of the municipality that a finding is about; `None` if it is about none.
    fn name<'b>(&'b self, finding: &'b Finding) -> Option<&'b str> {
        finding.municipality.as_ref().map(|code| self.register.name(code))
    }

    /// What the reader is to do about a finding.
    fn hint<'b>(&self, finding: &'b Finding) -> &'b str {
        let team_hint = finding.team_hint.as_deref().filter(|_| self.reader == Reader::Team);
        team_hint.unwrap_or(&finding.hint)
    }

    /// The number of files, errors and warnings, in words.
    fn summary(&self) -> String {
        let warnings = self.weighing(Severity::Warning);
        let settled = match warnings - self.open_warnings() {
            0 => String::new(),
            1 if warnings == 1 => ", toegelicht".to_owned(),
            all if all == warnings => ", alle toegelicht".to_owned(),
            some => format!(", waarvan {some} toegelicht"),
        };
        let parts = [
            counted(self.files, "bestand", "bestanden"),
            counted(self.weighing(Severity::Error), "fout", "fouten"),
            counted(warnings, "waarschuwing", "waarschuwingen"),
        ];
        parts.join(", ") + &settled
    }

    /// What can be done now; `None` if there are errors to mend or no files.
    fn ready(&self) -> Option<String> {
        if self.files == 0 || self.weighing(Severity::Error) > 0 {
            return None;
        }
        let open = counted(self.open_warnings(), "waarschuwing", "waarschuwingen");
        let is_open = self.open_warnings() > 0;
        Some(match (self.reader, self.files, is_open) {
            (Reader::Municipality, 1, false) => {
                "Geen fouten: deze opgave is klaar om in te sturen.".to_owned()
            }
            (Reader::Municipality, _, false) => {
                "Geen fouten: deze opgaven zijn klaar om in te sturen.".to_owned()
            }
            (Reader::Municipality, ..) => {
                format!(
                    "Geen fouten. Kijk nog naar {open}: verbeter het antwoord of zet er een toelichting bij."
                )
            }
            (Reader::Team, _, false) => "Geen fouten: alle opgaven zijn te gebruiken.".to_owned(),
            (Reader::Team, ..) => {
                format!(
                    "Geen fouten: alle opgaven zijn te gebruiken. Nog open (zie `pmg accept`): {open}."
                )
            }
        })
    }

    fn weighing(&self, severity: Severity) -> usize {
        self.all.iter().filter(|each| each.severity == severity).count()
    }

    fn open_warnings(&self) -> usize {
        let open = |each: &&Finding| each.severity == Severity::Warning && each.explained.is_none();
        self.all.iter().filter(open).count()
    }
}

/// What stands above findings that are in no file, such as a return that is missing.
const OUTSIDE: &str = "Buiten de vragenlijsten";

/// The name of the file that a finding is in; empty if it is in none.
fn file(finding: &Finding) -> &str {
    finding.place.as_ref().map_or("", |place| place.file.as_str())
}

/// A number of things: `1 fout`, `2 fouten`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The Dutch word for a severity.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "fout",
        Severity::Warning => "let op",
    }
}

/// The text on one line, with `�` for each character that steers a terminal or turns the order of reading.
pub(super) fn on_one_line(text: &str) -> String {
    without_tricks(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The text with `�` for each character that would act on the reader's screen and not be shown.
fn without_tricks(text: &str) -> String {
    without_controls(text).chars().map(|c| if is_invisible(c) { '�' } else { c }).collect()
}

/// The text with `�` for each character that steers a terminal; line ends and tabs stay.
fn without_controls(text: &str) -> String {
    let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    text.chars().map(|c| if steers(c) { '�' } else { c }).collect()
}

/// Whether a character has no width or turns the direction of writing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The text, or its beginning and `…` if it has more than `length` characters.
pub(super) fn shortened(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let kept: String = text.chars().take(length.saturating_sub(1)).collect();
    kept.trim_end().to_owned() + "…"
}

#[cfg(test)]
mod tests {
    use super::*;
    use pmg_core::checks::rules::naked_number;
    use pmg_core::place::Place;

    /// One format of the finding for a number that somebody typed in a template.
    fn shown(format: impl Fn(&Findings) -> String) -> String {
        let origin = "input/2024/templates/thema/mijn onderwijs.md".to_owned();
        let text = "# Kop\n\nIn drie gemeenten.\n".to_owned();
        let templates = BTreeMap::from([(
            "thema/mijn onderwijs.md".to_owned(),
            Template { origin: origin.clone(), text },
        )]);
        let finding =
            naked_number::find("drie", "In drie gemeenten.").at(Place::text(&origin, 3, 4));
        format(&Findings {
            year: 2024,
            all: &[finding],
            register: &Register::default(),
            sheets: &[],
            templates: &templates,
            files: 0,
            reader: Reader::Team,
        })
    }

    #[test]
    fn every_format_tells_where_in_a_template_a_number_stands() {
        let text = shown(|findings| text::write(findings, 80));
        assert!(text.contains("input/2024/templates/thema/mijn onderwijs.md:3:4\n"), "{text}");
        assert!(text.contains("    3 │ In drie gemeenten.\n      │    ^^^^\n"), "{text}");
        let csv = shown(|findings| csv::write(findings).unwrap());
        assert!(csv.lines().next().unwrap().ends_with(",line,column"), "{csv}");
        assert!(csv.trim_end().ends_with(",3,4"), "{csv}");
        let html = shown(html::write);
        assert!(
            html.contains("<td role=\"cell\" data-kop=\"Waar\">regel 3, teken 4</td>"),
            "{html}"
        );
    }

    #[test]
    fn a_place_in_a_template_is_a_region_and_its_folders_stay() {
        let sarif = shown(|findings| sarif::write(findings).unwrap());
        let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
        let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        let region = serde_json::json!({ "startLine": 3, "startColumn": 4, "endColumn": 8 });
        assert_eq!(place["region"], region);
        let uri = &place["artifactLocation"]["uri"];
        assert_eq!(uri, "input/2024/templates/thema/mijn%20onderwijs.md");
    }
}
