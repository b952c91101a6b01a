//! Draws the bounds so close that within them everybody leaves the others in a printed sum enough room.
//!
//! Each sum is looked at by municipality: an *entry* is what one municipality comes to in it. Let `up` be what all
//! entries are above their lowest values together, and `down` what they are below their highest. The sum gives both:
//! with 57 printed, and 1 to 9, 10 to 40 and 10 to 40 in it, `up` is 57 - 21 = 36 and `down` is 89 - 57 = 32. An
//! entry that is `e` above its lowest value leaves `up - e` for the others, so it may be at most `up - width` above
//! it.
//!
//! A closer bound for one entry changes `up` or `down` for all, so this goes on until nothing changes. Two sums that
//! hold each other by pairs (see `groups`) get their difference as a third sum; at the end `linked` judges the three
//! together.

use std::collections::{BTreeMap, BTreeSet};

use super::bounds::{LARGE, Lack, ROUNDS, signed, together};
use super::equations::{Equation, Places};
use super::groups::{Group, Role, Search};
use super::linked::{Linked, Part};
use super::promised::{Moves, Promise};

/// What one municipality comes to in a sum.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Index of the municipality; a made-up one for a variable without an owner.
    owner: usize,
    /// The variables with their signs.
    members: Vec<(usize, i64)>,
    /// What it comes to beyond its members, because other numbers of it are printed.
    shown: i64,
    /// Whether it is no help to others: they can shift nothing to it.
    is_bound: bool,
    need: Need,
}

/// How far something must be able to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// Not at all.
    Nothing,
    /// By the width, wherever it is.
    Width,
    /// From any of its values to any other.
    All,
}

/// Two sums that hold each other, and their difference, by the indices of the equations.
#[derive(Debug, Clone, Copy)]
struct Three {
    less: usize,
    more: usize,
    difference: usize,
}

impl Three {
    /// Returns the three indices, in the order of the bounds of a polygon.
    fn places(self) -> [usize; 3] {
        [self.less, self.more, self.difference]
    }
}

/// All printed sums over hidden numbers, and what each municipality comes to in them.
pub(super) struct Sums {
    /// The sums, and behind them the differences of those that hold each other.
    pub(super) equations: Vec<Equation>,
    /// The entries of each equation.
    entries: Vec<Vec<Entry>>,
    threes: Vec<Three>,
    /// The groups that are pairs: their relations are drawn closer along with the sums.
    pairs: Vec<Group>,
    /// The rows of the system that each equation comes from: two for a difference.
    rows: Vec<Vec<usize>>,
}

impl Sums {
    /// Decides which sums are looked at together, and makes the entries of all sums. A pair that is not in two such
    /// sums becomes a bound group, which narrows its bounds in `search`.
    pub(super) fn new(
        search: &mut Search<'_>,
        mut equations: Vec<Equation>,
        groups: &[Group],
        mut roles: Vec<Role>,
        places: &Places,
    ) -> Self {
        // Which two sums go together: those that most pairs stand in. A sum can go with one other only.
        let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for role in &roles {
            if let Role::Pair { less, more, .. } = role {
                *counts.entry((places[*less][0], places[*more][0])).or_default() += 1;
            }
        }
        let mut most: Vec<((usize, usize), usize)> = counts.into_iter().collect();
        most.sort_by_key(|(sums, count)| (usize::MAX - count, *sums));
        let mut joined: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        // Greedy, the most pairs first; with equally many the lower index, so that the result is always the same.
        for ((less, more), _) in most {
            if !joined.contains_key(&less) && !joined.contains_key(&more) {
                joined.insert(less, (less, more));
                joined.insert(more, (less, more));
            }
        }
        // A pair in two sums that do not go together moves in both at once, which nothing here can follow.
        for (group, role) in groups.iter().zip(&mut roles) {
            if let Role::Pair { less, more, .. } = *role
                && joined.get(&places[less][0]) != Some(&(places[less][0], places[more][0]))
            {
                *role = Role::Bound;
                search.narrow(group, &[less, more]);
            }
        }
        let search = &*search;
        let mut role_of = vec![Role::Free; search.hidden.len()];
        // What is in no group moves by itself.
        for (group, role) in groups.iter().zip(&roles) {
            for each in &group.numbers {
                role_of[*each] = *role;
            }
        }
        // A variable without an owner stands by itself, so each gets a number that no municipality has.
        let owner = |variable: usize| {
            search.system.variables[variable].owner.unwrap_or(usize::MAX - variable)
        };
        let mut entries: Vec<Vec<Entry>> = Vec::new();
        for equation in &equations {
            let entry = |(variable, sign): (&usize, &i64)| {
                let role = role_of[*variable];
                let need = search.need(*variable, role);
                Entry {
                    owner: owner(*variable),
                    members: vec![(*variable, *sign)],
                    shown: 0,
                    is_bound: role == Role::Bound,
                    need,
                }
            };
            entries.push(alone(equation.members.iter().map(entry).collect()));
        }
        let mut rows: Vec<Vec<usize>> = equations.iter().map(|it| vec![it.row]).collect();
        let twos: BTreeSet<(usize, usize)> = joined.values().copied().collect();
        let mut threes = Vec::new();
        // Their difference is a sum as well: what everybody's number grew by, or what remains of everybody's whole.
        for (less, more) in twos {
            let difference = search.difference(
                (&equations[less], &entries[less]),
                (&equations[more], &entries[more]),
                &role_of,
            );
            threes.push(Three { less, more, difference: equations.len() });
            rows.push(vec![equations[more].row, equations[less].row]);
            equations.push(difference.0);
            entries.push(difference.1);
        }
        let pairs = groups.iter().zip(&roles).filter(|(_, role)| matches!(role, Role::Pair { .. }));
        let pairs = pairs.map(|(group, _)| group.clone()).collect();
        Self { equations, entries, threes, pairs, rows }
    }

    /// Returns the numbers that must be able to move and do so in one equation only, with its index.
    pub(super) fn alone(&self) -> BTreeMap<usize, usize> {
        let mut alone = BTreeMap::new();
        for (index, entries) in self.entries.iter().enumerate() {
            if self.three(index).is_none() {
                let wide = entries.iter().filter(|entry| entry.need == Need::Width);
                alone.extend(wide.flat_map(|entry| &entry.members).map(|(each, _)| (*each, index)));
            }
        }
        alone
    }

    /// Returns the sums that hold each other of which an equation is one; `None` if it is in none.
    fn three(&self, index: usize) -> Option<Three> {
        self.threes.iter().copied().find(|three| three.places().contains(&index))
    }

    /// Returns whether something must be able to move in any of the three.
    fn must_move(&self, three: Three) -> bool {
        let entries = three.places().into_iter().flat_map(|index| &self.entries[index]);
        entries.into_iter().any(|entry| entry.need == Need::Width && !entry.is_bound)
    }

    /// Returns the numbers that are no help to others.
    pub(super) fn bound(&self) -> BTreeSet<usize> {
        let entries = self.entries.iter().flatten().filter(|entry| entry.is_bound);
        entries.flat_map(|entry| &entry.members).map(|(each, _)| *each).collect()
    }
}

/// Returns the entries of a sum, with those bound of which a municipality has more than one: how these move together is
/// not known.
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
    /// Returns the second sum less the first, with what each municipality comes to in it.
    fn difference(
        &self,
        (less, of_less): (&Equation, &[Entry]),
        (more, of_more): (&Equation, &[Entry]),
        role_of: &[Role],
    ) -> (Equation, Vec<Entry>) {
        let mut all: BTreeMap<usize, Entry> = BTreeMap::new();
        let minus = of_less.iter().map(|entry| (entry, -1));
        // By municipality: what it comes to in the greater sum, less what it comes to in the lesser one.
        for (entry, sign) in of_more.iter().map(|entry| (entry, 1)).chain(minus) {
            let members = entry.members.iter().map(|(each, by)| (*each, by * sign));
            let there = all.entry(entry.owner).or_insert_with(|| Entry {
                owner: entry.owner,
                members: Vec::new(),
                shown: 0,
                is_bound: false,
                need: Need::Nothing,
            });
            there.members.extend(members);
            there.is_bound |= entry.is_bound;
            if entry.need != Need::Nothing && there.need != Need::Width {
                there.need = entry.need;
            }
        }
        // A pair is its difference here, which has bounds of its own. What is left between two numbers that move by
        // themselves moves in the difference as well, so it must be able to do so there.
        for entry in all.values_mut() {
            let pair = entry.members.iter().find_map(|(each, _)| match role_of[*each] {
                Role::Pair { less, more, difference } => Some((less, more, difference)),
                _ => None,
            });
            if let Some((less, more, difference)) = pair {
                if entry.members.len() == 2
                    && entry.members.iter().all(|(each, _)| [less, more].contains(each))
                {
                    let value = |of: usize| self.system.variables[of].value;
                    entry.members = vec![(difference, 1)];
                    entry.shown = value(more) - value(less) - value(difference);
                    entry.need =
                        if self.is_sensitive(difference) { Need::Width } else { Need::Nothing };
                } else {
                    // One of a pair beside other numbers of the same municipality: no bounds are known for that.
                    entry.is_bound = true;
                }
            } else if self.between(&entry.members).is_some_and(|(left, _)| self.is_sensitive(left))
            {
                entry.need = Need::Width;
            }
        }
        let mut members = more.members.clone();
        // The equation names all numbers of both; how they move is said by the entries.
        for (each, sign) in &less.members {
            *members.entry(*each).or_default() -= sign;
        }
        let total = more.total - less.total;
        (Equation { row: more.row, members, total }, all.into_values().collect())
    }

    /// Returns the remainder or increase between two numbers that move by themselves, one in each of two sums, with
    /// its sign in the difference of the sums; `None` if these members are anything else.
    fn between(&self, members: &[(usize, i64)]) -> Option<(usize, i64)> {
        let [(one, by), (other, minus)] = *members else { return None };
        let rows = self.system.variables[one].rows.iter().map(|(row, _)| *row);
        let mut rows = rows.filter(|row| !self.system.rows[*row].source.is_sum());
        rows.find_map(|row| {
            let (all, _) = self.relation(row);
            let sign = |of: usize| all.iter().find(|(each, _)| *each == of).map(|(_, sign)| *sign);
            let (left, of_left) = all.iter().find(|(each, _)| ![one, other].contains(each))?;
            let is_between = all.len() == 3
                && self.follows.contains_key(left)
                && sign(one)? * by == sign(other)? * minus;
            is_between.then_some((*left, -of_left * sign(one)? * by))
        })
    }

    /// Returns how far a number must be able to move in a sum.
    fn need(&self, variable: usize, role: Role) -> Need {
        match role {
            Role::Free if self.wide.contains(&variable) => Need::Width,
            Role::Bound if !self.plain.contains(&variable) => Need::All,
            Role::Pair { .. } if self.is_sensitive(variable) => Need::Width,
            _ => Need::Nothing,
        }
    }

    /// Returns the bounds of what a municipality comes to in a sum.
    fn entry(&self, entry: &Entry) -> (i64, i64) {
        let members = entry.members.iter().map(|(each, sign)| (self.bounds[*each], *sign));
        let (low, high) = together(members);
        (low.saturating_add(entry.shown).max(-LARGE), high.saturating_add(entry.shown).min(LARGE))
    }

    /// Returns what a municipality truly comes to in a sum.
    fn worth(&self, entry: &Entry) -> i64 {
        let members = entry.members.iter();
        let members = members.map(|(each, sign)| sign * self.system.variables[*each].value);
        entry.shown + members.sum::<i64>()
    }

    /// Returns what is promised, given the role of each group.
    ///
    /// # Errors
    /// Where the sums leave too little, or where the true values lie outside the bounds.
    pub(super) fn within(
        mut self,
        equations: Vec<Equation>,
        groups: &[Group],
        roles: Vec<Role>,
        places: &Places,
    ) -> Result<Promise, BTreeSet<Lack>> {
        let sums = Sums::new(&mut self, equations, groups, roles, places);
        self.draw_closer(&sums);
        if self.lacks.is_empty() {
            // What is in no sum is held by what is in one, whose bounds are closer now; also by a relation that linked
            // nothing before.
            for group in groups {
                self.propagate(group);
            }
            for row in std::mem::take(&mut self.unlinked) {
                let members = self.system.rows[row].members.iter().map(|(each, _)| *each);
                let numbers = members.filter(|each| self.hidden[*each]).collect();
                self.propagate(&Group { numbers, rows: BTreeSet::from([row]) });
            }
        }
        self.hold_the_truth(&sums, groups);
        if !self.lacks.is_empty() {
            return Err(self.lacks);
        }
        let (linked, moves_with) = self.all_linked(&sums);
        let (moves_in, bound) = (sums.alone(), sums.bound());
        let Self { bounds, follows, behind, .. } = self;
        Ok(Promise {
            bounds,
            equations: sums.equations,
            moves_in,
            follows,
            behind,
            hidden: self.hidden.to_vec(),
            rule: self.rule,
            linked,
            moves_with,
            bound,
        })
    }

    /// Draws all bounds so close that within them everybody leaves the others enough; notes a lack where that cannot
    /// be.
    pub(super) fn draw_closer(&mut self, sums: &Sums) {
        // A bound that is drawn closer in one sum leaves less in others, by way of pairs and of numbers in several
        // sums.
        for round in 0..=ROUNDS {
            let before = self.bounds.clone();
            for index in 0..sums.equations.len() {
                if !self.draw_closer_in(sums, index) {
                    self.lacks.extend(sums.rows[index].iter().map(|row| Lack::Sum(*row)));
                }
            }
            // A pair draws what was gained in one of its sums into the other.
            for pair in &sums.pairs {
                self.propagate(pair);
            }
            // Nothing changed: only now the polygons have their final bounds, and are worth the time.
            if self.bounds == before && self.lacks.is_empty() {
                for three in &sums.threes {
                    if !self.polygons(sums, *three).is_some_and(|linked| linked.holds(self.width)) {
                        let rows = three.places().into_iter().flat_map(|index| &sums.rows[index]);
                        self.lacks.extend(rows.map(|row| Lack::Sum(*row)));
                    }
                }
                return;
            }
            if !self.lacks.is_empty() {
                return;
            }
            // There is no end in sight: say that the sums lack something in which bounds still move.
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

    /// Draws the bounds of one sum closer, and returns whether there is enough in it.
    fn draw_closer_in(&mut self, sums: &Sums, index: usize) -> bool {
        let (equation, entries) = (&sums.equations[index], &sums.entries[index]);
        let moves_with = sums.three(index).filter(|three| sums.must_move(*three));
        // Where nothing must move, nobody has to leave anything.
        if moves_with.is_none() && entries.iter().all(|entry| entry.need == Need::Nothing) {
            return true;
        }
        let mut bounds: Vec<(i64, i64)> = entries.iter().map(|entry| self.entry(entry)).collect();
        // What everybody knows from the sum alone: nobody is further above its lowest value than all together.
        let (up, down) = room(equation, entries, &bounds, |_| false);
        for (_, (low, high)) in entries.iter().zip(&mut bounds).filter(|it| !it.0.is_bound) {
            (*low, *high) = ((*low).max(*high - down), (*high).min(*low + up));
        }
        let (up, down) = room(equation, entries, &bounds, |entry| entry.is_bound);
        let must_move =
            |entry: &Entry| !entry.is_bound && (moves_with.is_some() || entry.need == Need::Width);
        let moving = entries.iter().filter(|entry| must_move(entry)).count();
        if up.min(down) < if moving > 0 { self.width } else { 0 } {
            return false;
        }
        let free = entries.iter().zip(&bounds).filter(|(entry, _)| !entry.is_bound);
        // Nobody may be so high or so low that the others are left too little.
        for (entry, (low, high)) in free {
            // What it must leave for others that must move: nothing if it is the only one. What is bound took its own
            // from the room already.
            let is_last = moving == usize::from(must_move(entry));
            let left = if is_last { 0 } else { self.width };
            let closer = ((*low).max(high - (down - left)), (*high).min(low + (up - left)));
            if closer.0 > closer.1 {
                return false;
            }
            self.limit(entry, closer);
        }
        // Three sums together are judged by their polygons instead.
        moves_with.is_some() || self.is_wide_enough(entries, &bounds)
    }

    /// Draws the bounds of the members of an entry closer, such that it comes to something between these bounds.
    fn limit(&mut self, entry: &Entry, closer: (i64, i64)) {
        let (low, high) = self.entry(entry);
        let mut less = (closer.0 - low, high - closer.1);
        // Several members: what must be taken off is taken off the first as far as it goes, then off the next.
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

    /// Returns whether each entry that must be able to move by the width is as wide itself, and the others are
    /// together, also without any one of them: that one may be the insider.
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

    /// Returns two sums that hold each other with what each municipality can be in them; `None` if nothing fits.
    fn polygons(&self, sums: &Sums, three: Three) -> Option<Linked> {
        let mut parts: BTreeMap<usize, Part> = BTreeMap::new();
        for (which, index) in three.places().into_iter().enumerate() {
            for entry in &sums.entries[index] {
                let part = parts.entry(entry.owner).or_insert_with(|| Part {
                    owner: entry.owner,
                    bounds: [(0, 0); 3],
                    own: Some([0; 3]),
                    is_bound: false,
                    must_move: [false; 3],
                });
                part.bounds[which] = self.entry(entry);
                if let Some(own) = &mut part.own {
                    own[which] = self.worth(entry);
                }
                if entry.members.iter().any(|(each, _)| self.system.variables[*each].is_unknown) {
                    part.own = None;
                }
                part.is_bound |= entry.is_bound;
                part.must_move[which] = entry.need == Need::Width;
            }
        }
        let totals = three.places().map(|index| sums.equations[index].total);
        Linked::new(parts.into_values().collect(), totals)
    }

    /// Returns all sums that hold each other, two by two, and how each number moves in them.
    pub(super) fn all_linked(&self, sums: &Sums) -> (Vec<Linked>, BTreeMap<usize, Moves>) {
        let mut all = Vec::new();
        let mut moves = BTreeMap::new();
        for three in &sums.threes {
            let Some(linked) = self.polygons(sums, *three) else { continue };
            // From the difference to the lesser sum, as the last one found stays: a number in one of the two sums can
            // stand in their difference, too, and its own sum must win.
            for (which, index) in three.places().into_iter().enumerate().rev() {
                for entry in sums.entries[index].iter().filter(|entry| !entry.is_bound) {
                    let moving = match entry.members.as_slice() {
                        [only] => Some(*only),
                        members => self.between(members),
                    };
                    if let Some((each, sign)) = moving {
                        let at = self.worth(entry);
                        let owner = entry.owner;
                        moves.insert(each, Moves { linked: all.len(), owner, which, sign, at });
                    }
                }
            }
            all.push(linked);
        }
        (all, moves)
    }

    /// Notes a lack where the true values lie outside the bounds: then other years would be promised, but not this one.
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
        // More must be hidden in the sums that these values stand in.
        for (equation, rows) in sums.equations.iter().zip(&sums.rows) {
            if equation.members.keys().any(outside) {
                lacks.extend(rows.iter().map(|row| Lack::Sum(*row)));
            }
        }
        // A value in no sum is held too close by its group: more may help in its relations, or in the sums that the
        // group is in.
        if lacks.is_empty() {
            for group in groups.iter().filter(|group| group.numbers.iter().any(outside)) {
                let has_one = |equation: &Equation| {
                    group.numbers.iter().any(|each| equation.members.contains_key(each))
                };
                let rows = sums.equations.iter().zip(&sums.rows).filter(|(it, _)| has_one(it));
                lacks.extend(rows.flat_map(|(_, rows)| rows).map(|row| Lack::Sum(*row)));
                lacks.extend(group.rows.iter().map(|row| Lack::Relation(*row)));
            }
        }
        self.lacks = lacks;
    }
}

/// Returns `up` and `down` of a sum: how far the entries that are not bound are above their lowest values and below
/// their highest together, whatever the bound ones are. `is_bound` says which are.
fn room(
    equation: &Equation,
    entries: &[Entry],
    bounds: &[(i64, i64)],
    is_bound: impl Fn(&Entry) -> bool,
) -> (i64, i64) {
    let (mut up, mut down) = (equation.total, -equation.total);
    // A bound entry counts where it leaves the least.
    for (entry, (low, high)) in entries.iter().zip(bounds) {
        up -= if is_bound(entry) { high } else { low };
        down += if is_bound(entry) { low } else { high };
    }
    (up, down)
}
