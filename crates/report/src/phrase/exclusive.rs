//! `andere`, `overige` and `nog eens` promise no double counting. A template may use them only with `naast=` or
//! `naast_van=`, which names what is already counted.
//!
//! From a count of municipalities that group is subtracted. A sum is allowed only beside one that cannot count the
//! same persons or things: both must be parts of one total.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use pmg_core::basis::Group;
use pmg_core::municipality::MunicipalityCode;

use super::Phrases;
use super::form::{PhraseForm, PhraseResult};

/// Words that promise no double counting.
const EXCLUSIVE: [&str; 8] =
    ["ander", "andere", "eens", "nog", "overige", "resterende", "verder", "verdere"];
/// The ones that stand before the number, the longest first.
const BEFORE_NUMBER: [&str; 3] = ["nog eens", "nog", "verder"];

impl PhraseForm {
    /// The same form without the words that promise no double counting.
    pub(crate) fn without_exclusive(mut self) -> Self {
        self.adjective = self.adjective.map(|words| {
            let form = |form: &str| {
                let kept = form.split_whitespace().filter(|word| !EXCLUSIVE.contains(word));
                kept.collect::<Vec<_>>().join(" ")
            };
            words.split('/').map(form).collect::<Vec<_>>().join("/")
        });
        self
    }

    /// The first word in it that promises no double counting; `None` if there is none.
    pub(crate) fn exclusive_word(&self) -> Option<&str> {
        let words = self.adjective.as_deref()?.split(|c: char| c == '/' || c.is_whitespace());
        words.into_iter().find(|word| EXCLUSIVE.contains(word))
    }

    /// The form, unless it has such a word: `function` cannot know what is already counted.
    pub(crate) fn refuse_exclusive(self, function: &str) -> PhraseResult<Self> {
        match self.exclusive_word() {
            None => Ok(self),
            Some(word) => Err(format!(
                "`{word}` kan niet bij `{function}`: het programma kan daar niet nagaan of iets twee keer telt; laat het woord weg"
            )),
        }
    }

    /// The form that agrees with the count: the adjective in singular or plural, with words such as `nog` moved
    /// before the number. `nog eens` becomes `nog` with `één` and with an unknown number, and `geen andere` with
    /// zero.
    pub(crate) fn agreeing(&self, count: Option<Decimal>) -> Self {
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
        // `verschillende` takes at least two.
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

impl PhraseForm {
    /// The number with what goes before it: in one mark, so that a sentence can start with it.
    pub(crate) fn with_prefix(&self, number: &str) -> String {
        match self.before.as_ref().filter(|_| !self.bare) {
            Some(before) => format!("{before} {number}"),
            None => number.to_owned(),
        }
    }
}

fn is_first(words: &str, start: &str) -> bool {
    words.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

impl Phrases {
    /// The municipalities of a group, without those that are already counted.
    pub(crate) fn in_group(&self, group: &Group) -> PhraseResult<BTreeSet<MunicipalityCode>> {
        let mut who = self.who(group)?;
        if let Some(before) = &group.already_counted {
            let counted = self.who(before)?;
            who.retain(|municipality| !counted.contains(municipality));
        }
        Ok(who)
    }

    /// The form for a count of a group. `andere` is refused unless the group names who is already counted, and left
    /// out if that is nobody.
    pub(crate) fn form_for_group(
        &self,
        group: &Group,
        form: PhraseForm,
    ) -> PhraseResult<PhraseForm> {
        match (&group.already_counted, form.exclusive_word()) {
            (None, Some(word)) => Err(format!(
                "`{word}` zegt dat deze gemeenten nog niet zijn geteld; schrijf erbij wie er al wel zijn geteld: `naast=\"uitvoering\"` voor een andere status, of `naast_van=\"ajb\"` voor een andere interventie"
            )),
            (Some(before), Some(_)) if self.who(before)?.is_empty() => Ok(form.without_exclusive()),
            _ => Ok(form),
        }
    }

    /// The form for a sum beside that of another measure. The two may count the same persons or things unless they
    /// are parts of one total, so any other measure beside it is refused.
    pub(crate) fn form_for_sum(
        &self,
        measure: &str,
        beside: Option<&str>,
        form: PhraseForm,
    ) -> PhraseResult<PhraseForm> {
        let Some(before) = beside else {
            return match form.exclusive_word() {
                None => Ok(form),
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
        Ok(if none { form.without_exclusive() } else { form })
    }
}
