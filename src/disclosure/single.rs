//! A measure that nothing links with another: one sum and its contributions, hidden as they are small.
//!
//! Here everything has a closed form. What a hidden number can gain is what the other hidden ones can
//! lose, and what an insider holds is no help. A suppression that is not small can grow without end, so
//! with one that the attacker doesn't hold only the way up is narrow: the others together must be able
//! to give enough.

use super::system::{FREE, Source, System, Variable};

/// How far a hidden number can go down and up.
#[derive(Debug, Clone, Copy, Default)]
struct Give {
    less: i64,
    more: i64,
}

impl Give {
    fn of(each: &Variable) -> Self {
        let (low, high) = each.bounds;
        Self { less: each.value - low, more: (high - each.value).min(FREE / 1_000_000) }
    }

    fn without(self, other: Self) -> Self {
        Self { less: self.less - other.less, more: self.more - other.more }
    }
}

/// A number that could be hidden, too.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    index: usize,
    cost: u64,
    less: i64,
}

/// The numbers that are hidden, those of the sum's contributions, and what they are together.
struct Hidden {
    gives: Vec<(usize, Give)>,
    all: Give,
}

impl Hidden {
    fn new(system: &System, hidden: &[bool]) -> Self {
        let contributions = system.variables.iter().enumerate();
        let contributions = contributions.filter(|(index, each)| hidden[*index] && !is_sum(each));
        let gives: Vec<_> = contributions.map(|(index, each)| (index, Give::of(each))).collect();
        let less = gives.iter().map(|(_, give)| give.less).sum();
        let more = gives.iter().map(|(_, give)| give.more).sum();
        Self { gives, all: Give { less, more } }
    }

    /// How far a number can move for whoever knows what `insider` could move.
    fn room(&self, target: Give, insider: Give) -> Give {
        let others = self.all.without(target).without(insider);
        Give { less: target.less.min(others.more), more: target.more.min(others.less) }
    }

    /// Whether each number can move far enough, for the public.
    fn stands(&self, width: i64) -> bool {
        let room = |give: &Give| self.room(*give, Give::default());
        self.gives.iter().all(|(_, give)| room(give).less + room(give).more >= width)
    }

    /// Whether each can move far enough for everybody.
    fn stands_for_insiders(&self, width: i64) -> bool {
        self.gives.iter().all(|(target, give)| {
            let others = self.gives.iter().filter(|(insider, _)| insider != target);
            let rooms = others.map(|(_, insider)| self.room(*give, *insider));
            rooms.map(|room| room.less + room.more).all(|room| room >= width)
        })
    }

    /// What the largest insider takes away from another that has not room enough below it.
    fn largest_insider(&self, width: i64) -> i64 {
        let narrow = self.gives.iter().filter(|(_, give)| give.less < width);
        let narrow: Vec<usize> = narrow.map(|(index, _)| *index).collect();
        let insiders = self.gives.iter();
        let insiders = insiders.filter(|(index, _)| narrow.iter().any(|target| target != index));
        insiders.map(|(_, give)| give.less).max().unwrap_or(0)
    }
}

/// Whether the system is one measure on its own, in which only what is small must be hidden.
pub(super) fn is_single(system: &System) -> bool {
    let [row] = system.rows.as_slice() else { return false };
    let kept = |each: &Variable| each.hidden && !each.is_target;
    row.source == Source::Sum
        && row.members.len() == system.variables.len()
        && !system.variables.iter().any(kept)
}

/// What is hidden at the least loss: further contributions, or the sum where these don't help.
pub(super) fn choose(system: &System, width: i64) -> Vec<bool> {
    let mut hidden: Vec<bool> = system.variables.iter().map(|each| each.hidden).collect();
    let small = Hidden::new(system, &hidden);
    if small.gives.is_empty() || small.stands(width) && small.stands_for_insiders(width) {
        return hidden;
    }
    let shown = system.variables.iter().enumerate();
    let shown = shown.filter(|(index, each)| !hidden[*index] && !is_sum(each));
    let candidate = |(index, each): (usize, &Variable)| {
        each.cost.map(|cost| Candidate { index, cost, less: Give::of(each).less })
    };
    let mut candidates: Vec<Candidate> = shown.filter_map(candidate).collect();
    candidates.sort_by_key(|each| (each.less, each.index));
    // What the hidden numbers must be able to give with more of them: to the public, to an insider.
    let needed = if small.gives.iter().any(|(_, give)| give.less < width) {
        width - small.all.less
    } else {
        0
    };
    let needed_inside = needed + small.largest_insider(width);
    let helps = |each: &&Candidate| each.less >= needed_inside.max(needed);
    let one = candidates.iter().find(helps).filter(|_| small.stands(width));
    let one = one.map(|each| (each.cost, vec![each.index]));
    let several = several(&candidates, needed, needed_inside);
    let sum = || (0..hidden.len()).filter(|index| is_sum(&system.variables[*index])).collect();
    let chosen = one.into_iter().chain(several).min().map_or_else(sum, |(_, chosen)| chosen);
    for index in chosen {
        hidden[index] = true;
    }
    hidden
}

/// The cheapest two or more that together can give `inside`, and without the largest `needed`.
fn several(candidates: &[Candidate], needed: i64, inside: i64) -> Option<(u64, Vec<usize>)> {
    let most = usize::try_from(needed.max(inside)).unwrap_or(0);
    // The cheapest of those before, by what they must give together.
    let mut cheapest: Vec<Option<(u64, Vec<usize>)>> = vec![None; most + 1];
    let mut best: Option<(u64, Vec<usize>)> = None;
    for largest in candidates {
        let others = usize::try_from(needed.max(inside - largest.less)).unwrap_or(0);
        let with = |(cost, chosen): &(u64, Vec<usize>)| {
            let mut chosen = chosen.clone();
            chosen.push(largest.index);
            (cost + largest.cost, chosen)
        };
        best = best.into_iter().chain(cheapest[others].as_ref().map(with)).min();
        let before = cheapest.clone();
        let gives = usize::try_from(largest.less).unwrap_or(0);
        for (amount, found) in cheapest.iter_mut().enumerate() {
            let more = before[amount.saturating_sub(gives)].as_ref().map(with);
            let alone = (gives >= amount).then(|| (largest.cost, vec![largest.index]));
            *found = found.take().into_iter().chain(more).chain(alone).min();
        }
    }
    best
}

/// The narrowest interval of a hidden number, and for whom it is the narrowest.
pub(super) fn intervals(system: &System, hidden: &[bool]) -> Vec<(usize, i64, i64, Option<usize>)> {
    let all = Hidden::new(system, hidden);
    let free =
        system.variables.iter().enumerate().any(|(index, each)| hidden[index] && is_sum(each));
    let targets = all.gives.iter().filter(|(index, _)| system.variables[*index].is_target);
    let interval = |(index, give): &(usize, Give)| {
        let variable = &system.variables[*index];
        if free {
            return (*index, variable.bounds.0, variable.bounds.1, None);
        }
        let others = all.gives.iter().filter(|(insider, _)| insider != index);
        let others = others.map(|(insider, held)| (system.variables[*insider].owner, *held));
        let attackers = std::iter::once((None, Give::default())).chain(others);
        let rooms = attackers.map(|(who, held)| (all.room(*give, held), who));
        let worst = rooms.min_by_key(|(room, who)| (room.less + room.more, *who));
        let (room, who) = worst.unwrap_or((*give, None));
        (*index, variable.value - room.less, variable.value + room.more, who)
    };
    targets.map(interval).collect()
}

fn is_sum(each: &Variable) -> bool {
    each.owner.is_none()
}
