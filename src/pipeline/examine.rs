//! From the files of a year to usable answers, with all that was found on the way.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use pmg_core::answers::{self, Submission};
use pmg_core::checks::{self, CheckContext};
use pmg_core::cycle;
use pmg_core::edition::EditionNumber;
use pmg_core::finding::Checked;
use pmg_core::questionnaire;
use pmg_core::workbook::{self, Sheets, Unreadable};
use pmg_report::render;

use super::editions::{self, Editions, year_before};
use super::error::PipelineError;
use super::examined::Examined;
use super::timings::{Stage, Timings, timed};

/// Called, from any thread, with how many returns were read, and of how many.
pub type Progress = dyn Fn(usize, usize) + Sync;

/// Checks the returns of a year, or only the given files.
///
/// # Errors
/// A [`PipelineError`] if the year itself cannot be read.
pub fn check(
    year: &Path,
    files: &[PathBuf],
    progress: &Progress,
) -> Result<Examined, PipelineError> {
    let files = (!files.is_empty()).then_some(files);
    let mut examined = examine(year, files, None, progress)?;
    if files.is_some() {
        examined.findings = checks::without_missing_returns(examined.findings);
    }
    Ok(examined)
}

/// Checks returns without comparing them with the year before: enough to see whose a return is and whether it can be
/// used.
///
/// # Errors
/// A [`PipelineError`] if the year itself cannot be read.
pub fn identify(year: &Path, files: &[PathBuf]) -> Result<Examined, PipelineError> {
    let files = (!files.is_empty()).then_some(files);
    let mut examined = examine_alone(year, files, None, None, &|_, _| ())?;
    examined.findings = checks::without_missing_returns(examined.findings);
    Ok(examined)
}

/// Runs the stages up to the checks, which compare with the year before if its folder is there. With an `edition`, no
/// edition of the year counts as having appeared but those before it.
pub(super) fn examine(
    year: &Path,
    files: Option<&[PathBuf]>,
    edition: Option<EditionNumber>,
    progress: &Progress,
) -> Result<Examined, PipelineError> {
    let (previous, cost) =
        timed(|| year_before(year).map(|folder| answers_of(&folder)).transpose());
    let previous = previous?;
    let mut examined = examine_alone(year, files, previous.as_ref(), edition, progress)?;
    if previous.is_some() {
        examined.timings.0.insert(0, Stage { name: "year before", cost, is_beside: false });
    }
    Ok(examined)
}

/// A year that another is compared with. Its cells are not kept: they take more memory than all the rest.
fn answers_of(year: &Path) -> Result<Examined, PipelineError> {
    let examined = examine_alone(year, None, None, None, &|_, _| ())?;
    Ok(Examined { sheets: Vec::new(), ..examined })
}

/// Runs the stages up to the checks, with which every command begins.
fn examine_alone(
    year: &Path,
    files: Option<&[PathBuf]>,
    previous: Option<&Examined>,
    edition: Option<EditionNumber>,
    progress: &Progress,
) -> Result<Examined, PipelineError> {
    let mut timings = Timings::default();
    // What the team has set up for the year.
    let mut cycle = timings.time("cycle", || cycle::load(year))?;
    if let Some(edition) = edition {
        cycle.published = cycle.before(edition);
    }
    // What was asked, findable by code.
    let questionnaire =
        timings.time("questionnaire", || questionnaire::build(&cycle.definition))?;
    // What the year before answered, as far as the questions are still the same.
    let before = previous.map(|previous| &previous.questionnaire);
    let changes = questionnaire::changes(&cycle.changes, &questionnaire, before)?;
    let last_year = previous.map(|previous| checks::last_year(&previous.accepted, &changes));
    // The first year has none before it.
    let last_year = last_year.unwrap_or_default();
    // What everybody knows already.
    let Editions { earlier, last: last_editions } =
        timings.time("earlier", || editions::editions(year, &cycle, previous, &changes))?;
    // The cells of every return; in the order of names, whichever is read first.
    let files = files.unwrap_or(&cycle.returns);
    let done = AtomicUsize::new(0);
    let read_one = |path: &PathBuf| {
        let read = workbook::read(path);
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, files.len());
        read
    };
    let read: Vec<Result<Sheets, Unreadable>> =
        timings.time("workbooks", || files.par_iter().map(read_one).collect());
    // What they answer.
    let answer = |sheets: &Sheets| answers::read(sheets, &questionnaire);
    let incoming: Vec<Result<Submission, Unreadable>> = timings.time("answers", || {
        read.par_iter().map(|read| read.as_ref().map(answer).map_err(Clone::clone)).collect()
    });
    // What the figures may rest on.
    let context = CheckContext {
        cycle: &cycle,
        questionnaire: &questionnaire,
        last_year: &last_year,
        printable: render::covers,
    };
    let checked = timings.time("checks", || checks::check(incoming, context));
    let Checked { value: accepted, mut findings } = checked;
    let sheets: Vec<Sheets> = read.into_iter().flatten().collect();
    // In the order in which somebody meets them who goes through the workbooks.
    checks::put_in_order(&mut findings, &sheets);
    Ok(Examined {
        cycle,
        questionnaire,
        sheets,
        accepted,
        last_year,
        earlier,
        last_editions,
        findings,
        timings,
    })
}
