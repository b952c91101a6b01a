//! Figures beside what was printed of them last year: that the three numbers are right, that each can be worked out by
//! whoever reads both editions, and that nothing else is told.

use std::collections::{BTreeMap, BTreeSet};

use pmg_monitor::basis::{Basis, Beside};
use pmg_monitor::document::{self, plain_text};
use pmg_monitor::edition::Edition;
use pmg_monitor::last_year::Obstacle;
use pmg_monitor::render;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::example_2026;
use crate::support::Year;
use crate::verify::{Files, recounted};

/// The numbers of a measure in a ledger that everybody can read; `None` for one that is hidden.
fn printed(ledger: &Value, code: &str) -> BTreeMap<String, Option<Decimal>> {
    let given = ledger["measures"][code]["contributions"].as_array();
    let given = given.into_iter().flatten().map(|each| {
        let value = each["value"].as_number().map(|it| it.to_string().parse().unwrap());
        (each["municipality"].as_str().unwrap().to_owned(), value)
    });
    given.collect()
}

fn sum(ledger: &Value, code: &str) -> Option<Decimal> {
    let sum = ledger["measures"][code]["sum"].as_number()?;
    Some(sum.to_string().parse().unwrap())
}

/// What everybody can work out of the numbers of some municipalities; `None` if nobody can.
fn worked_out(ledger: &Value, code: &str, same: &BTreeSet<&String>) -> Option<Decimal> {
    let numbers = printed(ledger, code);
    let (part, others): (Vec<_>, Vec<_>) = numbers.iter().partition(|(who, _)| same.contains(who));
    let all = |numbers: &[(&String, &Option<Decimal>)]| -> Option<Decimal> {
        numbers.iter().map(|(_, value)| **value).sum()
    };
    all(&part).or_else(|| Some(sum(ledger, code)? - all(&others)?))
}

#[test]
fn what_is_told_of_last_year_is_what_anybody_can_work_out_from_the_two_editions() {
    let (_, third) = example_2026::years();
    let facts = &third.facts;
    let before = &facts.last_editions.first().unwrap().published;
    let before: Value = serde_json::from_str(&before.text).unwrap();
    let now = pmg_monitor::ledger::write(facts, Edition::Final);
    let now: Value = serde_json::from_slice(&now).unwrap();
    let (mut told, mut kept_back) = (0, 0);
    for code in facts.figures.measures.keys() {
        let (then, given) = (printed(&before, code), printed(&now, code));
        let same: BTreeSet<&String> = then.keys().filter(|who| given.contains_key(*who)).collect();
        let of = |ledger: &Value| worked_out(ledger, code, &same);
        let expected = sum(&before, code).zip(of(&before)).zip(of(&now));
        let expected = expected.filter(|_| !same.is_empty());
        let compared = facts.last_year.measure(code).ok();
        let found = compared.map(|it| ((it.before, it.same_before), it.same_now));
        // Under another code, or asked otherwise, nothing is compared.
        if facts.last_editions.first().unwrap().series.same.get(code) == Some(&vec![code.clone()]) {
            assert_eq!(found, expected, "{code}");
            told += usize::from(found.is_some());
            kept_back += usize::from(found.is_none() && !same.is_empty());
        }
    }
    assert!(told > 15 && kept_back > 3, "{told} told, {kept_back} kept back");
}

/// What stands in the way of each comparison, worked out from the two editions and the list of what was changed.
#[test]
fn where_nothing_is_told_of_last_year_the_reason_is_the_true_one() {
    let (_, third) = example_2026::years();
    let facts = &third.facts;
    let last = facts.last_editions.first().unwrap();
    let before: Value = serde_json::from_str(&last.published.text).unwrap();
    let changed_now = |code: &String| {
        let mut changes = facts.cycle.changes.iter();
        changes.any(|change| !change.compares && change.now.contains(code))
    };
    let mut reasons = BTreeSet::new();
    for (code, figure) in &facts.figures.measures {
        let Err(obstacle) = facts.last_year.measure(code) else { continue };
        let was = last.series.same.get(code);
        let asked =
            was.is_some_and(|was| was.iter().any(|it| before["measures"].get(it).is_some()));
        let then: BTreeSet<String> =
            was.into_iter().flatten().flat_map(|it| printed(&before, it).into_keys()).collect();
        let twice = figure.contributions.iter().any(|it| then.contains(it.municipality.as_str()));
        let expected = match (asked, changed_now(code), twice) {
            (false, true, _) => Obstacle::AskedOtherwise,
            (false, false, _) => Obstacle::NotAsked,
            (true, _, false) => Obstacle::NobodyTwice,
            (true, _, true) => Obstacle::WouldTell,
        };
        assert_eq!(obstacle, expected, "{code}");
        reasons.insert(format!("{obstacle:?}"));
    }
    assert!(reasons.len() > 1, "{reasons:?}");
    // The first year of all has nothing to compare with.
    let (first, _) = crate::verify::example();
    assert_eq!(first.facts.last_year.measure("ajb.aangemeld"), Err(Obstacle::NoEdition));
}

#[test]
fn the_third_year_says_what_the_same_municipalities_gave() {
    let (_, third) = example_2026::years();
    let sentences: Vec<String> =
        document::sentences(&third.document).into_iter().map(|it| it.text).collect();
    let all = sentences.join("\n");
    assert!(all.contains(" in 2025 naar "), "{all}");
    assert!(all.contains("Toen en nu in acht gemeenten: "), "{all}");
    let mut kinds = BTreeSet::new();
    third.document.each_run(&mut |run| {
        kinds.extend(document::bases(run).into_iter().filter_map(|basis| match basis {
            Basis::LastYear { what, .. } => Some(*what),
            _ => None,
        }));
    });
    let all = [Beside::SameBefore, Beside::SameNow, Beside::Same, Beside::Change, Beside::Obstacle];
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), all);
}

#[test]
fn a_year_without_an_edition_before_it_says_nothing_of_last_year() {
    let draft = Year::example().draft();
    let mut found = 0;
    draft.document.each_run(&mut |run| {
        found +=
            document::bases(run).iter().filter(|it| matches!(it, Basis::LastYear { .. })).count();
        assert!(!plain_text(run).contains("jaar ervoor"));
    });
    assert_eq!(found, 0);
}

#[test]
fn a_number_of_last_year_that_is_another_is_found() {
    let (_, third) = example_2026::years();
    let mut printed = Files {
        ledger: third.ledger.clone(),
        markdown: render::markdown::render(&third.document),
        html: render::html::render(&third.document),
        pdf: Vec::new(),
        word: Vec::new(),
        tables: third.tables.clone(),
    };
    let told = |printed: &Files| -> Vec<String> {
        let told = recounted(third, printed, Edition::Final).differences.into_iter();
        told.map(|it| it.what).filter(|what| what.contains("vorig-jaar:")).collect()
    };
    assert_eq!(told(&printed), [""; 0]);
    let start = "data-basis=\"vorig-jaar:zelfde-toen:";
    let at = printed.html.find(start).unwrap();
    let at = at + printed.html[at..].find('>').unwrap() + 1;
    let other = if printed.html[at..].starts_with('9') { "8" } else { "9" };
    printed.html.replace_range(at..=at, other);
    let told = told(&printed);
    assert!(told.iter().any(|what| what.contains("vorig-jaar:zelfde-toen:")), "{told:?}");
}
