//! Predicts what may be said of an earlier edition of the same year: what its files say, as anybody can read them.

use pmg_core::cycle::{Erratum, Published};
use serde_json::Value;

use super::expectations::Expectations;
use super::explanation::Explanation;
use super::words::date;
use crate::count::{Exact, Measured, written};
use crate::error::RecountError;

impl Expectations<'_> {
    /// The edition with this number; `None` if no such edition appeared.
    fn edition(&self, number: &str) -> Option<&Published> {
        let at: usize = number.strip_prefix("1.")?.parse().ok()?;
        let is_it = |edition: &&Published| {
            edition.record.as_ref().is_some_and(|it| it.edition.to_string() == number)
        };
        let by_hand = || self.cycle.published.get(at).filter(|it| it.record.is_none());
        self.cycle.published.iter().find(is_it).or_else(by_hand)
    }

    /// All wordings of what an edition said: its number or its day, a sentence, or one of its figures.
    pub(super) fn earlier(&self, number: &str, what: &str) -> Vec<String> {
        let Some(edition) = self.edition(number) else { return Vec::new() };
        match what.split(':').collect::<Vec<_>>().as_slice() {
            [""] => {
                let day = edition.record.as_ref().map(|it| date(it.date));
                std::iter::once(number.to_owned()).chain(day).collect()
            }
            ["zin"] => said(edition),
            ["som", measure] => self.sum_then(edition, measure),
            ["waarde", measure, who] => self.value_then(edition, measure, who),
            _ => Vec::new(),
        }
    }

    fn sum_then(&self, edition: &Published, code: &str) -> Vec<String> {
        let (Some(now), then) = (self.measures.get(code), measure(edition, code)) else {
            return Vec::new();
        };
        match exact(&then["sum"]) {
            Some(sum) => self.number(Some(sum), now),
            None if then["contributions"].as_array().is_some_and(|it| !it.is_empty()) => {
                vec!["niet getoond".to_owned()]
            }
            None => vec!["geen getal".to_owned()],
        }
    }

    fn value_then(&self, edition: &Published, code: &str, who: &str) -> Vec<String> {
        let (Some(now), then) = (self.measures.get(code), measure(edition, code)) else {
            return Vec::new();
        };
        let lists = ["contributions", "not_counted"].map(|list| then[list].as_array());
        let mut given = lists.into_iter().flatten().flatten();
        match given.find(|it| it["municipality"] == who) {
            None => vec!["geen getal".to_owned()],
            Some(given) => self.given_then(given, now),
        }
    }

    fn given_then(&self, given: &Value, now: &Measured) -> Vec<String> {
        match exact(&given["value"]) {
            Some(value) => self.number(Some(value), now),
            None if given["shown"] == "small" => vec![self.less()],
            None => vec!["niet getoond".to_owned()],
        }
    }

    /// The reason with this place in `errata.toml`.
    pub(super) fn correction(&self, index: &str) -> Option<&Erratum> {
        self.cycle.errata.get(index.parse::<usize>().ok()?)
    }

    /// What the part about an earlier edition must say.
    pub(super) fn earlier_edition(&self, number: &str) -> Option<Explanation> {
        let edition = self.edition(number)?;
        let day = edition.record.as_ref().map(|it| format!(" van {}", date(it.date)));
        Some(Explanation {
            title: format!("Uitgave {number} van dit rapport"),
            code: None,
            how: Some(format!("Zo stond het in uitgave {number}{}.", day.unwrap_or_default())),
        })
    }

    /// What the part about a reason must say.
    pub(super) fn corrected(&self, index: &str) -> Result<Option<Explanation>, RecountError> {
        let Some(erratum) = self.correction(index) else { return Ok(None) };
        let who = match &erratum.municipality {
            Some(code) => self.count.municipality_name(code.as_str())?,
            None => None,
        };
        let who = who.map_or_else(
            || "de tekst van het programmateam".to_owned(),
            |name| format!("een verbeterde opgave van {name}"),
        );
        Ok(Some(Explanation {
            title: format!("Verbetering in uitgave {}", erratum.edition),
            code: None,
            how: Some(format!("De reden die het programmateam geeft. Het gaat om {who}.")),
        }))
    }
}

/// The sentences of an edition.
fn said(edition: &Published) -> Vec<String> {
    let sentences = edition.sentences.as_deref().unwrap_or_default();
    let all: Vec<Value> = serde_json::from_str(sentences).unwrap_or_default();
    all.iter().filter_map(|it| it["text"].as_str()).map(str::to_owned).collect()
}

/// What the ledger of an edition says of a measure; `Null` if it says nothing.
fn measure(edition: &Published, code: &str) -> Value {
    let ledger: Value = serde_json::from_str(&edition.text).unwrap_or_default();
    ledger["measures"][code].clone()
}

/// A number in a ledger; `None` if it is hidden there.
fn exact(number: &Value) -> Option<Exact> {
    written(&number.as_number()?.to_string())
}
