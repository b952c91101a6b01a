//! A year in which other numbers are hidden, and of which the ledger says the same: then every file does.

use super::files::{Desk, Files, Made};
use super::knowledge::{Knowledge, Told};
use super::plan::{Edition, Given, Plan};
use super::words::Said;

/// What a file says more than the ledger: it is another in a year whose ledger is the same. Also how many such
/// years there were.
pub(crate) fn differences(plan: &Plan, told: &Told<'_>, files: &Files) -> (Vec<String>, usize) {
    let only = std::slice::from_ref(told);
    let public = Knowledge::new(plan, only, None);
    let hidden = told.ledger.numbers.iter().filter(|it| it.1.said == Said::Small);
    let twins = hidden.take(2).filter_map(|((measure, who), _)| {
        let numbers = public.another(public.number(0, *measure, *who)?)?;
        let mut twin = told.edition.clone();
        for ((measure, who), number) in numbers {
            put(&mut twin, measure, who, number);
        }
        if twin == *told.edition { None } else { same_ledger(plan, &twin, files) }
    });
    let twins: Vec<Files> = twins.collect();
    let unlike = |twin: &Files| {
        let formats = [
            ("rapport.md", twin.markdown == files.markdown),
            ("rapport.html", twin.html == files.html),
            ("a table", twin.tables == files.tables),
        ];
        formats.into_iter().filter(|it| !it.1).map(|it| it.0)
    };
    let unlike = twins.iter().flat_map(unlike);
    let told =
        unlike.map(|file| format!("{file} tells two years apart that have the same cijfers.json"));
    (told.collect(), twins.len())
}

fn put(edition: &mut Edition, measure: usize, who: usize, number: i64) {
    if let Some(answers) = &mut edition.answers[who] {
        answers.numbers[measure] = Some(Given::Number(number));
    }
}

/// The files of a year, if its ledger says the same.
fn same_ledger(plan: &Plan, twin: &Edition, files: &Files) -> Option<Files> {
    match Desk::new(plan).make(twin, false) {
        Ok(Made::Published(made)) if made.ledger == files.ledger => Some(made),
        _ => None,
    }
}
