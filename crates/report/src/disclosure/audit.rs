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
const PATIENCE: usize = 3_000;
/// How far equations may be out of balance at once during a move.
const DEPTH: i64 = 8;

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

/// A number that moves by one, after others have, and what is out of balance then.
struct Attempt {
    variable: usize,
    by: i64,
    after: Option<usize>,
    /// The equations out of balance, in order, and by how much.
    open: Vec<(usize, i64)>,
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
            let Some(moved) = self.find(&point, (target, direction), interval) else { break };
            let rooms =
                moved.iter().map(|(each, by)| self.room(point[*each], *each, *by) / by.abs());
            let step = rooms.min().unwrap_or(0).min(want - pushed);
            for (variable, by) in &moved {
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

    /// A move of the number by one; where there is none, the interval keeps what stands in the way.
    ///
    /// Brings one equation after another back into balance, the most promising attempt first.
    fn find(
        &self,
        point: &[i64],
        (target, direction): (usize, i64),
        interval: &mut Interval,
    ) -> Option<BTreeMap<usize, i64>> {
        let open = self.unbalanced(&[], target, direction);
        interval.rows.extend(open.iter().map(|(row, _)| row));
        if self.room(point[target], target, direction) == 0 {
            return None;
        }
        let mut seen = BTreeSet::from([open.clone()]);
        let mut attempts = vec![Attempt { variable: target, by: direction, after: None, open }];
        let mut waiting = BTreeSet::from([(0, 0)]);
        while let Some((_, attempt)) = waiting.pop_first() {
            let Some((row, imbalance)) = attempts[attempt].open.first().copied() else {
                return Some(moved(&attempts, attempt));
            };
            let so_far = moved(&attempts, attempt);
            for (variable, sign) in &self.system.rows[row].members {
                let by = -imbalance.signum() * sign;
                let at = point[*variable] + so_far.get(variable).copied().unwrap_or(0);
                let can = *variable != target && self.is_open(*variable);
                if !can || self.room(at, *variable, by) == 0 {
                    continue;
                }
                let open = self.unbalanced(&attempts[attempt].open, *variable, by);
                let left: i64 = open.iter().map(|(_, each)| each.abs()).sum();
                if left == 0 {
                    let mut moved = so_far;
                    *moved.entry(*variable).or_default() += by;
                    moved.retain(|_, by| *by != 0);
                    return Some(moved);
                }
                if left <= DEPTH && seen.len() < PATIENCE && seen.insert(open.clone()) {
                    waiting.insert((left, attempts.len()));
                    attempts.push(Attempt { variable: *variable, by, after: Some(attempt), open });
                }
            }
        }
        interval.rows.extend(seen.iter().flatten().map(|(row, _)| row));
        None
    }

    /// How far a number of this value can go on in a direction within its bounds.
    fn room(&self, value: i64, variable: usize, direction: i64) -> i64 {
        let (low, high) = self.system.variables[variable].bounds;
        if direction > 0 { high - value } else { value - low }
    }

    /// What moving a number by one does to equations that are out of balance.
    fn unbalanced(&self, open: &[(usize, i64)], variable: usize, by: i64) -> Vec<(usize, i64)> {
        let mut open = open.to_vec();
        for (row, sign) in &self.system.variables[variable].rows {
            match open.binary_search_by_key(row, |(row, _)| *row) {
                Ok(place) if open[place].1 + sign * by == 0 => {
                    open.remove(place);
                }
                Ok(place) => open[place].1 += sign * by,
                Err(place) => open.insert(place, (*row, sign * by)),
            }
        }
        open
    }
}

/// By how much each number has moved after an attempt and those that it goes on from.
fn moved(attempts: &[Attempt], last: usize) -> BTreeMap<usize, i64> {
    let mut moved: BTreeMap<usize, i64> = BTreeMap::new();
    let mut next = Some(last);
    while let Some(attempt) = next {
        let Attempt { variable, by, after, .. } = &attempts[attempt];
        *moved.entry(*variable).or_default() += by;
        next = *after;
    }
    moved.retain(|_, by| *by != 0);
    moved
}

/// A bound as others may see it: none where there is none.
pub(super) fn bounded(high: i64) -> Option<i64> {
    (high < FREE / 2).then_some(high)
}
