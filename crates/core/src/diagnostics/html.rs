//! Writes the findings for people as an HTML page: one file, in Dutch, without scripts.

use std::fmt::Write as _;

use crate::dutch;
use crate::escape;
use crate::finding::{Finding, Severity};

use super::findings::{Findings, OUTSIDE, file};
use super::harmless::without_tricks;
use super::wording::weight;

const STYLE: &str = include_str!("findings.css");

impl Findings<'_> {
    /// The findings as an HTML page.
    #[must_use]
    pub fn to_html(&self) -> String {
        let title = format!("Bevindingen bij de vragenlijsten van {}", self.year);
        let mut tables = String::new();
        for group in self.all.chunk_by(|one, next| file(one) == file(next)) {
            table(group, self, &mut tables);
        }
        page(&title, &[self.summary()], &tables)
    }
}

/// A whole page with this title, these paragraphs and then `rest`, which is HTML already.
pub(crate) fn page(title: &str, paragraphs: &[String], rest: &str) -> String {
    let title = escaped(title);
    let escaped: Vec<String> = paragraphs.iter().map(|text| escaped(text)).collect();
    let paragraphs = escaped.join("</p>\n<p>");
    format!(
        "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n\
         <p>{paragraphs}</p>\n{rest}</main>\n</body>\n</html>\n"
    )
}

/// Adds the table of the findings in one file.
///
/// Nothing in it has a role. Browsers no longer forget what the elements mean where the style sheet puts the cells of
/// a row under each other, and HTML forbids a role on a cell or a row of a table.
fn table(group: &[Finding], findings: &Findings, page: &mut String) {
    let whose = group.iter().find_map(|finding| findings.name(finding));
    let caption = match (group.first().map_or("", file), whose) {
        ("", _) => OUTSIDE.to_owned(),
        (file, Some(name)) => format!("{} <span>{}</span>", escaped(file), escaped(name)),
        (file, None) => escaped(file),
    };
    _ = writeln!(page, "<table>\n<caption>{caption}</caption>");
    page.push_str("<thead>\n<tr>");
    for name in ["Bevinding", "Waar", "Wat er mis is", "Wat te doen"] {
        _ = write!(page, "<th scope=\"col\">{name}</th>");
    }
    page.push_str("</tr>\n</thead>\n<tbody>\n");
    for finding in group {
        row(finding, findings, page);
    }
    page.push_str("</tbody>\n</table>\n");
}

fn row(finding: &Finding, findings: &Findings, page: &mut String) {
    let class = match finding.severity {
        Severity::Error => "fout",
        Severity::Warning => "let-op",
    };
    let about = finding.municipality.as_ref().zip(findings.name(finding));
    let about = about.map(|(code, name)| format!("{name} ({code})"));
    let place = match &finding.place {
        Some(place) => {
            let in_text =
                place.in_text().map(|(line, column)| format!("regel {line}, teken {column}"));
            place.in_file().or(in_text).or_else(|| Some("het hele bestand".to_owned()))
        }
        None => None,
    };
    let question = finding.question.as_ref().map(|code| format!("vraag {code}"));
    let place: Vec<String> =
        [about, place, question].into_iter().flatten().map(|part| escaped(&part)).collect();
    let mut wrong = format!("<p>{}</p>", said(&finding.message));
    for (label, text) in [("Gevonden", &finding.found), ("Toegelicht", &finding.explained)] {
        if let Some(text) = text {
            _ = write!(wrong, "<p>{label}: <bdi>{}</bdi></p>", escaped(text));
        }
    }
    _ = writeln!(
        page,
        "<tr class=\"{class}\"><th scope=\"row\">{} {}</th>\
         <td data-kop=\"Waar\">{}</td>\
         <td data-kop=\"Wat er mis is\">{wrong}</td>\
         <td data-kop=\"Wat te doen\">{}</td></tr>",
        weight(finding.severity).1,
        finding.code,
        place.join("<br>"),
        said(findings.hint(finding)),
    );
}

/// A message or a hint as HTML, with quotation marks around what it quotes.
fn said(text: &str) -> String {
    escaped(&dutch::quoted(text))
}

/// The text made harmless for use between tags and in attributes.
pub(crate) fn escaped(text: &str) -> String {
    escape::html(&without_tricks(text)).to_string()
}
