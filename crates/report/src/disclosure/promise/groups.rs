//! The hidden numbers of one municipality that relations link, and how they can move.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Rule;
use super::super::system::{FREE, System, Variable};
use super::equations::Places;
use super::{LARGE, Lack, ROUNDS, signed, together};

/// How far a number can move at most for each of its places to be looked at.
const MOST_WINDOWS: i64 = 64;

/// Hidden numbers that relations link: of one municipality.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    pub(super) numbers: Vec<usize>,
    pub(super) rows: BTreeSet<usize>,
}

/// How the numbers of a group can move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Each on its own.
    Free,
    /// Two that hold each other: the lesser, the greater and their difference.
    Pair { less: usize, more: usize, difference: usize },
    /// Only together.
    Bound,
}

/// What is known while the bounds are looked for.
#[derive(Clone)]
pub(super) struct Search<'a> {
    pub(super) system: &'a System,
    pub(super) hidden: &'a [bool],
    pub(super) rule: Rule,
    pub(super) width: i64,
    threshold: i64,
    pub(super) bounds: Vec<(i64, i64)>,
    pub(super) wide: BTreeSet<usize>,
    /// What is taken as it is, since nothing of it has to be protected.
    pub(super) plain: BTreeSet<usize>,
    pub(super) follows: BTreeMap<usize, usize>,
    /// Numbers in no sum, by the number in one behind which they have room enough.
    pub(super) behind: BTreeMap<usize, (usize, Group)>,
    /// Relations that always hold, of which nothing that is left can be small.
    pub(super) unlinked: Vec<usize>,
    pub(super) lacks: BTreeSet<Lack>,
}

impl<'a> Search<'a> {
    pub(super) fn new(system: &'a System, hidden: &'a [bool], rule: Rule) -> Self {
        let bounds = system.variables.iter().map(|each| each.bounds).collect();
        Self::from(system, hidden, rule, bounds)
    }

    /// The same, with bounds that are at hand.
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

    fn value(&self, variable: usize) -> i64 {
        self.system.variables[variable].value
    }

    /// The groups of hidden numbers and how each of them can move, with what is known then.
    pub(super) fn grouped(mut self, places: &Places) -> (Self, Vec<Group>, Vec<Role>) {
        let groups = self.groups(places);
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

    /// The hidden numbers by what relations link.
    fn groups(&self, places: &Places) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut seen = vec![false; self.hidden.len()];
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

    /// The hidden numbers that relations link with one.
    fn linked(&self, first: usize) -> Group {
        let mut group = Group::default();
        let mut waiting = vec![first];
        while let Some(each) = waiting.pop() {
            if !self.hidden[each] || group.numbers.contains(&each) {
                continue;
            }
            group.numbers.push(each);
            let rows = self.system.variables[each].rows.iter().map(|(row, _)| *row);
            for row in rows.filter(|row| !self.system.rows[*row].source.is_sum()) {
                if self.loose(row).is_none() && group.rows.insert(row) {
                    waiting.extend(self.system.rows[row].members.iter().map(|(each, _)| *each));
                }
            }
        }
        group
    }

    /// Of a relation that always holds, whatever its numbers are: what is left, and the small number with which that moves, if it
    /// can be small itself. Such a relation links nothing.
    fn loose(&self, row: usize) -> Option<(usize, Option<usize>)> {
        let (members, total) = self.relation(row);
        let is_left = |each: usize| !self.system.variables[each].is_given();
        let (left, given): (Vec<_>, Vec<_>) = members.into_iter().partition(|it| is_left(it.0));
        let [(left, sign)] = left.as_slice() else { return None };
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

    /// The hidden numbers that relations link with those of a relation.
    pub(super) fn group(&self, row: usize) -> Option<Group> {
        let members = &self.system.rows[row].members;
        let first = members.iter().map(|(each, _)| *each).find(|each| self.hidden[*each])?;
        Some(self.linked(first))
    }

    /// The hidden members of a relation, and what they are together.
    pub(super) fn relation(&self, row: usize) -> (Vec<(usize, i64)>, i64) {
        let members = self.system.rows[row].members.iter().copied();
        let members: Vec<(usize, i64)> = members.filter(|(each, _)| self.hidden[*each]).collect();
        let total = members.iter().map(|(each, sign)| sign * self.value(*each)).sum();
        (members, total)
    }

    /// Draws the bounds of a group as close as its relations do.
    pub(super) fn propagate(&mut self, group: &Group) {
        for _ in 0..ROUNDS {
            let mut changed = false;
            for row in &group.rows {
                let (members, total) = self.relation(*row);
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
                        // Nothing fits: what is taken to be known of an earlier edition cannot be so.
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

    /// How the numbers of a group can move; notes what must be able to.
    pub(super) fn role(&mut self, group: &Group, places: &Places) -> Role {
        self.propagate(group);
        let counted: Vec<usize> =
            group.numbers.iter().copied().filter(|each| !places[*each].is_empty()).collect();
        if self.is_free(group, &counted, places) {
            let before = self.bounds_of(group);
            if self.free(group, &counted) {
                return Role::Free;
            }
            self.reset(group, before);
        }
        self.bound(group, &counted, places)
    }

    /// Whether every number that is in a sum can be all that it can be, whatever the others are.
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
            if there.len() <= 1 && left.iter().all(|(each, _)| self.stands_once(*each)) {
                return true;
            }
            let [(left, sign)] = left.as_slice() else { return false };
            let there = there.iter().map(|(each, sign)| (self.bounds[*each], *sign));
            let (low, high) = together(there);
            let (least, most) = signed(self.system.variables[*left].bounds, *sign);
            self.stands_once(*left)
                && least <= total.saturating_sub(high)
                && most >= total.saturating_sub(low)
        })
    }

    fn stands_once(&self, variable: usize) -> bool {
        self.system.variables[variable].rows.len() == 1
    }

    pub(super) fn is_sensitive(&self, variable: usize) -> bool {
        let (low, high) = self.bounds[variable];
        self.system.variables[variable].counts_persons
            && low < self.threshold
            && high > 0
            && !self.plain.contains(&variable)
    }

    pub(super) fn range(&self, variable: usize) -> i64 {
        let (low, high) = self.bounds[variable];
        high - low
    }

    /// Notes what must be able to move in a group whose numbers move on their own; tells whether they can.
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
        for each in others {
            if !self.is_sensitive(each) {
                continue;
            }
            if let Some(by) = self.stands_behind(group, counted, each, &wide) {
                behind.insert(each, (by, group.clone()));
                continue;
            }
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
            // Beside a number in no sum it would not follow any other.
            let moves = beside.iter().all(|it| counted.contains(it));
            let by = beside.iter().find(|it| wide.contains(it)).or(beside.first()).copied();
            let Some(by) = by.filter(|_| moves) else {
                return false;
            };
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

    fn bounds_of(&self, group: &Group) -> Vec<(i64, i64)> {
        group.numbers.iter().map(|each| self.bounds[*each]).collect()
    }

    fn reset(&mut self, group: &Group, bounds: Vec<(i64, i64)>) {
        for (each, bounds) in group.numbers.iter().zip(bounds) {
            self.bounds[*each] = bounds;
        }
    }

    /// Whether a number that is in no sum has room enough, wherever those are that are in one.
    fn stands_alone(&mut self, group: &Group, counted: &[usize], variable: usize) -> bool {
        let before = self.bounds_of(group);
        let mut ends = [|bounds: (i64, i64)| bounds.0, |bounds: (i64, i64)| bounds.1].into_iter();
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

    /// The one number in a sum behind which another has room enough: as far as the one can move for everybody, the other
    /// can, too, since nobody knows the one who does not know the other.
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

    /// How far a number of a group can move where another lies between these bounds.
    fn room_behind(&mut self, group: &Group, (by, bounds): (usize, (i64, i64)), of: usize) -> i64 {
        let before = self.bounds_of(group);
        self.bounds[by] = bounds;
        self.propagate(group);
        let range = self.range(of);
        self.reset(group, before);
        range
    }

    /// Divides the years by a number of persons: it is nil, or can be small, or cannot. Only where it can be small it
    /// must be able to move.
    fn split(&mut self, each: usize, by: usize, wide: &mut BTreeSet<usize>, group: &Group) -> bool {
        let (low, high) = self.bounds[each];
        // Who cannot see what an earlier edition hid takes nil for a small one.
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

    /// Divides the years by how large those numbers of a group are of which nothing has to be protected: by steps of this
    /// size.
    pub(super) fn divide(&mut self, group: &Group, role: Role, places: &Places, size: i64) {
        let pair = match role {
            Role::Free => None,
            Role::Pair { less, more, .. } if !self.is_sensitive(less) => Some((less, more)),
            _ => return,
        };
        for each in group.numbers.iter().copied() {
            let Variable { value, is_unknown, .. } = self.system.variables[each];
            let is_divided = !places[each].is_empty()
                && !is_unknown
                && !self.wide.contains(&each)
                && !self.is_sensitive(each)
                && pair.is_none_or(|(less, _)| each == less);
            if is_divided && size < LARGE {
                self.lie_in_step(each, value, size);
            }
        }
        if pair.is_some() {
            self.propagate(group);
        }
    }

    /// Divides the years by how large all hidden numbers are that cannot be small: by steps of this size.
    pub(super) fn divide_all(&mut self, places: &Places, size: i64) {
        for group in self.groups(places) {
            self.propagate(&group);
        }
        for each in (0..self.hidden.len()).filter(|each| self.hidden[*each]) {
            let Variable { value, is_unknown, .. } = self.system.variables[each];
            let is_large = self.system.variables[each].is_given() && !self.is_sensitive(each);
            if is_large && !is_unknown && !places[each].is_empty() {
                self.lie_in_step(each, value, size);
            }
        }
    }

    /// Divides what a number can be by steps of this size, and takes the one that it lies in; where it begins and ends a step is
    /// longer, so that none is short.
    fn lie_in_step(&mut self, each: usize, value: i64, size: i64) {
        let (low, high) = self.bounds[each];
        let step = |value: i64| value.div_euclid(size);
        let first = step(low + size - 1);
        let last = step(high + 1) - 1;
        let at = step(value).min(last).max(first);
        let from = if at == first { low } else { at * size };
        let to = if at >= last { high } else { (at + 1) * size - 1 };
        self.bounds[each] = (from, to);
    }

    /// Takes a group as one of which the numbers move together.
    fn bound(&mut self, group: &Group, counted: &[usize], places: &Places) -> Role {
        let pair = self.pair(group, counted, places);
        let pair = pair.filter(|pair| self.is_all(*pair, group));
        match pair {
            Some(Role::Pair { less, more, difference }) => {
                let is_known = [less, more].iter().all(|it| !self.system.variables[*it].is_unknown);
                let is_small = self.is_sensitive(less) || self.is_sensitive(more);
                if is_known && !is_small && self.is_sensitive(difference) {
                    self.split(difference, difference, &mut BTreeSet::new(), group);
                }
            }
            _ => self.narrow(group, counted),
        }
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

    /// Whether all else in the group of a pair that has to be protected moves with one of the two, which must be able to move anyway.
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

    /// The one hidden number that a relation links a number with that stands nowhere else.
    fn only_beside(&self, variable: usize) -> Option<usize> {
        let [(row, _)] = *self.system.variables[variable].rows else { return None };
        let (members, _) = self.relation(row);
        let others: Vec<usize> =
            members.into_iter().map(|(it, _)| it).filter(|it| *it != variable).collect();
        let [by] = *others else { return None };
        (!self.system.rows[row].source.is_sum()).then_some(by)
    }

    /// Narrows numbers that move together, so that there is an end to it: to what they are where nothing of them has to be protected,
    /// to a step where they are large, and to the neighbourhood of their least elsewhere.
    pub(super) fn narrow(&mut self, group: &Group, counted: &[usize]) {
        let is_plain = |each: &usize| {
            let Variable { value, is_unknown, counts_persons, rests_on_hidden, .. } =
                self.system.variables[*each];
            let least = i64::from(!rests_on_hidden);
            !is_unknown && (!counts_persons || !(least..self.threshold).contains(&value))
        };
        let is_plain = group.numbers.iter().all(is_plain);
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
            for each in &group.numbers {
                self.plain.insert(*each);
            }
        }
        self.propagate(group);
    }

    /// Two numbers of a group that hold each other by one relation, each in a sum of its own.
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
