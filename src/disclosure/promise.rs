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

use std::collections::{BTreeMap, BTreeSet};

use super::Rule;
use super::system::{FREE, System, Variable};

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
    /// What is no help to others.
    bound: BTreeSet<usize>,
}

/// A printed sum over hidden numbers, or the difference of two.
#[derive(Debug, Clone)]
struct Equation {
    row: usize,
    members: BTreeMap<usize, i64>,
    total: i64,
}

/// Hidden numbers that relations link: of one municipality.
#[derive(Debug, Clone, Default)]
struct Group {
    numbers: Vec<usize>,
    rows: BTreeSet<usize>,
}

/// For each number the equations that it stands in.
type Places = Vec<Vec<usize>>;

/// How the numbers of a group can move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Each on its own.
    Free,
    /// Two that hold each other: the lesser, the greater and their difference.
    Pair { less: usize, more: usize, difference: usize },
    /// Only together.
    Bound,
}

/// What one municipality is in a sum.
#[derive(Debug, Clone)]
struct Entry {
    owner: usize,
    members: Vec<(usize, i64)>,
    /// Whether it can take nothing from others.
    is_bound: bool,
    need: Need,
}

/// How far something must be able to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    Nothing,
    /// By the width, wherever it is.
    Width,
    /// From any of its values to any other, which are this far apart at most.
    All(i64),
    /// By this much up and down, wherever it is and as far as its bounds go.
    Anywhere(i64),
}

impl Need {
    /// What is enough for both.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::All(one), Self::All(other)) => Self::All(one + other),
            (Self::Anywhere(one) | Self::All(one), Self::Anywhere(other) | Self::All(other)) => {
                Self::Anywhere(one.max(other))
            }
            (Self::Nothing | Self::Width, _) if other != Self::Nothing => other,
            _ => self,
        }
    }
}

/// What is known while the bounds are looked for.
struct Search<'a> {
    system: &'a System,
    hidden: &'a [bool],
    width: i64,
    threshold: i64,
    bounds: Vec<(i64, i64)>,
    wide: BTreeSet<usize>,
    /// What is taken as it is, since nothing of it has to be protected.
    plain: BTreeSet<usize>,
    follows: BTreeMap<usize, usize>,
    lacks: BTreeSet<Lack>,
}

/// What a choice promises, or where it lacks something.
pub(super) fn promise(
    system: &System,
    hidden: &[bool],
    rule: Rule,
) -> Result<Promise, BTreeSet<Lack>> {
    let mut search = Search::new(system, hidden, rule);
    let equations = search.equations();
    let mut places: Places = vec![Vec::new(); hidden.len()];
    for (index, equation) in equations.iter().enumerate() {
        for variable in equation.members.keys() {
            places[*variable].push(index);
        }
    }
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
    let (moves_in, bound) = (sums.alone(), sums.bound());
    Ok(Promise { bounds, follows, moves_in, bound, equations: sums.equations })
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

impl<'a> Search<'a> {
    fn new(system: &'a System, hidden: &'a [bool], rule: Rule) -> Self {
        Self {
            system,
            hidden,
            width: rule.width.into(),
            threshold: rule.threshold.into(),
            bounds: system.variables.iter().map(|each| each.bounds).collect(),
            wide: BTreeSet::new(),
            plain: BTreeSet::new(),
            follows: BTreeMap::new(),
            lacks: BTreeSet::new(),
        }
    }

    /// The printed sums over what is hidden; of two where one has all that the other has, what is left of it.
    fn equations(&self) -> Vec<Equation> {
        let rows = self.system.rows.iter().enumerate().filter(|(_, row)| row.source.is_sum());
        let hidden = |(row, each): (usize, &super::system::Row)| {
            let members = each.members.iter().copied().filter(|(each, _)| self.hidden[*each]);
            let members: BTreeMap<usize, i64> = members.collect();
            let is_printed = !members.keys().any(|each| self.system.variables[*each].is_sum());
            let total = members.iter().map(|(each, sign)| sign * self.value(*each)).sum();
            (is_printed && !members.is_empty()).then_some(Equation { row, members, total })
        };
        let mut all: Vec<Equation> = rows.filter_map(hidden).collect();
        all.sort_by_key(|equation| equation.members.len());
        let mut places: Places = vec![Vec::new(); self.hidden.len()];
        let mut reduced: Vec<Equation> = Vec::new();
        for mut equation in all {
            let others: BTreeSet<usize> =
                equation.members.keys().flat_map(|each| &places[*each]).copied().collect();
            for other in others.into_iter().rev() {
                let other = &reduced[other];
                if other.members.iter().all(|(each, sign)| equation.members.get(each) == Some(sign))
                {
                    equation.members.retain(|each, _| !other.members.contains_key(each));
                    equation.total -= other.total;
                }
            }
            if equation.members.is_empty() {
                continue;
            }
            for each in equation.members.keys() {
                places[*each].push(reduced.len());
            }
            reduced.push(equation);
        }
        reduced
    }

    fn value(&self, variable: usize) -> i64 {
        self.system.variables[variable].value
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

    /// Of a relation that always holds, since it is between a small number and others that are not: what is left, and the small number
    /// with which it moves. Such a relation links nothing.
    fn loose(&self, row: usize) -> Option<(usize, usize)> {
        let (members, total) = self.relation(row);
        let is_left = |each: usize| !self.system.variables[each].is_given();
        let (left, given): (Vec<_>, Vec<_>) = members.into_iter().partition(|it| is_left(it.0));
        let [(left, sign)] = left.as_slice() else { return None };
        if given.len() < 2 || !self.stands_once(*left) {
            return None;
        }
        let bounds = |each: usize| self.system.variables[each].bounds;
        let small = given.iter().find(|(each, _)| {
            self.system.variables[*each].counts_persons && bounds(*each).1 < self.threshold
        })?;
        let (mut low, mut high) = (0_i64, 0_i64);
        for (each, sign) in &given {
            let (least, most) = signed(bounds(*each), *sign);
            (low, high) = (low.saturating_add(least), high.saturating_add(most));
        }
        let (least, most) = signed(bounds(*left), *sign);
        let holds = least <= total.saturating_sub(high) && most >= total.saturating_sub(low);
        holds.then_some((*left, small.0))
    }

    /// The hidden numbers that relations link with those of a relation.
    fn group(&self, row: usize) -> Option<Group> {
        let members = &self.system.rows[row].members;
        let first = members.iter().map(|(each, _)| *each).find(|each| self.hidden[*each])?;
        Some(self.linked(first))
    }

    /// The hidden members of a relation, and what they are together.
    fn relation(&self, row: usize) -> (Vec<(usize, i64)>, i64) {
        let members = self.system.rows[row].members.iter().copied();
        let members: Vec<(usize, i64)> = members.filter(|(each, _)| self.hidden[*each]).collect();
        let total = members.iter().map(|(each, sign)| sign * self.value(*each)).sum();
        (members, total)
    }

    /// Draws the bounds of a group as close as its relations do.
    fn propagate(&mut self, group: &Group) {
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
    fn role(&mut self, group: &Group, places: &Places) -> Role {
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
            let range = |numbers: &[(usize, i64)]| {
                let each = numbers.iter().map(|(each, sign)| signed(self.bounds[*each], *sign));
                each.fold((0, 0), |(low, high): (i64, i64), (least, most)| {
                    (low.saturating_add(least), high.saturating_add(most))
                })
            };
            let (low, high) = range(&there);
            let (least, most) = signed(self.system.variables[*left].bounds, *sign);
            self.stands_once(*left)
                && least <= total.saturating_sub(high)
                && most >= total.saturating_sub(low)
        })
    }

    fn stands_once(&self, variable: usize) -> bool {
        self.system.variables[variable].rows.len() == 1
    }

    fn is_sensitive(&self, variable: usize) -> bool {
        let (low, high) = self.bounds[variable];
        self.system.variables[variable].counts_persons
            && low < self.threshold
            && high > 0
            && !self.plain.contains(&variable)
    }

    fn range(&self, variable: usize) -> i64 {
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
        for each in others {
            if !self.is_sensitive(each) {
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

    /// Divides the years by a number of persons: it is nil, or can be small, or cannot. Only where it can be small it
    /// must be able to move.
    fn split(&mut self, each: usize, by: usize, wide: &mut BTreeSet<usize>, group: &Group) -> bool {
        let (low, high) = self.bounds[each];
        let (least, value) = (low.max(1), self.value(each));
        let cut = (self.threshold - 1).max(least + self.width);
        self.bounds[each] = match value {
            0 => (0, 0),
            _ if value <= cut => (least, high.min(cut)),
            _ => (cut + 1, high),
        };
        if (1..=cut).contains(&value) {
            wide.insert(by);
            if self.range(each) < self.width {
                return false;
            }
        }
        self.propagate(group);
        true
    }

    /// Takes a group as one of which the numbers move together.
    fn bound(&mut self, group: &Group, counted: &[usize], places: &Places) -> Role {
        let pair = self.pair(group, counted, places).filter(|pair| self.is_all(*pair, group));
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

    /// Whether nothing else in the group of a pair has to be protected.
    fn is_all(&self, pair: Role, group: &Group) -> bool {
        let Role::Pair { less, more, difference } = pair else { return false };
        let others = group.numbers.iter().filter(|each| ![less, more, difference].contains(each));
        others.into_iter().all(|each| !self.is_sensitive(*each))
    }

    /// Narrows numbers that move together, so that there is an end to it: to what they are where nothing of them has to be protected,
    /// and to the neighbourhood of their least elsewhere.
    fn narrow(&mut self, group: &Group, counted: &[usize]) {
        let is_plain = |each: &usize| {
            let Variable { value, is_unknown, counts_persons, .. } = self.system.variables[*each];
            !is_unknown && (!counts_persons || !(1..self.threshold).contains(&value))
        };
        let is_plain = group.numbers.iter().all(is_plain);
        for each in counted {
            let (low, high) = self.bounds[*each];
            let value = self.value(*each);
            self.bounds[*each] = if is_plain {
                (value, value)
            } else {
                (low, high.min(low.saturating_add(3 * self.width)))
            };
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

    /// How far a number must be able to move in a sum; `in_two` where that goes together with another.
    fn need(&self, variable: usize, role: Role, in_two: bool) -> Need {
        let is_far = self.range(variable) > 2 * self.width;
        match role {
            Role::Free if !self.wide.contains(&variable) => Need::Nothing,
            Role::Free if in_two && is_far => Need::Anywhere(self.width),
            Role::Free if in_two => Need::All(self.range(variable)),
            Role::Free => Need::Width,
            Role::Bound if self.plain.contains(&variable) => Need::Nothing,
            Role::Bound => Need::All(self.range(variable)),
            Role::Pair { less, more, .. } if self.is_sensitive(less) || self.is_sensitive(more) => {
                Need::All(self.range(variable))
            }
            // Only the greater has to move, after the lesser.
            Role::Pair { difference, less, .. }
                if self.is_sensitive(difference) && variable != less =>
            {
                Need::Anywhere(self.range(difference).min(2 * self.width))
            }
            Role::Pair { .. } => Need::Nothing,
        }
    }
}

/// Bounds of a number that counts with this sign.
fn signed((low, high): (i64, i64), sign: i64) -> (i64, i64) {
    if sign > 0 { (low, high) } else { (-high, -low) }
}

/// All sums, and what each municipality is in them.
struct Sums {
    equations: Vec<Equation>,
    entries: Vec<Vec<Entry>>,
    /// The groups that are pairs, to be kept in line.
    pairs: Vec<Group>,
    /// The equations that a difference belongs to; themselves otherwise.
    rows: Vec<Vec<usize>>,
}

impl Sums {
    fn new(
        search: &mut Search<'_>,
        mut equations: Vec<Equation>,
        groups: &[Group],
        mut roles: Vec<Role>,
        places: &Places,
    ) -> Self {
        // Which two sums go together: those that most pairs stand in.
        let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for role in &roles {
            if let Role::Pair { less, more, .. } = role {
                *counts.entry((places[*less][0], places[*more][0])).or_default() += 1;
            }
        }
        let mut most: Vec<((usize, usize), usize)> = counts.into_iter().collect();
        most.sort_by_key(|(sums, count)| (usize::MAX - count, *sums));
        let mut joined: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for ((less, more), _) in most {
            if !joined.contains_key(&less) && !joined.contains_key(&more) {
                joined.insert(less, (less, more));
                joined.insert(more, (less, more));
            }
        }
        for (group, role) in groups.iter().zip(&mut roles) {
            if let Role::Pair { less, more, .. } = *role
                && joined.get(&places[less][0]) != Some(&(places[less][0], places[more][0]))
            {
                *role = Role::Bound;
                search.narrow(group, &[less, more]);
            }
        }
        let search = &*search;
        let in_two = |equation: usize| joined.contains_key(&equation);
        let mut role_of = vec![Role::Free; search.hidden.len()];
        for (group, role) in groups.iter().zip(&roles) {
            for each in &group.numbers {
                role_of[*each] = *role;
            }
        }
        let owner = |variable: usize| {
            search.system.variables[variable].owner.unwrap_or(usize::MAX - variable)
        };
        let mut entries: Vec<Vec<Entry>> = Vec::new();
        for (index, equation) in equations.iter().enumerate() {
            let entry = |(variable, sign): (&usize, &i64)| {
                let role = role_of[*variable];
                let need = search.need(*variable, role, in_two(index));
                Entry {
                    owner: owner(*variable),
                    members: vec![(*variable, *sign)],
                    is_bound: role == Role::Bound,
                    need,
                }
            };
            entries.push(alone(equation.members.iter().map(entry).collect()));
        }
        let mut rows: Vec<Vec<usize>> = equations.iter().map(|it| vec![it.row]).collect();
        let twos: BTreeSet<(usize, usize)> = joined.values().copied().collect();
        for (less, more) in twos {
            let difference = Self::difference(
                (&equations[less], &entries[less]),
                (&equations[more], &entries[more]),
                &role_of,
            );
            rows.push(vec![equations[more].row, equations[less].row]);
            equations.push(difference.0);
            entries.push(difference.1);
        }
        let pairs = groups.iter().zip(&roles).filter(|(_, role)| matches!(role, Role::Pair { .. }));
        let pairs = pairs.map(|(group, _)| group.clone()).collect();
        Self { equations, entries, pairs, rows }
    }

    /// What is left of one sum after another.
    fn difference(
        (less, of_less): (&Equation, &[Entry]),
        (more, of_more): (&Equation, &[Entry]),
        role_of: &[Role],
    ) -> (Equation, Vec<Entry>) {
        let mut all: BTreeMap<usize, Entry> = BTreeMap::new();
        let minus = of_less.iter().map(|entry| (entry, -1));
        for (entry, sign) in of_more.iter().map(|entry| (entry, 1)).chain(minus) {
            let members = entry.members.iter().map(|(each, by)| (*each, by * sign));
            let there = all.entry(entry.owner).or_insert_with(|| Entry {
                owner: entry.owner,
                members: Vec::new(),
                is_bound: false,
                need: Need::Nothing,
            });
            there.members.extend(members);
            there.is_bound |= entry.is_bound;
            there.need = there.need.or(entry.need);
        }
        for entry in all.values_mut() {
            let pair = entry.members.iter().find_map(|(each, _)| match role_of[*each] {
                Role::Pair { less, more, difference } => Some((less, more, difference)),
                _ => None,
            });
            if let Some((less, more, difference)) = pair {
                if entry.members.len() == 2
                    && entry.members.iter().all(|(each, _)| [less, more].contains(each))
                {
                    entry.members = vec![(difference, 1)];
                } else {
                    entry.is_bound = true;
                }
            }
        }
        let mut members = more.members.clone();
        for (each, sign) in &less.members {
            *members.entry(*each).or_default() -= sign;
        }
        let total = more.total - less.total;
        (Equation { row: more.row, members, total }, all.into_values().collect())
    }

    /// The numbers that move in one equation and nowhere else.
    fn alone(&self) -> BTreeMap<usize, usize> {
        let mut alone = BTreeMap::new();
        for (index, entries) in self.entries.iter().enumerate() {
            let wide = entries.iter().filter(|entry| entry.need == Need::Width);
            alone.extend(wide.flat_map(|entry| &entry.members).map(|(each, _)| (*each, index)));
        }
        alone
    }

    /// The numbers that are no help to others.
    fn bound(&self) -> BTreeSet<usize> {
        let entries = self.entries.iter().flatten().filter(|entry| entry.is_bound);
        entries.flat_map(|entry| &entry.members).map(|(each, _)| *each).collect()
    }
}

/// The same, with those that one municipality has more of as no help to others.
fn alone(mut entries: Vec<Entry>) -> Vec<Entry> {
    let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
    for entry in &entries {
        *seen.entry(entry.owner).or_default() += 1;
    }
    for entry in &mut entries {
        entry.is_bound |= seen[&entry.owner] > 1;
    }
    entries
}

impl Search<'_> {
    /// The bounds of what a municipality is in a sum.
    fn entry(&self, entry: &Entry) -> (i64, i64) {
        let each = entry.members.iter().map(|(each, sign)| signed(self.bounds[*each], *sign));
        let (low, high) = each.fold((0, 0), |(low, high): (i64, i64), (least, most)| {
            (low.saturating_add(least), high.saturating_add(most))
        });
        (low.max(-LARGE), high.min(LARGE))
    }

    /// Draws all bounds so close that within them everybody leaves the others enough.
    fn draw_closer(&mut self, sums: &Sums) {
        for round in 0..=ROUNDS {
            let before = self.bounds.clone();
            for index in 0..sums.equations.len() {
                if !self.draw_closer_in(sums, index) {
                    self.lacks.extend(sums.rows[index].iter().map(|row| Lack::Sum(*row)));
                }
            }
            for pair in &sums.pairs {
                self.propagate(pair);
            }
            if self.bounds == before || !self.lacks.is_empty() {
                return;
            }
            if round == ROUNDS {
                let moved = |equation: &Equation| {
                    equation.members.keys().any(|each| self.bounds[*each] != before[*each])
                };
                let rows = sums.equations.iter().zip(&sums.rows).filter(|(it, _)| moved(it));
                let rows: Vec<usize> = rows.flat_map(|(_, rows)| rows.clone()).collect();
                self.lacks.extend(rows.into_iter().map(Lack::Sum));
            }
        }
    }

    /// The same in one sum; tells whether there is enough.
    fn draw_closer_in(&mut self, sums: &Sums, index: usize) -> bool {
        let (equation, entries) = (&sums.equations[index], &sums.entries[index]);
        if entries.iter().all(|entry| entry.need == Need::Nothing) {
            return true;
        }
        let bounds: Vec<(i64, i64)> = entries.iter().map(|entry| self.entry(entry)).collect();
        let both = || entries.iter().zip(&bounds);
        let (mut up, mut down) = (equation.total, -equation.total);
        for (entry, (low, high)) in both() {
            up -= if entry.is_bound { high } else { low };
            down += if entry.is_bound { low } else { high };
        }
        let need = |entry: &Entry, (low, high): &(i64, i64)| match entry.need {
            Need::Nothing => None,
            _ if entry.is_bound => Some(0),
            Need::Width => Some(self.width),
            Need::All(range) => Some((high - low).min(range)),
            // Two that take as much as they may leave the others this much.
            Need::Anywhere(_) => None,
        };
        let anywhere = entries.iter().filter_map(|entry| match entry.need {
            Need::Anywhere(by) => Some(by),
            _ => None,
        });
        let anywhere = anywhere.max();
        let needs: Vec<Option<i64>> = both().map(|(entry, bounds)| need(entry, bounds)).collect();
        let most = needs.iter().flatten().chain(&anywhere).max().copied().unwrap_or(0);
        // What the largest takes, and the largest of anybody else.
        let largest = (0..needs.len()).max_by_key(|at| (needs[*at], usize::MAX - at)).unwrap_or(0);
        let others = needs.iter().enumerate().filter(|(at, _)| *at != largest);
        let second = others.filter_map(|(_, need)| *need).max();
        if up < most || down < most || most >= LARGE {
            return false;
        }
        for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| !entry.is_bound) {
            let need = if at == largest { second } else { needs[largest] };
            let (low, high) = bounds[at];
            let far = |all: i64| {
                let alone = need.map(|need| all - need);
                let by_two = anywhere.map(|by| (all - by).div_euclid(2));
                alone.into_iter().chain(by_two).min()
            };
            let below = far(down).map_or(low, |far| high - far);
            let above = far(up).map_or(high, |far| low + far);
            let closer = (low.max(below), high.min(above));
            if closer.0 > closer.1 {
                return false;
            }
            if closer != (low, high) {
                self.limit(entry, (low, high), closer);
            }
        }
        self.is_wide_enough(entries, &bounds)
    }

    /// Sets bounds to what a municipality is in a sum.
    fn limit(&mut self, entry: &Entry, (low, high): (i64, i64), closer: (i64, i64)) {
        let mut less = (closer.0 - low, high - closer.1);
        for (each, sign) in &entry.members {
            let (from, to) = signed(self.bounds[*each], *sign);
            let (from, to) = (from.max(-LARGE), to.min(LARGE));
            // What is taken off below and above, as far as this one goes.
            let off = (less.0.min(to - from), less.1.min(to - from));
            less = (less.0 - off.0, less.1 - off.1);
            let (from, to) = signed((from + off.0, to - off.1), *sign);
            let own = &mut self.bounds[*each];
            *own = (own.0.max(from), own.1.min(to));
        }
    }

    /// Whether what must be able to move has others that can move as far, whoever of them is left out.
    fn is_wide_enough(&self, entries: &[Entry], bounds: &[(i64, i64)]) -> bool {
        let ranges = || {
            let both = entries.iter().zip(bounds).enumerate();
            both.filter(|(_, (entry, _))| !entry.is_bound).map(|(at, (_, it))| (at, it.1 - it.0))
        };
        let all: i64 = ranges().map(|(_, range)| range).sum();
        let wide = entries.iter().enumerate().filter(|(_, entry)| entry.need == Need::Width);
        wide.filter(|(_, entry)| !entry.is_bound).all(|(at, _)| {
            let own = bounds[at].1 - bounds[at].0;
            let other = ranges().filter(|(other, _)| *other != at).map(|(_, range)| range).max();
            own >= self.width && all - own - other.unwrap_or(0) >= self.width
        })
    }

    /// Notes where the true values lie outside the bounds.
    fn hold_the_truth(&mut self, sums: &Sums, groups: &[Group]) {
        if !self.lacks.is_empty() {
            return;
        }
        let outside = |each: &usize| {
            let (low, high) = self.bounds[*each];
            let variable = &self.system.variables[*each];
            !variable.is_unknown && !(low..=high).contains(&variable.value)
        };
        let mut lacks = BTreeSet::new();
        for (equation, rows) in sums.equations.iter().zip(&sums.rows) {
            if equation.members.keys().any(outside) {
                lacks.extend(rows.iter().map(|row| Lack::Sum(*row)));
            }
        }
        if lacks.is_empty() {
            let rows = groups.iter().filter(|group| group.numbers.iter().any(outside));
            lacks.extend(rows.flat_map(|group| &group.rows).map(|row| Lack::Relation(*row)));
        }
        self.lacks = lacks;
    }
}

impl Promise {
    /// The narrowest interval of a number that is promised to anybody, and to whom.
    pub(super) fn interval(&self, system: &System, target: usize) -> (i64, i64, Option<usize>) {
        let by = self.follows.get(&target).copied().unwrap_or(target);
        let at = system.variables[target].value;
        let turns = by != target && is_opposite(system, by, target);
        let Some(equation) = self.moves_in.get(&by).map(|index| &self.equations[*index]) else {
            let (less, more) = self.room(system, by, if turns { -1 } else { 1 });
            return (at - less, at + more, None);
        };
        let owner = |variable: usize| system.variables[variable].owner;
        let own = owner(by);
        // How far all others can go down and up, and whoever holds most of that.
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
