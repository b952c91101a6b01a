//! What is promised with a choice of what is hidden: which other years would have been printed the same.
//!
//! Whoever knows how the program chooses can ask of every year whether it would have led to what is printed.
//! So a choice is only good if enough years would. They are described by bounds, one pair for each hidden
//! number: every year within them that fulfils the printed sums is promised to look the same. The bounds follow
//! from what is printed and from nothing else; of the true values it only matters that they lie within them. So
//! each year that is promised would find the same bounds, and could be printed the same.
//!
//! Within the bounds it holds for everybody, whatever his own numbers are, that each small number can move by the
//! width: what it gains the others of its sum must be able to lose, without those that the attacker holds.
//! Let `U` be what all of them are above their lowest, and `D` what they are below their highest: the sum gives both. Whoever
//! is `e` above his own lowest leaves the others `U - e`. So nobody may be more than `U - width` above his lowest, and nobody
//! more than `D - width` below his highest: these are the bounds.
//!
//! Numbers of one municipality that hold each other (a small part of a small whole, a small number after a small one of last
//! year) move together. Where that is two sums, their difference is a third one, and with it the same holds
//! exactly: what a municipality can be in two sums is a polygon with three directions of edges, and so is what several
//! can be together. Where more sums hold each other, such a municipality is no help to others.

mod equations;
mod groups;
mod sums;

use std::collections::{BTreeMap, BTreeSet};

use super::Rule;
use super::system::{FREE, System};

use equations::{Equation, Places, equations, places};
use groups::{Role, Search};
use sums::Sums;

/// More than all persons there are, and few enough to be added up.
const LARGE: i64 = FREE / 1_000_000;
/// How often the bounds are drawn closer before a choice is given up.
const ROUNDS: usize = 60;

/// Where a choice does not promise enough; by what has to be hidden, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lack {
    /// In a relation between numbers of one municipality, by its row.
    Relation(usize),
    /// In a printed sum, by its row.
    Sum(usize),
}

/// The years that look the same, by the bounds of each hidden number.
#[derive(Debug, Clone)]
pub(super) struct Promise {
    bounds: Vec<(i64, i64)>,
    equations: Vec<Equation>,
    /// Of each number, the equation in which it moves alone.
    moves_in: BTreeMap<usize, usize>,
    /// By which number a number of persons moves that stands in no sum itself.
    follows: BTreeMap<usize, usize>,
    /// How far numbers can move for certain that can move only so far, up and down.
    reach: BTreeMap<usize, i64>,
    /// What is no help to others.
    bound: BTreeSet<usize>,
}

/// What a choice promises, or where it lacks something.
pub(super) fn promise(
    system: &System,
    hidden: &[bool],
    rule: Rule,
) -> Result<Promise, BTreeSet<Lack>> {
    let mut search = Search::new(system, hidden, rule);
    let equations = equations(system, hidden);
    let places = places(&equations, hidden.len());
    let groups = search.groups(&places);
    for row in (0..system.rows.len()).filter(|row| !system.rows[*row].source.is_sum()) {
        search.follows.extend(search.loose(row));
    }
    let roles: Vec<Role> = groups.iter().map(|group| search.role(group, &places)).collect();
    let sums = Sums::new(&mut search, equations, &groups, roles, &places);
    search.draw_closer(&sums);
    search.hold_the_truth(&sums, &groups);
    if !search.lacks.is_empty() {
        return Err(search.lacks);
    }
    let Search { bounds, follows, .. } = search;
    let (moves_in, reach, bound) = (sums.alone(), sums.reach(), sums.bound());
    Ok(Promise { bounds, follows, moves_in, reach, bound, equations: sums.equations })
}

/// Whether a relation lacks nothing, as far as its own numbers go.
pub(super) fn relation_holds(system: &System, hidden: &[bool], rule: Rule, row: usize) -> bool {
    let mut search = Search::new(system, hidden, rule);
    let is_printed = |row: &usize| {
        let members = &system.rows[*row].members;
        !members.iter().any(|(each, _)| hidden[*each] && system.variables[*each].is_sum())
    };
    // Which sums these are does not matter here, only that they are several.
    let mut places: Places = vec![Vec::new(); hidden.len()];
    let Some(group) = search.group(row) else { return true };
    for each in &group.numbers {
        let rows = system.variables[*each].rows.iter().map(|(row, _)| *row);
        let rows = rows.filter(|row| system.rows[*row].source.is_sum()).filter(is_printed);
        places[*each] = rows.collect();
    }
    search.role(&group, &places);
    search.lacks.is_empty()
}

/// Bounds of a number that counts with this sign.
fn signed((low, high): (i64, i64), sign: i64) -> (i64, i64) {
    if sign > 0 { (low, high) } else { (-high, -low) }
}

/// Bounds of what numbers are together, each with its bounds and its sign.
fn together(numbers: impl Iterator<Item = ((i64, i64), i64)>) -> (i64, i64) {
    numbers.fold((0, 0), |(low, high): (i64, i64), (bounds, sign)| {
        let (least, most) = signed(bounds, sign);
        (low.saturating_add(least), high.saturating_add(most))
    })
}

impl Promise {
    /// The narrowest interval of a number that is promised to anybody, and to whom.
    pub(super) fn interval(&self, system: &System, target: usize) -> (i64, i64, Option<usize>) {
        let by = self.follows.get(&target).copied().unwrap_or(target);
        let at = system.variables[target].value;
        let turns = by != target && is_opposite(system, by, target);
        let Some(equation) = self.moves_in.get(&by).map(|index| &self.equations[*index]) else {
            let reach = self.reach.get(&by).copied().unwrap_or(LARGE);
            let (less, more) = self.room(system, by, if turns { -1 } else { 1 });
            let (less, more) = (less.min(reach), more.min(reach));
            return (at - less, at + more, None);
        };
        let owner = |variable: usize| system.variables[variable].owner;
        let own = owner(by);
        // How far all others can go down and up, and how much of that each of them holds.
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
        let seen = held
            .into_iter()
            .map(|(who, held)| (less.min(all.1 - held.1), more.min(all.0 - held.0), who));
        let worst = seen.min_by_key(|(less, more, who)| (less + more, *who));
        let (less, more, who) = worst.unwrap_or((0, 0, None));
        let (less, more) = if (sign < 0) == turns { (less, more) } else { (more, less) };
        (at - less, at + more, who)
    }

    /// How far a number can go down and up.
    fn room(&self, system: &System, variable: usize, sign: i64) -> (i64, i64) {
        let (low, high) = signed(self.bounds[variable], sign);
        let at = sign * system.variables[variable].value;
        (at - low.max(-LARGE), high.min(LARGE) - at)
    }
}

/// Whether the one goes down where the other goes up.
fn is_opposite(system: &System, one: usize, other: usize) -> bool {
    let rows = &system.variables[one].rows;
    rows.iter().any(|(row, sign)| {
        let there = system.variables[other].rows.iter().find(|(it, _)| it == row);
        there.is_some_and(|(_, by)| by == sign)
    })
}
