//! What nobody may come to know, and whether somebody does.

use super::asked::Relation;
use super::knowledge::{Knowledge, Sum, Told};
use super::plan::{MUNICIPALITIES, Plan, Reach};
use super::words::Said;

/// Something that nobody may come to know.
#[derive(Debug, Clone, Copy)]
enum What {
    /// A small number that is not shown.
    Small { measure: usize },
    /// What is left of a whole after a part.
    Remainder { part: usize, whole: usize },
    /// What is left of a total after the parts that were given.
    Missing { whole: usize },
    /// What came to a number since an edition.
    Increase { measure: usize, since: usize },
}

#[derive(Debug, Clone, Copy)]
struct Target {
    edition: usize,
    who: usize,
    what: What,
    truth: i64,
}

/// The small numbers that somebody can come too close to, in words; and how many were tried.
pub(crate) fn breaches(plan: &Plan, told: &[Told<'_>]) -> (Vec<String>, usize) {
    let width = plan.width.min(plan.threshold - 2);
    let public = Knowledge::new(plan, told, None);
    let targets = targets(plan, told, &public);
    if targets.is_empty() {
        return (Vec::new(), 0);
    }
    let knows = |who: usize| told.last().is_some_and(|last| hides_from_others(last, who));
    let municipalities = 0..plan.editions[0].answers.len();
    let insiders = municipalities.filter(|who| knows(*who));
    let insiders = insiders.map(|who| (Some(who), Knowledge::new(plan, told, Some(who))));
    let everybody: Vec<_> = std::iter::once((None, public)).chain(insiders).collect();
    let mut found = Vec::new();
    for target in &targets {
        let others = everybody.iter().filter(|(who, _)| *who != Some(target.who));
        for (who, knowledge) in others {
            let Some(sum) = known(knowledge, plan, *target) else { continue };
            // Who is wrong learns nothing.
            let Some((low, Some(high))) = knowledge.interval(&sum) else { continue };
            if high - low < width && (low..=high).contains(&target.truth) {
                let who = who.map_or("everybody", |who| MUNICIPALITIES[who].1);
                found.push(format!(
                    "{who} knows that {} is {low} to {high}; it is {}",
                    in_words(plan, *target),
                    target.truth
                ));
                break;
            }
        }
    }
    (found, targets.len())
}

/// Whether a municipality knows numbers of its own that others don't.
fn hides_from_others(told: &Told<'_>, who: usize) -> bool {
    told.ledger
        .numbers
        .iter()
        .any(|(which, shown)| which.1 == who && matches!(shown.said, Said::Small | Said::Withheld))
}

fn targets(plan: &Plan, told: &[Told<'_>], public: &Knowledge) -> Vec<Target> {
    let mut targets = Vec::new();
    for (edition, each) in told.iter().enumerate() {
        let truth = |measure: usize, who: usize| each.edition.number(measure, who).unwrap();
        let there = |measure: usize, who: usize| each.ledger.numbers.contains_key(&(measure, who));
        let mut put = |who, what, truth: i64| {
            if (1..plan.threshold).contains(&truth) {
                targets.push(Target { edition, who, what, truth });
            }
        };
        for (measure, who) in each.ledger.numbers.keys().copied() {
            if public.comes_back(edition, measure, who) {
                continue;
            }
            let asked = &plan.asked.measures[measure];
            if asked.unit.is_sensitive() {
                put(who, What::Small { measure }, truth(measure, who));
            }
            let year = |edition: usize| told[edition].edition.year;
            let before = (0..edition).rev().filter(|it| year(*it) < year(edition));
            let mut before = before.filter(|it| public.number(*it, measure, who).is_some());
            let is_replaced = edition + 1 < told.len() && year(edition) == year(told.len() - 1);
            let is_covered = !is_replaced || plan.reach == Reach::Everything;
            if let Some(since) = before.next().filter(|_| asked.cumulative && is_covered) {
                let then = told[since].edition.number(measure, who).unwrap();
                if then > 0 {
                    put(who, What::Increase { measure, since }, truth(measure, who) - then);
                }
            }
        }
        if edition + 1 < told.len() && plan.reach == Reach::WhatIsCoveredNow {
            continue;
        }
        for who in 0..each.edition.answers.len() {
            for (part, whole) in parts(plan) {
                if there(part, who) && there(whole, who) && truth(part, who) > 0 {
                    put(who, What::Remainder { part, whole }, truth(whole, who) - truth(part, who));
                }
            }
            for relation in &plan.asked.relations {
                let Relation::Total(whole, parts) = relation else { continue };
                let given: Vec<usize> =
                    parts.iter().copied().filter(|part| there(*part, who)).collect();
                if there(*whole, who) && given.len() < parts.len() {
                    let given: i64 = given.iter().map(|part| truth(*part, who)).sum();
                    put(who, What::Missing { whole: *whole }, truth(*whole, who) - given);
                }
            }
        }
    }
    targets
}

/// Parts and their wholes, also by way of another part.
fn parts(plan: &Plan) -> Vec<(usize, usize)> {
    let declared = plan.asked.relations.iter().filter_map(|relation| match relation {
        Relation::PartOf(part, whole) => Some((*part, *whole)),
        _ => None,
    });
    let declared: Vec<(usize, usize)> = declared.collect();
    let further = declared.iter().flat_map(|(some, part)| {
        declared.iter().filter(move |it| it.0 == *part).map(move |it| (*some, it.1))
    });
    declared.iter().copied().chain(further).collect()
}

/// What a target is made of, for whoever knows this.
fn known(knowledge: &Knowledge, plan: &Plan, target: Target) -> Option<Sum> {
    let Target { edition, who, what, .. } = target;
    let number = |measure: usize| knowledge.number(edition, measure, who);
    Some(match what {
        What::Small { measure } => number(measure)?.clone(),
        What::Remainder { part, whole } => number(whole)?.minus(number(part)?),
        What::Increase { measure, since } => {
            number(measure)?.minus(knowledge.number(since, measure, who)?)
        }
        What::Missing { whole } => {
            let parts = plan.asked.relations.iter().find_map(|relation| match relation {
                Relation::Total(total, parts) if *total == whole => Some(parts),
                _ => None,
            });
            let given = parts?.iter().filter_map(|part| number(*part));
            given.fold(number(whole)?.clone(), |rest, part| rest.minus(part))
        }
    })
}

fn in_words(plan: &Plan, target: Target) -> String {
    let Target { edition, who, what, .. } = target;
    let code = |measure: usize| &plan.asked.measures[measure].code;
    let what = match what {
        What::Small { measure } => code(measure).clone(),
        What::Remainder { part, whole } => format!("{} without {}", code(whole), code(part)),
        What::Missing { whole } => format!("what is left of {}", code(whole)),
        What::Increase { measure, since } => {
            format!("the growth of {} since edition {since}", code(measure))
        }
    };
    format!("{what} of {} in edition {edition}", MUNICIPALITIES[who].1)
}
