//! Finds the small numbers of persons and families in a sentence of a municipality's own words.
//!
//! A number counts persons where one of these holds:
//! - a noun for them follows, with up to two adjectives between: `vijf kwetsbare jonge meiden`, `2 à 3 jongens`;
//! - it is taken from them: `drie van de 12 jongeren`, `twee van hen`;
//! - it stands behind them: `jongeren: 5`;
//! - it stands alone and they were named before: `van de gezinnen haakten er twee af`, `onder wie drie`;
//! - it says how large the company is: `met z’n zevenen`.
//!
//! An age, a date, a time, a percentage, an amount, a ratio, the name of a group (`groep 8`) count nobody, and no more
//! does `een` without accents, which is the article.

mod back;
mod nouns;
mod other;
mod phrase;
mod words;

use std::collections::BTreeSet;
use std::ops::Range;

use words::{Number, Word, words};

use pmg_core::dutch;

pub(super) use nouns::Nouns;

/// A number of persons or families that a sentence counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Count {
    /// The number.
    pub value: u32,
    /// The words that say so.
    pub words: String,
}

/// The numbers of persons and families in a sentence from one up and below the threshold, in their order.
#[must_use]
pub(super) fn small_counts(sentence: &str, nouns: &Nouns, below: u32) -> Vec<Count> {
    let mut found: Vec<Count> = Vec::new();
    for reading in dutch::readings(sentence) {
        let words = words(&reading);
        let sight = Sight { text: &reading, words: &words, nouns };
        let mut goes_on = false;
        for at in 0..words.len() {
            let Some(count) = sight.count(at, goes_on) else { continue };
            goes_on = true;
            let is_small = (1..below).contains(&count.value);
            if is_small && !found.iter().any(|it| it.words == count.words) {
                found.push(count);
            }
        }
    }
    found
}

/// The numbers that count nothing at any place in the sentence: ages, days, percentages, amounts, parts, names.
#[must_use]
pub(super) fn counts_of_nothing(sentence: &str, nouns: &Nouns) -> BTreeSet<u32> {
    let mut nothing = BTreeSet::new();
    let mut something = BTreeSet::new();
    for reading in dutch::readings(sentence) {
        let words = words(&reading);
        let sight = Sight { text: &reading, words: &words, nouns };
        for (at, word) in words.iter().enumerate() {
            let Some(value) = word.cardinal() else { continue };
            let kind = if sight.is_something_else(at) { &mut nothing } else { &mut something };
            kind.insert(value);
        }
    }
    &nothing - &something
}

/// At most so many numbers that count the same are read as one row.
const MOST_IN_A_ROW: usize = 8;

/// A sentence to be looked at, one word at a time.
struct Sight<'a> {
    text: &'a str,
    words: &'a [Word<'a>],
    nouns: &'a Nouns,
}

impl<'a> Sight<'a> {
    fn word(&self, at: usize) -> Option<&'a Word<'a>> {
        self.words.get(at)
    }

    /// The word `distance` places before the one at `at`.
    fn before(&self, at: usize, distance: usize) -> Option<&'a Word<'a>> {
        self.word(at.checked_sub(distance)?)
    }

    /// The count whose number is the word here; `None` if it counts no persons. `goes_on` says that the sentence has
    /// a count before it.
    fn count(&self, at: usize, goes_on: bool) -> Option<Count> {
        let word = self.word(at)?;
        let born_together = match word.lower.as_str() {
            it if it.starts_with("tweeling") => Some(2),
            "drieling" => Some(3),
            _ => None,
        };
        if let Some(value) = born_together {
            return Some(self.count_in(value, at..at + 1));
        }
        if word.lower == "beide" {
            // `beide ouders` says nothing: everybody has two.
            let end =
                self.phrase(at + 1).filter(|end| !self.words[end - 1].lower.ends_with("ouders"));
            return end.map(|end| self.count_in(2, at..end));
        }
        let range = match word.number? {
            Number::Cardinal(_) => self.counted(at, goes_on)?,
            Number::Ordinal(_) if !self.is_label(at) => at..self.phrase(at + 1)?,
            Number::Ordinal(_) | Number::Other => return None,
        };
        let (Number::Cardinal(value) | Number::Ordinal(value)) = word.number? else { return None };
        Some(self.count_in(value, range))
    }

    /// The count of so many, in these words.
    fn count_in(&self, value: u32, range: Range<usize>) -> Count {
        let bytes = self.words[range.start].bytes.start..self.words[range.end - 1].bytes.end;
        Count { value, words: self.text[bytes].to_owned() }
    }

    /// The words of the count whose number is here; `None` if it counts no persons.
    fn counted(&self, at: usize, goes_on: bool) -> Option<Range<usize>> {
        if self.is_something_else(at) {
            return None;
        }
        if let Some(end) = self.noun_of(at) {
            return (!self.is_ratio(end)).then_some(at..end);
        }
        if let Some(start) = self.company(at).or_else(|| self.listed(at)) {
            return Some(start..at + 1);
        }
        let refers = || goes_on && self.is_next_part(at) || self.refers_back(at);
        (self.is_bare(at) && refers()).then_some(at..at + 1)
    }
}

/// Whether nothing but spaces, brackets and quotation marks stands between two words.
fn is_close(gap: &str) -> bool {
    gap.chars().all(|c| c.is_whitespace() || "()‘’“”'\"*_«»+".contains(c))
}

#[cfg(test)]
mod tests;
