//! Compares figures with what the last editions of earlier years printed.
//!
//! In: the [`Figures`] and which of them are hidden, and those editions. Out: a [`YearOnYear`], with a [`Compared`] for
//! each measure of which something can be said beside last year, and what each year printed of it. Three numbers tell what a rise of a total hides: what was printed then, what
//! the same municipalities gave now, and the total of now.
//!
//! Refuses to tell what is not public: a number over the same municipalities is told only where everybody can work it
//! out from this edition and that one. So no comparison gives away a small number, whatever else is printed.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::disclosure::{Disclosure, Earlier, EarlierMeasure, Shown};
use crate::figures::{Figures, MeasureFigure};
use pmg_core::municipality::MunicipalityCode;
use pmg_core::series::Series;

/// What can be said of earlier years.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct YearOnYear {
    measures: BTreeMap<String, Result<Compared, Obstacle>>,
    printed: BTreeMap<i16, BTreeMap<String, Result<PrintedSum, Obstacle>>>,
}

/// What the last edition of an earlier year printed.
#[derive(Debug, Clone)]
pub struct EarlierYear<'a> {
    /// The year.
    pub year: i16,
    /// What was printed, under the codes of now.
    pub earlier: Earlier,
    /// Which codes of then those of now go on with.
    pub series: &'a Series,
}

/// What an edition printed of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintedSum {
    /// The sum.
    pub sum: Decimal,
    /// How many municipalities had given a number.
    pub given: usize,
}

/// Why nothing can be said of a measure beside last year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Obstacle {
    /// No edition of the year before is known.
    #[default]
    NoEdition,
    /// It was not asked then.
    NotAsked,
    /// It was asked otherwise then, so that it counts something else.
    AskedOtherwise,
    /// No municipality gave a number both times.
    NobodyTwice,
    /// A small number could be worked out from it.
    WouldTell,
}

/// A measure beside what was printed of it last year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The sum that was printed last year.
    pub before: Decimal,
    /// How many municipalities gave a number then.
    pub given_before: usize,
    /// The municipalities that gave a number then and now.
    pub same: BTreeSet<MunicipalityCode>,
    /// How many give a number now and gave none then.
    pub joined: usize,
    /// What they came to then.
    pub same_before: Decimal,
    /// What they come to now.
    pub same_now: Decimal,
}

impl Compared {
    /// How many municipalities gave a number then and give none now.
    #[must_use]
    pub fn left(&self) -> usize {
        self.given_before - self.same.len()
    }
}

impl YearOnYear {
    /// Lays the figures of a year beside what the last editions of earlier years printed.
    #[must_use]
    pub fn of(
        figures: &Figures,
        disclosure: &Disclosure,
        year: i16,
        earlier: &[EarlierYear<'_>],
    ) -> Self {
        let of_each = |before: &EarlierYear<'_>| {
            let printed = |code: &String| {
                let (sum, then) = together(before.measures(code)?)?;
                Ok(PrintedSum { sum, given: then.len() })
            };
            let measures = figures.measures.keys().map(|code| (code.clone(), printed(code)));
            (before.year, measures.collect())
        };
        let printed = earlier.iter().map(of_each).collect();
        let Some(before) = earlier.iter().find(|it| it.year == year - 1) else {
            return Self { printed, ..Self::default() };
        };
        let compared = |figure: &MeasureFigure| {
            let then = before.measures(&figure.measure.code)?;
            // First of all: where nobody gave it twice, it is of no account what was hidden.
            if !is_given_twice(then, |who| figure.of(who).is_some()) {
                return Err(Obstacle::NobodyTwice);
            }
            let (sum, then) = together(then)?;
            compared(figure, disclosure, sum, &then)
        };
        let measures = figures.measures.iter();
        let measures = measures.map(|(code, figure)| (code.clone(), compared(figure)));
        Self { measures: measures.collect(), printed }
    }

    /// The first year of which an edition is known; `None` if there is none.
    #[must_use]
    pub fn first_year(&self) -> Option<i16> {
        self.printed.keys().next().copied()
    }

    /// What the last edition of a year printed of a measure.
    ///
    /// # Errors
    /// The [`Obstacle`] if it printed no sum that counts the same.
    pub fn printed(&self, year: i16, code: &str) -> Result<PrintedSum, Obstacle> {
        let found = self.printed.get(&year).and_then(|measures| measures.get(code));
        found.copied().unwrap_or(Err(Obstacle::NoEdition))
    }

    /// A measure beside what was printed of it last year; otherwise why nothing can be said.
    ///
    /// # Errors
    /// The [`Obstacle`].
    pub fn measure(&self, code: &str) -> Result<&Compared, Obstacle> {
        let found = self.measures.get(code).map(Result::as_ref);
        found.unwrap_or(Err(&Obstacle::NoEdition)).map_err(|obstacle| *obstacle)
    }
}

impl EarlierYear<'_> {
    /// What was printed of the measures that a measure of now goes on with.
    fn measures(&self, code: &str) -> Result<&[EarlierMeasure], Obstacle> {
        let mut all = self.earlier.series.iter();
        match all.find(|series| matches!(&*series.now, [only] if only == code)) {
            Some(series) => Ok(&series.measures),
            None if self.series.broken.contains_key(code) => Err(Obstacle::AskedOtherwise),
            None => Err(Obstacle::NotAsked),
        }
    }
}

/// What was printed of each municipality; `None` for one that was hidden.
type Printed = BTreeMap<MunicipalityCode, Option<Decimal>>;

/// Whether a municipality that gave a number then does so now.
fn is_given_twice(then: &[EarlierMeasure], gave: impl Fn(&MunicipalityCode) -> bool) -> bool {
    then.iter().flat_map(|measure| measure.contributions.keys()).any(gave)
}

/// The sum and the numbers of one measure, or of several that are one now; an obstacle if the sum was hidden, or if not
/// all of them were given by the same municipalities.
fn together(measures: &[EarlierMeasure]) -> Result<(Decimal, Printed), Obstacle> {
    let (first, others) = measures.split_first().ok_or(Obstacle::NotAsked)?;
    let mut sum = first.sum.ok_or(Obstacle::WouldTell)?;
    let mut then = first.contributions.clone();
    for other in others {
        if !then.keys().eq(other.contributions.keys()) {
            return Err(Obstacle::AskedOtherwise);
        }
        sum += other.sum.ok_or(Obstacle::WouldTell)?;
        for (municipality, value) in &mut then {
            *value = value.zip(other.contributions[municipality]).map(|(one, two)| one + two);
        }
    }
    Ok((sum, then))
}

/// The comparison; an obstacle if it would tell what nobody can work out.
fn compared(
    figure: &MeasureFigure,
    disclosure: &Disclosure,
    before: Decimal,
    then: &Printed,
) -> Result<Compared, Obstacle> {
    let code = &figure.measure.code;
    let gave =
        |who: &MunicipalityCode| figure.contributions.iter().any(|it| it.municipality == *who);
    let same: BTreeSet<MunicipalityCode> = then.keys().filter(|who| gave(who)).cloned().collect();
    let now = figure.contributions.iter().map(|each| {
        let is_shown = disclosure.of(code, &each.municipality) == Shown::Published;
        (same.contains(&each.municipality), each.value, is_shown)
    });
    let is_total_shown = disclosure.sum(code) == Shown::Published;
    let same_now = part(now, is_total_shown).ok_or(Obstacle::WouldTell)?;
    // The same of then: what was hidden comes to the sum less what was printed.
    let printed: Decimal = then.values().flatten().sum();
    let hidden = then.values().filter(|value| value.is_none()).count();
    let hidden_same =
        then.iter().filter(|(who, value)| value.is_none() && same.contains(*who)).count();
    let known = then.iter().filter(|(who, _)| same.contains(*who)).filter_map(|(_, value)| *value);
    let same_before = match hidden_same {
        0 => known.sum::<Decimal>(),
        all if all == hidden => known.sum::<Decimal>() + before - printed,
        _ => return Err(Obstacle::WouldTell),
    };
    let joined = figure.contributions.len() - same.len();
    Ok(Compared { before, given_before: then.len(), same, joined, same_before, same_now })
}

/// The sum of a part of some numbers: whether each is in the part, its value, and whether it is printed. `None` if nobody
/// can work the sum out: where one in the part is hidden, only the total less all others tells it.
fn part(
    numbers: impl Iterator<Item = (bool, Decimal, bool)>,
    is_total_shown: bool,
) -> Option<Decimal> {
    let (mut sum, mut is_hidden, mut is_other_hidden) = (Decimal::ZERO, false, false);
    for (is_in, value, is_shown) in numbers {
        if is_in {
            sum += value;
            is_hidden |= !is_shown;
        } else {
            is_other_hidden |= !is_shown;
        }
    }
    (!is_hidden || (is_total_shown && !is_other_hidden)).then_some(sum.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(number: u8) -> MunicipalityCode {
        MunicipalityCode::parse(&format!("GM000{number}")).unwrap()
    }

    fn earlier(sum: i64, given: &[(u8, Option<i64>)]) -> EarlierMeasure {
        let given = given.iter().map(|(code, value)| (who(*code), value.map(Decimal::from)));
        EarlierMeasure {
            sum: Some(sum.into()),
            contributions: given.collect(),
            ..EarlierMeasure::default()
        }
    }

    /// Whether the numbers tell what the part comes to: each with whether it is in the part, and whether it is printed.
    fn told(numbers: &[(bool, bool)], is_total_shown: bool) -> bool {
        part(
            numbers.iter().map(|(is_in, is_shown)| (*is_in, Decimal::TEN, *is_shown)),
            is_total_shown,
        )
        .is_some()
    }

    #[test]
    fn a_part_is_told_only_where_everybody_can_work_it_out() {
        let (shown, hidden) = (true, false);
        assert!(told(&[(true, shown), (false, hidden)], false), "by adding up what is printed");
        assert!(told(&[(true, hidden), (false, shown)], true), "the total less the others");
        assert!(!told(&[(true, hidden), (false, shown)], false), "the total is hidden, too");
        assert!(!told(&[(true, hidden), (true, hidden), (false, hidden)], true));
        assert!(told(&[(true, hidden), (true, shown)], true), "all are in it: it is the total");
    }

    #[test]
    fn merged_measures_are_added_up_where_the_same_municipalities_gave_both() {
        let one = earlier(30, &[(1, Some(20)), (2, None)]);
        let two = earlier(7, &[(1, Some(4)), (2, Some(3))]);
        let (sum, then) = together(&[one.clone(), two]).unwrap();
        assert_eq!(sum, 37.into());
        assert_eq!(then, BTreeMap::from([(who(1), Some(24.into())), (who(2), None)]));
        let other = earlier(5, &[(1, Some(5))]);
        assert_eq!(together(&[one.clone(), other]), Err(Obstacle::AskedOtherwise));
        let hidden = EarlierMeasure { sum: None, ..one };
        assert_eq!(together(&[hidden]), Err(Obstacle::WouldTell));
        // Of a hidden sum, too, it can be said that nobody gave it twice.
        let hidden = EarlierMeasure { sum: None, ..earlier(0, &[(1, None)]) };
        assert!(!is_given_twice(std::slice::from_ref(&hidden), |it| *it == who(2)));
        assert!(is_given_twice(&[EarlierMeasure::default(), hidden], |it| *it == who(1)));
    }
}
