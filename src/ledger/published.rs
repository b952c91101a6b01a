use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::cycle::Published;
use crate::disclosure::{Earlier, EarlierMeasure};
use crate::municipality::MunicipalityCode;

use super::DRAFT;

/// Why a published ledger cannot be read.
#[derive(Debug)]
pub struct PublishedError {
    /// The file.
    path: std::path::PathBuf,
    /// What is wrong with it; nothing where it is that of a draft.
    source: Option<serde_json::Error>,
}

impl fmt::Display for PublishedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.source {
            Some(_) => write!(
                f,
                "`{path}` is niet de `cijfers.json` van een uitgave\nhint: zet het bestand terug zoals het is uitgebracht"
            ),
            None => write!(
                f,
                "`{path}` is de `cijfers.json` van een concept\nhint: neem die uit de map `definitief`"
            ),
        }
    }
}

impl std::error::Error for PublishedError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

#[derive(Deserialize)]
struct Ledger {
    edition: Option<String>,
    measures: BTreeMap<String, Measure>,
}

#[derive(Deserialize)]
struct Measure {
    #[serde(default)]
    sum: Option<Decimal>,
    contributions: Vec<Given>,
    #[serde(default)]
    not_counted: Vec<Given>,
}

#[derive(Deserialize)]
struct Given {
    municipality: MunicipalityCode,
    #[serde(default)]
    value: Option<Decimal>,
    #[serde(default)]
    shown: Option<Hidden>,
}

/// What is said of a number that is not printed.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Hidden {
    Small,
    Withheld,
}

/// Reads what an edition published. `now` gives the code that a measure has in this year; none where it is
/// not asked any more.
///
/// # Errors
/// A [`PublishedError`] with the path, where the file is no ledger.
pub fn read(
    published: &Published,
    year_before: bool,
    now: impl Fn(&str) -> Option<String>,
) -> Result<Earlier, PublishedError> {
    let ledger: Ledger = serde_json::from_str(&published.text)
        .map_err(|source| PublishedError { path: published.path.clone(), source: Some(source) })?;
    if ledger.edition.as_deref() == Some(DRAFT) {
        return Err(PublishedError { path: published.path.clone(), source: None });
    }
    let measures = ledger.measures.into_iter();
    let measures = measures.filter_map(|(code, measure)| Some((now(&code)?, earlier(&measure))));
    Ok(Earlier { name: published.name.clone(), year_before, measures: measures.collect() })
}

fn earlier(measure: &Measure) -> EarlierMeasure {
    let numbers = |given: &[Given]| {
        given.iter().map(|each| (each.municipality.clone(), each.value)).collect()
    };
    let hidden = |word| -> BTreeSet<MunicipalityCode> {
        let given = measure.contributions.iter().chain(&measure.not_counted);
        let given = given.filter(|each| each.value.is_none() && each.shown == Some(word));
        given.map(|each| each.municipality.clone()).collect()
    };
    EarlierMeasure {
        sum: measure.sum,
        contributions: numbers(&measure.contributions),
        beside: numbers(&measure.not_counted),
        small: hidden(Hidden::Small),
        withheld: hidden(Hidden::Withheld),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEDGER: &str = r#"{"measures": {"a.a": {
        "sum": 97,
        "contributions": [
            {"municipality": "GM0001", "value": 60},
            {"municipality": "GM0002", "value": null, "shown": "small"},
            {"municipality": "GM0003", "value": null, "shown": "withheld"}
        ],
        "not_counted": [
            {"municipality": "GM0004", "value": 20},
            {"municipality": "GM0005", "value": null, "shown": "small"}
        ]
    }}}"#;

    #[test]
    fn all_that_was_printed_of_a_measure_is_read() {
        let path = std::path::PathBuf::from("2024-06-05.json");
        let (name, text) = ("2024-06-05".to_owned(), LEDGER.to_owned());
        let read = read(&Published { path, name, text }, false, |code| Some(code.to_owned()));
        let who = |number: u8| MunicipalityCode::parse(&format!("GM000{number}")).unwrap();
        let given = |numbers: &[(u8, Option<i64>)]| {
            let numbers = numbers.iter();
            numbers.map(|(number, value)| (who(*number), value.map(Decimal::from))).collect()
        };
        let expected = EarlierMeasure {
            sum: Some(97.into()),
            contributions: given(&[(1, Some(60)), (2, None), (3, None)]),
            beside: given(&[(4, Some(20)), (5, None)]),
            small: BTreeSet::from([who(2), who(5)]),
            withheld: BTreeSet::from([who(3)]),
        };
        assert_eq!(read.unwrap().measures["a.a"], expected);
    }
}
