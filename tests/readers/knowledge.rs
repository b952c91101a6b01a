//! All that is printed in all editions so far, as equations of whole numbers.

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};

use super::asked::Relation;
use super::consistent::ReadShare;
use super::ledger::Ledger;
use super::plan::{Edition, Plan, Reach};
use super::words::{Said, Share};

/// What an edition told, and what it was made of.
#[derive(Debug)]
pub(crate) struct Told<'a> {
    pub(crate) edition: &'a Edition,
    pub(crate) ledger: Ledger,
    pub(crate) shares: Vec<ReadShare>,
}

/// Hidden numbers, each so many times, and a number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sum {
    members: Vec<(Variable, f64)>,
    number: i64,
}

impl Sum {
    fn of<'a>(sums: impl Iterator<Item = &'a Sum>) -> Self {
        sums.fold(Self::default(), |mut all, sum| {
            all.members.extend(&sum.members);
            all.number += sum.number;
            all
        })
    }

    pub(crate) fn minus(&self, other: &Self) -> Self {
        let less = other.members.iter().map(|(variable, times)| (*variable, -times));
        Self {
            members: self.members.iter().copied().chain(less).collect(),
            number: self.number - other.number,
        }
    }
}

/// A number that stays the same in all editions that say of it what can be one number.
#[derive(Debug, Clone, Copy)]
struct Same {
    low: i64,
    high: i64,
}

/// As high as a number can be for all that is said: the highest of 32 bits.
const ENDLESS: i64 = 0x7FFF_FFFF;

/// By edition, the number of each measure and municipality that stands in it.
type Places = Vec<BTreeMap<(usize, usize), usize>>;

pub(crate) struct Knowledge {
    problem: Problem,
    numbers: Vec<Sum>,
    places: Places,
    /// Editions and measures of which a hidden number was corrected and looks the same: nobody can see that their sum
    /// says nothing of the numbers of now, and who relies on it is wrong.
    corrected: BTreeSet<(usize, usize)>,
}

impl Knowledge {
    /// What everybody knows, or what a municipality knows that gave its own numbers of this year.
    pub(crate) fn new(plan: &Plan, told: &[Told<'_>], insider: Option<usize>) -> Self {
        let (mut same, places, corrected) = numbers(plan, told);
        if let (Some(who), Some(last)) = (insider, told.last()) {
            for ((measure, _), place) in places[told.len() - 1].iter().filter(|it| it.0.1 == who) {
                let own = last.edition.number(*measure, who).unwrap();
                same[*place] = Same { low: own, high: own };
            }
        }
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let one = |Same { low, high }: &Same| {
            if low == high {
                return Sum { number: *low, ..Sum::default() };
            }
            let bounds = (i32::try_from(*low).unwrap(), i32::try_from(*high).unwrap());
            Sum { members: vec![(problem.add_integer_var(0.0, bounds), 1.0)], number: 0 }
        };
        let numbers = same.iter().map(one).collect();
        let mut knowledge = Self { problem, numbers, places, corrected };
        for (edition, each) in told.iter().enumerate() {
            knowledge.sums(edition, each);
            if edition + 1 == told.len() || plan.reach == Reach::Everything {
                knowledge.relations(plan, edition, each.edition.answers.len());
            }
            for share in &each.shares {
                knowledge.share(edition, each, share);
            }
            for earlier in 0..edition {
                knowledge.growth(plan, told, (earlier, edition));
            }
        }
        knowledge
    }

    pub(crate) fn number(&self, edition: usize, measure: usize, who: usize) -> Option<&Sum> {
        self.places[edition].get(&(measure, who)).map(|place| &self.numbers[*place])
    }

    /// Whether a number is the same one in a later edition.
    pub(crate) fn comes_back(&self, edition: usize, measure: usize, who: usize) -> bool {
        let place = self.places[edition].get(&(measure, who));
        self.places[edition + 1..]
            .iter()
            .any(|it| place.is_some() && it.get(&(measure, who)) == place)
    }

    fn sums(&mut self, edition: usize, told: &Told<'_>) {
        for (measure, said) in &told.ledger.sums {
            let Said::Number(sum) = said else { continue };
            if self.corrected.contains(&(edition, *measure)) {
                continue;
            }
            let counted =
                told.ledger.numbers.iter().filter(|it| it.0.0 == *measure && it.1.is_counted);
            let all = Sum::of(counted.filter_map(|it| self.number(edition, *measure, it.0.1)));
            self.hold(&all, ComparisonOp::Eq, *sum);
        }
    }

    fn relations(&mut self, plan: &Plan, edition: usize, municipalities: usize) {
        for relation in &plan.asked.relations {
            for who in 0..municipalities {
                let number = |measure: &usize| self.number(edition, *measure, who);
                let (left, is_all) = match relation {
                    Relation::PartOf(less, more)
                    | Relation::AtMost(less, more)
                    | Relation::AtLeast(more, less) => {
                        let (Some(less), Some(more)) = (number(less), number(more)) else {
                            continue;
                        };
                        (more.minus(less), false)
                    }
                    Relation::Total(whole, parts) => {
                        let Some(whole) = number(whole) else { continue };
                        let given: Vec<&Sum> = parts.iter().filter_map(number).collect();
                        let is_all = given.len() == parts.len();
                        (whole.minus(&Sum::of(given.into_iter())), is_all)
                    }
                };
                let compare = if is_all { ComparisonOp::Eq } else { ComparisonOp::Ge };
                self.hold(&left, compare, 0);
            }
        }
    }

    /// A share of the numbers of those who gave both.
    fn share(&mut self, edition: usize, told: &Told<'_>, read: &ReadShare) {
        let counts = |measure: usize, who: usize| {
            told.ledger.numbers.get(&(measure, who)).is_some_and(|it| it.is_counted)
        };
        let both: Vec<usize> = (0..told.edition.answers.len())
            .filter(|who| counts(read.part, *who) && counts(read.whole, *who))
            .collect();
        let together = |measure: usize| {
            Sum::of(both.iter().filter_map(|who| self.number(edition, measure, *who)))
        };
        let (part, whole) = (together(read.part), together(read.whole));
        match read.share {
            Share::Nothing => {}
            Share::None => self.hold(&whole, ComparisonOp::Eq, 0),
            Share::Exactly { whole: all, part: some } => {
                self.hold(&whole, ComparisonOp::Eq, all);
                self.hold(&part, ComparisonOp::Eq, some);
            }
            Share::About { whole: all, low, high } => {
                self.hold(&whole, ComparisonOp::Eq, all);
                self.hold(
                    &part,
                    ComparisonOp::Ge,
                    (low * all).div_euclid(1000) + i64::from(low * all % 1000 != 0),
                );
                self.hold(&part, ComparisonOp::Le, (high * all).div_euclid(1000));
            }
        }
    }

    /// Who was counted in an earlier year is counted.
    fn growth(&mut self, plan: &Plan, told: &[Told<'_>], (then, now): (usize, usize)) {
        if told[then].edition.year >= told[now].edition.year {
            return;
        }
        let later = then + 1..now;
        let last = told.len() - 1;
        let is_replaced = now < last && told[now].edition.year == told[last].edition.year;
        for ((measure, who), place) in self.places[now].clone() {
            let is_gone = self.places[last].get(&(measure, who)) != Some(&place);
            if is_replaced && is_gone && plan.reach == Reach::WhatIsCoveredNow {
                continue;
            }
            let Some(before) = self.places[then].get(&(measure, who)).copied() else { continue };
            let mut between =
                later.clone().filter(|it| told[*it].edition.year == told[then].edition.year);
            let is_last = !between.any(|it| self.places[it].contains_key(&(measure, who)));
            // What is lower now was corrected, and who takes it to have grown is wrong.
            let truth = |edition: usize| told[edition].edition.number(measure, who);
            let has_grown = truth(now) >= truth(then);
            if plan.asked.measures[measure].cumulative && is_last && has_grown {
                let growth = self.numbers[place].minus(&self.numbers[before]);
                self.hold(&growth, ComparisonOp::Ge, 0);
            }
        }
    }

    fn hold(&mut self, sum: &Sum, compare: ComparisonOp, value: i64) {
        if !sum.members.is_empty() {
            let value = float(value - sum.number);
            self.problem.add_constraint(sum.members.clone(), compare, value);
        }
    }

    /// The smallest and the largest that a sum can be, none where there is no end. `None` where nothing fits: then
    /// something that was hidden was corrected, and whoever reads this is wrong about it.
    pub(crate) fn interval(&self, sum: &Sum) -> Option<(i64, Option<i64>)> {
        if sum.members.is_empty() {
            return Some((sum.number, Some(sum.number)));
        }
        let low = self.end(sum, 1.0)?;
        let high = self.end(sum, -1.0)?;
        Some((low, Some(high).filter(|high| *high < ENDLESS / 2)))
    }

    /// One end of an interval.
    fn end(&self, sum: &Sum, direction: f64) -> Option<i64> {
        let mut problem = self.problem.clone();
        let far = float(ENDLESS);
        let goal = problem.add_var(direction, (-far, far));
        let members: Vec<_> = sum.members.iter().copied().chain([(goal, -1.0)]).collect();
        problem.add_constraint(members, ComparisonOp::Eq, 0.0);
        match problem.solve() {
            Ok(solution) => {
                let end = solution.into_solution().unwrap().objective() * direction;
                Some(whole(end) + sum.number)
            }
            Err(Error::Unbounded) => Some(if direction > 0.0 { -ENDLESS } else { ENDLESS }),
            Err(Error::Infeasible) => None,
            Err(error) => panic!("{error}"),
        }
    }

    /// Numbers of the last edition with which a sum is as high as it can be, and all that is printed holds.
    pub(crate) fn another(&self, sum: &Sum) -> Option<BTreeMap<(usize, usize), i64>> {
        let mut problem = self.problem.clone();
        let goal = problem.add_var(-1.0, (-float(ENDLESS), float(9_999)));
        let members: Vec<_> = sum.members.iter().copied().chain([(goal, -1.0)]).collect();
        problem.add_constraint(members, ComparisonOp::Eq, 0.0);
        let solution = problem.solve().ok()?.into_solution().ok()?;
        let value = |sum: &Sum| {
            let hidden = sum.members.iter().map(|(variable, times)| solution[*variable] * times);
            sum.number + whole(hidden.sum())
        };
        let last = self.places.last()?;
        Some(last.iter().map(|(which, place)| (*which, value(&self.numbers[*place]))).collect())
    }
}

/// The numbers that are told of, and which they are in each edition.
fn numbers(plan: &Plan, told: &[Told<'_>]) -> (Vec<Same>, Places, BTreeSet<(usize, usize)>) {
    let (mut same, mut places): (Vec<Same>, Places) = (Vec::new(), Vec::new());
    let mut corrected = BTreeSet::new();
    for (edition, each) in told.iter().enumerate() {
        let mut here = BTreeMap::new();
        for ((measure, who), shown) in &each.ledger.numbers {
            let is_sensitive = plan.asked.measures[*measure].unit.is_sensitive();
            let now = match shown.said {
                Said::Number(number) => Same { low: number, high: number },
                Said::Small => Same { low: 1, high: plan.threshold - 1 },
                _ if is_sensitive => Same { low: plan.threshold, high: ENDLESS },
                _ => Same { low: 1, high: ENDLESS },
            };
            let earlier =
                (0..edition).rev().filter(|it| told[*it].edition.year == each.edition.year);
            let mut earlier = earlier.filter_map(|it| {
                let place = *places[it].get(&(*measure, *who))?;
                // What was shown and is not shown now was corrected, or it would be shown still.
                let was_shown = matches!(told[it].ledger.said(*measure, *who), Said::Number(_));
                if was_shown && now.low < now.high {
                    return None;
                }
                let both = Same {
                    low: now.low.max(same[place].low),
                    high: now.high.min(same[place].high),
                };
                let truth = |edition: usize| told[edition].edition.number(*measure, *who);
                let fits = both.low <= both.high;
                if fits && truth(it) != truth(edition) {
                    corrected.insert((it, *measure));
                    return None;
                }
                fits.then_some((place, both))
            });
            let place = if let Some((place, both)) = earlier.next() {
                same[place] = both;
                place
            } else {
                same.push(now);
                same.len() - 1
            };
            here.insert((*measure, *who), place);
        }
        places.push(here);
    }
    (same, places, corrected)
}

fn float(value: i64) -> f64 {
    f64::from(i32::try_from(value).unwrap())
}

fn whole(value: f64) -> i64 {
    format!("{value:.0}").parse().unwrap()
}
