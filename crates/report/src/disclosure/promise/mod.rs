//! What is promised with a choice of what is hidden: which other years would have been printed the same.
//!
//! Whoever knows how the program chooses can ask of every year whether it would have led to what is printed.
//! So a choice is only good if enough years would. They are described by bounds, one pair for each hidden
//! number: every year within them that fulfils the printed sums is promised to look the same. The bounds follow
//! from what is printed, and from a division of the years that each year within them makes the same way: whether a
//! growth is nil, small or neither, and within which step a large number lies. Of the true values it otherwise only matters that they
//! lie within them. So each year that is promised would find the same bounds, and could be printed the same.
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
mod linked;
mod sums;

use std::collections::{BTreeMap, BTreeSet};

use super::Rule;
use super::system::{FREE, System};

use equations::{Equation, Places, equations, places};
use groups::{Group, Search};
use linked::Linked;

/// More than all persons there are, and few enough to be added up.
const LARGE: i64 = FREE / 1_000_000;
/// The steps by which the years are divided where a number is large; where its range begins and ends, a step is up to
/// twice as long.
const SIZES: [i64; 4] = [LARGE, 64, 32, 16];
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
    /// What numbers in no sum can be, by what the number in one can be behind which they stand.
    behind: BTreeMap<usize, (usize, Group)>,
    hidden: Vec<bool>,
    rule: Rule,
    /// The sums that hold each other, two by two.
    linked: Vec<Linked>,
    /// Of each number in them, in which, whose, and which of the three bounds is its own.
    moves_with: BTreeMap<usize, Moves>,
    /// What is no help to others.
    bound: BTreeSet<usize>,
}

/// How a number moves in two sums that hold each other.
#[derive(Debug, Clone, Copy)]
struct Moves {
    linked: usize,
    owner: usize,
    /// In the lesser sum, the greater one, or their difference.
    which: usize,
    sign: i64,
    /// What it is there.
    at: i64,
}

/// What a choice promises, or where it lacks something.
///
/// The years may be divided by how large the large hidden numbers are, in any of several ways: a choice is good if one of
/// them holds for the true values, since with each year that looks the same it holds for the other, too.
pub(super) fn promise(
    system: &System,
    hidden: &[bool],
    rule: Rule,
) -> Result<Promise, BTreeSet<Lack>> {
    let equations = equations(system, hidden);
    let places = places(&equations, hidden.len());
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
    // Numbers that lie in steps can stand on their own where else they hold each other.
    let apart = SIZES.iter().filter(|size| **size < LARGE).filter_map(|size| {
        let mut search = whole.clone();
        search.divide_all(&places, *size);
        let (search, groups, roles) = search.grouped(&places);
        let lacks_none = search.lacks.is_empty();
        lacks_none.then(|| search.within(equations.clone(), &groups, roles, &places))
    });
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

/// What is needed to look at one relation after another.
pub(super) struct Scratch {
    bounds: Vec<(i64, i64)>,
    places: Places,
}

impl Scratch {
    pub(super) fn new(system: &System) -> Self {
        let bounds = system.variables.iter().map(|each| each.bounds).collect();
        Self { bounds, places: vec![Vec::new(); system.variables.len()] }
    }
}

/// Whether a relation lacks nothing, as far as its own numbers go.
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
    for each in &group.numbers {
        // Which sums these are does not matter here, only that they are several.
        let rows = system.variables[*each].rows.iter().map(|(row, _)| *row);
        let rows = rows.filter(|row| system.rows[*row].source.is_sum()).filter(is_printed);
        scratch.places[*each].extend(rows);
    }
    if !group.numbers.is_empty() {
        search.role(&group, &scratch.places);
    }
    scratch.bounds = search.bounds;
    for each in group.numbers {
        scratch.bounds[each] = system.variables[each].bounds;
        scratch.places[each].clear();
    }
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

/// The least and the most that a number can be for whoever knows most, and who that is; none where it is the public.
pub(super) type Interval = (i64, i64, Option<usize>);

impl Promise {
    /// What is promised of each sensitive number.
    pub(super) fn all(&self, system: &System) -> Vec<(usize, Interval)> {
        let targets = (0..system.variables.len()).filter(|each| system.variables[*each].is_target);
        targets.map(|target| (target, self.interval(system, target))).collect()
    }

    /// The narrowest interval of a number that is promised to anybody, and to whom.
    fn interval(&self, system: &System, target: usize) -> Interval {
        let follows = self.follows.get(&target).filter(|_| !self.moves_with.contains_key(&target));
        let by = follows.copied().unwrap_or(target);
        let at = system.variables[target].value;
        if let Some((by, group)) = self.behind.get(&target) {
            let (low, high, who) = self.interval(system, *by);
            let mut search = Search::from(system, &self.hidden, self.rule, self.bounds.clone());
            search.bounds[*by] = (low, high);
            search.propagate(group);
            let (low, high) = search.bounds[target];
            return (low.max(-LARGE), high.min(LARGE), who);
        }
        let turns = by != target && is_opposite(system, by, target);
        if let Some(Moves { linked, owner, which, sign, at: there }) = self.moves_with.get(&by) {
            let (low, high, who) = self.linked[*linked].interval(*owner, *which, *there);
            let (less, more) = (there - low, high - there);
            let (less, more) = if (*sign < 0) == turns { (less, more) } else { (more, less) };
            return (at - less, at + more, who);
        }
        let Some(equation) = self.moves_in.get(&by).map(|index| &self.equations[*index]) else {
            let (less, more) = self.room(system, by, if turns { -1 } else { 1 });
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
