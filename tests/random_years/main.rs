//! Years that nobody thought of: drawn at random, written as real workbooks, built as draft and as final
//! edition, and held against the program's own recount and a calculation of the test's own.
//!
//! Every change is tested on a few. All hundred: `PMG_YEARS=100 cargo test --test random_years`, and from
//! another one on with `PMG_FIRST_YEAR=200`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![expect(
    clippy::disallowed_methods,
    reason = "a test sets its own stage and reads how much is asked"
)]

mod asked;
mod calculation;
mod chance;
mod dutch;
mod expected;
mod files;
mod plan;

use std::path::Path;

use pmg_monitor::edition::Edition;
use pmg_monitor::finding::{Finding, Severity};
use pmg_monitor::format::Format;
use pmg_monitor::pipeline::{self, BuildRequest, Composition, PipelineError, Report};
use pmg_monitor::recount::Difference;
use pmg_monitor::recount::{self, Printed};
use pmg_monitor::{checks, cycle};
use rayon::prelude::*;

use asked::Asked;
use calculation::Calculation;
use plan::Plan;

/// So many years are tested with every change, without the PDF of the draft, which takes longest.
const FEW: u64 = 4;

fn number_of(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

#[test]
fn random_years_come_out_as_they_were_drawn() {
    let first = number_of("PMG_FIRST_YEAR").unwrap_or(1);
    let years = number_of("PMG_YEARS").unwrap_or(FEW);
    let seeds = (first..first + years).into_par_iter();
    let wrong: Vec<String> = seeds.flat_map_iter(|seed| wrong_in(seed, years > FEW)).collect();
    assert!(
        wrong.is_empty(),
        "{} differences in {years} years:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// What is not as it should be in a year; `is_whole` where the draft is set as PDF, too.
fn wrong_in(seed: u64, is_whole: bool) -> Vec<String> {
    let asked = Asked::of_2024(!seed.is_multiple_of(5));
    let plan = Plan::draw(seed, &asked);
    let folder = tempfile::tempdir().unwrap();
    files::write(folder.path(), &plan, &asked);
    let calculation = Calculation::of(&plan, &asked);
    let mut wrong = Vec::new();
    for edition in [Edition::Draft, Edition::Final] {
        match built(&folder.path().join("2024"), edition, is_whole || edition.is_final()) {
            Err(error) => wrong.push(format!("cannot be built: {error}")),
            Ok((draft, report)) => {
                wrong.extend(expected::unlike(&calculation, &plan, &draft, &report, edition));
                wrong.extend(recounted(&draft, &report, edition));
                wrong.extend(refused(&draft, &plan));
            }
        }
    }
    wrong.iter().map(|what| format!("year {seed}: {what}")).collect()
}

fn built(
    year: &Path,
    edition: Edition,
    has_pdf: bool,
) -> Result<(Composition, Report), PipelineError> {
    let (templates, returns, timestamp) = (None, None, None);
    let request = BuildRequest {
        year: year.to_owned(),
        templates,
        style: None,
        returns,
        edition,
        draft: None,
        number: None,
        timestamp,
    };
    let formats = if has_pdf { &Format::ALL[..] } else { &[Format::Markdown, Format::Html] };
    pipeline::build(&request, formats, &|_, _| ())
}

/// What the program's own recount says.
fn recounted(draft: &Composition, report: &Report, edition: Edition) -> Vec<String> {
    let facts = &draft.facts;
    let table = recount::tabulate(
        &facts.accepted,
        &facts.cycle,
        &facts.questionnaire,
        &facts.last_editions,
    );
    let printed = Printed {
        ledger: &draft.ledger,
        markdown: &report.markdown,
        html: &report.html,
        pdf: &report.pdf,
        word: &report.word,
        table: &table,
        tables: &draft.tables,
        suppression: &facts.disclosure,
        edition,
        draft: draft.draft,
    };
    let recount = recount::verify(&table, &facts.cycle, &printed).unwrap();
    let unset = |format: &Format| report.bytes(*format).is_none();
    let unset: Vec<&str> = Format::ALL.into_iter().filter(unset).map(Format::report).collect();
    let set = |it: &&Difference| !unset.contains(&&*it.file);
    recount.differences.iter().filter(set).map(|it| format!("recount, {edition:?}: {it}")).collect()
}

/// What stands in the way of a final edition and was not planted; and what was planted and does not.
fn refused(draft: &Composition, plan: &Plan) -> Vec<String> {
    let open = draft.findings.iter().filter(|each| !checks::is_settled_for_good(each));
    let open: Vec<&Finding> = open.collect();
    let told =
        |it: &&Finding| format!("{} {:?} {:?}: {}", it.code, it.question, it.place, it.message);
    if plan.is_clean {
        return open.iter().map(told).map(|it| format!("stands in the way: {it}")).collect();
    }
    let errors = open.iter().filter(|it| it.severity == Severity::Error);
    let errors: Vec<&str> = errors.filter_map(|it| it.question.as_deref()).collect();
    let planted = plan.planted.iter().filter(|code| !errors.contains(&code.as_str()));
    planted.map(|code| format!("planted at {code}, and not found")).collect()
}

/// The repository's own year, from which the drawn ones take what is not drawn.
fn example(file: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("input/2024");
    match file {
        cycle::SHEETS => cycle::STANDARD_SHEETS.to_owned(),
        file => std::fs::read_to_string(folder.join(file)).unwrap(),
    }
}
