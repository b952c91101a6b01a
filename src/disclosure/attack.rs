//! What an attacker can work out: how far a hidden number can move while everything that he knows
//! still holds.
//!
//! The true values fulfil all equations. A *move* raises and lowers hidden numbers by the same whole
//! step such that the equations hold again; it leads to another year that looks the same to the
//! attacker. So every interval found here is real, and none is wider than what he is left with.
//! Where each number stands in two equations at most this is the flow in a network, and the interval
//! is exact; elsewhere it can come out narrower than it is, which errs on the side of hiding.

use std::collections::{BTreeMap, BTreeSet};

use super::system::{FREE, System};

/// States that are looked at before a search for one move ends without one.
const PATIENCE: usize = 5_000;
/// How far equations may be out of balance at once during a move.
const DEPTH: i64 = 6;

/// An attacker: what is hidden from the public, and whose own numbers he knows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attacker<'a> {
    pub(super) system: &'a System,
    pub(super) hidden: &'a [bool],
    pub(super) insider: Option<usize>,
}

/// What an attacker is left with.
#[derive(Debug, Clone)]
pub(super) struct Interval {
    pub(super) low: i64,
    pub(super) high: i64,
    /// Whose numbers moved along: without knowing one of these nobody does better.
    pub(super) helpers: BTreeSet<usize>,
    /// The equations that stood in the way of more.
    pub(super) rows: BTreeSet<usize>,
}

impl Interval {
    pub(super) fn width(&self) -> i64 {
        self.high - self.low
    }
}

/// A search for a move.
struct Search {
    seen: BTreeSet<Vec<(usize, i64)>>,
    moved: Vec<(usize, i64)>,
}

impl Attacker<'_> {
    /// Whether he does not know a number for certain from what is printed.
    pub(super) fn is_open(&self, variable: usize) -> bool {
        let insider = self.system.variables[variable].insider();
        self.hidden[variable] && (insider.is_none() || insider != self.insider)
    }

    /// The interval of a number; the search ends when it is `enough` wide.
    pub(super) fn interval(&self, target: usize, enough: i64) -> Interval {
        let value = self.system.variables[target].value;
        let mut interval =
            Interval { low: value, high: value, helpers: BTreeSet::new(), rows: BTreeSet::new() };
        if !self.is_open(target) {
            return interval;
        }
        interval.high += self.push(target, 1, enough, &mut interval);
        let rest = enough - interval.width();
        interval.low -= self.push(target, -1, rest, &mut interval);
        interval
    }

    /// How far the number can go up (1) or down (-1), at most `want`.
    fn push(&self, target: usize, direction: i64, want: i64, interval: &mut Interval) -> i64 {
        let mut point: Vec<i64> = self.system.variables.iter().map(|each| each.value).collect();
        let mut pushed = 0;
        while pushed < want {
            let mut search = Search { seen: BTreeSet::new(), moved: vec![(target, direction)] };
            let mut open = BTreeMap::new();
            self.unbalance(&mut open, target, direction);
            if self.room(&point, target, direction) == 0
                || !self.balance(&point, &open, &mut search)
            {
                let states = search.seen.iter().flatten();
                interval.rows.extend(states.map(|(row, _)| *row));
                interval.rows.extend(self.system.variables[target].rows.iter().map(|(row, _)| row));
                break;
            }
            let rooms = search.moved.iter().map(|(each, by)| self.room(&point, *each, *by));
            let step = rooms.min().unwrap_or(0).min(want - pushed);
            for (variable, by) in &search.moved {
                point[*variable] += by * step;
            }
            pushed += step;
        }
        for (variable, value) in point.iter().enumerate() {
            let each = &self.system.variables[variable];
            if *value != each.value {
                interval.helpers.extend(each.insider());
            }
        }
        pushed
    }

    /// How far a number can go on in a direction within its bounds.
    fn room(&self, point: &[i64], variable: usize, direction: i64) -> i64 {
        let (low, high) = self.system.variables[variable].bounds;
        if direction > 0 { high - point[variable] } else { point[variable] - low }
    }

    /// Brings all equations back into balance, one at a time, each by a number that has not moved.
    fn balance(&self, point: &[i64], open: &BTreeMap<usize, i64>, search: &mut Search) -> bool {
        let Some((row, imbalance)) = open.first_key_value() else { return true };
        let state = open.iter().map(|(row, imbalance)| (*row, *imbalance)).collect();
        if search.seen.len() > PATIENCE || !search.seen.insert(state) {
            return false;
        }
        let mut ways = Vec::new();
        for (variable, sign) in &self.system.rows[*row].members {
            let by = -imbalance.signum() * sign;
            let has_moved = search.moved.iter().any(|(moved, _)| moved == variable);
            if has_moved || !self.is_open(*variable) || self.room(point, *variable, by) == 0 {
                continue;
            }
            let mut after = open.clone();
            self.unbalance(&mut after, *variable, by);
            let left: i64 = after.values().map(|each| each.abs()).sum();
            if left == 0 {
                search.moved.push((*variable, by));
                return true;
            }
            ways.push((left, *variable, by, after));
        }
        ways.sort_by_key(|(left, variable, ..)| (*left, *variable));
        for (left, variable, by, after) in ways {
            search.moved.push((variable, by));
            if left <= DEPTH && self.balance(point, &after, search) {
                return true;
            }
            search.moved.pop();
        }
        false
    }

    /// What moving a number by one does to the equations.
    fn unbalance(&self, open: &mut BTreeMap<usize, i64>, variable: usize, by: i64) {
        for (row, sign) in &self.system.variables[variable].rows {
            let imbalance = open.entry(*row).or_default();
            *imbalance += sign * by;
            if *imbalance == 0 {
                open.remove(row);
            }
        }
    }
}

/// A bound as others may see it: none where there is none.
pub(super) fn bounded(high: i64) -> Option<i64> {
    (high < FREE / 2).then_some(high)
}
