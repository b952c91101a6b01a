//! What each municipality is in the printed sums, and the bounds within which everybody leaves the others enough.

use std::collections::{BTreeMap, BTreeSet};

use super::equations::{Equation, Places};
use super::groups::{Group, Role, Search};
use super::{LARGE, Lack, ROUNDS, signed, together};

/// What one municipality is in a sum.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    owner: usize,
    members: Vec<(usize, i64)>,
    /// Whether it can take nothing from others.
    is_bound: bool,
    need: Need,
}

/// How far something must be able to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
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

/// All sums, and what each municipality is in them.
pub(super) struct Sums {
    pub(super) equations: Vec<Equation>,
    entries: Vec<Vec<Entry>>,
    /// The groups that are pairs, to be kept in line.
    pairs: Vec<Group>,
    /// The equations that a difference belongs to; themselves otherwise.
    rows: Vec<Vec<usize>>,
}

impl Sums {
    pub(super) fn new(
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
    pub(super) fn alone(&self) -> BTreeMap<usize, usize> {
        let mut alone = BTreeMap::new();
        for (index, entries) in self.entries.iter().enumerate() {
            let wide = entries.iter().filter(|entry| entry.need == Need::Width);
            alone.extend(wide.flat_map(|entry| &entry.members).map(|(each, _)| (*each, index)));
        }
        alone
    }

    /// How far numbers can move for certain that can move only so far.
    pub(super) fn reach(&self) -> BTreeMap<usize, i64> {
        let mut reach = BTreeMap::new();
        for entry in self.entries.iter().flatten() {
            let Need::Anywhere(by) = entry.need else { continue };
            reach.extend(entry.members.iter().map(|(each, _)| (*each, by)));
        }
        reach
    }

    /// The numbers that are no help to others.
    pub(super) fn bound(&self) -> BTreeSet<usize> {
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

    /// The bounds of what a municipality is in a sum.
    fn entry(&self, entry: &Entry) -> (i64, i64) {
        let members = entry.members.iter().map(|(each, sign)| (self.bounds[*each], *sign));
        let (low, high) = together(members);
        (low.max(-LARGE), high.min(LARGE))
    }

    /// Draws all bounds so close that within them everybody leaves the others enough.
    pub(super) fn draw_closer(&mut self, sums: &Sums) {
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
    pub(super) fn hold_the_truth(&mut self, sums: &Sums, groups: &[Group]) {
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
