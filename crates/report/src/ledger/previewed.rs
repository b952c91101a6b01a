//! Writes and reads the record of what previews showed of the sums.
//!
//! A sum that municipalities saw in a preview is public knowledge afterwards, so `disclosure` must count with it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize, Serializer};

use crate::disclosure::{Earlier, EarlierMeasure, Series, Shown};
use crate::facts::Facts;
use pmg_core::basis::Basis;
use pmg_core::cycle::{At, Fault, Faults, Kept};
use pmg_core::dutch;
use pmg_core::municipality::MunicipalityCode;

use super::Number;

/// What previews showed of the sums of a draft, and to whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewRecord {
    /// The year of the draft.
    pub year: i16,
    /// The day on which the first of them was made.
    pub on: Date,
    /// Who saw a preview.
    pub municipalities: BTreeSet<MunicipalityCode>,
    /// The sums, by the code of the measure.
    pub measures: BTreeMap<String, PreviewedSum>,
}

/// A sum that was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewedSum {
    /// The sum itself.
    #[serde(serialize_with = "as_number")]
    pub sum: Decimal,
    /// Whose numbers were in it; without zeros, which everybody knows.
    pub municipalities: BTreeSet<MunicipalityCode>,
}

fn as_number<S: Serializer>(sum: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    Number(*sum).serialize(serializer)
}

impl PreviewRecord {
    /// The record of what words with these bases show: the sums that are printed. Only whole ones, because what is
    /// protected counts persons.
    #[must_use]
    pub fn of<'a>(
        facts: &Facts,
        bases: impl IntoIterator<Item = &'a Basis>,
        municipalities: BTreeSet<MunicipalityCode>,
        on: Date,
    ) -> Self {
        let codes: BTreeSet<&str> = bases.into_iter().flat_map(Basis::sums).collect();
        let shown = codes.into_iter().filter_map(|code| Some((code.to_owned(), sum(code, facts)?)));
        Self { year: facts.cycle.settings.year, on, municipalities, measures: shown.collect() }
    }

    /// Reads a record that was kept.
    ///
    /// # Errors
    /// The path and the line, where the file is no such record of its year.
    pub fn read(kept: &Kept, year: i16) -> Result<Self, Faults> {
        let fault = |line: usize, message: String| {
            let hint = "zet het bestand terug zoals het was, uit een kopie; wat inzagen al lieten zien, moet hier bekend zijn";
            Faults(vec![Fault::new(At { path: kept.path.clone(), line }, message, hint)])
        };
        let shown: Self = serde_json::from_str(&kept.text).map_err(|source| {
            fault(source.line(), "dit is niet wat het programma van een inzage bewaarde".to_owned())
        })?;
        if shown.year != year {
            let other = shown.year;
            let message = format!("dit gaat over inzagen van {other}, en de map is van {year}");
            return Err(fault(0, message));
        }
        Ok(shown)
    }

    /// The record as bytes of JSON.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("codes, days and sums are JSON");
        bytes.push(b'\n');
        bytes
    }

    /// The record as an earlier edition: everybody may know each sum, and none of the numbers in it.
    #[must_use]
    pub fn earlier(&self) -> Earlier {
        let series = self.measures.iter().map(|(code, shown)| {
            let hidden = shown.municipalities.iter().map(|who| (who.clone(), None));
            let measure = EarlierMeasure {
                sum: Some(shown.sum),
                contributions: hidden.collect(),
                ..EarlierMeasure::default()
            };
            Series { now: vec![code.clone()], measures: vec![measure] }
        });
        let name = format!("de inzage van {}", dutch::date(self.on));
        Earlier { name, years_before: 0, series: series.collect() }
    }

    /// Whether `other` has every sum of this record, with the same value.
    fn is_in(&self, other: &Self) -> bool {
        self.measures.iter().all(|(code, shown)| other.measures.get(code) == Some(shown))
    }

    /// Whether `other` has no sum of this record with another value.
    fn agrees(&self, other: &Self) -> bool {
        self.measures
            .iter()
            .all(|(code, shown)| other.measures.get(code).is_none_or(|it| it == shown))
    }
}

/// A sum as it is printed; `None` if it is suppressed or not whole.
fn sum(code: &str, facts: &Facts) -> Option<PreviewedSum> {
    let figure = facts.figures.measures.get(code)?;
    let sum = figure.sum().filter(rust_decimal::Decimal::is_integer)?;
    let given = figure.contributions.iter().filter(|each| !each.value.is_zero());
    let municipalities = given.map(|each| each.municipality.clone()).collect();
    let is_printed = facts.disclosure.sum(code) == Shown::Published;
    is_printed.then_some(PreviewedSum { sum, municipalities })
}

/// The record that must be kept before `now` is shown, with the index of the earlier record that it replaces, if any.
/// `None` if everything in it is kept already.
#[must_use]
pub fn news(
    before: &[PreviewRecord],
    now: &PreviewRecord,
) -> Option<(Option<usize>, PreviewRecord)> {
    if now.measures.is_empty() {
        return None;
    }
    let same = before.iter().position(|each| now.is_in(each));
    let last = before.len().checked_sub(1).filter(|last| now.agrees(&before[*last]));
    let Some(index) = same.or(last) else { return Some((None, now.clone())) };
    let mut record = before[index].clone();
    record.measures.extend(now.measures.clone());
    record.municipalities.extend(now.municipalities.clone());
    (record != before[index]).then_some((Some(index), record))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(number: u8) -> MunicipalityCode {
        MunicipalityCode::parse(&format!("GM000{number}")).unwrap()
    }

    fn record(to: &[u8], sums: &[(&str, i64, &[u8])]) -> PreviewRecord {
        let all = |codes: &[u8]| codes.iter().map(|each| who(*each)).collect();
        let sum = |(code, sum, of): &(&str, i64, &[u8])| {
            let shown = PreviewedSum { sum: (*sum).into(), municipalities: all(of) };
            ((*code).to_owned(), shown)
        };
        let on = "2025-04-03".parse().unwrap();
        let (municipalities, measures) = (all(to), sums.iter().map(sum).collect());
        PreviewRecord { year: 2025, on, municipalities, measures }
    }

    fn kept(text: &str) -> Kept {
        Kept { path: "0001.json".into(), text: text.to_owned() }
    }

    #[test]
    fn what_was_kept_is_read_again_and_holds_sums_and_codes_alone() {
        let record = record(&[1, 2], &[("a.a", 110, &[1, 2, 3])]);
        let text = String::from_utf8(record.write()).unwrap();
        assert_eq!(PreviewRecord::read(&kept(&text), 2025), Ok(record));
        let text: String = text.split_whitespace().collect();
        assert_eq!(
            text,
            r#"{"year":2025,"on":"2025-04-03","municipalities":["GM0001","GM0002"],"measures":{"a.a":{"sum":110,"municipalities":["GM0001","GM0002","GM0003"]}}}"#
        );
    }

    #[test]
    fn what_is_no_record_of_its_year_is_a_fault() {
        for (text, says) in [
            ("{}", "niet wat het programma van een inzage"),
            (
                r#"{"year": 2024, "on": "2025-04-03", "municipalities": [], "measures": {}}"#,
                "inzagen van 2024",
            ),
        ] {
            let Faults(faults) = PreviewRecord::read(&kept(text), 2025).unwrap_err();
            assert!(faults[0].message.contains(says), "{}", faults[0].message);
        }
    }

    #[test]
    fn a_sum_is_known_to_everybody_and_what_is_in_it_is_not() {
        let earlier = record(&[1], &[("a.a", 110, &[1, 2])]).earlier();
        assert_eq!(
            (earlier.name.as_str(), earlier.years_before),
            ("de inzage van 3 april 2025", 0)
        );
        let measure = &earlier.series[0].measures[0];
        assert_eq!(measure.sum, Some(110.into()));
        assert_eq!(measure.contributions, BTreeMap::from([(who(1), None), (who(2), None)]));
        assert!(measure.small.is_empty() && measure.withheld.is_empty());
    }

    #[test]
    fn the_same_is_kept_once_and_who_sees_it_too_is_added() {
        let first = record(&[1], &[("a.a", 110, &[1, 2]), ("b.b", 30, &[1])]);
        let kept = std::slice::from_ref(&first);
        assert_eq!(news(&[], &first), Some((None, first.clone())));
        assert_eq!(news(kept, &first), None);
        assert_eq!(news(kept, &record(&[1], &[("b.b", 30, &[1])])), None);
        // Another municipality, and what that one sees and the first did not.
        let second = record(&[2], &[("a.a", 110, &[1, 2]), ("c.c", 5, &[2])]);
        let both = record(&[1, 2], &[("a.a", 110, &[1, 2]), ("b.b", 30, &[1]), ("c.c", 5, &[2])]);
        assert_eq!(news(kept, &second), Some((Some(0), both)));
    }

    #[test]
    fn another_sum_or_another_municipality_in_it_is_kept_apart_until_it_is_as_before() {
        let first = record(&[1], &[("a.a", 110, &[1, 2])]);
        for other in
            [record(&[1], &[("a.a", 117, &[1, 2, 3])]), record(&[1], &[("a.a", 110, &[1, 2, 3])])]
        {
            assert_eq!(news(std::slice::from_ref(&first), &other), Some((None, other.clone())));
            assert_eq!(news(&[first.clone(), other], &first), None);
        }
        assert_eq!(news(&[first], &record(&[3], &[])), None, "nothing was shown");
    }
}
