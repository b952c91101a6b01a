//! Findings for people on a terminal, in Dutch; colour only beside words.
//!
//! Findings stand by file, each with a piece of the sheet around its cell, or with the line of the template. The same
//! fault in more than three files is listed once, after the others, with all its places.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::finding::Finding;
use crate::place::Place;

use super::findings::{Findings, OUTSIDE, file};
use super::harmless::{on_one_line, shortened, without_tricks};
use super::wording::{BOLD, weight};
use super::{snippet, source};

/// A fault in no more files than this is shown at each of them.
const TOLD_EACH: usize = 3;
/// The number of characters of one text; a cell can hold thousands. The other formats have all of them.
const LONGEST: usize = 400;
/// The number of characters of a code, a place or the name of a file.
const LONGEST_NAME: usize = 60;
/// The width of a line in characters, however narrow the terminal.
const NARROWEST: usize = 40;

impl Findings<'_> {
    /// The findings as text, no line of prose wider than `width`.
    #[must_use]
    pub fn to_text(&self, width: usize) -> String {
        let mut text = Text { out: String::new(), width: width.max(NARROWEST) };
        let shared = shared(self.all);
        let is_shared =
            |finding: &Finding| fault(finding).is_some_and(|it| shared.contains_key(&it));
        let told: Vec<&Finding> = self.all.iter().filter(|each| !is_shared(each)).collect();
        for group in told.chunk_by(|one, next| file(one) == file(next)) {
            text.file(group, self);
            for finding in group {
                text.finding(finding, self);
            }
        }
        if !shared.is_empty() {
            _ = writeln!(text.out, "{BOLD}In meer dan drie bestanden{BOLD:#}\n");
        }
        for group in shared.values() {
            text.shared(group, self);
        }
        _ = writeln!(text.out, "{BOLD}{}{BOLD:#}", self.summary());
        if let Some(ready) = self.ready() {
            text.wrapped("", "", &ready);
        }
        if let Some(first) = self.all.first() {
            let more = format!("Wat een code betekent en wat u doet: pmg explain {}", first.code);
            text.wrapped("", "", &more);
        }
        text.out
    }
}

/// What makes findings the same fault: their code and question, or their code alone if they are about whole files.
/// `None` for a finding without a question that is at a cell or line, or in no file: it is shown by itself.
fn fault(finding: &Finding) -> Option<(&'static str, Option<&str>)> {
    let inside = |place: &Place| place.cell.is_some() || place.line.is_some();
    let at_cell = finding.place.as_ref().is_some_and(inside);
    let question = finding.question.as_deref();
    let told_by_itself = question.is_none() && (at_cell || source(finding).is_empty());
    (!told_by_itself).then_some((finding.code, question))
}

/// The file that a finding is about, or the municipality whose file is missing; empty if it is about neither.
fn source(finding: &Finding) -> &str {
    match (&finding.place, &finding.municipality) {
        (Some(place), _) => &place.file,
        (None, Some(municipality)) => municipality.as_str(),
        (None, None) => "",
    }
}

type Shared<'a> = BTreeMap<(&'static str, Option<&'a str>), Vec<&'a Finding>>;

/// The faults that more than [`TOLD_EACH`] files have.
fn shared(findings: &[Finding]) -> Shared<'_> {
    let mut faults = Shared::new();
    for finding in findings {
        if let Some(fault) = fault(finding) {
            faults.entry(fault).or_default().push(finding);
        }
    }
    faults.retain(|_, group| {
        let sources: BTreeSet<&str> = group.iter().map(|finding| source(finding)).collect();
        sources.len() > TOLD_EACH
    });
    faults
}

struct Text {
    out: String,
    width: usize,
}

impl Text {
    /// Adds the name of a file and of its municipality. Findings in no file get a heading too, so that nobody looks
    /// for them in the file above.
    fn file(&mut self, group: &[&Finding], findings: &Findings) {
        let file = group.first().map_or("", |finding| file(finding));
        if file.is_empty() {
            _ = writeln!(self.out, "{BOLD}{OUTSIDE}{BOLD:#}\n");
            return;
        }
        let in_text = group.iter().any(|it| it.place.as_ref().is_some_and(|at| at.line.is_some()));
        // The end of a path to a template tells most, so it is not cut off.
        let longest = if in_text { LONGEST } else { LONGEST_NAME };
        let file = shortened(&on_one_line(file), longest);
        let whose = group.iter().find_map(|finding| findings.name(finding));
        let whose = whose.map(|name| format!(" – {}", on_one_line(name))).unwrap_or_default();
        _ = writeln!(self.out, "{BOLD}{file}{BOLD:#}{whose}\n");
    }

    fn finding(&mut self, finding: &Finding, findings: &Findings) {
        let place = finding.place.as_ref();
        let in_text = place.filter(|place| place.line.is_some()).map(ToString::to_string);
        self.head(finding, place.and_then(Place::in_file).or(in_text).as_deref());
        for line in source::line(finding, findings).iter().flat_map(|it| it.drawn(self.width - 4)) {
            _ = writeln!(self.out, "    {}", without_tricks(&line));
        }
        for line in place
            .and_then(|it| snippet::around(it, findings.sheets, self.width - 4))
            .iter()
            .flatten()
        {
            _ = writeln!(self.out, "    {line}");
        }
        if let Some(found) = &finding.found {
            self.labelled("gevonden", found);
        }
        self.labelled("wat er mis is", &finding.message);
        self.labelled("wat te doen", findings.hint(finding));
        if let Some(explained) = &finding.explained {
            self.labelled("toegelicht", explained);
        }
        self.out.push('\n');
    }

    /// Adds a fault that many files have: what is wrong once, then every place.
    fn shared(&mut self, group: &[&Finding], findings: &Findings) {
        let Some(first) = group.first() else { return };
        self.head(first, Some(&format!("{} keer", group.len())));
        let texts = [
            (
                "wat er mis is",
                group.iter().map(|each| each.message.as_str()).collect::<BTreeSet<_>>(),
            ),
            ("wat te doen", group.iter().map(|each| findings.hint(each)).collect()),
        ];
        for ((label, texts), of_first) in
            texts.iter().zip([first.message.as_str(), findings.hint(first)])
        {
            let example = if texts.len() > 1 { ", bijvoorbeeld" } else { "" };
            self.labelled(&format!("{label}{example}"), of_first);
        }
        for finding in group {
            let name = findings.name(finding);
            let place = finding.place.as_ref().map(ToString::to_string);
            let mut line = name.into_iter().chain(place.as_deref()).collect::<Vec<_>>().join(", ");
            if let Some(found) = &finding.found {
                _ = write!(line, ": `{}`", shortened(found, LONGEST_NAME));
            }
            self.wrapped("    - ", "      ", &line);
        }
        self.out.push('\n');
    }

    /// Adds the line with the severity, code, place and question of a finding.
    fn head(&mut self, finding: &Finding, at: Option<&str>) {
        let (style, word) = weight(finding.severity);
        let question =
            finding.question.as_ref().map(|code| format!("({})", shortened(code, LONGEST_NAME)));
        _ = write!(self.out, "  {style}{word} {}{style:#}", finding.code);
        let mut used = 2 + word.len() + 1 + finding.code.len();
        for part in at.into_iter().chain(question.as_deref()).map(on_one_line) {
            used += 2 + part.chars().count();
            let gap = if used <= self.width { "  " } else { "\n    " };
            _ = write!(self.out, "{gap}{part}");
        }
        self.out.push('\n');
    }

    fn labelled(&mut self, label: &str, text: &str) {
        self.wrapped(&format!("    {label}: "), "      ", text);
    }

    /// Adds the text after `first`, broken at the ends of words, and inside a word that fits on no line; further
    /// lines start with `indent`.
    fn wrapped(&mut self, first: &str, indent: &str, text: &str) {
        let mut room = self.width - first.chars().count();
        let mut line = String::new();
        self.out.push_str(first);
        for word in shortened(&on_one_line(text), LONGEST).split(' ') {
            let mut word: Vec<char> = word.chars().collect();
            let used = if line.is_empty() { 0 } else { line.chars().count() + 1 };
            if used > 0 && used + word.len() > room {
                _ = write!(self.out, "{line}\n{indent}");
                line.clear();
                room = self.width - indent.len();
            }
            while line.is_empty() && word.len() > room {
                let rest = word.split_off(room);
                _ = write!(self.out, "{}\n{indent}", word.iter().collect::<String>());
                word = rest;
                room = self.width - indent.len();
            }
            line += if line.is_empty() { "" } else { " " };
            line.extend(word);
        }
        _ = writeln!(self.out, "{line}");
    }
}
