//! Who comes after previews: nobody works out a number from the sum that they showed and the edition.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use pmg_monitor::disclosure::{Disclosure, Rule, Shown, protect};
use proptest::prelude::*;
use rust_decimal::prelude::ToPrimitive;

use crate::attacker::{THRESHOLD, WIDTH};
use crate::case::{Case, Link, Never, code, gemeente, number};

/// A year in which the first so many had answered when the previews were made.
#[derive(Debug, Clone)]
pub(crate) struct Previewed {
    pub(crate) numbers: Vec<Option<i64>>,
    first: usize,
}

pub(crate) fn years() -> impl Strategy<Value = Previewed> {
    (prop::collection::vec(number(), 2..=7), 1_usize..=6).prop_map(|(numbers, first)| {
        let first = first.min(numbers.len() - 1);
        Previewed { numbers, first }
    })
}

impl Previewed {
    fn case(&self, first: usize) -> Case {
        let counted = |(who, number): (usize, &Option<i64>)| number.filter(|_| who < first);
        let numbers = self.numbers.iter().enumerate().map(counted).collect();
        Case { link: Link::None, measures: vec![numbers], before: None, printed: None }
    }

    /// The numbers that somebody can work out though the edition does not give them up.
    pub(crate) fn breaches(&self) -> Vec<String> {
        let draft = self.case(self.first);
        let shown = draft.sums(&draft.protected());
        let has_shown = !shown.series.is_empty();
        let case = self.case(self.numbers.len());
        let (figures, questionnaire) = (case.figures(), case.questionnaire());
        let edition = protect(&figures, &questionnaire, Rule::default(), &[shown], &Never);
        let mut breaches = Vec::new();
        let everybody = 0..self.numbers.len();
        for target in everybody.clone().filter(|who| self.is_small(*who)) {
            let is_lost =
                edition.already_public().iter().any(|it| it.proof.municipality == gemeente(target));
            let insiders = everybody.clone().filter(|who| *who != target).map(Some);
            for insider in insiders.chain([None]).filter(|_| !is_lost) {
                let (low, high) = self.interval(&edition, has_shown, target, insider);
                if high - low < WIDTH {
                    breaches.push(format!("{insider:?} knows of {target}: {low} to {high}"));
                }
            }
        }
        breaches
    }

    fn is_small(&self, who: usize) -> bool {
        self.numbers[who].is_some_and(|number| number > 0 && number < THRESHOLD)
    }

    /// The least and the most that a number can be.
    fn interval(
        &self,
        edition: &Disclosure,
        has_shown: bool,
        target: usize,
        insider: Option<usize>,
    ) -> (i64, i64) {
        let bound = |direction| {
            let mut problem = Problem::new(direction);
            let all: Vec<Option<Variable>> = (0..self.numbers.len())
                .map(|who| {
                    let number = self.numbers[who].filter(|number| *number > 0)?;
                    let is_hidden = edition.of(&code(0), &gemeente(who)) != Shown::Published;
                    let bounds = match (is_hidden && insider != Some(who), number < THRESHOLD) {
                        (false, _) => (number, number),
                        (true, true) => (1, THRESHOLD - 1),
                        (true, false) => (THRESHOLD, 100_000),
                    };
                    let bounds =
                        (i32::try_from(bounds.0).unwrap(), i32::try_from(bounds.1).unwrap());
                    let goal = if who == target { 1.0 } else { 0.0 };
                    Some(problem.add_integer_var(goal, bounds))
                })
                .collect();
            let mut sum_of = |first: usize| {
                let members: Vec<(Variable, f64)> =
                    all[..first].iter().flatten().map(|each| (*each, 1.0)).collect();
                let sum: i64 = self.numbers[..first].iter().flatten().sum();
                problem.add_constraint(
                    members,
                    ComparisonOp::Eq,
                    f64::from(i32::try_from(sum).unwrap()),
                );
            };
            if edition.sum(&code(0)) == Shown::Published {
                sum_of(self.numbers.len());
            }
            if has_shown {
                sum_of(self.first);
            }
            let solution = problem.solve().unwrap().into_solution().unwrap();
            solution.objective().round().to_i64().unwrap()
        };
        (bound(OptimizationDirection::Minimize), bound(OptimizationDirection::Maximize))
    }
}
