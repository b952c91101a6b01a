//! An attacker who knows nothing of how the choice was made: he writes down all that is printed as
//! equations of whole numbers, and has a solver find the ends of each interval.

use std::collections::BTreeSet;

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Variable};
use pmg_monitor::disclosure::{Earlier, EarlierMeasure};
use rust_decimal::prelude::ToPrimitive;

use crate::case::{Case, Item, Link, code, gemeente};

pub(crate) const THRESHOLD: i64 = 10;
pub(crate) const WIDTH: i64 = 5;

/// Something that nobody may come to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Target {
    Number(usize, usize),
    /// Of the whole after the part.
    Remainder(usize, usize, usize),
    /// Since the year before.
    Increase(usize, usize),
    /// What an earlier edition hid.
    Previous(usize, usize),
}

/// What everybody can read, and what has to be protected.
pub(crate) struct Attacker<'a> {
    case: &'a Case,
    earlier: Option<Earlier>,
}

impl<'a> Attacker<'a> {
    pub(crate) fn new(case: &'a Case) -> Self {
        Self { case, earlier: case.earlier().pop() }
    }

    fn year_before(&self) -> bool {
        self.earlier.as_ref().is_some_and(|each| each.years_before > 0)
    }

    /// What the earlier edition printed of a measure.
    fn printed(&self, measure: usize) -> Option<&EarlierMeasure> {
        let mut series = self.earlier.as_ref()?.series.iter();
        series.find(|series| series.now == [code(measure)]).map(|series| &series.measures[0])
    }

    /// What the earlier edition printed of a number: nothing if it had none, else the number or that
    /// it was hidden.
    #[expect(clippy::option_option, reason = "there can be no number, and one that was hidden")]
    fn before(&self, measure: usize, who: usize) -> Option<Option<i64>> {
        let printed = self.printed(measure)?;
        let value = printed.contributions.get(&gemeente(who))?;
        Some(value.map(|value| value.to_i64().unwrap()))
    }

    fn before_sum(&self, measure: usize) -> Option<i64> {
        self.printed(measure)?.sum?.to_i64()
    }

    /// Between what the earlier edition said that a number is that it hid.
    fn before_bounds(&self, measure: usize, who: usize) -> (i64, i64) {
        let before = self.printed(measure).unwrap();
        if before.small.contains(&gemeente(who)) {
            (1, THRESHOLD - 1)
        } else {
            assert!(before.withheld.contains(&gemeente(who)));
            (THRESHOLD, i64::from(i32::MAX))
        }
    }

    /// What a number is now, unless it is lower than a year before, when it was hidden.
    fn since(&self, measure: usize, who: usize) -> Option<i64> {
        let (low, _) = self.before_bounds(measure, who);
        self.case.number(measure, who).filter(|now| *now >= low)
    }

    /// Whose number the earlier edition hid.
    fn hidden_then(&self, measure: usize) -> Vec<usize> {
        let everybody = 0..self.case.municipalities();
        everybody.filter(|who| self.before(measure, *who) == Some(None)).collect()
    }

    /// Whether what the earlier edition said of a number that it hid can be true of it now.
    fn as_said(&self, measure: usize, who: usize) -> bool {
        let (low, high) = self.before_bounds(measure, who);
        self.case.number(measure, who).is_some_and(|now| (low..=high).contains(&now))
    }

    /// The hidden numbers of then that are none of now, and what these are together; none where the sum was
    /// hidden, or does not come out.
    fn then(&self, measure: usize) -> (Vec<usize>, Option<i64>) {
        let everybody = 0..self.case.municipalities();
        let printed: i64 = everybody.filter_map(|who| self.before(measure, who).flatten()).sum();
        let mut left = self.before_sum(measure).map(|sum| sum - printed);
        let mut hidden = self.hidden_then(measure);
        if !self.year_before() {
            let same = hidden.iter().filter(|who| self.as_said(measure, **who));
            let same: i64 = same.filter_map(|who| self.case.number(measure, *who)).sum();
            left = left.map(|left| left - same);
            hidden.retain(|who| !self.as_said(measure, *who));
        }
        let bounds = |who: &usize| {
            let (low, high) = self.before_bounds(measure, *who);
            let now = self.since(measure, *who).filter(|_| self.year_before());
            (low, now.map_or(high, |now| now.min(high)))
        };
        let least: i64 = hidden.iter().map(|who| bounds(who).0).sum();
        let most: i64 = hidden.iter().map(|who| bounds(who).1).sum();
        (hidden, left.filter(|left| (least..=most).contains(left)))
    }

    /// The same where the equation tells something: that of the same year, or of a year that is counted on.
    fn gone(&self, measure: usize) -> Option<(Vec<usize>, Option<i64>)> {
        let (hidden, left) = self.then(measure);
        (self.year_before() || left.is_some()).then_some((hidden, left))
    }

    /// Everything that nobody may come to know.
    pub(crate) fn targets(&self) -> Vec<Target> {
        let is_small = |value: i64| (1..THRESHOLD).contains(&value);
        let mut targets = Vec::new();
        for who in 0..self.case.municipalities() {
            for (measure, numbers) in self.case.measures.iter().enumerate() {
                let Some(value) = numbers[who] else { continue };
                if is_small(value) {
                    targets.push(Target::Number(measure, who));
                }
                let before = self.before(measure, who).flatten().filter(|value| *value > 0);
                if self.year_before() && before.is_some_and(|before| is_small(value - before)) {
                    targets.push(Target::Increase(measure, who));
                }
            }
            for (part, whole) in self.rests(who) {
                let value = self.case.number(whole, who).unwrap()
                    - self.case.number(part, who).unwrap_or(0);
                if is_small(value) {
                    targets.push(Target::Remainder(whole, part, who));
                }
            }
        }
        for measure in 0..self.case.measures.len() {
            let Some((gone, left)) = self.gone(measure) else { continue };
            let small = gone.iter().filter(|who| self.before_bounds(measure, **who).0 == 1);
            if self.year_before() || gone.len() > 1 || left.is_some_and(is_small) {
                targets.extend(small.map(|who| Target::Previous(measure, *who)));
            }
            if self.year_before() {
                let there = gone.into_iter().filter(|who| self.since(measure, *who).is_some());
                targets.extend(there.map(|who| Target::Increase(measure, who)));
            }
        }
        targets
    }

    /// Parts and wholes of which what is left is a number of persons.
    fn rests(&self, who: usize) -> Vec<(usize, usize)> {
        let has = |measure: usize| self.case.number(measure, who);
        match self.case.link {
            Link::AtMost => Vec::new(),
            // Where a part was not given, the rest is that part.
            Link::Total => match (has(1), has(2)) {
                (None, Some(_)) if has(0).is_some() => vec![(2, 0)],
                (_, None) if has(0).is_some() => vec![(1, 0)],
                _ => Vec::new(),
            },
            _ => {
                let pairs = self.case.pairs().into_iter();
                let given = pairs.filter(|(part, whole)| {
                    has(*whole).is_some() && has(*part).is_some_and(|part| part > 0)
                });
                given.collect()
            }
        }
    }

    fn owner(target: Target) -> usize {
        match target {
            Target::Number(_, who)
            | Target::Remainder(_, _, who)
            | Target::Increase(_, who)
            | Target::Previous(_, who) => who,
        }
    }

    /// Everything that can be hidden by choice.
    pub(crate) fn choices(&self) -> Vec<Item> {
        let case = self.case;
        let numbers = (0..case.measures.len())
            .flat_map(|measure| (0..case.municipalities()).map(move |who| (measure, who)));
        let numbers = numbers.filter(|(measure, who)| {
            case.number(*measure, *who).is_some_and(|value| value >= THRESHOLD)
                && !self.is_public(*measure, *who)
        });
        let sums = 0..case.measures.len();
        numbers
            .map(|(measure, who)| Item::Number(measure, who))
            .chain(sums.map(Item::Sum))
            .collect()
    }

    fn is_public(&self, measure: usize, who: usize) -> bool {
        let value = self.case.number(measure, who);
        value == Some(0) || (!self.year_before() && self.before(measure, who).flatten() == value)
    }

    /// Whether nobody can work out any of `targets`; if not, which one and who.
    pub(crate) fn breach(
        &self,
        hidden: &BTreeSet<Item>,
        targets: &[Target],
    ) -> Option<(Target, Option<usize>)> {
        let everybody: Vec<Option<usize>> =
            std::iter::once(None).chain((0..self.case.municipalities()).map(Some)).collect();
        targets.iter().find_map(|target| {
            let insiders = everybody.iter().filter(|who| **who != Some(Self::owner(*target)));
            let mut knows = insiders.filter(|who| !self.is_safe(hidden, *target, **who));
            knows.next().map(|who| (*target, *who))
        })
    }

    pub(crate) fn is_safe(
        &self,
        hidden: &BTreeSet<Item>,
        target: Target,
        insider: Option<usize>,
    ) -> bool {
        let low = self.end(hidden, target, insider, OptimizationDirection::Minimize).unwrap();
        let high = self.end(hidden, target, insider, OptimizationDirection::Maximize);
        if self.is_unknown(target) && (low >= THRESHOLD || high == Some(0)) {
            return true;
        }
        high.is_none_or(|high| high - low >= WIDTH)
    }

    /// Whether a number rests on one that was hidden then, and so is not known for certain to anybody.
    fn is_unknown(&self, target: Target) -> bool {
        match target {
            Target::Previous(measure, _) => {
                self.year_before() || self.gone(measure).is_none_or(|(gone, _)| gone.len() > 1)
            }
            Target::Increase(measure, who) => self.before(measure, who) == Some(None),
            Target::Number(..) | Target::Remainder(..) => false,
        }
    }

    /// One end of the interval; none where there is none.
    pub(crate) fn end(
        &self,
        hidden: &BTreeSet<Item>,
        target: Target,
        insider: Option<usize>,
        direction: OptimizationDirection,
    ) -> Option<i64> {
        let mut problem = Problem::new(direction);
        let case = self.case;
        let goal = |measure: usize, who: usize| match target {
            Target::Number(m, w) | Target::Increase(m, w) if (m, w) == (measure, who) => 1.0,
            Target::Remainder(whole, _, w) if (whole, w) == (measure, who) => 1.0,
            Target::Remainder(_, part, w) if (part, w) == (measure, who) => -1.0,
            _ => 0.0,
        };
        let numbers: Vec<Vec<Option<Variable>>> = (0..case.measures.len())
            .map(|measure| {
                (0..case.municipalities())
                    .map(|who| {
                        let value = case.number(measure, who)?;
                        let bounds = self.bounds(hidden, (measure, who), value, insider);
                        Some(problem.add_integer_var(goal(measure, who), bounds))
                    })
                    .collect()
            })
            .collect();
        self.sums(&mut problem, &numbers, hidden);
        self.links(&mut problem, &numbers);
        let then = &mut Vec::new();
        let minus = self.editions(&mut problem, &numbers, (target, insider), then);
        match problem.solve() {
            Ok(solution) => {
                let end = solution.into_solution().unwrap().objective().round().to_i64().unwrap();
                Some(end - minus)
            }
            Err(Error::Unbounded) => None,
            Err(error) => panic!("{error} for {target:?}"),
        }
    }

    fn bounds(
        &self,
        hidden: &BTreeSet<Item>,
        (measure, who): (usize, usize),
        value: i64,
        insider: Option<usize>,
    ) -> (i32, i32) {
        let known = !hidden.contains(&Item::Number(measure, who));
        if known || insider == Some(who) || self.is_public(measure, who) {
            let value = i32::try_from(value).unwrap();
            return (value, value);
        }
        if value < THRESHOLD { (1, 9) } else { (10, i32::MAX) }
    }

    /// The sums that are printed.
    fn sums(
        &self,
        problem: &mut Problem,
        numbers: &[Vec<Option<Variable>>],
        hidden: &BTreeSet<Item>,
    ) {
        for (measure, numbers) in numbers.iter().enumerate() {
            let members: Vec<(Variable, f64)> =
                numbers.iter().flatten().map(|each| (*each, 1.0)).collect();
            if !hidden.contains(&Item::Sum(measure)) && !members.is_empty() {
                let sum: i64 = self.case.measures[measure].iter().flatten().sum();
                problem.add_constraint(members, ComparisonOp::Eq, float(sum));
            }
        }
    }

    fn links(&self, problem: &mut Problem, numbers: &[Vec<Option<Variable>>]) {
        let everybody = 0..self.case.municipalities();
        for who in everybody {
            for (part, whole) in self.case.pairs() {
                let (Some(part), Some(whole)) = (numbers[part][who], numbers[whole][who]) else {
                    continue;
                };
                problem.add_constraint([(whole, 1.0), (part, -1.0)], ComparisonOp::Ge, 0.0);
            }
            if self.case.link == Link::Total
                && let Some(whole) = numbers[0][who]
            {
                let parts: Vec<Variable> =
                    [1, 2].into_iter().filter_map(|part| numbers[part][who]).collect();
                let compare = if parts.len() == 2 { ComparisonOp::Eq } else { ComparisonOp::Ge };
                let members = parts.into_iter().map(|part| (part, -1.0)).chain([(whole, 1.0)]);
                problem.add_constraint(members.collect::<Vec<_>>(), compare, 0.0);
            }
        }
    }

    /// What follows from the earlier edition; gives what is to be taken off the goal.
    fn editions(
        &self,
        problem: &mut Problem,
        numbers: &[Vec<Option<Variable>>],
        (target, insider): (Target, Option<usize>),
        then: &mut Vec<(usize, usize, Variable)>,
    ) -> i64 {
        let mut minus = 0;
        for (measure, now) in numbers.iter().enumerate() {
            for (who, number) in now.iter().enumerate() {
                let Some(Some(before)) = self.before(measure, who) else { continue };
                let (Some(number), Some(value)) = (number, self.case.number(measure, who)) else {
                    continue;
                };
                if self.year_before() && before > 0 && value >= before {
                    problem.add_constraint([(*number, 1.0)], ComparisonOp::Ge, float(before));
                    if target == Target::Increase(measure, who) {
                        minus = before;
                    }
                }
            }
            self.hidden_before(problem, measure, now, (target, insider), then);
        }
        minus
    }

    fn hidden_before(
        &self,
        problem: &mut Problem,
        measure: usize,
        now: &[Option<Variable>],
        (target, insider): (Target, Option<usize>),
        then: &mut Vec<(usize, usize, Variable)>,
    ) {
        let Some((gone, left)) = self.gone(measure) else { return };
        let mut members = Vec::new();
        for who in &gone {
            let who = *who;
            let goal = match target {
                Target::Previous(m, w) if (m, w) == (measure, who) => 1.0,
                Target::Increase(m, w) if (m, w) == (measure, who) => -1.0,
                _ => 0.0,
            };
            let is_known = gone.len() == 1 && !self.year_before() && insider == Some(who);
            let knows = left.filter(|_| is_known).or_else(|| {
                // What it gave then it knows as long as it lives.
                let before = self.printed(measure).filter(|_| self.year_before())?;
                before.truth.get(&gemeente(who)).filter(|_| insider == Some(who))?.to_i64()
            });
            let (low, high) =
                knows.map_or(self.before_bounds(measure, who), |known| (known, known));
            let bounds = (i32::try_from(low).unwrap(), i32::try_from(high).unwrap());
            let was = problem.add_integer_var(goal, bounds);
            members.push((was, 1.0));
            then.push((measure, who, was));
            // Whoever sees that its own number fell, does not take it to have grown.
            let since = self.since(measure, who).filter(|now| knows.is_none_or(|was| *now >= was));
            if let Some(number) = now[who].filter(|_| self.year_before() && since.is_some()) {
                problem.add_constraint([(number, 1.0), (was, -1.0)], ComparisonOp::Ge, 0.0);
            }
        }
        let Some(mut right) = left else { return };
        if !self.year_before() {
            for (who, number) in now.iter().enumerate() {
                if self.before(measure, who) == Some(None)
                    && self.as_said(measure, who)
                    && let Some(number) = number
                {
                    members.push((*number, 1.0));
                    right += self.case.number(measure, who).unwrap();
                }
            }
        }
        if !members.is_empty() {
            problem.add_constraint(members, ComparisonOp::Eq, float(right));
        }
    }

    /// A year that looks the same to an attacker, in which a target has this value: the one nearest to the true year
    /// by these weights; none where there is none.
    pub(crate) fn other_year(
        &self,
        hidden: &BTreeSet<Item>,
        (target, insider): (Target, Option<usize>),
        value: i64,
        weigh: &mut dyn FnMut() -> f64,
    ) -> Option<Case> {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let case = self.case;
        let numbers: Vec<Vec<Option<Variable>>> = (0..case.measures.len())
            .map(|measure| {
                (0..case.municipalities())
                    .map(|who| {
                        let value = case.number(measure, who)?;
                        let bounds = self.bounds(hidden, (measure, who), value, insider);
                        // Not said to be whole: it comes out so nearly always, and much faster.
                        let bounds = (f64::from(bounds.0), f64::from(bounds.1));
                        let number = problem.add_var(0.0, bounds);
                        stay_near(&mut problem, number, value, target, who, weigh);
                        Some(number)
                    })
                    .collect()
            })
            .collect();
        self.sums(&mut problem, &numbers, hidden);
        self.links(&mut problem, &numbers);
        let mut then = Vec::new();
        let minus = self.editions(&mut problem, &numbers, (target, insider), &mut then);
        for (measure, who, was) in &then {
            let truth = self.printed(*measure).and_then(|it| it.truth.get(&gemeente(*who)));
            let Some(truth) = truth.and_then(ToPrimitive::to_i64) else { continue };
            stay_near(&mut problem, *was, truth, target, *who, weigh);
        }
        let was = |measure: usize, who: usize| {
            then.iter().find(|it| (it.0, it.1) == (measure, who)).map(|it| it.2)
        };
        let goal = match target {
            Target::Number(measure, who) => vec![(numbers[measure][who]?, 1.0)],
            Target::Increase(measure, who) => {
                let was = was(measure, who).map(|was| (was, -1.0));
                std::iter::once((numbers[measure][who]?, 1.0)).chain(was).collect()
            }
            Target::Previous(measure, who) => vec![(was(measure, who)?, 1.0)],
            Target::Remainder(whole, part, who) => {
                let part = numbers[part][who].map(|part| (part, -1.0));
                std::iter::once((numbers[whole][who]?, 1.0)).chain(part).collect()
            }
        };
        problem.add_constraint(goal, ComparisonOp::Eq, float(value + minus));
        let solution = problem.solve().ok()?.into_solution().ok()?;
        let is_whole = |number: &Variable| {
            let value = solution.var_value(*number);
            (value - value.round()).abs() < 1e-6
        };
        let of_then = then.iter().map(|(.., was)| was);
        if !numbers.iter().flatten().flatten().chain(of_then).all(is_whole) {
            return None;
        }
        let measure = |numbers: &Vec<Option<Variable>>| {
            let number = |each: &Option<Variable>| {
                each.map(|each| solution.var_value(each).round().to_i64().unwrap())
            };
            numbers.iter().map(number).collect()
        };
        // What the earlier edition hid may have been something else as well.
        let mut printed = self.earlier.clone();
        for (measure, who, was) in then {
            let series = printed.iter_mut().flat_map(|earlier| &mut earlier.series);
            for series in series.filter(|series| series.now == [code(measure)]) {
                let was = solution.var_value(was).round().to_i64().unwrap();
                series.measures[0].truth.insert(gemeente(who), was.into());
            }
        }
        Some(Case { measures: numbers.iter().map(measure).collect(), printed, ..case.clone() })
    }
}

/// Makes it dear for a number to be far from its true value, or from one near it, which may be the only one of its kind.
/// Some stay, and none of those of another municipality takes all, which may be told from such a one.
fn stay_near(
    problem: &mut Problem,
    number: Variable,
    value: i64,
    target: Target,
    who: usize,
    weigh: &mut dyn FnMut() -> f64,
) {
    let is_goal = match target {
        Target::Number(_, it)
        | Target::Remainder(_, _, it)
        | Target::Increase(_, it)
        | Target::Previous(_, it) => it == who,
    };
    let most = match weigh() {
        stays if stays < 1.75 => 0.0,
        _ if is_goal => f64::INFINITY,
        _ => ((weigh() - 1.0) * 6.0).ceil(),
    };
    let weight = weigh();
    let more = problem.add_var(weight, (0.0, most));
    let less = problem.add_var(weight, (0.0, most));
    let near = if weigh() < 3.0 { 0.0 } else { ((weigh() - 2.5) * 6.0).round() };
    let away = [(number, 1.0), (more, -1.0), (less, 1.0)];
    problem.add_constraint(away, ComparisonOp::Eq, float(value) + near);
}

fn float(value: i64) -> f64 {
    f64::from(i32::try_from(value).unwrap())
}
