//! Which numbers are hidden: those that must be, and of the others as little as helps.
//!
//! Hiding more never tells an attacker more, and what has to be protected stays the same. So the
//! cheapest choice is found by growing choices in the order of their loss: the first one in which
//! nothing can be worked out is the best. Each that fails says of which numbers one at least must be
//! hidden, and grows by these. Where that takes too long, the choice grows by what helps most, and
//! then loses what it can do without.

use std::collections::BTreeSet;

use super::Rule;
use super::audit::{Attacker, Interval};
use super::system::System;

/// How much is learnt for the best choice, in lessons times numbers times what is to be protected.
const PATIENCE: usize = 60_000;
/// How many choices are looked at for the best one.
const CHOICES: usize = 20_000;

/// What is hidden in a system, and what cannot be protected whatever is hidden.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) hidden: Vec<bool>,
    pub(super) failed: Vec<usize>,
}

/// Something that an attacker can work out too well.
struct Breach {
    target: usize,
    insider: Option<usize>,
    interval: Interval,
}

/// A system and what is asked for it.
struct Task<'a> {
    system: &'a System,
    targets: Vec<usize>,
    rule: Rule,
}

/// Decides what is hidden in a system.
pub(super) fn suppression(system: &System, rule: Rule) -> Choice {
    let targets = (0..system.variables.len()).filter(|each| system.variables[*each].is_target);
    let mut task = Task { system, targets: targets.collect(), rule };
    let must: Vec<bool> = system.variables.iter().map(|each| each.hidden).collect();
    if task.targets.is_empty() {
        return Choice { hidden: must, failed: Vec::new() };
    }
    let all: Vec<bool> =
        system.variables.iter().map(|each| each.hidden || each.cost.is_some()).collect();
    let failed = task.breaches(&all);
    task.targets.retain(|target| !failed.contains(target));
    let hidden = task.best(&must).unwrap_or_else(|| task.good(must, all));
    Choice { hidden, failed }
}

impl Task<'_> {
    /// Everything that can be worked out too well.
    fn breaches(&self, hidden: &[bool]) -> Vec<usize> {
        let targets = self.targets.iter().copied();
        targets.filter(|target| self.breach_of(*target, hidden).is_some()).collect()
    }

    fn breach(&self, hidden: &[bool]) -> Option<Breach> {
        self.targets.iter().find_map(|target| self.breach_of(*target, hidden))
    }

    /// Who can work out a number too well: the public, or one whose own numbers hid it from them.
    fn breach_of(&self, target: usize, hidden: &[bool]) -> Option<Breach> {
        let public = self.interval(target, None, hidden);
        if !self.is_enough(target, &public) {
            return Some(Breach { target, insider: None, interval: public });
        }
        let owner = self.system.variables[target].owner;
        let insiders = public.helpers.into_iter().map(Some).filter(|who| *who != owner);
        let mut seen = insiders.map(|who| (who, self.interval(target, who, hidden)));
        let (insider, interval) = seen.find(|(_, seen)| !self.is_enough(target, seen))?;
        Some(Breach { target, insider, interval })
    }

    fn interval(&self, target: usize, insider: Option<usize>, hidden: &[bool]) -> Interval {
        let attacker = Attacker { system: self.system, hidden, insider };
        attacker.interval(target, i64::from(self.rule.width))
    }

    /// What is not known here needs no protection where it cannot be small, or is nil.
    fn is_enough(&self, target: usize, interval: &Interval) -> bool {
        let rests_on_hidden = self.system.variables[target].rests_on_hidden;
        interval.width() >= i64::from(self.rule.width)
            || rests_on_hidden
                && (interval.low >= i64::from(self.rule.threshold) || interval.high == 0)
    }

    /// The numbers that would help against a breach, if they were hidden, too.
    fn candidates(&self, breach: &Breach, hidden: &[bool]) -> Vec<usize> {
        let rows = breach.interval.rows.iter().flat_map(|row| &self.system.rows[*row].members);
        let helps = |each: &usize| {
            let variable = &self.system.variables[*each];
            let known = variable.insider().is_some() && variable.insider() == breach.insider;
            !hidden[*each] && variable.cost.is_some() && !known
        };
        rows.map(|(each, _)| *each).filter(helps).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn cost(&self, variable: usize) -> u64 {
        self.system.variables[variable].cost.unwrap_or(0)
    }

    /// The choice at the least loss; none where finding it takes too long.
    ///
    /// Each choice that does not help teaches a lesson: numbers of which one at least must be hidden.
    fn best(&self, must: &[bool]) -> Option<Vec<bool>> {
        let mut lessons: Vec<Vec<usize>> = Vec::new();
        let mut waiting = BTreeSet::from([(0, BTreeSet::new())]);
        let mut tried: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
        let enough = PATIENCE / (self.system.variables.len() * self.targets.len().max(1));
        for _ in 0..CHOICES {
            let (cost, chosen) = waiting.pop_first()?;
            let open = |lesson: &&Vec<usize>| lesson.iter().all(|each| !chosen.contains(each));
            let known = lessons.iter().filter(open).min_by_key(|lesson| lesson.len()).cloned();
            let lesson = if let Some(lesson) = known {
                lesson
            } else {
                let hidden = with(must, &chosen);
                let Some(breach) = self.breach(&hidden) else { return Some(hidden) };
                if lessons.len() >= enough {
                    return None;
                }
                lessons.push(self.lesson(&breach, hidden));
                lessons.last().cloned().unwrap_or_default()
            };
            for each in lesson {
                let mut more: BTreeSet<usize> = chosen.clone();
                more.insert(each);
                if tried.insert(more.clone()) {
                    waiting.insert((cost + self.cost(each), more));
                }
            }
        }
        None
    }

    /// The numbers of which one must be hidden, too: beside as many others as do not help.
    fn lesson(&self, breach: &Breach, mut hidden: Vec<bool>) -> Vec<usize> {
        let shown = (0..hidden.len()).filter(|each| !hidden[*each]);
        let mut shown: Vec<usize> =
            shown.filter(|each| self.system.variables[*each].cost.is_some()).collect();
        shown.sort_by_key(|each| (self.cost(*each), *each));
        shown.retain(|each| {
            hidden[*each] = true;
            let seen = self.interval(breach.target, breach.insider, &hidden);
            let helps = self.is_enough(breach.target, &seen);
            hidden[*each] = !helps;
            helps
        });
        shown
    }

    /// A good choice, one step at a time; all where no step helps.
    fn good(&self, must: Vec<bool>, all: Vec<bool>) -> Vec<bool> {
        let mut hidden = must;
        let mut chosen = Vec::new();
        // What is safe stays so when more is hidden.
        for target in &self.targets {
            while let Some(breach) = self.breach_of(*target, &hidden) {
                let Some(each) = self.most_helpful(&breach, &hidden) else { return all };
                hidden[each] = true;
                chosen.push(each);
            }
        }
        // The dearest first.
        chosen.sort_by_key(|each| (u64::MAX - self.cost(*each), *each));
        for each in chosen {
            hidden[each] = false;
            if self.breach(&hidden).is_some() {
                hidden[each] = true;
            }
        }
        hidden
    }

    /// The number that widens the interval most for what it costs.
    fn most_helpful(&self, breach: &Breach, hidden: &[bool]) -> Option<usize> {
        let rated = self.candidates(breach, hidden).into_iter().map(|each| {
            let mut more = hidden.to_vec();
            more[each] = true;
            let gained = self.interval(breach.target, breach.insider, &more).width();
            let gained = u64::try_from(gained - breach.interval.width()).unwrap_or(0);
            (self.cost(each) * 1_000 / (gained.min(u64::from(self.rule.width)) + 1), each)
        });
        rated.min().map(|(_, each)| each)
    }
}

/// What is hidden with these numbers.
fn with(must: &[bool], chosen: &BTreeSet<usize>) -> Vec<bool> {
    must.iter().enumerate().map(|(each, hidden)| *hidden || chosen.contains(&each)).collect()
}

/// The narrowest interval of a number, and for whom it is the narrowest. One that is as wide as the
/// threshold is not followed any further.
pub(super) fn worst(
    system: &System,
    hidden: &[bool],
    target: usize,
    rule: Rule,
) -> (i64, i64, Option<usize>) {
    let enough = i64::from(rule.threshold);
    let see = |insider| Attacker { system, hidden, insider }.interval(target, enough);
    let public = see(None);
    let owner = system.variables[target].owner;
    let insiders = public.helpers.iter().copied().map(Some).filter(|who| *who != owner);
    let seen = insiders.map(|who| (see(who), who)).map(|(seen, who)| (seen.low, seen.high, who));
    let seen = std::iter::once((public.low, public.high, None)).chain(seen);
    let worst = seen.min_by_key(|(low, high, who)| (high - low, *who));
    worst.unwrap_or((public.low, public.high, None))
}
