//! Chooses which numbers are hidden beside the small ones, such that a promise can be made.
//!
//! A choice is good if `promise` finds bounds for it. Otherwise it says where the choice *lacks* something: in which
//! sum or relation too little can move. Then the cheapest numbers that mend a lack are hidden, too, again and
//! again until nothing lacks, and at the end numbers that the choice can do without are shown again. Of 70, 7, 20, 30
//! and 40 with a sum of 167 the 7 is small; three others are hidden with it, and by their cost these are rather 20,
//! 30 and 40.
//!
//! Whoever knows this procedure could ask why these were hidden and no others. So the key draws what a number costs
//! (once to twice its information loss), and some numbers are hidden by the draw alone. Then each good choice comes out
//! for some draws, whatever the true values are within the bounds that are promised.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::key::Draws;
use super::promise::{Lack, Promise, Scratch, promise, relation_holds};
use super::rule::Rule;
use super::system::{System, Variable, What};

/// How many of the cheapest numbers of a sum are tried in combinations.
const CHEAPEST: usize = 9;
/// How many of these combinations are tried at most. Counted and not timed, so that the same input gives the same
/// choice.
const TRIES: usize = 160;
/// How many in 2³² numbers are hidden by the draw alone: one in 24.
const EXTRA: u32 = u32::MAX / 24;
/// The same for sums of few: one in 6. Where few numbers could be hidden beside the small ones a sum must often be
/// hidden, so the draw alone must do so often as well, or a hidden sum would tell that it was needed.
const EXTRA_SUM_OF_FEW: u32 = u32::MAX / 6;
/// The same for all other sums, which must hardly ever be hidden: one in 2,000.
const EXTRA_SUM: u32 = u32::MAX / 2_000;
/// With fewer numbers than this, a sum is one of few.
const FEW: usize = 4;

/// A good choice.
#[derive(Debug, Clone)]
pub(super) struct SecondarySuppression {
    /// Of each variable whether it is hidden.
    pub(super) hidden: Vec<bool>,
    /// The bounds within which every year could be printed the same.
    pub(super) promise: Promise,
}

/// A system, and what its choices are weighed by.
struct Task<'a> {
    system: &'a System,
    rule: Rule,
    /// The information loss of hiding each variable, times its draw; `None` if there is no choice about it.
    costs: Vec<Option<u64>>,
    scratch: RefCell<Scratch>,
}

/// Returns a good choice for a system; `None` if nothing can be promised, whatever is hidden.
pub(super) fn suppress(
    system: &System,
    rule: Rule,
    draws: &dyn Draws,
) -> Option<SecondarySuppression> {
    // The names that draws go by must never change, or a final edition would not come out the same with its key.
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
    // No number of persons that was given must be hidden, and nothing lacks: then nothing is hidden by the draw either,
    // as nobody can ask why.
    let is_small = |each: &Variable| each.hidden && each.counts_persons && each.is_given();
    if !system.variables.iter().any(is_small)
        && let Ok(promise) = task.promise(&must)
    {
        return Some(SecondarySuppression { hidden: must, promise });
    }
    // By the draw alone, before it is known what is needed: nothing of this tells what is needed.
    let mut extra = must.clone();
    for (index, hidden) in extra.iter_mut().enumerate() {
        *hidden |= is_extra((index, &system.variables[index]));
    }
    let (hidden, promise) = task.extend(&extra)?;
    let (hidden, promise) = task.prune(&extra, hidden, promise);
    Some(SecondarySuppression { hidden, promise })
}

impl Task<'_> {
    /// Returns how many in 2³² draws hide this number by themselves.
    fn chance(&self, variable: usize) -> u32 {
        if !self.system.variables[variable].is_sum() {
            return EXTRA;
        }
        let members = self.system.variables[variable].rows.iter();
        let members = members.flat_map(|(row, _)| &self.system.rows[*row].members);
        let others = members.filter(|(each, _)| *each != variable && self.costs[*each].is_some());
        if others.count() < FEW { EXTRA_SUM_OF_FEW } else { EXTRA_SUM }
    }

    /// Returns what a choice promises, or what it lacks.
    fn promise(&self, hidden: &[bool]) -> Result<Promise, BTreeSet<Lack>> {
        promise(self.system, hidden, self.rule)
    }

    /// Returns whether a relation lacks nothing, by its own numbers.
    fn holds(&self, hidden: &[bool], row: usize) -> bool {
        relation_holds(self.system, hidden, self.rule, row, &mut self.scratch.borrow_mut())
    }

    /// Returns the cost of hiding a number; 0 if there is no choice about it.
    fn cost(&self, variable: usize) -> u64 {
        self.costs[variable].unwrap_or(0)
    }

    /// Hides more than `must` until nothing lacks, and returns the choice with its promise; `None` if nothing helps.
    fn extend(&self, must: &[bool]) -> Option<(Vec<bool>, Promise)> {
        // Each round hides at least one number more, or gives up.
        let mut hidden = must.to_vec();
        loop {
            let lacks = match self.promise(&hidden) {
                Ok(promise) => return Some((hidden, promise)),
                Err(lacks) => lacks,
            };
            let relations = lacks.iter().filter_map(|lack| match lack {
                Lack::Relation(row) => Some(*row),
                Lack::Sum(_) => None,
            });
            // Relations first: a sum can only be judged once the numbers in it can move by themselves.
            let before = hidden.clone();
            for row in relations {
                self.mend_relation(row, &mut hidden);
            }
            if hidden != before {
                continue;
            }
            let mut mended = lacks.iter().filter_map(|lack| self.mend(*lack, &lacks, &hidden));
            // The first lack that can be mended; the others are looked at again in the next round.
            let Some(more) = mended.next() else { return self.start_with_much(must) };
            hidden = with(&hidden, &more);
        }
    }

    /// Returns a choice for when no single step helps: with all sums hidden, else with everything hidden; `None` if
    /// even that promises nothing. `prune` shows again what is too much.
    fn start_with_much(&self, must: &[bool]) -> Option<(Vec<bool>, Promise)> {
        let choices = (0..must.len()).filter(|each| self.costs[*each].is_some());
        let all: Vec<usize> = choices.collect();
        let sums = all.iter().copied().filter(|each| self.system.variables[*each].is_sum());
        let sums: Vec<usize> = sums.collect();
        [sums, all].into_iter().find_map(|more| {
            let hidden = with(must, &more);
            Some((hidden.clone(), self.promise(&hidden).ok()?))
        })
    }

    /// Returns the cheapest numbers that take away a lack in a sum and bring no other; `None` if there are none, or the
    /// lack is in a relation.
    fn mend(&self, lack: Lack, lacks: &BTreeSet<Lack>, hidden: &[bool]) -> Option<Vec<usize>> {
        let Lack::Sum(row) = lack else { return None };
        let (sums, shown) = self.candidates(row, hidden);
        let mends = |more: &Vec<usize>| match self.promise(&with(hidden, more)) {
            Ok(_) => true,
            Err(left) => !left.contains(&lack) && left.is_subset(lacks),
        };
        // Few numbers first, in the order of what they cost together.
        let few = combinations(&shown[..shown.len().min(CHEAPEST)], &|each| self.cost(each));
        let few = few.into_iter().take(TRIES);
        // Where none of these helps, it takes more, or larger ones.
        let steps = std::iter::successors(Some(CHEAPEST), |count| Some(count + count / 3));
        let steps = steps.take_while(|count| *count < shown.len()).chain([shown.len()]);
        // A sum only where no numbers help: its loss is more than that of all of them.
        let many = steps.map(|count| shown[..count].to_vec());
        let sums = sums.into_iter().map(|each| vec![each]);
        few.chain(many).chain(sums).find(mends)
    }

    /// Returns the sums and the numbers of a row that are shown and could be hidden. First those that relations link
    /// with the fewest hidden numbers, and of these the cheapest.
    fn candidates(&self, row: usize, hidden: &[bool]) -> (Vec<usize>, Vec<usize>) {
        let members = self.system.rows[row].members.iter().map(|(each, _)| *each);
        let mut shown: Vec<usize> =
            members.filter(|each| !hidden[*each] && self.costs[*each].is_some()).collect();
        shown
            .sort_by_cached_key(|each| (self.holds_hidden(*each, hidden), self.cost(*each), *each));
        shown.into_iter().partition(|each| self.system.variables[*each].is_sum())
    }

    /// Hides one number that takes away a lack in a relation, if there is one.
    ///
    /// Rather one that is linked with few hidden numbers, as these would no longer move by themselves; one in sums of
    /// many, as a sum of few would have to be hidden with it; and one in a sum that has hidden numbers already, which
    /// help it.
    fn mend_relation(&self, row: usize, hidden: &mut [bool]) {
        if self.holds(hidden, row) {
            return;
        }
        let (_, mut shown) = self.candidates(row, hidden);
        shown.sort_by_cached_key(|each| {
            (
                self.holds_hidden(*each, hidden),
                self.is_one_of_few(*each),
                !self.is_among_hidden(*each, hidden),
                self.cost(*each),
                *each,
            )
        });
        // One at a time. The only one left is hidden in any case: no other number of the relation could help.
        for each in &shown {
            hidden[*each] = true;
            if shown.len() == 1 || self.holds(hidden, row) {
                return;
            }
            hidden[*each] = false;
        }
    }

    /// Returns how many hidden numbers relations link with a number. If it were hidden, too, they would hold each
    /// other, and be of little help to others.
    fn holds_hidden(&self, variable: usize, hidden: &[bool]) -> usize {
        let rows =
            self.system.variables[variable].rows.iter().map(|(row, _)| &self.system.rows[*row]);
        let members = rows.filter(|row| !row.source.is_sum()).flat_map(|row| &row.members);
        let others = members.filter(|(each, _)| {
            *each != variable && hidden[*each] && self.system.variables[*each].is_given()
        });
        others.count()
    }

    /// Returns whether a number is in a sum of so few that the sum would have to be hidden with it.
    fn is_one_of_few(&self, variable: usize) -> bool {
        let rows =
            self.system.variables[variable].rows.iter().map(|(row, _)| &self.system.rows[*row]);
        let mut rows = rows.filter(|row| row.source.is_sum());
        rows.any(|row| {
            let members = row.members.iter().map(|(each, _)| &self.system.variables[*each]);
            members.filter(|each| !each.is_sum()).count() < FEW
        })
    }

    /// Returns whether a sum that the number is in has hidden numbers, too.
    fn is_among_hidden(&self, variable: usize, hidden: &[bool]) -> bool {
        let rows =
            self.system.variables[variable].rows.iter().map(|(row, _)| &self.system.rows[*row]);
        let mut rows = rows.filter(|row| row.source.is_sum());
        rows.any(|row| row.members.iter().any(|(each, _)| hidden[*each]))
    }

    /// Shows again what a good choice can do without beyond `must`, the dearest first, and returns what is left of it
    /// with its promise.
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
        // All at once, and by halves where that is too much: most can be shown after `start_with_much`, and each look
        // costs time. The dearer half lies on top, so it is tried first.
        let mut waiting = if chosen.is_empty() { Vec::new() } else { vec![chosen] };
        while let Some(some) = waiting.pop() {
            // Show them on trial, and hide them again if the promise fails.
            for each in &some {
                hidden[*each] = false;
            }
            if let Ok(less) = self.promise(&hidden) {
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

    /// Returns whether a relation would lack something if the number were shown: then it is no use to try.
    fn is_needed(&self, variable: usize, hidden: &[bool]) -> bool {
        let rows = self.system.variables[variable].rows.iter().map(|(row, _)| *row);
        let mut rows = rows.filter(|row| !self.system.rows[*row].source.is_sum());
        let mut without = hidden.to_vec();
        without[variable] = false;
        rows.any(|row| !self.holds(&without, row))
    }
}

/// Returns what is hidden if these are, too.
fn with(hidden: &[bool], more: &[usize]) -> Vec<bool> {
    let mut hidden = hidden.to_vec();
    for each in more {
        hidden[*each] = true;
    }
    hidden
}

/// Returns all combinations of one or more of these, the cheapest first. There are 2ⁿ - 1 of `n`, so there must be few.
fn combinations(of: &[usize], cost: &dyn Fn(usize) -> u64) -> Vec<Vec<usize>> {
    let chosen = |mask: usize| -> Vec<usize> {
        of.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1).map(|(_, it)| *it).collect()
    };
    let mut all: Vec<Vec<usize>> = (1..1_usize << of.len()).map(chosen).collect();
    all.sort_by_cached_key(|chosen| chosen.iter().map(|each| cost(*each)).sum::<u64>());
    all
}
