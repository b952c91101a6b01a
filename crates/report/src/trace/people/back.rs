//! Finds whom a number without a noun of its own counts: `haakten er twee af`, `jongeren: 5`, `met z’n zevenen`.

use super::nouns::{ADVERBS, AFTER_A_BARE_NUMBER, DETERMINERS, Kind};
use super::phrase::is_participle;
use super::{Sight, is_close};

/// How many words before a number may be part of its clause.
const LONGEST_CLAUSE: usize = 40;

impl Sight<'_> {
    /// Where `met z’n zevenen` or `een gezin van vijf` begins.
    pub(super) fn company(&self, at: usize) -> Option<usize> {
        let with = self.before(at, 2)?;
        if self.is_company(at) && self.is_bare(at) {
            return Some(at - 2);
        }
        let whose = self.before(at, 1)?;
        let whose = whose.is_in(&["z'n", "zijn", "hun", "ons", "n", "m'n", "haar", "jullie"]);
        let fits = with.lower == "met" && whose && !self.is_about_professionals(at);
        fits.then_some(at - 2)
    }

    /// Where `jongeren: 5`, `jongeren (5)` or `jongens 3, meisjes 1` begins.
    pub(super) fn listed(&self, at: usize) -> Option<usize> {
        let gap = self.word(at)?.gap.trim();
        let next = self.word(at + 1).map_or("", |it| it.gap.trim_start());
        let alone = self.word(at + 1).is_none() || next.starts_with([')', ',', ';', '.']);
        let noun = self.before(at, 1)?;
        let is_plural = noun.lower.ends_with("en") || noun.lower.ends_with('s');
        let is_told = matches!(gap, ":" | "(" | "=" | ": (") || gap.is_empty() && is_plural;
        let is_person = self.nouns.kind(&[noun.lower.as_str()]) == Some(Kind::Person);
        (is_told && alone && is_person).then_some(at - 1)
    }

    /// Whether no noun of its own follows the number here.
    pub(super) fn is_bare(&self, at: usize) -> bool {
        self.word(at + 1).is_none_or(|next| {
            let ended = next.gap.contains(['.', ',', ';', ':', '!', '?', ')']);
            let said = AFTER_A_BARE_NUMBER.has(&next.lower) || is_participle(&next.lower);
            // `drie van de wijken` counts wijken.
            let of_others = next.lower == "van"
                && self.word(at + 2).is_some_and(|it| DETERMINERS.has(&it.lower));
            ended || is_close(next.gap) && said && !of_others
        })
    }

    /// Whether the number here counts persons that were named before in the same sentence.
    pub(super) fn refers_back(&self, at: usize) -> bool {
        if self.is_part_of_persons(at) {
            return true;
        }
        let adverbs = self.words[..at].iter().rev().take_while(|it| ADVERBS.has(&it.lower)).count();
        let Some(word) = self.before(at, 1 + adverbs) else { return false };
        let of_whom = word.lower == "wie" || word.is_in(&["waarvan", "waaronder", "er", "alle"]);
        let rest = word.is_in(&["andere", "overige", "laatste", "eerste", "die", "deze"]);
        (of_whom || rest) && self.nearest(at) == Some(Kind::Person)
    }

    /// Whether the number here begins another part of what is counted: `acht vonden werk, vier een stage`.
    pub(super) fn is_next_part(&self, at: usize) -> bool {
        let joined = self.before(at, 1).is_some_and(|it| it.is_in(&["en", "maar"]));
        joined || self.words[at].gap.contains(',')
    }

    /// Whether `van de jongeren` or `aantal jongeren` stands before the number, in its own clause.
    pub(super) fn is_part_of_persons(&self, at: usize) -> bool {
        let clause = self.words[..=at].iter().rposition(|it| it.gap.contains([',', ';', ':']));
        let first = clause.unwrap_or_default().max(at.saturating_sub(LONGEST_CLAUSE));
        (first..at).any(|start| {
            let word = &self.words[start];
            let amount = word.lower == "aantal"
                && self.phrase(start + 1).or_else(|| self.taken_from(start + 1)).is_some();
            let part = self.taken_from(start).is_some_and(|end| end <= at)
                && self.word(start + 1).is_some_and(|it| DETERMINERS.has(&it.lower))
                && !self.before(start, 1).is_some_and(|it| is_noun_like(&it.lower));
            amount || part
        })
    }

    /// What the last known noun before a word stands for; `None` if there is no such noun.
    pub(super) fn nearest(&self, at: usize) -> Option<Kind> {
        let kind = |start: usize| {
            let lower: Vec<&str> =
                self.words[start..at].iter().take(4).map(|it| it.lower.as_str()).collect();
            self.nouns.kind(&lower)
        };
        (at.saturating_sub(LONGEST_CLAUSE)..at).rev().find_map(kind)
    }

    /// Whether people at work are spoken of before a word, and nobody else.
    pub(super) fn is_about_professionals(&self, at: usize) -> bool {
        let team = self.words[..at].iter().any(|it| it.is_in(&["team", "teams", "wij", "we"]));
        match self.nearest(at) {
            Some(Kind::Person) => false,
            Some(Kind::Professional) => true,
            None => team,
        }
    }
}

/// Whether a word may be a noun that `van de jongeren` belongs to: `de ouders van de jongeren`.
fn is_noun_like(word: &str) -> bool {
    let ends = ["ers", "ing", "ingen", "heid", "tie", "ties", "teit", "en", "s"];
    let verbs = AFTER_A_BARE_NUMBER.has(word);
    !verbs && ends.iter().any(|end| word.ends_with(end))
}
