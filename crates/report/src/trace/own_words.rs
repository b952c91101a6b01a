//! The words of municipalities that the report prints: where they stand, and the sentences in them.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::document::{Document, Inline};
use crate::facts::Facts;
use pmg_core::basis::Basis;
use pmg_core::dutch;
use pmg_core::municipality::MunicipalityCode;

use super::cell::{letters, pieces};
use super::people::{Nouns, counts_of_nothing};
use super::said::numbers;

/// The words of municipalities that a document prints.
#[derive(Debug, Default)]
pub struct PrintedWords(BTreeMap<MunicipalityCode, BTreeSet<String>>);

impl PrintedWords {
    /// Gathers them.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let mut printed = Self::default();
        document.each_run(&mut |run| {
            for (basis, words) in marked(run) {
                let Some(municipality) = basis.speaker() else { continue };
                printed.0.entry(municipality.clone()).or_default().insert(letters(words));
            }
        });
        printed
    }

    /// Whether something of what a municipality wrote is printed: all of it, or a line.
    #[must_use]
    pub fn have(&self, municipality: &MunicipalityCode, text: &str) -> bool {
        let printed = self.0.get(municipality);
        printed.is_some_and(|printed| pieces(text).iter().any(|piece| printed.contains(piece)))
    }
}

/// Calls `visit` with each sentence of own words that says numbers, and with these numbers. Numbers that count
/// nothing, such as ages, are left out. The address of a story that the report links to counts as a sentence.
pub(super) fn each_own_sentence(
    document: &Document,
    facts: &Facts,
    visit: &mut impl FnMut(&MunicipalityCode, &str, &[Decimal]),
) {
    let nouns = Nouns::of(&facts.questionnaire);
    let numbers_in = |words: &str| {
        let nothing = counts_of_nothing(words, &nouns);
        let mut numbers = numbers(words);
        numbers.retain(|number| number.to_u32().is_none_or(|number| !nothing.contains(&number)));
        numbers
    };
    document.each_run(&mut |run| {
        for (basis, words) in marked(run) {
            let Some(municipality) = basis.speaker() else { continue };
            for sentence in dutch::sentences(words) {
                let numbers = numbers_in(sentence);
                if !numbers.is_empty() {
                    visit(municipality, sentence, &numbers);
                }
            }
        }
    });
    for (municipality, link) in printed_links(document, facts) {
        let numbers: Vec<Decimal> =
            in_address(link).iter().flat_map(|words| numbers_in(words)).collect();
        if !numbers.is_empty() {
            visit(municipality, link, &numbers);
        }
    }
}

/// The addresses of stories to which the report has a link, and whose they are.
pub(super) fn printed_links<'a>(
    document: &Document,
    facts: &'a Facts,
) -> Vec<(&'a MunicipalityCode, &'a str)> {
    let mut urls = Vec::new();
    document.each_run(&mut |run| each_link(run, &mut |url| urls.push(url)));
    let stories = facts.accepted.iter().filter_map(|each| {
        let link = each.story.as_ref()?.link.trim();
        Some((&each.municipality, link)).filter(|_| !link.is_empty())
    });
    stories.filter(|(_, link)| urls.contains(link)).collect()
}

fn each_link<'a>(run: &'a [Inline], visit: &mut impl FnMut(&'a str)) {
    for inline in run {
        match inline {
            Inline::Link { url, .. } => visit(url),
            Inline::Emphasis { content } | Inline::Strong { content } => each_link(content, visit),
            Inline::Marked { .. }
            | Inline::Text { .. }
            | Inline::Footnote { .. }
            | Inline::Break
            | Inline::Sentence { .. } => {}
        }
    }
}

/// The words of each part of an address that has letters, without dates: `zeven jongeren` in `…/nieuws/zeven-jongeren`.
pub(super) fn in_address(url: &str) -> Vec<String> {
    let plain = decoded(url);
    let parts = plain.split(['/', '?', '&', '#', '=']);
    let words = |part: &str| {
        let words: Vec<&str> =
            part.split(['-', '_', '+', '.', ' ']).filter(|word| !word.is_empty()).collect();
        without_days(&words).join(" ")
    };
    parts.map(words).filter(|words| words.contains(char::is_alphabetic)).collect()
}

/// The words without `2024 03 07` and `7 3 2024`.
fn without_days<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let is_figures = |word: &str, most: usize| {
        word.len() <= most && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_year = |word: &str| word.len() == 4 && is_figures(word, 4);
    let is_day = |three: &[&str]| match three {
        [year, month, day] if is_year(year) => is_figures(month, 2) && is_figures(day, 2),
        [day, month, year] => is_year(year) && is_figures(month, 2) && is_figures(day, 2),
        _ => false,
    };
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if words.get(at..at + 3).is_some_and(is_day) {
            at += 3;
        } else {
            kept.push(*word);
            at += 1;
        }
    }
    kept
}

/// The address with characters such as `%C3%A9` decoded.
fn decoded(url: &str) -> String {
    let mut bytes = Vec::with_capacity(url.len());
    let mut rest = url.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *first == b'%');
        let code = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The paragraphs of a text: a line that goes on in small letters belongs to the one before.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let goes_on = line.starts_with(char::is_lowercase);
        let open = |it: &&mut String| !it.ends_with(['.', '!', '?', ':', ';']);
        match paragraphs.last_mut().filter(open).filter(|_| goes_on) {
            Some(last) => {
                last.push(' ');
                last.push_str(line);
            }
            None => paragraphs.push(line.to_owned()),
        }
    }
    paragraphs
}

/// The marks in a run: the basis of each, and its words.
pub(super) fn marked(run: &[Inline]) -> Vec<(&Basis, &str)> {
    let mut found = Vec::new();
    for inline in run {
        match inline {
            Inline::Marked { text, basis } => found.push((basis, text.as_str())),
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => found.extend(marked(content)),
            Inline::Text { .. }
            | Inline::Footnote { .. }
            | Inline::Break
            | Inline::Sentence { .. } => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_breaks_in_a_sentence_parts_no_number_from_its_noun() {
        let paragraphs = paragraphs("Wij hielpen vijf\njongens.\nklaar\n\n• drie meiden\nZo.");
        assert_eq!(paragraphs, ["Wij hielpen vijf jongens.", "klaar", "• drie meiden", "Zo."]);
    }

    #[test]
    fn an_address_is_read_word_by_word_without_its_day() {
        let words = |path: &str| in_address(&format!("https://www.heerlen.nl/{path}")).join("|");
        for (path, read) in [
            ("nieuws/7-jongeren-met-werk", "www heerlen nl|nieuws|7 jongeren met werk"),
            ("zeven_jongeren+vertellen", "www heerlen nl|zeven jongeren vertellen"),
            ("%C3%A9%C3%A9n%20jongere?id=7", "www heerlen nl|één jongere|id"),
            ("2024/03/07/jongeren", "www heerlen nl|jongeren"),
            ("2024-03-07-jongeren-7-3-2024", "www heerlen nl|jongeren"),
            ("2024-7-jongeren", "www heerlen nl|2024 7 jongeren"),
            ("100%", "www heerlen nl"),
        ] {
            assert_eq!(words(path).trim_start_matches("https:|"), read, "{path}");
        }
    }
}
