//! Groups the hidden numbers of one municipality that relations link, and finds how they can move.
//!
//! A number that moves in a sum takes along what relations link with it: where the whole goes up, its part or its
//! remainder must go up, too. A group has one of three roles:
//!
//! - *Free*: each number that is in a sum can be anything within its bounds, whatever the others are. The rest of the
//!   group gives way or moves along.
//! - *Pair*: two numbers, each in a sum of its own, with their difference (this year's number and last year's, with the
//!   increase). They hold each other, and the two sums are looked at together (`linked`).
//! - *Bound*: anything else. Such a group is kept within narrow bounds, and all of its range is taken from what the
//!   others in its sums can move: it is no help to others.
//!
//! The bounds may rest on what everybody knows only, and on the class of a *division* that the true value falls in:
//! nil, small or neither, and steps of large numbers. Each year of the same class finds the same.

use std::collections::{BTreeMap, BTreeSet};

use super::super::rule::Rule;
use super::super::system::{FREE, System, Variable};
use super::bounds::{LARGE, Lack, ROUNDS, signed, together};
use super::equations::Places;

/// The widest range of a number of which every place is tried: more would take too long.
const MOST_WINDOWS: i64 = 64;

/// Hidden numbers of one municipality that relations link.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    /// The indices of the variables.
    pub(super) numbers: Vec<usize>,
    /// The indices of the rows that link them.
    pub(super) rows: BTreeSet<usize>,
}

/// How the numbers of a group can move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Each by itself.
    Free,
    /// Two that hold each other: the lesser, the greater and their difference, by the indices of the variables.
    Pair { less: usize, more: usize, difference: usize },
    /// Only together.
    Bound,
}

/// The state of the search for bounds: it starts with what everybody knows, and draws them closer.
#[derive(Clone)]
pub(super) struct Search<'a> {
    pub(super) system: &'a System,
    pub(super) hidden: &'a [bool],
    pub(super) rule: Rule,
    pub(super) width: i64,
    threshold: i64,
    /// The lowest and the highest value of each variable so far, both included.
    pub(super) bounds: Vec<(i64, i64)>,
    /// The numbers that must be able to move by the width.
    pub(super) wide: BTreeSet<usize>,
    /// The numbers that are fixed at their true value, since nothing of them has to be protected.
    pub(super) plain: BTreeSet<usize>,
    /// For sensitive numbers in no sum, the number with which each of them moves.
    pub(super) follows: BTreeMap<usize, usize>,
    /// For sensitive numbers in no sum, the number in one behind which each of them stands, and their group.
    pub(super) behind: BTreeMap<usize, (usize, Group)>,
    /// The rows of relations that always hold and whose remainder or increase cannot be small.
    pub(super) unlinked: Vec<usize>,
    pub(super) lacks: BTreeSet<Lack>,
}

impl<'a> Search<'a> {
    /// Starts a search with what everybody knows of each variable.
    pub(super) fn new(system: &'a System, hidden: &'a [bool], rule: Rule) -> Self {
        let bounds = system.variables.iter().map(|each| each.bounds).collect();
        Self::from(system, hidden, rule, bounds)
    }

    /// Starts a search with these bounds.
    pub(super) fn from(
        system: &'a System,
        hidden: &'a [bool],
        rule: Rule,
        bounds: Vec<(i64, i64)>,
    ) -> Self {
        Self {
            system,
            hidden,
            rule,
            width: rule.width.into(),
            threshold: rule.threshold.into(),
            bounds,
            wide: BTreeSet::new(),
            plain: BTreeSet::new(),
            follows: BTreeMap::new(),
            behind: BTreeMap::new(),
            unlinked: Vec::new(),
            lacks: BTreeSet::new(),
        }
    }

    /// Returns the value of a variable.
    fn value(&self, variable: usize) -> i64 {
        self.system.variables[variable].value
    }

    /// Returns the groups of hidden numbers and the role of each, with the search as it stands then.
    pub(super) fn grouped(mut self, places: &Places) -> (Self, Vec<Group>, Vec<Role>) {
        let groups = self.groups(places);
        // A relation that always holds is in no group, so what it leaves is noted here.
        for row in (0..self.system.rows.len()).filter(|row| !self.system.rows[*row].source.is_sum())
        {
            match self.loose(row) {
                Some((left, Some(by))) => {
                    self.follows.insert(left, by);
                }
                Some((_, None)) => self.unlinked.push(row),
                None => {}
            }
        }
        let roles = groups.iter().map(|group| self.role(group, places)).collect();
        (self, groups, roles)
    }

    /// Returns the hidden numbers by what relations link, without those that are in no sum and no relation.
    pub(super) fn groups(&self, places: &Places) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut seen = vec![false; self.hidden.len()];
        // A number that no earlier one led to starts a group.
        for first in 0..self.hidden.len() {
            if seen[first] || !self.hidden[first] {
                continue;
            }
            let mut group = self.linked(first);
            for each in &group.numbers {
                seen[*each] = true;
            }
            let counts = |each: &usize| !places[*each].is_empty() || !group.rows.is_empty();
            if group.numbers.iter().any(counts) {
                group.numbers.sort_unstable();
                groups.push(group);
            }
        }
        groups
    }

    /// Returns the hidden numbers that relations link with one, directly or by way of others.
    fn linked(&self, first: usize) -> Group {
        let mut group = Group::default();
        let mut waiting = vec![first];
        while let Some(each) = waiting.pop() {
            if !self.hidden[each] || group.numbers.contains(&each) {
                continue;
            }
            group.numbers.push(each);
            // Sums lead to other municipalities, and a relation that always holds holds nobody.
            let rows = self.system.variables[each].rows.iter().map(|(row, _)| *row);
            for row in rows.filter(|row| !self.system.rows[*row].source.is_sum()) {
                if self.loose(row).is_none() && group.rows.insert(row) {
                    waiting.extend(self.system.rows[row].members.iter().map(|(each, _)| *each));
                }
            }
        }
        group
    }

    /// Returns, for a relation that always holds, the variable that is left (a remainder, an increase or slack), and
    /// the small number with which that moves, if there is one. `None` if the relation does not always hold, or if
    /// what is left can be small and has no small number to move with.
    ///
    /// It always holds if whatever the given numbers are within their bounds, what is left is within its own: a whole
    /// of 40 to 60 less a part of 1 to 9 is never negative. Then it links nothing.
    fn loose(&self, row: usize) -> Option<(usize, Option<usize>)> {
        let (members, total) = self.relation(row);
        let is_left = |each: usize| !self.system.variables[each].is_given();
        let (left, given): (Vec<_>, Vec<_>) = members.into_iter().partition(|it| is_left(it.0));
        let [(left, sign)] = left.as_slice() else { return None };
        // A single given number and what is left of it are the same number, seen from two sides.
        if given.len() < 2 || !self.stands_once(*left) {
            return None;
        }
        let (low, high) = together(given.iter().map(|(each, by)| (self.bounds[*each], *by)));
        let (low, high) = signed((total.saturating_sub(high), total.saturating_sub(low)), *sign);
        let (least, most) = self.bounds[*left];
        if low < least || high > most {
            return None;
        }
        let small = given.iter().map(|(each, _)| *each).find(|each| {
            self.system.variables[*each].counts_persons && self.bounds[*each].1 < self.threshold
        });
        let is_small = self.system.variables[*left].counts_persons && low < self.threshold;
        (small.is_some() || !is_small).then_some((*left, small))
    }

    /// Returns the group of the hidden numbers of a relation; `None` if it has none.
    pub(super) fn group(&self, row: usize) -> Option<Group> {
        let members = &self.system.rows[row].members;
        let first = members.iter().map(|(each, _)| *each).find(|each| self.hidden[*each])?;
        Some(self.linked(first))
    }

    /// Returns the hidden members of a relation with their signs, and what they come to, which everybody knows.
    pub(super) fn relation(&self, row: usize) -> (Vec<(usize, i64)>, i64) {
        let members = self.system.rows[row].members.iter().copied();
        let members: Vec<(usize, i64)> = members.filter(|(each, _)| self.hidden[*each]).collect();
        let total = members.iter().map(|(each, sign)| sign * self.value(*each)).sum();
        (members, total)
    }

    /// Draws the bounds of a group as close as its relations do, each relation by itself; notes a lack if nothing fits.
    pub(super) fn propagate(&mut self, group: &Group) {
        // A closer bound in one relation may draw others closer in the next. Where that has no end, bounds that are not
        // as close as they can be are still right.
        for _ in 0..ROUNDS {
            let mut changed = false;
            for row in &group.rows {
                let (members, total) = self.relation(*row);
                // A member lies between the total less the most and the total less the least that the others can come
                // to.
                for (each, sign) in &members {
                    let others = members.iter().filter(|(other, _)| other != each);
                    let (mut low, mut high) = (total, total);
                    for (other, sign) in others {
                        let (least, most) = signed(self.bounds[*other], *sign);
                        low = low.saturating_sub(most);
                        high = high.saturating_sub(least);
                    }
                    let (low, high) = signed((low.max(-FREE), high.min(FREE)), *sign);
                    let bounds = self.bounds[*each];
                    let closer = (bounds.0.max(low), bounds.1.min(high));
                    if closer.0 > closer.1 {
                        // No values fit: what is assumed of an earlier edition cannot be so.
                        self.lacks.insert(Lack::Relation(*row));
                        return;
                    }
                    changed |= closer != bounds;
                    self.bounds[*each] = closer;
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// Returns how the numbers of a group can move, and notes which of them must be able to, or what they lack.
    pub(super) fn role(&mut self, group: &Group, places: &Places) -> Role {
        self.propagate(group);
        let counted: Vec<usize> =
            group.numbers.iter().copied().filter(|each| !places[*each].is_empty()).collect();
        if self.is_free(group, &counted, places) {
            // `free` divides the years on the way; if it fails, those divisions must not stay.
            let before = self.bounds_of(group);
            if self.free(group, &counted) {
                return Role::Free;
            }
            self.reset(group, before);
        }
        self.bound(group, &counted, places)
    }

    /// Returns whether every number of the group that is in a sum (`counted`) can take each value within its bounds,
    /// whatever the others are: in one sum only, and such that no relation holds two of them together.
    fn is_free(&self, group: &Group, counted: &[usize], places: &Places) -> bool {
        if counted.iter().any(|each| places[*each].len() > 1) {
            return false;
        }
        if counted.len() <= 1 {
            return true;
        }
        group.rows.iter().all(|row| {
            let (members, total) = self.relation(*row);
            let (there, left): (Vec<_>, Vec<_>) =
                members.into_iter().partition(|(each, _)| counted.contains(each));
            // At most one of them is in this relation, and all else in it is in no other, so it can give way.
            if there.len() <= 1 && left.iter().all(|(each, _)| self.stands_once(*each)) {
                return true;
            }
            // Otherwise one variable must take up whatever they leave, with bounds wide enough for all of it.
            let [(left, sign)] = left.as_slice() else { return false };
            let there = there.iter().map(|(each, sign)| (self.bounds[*each], *sign));
            let (low, high) = together(there);
            let (least, most) = signed(self.system.variables[*left].bounds, *sign);
            self.stands_once(*left)
                && least <= total.saturating_sub(high)
                && most >= total.saturating_sub(low)
        })
    }

    /// Returns whether a variable is in one equation only.
    fn stands_once(&self, variable: usize) -> bool {
        self.system.variables[variable].rows.len() == 1
    }

    /// Returns whether a variable counts persons and can be small as far as its bounds tell, so that it must be able to
    /// move.
    pub(super) fn is_sensitive(&self, variable: usize) -> bool {
        let (low, high) = self.bounds[variable];
        self.system.variables[variable].counts_persons
            && low < self.threshold
            && high > 0
            && !self.plain.contains(&variable)
    }

    /// Returns how far apart the bounds of a variable are.
    pub(super) fn range(&self, variable: usize) -> i64 {
        let (low, high) = self.bounds[variable];
        high - low
    }

    /// Notes what must be able to move in a group whose numbers move by themselves, and returns whether all of it can.
    fn free(&mut self, group: &Group, counted: &[usize]) -> bool {
        let own: Vec<usize> =
            counted.iter().copied().filter(|each| self.is_sensitive(*each)).collect();
        if own.iter().any(|each| self.range(*each) < self.width) {
            return false;
        }
        let mut wide: BTreeSet<usize> = own.into_iter().collect();
        let others: Vec<usize> =
            group.numbers.iter().copied().filter(|each| !counted.contains(each)).collect();
        let mut follows = BTreeMap::new();
        let mut behind = BTreeMap::new();
        // What is in no sum is protected in one of three ways, tried in turn: behind a number in a sum; by itself; or
        // by moving with a number in a sum.
        for each in others {
            if !self.is_sensitive(each) {
                continue;
            }
            if let Some(by) = self.stands_behind(group, counted, each, &wide) {
                behind.insert(each, (by, group.clone()));
                continue;
            }
            // The numbers in sums leave it room enough. Of a difference, the class must be noted as well.
            if self.stands_alone(group, counted, each) {
                let Variable { is_unknown, .. } = self.system.variables[each];
                let is_given = self.system.variables[each].is_given();
                if is_given || is_unknown || self.split(each, each, &mut BTreeSet::new(), group) {
                    continue;
                }
                return false;
            }
            let rows = self.system.variables[each].rows.iter().map(|(row, _)| *row);
            let rows: Vec<usize> = rows.collect();
            let beside = |row: &usize| {
                let (members, _) = self.relation(*row);
                members.into_iter().map(|(it, _)| it).filter(|it| *it != each).collect::<Vec<_>>()
            };
            let beside: Vec<usize> = rows.iter().flat_map(beside).collect();
            // It moves by as much as a number in a sum only if all others beside it are in sums: one in no sum could
            // give way instead.
            let moves = beside.iter().all(|it| counted.contains(it));
            let by = beside.iter().find(|it| wide.contains(it)).or(beside.first()).copied();
            let Some(by) = by.filter(|_| moves) else {
                return false;
            };
            // Because of this one, the number that it moves with must be able to move by the width only if this one
            // can be small, which a division tells. There is none where several are beside it, or one that is not
            // known here.
            follows.insert(each, by);
            if wide.contains(&by) {
                continue;
            }
            let is_known = !self.system.variables[by].is_unknown;
            if beside.len() == 1 && is_known && !self.split(each, by, &mut wide, group) {
                return false;
            }
            if beside.len() > 1 || !is_known {
                wide.insert(by);
            }
            if wide.contains(&by) && self.range(by) < self.width {
                return false;
            }
        }
        self.wide.extend(wide);
        self.follows.extend(follows);
        self.behind.extend(behind);
        true
    }

    /// Returns the bounds of a group, to be put back by `reset`.
    fn bounds_of(&self, group: &Group) -> Vec<(i64, i64)> {
        group.numbers.iter().map(|each| self.bounds[*each]).collect()
    }

    /// Puts back the bounds of a group.
    fn reset(&mut self, group: &Group, bounds: Vec<(i64, i64)>) {
        for (each, bounds) in group.numbers.iter().zip(bounds) {
            self.bounds[*each] = bounds;
        }
    }

    /// Returns whether a number in no sum can move by the width, wherever the numbers of its group are that are in one.
    fn stands_alone(&mut self, group: &Group, counted: &[usize], variable: usize) -> bool {
        let before = self.bounds_of(group);
        let mut ends = [|bounds: (i64, i64)| bounds.0, |bounds: (i64, i64)| bounds.1].into_iter();
        // Its room is least where those are at one end of their bounds, so the two ends are enough.
        ends.all(|end| {
            for each in counted {
                let value = end(self.bounds[*each]).min(LARGE);
                self.bounds[*each] = (value, value);
            }
            self.propagate(group);
            let range = self.range(variable);
            self.reset(group, before.clone());
            range >= self.width
        })
    }

    /// Returns the number in a sum behind which another one stands; `None` if there is none, or its range is too
    /// large to be tried.
    ///
    /// Every attacker is left with at least a window of the width for the one in the sum, somewhere in its bounds. If
    /// the other can move by the width whatever window that is, it is protected as well: both are of one
    /// municipality, so no attacker knows the one and not the other.
    fn stands_behind(
        &mut self,
        group: &Group,
        counted: &[usize],
        variable: usize,
        wide: &BTreeSet<usize>,
    ) -> Option<usize> {
        let [by] = *counted else { return None };
        let (low, high) = self.bounds[by];
        let is_searched = wide.contains(&by) && high - low <= MOST_WINDOWS;
        let is_wide = |search: &mut Self, from: i64| {
            search.room_behind(group, (by, (from, from + search.width)), variable) >= search.width
        };
        let mut windows = low..=high - self.width;
        (is_searched && windows.all(|from| is_wide(self, from))).then_some(by)
    }

    /// Returns the range of a number of a group (`of`) if another (`by`) lies between these bounds.
    fn room_behind(&mut self, group: &Group, (by, bounds): (usize, (i64, i64)), of: usize) -> i64 {
        let before = self.bounds_of(group);
        self.bounds[by] = bounds;
        self.propagate(group);
        let range = self.range(of);
        self.reset(group, before);
        range
    }

    /// Divides the years by a number of persons (`each`) that moves with `by`: it is nil, or may be small, or is
    /// large. Takes the class that the true value falls in. Only in the middle one it must be able to move, so only
    /// then `by` goes to `wide`. Returns whether there is room enough for that.
    ///
    /// What is protected depends on these classes, so all promised years must fall in the same one. The middle class
    /// goes on beyond the threshold where it would be narrower than the width.
    fn split(&mut self, each: usize, by: usize, wide: &mut BTreeSet<usize>, group: &Group) -> bool {
        let (low, high) = self.bounds[each];
        // Nobody sees that a number is nil which rests on what an earlier edition hid: then nil belongs to the middle
        // class.
        let rests_on_hidden = self.system.variables[each].rests_on_hidden;
        let (least, value) = (low.max(i64::from(!rests_on_hidden)), self.value(each));
        let cut = (self.threshold - 1).max(least + self.width);
        self.bounds[each] = match value {
            0 if !rests_on_hidden => (0, 0),
            _ if value <= cut => (least, high.min(cut)),
            _ => (cut + 1, high),
        };
        if (least..=cut).contains(&value) {
            wide.insert(by);
            if self.range(each) < self.width {
                return false;
            }
        }
        self.propagate(group);
        true
    }

    /// Returns the role of a group whose numbers do not move by themselves, and notes what it lacks.
    fn bound(&mut self, group: &Group, counted: &[usize], places: &Places) -> Role {
        let pair = self.pair(group, counted, places);
        let pair = pair.filter(|pair| self.is_all(*pair, group));
        match pair {
            Some(Role::Pair { less, more, difference }) => {
                let is_known = [less, more].iter().all(|it| !self.system.variables[*it].is_unknown);
                // If neither of the two is small, the difference may be nil or large, and needs no room then: divide
                // by that.
                let is_small = self.is_sensitive(less) || self.is_sensitive(more);
                if is_known && !is_small && self.is_sensitive(difference) {
                    self.split(difference, difference, &mut BTreeSet::new(), group);
                }
            }
            _ => self.narrow(group, counted),
        }
        // What is still too narrow lacks another hidden number beside it, in a relation if it is in one.
        let sensitive = group.numbers.iter().copied().filter(|each| self.is_sensitive(*each));
        let narrow: Vec<usize> = sensitive.filter(|each| self.range(*each) < self.width).collect();
        for each in narrow {
            let rows = self.system.variables[each].rows.iter().map(|(row, _)| *row);
            let relation = rows.clone().find(|row| !self.system.rows[*row].source.is_sum());
            self.lacks.extend(relation.map(Lack::Relation));
            if relation.is_none() {
                self.lacks.extend(rows.map(Lack::Sum));
            }
        }
        pair.unwrap_or(Role::Bound)
    }

    /// Returns whether everything else sensitive in the group of a pair moves with one of the two that must be able
    /// to move anyway; notes with which.
    fn is_all(&mut self, pair: Role, group: &Group) -> bool {
        let Role::Pair { less, more, difference } = pair else { return false };
        let others = group.numbers.iter().filter(|each| ![less, more, difference].contains(each));
        let moves_with = |each: &usize| {
            let by = self.only_beside(*each)?;
            ([less, more].contains(&by) && self.is_sensitive(by)).then_some((*each, by))
        };
        let others = others.filter(|each| self.is_sensitive(**each)).map(moves_with);
        let Some(follows) = others.collect::<Option<Vec<_>>>() else { return false };
        self.follows.extend(follows);
        true
    }

    /// Returns the one hidden number that stands beside another in a relation; `None` if there are several, or if the
    /// other is in more equations than that relation.
    fn only_beside(&self, variable: usize) -> Option<usize> {
        let [(row, _)] = *self.system.variables[variable].rows else { return None };
        let (members, _) = self.relation(row);
        let others: Vec<usize> =
            members.into_iter().map(|(it, _)| it).filter(|it| *it != variable).collect();
        let [by] = *others else { return None };
        (!self.system.rows[row].source.is_sum()).then_some(by)
    }

    /// Narrows the numbers of a bound group, whose whole range is taken from what others can move, and so must have
    /// an end.
    ///
    /// To their true values if nothing in the group has to be protected; else to a step if they are known to be
    /// large, and to the lowest values that they can have if not.
    pub(super) fn narrow(&mut self, group: &Group, counted: &[usize]) {
        let is_plain = |each: &usize| {
            let Variable { value, is_unknown, counts_persons, rests_on_hidden, .. } =
                self.system.variables[*each];
            let least = i64::from(!rests_on_hidden);
            !is_unknown && (!counts_persons || !(least..self.threshold).contains(&value))
        };
        let is_plain = group.numbers.iter().all(is_plain);
        // Only a number in a sum takes anything from others; `propagate` narrows the rest of the group.
        for each in counted {
            let (low, high) = self.bounds[*each];
            let Variable { value, is_unknown, .. } = self.system.variables[*each];
            if is_plain {
                self.bounds[*each] = (value, value);
            } else if low >= self.threshold && !is_unknown {
                self.lie_in_step(*each, value, 2 * self.width);
            } else {
                self.bounds[*each] = (low, high.min(low.saturating_add(3 * self.width)));
            }
        }
        if is_plain {
            // What is fixed counts as sensitive no longer, and needs no room.
            for each in &group.numbers {
                self.plain.insert(*each);
            }
        }
        self.propagate(group);
    }

    /// Returns the pair in a group: two numbers, each in a sum of its own, that exactly one relation links, with a
    /// difference and nothing else. `None` if there is none.
    fn pair(&self, group: &Group, counted: &[usize], places: &Places) -> Option<Role> {
        let [one, other] = counted else { return None };
        if places[*one].len() + places[*other].len() > 2 || places[*one] == places[*other] {
            return None;
        }
        let both = group.rows.iter().map(|row| self.relation(*row).0).filter(|members| {
            [one, other].iter().all(|it| members.iter().any(|(each, _)| each == *it))
        });
        let both: Vec<Vec<(usize, i64)>> = both.collect();
        let [members] = both.as_slice() else { return None };
        let sign = |number: usize| members.iter().find(|(each, _)| *each == number).map(|it| it.1);
        let (less, more) = match (sign(*one)?, sign(*other)?) {
            (1, -1) => (*other, *one),
            (-1, 1) => (*one, *other),
            _ => return None,
        };
        let (difference, by) =
            members.iter().copied().find(|(each, _)| ![less, more].contains(each))?;
        (by == -1 && members.len() == 3).then_some(Role::Pair { less, more, difference })
    }
}
