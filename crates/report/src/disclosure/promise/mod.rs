//! Finds what a choice promises: that enough other years could have been printed the same.
//!
//! An audit is not enough: whoever knows how the program chooses can ask of every other year whether it would have led
//! to the same choice. So a choice is only good if enough years would. A promise describes them by bounds, a lowest and
//! a highest value for each hidden number: every year within the bounds that fulfils the printed sums is promised.
//!
//! The invariant is that each promised year finds the same bounds, and so could be printed the same. Hence bounds may
//! follow from nothing but what is printed, and a *division* of the years: whether an increase is nil, small or
//! neither, and in which step (such as 32 to 47) a large number lies. All years within the bounds fall in the same
//! class of the division. Otherwise it only matters of the true values that they lie within the bounds.
//!
//! Within the bounds each small number must be able to move by the width, whoever looks: what it gains, the others in
//! its sum must be able to lose, without those of the attacker. Let `U` be what all of them are above their lowest
//! values together; the sum gives it. A municipality that is `e` above its own lowest leaves `U - e` for the others.
//! So nobody may be more than `U - width` above its lowest, and likewise nobody more than `D - width` below its
//! highest, where `D` is what all are below their highest. The bounds are drawn closer until this holds. Of 7, 20, 30
//! and 40, which come to 97 and have 1, 10, 10 and 10 as their lowest values, `U` is 97 - 31 = 66, so the 20 may be
//! at most 10 + 66 - 5 = 71. With only one or two numbers beside the 7, no bounds would be left.
//!
//! Numbers of one municipality that hold each other (a small part of a small whole, or a small number after a small one
//! last year) move together, in two sums at once. The difference of these sums is a third one, and then the same is
//! exact (`linked`). Where more sums hold each other, such a municipality counts as no help to others.
//!
//! - `equations` gives the printed sums over hidden numbers.
//! - `groups` finds the numbers of one municipality that relations link, and how they can move.
//! - `sums` draws the bounds closer, with `linked` for two sums that hold each other.

mod division;
mod equations;
mod groups;
mod linked;
mod sums;

use std::collections::{BTreeMap, BTreeSet};

use super::Rule;
use super::system::{FREE, System};

use equations::{Equation, Places, equations, places};
use groups::{Group, Search};
use linked::Linked;

/// The largest bound that is added up: more than all persons there are, and small enough for a million of them.
const LARGE: i64 = FREE / 1_000_000;
/// The sizes of steps by which the years are divided where a number is large, tried in this order; [`LARGE`] divides
/// nothing. Where the range of a number begins and ends, a step is up to twice as long.
const SIZES: [i64; 4] = [LARGE, 64, 32, 16];
/// How often the bounds are drawn closer before a choice is given up.
const ROUNDS: usize = 60;

/// The place where a choice promises too little: something must be hidden there as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lack {
    /// A relation between numbers of one municipality, by the index of its row.
    Relation(usize),
    /// A printed sum, by the index of its row.
    Sum(usize),
}

/// The years that could be printed the same: those within these bounds that fulfil the printed sums.
#[derive(Debug, Clone)]
pub(super) struct Promise {
    /// The lowest and the highest value of each variable, both included.
    bounds: Vec<(i64, i64)>,
    equations: Vec<Equation>,
    /// For numbers that move in one equation only, its index.
    moves_in: BTreeMap<usize, usize>,
    /// For numbers in no printed sum that count persons, the number with which each of them moves.
    follows: BTreeMap<usize, usize>,
    /// For numbers in no printed sum, the number in one behind which each of them stands, and the group of both:
    /// wherever that number can be, the bounds of the other follow by the relations of the group.
    behind: BTreeMap<usize, (usize, Group)>,
    hidden: Vec<bool>,
    rule: Rule,
    /// The sums that hold each other, two by two.
    linked: Vec<Linked>,
    /// For numbers in sums that hold each other, how they move there.
    moves_with: BTreeMap<usize, Moves>,
    /// The numbers that are no help to others.
    bound: BTreeSet<usize>,
}

/// How a number moves in two sums that hold each other.
#[derive(Debug, Clone, Copy)]
struct Moves {
    /// Index of the pair of sums.
    linked: usize,
    owner: usize,
    /// Where it stands: 0 in the lesser sum, 1 in the greater one, 2 in their difference.
    which: usize,
    /// Its sign there.
    sign: i64,
    /// What its municipality comes to there.
    at: i64,
}

/// Returns what a choice promises.
///
/// The years may be divided by how large the large numbers are in any of several ways, and the first that works is
/// taken. Each promised year lies in the same step as the true one, so for it that division works as well.
///
/// # Errors
/// Where the choice lacks something: the fewest such places that any division leaves.
pub(super) fn promise(
    system: &System,
    hidden: &[bool],
    rule: Rule,
) -> Result<Promise, BTreeSet<Lack>> {
    let equations = equations(system, hidden);
    let places = places(&equations, hidden.len());
    // First how each group of linked numbers can move, then by steps of each size what the sums leave. If a relation
    // already lacks something, no step within a sum helps.
    let whole = Search::new(system, hidden, rule);
    let (undivided, groups, roles) = whole.clone().grouped(&places);
    let is_possible = undivided.lacks.is_empty();
    let divided = SIZES.iter().filter(|_| is_possible).map(|size| {
        let mut search = undivided.clone();
        for (group, role) in groups.iter().zip(&roles) {
            search.divide(group, *role, &places, *size);
        }
        search.within(equations.clone(), &groups, roles.clone(), &places)
    });
    // The other way round: a relation between numbers in steps may always hold, so that it links nothing, and numbers
    // that else hold each other move by themselves.
    let apart = SIZES.iter().filter(|size| **size < LARGE).filter_map(|size| {
        let mut search = whole.clone();
        search.divide_all(&places, *size);
        let (search, groups, roles) = search.grouped(&places);
        let lacks_none = search.lacks.is_empty();
        lacks_none.then(|| search.within(equations.clone(), &groups, roles, &places))
    });
    // All are lazy: the first success ends it. Without one, few lacks are the easiest to mend.
    let mut fewest = None;
    for found in divided.chain(apart) {
        match found {
            Ok(promise) => return Ok(promise),
            Err(lacks) => {
                let fewer =
                    fewest.as_ref().is_none_or(|few: &BTreeSet<Lack>| lacks.len() < few.len());
                fewest = if fewer { Some(lacks) } else { fewest };
            }
        }
    }
    Err(fewest.unwrap_or(undivided.lacks))
}

/// Buffers for [`relation_holds`], which is asked many times: only what a relation touches is put back after each.
pub(super) struct Scratch {
    bounds: Vec<(i64, i64)>,
    places: Places,
}

impl Scratch {
    /// Makes the buffers for a system.
    pub(super) fn new(system: &System) -> Self {
        let bounds = system.variables.iter().map(|each| each.bounds).collect();
        Self { bounds, places: vec![Vec::new(); system.variables.len()] }
    }
}

/// Returns whether a relation lacks nothing, by the numbers that it links alone: whatever the sums leave them.
pub(super) fn relation_holds(
    system: &System,
    hidden: &[bool],
    rule: Rule,
    row: usize,
    scratch: &mut Scratch,
) -> bool {
    let mut search = Search::from(system, hidden, rule, std::mem::take(&mut scratch.bounds));
    let is_printed = |row: &usize| {
        let members = &system.rows[*row].members;
        !members.iter().any(|(each, _)| hidden[*each] && system.variables[*each].is_sum())
    };
    let group = search.group(row).unwrap_or_default();
    // The sums that the numbers of the group stand in. Which these are does not matter here, only how many, and whether
    // two numbers share them. So rows of the system will do, and the equations need not be worked out.
    for each in &group.numbers {
        let rows = system.variables[*each].rows.iter().map(|(row, _)| *row);
        let rows = rows.filter(|row| system.rows[*row].source.is_sum()).filter(is_printed);
        scratch.places[*each].extend(rows);
    }
    if !group.numbers.is_empty() {
        search.role(&group, &scratch.places);
    }
    // Put back what was touched: only numbers of the group.
    scratch.bounds = search.bounds;
    for each in group.numbers {
        scratch.bounds[each] = system.variables[each].bounds;
        scratch.places[each].clear();
    }
    search.lacks.is_empty()
}

/// Returns the bounds of a number times its sign.
fn signed((low, high): (i64, i64), sign: i64) -> (i64, i64) {
    if sign > 0 { (low, high) } else { (-high, -low) }
}

/// Returns the bounds of what numbers come to, each given by its bounds and its sign.
fn together(numbers: impl Iterator<Item = ((i64, i64), i64)>) -> (i64, i64) {
    numbers.fold((0, 0), |(low, high): (i64, i64), (bounds, sign)| {
        let (least, most) = signed(bounds, sign);
        (low.saturating_add(least), high.saturating_add(most))
    })
}

/// The least and the most that a number can be for the attacker who knows most, and who that is: a municipality, or
/// `None` for the public.
pub(super) type Interval = (i64, i64, Option<usize>);

impl Promise {
    /// Returns the promised interval of each sensitive number, by the index of its variable.
    pub(super) fn all(&self, system: &System) -> Vec<(usize, Interval)> {
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
