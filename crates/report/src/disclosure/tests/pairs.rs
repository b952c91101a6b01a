//! Random pairs of years: what is told of the second beside the first is right, is told only where it follows from what
//! both print, and makes no hidden number better known.

use proptest::prelude::*;

use super::*;
use crate::last_year::{Compared, EarlierYear, Obstacle, YearOnYear};

/// What a municipality gives in a year: -1 is no answer.
fn number() -> impl Strategy<Value = i64> {
    prop_oneof![2 => Just(-1), 1 => Just(0), 4 => 1_i64..10, 5 => 10_i64..60]
}

/// What everybody reads of a measure.
struct Printed {
    sum: Option<i64>,
    /// Of each municipality that gave a number: the least and the most that it can be by what is printed of it alone.
    given: BTreeMap<MunicipalityCode, (i64, i64)>,
}

/// More than any number or sum.
const MANY: i64 = 100_000;

impl Printed {
    fn of(year: &Year, disclosure: &Disclosure) -> Self {
        let contributions = &year.figures.measures["a.a"].contributions;
        let range = |each: &Contribution| match disclosure.of("a.a", &each.municipality) {
            Shown::Published => (system::whole(each.value), system::whole(each.value)),
            Shown::PrimarySuppressed => (1, 9),
            Shown::SecondarySuppressed => (1, MANY),
        };
        let given = contributions.iter().map(|each| (each.municipality.clone(), range(each)));
        let sum: Decimal = contributions.iter().map(|each| each.value).sum();
        let is_shown = disclosure.sum("a.a") == Shown::Published && !contributions.is_empty();
        Self { sum: is_shown.then(|| system::whole(sum)), given: given.collect() }
    }

    /// The same as an edition of the year before, of which these numbers were kept.
    fn edition(&self, kept: &[Contribution]) -> Earlier {
        let number = |(low, high): &(i64, i64)| (low == high).then(|| Decimal::from(*low));
        let given = self.given.iter().map(|(who, range)| (who.clone(), number(range)));
        let of = |wanted: (i64, i64)| -> BTreeSet<MunicipalityCode> {
            let found = self.given.iter().filter(|(_, range)| **range == wanted);
            found.map(|(who, _)| who.clone()).collect()
        };
        let measure = EarlierMeasure {
            sum: self.sum.map(Decimal::from),
            contributions: given.collect(),
            small: of((1, 9)),
            withheld: of((1, MANY)),
            truth: kept.iter().map(|each| (each.municipality.clone(), each.value)).collect(),
            ..EarlierMeasure::default()
        };
        let series = vec![Series { now: vec!["a.a".to_owned()], measures: vec![measure] }];
        Earlier { name: "uitgave van 5 juni".to_owned(), years_before: 1, series }
    }

    /// The least and the most that these municipalities can come to.
    fn together(&self, same: &BTreeSet<MunicipalityCode>) -> (i64, i64) {
        let of = |wanted: bool| {
            let part = self.given.iter().filter(move |(who, _)| same.contains(*who) == wanted);
            part.fold((0, 0), |(low, high), (_, range)| (low + range.0, high + range.1))
        };
        let ((low, high), (low_rest, high_rest)) = (of(true), of(false));
        let Some(sum) = self.sum else { return (low, high) };
        (low.max(sum - high_rest), high.min(sum - low_rest))
    }

    /// The least and the most that one municipality can have, if what some of them come to is told as well.
    fn one(
        &self,
        who: &MunicipalityCode,
        told: Option<(&BTreeSet<MunicipalityCode>, i64)>,
    ) -> (i64, i64) {
        let alone = BTreeSet::from([who.clone()]);
        let (low, high) = self.together(&alone);
        let Some((same, sum)) = told else { return (low, high) };
        // The part that it is in, as if that were all there is.
        let is_in = same.contains(who);
        let part = self.given.iter().filter(|(other, _)| same.contains(*other) == is_in);
        let given = part.map(|(other, range)| (other.clone(), *range)).collect();
        let sum = if is_in { Some(sum) } else { self.sum.map(|all| all - sum) };
        let (least, most) = Self { sum, given }.together(&alone);
        (low.max(least), high.min(most))
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_comparison_with_last_year_is_right_and_gives_nothing_away(
        (then, now) in prop::collection::vec((number(), number()), 1..7)
            .prop_map(|both| both.into_iter().unzip::<i64, i64, Vec<i64>, Vec<i64>>())
    ) {
        let before = year(&[("a.a", &then)]);
        let shown_before = Printed::of(&before, &before.protected());
        let mut year = year(&[("a.a", &now)]);
        year.earlier.push(shown_before.edition(&before.figures.measures["a.a"].contributions));
        // What is promised of an increase that may not be small is narrower than what anybody can see.
        let disclosure =
            protect(&year.figures, &year.questionnaire, Rule::default(), &year.earlier, &Never);
        let shown_now = Printed::of(&year, &disclosure);
        let series = pmg_core::series::Series::default();
        let last = EarlierYear { year: 2024, earlier: year.earlier[0].clone(), series: &series };
        let compared = YearOnYear::of(&year.figures, &disclosure, 2025, &[last]);
        let both = || then.iter().zip(&now).enumerate().filter(|(_, (then, now))| **then >= 0 && **now >= 0);
        let same: BTreeSet<MunicipalityCode> = both().map(|(who, _)| gemeente(who + 1)).collect();
        let is_known = |(low, high): (i64, i64)| low == high;
        match compared.measure("a.a") {
            Ok(it @ Compared { before, given_before, same: told, joined, same_before, same_now }) => {
                prop_assert_eq!(told, &same);
                prop_assert_eq!(*given_before, then.iter().filter(|it| **it >= 0).count());
                prop_assert_eq!(*joined, now.iter().filter(|it| **it >= 0).count() - same.len());
                prop_assert_eq!(it.left(), *given_before - same.len());
                let sum = |numbers: &mut dyn Iterator<Item = i64>| Decimal::from(numbers.sum::<i64>());
                prop_assert_eq!(*before, sum(&mut then.iter().copied().filter(|it| *it >= 0)));
                prop_assert_eq!(*same_before, sum(&mut both().map(|(_, (then, _))| *then)));
                prop_assert_eq!(*same_now, sum(&mut both().map(|(_, (_, now))| *now)));
                for (printed, told) in [(&shown_before, same_before), (&shown_now, same_now)] {
                    prop_assert!(is_known(printed.together(&same)), "told and not known");
                    for who in printed.given.keys() {
                        let told = Some((&same, system::whole(*told)));
                        prop_assert_eq!(printed.one(who, None), printed.one(who, told));
                    }
                }
            }
            Err(Obstacle::NobodyTwice) => prop_assert!(same.is_empty()),
            Err(Obstacle::WouldTell) => prop_assert!(
                shown_before.sum.is_none()
                    || !is_known(shown_before.together(&same))
                    || !is_known(shown_now.together(&same)),
                "known and not told"
            ),
            Err(other) => prop_assert!(false, "{:?}", other),
        }
    }
}
