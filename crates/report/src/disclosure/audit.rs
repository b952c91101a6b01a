//! Audits a choice of what is hidden: finds the interval of a number that an attacker is left with.
//!
//! The *feasibility interval* of a hidden number runs from the smallest to the largest value that it can have while
//! every equation holds and no hidden number leaves its bounds. The true values fulfil all equations. A *move* raises
//! and lowers hidden numbers such that the equations hold again: with 7, 20 and 30 hidden and only their sum of 57
//! known, 8, 19 and 30 is as good. Each move leads to another year that looks the same to the attacker, so the interval
//! found here is never wider than the real one.
//!
//! Where each number stands in two equations at most, moves are the flow in a network, and the interval is exact.
//! Elsewhere a move can be missed. Then the interval comes out too narrow, and more is hidden than needed: never less.

use std::collections::{BTreeMap, BTreeSet};

use super::system::{FREE, System};

/// How many states a search for one move may hold before it ends without one. Counted and not timed, so that the same
/// input gives the same choice.
const PATIENCE: usize = 3_000;
/// How far equations may be out of balance during a move, all together: more would take far more states.
const DEPTH: i64 = 8;

/// An attacker. Knows everything that is printed and, as an insider, the numbers of one municipality.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attacker<'a> {
    pub(super) system: &'a System,
    /// Which variables are hidden from the public.
    pub(super) hidden: &'a [bool],
    /// Index of the municipality whose numbers it knows; `None` for the public.
    pub(super) insider: Option<usize>,
}

/// The interval of a number that an attacker is left with.
#[derive(Debug, Clone)]
pub(super) struct Interval {
    pub(super) low: i64,
    pub(super) high: i64,
    /// The municipalities whose numbers moved along. Any other insider can make the same moves, so only one of these
    /// can be left with less.
    pub(super) helpers: BTreeSet<usize>,
    /// The equations of the number itself, and those that stood in the way of more.
    pub(super) rows: BTreeSet<usize>,
}

impl Interval {
    /// Returns how far apart the two ends are.
    pub(super) fn width(&self) -> i64 {
        self.high - self.low
    }
}

/// A state of the search for a move: the last number that moved, and what is out of balance.
struct Attempt {
    variable: usize,
    /// The step of that number, 1 or -1.
    by: i64,
    /// Index of the attempt that this one goes on from; `None` if it is the first.
    after: Option<usize>,
    /// The equations out of balance and by how much, by index of the row.
    open: Vec<(usize, i64)>,
}

impl Attacker<'_> {
    /// Returns whether the attacker does not know a number: it is hidden, and none of its own.
    pub(super) fn is_open(&self, variable: usize) -> bool {
        let insider = self.system.variables[variable].insider();
        self.hidden[variable] && (insider.is_none() || insider != self.insider)
    }

    /// Returns the interval of a number. The search ends when the interval is `enough` wide.
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

    /// Returns how far the number can go up (`direction` 1) or down (-1), at most `want`; adds to `interval` who
    /// helped.
    fn push(&self, target: usize, direction: i64, want: i64, interval: &mut Interval) -> i64 {
        let mut point: Vec<i64> = self.system.variables.iter().map(|each| each.value).collect();
        let mut pushed = 0;
        // Go on from the year that the last move led to: one move is used up when a number in it meets its bound.
        while pushed < want {
            let Some(moved) = self.find_move(&point, (target, direction), interval) else { break };
            // The same move again and again is the same search again, so make it as often as all its numbers allow.
            let rooms =
                moved.iter().map(|(each, by)| self.room(point[*each], *each, *by) / by.abs());
            let step = rooms.min().unwrap_or(0).min(want - pushed);
            for (variable, by) in &moved {
                point[*variable] += by * step;
            }
            pushed += step;
        }
        // A number that ended up elsewhere moved along; one that went and came back did not matter.
        for (variable, value) in point.iter().enumerate() {
            let each = &self.system.variables[variable];
            if *value != each.value {
                interval.helpers.extend(each.insider());
            }
        }
        pushed
    }

    /// Returns a move of the number by one, as the step of each number in it; `None` if none was found. Adds to
    /// `interval` the equations that stand in the way.
    ///
    /// A best-first search: moves the number, which puts its equations out of balance, and brings one equation after
    /// another back into balance with one more number. The attempt with the least out of balance goes first.
    fn find_move(
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
        // Each attempt works on its first open equation only: all must be closed in the end, in whatever order.
        while let Some((_, attempt)) = waiting.pop_first() {
            let Some((row, imbalance)) = attempts[attempt].open.first().copied() else {
                return Some(moved(&attempts, attempt));
            };
            let so_far = moved(&attempts, attempt);
            // Any member that is hidden from the attacker and has room left can take over the imbalance.
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
                // Two ways to the same imbalance count as one. That can miss a move, but keeps the search short.
                if left <= DEPTH && seen.len() < PATIENCE && seen.insert(open.clone()) {
                    waiting.insert((left, attempts.len()));
                    attempts.push(Attempt { variable: *variable, by, after: Some(attempt), open });
                }
            }
        }
        interval.rows.extend(seen.iter().flatten().map(|(row, _)| row));
        None
    }

    /// Returns how far a variable with this value can go on in a direction (1 or -1) within its bounds.
    fn room(&self, value: i64, variable: usize, direction: i64) -> i64 {
        let (low, high) = self.system.variables[variable].bounds;
        if direction > 0 { high - value } else { value - low }
    }

    /// Returns the equations out of balance after a variable moves by one more step, by index of the row.
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

/// Returns by how much each number has moved after an attempt and all those that it goes on from. A number that went
/// and came back is left out.
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

/// Returns an upper bound as others may see it; `None` if there is none. [`FREE`] less some numbers is no bound either,
/// hence the half.
pub(super) fn bounded(high: i64) -> Option<i64> {
    (high < FREE / 2).then_some(high)
}

#[cfg(test)]
mod tests {
    use super::super::model::nobodys;
    use super::super::system::{Source, Variable};
    use super::*;

    /// Returns the interval of the first of some hidden numbers, given as value and bounds, of which the sum is printed.
    fn of_first(numbers: &[(i64, (i64, i64))], enough: i64) -> (i64, i64) {
        let mut system = System::default();
        let add = |(value, bounds): &(i64, (i64, i64))| {
            (system.add(Variable { value: *value, bounds: *bounds, ..nobodys() }), 1)
        };
        let members = numbers.iter().map(add).collect();
        system.equate(Source::Sum, members);
        let hidden = vec![true; numbers.len()];
        let seen = Attacker { system: &system, hidden: &hidden, insider: None }.interval(0, enough);
        (seen.low, seen.high)
    }

    #[test]
    fn an_interval_is_followed_as_far_as_asked_and_no_further() {
        let two = [(7, (0, 99)), (20, (10, 99))];
        assert_eq!(of_first(&two, 100), (0, 17));
        assert_eq!(of_first(&two, 12), (5, 17));
        assert_eq!(of_first(&two, 4), (7, 11));
        let three = [(7, (0, 99)), (20, (15, 99)), (20, (15, 99))];
        assert_eq!(of_first(&three, 7), (7, 14), "with a move of 5 and one of 2");
    }
}
