//! Tells which numbers count nobody: ages, days, amounts, parts, ratios, names.

use super::nouns::{BETWEEN, LABELS, PERIODS, UNITS};
use super::words::{Number, Word};
use super::{MOST_IN_A_ROW, Sight, is_close};

impl Sight<'_> {
    /// Whether the number here is an age, an amount, a part, or the name of something.
    pub(super) fn is_something_else(&self, at: usize) -> bool {
        let word = &self.words[at];
        let next = self.word(at + 1);
        let measured = next.is_some_and(|it| {
            let unit =
                UNITS.has(&it.lower) || it.lower.starts_with("jarig") && it.lower != "jarigen";
            let sign = it.gap.trim_start().starts_with(['%', '‰', '€', '°', '×', '½']);
            let fraction = matches!(it.number, Some(Number::Ordinal(_))) && is_close(it.gap);
            let aged = it.lower == "jarigen";
            let figures = it.gap == "/" && it.has_digit() && word.has_digit();
            let joined = is_close(it.gap) || it.gap == "-";
            sign || figures || joined && (unit || fraction || aged)
        });
        let ends_with_sign =
            next.is_none() && self.text[word.bytes.end..].trim_start().starts_with(['%', '‰', '°']);
        let unit = measured || ends_with_sign || self.is_ranged_age(at);
        unit || self.is_led(at) || self.is_age_of(at)
    }

    /// Whether the number here says how old somebody is: `een broertje van 8`.
    pub(super) fn is_age_of(&self, at: usize) -> bool {
        let of = self.before(at, 1).is_some_and(|it| it.lower == "van");
        let lower = self.before(at, 2).map(|it| it.lower.as_str());
        let is_person = lower.is_some_and(|it| self.nouns.person(&[it]).is_some());
        of && is_person && !self.is_company(at) && self.phrase(at + 1).is_none()
    }

    /// Whether the number here says how many a family or a group has: `een gezin van vijf`.
    pub(super) fn is_company(&self, at: usize) -> bool {
        let of = self.before(at, 1).is_some_and(|it| it.lower == "van");
        let groups = ["gezin", "familie", "groep", "groepje", "clubje", "vriendengroep"];
        of && self.before(at, 2).is_some_and(|it| it.is_in(&groups))
    }

    /// Whether the word or sign before the number keeps it from counting what follows: `€ 5`, `groep 8`, `1 op de 5`.
    pub(super) fn is_led(&self, at: usize) -> bool {
        let word = &self.words[at];
        let previous = self.before(at, 1);
        let money = word.gap.trim_end().ends_with(['€', '#']);
        let figures = previous.is_some_and(Word::has_digit)
            && matches!(word.gap, "/" | ":" | "." | "\u{A0}" | " ")
            && (word.gap != " " || word.bytes.len() == 3)
            && word.has_digit();
        let in_name = word.has_digit()
            && previous.is_some_and(|it| !it.has_digit())
            && matches!(word.gap, "" | "-");
        let per = previous.is_some_and(|it| it.lower == "per");
        let not_one =
            word.cardinal() == Some(1) && previous.is_some_and(|it| it.is_in(&["niet", "geen"]));
        money || figures || in_name || per || not_one || self.is_label(at) || self.is_one_in(at)
    }

    /// Whether the number here is one side of `één op de vijf`.
    pub(super) fn is_one_in(&self, at: usize) -> bool {
        let is_number = |it: &Word| it.cardinal().is_some() || it.lower == "een";
        let article = |it: &Word| it.is_in(&["de", "elke", "iedere"]);
        let after = self.word(at + 1).is_some_and(|it| it.lower == "op") && {
            let skip = usize::from(self.word(at + 2).is_some_and(article));
            self.word(at + 2 + skip).is_some_and(is_number)
        };
        let skip = usize::from(self.before(at, 1).is_some_and(article));
        let before = self.before(at, 1 + skip).is_some_and(|it| it.lower == "op")
            && self.before(at, 2 + skip).is_some_and(is_number);
        after || before
    }

    /// Whether the number here names something: `groep 8`, and the 8 of `groep 7 en 8`.
    pub(super) fn is_label(&self, number: usize) -> bool {
        let mut at = number;
        for _ in 0..MOST_IN_A_ROW {
            let Some(previous) = self.before(at, 1) else { return false };
            if LABELS.has(&previous.lower) {
                return is_close(self.words[at].gap);
            }
            let distance = if BETWEEN.has(&previous.lower) { 2 } else { 1 };
            let other = at.checked_sub(distance).filter(|it| self.words[*it].number.is_some());
            let Some(other) = other else { return false };
            at = other;
        }
        false
    }

    /// Whether the number here is the lower end of ages: `8 tot 12 jaar`, `8-12 jarigen`.
    pub(super) fn is_ranged_age(&self, at: usize) -> bool {
        let (other, connected) = self.other_number(at);
        let joined = connected
            || self.word(other).is_some_and(|it| matches!(it.gap.trim(), "-" | "–" | "/"));
        let is_number = self.word(other).is_some_and(|it| it.cardinal().is_some());
        let unit = self.word(other + 1).is_some_and(|it| {
            let aged = it.lower.starts_with("jarig");
            (UNITS.has(&it.lower) || aged) && (is_close(it.gap) || it.gap == "-")
        });
        joined && is_number && unit
    }

    /// Whether what ends here is counted for each of something: `vijf jongeren per begeleider`. The slogan
    /// `één gezin, één plan` counts nothing, either.
    pub(super) fn is_ratio(&self, end: usize) -> bool {
        let Some(next) = self.word(end) else { return false };
        let of_each = next.lower == "per" && is_close(next.gap);
        let period = self.word(end + 1).is_some_and(|it| it.is_in(&PERIODS));
        let slogan = next.gap.contains([',', '='])
            && next.cardinal() == Some(1)
            && self.word(end + 1).is_some_and(|it| {
                it.is_in(&["plan", "regisseur", "aanpak", "aanspreekpunt", "dossier"])
            });
        of_each && !period || slogan
    }
}
