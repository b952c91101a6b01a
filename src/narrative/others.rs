//! `andere`, `overige` and `nog eens`: words that say that nobody counted here was counted before. A
//! template can only use them with the name of who was; those are left out of the count.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::basis;
use crate::cycle::Template;
use crate::municipality::MunicipalityCode;

use super::shape::{Phrase, Shape};
use super::{Teller, faults};

/// Words that say so.
const OTHERS: [&str; 8] =
    ["ander", "andere", "eens", "nog", "overige", "resterende", "verder", "verdere"];
/// The ones that stand before the number, the longest first.
const BEFORE_NUMBER: [&str; 3] = ["nog eens", "nog", "verder"];
/// The functions whose number such a word can be about.
const COUNTS: [&str; 7] = ["gekozen", "gemeenten", "ingezet", "register", "som", "vaag", "waarde"];

/// The municipalities that a template counts or names.
pub(super) struct Group {
    /// Codes of interventions, with a plus between them.
    pub(super) interventions: String,
    /// Statuses, with a plus between them.
    pub(super) statuses: String,
    /// Statuses of those that were counted before.
    pub(super) beside: Option<String>,
    /// Interventions of those that were counted before, where these are other ones.
    pub(super) beside_of: Option<String>,
}

impl Group {
    /// Interventions and statuses of those that were counted before.
    fn before(&self) -> Option<(&str, &str)> {
        let interventions = self.beside_of.as_ref().unwrap_or(&self.interventions);
        let any = self.beside.is_some() || self.beside_of.is_some();
        any.then(|| (interventions.as_str(), self.beside.as_deref().unwrap_or("uitvoering")))
    }

    /// What a count or a list of them rests on.
    pub(super) fn counted(&self) -> basis::Group {
        let before = self.before();
        basis::Group {
            already_counted: before.map(|(of, with)| Box::new(basis::Group::new(of, with))),
            ..basis::Group::new(&self.interventions, &self.statuses)
        }
    }
}

impl Shape {
    /// The same shape without the words that say that nobody was counted before.
    pub(super) fn of_first(mut self) -> Self {
        self.adjective = self.adjective.map(|words| {
            let form = |form: &str| {
                let kept = form.split_whitespace().filter(|word| !OTHERS.contains(word));
                kept.collect::<Vec<_>>().join(" ")
            };
            words.split('/').map(form).collect::<Vec<_>>().join("/")
        });
        self
    }

    /// The first word in it that says that nobody counted here was counted before.
    pub(super) fn others(&self) -> Option<&str> {
        let words = self.adjective.as_deref()?.split(|c: char| c == '/' || c.is_whitespace());
        words.into_iter().find(|word| OTHERS.contains(word))
    }

    /// Refuses such a word where `function` cannot know who was counted before.
    pub(super) fn refuse_others(self, function: &str) -> Phrase<Self> {
        match self.others() {
            None => Ok(self),
            Some(word) => Err(format!(
                "`{word}` kan niet bij `{function}`: het programma kan daar niet nagaan of iets twee keer telt; laat het woord weg"
            )),
        }
    }

    /// The adjective as it stands with this count, and what of it goes before the number. `nog eens` is
    /// `nog` before `één` and before an unknown number; with none counted it is `geen andere`.
    pub(super) fn fitting(&self, count: Option<Decimal>) -> Self {
        let one = count == Some(Decimal::ONE);
        let words = self.adjective.as_deref().unwrap_or_default();
        let words = match words.split_once('/') {
            Some((singular, plural)) => {
                if one {
                    singular
                } else {
                    plural
                }
            }
            None => words,
        };
        // One thing is not various things.
        let few = count.is_some_and(|count| count <= Decimal::ONE);
        let words = if few && words == "verschillende" { "" } else { words };
        let before = BEFORE_NUMBER.iter().find(|before| is_first(words, before)).copied();
        let between = words[before.map_or(0, str::len)..].trim();
        let none = count.is_some_and(|count| count.is_zero());
        let (before, between) = match before {
            Some(_) if none && between.is_empty() => (None, "andere"),
            Some(_) if none => (None, between),
            Some("nog eens") if one || count.is_none() => (Some("nog"), between),
            before => (before, between),
        };
        Self {
            before: before.map(str::to_owned),
            adjective: (!between.is_empty()).then(|| between.to_owned()),
            verb: self.verb.clone(),
            bare: self.bare,
        }
    }
}

impl Shape {
    /// The number with what goes before it: in one mark, so that a sentence can start with it.
    pub(super) fn led(&self, number: &str) -> String {
        match self.before.as_ref().filter(|_| !self.bare) {
            Some(before) => format!("{before} {number}"),
            None => number.to_owned(),
        }
    }
}

fn is_first(words: &str, start: &str) -> bool {
    words.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

impl Teller {
    /// The municipalities of a group, without those that were counted before.
    pub(super) fn in_group(&self, group: &Group) -> Phrase<BTreeSet<MunicipalityCode>> {
        let mut who = self.who(&group.interventions, &group.statuses)?;
        if let Some((interventions, statuses)) = group.before() {
            let counted = self.who(interventions, statuses)?;
            who.retain(|municipality| !counted.contains(municipality));
        }
        Ok(who)
    }

    /// The shape for a count of a group: `andere` only where it says who was counted before, and left
    /// out where nobody was.
    pub(super) fn shape_beside(&self, group: &Group, shape: Shape) -> Phrase<Shape> {
        match (group.before(), shape.others()) {
            (None, Some(word)) => Err(format!(
                "`{word}` zegt dat deze gemeenten nog niet zijn geteld; schrijf erbij wie er al wel zijn geteld: `naast=\"uitvoering\"` voor een andere status, of `naast_van=\"ajb\"` voor een andere interventie"
            )),
            (Some((interventions, statuses)), Some(_))
                if self.who(interventions, statuses)?.is_empty() =>
            {
                Ok(shape.of_first())
            }
            _ => Ok(shape),
        }
    }

    /// The shape for a sum beside that of another measure. They are taken to count the same persons or
    /// things, unless they are parts of one total.
    pub(super) fn shape_beside_sum(
        &self,
        measure: &str,
        beside: Option<&str>,
        shape: Shape,
    ) -> Phrase<Shape> {
        let Some(before) = beside else {
            return match shape.others() {
                None => Ok(shape),
                Some(word) => Err(format!(
                    "`{word}` zegt dat hier niets twee keer telt; schrijf met `naast=\"…\"` naast welke maat, als dat zo is, of laat het woord weg"
                )),
            };
        };
        let first = self.measure(before)?.sum();
        self.measure(measure)?;
        let totals = &self.facts.questionnaire.totals;
        let has = |parts: &[String], code: &str| parts.iter().any(|part| part == code);
        let apart = |parts: &[String]| has(parts, measure) && has(parts, before);
        if measure == before || !totals.iter().any(|total| apart(&total.parts)) {
            return Err(format!(
                "`{measure}` en `{before}` kunnen dezelfde mensen of dingen tellen, want zij zijn geen delen van één `[[optelling]]` in vragenlijst.toml; laat `naast` en het woord bij `bij` weg"
            ));
        }
        let none = first.is_none_or(|sum| sum.is_zero());
        Ok(if none { shape.of_first() } else { shape })
    }
}

/// Tells of each such word that a template types itself at a number: nothing then looks after it.
pub(super) fn typed_by_hand(templates: &BTreeMap<String, Template>) -> Vec<String> {
    let told = templates.values().flat_map(|template| {
        typed(&template.text).into_iter().map(|(word, at)| {
            let message = format!(
                "typ `{word}` niet zelf bij een aantal; schrijf `bij=\"{}\"` in de functie, en met `naast=…` wie er al is geteld",
                word.to_lowercase(),
            );
            faults::placed(&message, template, at..at + 2)
        })
    });
    told.collect()
}

/// Such words at a number, and the byte at which what asks for the number begins.
fn typed(text: &str) -> Vec<(&'static str, usize)> {
    let found = text.match_indices("{{").filter_map(|(at, _)| {
        let (tag, after) = text[at + 2..].split_once("}}")?;
        let tag = tag.trim_start_matches('-').trim_start();
        let counts = COUNTS.iter().any(|name| {
            tag.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('('))
        });
        let word = typed_before(&text[..at])
            .or_else(|| typed_after(after).filter(|_| tag.contains("kaal=true")))?;
        counts.then_some((word, at))
    });
    found.collect()
}

/// Such a word at the end of what stands before a number. `nu nog` is about time; only at the start
/// of a sentence is `Nog` about others.
fn typed_before(before: &str) -> Option<&'static str> {
    const WORDS: [&str; 7] =
        ["nog eens", "Nog eens", "Nog", "andere", "Andere", "overige", "Overige"];
    let before = before.trim_end();
    let ends = |word: &&&str| {
        let rest = before.strip_suffix(**word);
        rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    };
    WORDS.iter().find(ends).copied()
}

/// Such a word between a bare number and its noun.
fn typed_after(after: &str) -> Option<&'static str> {
    const WORDS: [&str; 5] = ["andere", "ander", "overige", "resterende", "verdere"];
    let first = after.split_whitespace().next()?;
    WORDS.iter().find(|word| **word == first).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_nothing_checks_is_found_before_a_number() {
        let found = typed("Kop\n\nNog eens {{ gemeenten(van=\"ajb\") }} beginnen.");
        assert_eq!(found, [("Nog eens", 14)]);
        for text in
            ["Twee andere {{- som (maat=\"x\") }}", "{% else -%}\nNog {{ register(wat=\"x\") }}"]
        {
            assert_eq!(typed(text).len(), 1, "{text}");
        }
        let bare = "{{ gemeenten(van=\"ajb\", kaal=true) }} andere gemeenten";
        assert_eq!(typed(bare), [("andere", 0)]);
        for text in [
            "Daarvan krijgen nu nog {{ waarde(maat=\"x\", gemeente=\"y\") }} hulp.",
            "Een andere {{ u.naam }}",
            "Zo zetten {{ gemeenten(van=\"ajb\") }} andere middelen in.",
            "Samen {{ som(maat=\"x\") }}",
            "Zij zijn veranderende {{ som(maat=\"x\") }}",
        ] {
            assert_eq!(typed(text), [], "{text}");
        }
    }
}
