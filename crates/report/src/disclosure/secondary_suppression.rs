//! Which numbers are hidden beside the small ones, so that a promise can be made; by the draws of a key.
//!
//! A choice is good if [`promise`] finds enough in it. Where it lacks something, the cheapest numbers that mend that are hidden, too; at the
//! end those that it can do without are shown again. What a number costs is drawn, and some are hidden by the draw alone: so
//! each choice that is good, and each that hides more than a good one, is made for some draws, whatever the
//! true values are within what is promised.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::Rule;
use super::key::Draws;
use super::promise::{Lack, Promise, Scratch, promise, relation_holds};
use super::system::{System, Variable, What};

/// How many of the cheapest numbers are tried in all combinations.
const CHEAPEST: usize = 9;
/// How many combinations are tried.
const TRIES: usize = 160;
/// How many in 2³² numbers are hidden by the draw alone: one in 24.
const EXTRA: u32 = u32::MAX / 24;
/// How many sums: where few numbers could be hidden beside the small ones a sum must often be hidden, and else hardly ever.
const EXTRA_SUM_OF_FEW: u32 = u32::MAX / 6;
const EXTRA_SUM: u32 = u32::MAX / 2_000;
/// With fewer numbers than these that could be hidden, a sum is one of few.
const FEW: usize = 4;

/// What is hidden, and what is promised with it.
#[derive(Debug, Clone)]
pub(super) struct SecondarySuppression {
    pub(super) hidden: Vec<bool>,
    pub(super) promise: Promise,
}

struct Task<'a> {
    system: &'a System,
    rule: Rule,
    /// What it costs to hide a number; none where there is no choice.
    costs: Vec<Option<u64>>,
    scratch: RefCell<Scratch>,
}

/// What is hidden of a system, and what is promised; none where nothing can be promised, whatever is hidden.
pub(super) fn suppress(
    system: &System,
    rule: Rule,
    draws: &dyn Draws,
) -> Option<SecondarySuppression> {
    let name = |variable: &Variable| match &variable.what {
        What::Contribution(measure, municipality) => format!("{measure} {municipality}"),
        What::Sum(measure) => measure.clone(),
        _ => String::new(),
    };
    let cost = |variable: &Variable| {
        let factor = draws.draw(&format!("kosten {}", name(variable)));
        variable.cost.map(|cost| cost + cost * u64::from(factor) / u64::from(u32::MAX))
    };
    let costs: Vec<Option<u64>> = system.variables.iter().map(cost).collect();
    let task = Task { system, rule, costs, scratch: RefCell::new(Scratch::new(system)) };
    let must: Vec<bool> = system.variables.iter().map(|each| each.hidden).collect();
    let is_extra = |(index, variable): (usize, &Variable)| {
        task.costs[index].is_some()
            && draws.draw(&format!("extra {}", name(variable))) < task.chance(index)
    };
    // Where nothing is hidden there is nothing to tell.
    let is_small = |each: &Variable| each.hidden && each.counts_persons && each.is_given();
    if !system.variables.iter().any(is_small)
        && let Ok(promise) = task.look(&must)
    {
        return Some(SecondarySuppression { hidden: must, promise });
    }
    let mut extra = must.clone();
    for (index, hidden) in extra.iter_mut().enumerate() {
        *hidden |= is_extra((index, &system.variables[index]));
    }
    let (hidden, promise) = task.extend(&extra)?;
    let (hidden, promise) = task.prune(&extra, hidden, promise);
    Some(SecondarySuppression { hidden, promise })
}

impl Task<'_> {
    /// How likely it is that a number is hidden by the draw alone, in 2³².
    fn chance(&self, variable: usize) -> u32 {
        if !self.system.variables[variable].is_sum() {
            return EXTRA;
        }
        let members = self.system.variables[variable].rows.iter();
        let members = members.flat_map(|(row, _)| &self.system.rows[*row].members);
        let others = members.filter(|(each, _)| *each != variable && self.costs[*each].is_some());
        if others.count() < FEW { EXTRA_SUM_OF_FEW } else { EXTRA_SUM }
    }

    fn look(&self, hidden: &[bool]) -> Result<Promise, BTreeSet<Lack>> {
        promise(self.system, hidden, self.rule)
    }

    /// Whether a relation lacks nothing.
    fn holds(&self, hidden: &[bool], row: usize) -> bool {
        relation_holds(self.system, hidden, self.rule, row, &mut self.scratch.borrow_mut())
    }

    fn cost(&self, variable: usize) -> u64 {
        self.costs[variable].unwrap_or(0)
    }

    /// Hides more until nothing lacks. `None` if nothing helps.
    fn extend(&self, must: &[bool]) -> Option<(Vec<bool>, Promise)> {
        let mut hidden = must.to_vec();
        loop {
            let lacks = match self.look(&hidden) {
                Ok(promise) => return Some((hidden, promise)),
                Err(lacks) => lacks,
            };
            let relations = lacks.iter().filter_map(|lack| match lack {
                Lack::Relation(row) => Some(*row),
                Lack::Sum(_) => None,
            });
            let before = hidden.clone();
            for row in relations {
                self.mend_relation(row, &mut hidden);
            }
            if hidden != before {
                continue;
            }
            let mut mended = lacks.iter().filter_map(|lack| self.mend(*lack, &lacks, &hidden));
            let Some(more) = mended.next() else { return self.start_with_much(must) };
            hidden = with(&hidden, &more);
        }
    }

    /// Where no step helps: without any of the sums, or with nothing that can be hidden.
    fn start_with_much(&self, must: &[bool]) -> Option<(Vec<bool>, Promise)> {
        let choices = (0..must.len()).filter(|each| self.costs[*each].is_some());
        let all: Vec<usize> = choices.collect();
        let sums = all.iter().copied().filter(|each| self.system.variables[*each].is_sum());
        let sums: Vec<usize> = sums.collect();
        [sums, all].into_iter().find_map(|more| {
            let hidden = with(must, &more);
            Some((hidden.clone(), self.look(&hidden).ok()?))
        })
    }

    /// The cheapest numbers that take away a lack in a sum, and bring no other.
    fn mend(&self, lack: Lack, lacks: &BTreeSet<Lack>, hidden: &[bool]) -> Option<Vec<usize>> {
        let Lack::Sum(row) = lack else { return None };
        let (sums, shown) = self.shown(row, hidden);
        let mends = |more: &Vec<usize>| match self.look(&with(hidden, more)) {
            Ok(_) => true,
            Err(left) => !left.contains(&lack) && left.is_subset(lacks),
        };
        let few = combinations(&shown[..shown.len().min(CHEAPEST)], &|each| self.cost(each));
        let few = few.into_iter().take(TRIES);
        // Where none of these helps, it takes more, or larger ones.
        let steps = std::iter::successors(Some(CHEAPEST), |count| Some(count + count / 3));
        let steps = steps.take_while(|count| *count < shown.len()).chain([shown.len()]);
        let many = steps.map(|count| shown[..count].to_vec());
        let sums = sums.into_iter().map(|each| vec![each]);
        few.chain(many).chain(sums).find(mends)
    }

    /// The sums and the numbers of a row that could be hidden: first those that relations link with the fewest hidden ones,
    /// and of these the cheapest.
    fn shown(&self, row: usize, hidden: &[bool]) -> (Vec<usize>, Vec<usize>) {
        let members = self.system.rows[row].members.iter().map(|(each, _)| *each);
        let mut shown: Vec<usize> =
            members.filter(|each| !hidden[*each] && self.costs[*each].is_some()).collect();
        shown
            .sort_by_cached_key(|each| (self.holds_hidden(*each, hidden), self.cost(*each), *each));
        shown.into_iter().partition(|each| self.system.variables[*each].is_sum())
    }

    /// Hides the number that takes away a lack in a relation: rather one that holds no hidden one, is in a sum of many, or in
    /// one that has hidden ones already.
    fn mend_relation(&self, row: usize, hidden: &mut [bool]) {
        if self.holds(hidden, row) {
            return;
        }
        let (_, mut shown) = self.shown(row, hidden);
        shown.sort_by_cached_key(|each| {
            (
                self.holds_hidden(*each, hidden),
                self.is_one_of_few(*each),
                !self.is_among_hidden(*each, hidden),
                self.cost(*each),
                *each,
            )
        });
        for each in &shown {
            hidden[*each] = true;
            if shown.len() == 1 || self.holds(hidden, row) {
                return;
            }
            hidden[*each] = false;
        }
    }

    /// How many hidden numbers relations link with a number: hidden, too, it would hold these, and be no help to others.
    fn holds_hidden(&self, variable: usize, hidden: &[bool]) -> usize {
        let rows =
            self.system.variables[variable].rows.iter().map(|(row, _)| &self.system.rows[*row]);
        let members = rows.filter(|row| !row.source.is_sum()).flat_map(|row| &row.members);
        let others = members.filter(|(each, _)| {
            *each != variable && hidden[*each] && self.system.variables[*each].is_given()
        });
        others.count()
    }

    /// Whether a number is in a sum of so few that it would have to be left out with it.
    fn is_one_of_few(&self, variable: usize) -> bool {
        let rows =
            self.system.variables[variable].rows.iter().map(|(row, _)| &self.system.rows[*row]);
        let mut rows = rows.filter(|row| row.source.is_sum());
        rows.any(|row| {
            let members = row.members.iter().map(|(each, _)| &self.system.variables[*each]);
            members.filter(|each| !each.is_sum()).count() < FEW
        })
    }

    /// Whether a sum that has a number has hidden ones, too.
    fn is_among_hidden(&self, variable: usize, hidden: &[bool]) -> bool {
        let rows =
            self.system.variables[variable].rows.iter().map(|(row, _)| &self.system.rows[*row]);
        let mut rows = rows.filter(|row| row.source.is_sum());
        rows.any(|row| row.members.iter().any(|(each, _)| hidden[*each]))
    }

    /// Shows again what a choice can do without, the dearest first.
    fn prune(
        &self,
        must: &[bool],
        mut hidden: Vec<bool>,
        mut promise: Promise,
    ) -> (Vec<bool>, Promise) {
        let chosen = (0..hidden.len()).filter(|each| hidden[*each] && !must[*each]);
        let mut chosen: Vec<usize> =
            chosen.filter(|each| !self.is_needed(*each, &hidden)).collect();
        chosen.sort_by_key(|each| (u64::MAX - self.cost(*each), *each));
        // Many at once, where they can all be shown.
        let mut waiting = if chosen.is_empty() { Vec::new() } else { vec![chosen] };
        while let Some(some) = waiting.pop() {
            for each in &some {
                hidden[*each] = false;
            }
            if let Ok(less) = self.look(&hidden) {
                promise = less;
                continue;
            }
            for each in &some {
                hidden[*each] = true;
            }
            if some.len() > 1 {
                let (dearer, cheaper) = some.split_at(some.len() / 2);
                waiting.extend([cheaper.to_vec(), dearer.to_vec()]);
            }
        }
        (hidden, promise)
    }

    /// Whether a relation lacks something without it.
    fn is_needed(&self, variable: usize, hidden: &[bool]) -> bool {
        let rows = self.system.variables[variable].rows.iter().map(|(row, _)| *row);
        let mut rows = rows.filter(|row| !self.system.rows[*row].source.is_sum());
        let mut without = hidden.to_vec();
        without[variable] = false;
        rows.any(|row| !self.holds(&without, row))
    }
}

/// What is hidden with these, too.
fn with(hidden: &[bool], more: &[usize]) -> Vec<bool> {
    let mut hidden = hidden.to_vec();
    for each in more {
        hidden[*each] = true;
    }
    hidden
}

/// All combinations of these, the cheapest first.
fn combinations(of: &[usize], cost: &dyn Fn(usize) -> u64) -> Vec<Vec<usize>> {
    let chosen = |mask: usize| -> Vec<usize> {
        of.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1).map(|(_, it)| *it).collect()
    };
    let mut all: Vec<Vec<usize>> = (1..1_usize << of.len()).map(chosen).collect();
    all.sort_by_cached_key(|chosen| chosen.iter().map(|each| cost(*each)).sum::<u64>());
    all
}
