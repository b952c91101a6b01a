use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::cycle::{At, Fault, Faults, Published};
use crate::disclosure::{Earlier, EarlierMeasure};
use crate::municipality::MunicipalityCode;

use super::DRAFT;

#[derive(Deserialize)]
struct Ledger {
    edition: Option<String>,
    year: Option<i16>,
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

/// Reads what an edition published. `now` gives the code that a measure has in this year: several where the
/// question was split, none where it is not asked any more.
///
/// # Errors
/// The path and the line, where the file is not the ledger of an edition of its year.
pub fn read(
    published: &Published,
    year_before: bool,
    now: impl Fn(&str) -> Vec<String>,
) -> Result<Earlier, Faults> {
    let fault = |line: usize, message: String, hint: &str| {
        Faults(vec![Fault::new(At { path: published.path.clone(), line }, message, hint)])
    };
    let ledger: Ledger = serde_json::from_str(&published.text).map_err(|source| {
        let message = "dit is niet de `cijfers.json` van een uitgave".to_owned();
        fault(source.line(), message, "zet het bestand terug zoals het is verschenen")
    })?;
    if ledger.edition.as_deref() == Some(DRAFT) {
        let message = "dit is de `cijfers.json` van een concept".to_owned();
        return Err(fault(0, message, "neem het bestand uit de map `definitief`"));
    }
    if let Some(other) = ledger.year.filter(|year| *year != published.year) {
        let message =
            format!("dit is de `cijfers.json` van {other}, en de map is van {}", published.year);
        return Err(fault(
            0,
            message,
            "zet elke uitgave in de map `uitgebracht` van haar eigen jaar",
        ));
    }
    let mut all: BTreeMap<Vec<String>, EarlierMeasure> = BTreeMap::new();
    for (code, measure) in &ledger.measures {
        let now = now(code);
        let measure = earlier(measure);
        let before = all.remove(&now);
        all.insert(now, before.map_or(measure.clone(), |before| together(&before, &measure)));
    }
    let name = published.name.clone();
    let mut printed =
        Earlier { name, year_before, measures: BTreeMap::new(), splits: BTreeMap::new() };
    for (now, measure) in all {
        match now.as_slice() {
            [] => {}
            [code] => _ = printed.measures.insert(code.clone(), measure),
            _ => _ = printed.splits.insert(now, measure),
        }
    }
    Ok(printed)
}

/// What an edition printed of two measures that are one now: of whom it printed both, the sum.
fn together(one: &EarlierMeasure, other: &EarlierMeasure) -> EarlierMeasure {
    let of = |measure: &EarlierMeasure, who: &MunicipalityCode| {
        measure.contributions.get(who).copied().unwrap_or(Some(Decimal::ZERO))
    };
    let added = |who: &MunicipalityCode| Some(of(one, who)? + of(other, who)?);
    let sum = |measure: &EarlierMeasure| {
        if measure.contributions.is_empty() { Some(Decimal::ZERO) } else { measure.sum }
    };
    let all = one.contributions.keys().chain(other.contributions.keys());
    let asked =
        |measure: &EarlierMeasure, who: &MunicipalityCode| measure.contributions.contains_key(who);
    let small = one.small.union(&other.small);
    EarlierMeasure {
        sum: sum(one).zip(sum(other)).map(|(one, other)| one + other),
        contributions: all.map(|who| (who.clone(), added(who))).collect(),
        beside: one
            .beside
            .iter()
            .chain(&other.beside)
            .map(|(who, _)| (who.clone(), None))
            .collect(),
        // Two small numbers together need not be small.
        small: small.filter(|who| !(asked(one, who) && asked(other, who))).cloned().collect(),
        withheld: one.withheld.union(&other.withheld).cloned().collect(),
    }
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
        let read =
            read(&Published { path, name, year: 2024, text }, false, |code| vec![code.to_owned()]);
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

    #[test]
    fn of_two_measures_that_are_one_now_the_sum_is_known_and_of_an_old_edition_its_year() {
        let other = r#""a.b": {"sum": 40, "contributions": [
            {"municipality": "GM0001", "value": 30}, {"municipality": "GM0002", "value": 10}]}}}"#;
        let text = LEDGER.trim_end().trim_end_matches("}}").to_owned() + "," + other;
        let path = std::path::PathBuf::from("2024-06-05.json");
        let name = "2024-06-05".to_owned();
        let published = Published { path, name, year: 2024, text };
        let earlier = read(&published, true, |_| vec!["c.c".to_owned()]).unwrap();
        let measure = &earlier.measures["c.c"];
        let who = |number: u8| MunicipalityCode::parse(&format!("GM000{number}")).unwrap();
        assert_eq!(measure.sum, Some(137.into()));
        assert_eq!(measure.contributions[&who(1)], Some(90.into()));
        assert_eq!(measure.contributions[&who(2)], None, "a small one and ten");
        assert!(measure.small.is_empty() || !measure.small.contains(&who(2)));
        assert!(measure.withheld.contains(&who(3)));
    }

    #[test]
    fn a_measure_that_is_two_now_is_known_for_both_together() {
        let path = std::path::PathBuf::from("2024-06-05.json");
        let (name, text) = ("2024-06-05".to_owned(), LEDGER.to_owned());
        let published = Published { path, name, year: 2024, text };
        let split = vec!["c.c".to_owned(), "c.d".to_owned()];
        let earlier = read(&published, true, |_| split.clone()).unwrap();
        assert!(earlier.measures.is_empty());
        assert_eq!(earlier.splits[&split].sum, Some(97.into()));
        let gone = read(&published, true, |_| Vec::new()).unwrap();
        assert!(gone.measures.is_empty() && gone.splits.is_empty());
    }
}
