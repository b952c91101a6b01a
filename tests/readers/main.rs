//! An attacker who reads only what a reader has: the files of final editions. Out of these and the public
//! questionnaire come equations, and a solver says how close anybody can come to what is hidden.
//!
//! Every change is tested on a few dozen histories. A thousand:
//! `PMG_HISTORIES=1000 cargo test --release --test readers`, and from another one on with `PMG_FIRST_HISTORY=2000`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![expect(
    clippy::disallowed_methods,
    reason = "a test sets its own stage and reads how much is asked"
)]

mod account;
mod asked;
mod attack;
#[path = "../random_years/chance.rs"]
mod chance;
mod consistent;
mod files;
mod knowledge;
mod ledger;
mod limits;
mod plan;
mod tables;
mod template;
mod text;
mod twins;
mod words;

use std::num::NonZero;
use std::ops::Range;

use files::{Desk, Made};
use knowledge::Told;
use ledger::{Ledger, Shown};
use plan::{MUNICIPALITIES, Plan, Reach};

/// So many histories are tested with every change.
const FEW: u64 = 60;
/// Of one in so many the last edition is set as PDF, which takes longest.
const IN_PRINT: u64 = 12;
/// Of one in so many the first edition is held beside others that hide other numbers.
const TWINS: u64 = 3;

fn number_of(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// What came of histories.
#[derive(Debug, Default)]
struct Outcome {
    wrong: Vec<String>,
    editions: usize,
    /// Editions of which the program says that it cannot protect something any more.
    refused: usize,
    /// Small numbers that somebody tried to come close to, with each edition again.
    tried: usize,
    twins: usize,
}

impl Outcome {
    fn and(mut self, other: Self) -> Self {
        self.wrong.extend(other.wrong);
        self.editions += other.editions;
        self.refused += other.refused;
        self.tried += other.tried;
        self.twins += other.twins;
        self
    }
}

#[test]
fn nobody_who_reads_the_files_of_all_editions_comes_close_to_a_small_number() {
    let first = number_of("PMG_FIRST_HISTORY").unwrap_or(1);
    let histories = number_of("PMG_HISTORIES").unwrap_or(FEW);
    let everything = std::env::var("PMG_REACH").is_ok_and(|reach| reach == "everything");
    let reach = if everything { Reach::Everything } else { Reach::WhatIsCoveredNow };
    let outcome = all(first..first + histories, reach);
    let Outcome { wrong, editions, refused, tried, twins } = outcome;
    println!("{editions} editions, {refused} refused, {tried} numbers tried, {twins} twins");
    assert!(histories < FEW || (tried > 0 && twins > 0), "nothing was hidden");
    assert!(
        wrong.is_empty(),
        "{} wrong in {histories} histories:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Reads histories at once, on threads of their own: one of the pool that waits in the program would begin another
/// history on top of its own stack.
fn all(seeds: Range<u64>, reach: Reach) -> Outcome {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let some = |thread: usize| seeds.clone().skip(thread).step_by(threads);
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads)
            .map(|thread| {
                let some = some(thread).map(move |seed| read(seed, reach));
                scope.spawn(move || some.fold(Outcome::default(), Outcome::and))
            })
            .collect();
        let outcomes = running.into_iter().map(|thread| thread.join().unwrap());
        outcomes.fold(Outcome::default(), Outcome::and)
    })
}

/// Reads what came of a drawn history.
fn read(seed: u64, reach: Reach) -> Outcome {
    let plan = Plan::draw(seed, reach);
    let mut outcome = published(&plan, seed.is_multiple_of(IN_PRINT));
    outcome.wrong = outcome.wrong.iter().map(|what| format!("history {seed}: {what}")).collect();
    outcome
}

/// Publishes the editions of a history and reads them, up to the first that has something wrong.
fn published(plan: &Plan, has_pdf: bool) -> Outcome {
    let desk = Desk::new(plan);
    let mut told: Vec<Told<'_>> = Vec::new();
    let mut outcome = Outcome::default();
    for (at, edition) in plan.editions.iter().enumerate() {
        outcome.editions += 1;
        let is_last = at + 1 == plan.editions.len();
        let files = match desk.make(edition, is_last && has_pdf) {
            Ok(Made::Published(files)) => files,
            Ok(Made::Refused) => {
                outcome.refused += 1;
                continue;
            }
            Err(error) => {
                outcome.wrong.push(error);
                break;
            }
        };
        desk.keep(edition, &files);
        match Ledger::read(&files.ledger, &plan.asked) {
            Ok(ledger) => {
                let (more, shares) = consistent::read(plan, &files, &ledger);
                outcome.wrong.extend(more);
                outcome.wrong.extend(tables::differences(&files, &ledger, &plan.asked));
                told.push(Told { edition, ledger, shares });
            }
            Err(error) => outcome.wrong.push(format!("cijfers.json: {error}")),
        }
        if at == 0 && plan.asks.is_multiple_of(TWINS) && outcome.wrong.is_empty() {
            let (more, twins) = twins::differences(plan, &told[0], &files);
            outcome.wrong.extend(more);
            outcome.twins += twins;
        }
        let (more, tried) = attack::breaches(plan, &told);
        outcome.wrong.extend(more);
        outcome.tried += tried;
        if !outcome.wrong.is_empty() {
            break;
        }
    }
    if !outcome.wrong.is_empty() {
        outcome.wrong.push(story(plan, &told));
    }
    outcome
}

/// What was given in each edition, and what was shown of it.
fn story(plan: &Plan, told: &[Told<'_>]) -> String {
    let Plan { threshold, width, asked, .. } = plan;
    let mut lines = vec![format!("below {threshold}, width {width}; {:?}", asked.relations)];
    for each in told {
        lines.push(format!("  {}", each.edition.year));
        for (at, measure) in asked.measures.iter().enumerate() {
            let of_measure = each.ledger.numbers.iter().filter(|it| it.0.0 == at);
            let number = |((_, who), shown): (&(usize, usize), &Shown)| {
                let beside = if shown.is_counted { "" } else { " beside" };
                let number = each.edition.number(at, *who).unwrap();
                format!("{} {number} {:?}{beside}", MUNICIPALITIES[*who].1, shown.said)
            };
            let numbers: Vec<String> = of_measure.map(number).collect();
            lines.push(format!(
                "    {at} {} ({:?}{}): {}; sum {:?}",
                measure.code,
                measure.unit,
                if measure.cumulative { ", counts on" } else { "" },
                numbers.join(", "),
                each.ledger.sums[&at]
            ));
        }
    }
    lines.join("\n")
}
