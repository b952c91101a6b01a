//! Finds the numbers in running text: every digit, and every word that counts.
//!
//! A word that has two meanings is judged by what stands around it. `een` counts in `een van de`, `een op de vijf`
//! and `een keer per week`, and is the article elsewhere. These are no numbers: `eerste`, `eenmalig`, `een paar`,
//! `een keer`, `derden`, `een derde partij`, `halverwege`, `maar half`, `nu eenmaal`, `ten tweede`, `Tweede Kamer`,
//! `dubbel werk`, `in acht nemen` and the verb in `hij acht het nodig`. An address of a page or of mail is none
//! either.
//!
//! Numbers are looked for in the normal form of a text, so that a soft hyphen or a letter from another row of
//! Unicode hides none. English number words count, too.

use std::ops::Range;

use super::english;
use super::normal::normal;
use super::numerals::{is_magnitude, is_numeral, is_ordinal, may_be_numeral, without_accents};

/// Stands in a text for words that are not to be looked at: it may be a number, and is none itself.
pub const GIVEN: char = '\u{FFFC}';

/// After `een van` these make a count of it.
const ONE_OF: [&str; 18] = [
    "de", "die", "deze", "dit", "dat", "hun", "hen", "onze", "ons", "haar", "zijn", "mijn",
    "jullie", "uw", "beide", "beiden", "zulke", "alle",
];
/// Before `acht` these make a number of it, whatever follows.
const BEFORE_EIGHT: [&str; 14] = [
    "de", "alle", "die", "deze", "hun", "onze", "andere", "eerste", "laatste", "ruim", "bijna",
    "ongeveer", "slechts", "nog",
];
/// After `acht` these make a verb of it.
const AFTER_THE_VERB: [&str; 44] = [
    "het",
    "de",
    "een",
    "dit",
    "dat",
    "deze",
    "die",
    "zich",
    "ik",
    "u",
    "hij",
    "zij",
    "men",
    "wij",
    "we",
    "ze",
    "haar",
    "hem",
    "ons",
    "hen",
    "zo",
    "zeer",
    "dan",
    "daarbij",
    "daarom",
    "ook",
    "nog",
    "niet",
    "geen",
    "wel",
    "te",
    "genomen",
    "nemen",
    "neemt",
    "nam",
    "slaan",
    "slaat",
    "bewezen",
    "aannemelijk",
    "nodig",
    "noodzakelijk",
    "wenselijk",
    "belangrijk",
    "mogelijk",
];
/// After `in acht` these make `in acht nemen` of it.
const AFTER_HEED: [&str; 14] = [
    "moeten", "moet", "worden", "wordt", "werd", "werden", "hebben", "heeft", "had", "dient",
    "dienen", "kan", "kunnen", "nemend",
];
/// After `derde` these speak of others, after `dubbel` of the same once more.
const NOT_COUNTED: [&str; 7] =
    ["partij", "partijen", "land", "landen", "werk", "werken", "werkzaamheden"];
/// In a clause that begins so, `eenmaal` says `once that is so`.
const SINCE: [&str; 12] = [
    "nu", "als", "wanneer", "zodra", "toen", "indien", "waar", "die", "dat", "wie", "daar", "omdat",
];

/// A word and the bytes that it takes.
#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    start: usize,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The place of its first digit, or else its beginning: `G40` has the number 40.
    fn number_start(&self) -> usize {
        self.start + self.text.find(char::is_numeric).unwrap_or_default()
    }

    fn is(&self, word: &str) -> bool {
        self.text.to_lowercase() == word
    }

    fn is_in(&self, words: &[&str]) -> bool {
        words.contains(&self.text.to_lowercase().as_str())
    }

    fn has_digit(&self) -> bool {
        self.text.chars().any(char::is_numeric)
    }
}

/// An invisible character that may stand between words as well as within one.
const INVISIBLE_SPACE: &str = "\u{200B}";
/// A space that takes as many bytes.
const VISIBLE_SPACE: &str = "\u{2003}";

/// The bytes of each number in a text, in their order.
#[must_use]
pub fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = in_normal_form(text);
    let mut others = Vec::new();
    if text.contains(INVISIBLE_SPACE) {
        others.extend(in_normal_form(&text.replace(INVISIBLE_SPACE, VISIBLE_SPACE)));
    }
    // By itself such a character has the normal form of a letter.
    others.extend(
        text.char_indices().filter(|(_, c)| is_roman_sign(*c)).map(|(at, c)| at..at + c.len_utf8()),
    );
    if others.is_empty() {
        return found;
    }
    let overlap =
        |one: &Range<usize>, other: &Range<usize>| one.start < other.end && other.start < one.end;
    others.retain(|it| !found.iter().any(|each| overlap(each, it)));
    found.extend(others);
    found.sort_by_key(|range| range.start);
    found
}

/// `Ⅴ` as one character that means a number.
fn is_roman_sign(c: char) -> bool {
    matches!(c, '\u{2160}'..='\u{2188}')
}

/// The bytes of the text as it was typed, of each number in its normal form.
fn in_normal_form(text: &str) -> Vec<Range<usize>> {
    let form = normal(text);
    let found = numbers_in(form.text());
    found.into_iter().map(|range| form.origin(&range)).collect()
}

fn numbers_in(text: &str) -> Vec<Range<usize>> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let sight = Sight { text, words: &words, at };
        match sight.number() {
            Some(count) => {
                found.push(words[at].number_start()..words[at + count - 1].end());
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

/// The words of a text, without those of an address.
fn words(text: &str) -> Vec<Word<'_>> {
    let is_part = |c: char| c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c);
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match start {
            None if is_part(c) => start = Some(at),
            Some(from) if !is_part(c) => {
                words.push(Word { text: &text[from..at], start: from });
                start = None;
            }
            _ => {}
        }
    }
    let addresses = addresses(text);
    words.retain(|word| !addresses.iter().any(|address| address.contains(&word.start)));
    words
}

fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut found = Vec::new();
    for part in text.split_inclusive(char::is_whitespace) {
        if part.contains("://") || part.contains('@') || part.contains("www.") {
            found.push(start..start + part.len());
        }
        start += part.len();
    }
    found
}

/// A word with all that stands around it.
struct Sight<'a> {
    text: &'a str,
    words: &'a [Word<'a>],
    at: usize,
}

impl<'a> Sight<'a> {
    fn next(&self, distance: usize) -> Option<Word<'a>> {
        self.words.get(self.at + distance).copied()
    }

    /// The number of words that the number here takes; `None` if there is no number.
    fn number(&self) -> Option<usize> {
        let word = self.next(0)?;
        if let Some(length) = self.english() {
            return Some(length);
        }
        if !word.has_digit() && !is_roman(word.text) && !may_be_numeral(word.text) {
            return None;
        }
        if word.is("een") || word.is("eens") {
            return self.one();
        }
        let counts = word.has_digit() || is_roman(word.text) || self.is_numeral(word);
        counts.then(|| self.length())
    }

    /// The words of a number with what belongs to it: `1.234,5`, `twee miljoen`.
    fn length(&self) -> usize {
        let mut length = 1;
        while let (Some(last), Some(next)) = (self.next(length - 1), self.next(length)) {
            let between = &self.text[last.end()..next.start];
            let digits = matches!(between, "." | "," | ":" | "/" | "-" | "–")
                && ends_with_digit(last.text)
                && next.text.starts_with(char::is_numeric);
            let multiplied = !between.is_empty()
                && between.chars().all(char::is_whitespace)
                && is_magnitude(next.text);
            if !digits && !multiplied {
                break;
            }
            length += 1;
        }
        length
    }

    /// The number of words that an English number takes: `three`, `twenty-five`, `two hundred`.
    fn english(&self) -> Option<usize> {
        let first = self.next(0)?;
        let counts = english::is_numeral(first.text)
            || english::may_be_numeral(first.text) && !self.is_in_compound() && !self.is_name();
        if !counts {
            return None;
        }
        let mut length = 1;
        while let (Some(last), Some(next)) = (self.next(length - 1), self.next(length)) {
            let between = &self.text[last.end()..next.start];
            let joined = !between.is_empty()
                && between.chars().all(|c| c.is_whitespace() || c == '-')
                && (english::is_numeral(next.text) || is_english_unit(last, next, between));
            if !joined {
                break;
            }
            length += 1;
        }
        Some(length)
    }

    /// Whether a hyphen ties the word to another one, as in `one-stop-shop`.
    fn is_in_compound(&self) -> bool {
        let Some(word) = self.next(0) else { return false };
        self.text[..word.start].ends_with('-') || self.text[word.end()..].starts_with('-')
    }

    /// Whether a capital in the middle of a sentence makes the word a name.
    fn is_name(&self) -> bool {
        let capital = self.next(0).is_some_and(|word| word.text.starts_with(char::is_uppercase));
        capital && self.before(1).next().is_some()
    }

    /// The number of words if `een` counts here; `None` if it does not.
    fn one(&self) -> Option<usize> {
        let [next, third] = [self.next(1)?, self.next(2)?];
        let whole = |length: usize| self.is_one_phrase(length).then_some(length);
        if next.is("van") && third.is_in(&ONE_OF) {
            return whole(3);
        }
        if next.is("op") && third.is("een") {
            let hyphens = self.text[self.next(0)?.end()..].starts_with('-');
            return if hyphens { whole(3) } else { None };
        }
        if next.is("op") {
            let length = if third.is_in(&["de", "elke", "iedere"]) { 3 } else { 2 };
            let after = &self.text[self.next(length - 1)?.end()..];
            let counted = self.next(length).is_some_and(|word| {
                word.text.starts_with(char::is_numeric) || is_numeral(word.text)
            });
            let given = after.trim_start().starts_with(GIVEN);
            return if counted || given { whole(length) } else { None };
        }
        let times = usize::from(next.is("keer") || next.is("maal"));
        if times == 0 && !self.next(0)?.is("eens") {
            return None;
        }
        let per = self.next(1 + times)?;
        let within = per.is("in") && self.next(2 + times)?.is_in(&["de", "het"]);
        if per.is("per") || within { whole(2 + times) } else { None }
    }

    /// Whether nothing but spaces and hyphens stands between these words.
    fn is_one_phrase(&self, length: usize) -> bool {
        let words = &self.words[self.at..self.at + length];
        words.windows(2).all(|pair| {
            let between = &self.text[pair[0].end()..pair[1].start];
            between.chars().all(|c| c.is_whitespace() || c == '-')
        })
    }

    fn is_numeral(&self, word: Word<'_>) -> bool {
        let lower = without_accents(&word.text.to_lowercase());
        let next = self.next(1);
        match lower.as_str() {
            "acht" => !self.is_heed(next),
            "eenmaal" => {
                let first = self.before(1).next().is_none();
                let since = self.before(6).any(|word| word.is_in(&SINCE));
                next.is_some_and(|next| next.is("per")) || !first && !since
            }
            "derde" | "dubbel" | "dubbele" if next.is_some_and(|it| it.is_in(&NOT_COUNTED)) => {
                false
            }
            "vieren" | "zessen" | "achten" | "negenen" | "tienen" | "elven" | "twaalven" => {
                self.before(3).any(|word| word.is("met"))
            }
            "half" if self.before(1).any(|word| word.is("maar")) => false,
            _ if is_ordinal(word.text) => !self.is_fixed(next),
            _ => is_numeral(word.text),
        }
    }

    /// `acht` that is care or a verb: `in acht nemen`, `hij acht het nodig`.
    fn is_heed(&self, next: Option<Word<'_>>) -> bool {
        let in_heed = self.before(1).any(|word| word.is("in"))
            && (next.is_none_or(|next| next.is_in(&AFTER_HEED)) || self.is_at_end());
        let counted = self.before(1).any(|word| word.is_in(&BEFORE_EIGHT));
        in_heed || !counted && next.is_some_and(|next| next.is_in(&AFTER_THE_VERB))
    }

    /// An ordinal that counts nothing: `ten tweede`, `Tweede Kamer`, `Tweede Wereldoorlog`.
    fn is_fixed(&self, next: Option<Word<'_>>) -> bool {
        let named = |word: Word<'_>| {
            word.text.starts_with("Kamer") || word.text.starts_with("Wereldoorlog")
        };
        next.is_some_and(named) || self.before(1).any(|word| word.is("ten"))
    }

    /// Up to so many words before this one in the same sentence, the nearest first.
    fn before(&self, count: usize) -> impl Iterator<Item = Word<'a>> {
        let here = self.words[self.at].start;
        let words = self.words[self.at.saturating_sub(count)..self.at].iter().rev().copied();
        words.take_while(move |word| !self.text[word.end()..here].contains(['.', '?', '!']))
    }

    /// Whether a sentence ends after this word, as in `dat neemt hij in acht.`
    fn is_at_end(&self) -> bool {
        let after = self.text[self.words[self.at].end()..].trim_start();
        after.is_empty() || after.starts_with(['.', ',', ';', ')'])
    }
}

/// `one` in `twenty-one`.
fn is_english_unit(last: Word<'_>, next: Word<'_>, between: &str) -> bool {
    between == "-" && english::is_numeral(last.text) && english::may_be_numeral(next.text)
}

fn ends_with_digit(word: &str) -> bool {
    word.ends_with(char::is_numeric)
}

/// `II`, `VII`, `XIV`; a single letter says too little, and `XXX` stands for what is to be filled in.
fn is_roman(word: &str) -> bool {
    let rest = word.trim_start_matches('X');
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let only_tens = rest.is_empty() && word.len() != 2;
    word.len() > 1 && word.len() - rest.len() < 4 && !only_tens && ones.contains(&rest)
}

#[cfg(test)]
mod tests;
