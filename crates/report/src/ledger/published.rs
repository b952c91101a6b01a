//! Reads the `cijfers.json` of an edition that was published, as an attacker can read it.
//!
//! In: the file, and what the edition hid where the team kept that. Out: an [`Earlier`] for `disclosure`, under
//! the codes of this year.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::disclosure::{Earlier, EarlierMeasure, Series};
use pmg_core::cycle::{At, Fault, Faults, Kept, Published};
use pmg_core::edition::Edition;
use pmg_core::municipality::MunicipalityCode;

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

/// What the ledger says of a number that is suppressed.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Hidden {
    Small,
    Withheld,
}

/// Reads what an edition published, of a year so many years before this one, and the true numbers if they were kept.
/// `now` gives the codes that a measure has this year: several if the question was split, none if it is not asked any
/// more.
///
/// # Errors
/// The path and the line, where the file is not the ledger of an edition of its year, or not the one that was kept.
pub fn read(
    published: &Published,
    kept: Option<&Kept>,
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
    if ledger.edition.as_deref() == Some(Edition::Draft.code()) {
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
    let truth = kept.map(|kept| whole(kept, published.year)).transpose()?;
    let mut series: BTreeMap<Vec<String>, Vec<EarlierMeasure>> = BTreeMap::new();
    for (code, measure) in &ledger.measures {
        let truth = truth.as_ref().and_then(|truth| truth.measures.get(code));
        series.entry(now(code)).or_default().push(earlier(measure, truth));
    }
    // What is not asked any more tells nothing of now.
    series.remove(&Vec::new());
    let series = series.into_iter().map(|(now, measures)| Series { now, measures });
    Ok(Earlier { name: published.name.clone(), years_before, series: series.collect() })
}

/// Reads the whole ledger that was kept of an edition.
fn whole(kept: &Kept, year: i16) -> Result<Ledger, Faults> {
    let fault = |line: usize| {
        let at = At { path: kept.path.clone(), line };
        let message = "dit is niet wat het programma bij een uitgave bewaarde";
        let hint =
            "zet het bestand terug zoals het was, uit een kopie; is die er niet, haal het dan weg";
        Faults(vec![Fault::new(at, message, hint)])
    };
    let ledger: Ledger = serde_json::from_str(&kept.text).map_err(|source| fault(source.line()))?;
    let is_it =
        ledger.edition.as_deref() == Some(Edition::Draft.code()) && ledger.year == Some(year);
    if is_it { Ok(ledger) } else { Err(fault(0)) }
}

fn earlier(measure: &Measure, truth: Option<&Measure>) -> EarlierMeasure {
    let numbers = |given: &[Given]| -> BTreeMap<MunicipalityCode, Option<Decimal>> {
        given.iter().map(|each| (each.municipality.clone(), each.value)).collect()
    };
    let hidden = |word| -> BTreeSet<MunicipalityCode> {
        let given = measure.contributions.iter().chain(&measure.not_counted);
        let given = given.filter(|each| each.value.is_none() && each.shown == Some(word));
        given.map(|each| each.municipality.clone()).collect()
    };
    let (contributions, beside) = (numbers(&measure.contributions), numbers(&measure.not_counted));
    let is_hidden = |who: &MunicipalityCode| {
        contributions.get(who).or_else(|| beside.get(who)).is_some_and(Option::is_none)
    };
    let really = truth.into_iter().flat_map(|it| it.contributions.iter().chain(&it.not_counted));
    let really = really.filter(|each| is_hidden(&each.municipality));
    let truth = really.filter_map(|each| Some((each.municipality.clone(), each.value?))).collect();
    EarlierMeasure {
        sum: measure.sum,
        contributions,
        beside,
        small: hidden(Hidden::Small),
        withheld: hidden(Hidden::Withheld),
        truth,
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

    /// The same figures as the team keeps them.
    const WHOLE: &str = r#"{"edition": "draft", "year": 2024, "measures": {"a.a": {
        "sum": 97,
        "contributions": [
            {"municipality": "GM0001", "value": 60},
            {"municipality": "GM0002", "value": 7},
            {"municipality": "GM0003", "value": 30}
        ],
        "not_counted": [
            {"municipality": "GM0004", "value": 20},
            {"municipality": "GM0005", "value": 3}
        ]
    }}}"#;

    fn published(text: &str) -> Published {
        let (path, name) = ("2024-06-05.json".into(), "2024-06-05".to_owned());
        let text = text.to_owned();
        Published { path, name, year: 2024, text, record: None, sentences: None }
    }

    fn kept(text: &str) -> Kept {
        Kept { path: "0a.json".into(), text: text.to_owned() }
    }

    fn who(number: u8) -> MunicipalityCode {
        MunicipalityCode::parse(&format!("GM000{number}")).unwrap()
    }

    #[test]
    fn what_was_hidden_is_known_where_it_was_kept_and_what_was_printed_is_not_told_twice() {
        for now in [vec!["a.a".to_owned()], vec!["b.b".to_owned(), "b.c".to_owned()]] {
            let read = read(&published(LEDGER), Some(&kept(WHOLE)), 1, |_| now.clone()).unwrap();
            assert_eq!(read.series[0].now, now);
            let truth = [(2, 7), (3, 30), (5, 3)].map(|(each, is)| (who(each), Decimal::from(is)));
            assert_eq!(read.series[0].measures[0].truth, BTreeMap::from(truth));
        }
    }

    #[test]
    fn a_file_that_is_not_what_was_kept_is_a_fault() {
        let other = WHOLE.replace("2024", "2023");
        for (text, line) in
            [("geen json", 1), (LEDGER, 0), (other.as_str(), 0), (&WHOLE[..WHOLE.len() - 3], 12)]
        {
            let same = |code: &str| vec![code.to_owned()];
            let Faults(faults) = read(&published(LEDGER), Some(&kept(text)), 0, same).unwrap_err();
            assert_eq!(
                (faults[0].at.path.as_path(), faults[0].at.line),
                ("0a.json".as_ref(), line)
            );
            assert!(faults[0].message.starts_with("dit is niet wat het programma"));
        }
    }

    #[test]
    fn all_that_was_printed_of_a_measure_is_read() {
        let read = read(&published(LEDGER), None, 0, |code| vec![code.to_owned()]);
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
            truth: BTreeMap::new(),
        };
        let now = vec!["a.a".to_owned()];
        assert_eq!(read.unwrap().series, [Series { now, measures: vec![expected] }]);
    }

    #[test]
    fn measures_that_are_one_now_and_one_that_is_two_are_kept_with_what_they_are_now() {
        let other =
            r#""a.b": {"sum": 40, "contributions": [{"municipality": "GM0001", "value": 30}]}}}"#;
        let text = LEDGER.trim_end().trim_end_matches("}}").to_owned() + "," + other;
        let published = published(&text);
        let sums = |now: &[&str]| {
            let now: Vec<String> = now.iter().map(|code| (*code).to_owned()).collect();
            let earlier = read(&published, None, 1, |_| now.clone()).unwrap();
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
