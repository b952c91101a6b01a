use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::cycle::{At, Fault, Faults, Published};
use crate::disclosure::{Earlier, EarlierMeasure, Series};
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

/// Reads what an edition published, of a year so many years before this one. `now` gives the code that a measure
/// has in this year: several where the question was split, none where it is not asked any more.
///
/// # Errors
/// The path and the line, where the file is not the ledger of an edition of its year.
pub fn read(
    published: &Published,
    years_before: u16,
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
    let mut series: BTreeMap<Vec<String>, Vec<EarlierMeasure>> = BTreeMap::new();
    for (code, measure) in &ledger.measures {
        series.entry(now(code)).or_default().push(earlier(measure));
    }
    // What is not asked any more tells nothing of now.
    series.remove(&Vec::new());
    let series = series.into_iter().map(|(now, measures)| Series { now, measures });
    Ok(Earlier { name: published.name.clone(), years_before, series: series.collect() })
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
            read(&Published { path, name, year: 2024, text }, 0, |code| vec![code.to_owned()]);
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
        let now = vec!["a.a".to_owned()];
        assert_eq!(read.unwrap().series, [Series { now, measures: vec![expected] }]);
    }

    #[test]
    fn measures_that_are_one_now_and_one_that_is_two_are_kept_with_what_they_are_now() {
        let other =
            r#""a.b": {"sum": 40, "contributions": [{"municipality": "GM0001", "value": 30}]}}}"#;
        let text = LEDGER.trim_end().trim_end_matches("}}").to_owned() + "," + other;
        let path = std::path::PathBuf::from("2024-06-05.json");
        let published = Published { path, name: "2024-06-05".to_owned(), year: 2024, text };
        let sums = |now: &[&str]| {
            let now: Vec<String> = now.iter().map(|code| (*code).to_owned()).collect();
            let earlier = read(&published, 1, |_| now.clone()).unwrap();
            let all = earlier.series.into_iter();
            all.map(|it| (it.now, it.measures.into_iter().map(|each| each.sum).collect()))
                .collect::<Vec<(Vec<String>, Vec<Option<Decimal>>)>>()
        };
        let (one, other) = (Some(97.into()), Some(40.into()));
        assert_eq!(sums(&["c.c"]), [(vec!["c.c".to_owned()], vec![one, other])]);
        let split = vec!["c.c".to_owned(), "c.d".to_owned()];
        assert_eq!(sums(&["c.c", "c.d"]), [(split, vec![one, other])]);
        assert_eq!(sums(&[]), []);
    }
}
