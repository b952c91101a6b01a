//! An attacker who has read all editions, and knows nothing of how the choice was made.
//!
//! Each number that an edition printed is known to him, each that it hid lies between what was said of it; each
//! sum that was printed holds; who was counted in a year is counted in the next. What an earlier edition of the
//! same year hid, he takes to be what it is now, unless what was said of it cannot be true of it any more.

use std::collections::BTreeSet;

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};
use pmg_monitor::disclosure::{Earlier, EarlierMeasure, Series};
use rust_decimal::prelude::ToPrimitive;

use crate::attacker::{THRESHOLD, WIDTH};
use crate::case::{Case, Item, code, gemeente};
use crate::history::History;

/// A number that nobody may come to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Now(usize, usize),
    /// What came to a series since an edition.
    Increase(usize, usize, usize),
    /// What came to a series of an edition since an edition of an earlier year.
    Between(usize, usize, usize, usize),
    /// What a measure of a series of an edition hid.
    Then(usize, usize, usize, usize),
}

/// Whoever has read all editions.
struct Reader<'a> {
    case: &'a Case,
    earlier: &'a [Earlier],
}

/// What is said of a number.
#[derive(Clone, Copy)]
enum Said {
    Number(i64),
    Between(i64, i64),
}

fn said(measure: &EarlierMeasure, who: usize) -> Option<Said> {
    let given = measure.contributions.get(&gemeente(who))?;
    Some(match given {
        Some(number) => Said::Number(number.to_i64().unwrap()),
        None if measure.small.contains(&gemeente(who)) => Said::Between(1, THRESHOLD - 1),
        None => Said::Between(THRESHOLD, i64::from(i32::MAX)),
    })
}

/// A sum of variables and a number.
#[derive(Clone, Default)]
struct Sum {
    members: Vec<(Variable, f64)>,
    number: i64,
    /// Whether it has numbers of then that were hidden.
    is_unknown: bool,
    /// Whether it is a number of then that was hidden, may be small and is none of now.
    is_secret_of_then: bool,
}

impl Sum {
    fn minus(&self, other: &Self) -> Self {
        let less = other.members.iter().map(|(variable, by)| (*variable, -by));
        Self {
            members: self.members.iter().copied().chain(less).collect(),
            number: self.number - other.number,
            is_unknown: self.is_unknown || other.is_unknown,
            is_secret_of_then: false,
        }
    }
}

/// All that is known, as equations.
struct Known {
    problem: Problem,
    now: Vec<Vec<Option<Sum>>>,
    /// By edition, series, measure and municipality.
    then: Vec<Vec<Vec<Vec<Option<Sum>>>>>,
}

impl Reader<'_> {
    fn everybody(&self) -> std::ops::Range<usize> {
        0..self.case.municipalities()
    }

    fn is_public(&self, measure: usize, who: usize) -> bool {
        let value = self.case.number(measure, who);
        let printed = |earlier: &Earlier| {
            let mut series = earlier.series.iter().filter(|it| it.now == [code(measure)]);
            series.any(|it| match said(&it.measures[0], who) {
                Some(Said::Number(number)) => Some(number) == value,
                _ => false,
            })
        };
        value == Some(0) || self.earlier.iter().any(|it| it.years_before == 0 && printed(it))
    }

    /// What is known, with what an attacker wants to know as the goal.
    fn known(&self, hidden: &BTreeSet<Item>, insider: Option<usize>) -> Known {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let now = |measure: usize, problem: &mut Problem| {
            let one = |who: usize| {
                let value = self.case.number(measure, who)?;
                let is_hidden = hidden.contains(&Item::Number(measure, who))
                    && insider != Some(who)
                    && !self.is_public(measure, who);
                if !is_hidden {
                    return Some(Sum { number: value, ..Sum::default() });
                }
                let bounds = if value < THRESHOLD { (1, 9) } else { (10, i32::MAX) };
                let variable = problem.add_integer_var(0.0, bounds);
                Some(Sum { members: vec![(variable, 1.0)], ..Sum::default() })
            };
            self.everybody().map(one).collect::<Vec<_>>()
        };
        let measures = 0..self.case.measures.len();
        let now: Vec<_> = measures.map(|measure| now(measure, &mut problem)).collect();
        for (measure, numbers) in now.iter().enumerate() {
            if !hidden.contains(&Item::Sum(measure)) {
                let sum: i64 = self.case.measures[measure].iter().flatten().sum();
                equal(&mut problem, &together(numbers.iter().flatten()), sum);
            }
        }
        let mut known = Known { problem, now, then: Vec::new() };
        for earlier in self.earlier {
            let then = earlier.series.iter().map(|series| {
                series
                    .measures
                    .iter()
                    .map(|measure| self.then(earlier, series, measure, insider, &mut known))
                    .collect()
            });
            let then = then.collect();
            known.then.push(then);
        }
        self.grow(&mut known);
        known
    }

    /// The numbers of a measure then, and the sum that was printed.
    fn then(
        &self,
        earlier: &Earlier,
        series: &Series,
        measure: &EarlierMeasure,
        insider: Option<usize>,
        known: &mut Known,
    ) -> Vec<Option<Sum>> {
        let index = (0..self.case.measures.len()).find(|it| series.now == [code(*it)]);
        let same_year = earlier.years_before == 0;
        let now = |who: usize| index.and_then(|index| self.case.number(index, who));
        let is_as_said = |who: usize, (low, high): (i64, i64)| {
            same_year && now(who).is_some_and(|now| (low..=high).contains(&now))
        };
        let mut left = measure.sum.and_then(|sum| sum.to_i64());
        let mut gaps = Vec::new();
        for who in self.everybody() {
            match said(measure, who) {
                Some(Said::Number(number)) => left = left.map(|left| left - number),
                Some(Said::Between(low, high)) if is_as_said(who, (low, high)) => {
                    left = left.map(|left| left - now(who).unwrap_or(0));
                }
                Some(Said::Between(low, high)) => gaps.push((low, high)),
                None => {}
            }
        }
        let least: i64 = gaps.iter().map(|gap| gap.0).sum();
        let most: i64 = gaps.iter().map(|gap| gap.1).sum();
        // A hidden correction: the sum of then tells nothing that holds for all.
        let comes_out = left.is_some_and(|left| (least..=most).contains(&left));
        let alone = same_year && gaps.len() == 1 && comes_out;
        let numbers: Vec<Option<Sum>> = self
            .everybody()
            .map(|who| match said(measure, who)? {
                Said::Number(number) => Some(Sum { number, ..Sum::default() }),
                Said::Between(low, high) if comes_out && is_as_said(who, (low, high)) => {
                    known.now[index?][who].clone()
                }
                Said::Between(..) if alone && insider == Some(who) => {
                    Some(Sum { number: left?, ..Sum::default() })
                }
                Said::Between(..) if !same_year && insider == Some(who) => {
                    let number = measure.truth.get(&gemeente(who))?.to_i64()?;
                    Some(Sum { number, is_unknown: true, ..Sum::default() })
                }
                Said::Between(..) if same_year && !comes_out => None,
                Said::Between(low, high) => {
                    let bounds = (i32::try_from(low).unwrap(), i32::try_from(high).unwrap());
                    let variable = known.problem.add_integer_var(0.0, bounds);
                    let members = vec![(variable, 1.0)];
                    let is_small = low < THRESHOLD && (!alone || left? < THRESHOLD);
                    Some(Sum {
                        members,
                        number: 0,
                        is_unknown: !alone,
                        is_secret_of_then: is_small,
                    })
                }
            })
            .collect();
        if let Some(sum) = measure.sum.and_then(|sum| sum.to_i64())
            && (comes_out || !same_year)
        {
            equal(&mut known.problem, &together(numbers.iter().flatten()), sum);
        }
        numbers
    }

    /// What a series of an edition has of a municipality.
    fn of(known: &Known, edition: usize, series: usize, who: usize) -> Option<Sum> {
        let there: Vec<&Sum> = known.then[edition][series]
            .iter()
            .filter_map(|measure| measure[who].as_ref())
            .collect();
        (!there.is_empty()).then(|| together(there.into_iter()))
    }

    /// What these measures are now for a municipality.
    fn of_now(&self, known: &Known, series: &Series, who: usize) -> Option<Sum> {
        let measures = (0..self.case.measures.len()).filter(|it| series.now.contains(&code(*it)));
        let there: Vec<&Sum> = measures.filter_map(|it| known.now[it][who].as_ref()).collect();
        (!there.is_empty()).then(|| together(there.into_iter()))
    }

    /// The growths, each with what it is.
    fn growths(&self, known: &Known) -> Vec<(Target, Sum)> {
        let mut all = Vec::new();
        for (edition, earlier) in self.earlier.iter().enumerate() {
            for (series, each) in earlier.series.iter().enumerate() {
                for who in self.everybody().filter(|_| earlier.years_before > 0) {
                    let Some(then) = Self::of(known, edition, series, who) else { continue };
                    let was_nil = |sum: &Sum| sum.members.is_empty() && sum.number == 0;
                    if let Some(now) = self.of_now(known, each, who).filter(|_| !was_nil(&then)) {
                        all.push((Target::Increase(edition, series, who), now.minus(&then)));
                    }
                    let older = self.earlier[..edition].iter().enumerate().rev();
                    let older = older.filter(|it| it.1.years_before > earlier.years_before);
                    let mut older = older.filter_map(|(at, it)| {
                        let same = it.series.iter().position(|it| it.now == each.now)?;
                        Some((at, Self::of(known, at, same, who)?))
                    });
                    let Some((at, before)) = older.next() else { continue };
                    if !was_nil(&before) {
                        let target = Target::Between(edition, series, who, at);
                        all.push((target, then.minus(&before)));
                    }
                }
            }
        }
        all
    }

    /// Who was counted is counted.
    fn grow(&self, known: &mut Known) {
        for (_, growth) in self.growths(known) {
            let least = float(-growth.number);
            if !growth.members.is_empty() {
                known.problem.add_constraint(growth.members, ComparisonOp::Ge, least);
            }
        }
    }

    /// All that nobody may come to know, each with what it is.
    fn targets(&self, known: &Known, hidden: &BTreeSet<Item>) -> Vec<(Target, Sum)> {
        let mut targets = Vec::new();
        for item in hidden {
            let Item::Number(measure, who) = *item else { continue };
            let value = self.case.number(measure, who).unwrap_or(0);
            if value < THRESHOLD
                && let Some(sum) = &known.now[measure][who]
            {
                targets.push((Target::Now(measure, who), sum.clone()));
            }
        }
        for (edition, series) in known.then.iter().enumerate() {
            for (place, measures) in series.iter().enumerate() {
                for (measure, numbers) in measures.iter().enumerate() {
                    for (who, sum) in numbers.iter().enumerate() {
                        if let Some(sum) = sum.as_ref().filter(|sum| sum.is_secret_of_then) {
                            targets.push((Target::Then(edition, place, measure, who), sum.clone()));
                        }
                    }
                }
            }
        }
        targets.extend(self.growths(known));
        targets
    }

    fn owner(target: Target) -> usize {
        match target {
            Target::Now(_, who)
            | Target::Increase(_, _, who)
            | Target::Between(_, _, who, _)
            | Target::Then(_, _, _, who) => who,
        }
    }

    /// How closely an attacker comes to what he wants to know.
    fn interval(
        &self,
        hidden: &BTreeSet<Item>,
        target: Target,
        insider: Option<usize>,
    ) -> (i64, Option<i64>, bool) {
        let known = self.known(hidden, insider);
        let targets = self.targets(&known, hidden);
        let (_, sum) = targets.into_iter().find(|(each, _)| *each == target).unwrap();
        let end = |direction: f64| {
            // A variable of its own for the goal.
            let mut problem = known.problem.clone();
            let (low, high) = (f64::from(i32::MIN), f64::from(i32::MAX));
            let goal = problem.add_var(direction, (low, high));
            let members = sum.members.iter().copied().chain([(goal, -1.0)]);
            problem.add_constraint(members.collect::<Vec<_>>(), ComparisonOp::Eq, 0.0);
            match problem.solve() {
                Ok(solution) => {
                    let end = solution.into_solution().unwrap().objective() * direction;
                    Some(end.round().to_i64().unwrap() + sum.number)
                }
                Err(Error::Unbounded) => None,
                Err(error) => panic!("{error} for {target:?}"),
            }
        };
        let far = i64::from(i32::MAX / 2);
        (end(1.0).unwrap(), end(-1.0).filter(|high| *high < far), sum.is_unknown)
    }

    /// Whether a number is known too well, and to whom.
    fn breach(&self, hidden: &BTreeSet<Item>, target: Target) -> Option<(Option<usize>, i64, i64)> {
        let insiders = self.everybody().map(Some).filter(|who| *who != Some(Self::owner(target)));
        std::iter::once(None).chain(insiders).find_map(|insider| {
            let (low, high, is_unknown) = self.interval(hidden, target, insider);
            let high = high?;
            let no_matter = is_unknown && (low >= THRESHOLD || high == 0);
            (high - low < WIDTH && !no_matter).then_some((insider, low, high))
        })
    }
}

fn together<'a>(sums: impl Iterator<Item = &'a Sum>) -> Sum {
    let mut all = Sum::default();
    for sum in sums {
        all.members.extend(&sum.members);
        all.number += sum.number;
        all.is_unknown |= sum.is_unknown;
    }
    all
}

fn equal(problem: &mut Problem, sum: &Sum, value: i64) {
    if !sum.members.is_empty() {
        problem.add_constraint(sum.members.clone(), ComparisonOp::Eq, float(value - sum.number));
    }
}

fn float(value: i64) -> f64 {
    f64::from(i32::try_from(value).unwrap())
}

/// What can be read of the last edition together with all before it, though it could have been hidden.
pub(crate) fn breaches(history: &History) -> Vec<String> {
    let last = history.editions.len() - 1;
    let (case, earlier) = (history.case(last), history.before(last));
    let hidden = case.hidden(&history.protected(last));
    let reader = Reader { case: &case, earlier: &earlier };
    let measures = 0..case.measures.len();
    let numbers = measures.clone().flat_map(|it| reader.everybody().map(move |who| (it, who)));
    let there = numbers.filter(|(measure, who)| case.number(*measure, *who).unwrap_or(0) > 0);
    let all = there.map(|(measure, who)| Item::Number(measure, who)).chain(measures.map(Item::Sum));
    let all: BTreeSet<Item> = all.collect();
    let known = reader.known(&hidden, None);
    let wide = |target: &Target, sum: &Sum| match target {
        // What came to a number is only to be protected where it is small, as far as anybody can say.
        Target::Increase(..) | Target::Between(..) if !sum.is_unknown => {
            reader.true_growth(*target).is_none_or(|growth| !(1..THRESHOLD).contains(&growth))
        }
        _ => false,
    };
    let targets = reader.targets(&known, &hidden).into_iter();
    let targets = targets.filter(|(target, sum)| !wide(target, sum));
    let told = targets.filter_map(|(target, _)| {
        let breach = reader.breach(&hidden, target)?;
        // What everything hidden does not help is told as a failure.
        let is_lost = reader.breach(&all, target).is_some();
        (!is_lost).then(|| format!("{target:?} {breach:?}"))
    });
    told.collect()
}

impl Reader<'_> {
    /// What came to a series whose numbers were all printed then.
    fn true_growth(&self, target: Target) -> Option<i64> {
        let Target::Increase(edition, series, who) = target else { return None };
        let each = &self.earlier[edition].series[series];
        let measures = (0..self.case.measures.len()).filter(|it| each.now.contains(&code(*it)));
        let now: i64 = measures.filter_map(|it| self.case.number(it, who)).sum();
        let then = each.measures.iter().filter_map(|measure| match said(measure, who)? {
            Said::Number(number) => Some(number),
            Said::Between(..) => None,
        });
        Some(now - then.sum::<i64>())
    }
}
