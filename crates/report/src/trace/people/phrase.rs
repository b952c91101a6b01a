//! Reads the noun phrase that a number counts: `vijf kwetsbare jonge meiden`, `twee of drie jongens`, `vijf van hen`.

use super::nouns::{
    AFTER_A_BARE_NUMBER, BETWEEN, DETERMINERS, NO_ADJECTIVES, NO_PARTICIPLES, THEM, UNINFLECTED,
    UNITS,
};
use super::words::Word;
use super::{MOST_IN_A_ROW, Sight, is_close};

impl Sight<'_> {
    /// The end of the noun phrase that the number here counts, by itself or with other numbers:
    /// `vijf jongens`, `twee of drie jongens`, `vijf van de jongens`.
    pub(super) fn noun_of(&self, number: usize) -> Option<usize> {
        let mut at = number;
        for _ in 0..MOST_IN_A_ROW {
            if let Some(end) = self.own_noun(at) {
                return Some(end);
            }
            at = self.next_in_a_row(at)?;
        }
        None
    }

    /// The end of the noun phrase that follows the number here.
    pub(super) fn own_noun(&self, at: usize) -> Option<usize> {
        let next = self.word(at + 1)?;
        // `alle vijf de jongens`
        let all = next.lower == "de" && self.before(at, 1).is_some_and(|it| it.lower == "alle");
        let direct = self.phrase(at + 1).or_else(|| self.taken_from(at + 1));
        direct.or_else(|| self.phrase(at + 2).filter(|_| all))
    }

    /// The number that counts the same as the one here: `twee of drie`, `3-4`, `vijf (5)`.
    pub(super) fn next_in_a_row(&self, at: usize) -> Option<usize> {
        let (other, connected) = self.other_number(at);
        let number = self.word(other).filter(|it| it.cardinal().is_some())?;
        let listed = matches!(number.gap.trim(), "-" | "–" | "," | "/");
        let joined = connected || listed || number.gap.contains('(');
        (joined && !self.is_something_else(other)).then_some(other)
    }

    /// Where the other number of `twee of drie`, `vijf tot en met zes` would stand, and whether such words lead to it.
    pub(super) fn other_number(&self, at: usize) -> (usize, bool) {
        let joins = |it: &&Word| BETWEEN.has(&it.lower) && (is_close(it.gap) || it.gap == "/");
        let connected = self.words[at + 1..].iter().take(3).take_while(joins).count();
        (at + 1 + connected, connected > 0)
    }

    /// The end of `kwetsbare jonge meiden`, from here on.
    pub(super) fn phrase(&self, start: usize) -> Option<usize> {
        let (mut at, mut adjectives) = (start, 0);
        loop {
            let word = self.word(at)?;
            let (close, listed) = (is_close(word.gap), is_listed(word.gap) && adjectives > 0);
            if !close && !listed {
                return None;
            }
            // `jeugdige` is a noun, and an adjective in `jeugdige verdachten`.
            let stands_before = word.lower.ends_with('e')
                && self.word(at + 1).is_some_and(|it| is_close(it.gap))
                && self.person(at + 1).is_some();
            if let Some(length) = self.person(at).filter(|_| close && !stands_before) {
                return Some(at + length);
            }
            let joins = word.is_in(&["en", "of"]) && adjectives > 0;
            at += match self.adjective(at) {
                Some(length) if adjectives < 4 => {
                    adjectives += 1;
                    length
                }
                _ if joins => 1,
                _ => return None,
            };
        }
    }

    /// How many words the adjective here has: `jonge`, `15-jarige`.
    pub(super) fn adjective(&self, at: usize) -> Option<usize> {
        let word = self.word(at)?;
        let next = self.word(at + 1);
        if word.has_digit() {
            return next.filter(|it| it.lower.starts_with("jarig")).map(|_| 2);
        }
        let plain = word.number.is_none() && is_adjective(&word.lower);
        // `één dakloos kind`, `één jong meisje`.
        let alone = self.before(at, 1).is_some_and(|it| it.cardinal() == Some(1))
            && next.is_some_and(|_| self.person(at + 1).is_some())
            && word.number.is_none()
            && !UNITS.has(&word.lower)
            && !NO_ADJECTIVES.has(&word.lower)
            && !BETWEEN.has(&word.lower)
            && !AFTER_A_BARE_NUMBER.has(&word.lower);
        (plain || alone).then_some(1)
    }

    /// How many words the noun for persons here has, also with what a hyphen ties to it: `vmbo-leerlingen`,
    /// `(ex-)gedetineerden`.
    pub(super) fn person(&self, at: usize) -> Option<usize> {
        let joined = self.word(at + 1).is_some_and(|it| matches!(it.gap, "-" | "-)"));
        let begins = joined && self.words[at].number.is_none();
        let tied = || self.noun(at + 1).filter(|_| begins).map(|length| length + 1);
        self.noun(at).or_else(tied)
    }

    /// How many words the noun for persons here has by itself; `None` if there is none, or if it is part of another
    /// word: `leerling-dossier`.
    fn noun(&self, at: usize) -> Option<usize> {
        let from = self.words.get(at..).filter(|from| !from.is_empty())?;
        let lower: Vec<&str> = from.iter().take(4).map(|word| word.lower.as_str()).collect();
        // `14-jarigen` are persons, `14-jarige jongens` are jongens.
        let aged = from[0].has_digit() && lower.get(1) == Some(&"jarigen");
        let length = self.nouns.person(&lower).or(aged.then_some(2))?;
        let after = self.word(at + length);
        let in_compound = after.is_some_and(|it| it.gap.starts_with('-'));
        (!in_compound).then_some(length)
    }

    /// The end of `van de 12 jongeren` or `van hen`, from here on.
    pub(super) fn taken_from(&self, at: usize) -> Option<usize> {
        self.word(at).filter(|it| it.lower == "van" && is_close(it.gap))?;
        let next = self.word(at + 1).filter(|it| is_close(it.gap))?;
        let ends =
            self.word(at + 2).is_none_or(|it| !is_close(it.gap) || self.person(at + 2).is_none());
        if THEM.has(&next.lower) && ends && !self.is_about_professionals(at) {
            return Some(at + 2);
        }
        let whole = |it: &Word| DETERMINERS.has(&it.lower) || it.cardinal().is_some();
        let rest = self.words[at + 1..].iter();
        let skipped = rest.take_while(|it| whole(it) && is_close(it.gap)).count().min(4);
        self.phrase(at + 1 + skipped)
    }
}

/// Whether two adjectives stand in a row: `jonge, kwetsbare`.
pub(super) fn is_listed(gap: &str) -> bool {
    matches!(gap.trim(), "," | "/") || is_close(gap)
}

/// Whether a word can stand between a number and what it counts, by its end: `kwetsbare`, `ernstig`.
pub(super) fn is_adjective(word: &str) -> bool {
    if UNITS.has(word) || NO_ADJECTIVES.has(word) || BETWEEN.has(word) {
        return false;
    }
    let participle = word.ends_with("en") && is_participle(word);
    let ends = ["lijk", "ig", "eel", "aal", "isch", "loos"].iter().any(|end| word.ends_with(end));
    UNINFLECTED.has(word) || word.ends_with('e') || ends || participle
}

/// Whether a word is a participle by its ends: `gestopt`, `uitgevallen`.
pub(super) fn is_participle(word: &str) -> bool {
    let begins = word.starts_with("ge") || PREFIXES.iter().any(|it| word.starts_with(it));
    let ends = ["d", "t", "en"].iter().any(|end| word.ends_with(end));
    begins && ends && !word.ends_with("ingen") && !NO_PARTICIPLES.has(word)
}

/// With these a participle begins that ends in -en: `aangehouden`, `uitgevallen`.
const PREFIXES: [&str; 12] = [
    "aange", "afge", "bijge", "doorge", "inge", "meege", "opge", "overge", "terugge", "thuisge",
    "uitge", "wegge",
];
