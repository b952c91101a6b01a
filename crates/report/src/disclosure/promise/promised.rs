//! What a choice promises, and the interval that it leaves of a number.

use std::collections::{BTreeMap, BTreeSet};

use super::super::rule::Rule;
use super::super::system::System;
use super::bounds::{LARGE, signed};
use super::equations::Equation;
use super::groups::{Group, Search};
use super::linked::Linked;

/// The years that could be printed the same: those within these bounds that fulfil the printed sums.
#[derive(Debug, Clone)]
pub(in super::super) struct Promise {
    /// The lowest and the highest value of each variable, both included.
    pub(super) bounds: Vec<(i64, i64)>,
    pub(super) equations: Vec<Equation>,
    /// For numbers that move in one equation only, its index.
    pub(super) moves_in: BTreeMap<usize, usize>,
    /// For numbers in no printed sum that count persons, the number with which each of them moves.
    pub(super) follows: BTreeMap<usize, usize>,
    /// For numbers in no printed sum, the number in one behind which each of them stands, and the group of both:
    /// wherever that number can be, the bounds of the other follow by the relations of the group.
    pub(super) behind: BTreeMap<usize, (usize, Group)>,
    pub(super) hidden: Vec<bool>,
    pub(super) rule: Rule,
    /// The sums that hold each other, two by two.
    pub(super) linked: Vec<Linked>,
    /// For numbers in sums that hold each other, how they move there.
    pub(super) moves_with: BTreeMap<usize, Moves>,
    /// The numbers that are no help to others.
    pub(super) bound: BTreeSet<usize>,
}

/// How a number moves in two sums that hold each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moves {
    /// Index of the pair of sums.
    pub(super) linked: usize,
    pub(super) owner: usize,
    /// Where it stands: 0 in the lesser sum, 1 in the greater one, 2 in their difference.
    pub(super) which: usize,
    /// Its sign there.
    pub(super) sign: i64,
    /// What its municipality comes to there.
    pub(super) at: i64,
}

/// The least and the most that a number can be for the attacker who knows most, and who that is: a municipality, or
/// `None` for the public.
pub(in super::super) type Interval = (i64, i64, Option<usize>);

impl Promise {
    /// Returns the promised interval of each sensitive number, by the index of its variable.
    pub(in super::super) fn all(&self, system: &System) -> Vec<(usize, Interval)> {
        let targets = (0..system.variables.len()).filter(|each| system.variables[*each].is_target);
        targets.map(|target| (target, self.interval(system, target))).collect()
    }

    /// Returns the narrowest interval of a number that is promised against any attacker.
    fn interval(&self, system: &System, target: usize) -> Interval {
        let follows = self.follows.get(&target).filter(|_| !self.moves_with.contains_key(&target));
        let by = follows.copied().unwrap_or(target);
        let at = system.variables[target].value;
        // It stands behind another: first how far that one can be, then what the relations of the group make of it.
        if let Some((by, group)) = self.behind.get(&target) {
            let (low, high, who) = self.interval(system, *by);
            let mut search = Search::from(system, &self.hidden, self.rule, self.bounds.clone());
            search.bounds[*by] = (low, high);
            search.propagate(group);
            let (low, high) = search.bounds[target];
            return (low.max(-LARGE), high.min(LARGE), who);
        }
        // As far as the one goes up, the other goes up, or down if it goes the other way.
        let turns = by != target && is_opposite(system, by, target);
        if let Some(Moves { linked, owner, which, sign, at: there }) = self.moves_with.get(&by) {
            let (low, high, who) = self.linked[*linked].interval(*owner, *which, *there);
            let (less, more) = (there - low, high - there);
            let (less, more) = if (*sign < 0) == turns { (less, more) } else { (more, less) };
            return (at - less, at + more, who);
        }
        // No sum limits it beyond its bounds: it is in none, or it is bound, and the others make room whatever it is.
        let Some(equation) = self.moves_in.get(&by).map(|index| &self.equations[*index]) else {
            let (less, more) = self.room(system, by, if turns { -1 } else { 1 });
            return (at - less, at + more, None);
        };
        let owner = |variable: usize| system.variables[variable].owner;
        let own = owner(by);
        // How far all others can go down and up together, and how much of that each municipality holds: as an insider
        // it knows that these do not move. Numbers of the own municipality are left out, as they move with this one.
        let mut all = (0, 0);
        let mut held: BTreeMap<Option<usize>, (i64, i64)> = BTreeMap::from([(None, (0, 0))]);
        for (each, sign) in &equation.members {
            let is_own = own.is_some() && owner(*each) == own;
            if *each == by || is_own || self.bound.contains(each) {
                continue;
            }
            let (less, more) = self.room(system, *each, *sign);
            all = (all.0 + less, all.1 + more);
            if let Some(who) = owner(*each) {
                let held = held.entry(Some(who)).or_default();
                *held = (held.0 + less, held.1 + more);
            }
        }
        let sign = equation.members[&by];
        let (less, more) = self.room(system, by, sign);
        // Where this one goes down, the others go up.
        let seen = held
            .into_iter()
            .map(|(who, held)| (less.min(all.1 - held.1), more.min(all.0 - held.0), who));
        let worst = seen.min_by_key(|(less, more, who)| (less + more, *who));
        let (less, more, who) = worst.unwrap_or((0, 0, None));
        let (less, more) = if (sign < 0) == turns { (less, more) } else { (more, less) };
        (at - less, at + more, who)
    }

    /// Returns how far a number, times its sign, can go down and up within its bounds, from its true value.
    fn room(&self, system: &System, variable: usize, sign: i64) -> (i64, i64) {
        let (low, high) = signed(self.bounds[variable], sign);
        let at = sign * system.variables[variable].value;
        (at - low.max(-LARGE), high.min(LARGE) - at)
    }
}

/// Returns whether two numbers of one equation have the same sign there, so that the one goes down where the other
/// goes up.
fn is_opposite(system: &System, one: usize, other: usize) -> bool {
    let rows = &system.variables[one].rows;
    rows.iter().any(|(row, sign)| {
        let there = system.variables[other].rows.iter().find(|(it, _)| it == row);
        there.is_some_and(|(_, by)| by == sign)
    })
}
