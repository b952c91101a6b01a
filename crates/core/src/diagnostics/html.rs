//! Writes the findings for people as an HTML page: one file, in Dutch, without scripts.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use crate::checks::manual;
use crate::dutch;
use crate::escape;
use crate::finding::{Finding, Severity};
use crate::place::Place;

use super::findings::{Findings, OUTSIDE, file};
use super::harmless::without_tricks;
use super::wording::weight;

const STYLE: &str = include_str!("findings.css");

impl Findings<'_> {
    /// The findings as an HTML page: how it stands, and then each code once, with all places that it is about. What
    /// is missing and what is wrong comes first, what is settled last.
    #[must_use]
    pub fn to_html(&self) -> String {
        let title = format!("Bevindingen bij de vragenlijsten van {}", self.year);
        let groups = groups(self.all);
        let mut rest = String::new();
        contents(&groups, &mut rest);
        for group in &groups {
            section(group, self, &mut rest);
        }
        let said: Vec<String> = [self.summary()].into_iter().chain(self.ready()).collect();
        page(&title, &said, &rest)
    }
}

/// The findings of each code, in the order in which they are shown.
fn groups(all: &[Finding]) -> Vec<Vec<&Finding>> {
    let mut codes: BTreeMap<_, Vec<&Finding>> = BTreeMap::new();
    for finding in all {
        codes.entry(rank(finding)).or_default().push(finding);
    }
    codes.into_values().collect()
}

/// Errors before warnings, what is open before what is explained, files and returns before answers.
fn rank(finding: &Finding) -> (bool, bool, bool, &'static str) {
    let is_warning = finding.severity == Severity::Warning;
    let is_of_file = finding.code.starts_with('L');
    (is_warning, finding.explained.is_some(), !is_of_file, finding.code)
}

/// What a code finds, in a few words; empty if no rule has that code.
fn named(code: &str) -> &'static str {
    static TITLES: LazyLock<BTreeMap<&str, String>> =
        LazyLock::new(|| manual::pages().into_iter().map(|page| (page.code, page.title)).collect());
    TITLES.get(code).map(String::as_str).unwrap_or_default()
}

/// Where a group stands on the page. A code whose findings are partly explained is there twice.
fn anchor(of: &Finding) -> String {
    let settled = if of.explained.is_some() { "-toegelicht" } else { "" };
    format!("{}{settled}", of.code)
}

/// The heading of a group, such as `fout F201: antwoord dat geen getal is`.
fn heading(of: &Finding) -> String {
    let settled = if of.explained.is_some() { ", toegelicht" } else { "" };
    format!("{} {}: {}{settled}", weight(of.severity).1, of.code, said(named(of.code)))
}

/// Adds the list of the groups, if there is more than one.
fn contents(groups: &[Vec<&Finding>], page: &mut String) {
    if groups.len() < 2 {
        return;
    }
    page.push_str("<ul class=\"inhoud\">\n");
    for group in groups {
        let Some(first) = group.first() else { continue };
        let (anchor, heading) = (anchor(first), heading(first));
        _ = writeln!(page, "<li><a href=\"#{anchor}\">{heading}</a> ({})</li>", group.len());
    }
    page.push_str("</ul>\n");
}

/// Adds what one code finds, and its places below it.
///
/// Nothing in the table has a role. Browsers no longer forget what the elements mean where the style sheet puts the
/// cells of a row under each other, and HTML forbids a role on a cell or a row of a table.
fn section(group: &[&Finding], findings: &Findings, page: &mut String) {
    let Some(first) = group.first() else { return };
    let class = match first.severity {
        Severity::Error => "fout",
        Severity::Warning => "let-op",
    };
    let (anchor, heading) = (anchor(first), heading(first));
    _ = writeln!(page, "<section class=\"{class}\" id=\"{anchor}\">\n<h2>{heading}</h2>");
    // What is the same at every place is said once, above them.
    let hint = findings.hint(first);
    let is_shared = group.len() > 1 && group.iter().all(|each| findings.hint(each) == hint);
    if is_shared {
        _ = writeln!(page, "<p>Wat te doen: {}</p>", said(hint));
    }
    page.push_str("<table>\n<thead>\n<tr>");
    let columns = ["Wie", "Waar", "Wat er mis is", "Wat te doen"];
    for name in &columns[..if is_shared { 3 } else { 4 }] {
        _ = write!(page, "<th scope=\"col\">{name}</th>");
    }
    page.push_str("</tr>\n</thead>\n<tbody>\n");
    for finding in group {
        row(finding, findings, is_shared, page);
    }
    page.push_str("</tbody>\n</table>\n</section>\n");
}

/// A whole page with this title, these paragraphs and then `rest`, which is HTML already. What the paragraphs quote
/// stands between quotation marks.
pub(crate) fn page(title: &str, paragraphs: &[String], rest: &str) -> String {
    let title = escaped(title);
    let paragraphs: String = paragraphs.iter().map(|text| paragraph(text)).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n\
         {paragraphs}{rest}</main>\n</body>\n</html>\n"
    )
}

/// Adds the row of a finding; without its hint if that is said above.
fn row(finding: &Finding, findings: &Findings, is_hint_said: bool, page: &mut String) {
    let file = escaped(file(finding));
    let who = match findings.name(finding) {
        Some(name) => escaped(name),
        None if file.is_empty() => OUTSIDE.to_owned(),
        None => file.clone(),
    };
    let place: Vec<String> = [
        Some(file).filter(|file| !file.is_empty() && *file != who),
        finding.place.as_ref().map(|place| escaped(&inside(place))),
        finding.question.as_ref().map(|code| format!("vraag {}", escaped(code))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut wrong = format!("<p>{}</p>", said(&finding.message));
    for (label, text) in [("Gevonden", &finding.found), ("Toegelicht", &finding.explained)] {
        if let Some(text) = text {
            _ = write!(wrong, "<p>{label}: <bdi>{}</bdi></p>", escaped(text));
        }
    }
    _ = write!(
        page,
        "<tr><th scope=\"row\">{who}</th>\
         <td data-kop=\"Waar\">{}</td>\
         <td data-kop=\"Wat er mis is\">{wrong}</td>",
        if place.is_empty() { "–".to_owned() } else { place.join("<br>") },
    );
    if !is_hint_said {
        _ = write!(page, "<td data-kop=\"Wat te doen\">{}</td>", said(findings.hint(finding)));
    }
    page.push_str("</tr>\n");
}

/// A place inside its file, as people say it.
fn inside(place: &Place) -> String {
    match (&place.sheet, place.cell, place.in_text()) {
        (Some(sheet), Some(cell), _) => format!("{sheet}, cel {cell}"),
        (Some(sheet), None, _) => format!("{sheet}, het hele blad"),
        (None, _, Some((line, column))) => format!("regel {line}, teken {column}"),
        (None, _, None) => "het hele bestand".to_owned(),
    }
}

/// A paragraph of HTML, with quotation marks around what it quotes.
pub(crate) fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", said(text))
}

/// A message or a hint as HTML, with quotation marks around what it quotes.
fn said(text: &str) -> String {
    escaped(&dutch::quoted(text))
}

/// The text made harmless for use between tags and in attributes.
pub(crate) fn escaped(text: &str) -> String {
    escape::html(&without_tricks(text)).to_string()
}
