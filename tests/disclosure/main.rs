//! No small number can be worked out, says an attacker who was not told how the choice was made; and
//! what is hidden tells nothing either.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod attacker;
mod case;
mod history;
mod reader;
mod shown;
mod tells;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use pmg_monitor::disclosure::{Disclosure, Rule, Sensitive, protect};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use attacker::{Attacker, Target};
use proptest::strategy::Strategy;

use case::{Case, Item, Never, cases, code, gemeente};

/// The targets that the disclosure says it cannot protect.
fn given_up(disclosure: &Disclosure, targets: &[Target]) -> BTreeSet<Target> {
    let is_of = |target: &&Target| {
        disclosure.already_public().iter().any(|failure| {
            let proof = &failure.proof;
            let (measure, who) = match **target {
                Target::Number(measure, who)
                | Target::Increase(measure, who)
                | Target::Previous(measure, who)
                | Target::Remainder(measure, _, who) => (measure, who),
            };
            let same = match (&proof.what, **target) {
                (Sensitive::Contribution, Target::Number(..))
                | (Sensitive::Increase { .. }, Target::Increase(..))
                | (Sensitive::Previous { .. }, Target::Previous(..)) => true,
                (Sensitive::Remainder { part }, Target::Remainder(_, other, _)) => {
                    // Where a part was not given, either name will do.
                    *part == code(other) || measure == 0
                }
                _ => false,
            };
            same && proof.measure == code(measure) && proof.municipality == gemeente(who)
        })
    };
    targets.iter().filter(is_of).copied().collect()
}

/// What hiding costs, in thousandths.
fn loss(case: &Case, item: Item) -> u64 {
    let number = |value: i64| 1_000 + 10 * u64::from(value.unsigned_abs().ilog2());
    match item {
        Item::Number(measure, who) => number(case.number(measure, who).unwrap()),
        Item::Sum(measure) => {
            let values = case.measures[measure].iter().flatten().filter(|value| **value > 0);
            1_000 + values.map(|value| number(*value)).sum::<u64>()
        }
    }
}

/// The least loss at which the attacker learns nothing, by trying every choice in order of its loss.
/// What he could learn from one choice he learns from every choice that hides less, so a choice
/// must have something from outside each of the largest choices that were found wanting.
fn least(case: &Case, attacker: &Attacker, must: &BTreeSet<Item>, targets: &[Target]) -> u64 {
    let items = attacker.choices();
    let of = |mask: u32| (0..items.len()).filter(move |bit| mask >> bit & 1 == 1);
    let with = |mask: u32| -> BTreeSet<Item> {
        must.iter().copied().chain(of(mask).map(|bit| items[bit])).collect()
    };
    let costs: Vec<u64> = items.iter().map(|item| loss(case, *item)).collect();
    let mut masks: Vec<(u64, u32)> = (0..1_u32 << items.len())
        .map(|mask| (of(mask).map(|bit| costs[bit]).sum(), mask))
        .collect();
    masks.sort_unstable();
    let mut wanted: Vec<u32> = Vec::new();
    for (cost, mask) in masks {
        if wanted.iter().any(|wanted| wanted & mask == 0) {
            continue;
        }
        let Some((target, who)) = attacker.breach(&with(mask), targets) else { return cost };
        let mut largest = mask;
        for bit in 0..items.len() {
            if !attacker.is_safe(&with(largest | 1 << bit), target, who) {
                largest |= 1 << bit;
            }
        }
        wanted.push(!largest & ((1 << items.len()) - 1));
    }
    panic!("hiding everything does not help: {case:?}")
}

#[test]
fn nobody_works_out_a_small_number_and_what_that_costs_is_known() {
    let ratios = RefCell::new(Vec::new());
    for_all(cases(), |case| {
        let disclosure = case.protected();
        let attacker = Attacker::new(&case);
        let hidden = case.hidden(&disclosure);
        let all: BTreeSet<Item> = attacker.choices().into_iter().chain(hidden.clone()).collect();
        // What cannot be protected by hiding everything is said so, and nothing else is.
        let targets = attacker.targets();
        let lost: BTreeSet<Target> = targets
            .iter()
            .filter(|target| attacker.breach(&all, &[**target]).is_some())
            .copied()
            .collect();
        assert_eq!(given_up(&disclosure, &targets), lost);
        // The rest is protected.
        let rest: Vec<Target> =
            targets.into_iter().filter(|target| !lost.contains(target)).collect();
        assert_eq!(attacker.breach(&hidden, &rest), None);
        // Beside the least loss at which nobody can work out anything, whatever the choice tells.
        let choices: BTreeSet<Item> = attacker.choices().into_iter().collect();
        let cost: u64 = hidden.intersection(&choices).map(|item| loss(&case, *item)).sum();
        let must = hidden.difference(&choices).copied().collect();
        let least = least(&case, &attacker, &must, &rest);
        ratios.borrow_mut().extend((cost * 1_000).checked_div(least));
    });
    let ratios = ratios.into_inner();
    assert!(!ratios.is_empty(), "no year with something to choose");
    let worst = ratios.iter().max().copied().unwrap_or_default();
    let all = ratios.iter().sum::<u64>();
    let mean = all / u64::try_from(ratios.len()).unwrap();
    println!(
        "{} years, loss in thousandths of the least: worst {worst}, mean {mean}",
        ratios.len()
    );
    // What it costs that the choice tells nothing, in years of six municipalities at most.
    assert!(mean <= 1_750, "{mean}");
}

/// Runs the same cases each time, as many as `PROPTEST_CASES` says.
fn for_all<S: Strategy>(cases: S, check: impl Fn(S::Value)) {
    let config = Config { failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let result = TestRunner::new_with_rng(config, rng).run(&cases, |case| {
        check(case);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

#[test]
fn sums_that_were_shown_before_hide_nothing_as_long_as_they_stay() {
    for_all(cases(), |case| {
        let without = case.protected();
        let mut earlier = case.earlier();
        earlier.insert(0, case.sums(&without));
        let (figures, questionnaire) = (case.figures(), case.questionnaire());
        let after = protect(&figures, &questionnaire, Rule::default(), &earlier, &Never);
        assert_eq!(case.hidden(&after), case.hidden(&without));
        assert_eq!(after.already_public().len(), without.already_public().len());
    });
}

#[test]
fn nobody_works_out_who_came_after_the_previews() {
    for_all(shown::years(), |year| assert_eq!(year.breaches(), [""; 0]));
}

#[test]
fn nobody_works_out_a_small_number_from_several_editions_of_a_year() {
    for_all(history::of_one_year(), |history| assert_eq!(reader::breaches(&history), [""; 0]));
}

#[test]
fn nobody_works_out_a_small_number_from_years_that_count_on() {
    for_all(history::of_years(), |history| assert_eq!(reader::breaches(&history), [""; 0]));
}

#[test]
fn what_is_hidden_tells_nothing() {
    let checked = Cell::new((0, 0));
    for_all(cases(), |case| {
        // Whoever knows how an edition treats a corrected number of another one can tell more: not promised.
        if case.is_corrected() {
            return;
        }
        let (untold, count) = tells::untold(&case);
        let (years, values) = checked.get();
        checked.set((years + 1, values + count));
        assert_eq!(untold, [""; 0], "{case:?}");
    });
    let (years, values) = checked.get();
    println!(
        "{years} years, {values} values that are promised, each of which could be printed the same"
    );
    assert!(values > years);
}
