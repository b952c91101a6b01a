//! Writes the findings for a spreadsheet: a row each, separated by commas (RFC 4180), in UTF-8 with its mark.
//!
//! What a municipality typed must not become a formula in the sheet of whoever opens the file. A program set
//! to Dutch or German separates by semicolons, others by tabs, and neither sees the quotation marks of the
//! other. So `=`, `+`, `-` and `@` get an apostrophe before them not only where a value starts, but also
//! after a semicolon, a tab or a line end inside it. Other control characters become `�`.

use crate::finding::{Finding, Severity};
use crate::place::Place;

use super::findings::Findings;
use super::harmless::without_controls;

/// The names of the columns.
const HEADER: [&str; 15] = [
    "code",
    "severity",
    "municipality",
    "name",
    "question",
    "file",
    "sheet",
    "cell",
    "found",
    "message",
    "hint",
    "explained",
    "team_hint",
    "line",
    "column",
];
/// Without this mark, Excel takes the letters for those of another alphabet.
const BYTE_ORDER_MARK: &str = "\u{feff}";

impl Findings<'_> {
    /// The findings as CSV.
    #[must_use]
    pub fn to_csv(&self) -> String {
        table(&HEADER, self.all.iter().map(|finding| row(finding, self)))
    }
}

/// A table as CSV in which no value can become a formula.
#[must_use]
pub fn table<const COLUMNS: usize>(
    header: &[&str; COLUMNS],
    rows: impl Iterator<Item = [String; COLUMNS]>,
) -> String {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let all_fit = "memory takes every row, and all rows have as many columns";
    writer.write_record(header).expect(all_fit);
    for row in rows {
        writer.write_record(row.map(|value| harmless(&value))).expect(all_fit);
    }
    let bytes = writer.into_inner().expect(all_fit);
    BYTE_ORDER_MARK.to_owned() + &String::from_utf8(bytes).expect("made of texts")
}

fn row(finding: &Finding, findings: &Findings) -> [String; HEADER.len()] {
    let place = finding.place.as_ref();
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let (line, column) = place.and_then(Place::in_text).unzip();
    let number = |it: Option<u32>| it.map(|it| it.to_string()).unwrap_or_default();
    let cell = |place: &Place| place.cell.map(|cell| cell.to_string());
    [
        finding.code.to_owned(),
        severity.to_owned(),
        finding.municipality.as_ref().map(ToString::to_string).unwrap_or_default(),
        findings.name(finding).unwrap_or_default().to_owned(),
        finding.question.clone().unwrap_or_default(),
        place.map(|place| place.file.clone()).unwrap_or_default(),
        place.and_then(|place| place.sheet.clone()).unwrap_or_default(),
        place.and_then(cell).unwrap_or_default(),
        finding.found.clone().unwrap_or_default(),
        finding.message.clone(),
        finding.hint.clone(),
        finding.explained.clone().unwrap_or_default(),
        finding.team_hint.clone().unwrap_or_default().into(),
        number(line),
        number(column),
    ]
}

/// The value with an apostrophe wherever a program could take what follows for a formula.
fn harmless(value: &str) -> String {
    let quote = if value.starts_with(['\t', '\r', '\n']) { "'" } else { "" };
    let mut written = quote.to_owned();
    // Whether a cell may start here: only quotation marks and spaces stand between it and a separator.
    let mut is_start = true;
    for c in without_controls(value).chars() {
        if is_start && matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') {
            written.push('\'');
        }
        written.push(c);
        is_start = match c {
            ';' | '\t' | '\r' | '\n' => true,
            '"' | '\'' => is_start,
            c => is_start && c.is_whitespace(),
        };
    }
    written
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_starts_a_formula_whatever_separates_the_cells() {
        for (typed, written) in [
            ("=1+1", "'=1+1"),
            ("-5", "'-5"),
            ("a;=1+1", "a;'=1+1"),
            ("a; \"=1+1\"", "a; \"'=1+1\""),
            ("a\t@SOM(A1)", "a\t'@SOM(A1)"),
            ("a\n+1\r\n-2", "a\n'+1\r\n'-2"),
            (";;=1", ";;'=1"),
            ("\t=1", "'\t'=1"),
            (" =1", " '=1"),
            ("'=1", "''=1"),
            ("＝1", "'＝1"),
            ("wijk-aanpak; 3 + 4 = 7, -2", "wijk-aanpak; 3 + 4 = 7, -2"),
        ] {
            assert_eq!(harmless(typed), written, "{typed:?}");
        }
    }
}
