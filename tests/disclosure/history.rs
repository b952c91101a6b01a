//! Editions one after the other, over up to three years in which questions stay, are merged and are split.

use std::collections::BTreeSet;

use pmg_monitor::disclosure::{Disclosure, Earlier, Rule, Series, protect};
use proptest::prelude::*;

use crate::case::{Case, Link, Never, Numbers, code};

/// An edition as it was, before anything was hidden in it.
#[derive(Debug, Clone)]
pub(crate) struct Edition {
    pub(crate) year: usize,
    pub(crate) measures: Vec<Numbers>,
}

/// All editions, in their order.
#[derive(Debug, Clone)]
pub(crate) struct History {
    pub(crate) editions: Vec<Edition>,
}

impl History {
    /// The edition at a place, as a year that has no history.
    pub(crate) fn case(&self, at: usize) -> Case {
        Case {
            link: Link::None,
            measures: self.editions[at].measures.clone(),
            before: None,
            printed: None,
        }
    }

    /// The measures in which those are counted now that a measure of an edition counted.
    fn now(&self, at: usize, measure: usize, last: usize) -> Vec<String> {
        let mut codes = BTreeSet::from([measure]);
        let mut count = self.editions[at].measures.len();
        for later in self.editions[at..=last].iter().map(|edition| edition.measures.len()) {
            codes = match (count, later) {
                (2, 1) => BTreeSet::from([0]),
                (1, 2) => BTreeSet::from([0, 1]),
                _ => codes,
            };
            count = later;
        }
        codes.into_iter().map(code).collect()
    }

    /// What the editions before one printed, each protected when it came out.
    pub(crate) fn before(&self, last: usize) -> Vec<Earlier> {
        (0..last).map(|at| self.printed(at, last)).collect()
    }

    fn printed(&self, at: usize, last: usize) -> Earlier {
        let years_before = self.editions[last].year - self.editions[at].year;
        let printed = self.case(at).printed(&self.protected(at), years_before > 0);
        let mut series: Vec<Series> = Vec::new();
        for (measure, each) in printed.series.into_iter().enumerate() {
            let now = self.now(at, measure, last);
            match series.iter_mut().find(|series| series.now == now) {
                Some(series) => series.measures.extend(each.measures),
                None => series.push(Series { now, measures: each.measures }),
            }
        }
        let years_before = u16::try_from(years_before).unwrap();
        Earlier { name: format!("uitgave {at}"), years_before, series }
    }

    pub(crate) fn protected(&self, at: usize) -> Disclosure {
        let case = self.case(at);
        let before = self.before(at);
        protect(&case.figures(), &case.questionnaire(), Rule::default(), &before, &Never)
    }
}

fn number() -> impl Strategy<Value = Option<i64>> {
    prop_oneof![
        1 => Just(None),
        1 => Just(Some(0)),
        4 => (1_i64..10).prop_map(Some),
        4 => (10_i64..20).prop_map(Some),
        2 => (20_i64..120).prop_map(Some),
    ]
}

/// Two or three editions of one year: late returns, withdrawals, corrections that show and that do not.
pub(crate) fn of_one_year() -> impl Strategy<Value = History> {
    let shape = (2_usize..=6, 2_usize..=3);
    shape.prop_flat_map(|(municipalities, editions)| {
        let first = prop::collection::vec(number(), municipalities);
        let changes =
            prop::collection::vec(prop::collection::vec(0_u8..16, municipalities), editions - 1);
        (first, changes).prop_map(|(first, changes)| {
            let change = |(number, change): (&Option<i64>, &u8)| match change {
                0 => None,
                1 => number.map(|number| number + 1),
                2 => number.map_or(Some(15), Some),
                3 => number.map(|number| if number < 10 { 12 } else { 4 }),
                4 => number.map(|number| if number < 10 { 0 } else { number + 3 }),
                5 => number.map_or(Some(3), Some),
                _ => *number,
            };
            let mut editions = vec![Edition { year: 0, measures: vec![first] }];
            for by in changes {
                let before = &editions.last().unwrap().measures[0];
                let measures = vec![before.iter().zip(&by).map(change).collect()];
                editions.push(Edition { year: 0, measures });
            }
            History { editions }
        })
    })
}

/// Two or three years that count on, with questions that stay, are merged or are split.
pub(crate) fn of_years() -> impl Strategy<Value = History> {
    let shape = (2_usize..=5, prop::collection::vec(1_usize..=2, 2..=3));
    shape.prop_flat_map(|(municipalities, counts)| {
        let numbers = prop::collection::vec(prop::collection::vec(number(), municipalities), 2);
        let growth = prop::collection::vec(
            prop::collection::vec(prop::collection::vec(0_i64..16, municipalities), 2),
            counts.len(),
        );
        (numbers, growth).prop_map(move |(numbers, growth)| {
            let mut editions: Vec<Edition> = Vec::new();
            for (year, count) in counts.iter().enumerate() {
                let Some(before) = editions.last() else {
                    let measures = numbers[..*count].to_vec();
                    editions.push(Edition { year, measures });
                    continue;
                };
                let measures = continued(&before.measures, *count, &growth[year]);
                editions.push(Edition { year, measures });
            }
            History { editions }
        })
    })
}

/// The numbers of a year later: what was counted, and what came to it.
fn continued(before: &[Numbers], count: usize, growth: &[Vec<i64>]) -> Vec<Numbers> {
    let more = |measure: usize, who: usize, number: i64| match growth[measure][who] {
        // Many don't change much.
        by @ 0..=9 => number + by / 2,
        by => number + by,
    };
    let municipalities = before[0].len();
    let one = |measure: usize| -> Numbers {
        let each = |who: usize| match (before, count) {
            ([one, other], 1) => match (one[who], other[who]) {
                (None, None) => None,
                (one, other) => Some(more(0, who, one.unwrap_or(0) + other.unwrap_or(0))),
            },
            // Part of them is counted under the one and part under the other.
            ([one], 2) => one[who].map(|number| {
                let first = if who.is_multiple_of(3) { number } else { number / 2 };
                more(measure, who, if measure == 0 { first } else { number - first })
            }),
            _ => before[measure][who].map(|number| more(measure, who, number)),
        };
        (0..municipalities).map(each).collect()
    };
    (0..count).map(one).collect()
}
