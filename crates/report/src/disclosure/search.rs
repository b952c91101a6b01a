//! Searches the choice of hidden numbers with the least information loss that passes the audit.
//!
//! For components in which nothing can be promised. Hiding more never tells an attacker more, and what must be
//! protected stays the same. So choices are tried in the order of their loss, and the first one without a *breach* (a
//! sensitive number with too narrow an interval) is the best.
//!
//! There are too many choices to try all. Each one that fails teaches a *lesson*: a set of numbers of which at least
//! one must be hidden. If hiding everything but 20 and 30 leaves the breach, each good choice hides the 20 or the 30,
//! so only these two ways go on. Where that takes too long, the choice grows by the number that helps most for its
//! cost, and then shows again what it can do without: good, but perhaps not the best.

use std::collections::BTreeSet;

use super::audit::{Attacker, Interval};
use super::rule::Rule;
use super::system::System;

/// The most lessons that are learnt for the best choice, times the variables, times the sensitive ones: a lesson
/// costs the more audits the larger the system is. Counted and not timed, so that the same input gives the same
/// choice.
const PATIENCE: usize = 60_000;
/// The most choices that are looked at for the best one.
const CHOICES: usize = 20_000;

/// What is hidden of a system.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    /// Of each variable whether it is hidden.
    pub(super) hidden: Vec<bool>,
    /// The sensitive variables that cannot be protected, whatever is hidden.
    pub(super) failed: Vec<usize>,
}

/// A sensitive number of which an attacker is left with too narrow an interval.
struct Breach {
    target: usize,
    /// The attacker: a municipality, or `None` for the public.
    insider: Option<usize>,
    interval: Interval,
}

/// A system, and which of its variables must be protected.
struct Task<'a> {
    system: &'a System,
    /// The sensitive variables, without those that are given up.
    targets: Vec<usize>,
    rule: Rule,
}

/// Returns what is hidden of a system, such that every sensitive number is protected that can be.
pub(super) fn suppression(system: &System, rule: Rule) -> Choice {
    let targets = (0..system.variables.len()).filter(|each| system.variables[*each].is_target);
    let mut task = Task { system, targets: targets.collect(), rule };
    let must: Vec<bool> = system.variables.iter().map(|each| each.hidden).collect();
    if task.targets.is_empty() {
        return Choice { hidden: must, failed: Vec::new() };
    }
    let all: Vec<bool> =
        system.variables.iter().map(|each| each.hidden || each.cost.is_some()).collect();
    // What is not protected with everything hidden, no choice protects: give it up, so that the search can end.
    let failed = task.breaches(&all);
    task.targets.retain(|target| !failed.contains(target));
    let hidden = task.best(&must).unwrap_or_else(|| task.good(must, all));
    Choice { hidden, failed }
}

impl Task<'_> {
    /// Returns all sensitive numbers with too narrow an interval for somebody.
    fn breaches(&self, hidden: &[bool]) -> Vec<usize> {
        let targets = self.targets.iter().copied();
        targets.filter(|target| self.breach_of(*target, hidden).is_some()).collect()
    }

    /// Returns the first breach of a choice; `None` if there is none.
    fn breach(&self, hidden: &[bool]) -> Option<Breach> {
        self.targets.iter().find_map(|target| self.breach_of(*target, hidden))
    }

    /// Returns a breach of one sensitive number; `None` if its interval is wide enough for everybody.
    ///
    /// Only insiders are tried whose numbers moved along in the interval of the public: for all others the same moves
    /// go, so they are left with no less. The owner of the number is no attacker.
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

    /// Returns the interval of a number for an attacker, followed no further than the width that is asked for.
    fn interval(&self, target: usize, insider: Option<usize>, hidden: &[bool]) -> Interval {
        let attacker = Attacker { system: self.system, hidden, insider };
        attacker.interval(target, i64::from(self.rule.width))
    }

    /// Returns whether an interval is wide enough. That of a number that rests on what an earlier edition hid also is
    /// if it holds no small value, being zero or from the threshold up: there is nothing to protect then.
    fn is_enough(&self, target: usize, interval: &Interval) -> bool {
        let rests_on_hidden = self.system.variables[target].rests_on_hidden;
        interval.width() >= i64::from(self.rule.width)
            || rests_on_hidden
                && (interval.low >= i64::from(self.rule.threshold) || interval.high == 0)
    }

    /// Returns the numbers that may help against a breach once they are hidden: those in an equation that stands in the
    /// way, of which hiding is a choice and that the attacker does not know anyway.
    fn candidates(&self, breach: &Breach, hidden: &[bool]) -> Vec<usize> {
        let rows = breach.interval.rows.iter().flat_map(|row| &self.system.rows[*row].members);
        let helps = |each: &usize| {
            let variable = &self.system.variables[*each];
            let known = variable.insider().is_some() && variable.insider() == breach.insider;
            !hidden[*each] && variable.cost.is_some() && !known
        };
        rows.map(|(each, _)| *each).filter(helps).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Returns the information loss of hiding a number, in thousandths.
    fn cost(&self, variable: usize) -> u64 {
        self.system.variables[variable].cost.unwrap_or(0)
    }

    /// Returns the choice with the least loss; `None` if finding it takes too long.
    fn best(&self, must: &[bool]) -> Option<Vec<bool>> {
        let mut lessons: Vec<Vec<usize>> = Vec::new();
        let mut waiting = BTreeSet::from([(0, BTreeSet::new())]);
        let mut tried: BTreeSet<BTreeSet<usize>> = BTreeSet::new();
        let enough = PATIENCE / (self.system.variables.len() * self.targets.len().max(1));
        // Always go on with the cheapest choice so far; whatever grows from it costs more.
        for _ in 0..CHOICES {
            let (cost, chosen) = waiting.pop_first()?;
            // A choice that ignores a lesson is known to fail without an audit. The shortest such lesson has the
            // fewest ways to go on.
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
                let lesson = self.lesson(&breach, hidden);
                lessons.push(lesson.clone());
                lesson
            };
            // One of these must be hidden, so every good choice is found from one of the larger ones.
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

    /// Returns the numbers of which one at least must be hidden against a breach.
    ///
    /// Goes through all numbers, the cheapest first, and hides each that does not end the breach together with those
    /// hidden before. Even with all of these hidden the breach stays, so each good choice hides one of the others.
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

    /// Returns a good choice, found one number at a time: the most helpful for its cost. Returns `all` if there is no
    /// number left to try.
    fn good(&self, must: Vec<bool>, all: Vec<bool>) -> Vec<bool> {
        let mut hidden = must;
        let mut chosen = Vec::new();
        // One sensitive number after another: what is safe stays safe when more is hidden.
        for target in &self.targets {
            while let Some(breach) = self.breach_of(*target, &hidden) {
                let Some(each) = self.most_helpful(&breach, &hidden) else { return all };
                hidden[each] = true;
                chosen.push(each);
            }
        }
        // What was hidden for one may have become needless by what was hidden for others. The dearest first, since
        // that saves most.
        chosen.sort_by_key(|each| (u64::MAX - self.cost(*each), *each));
        for each in chosen {
            hidden[each] = false;
            if self.breach(&hidden).is_some() {
                hidden[each] = true;
            }
        }
        hidden
    }

    /// Returns the number that widens the interval most for what it costs; `None` if there is none to hide. Above the
    /// width that is asked for, wider is no better.
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

/// Returns what is hidden if these numbers are, too.
fn with(must: &[bool], chosen: &BTreeSet<usize>) -> Vec<bool> {
    must.iter().enumerate().map(|(each, hidden)| *hidden || chosen.contains(&each)).collect()
}

/// Returns the narrowest interval of a number that anybody but its owner is left with, and who that is; `None` if it is
/// the public. An interval as wide as the threshold is followed no further, since no rule asks for more.
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

#[cfg(test)]
mod tests {
    use pmg_core::municipality::MunicipalityCode;

    use super::super::information_loss;
    use super::super::model::nobodys;
    use super::super::system::{Source, Variable, What};
    use super::*;

    /// Returns numbers of families, each of another municipality, and behind them their sum, which is printed.
    fn sum_of(numbers: &[i64]) -> System {
        let mut system = System::default();
        let mut members = Vec::new();
        for (owner, value) in numbers.iter().enumerate() {
            let code = MunicipalityCode::parse(&format!("GM{owner:04}")).unwrap();
            let is_small = *value < 10;
            let given = Variable {
                what: What::Contribution("a.a".to_owned(), code),
                value: *value,
                bounds: if is_small { (1, 9) } else { (10, nobodys().bounds.1) },
                owner: Some(owner),
                cost: (!is_small).then(|| information_loss::contribution(*value)),
                hidden: is_small,
                is_target: is_small,
                counts_persons: true,
                ..nobodys()
            };
            members.push((system.add(given), 1));
        }
        let cost = Some(information_loss::sum(numbers.iter().copied()));
        let value = numbers.iter().sum();
        members.push((system.add(Variable { value, cost, hidden: false, ..nobodys() }), -1));
        system.equate(Source::Sum, members);
        system
    }

    /// Returns what is hidden, by the best choice and by the one that is found a number at a time.
    fn chosen(numbers: &[i64]) -> [Vec<usize>; 2] {
        let system = sum_of(numbers);
        let targets = (0..system.variables.len()).filter(|it| system.variables[*it].is_target);
        let task = Task { system: &system, targets: targets.collect(), rule: Rule::default() };
        let must: Vec<bool> = system.variables.iter().map(|each| each.hidden).collect();
        let all = vec![true; must.len()];
        let choices = [task.best(&must).unwrap(), task.good(must, all)];
        choices.map(|hidden| (0..hidden.len()).filter(|each| hidden[*each]).collect())
    }

    #[test]
    fn a_choice_made_one_number_at_a_time_hides_the_cheapest_that_help() {
        // Of the public 7 is hidden by one other number, of whoever gave that one by a second.
        assert_eq!(chosen(&[70, 7, 20, 30, 40]), [[1, 2, 3], [1, 2, 3]]);
        // 10 can go up only, and leaves the 7 two to go up and six to go down: the same as 11 does.
        assert_eq!(chosen(&[70, 7, 10, 30, 40]), [[1, 2, 3], [1, 2, 3]]);
        // Two of two: the sum is all that is left to hide.
        assert_eq!(chosen(&[7, 20]), [vec![0, 2], vec![0, 2]]);
    }
}
