//! From the files of a year to usable answers, with all that was found on the way.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use pmg_core::answers::{self, Submission};
use pmg_core::checks::{self, Accepted, CheckContext, LastYear};
use pmg_core::cycle::{self, Cycle};
use pmg_core::finding::{Checked, Finding};
use pmg_core::municipality::MunicipalityCode;
use pmg_core::questionnaire::{self, Questionnaire};
use pmg_core::workbook::{self, Sheets, Unreadable};
use pmg_report::disclosure::Earlier;
use pmg_report::render;

use super::{PipelineError, Progress, Timings, editions};

/// The returns of a year, examined.
#[derive(Debug)]
pub struct Examined {
    /// The year.
    pub cycle: Cycle,
    /// What was asked.
    pub questionnaire: Questionnaire,
    /// The cells of every return that could be read, in the order of file names.
    pub sheets: Vec<Sheets>,
    /// What the figures may rest on.
    pub accepted: Accepted,
    /// What was answered a year before, under the codes of this year; empty without that year.
    pub last_year: LastYear,
    /// What earlier editions published, of this year and of the years before.
    pub earlier: Vec<Earlier>,
    /// Everything that was found.
    pub findings: Vec<Finding>,
    /// What each stage cost.
    pub timings: Timings,
}

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
    let mut examined = examine(year, files, progress)?;
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
    let mut examined = examine_alone(year, files, None, &|_, _| ())?;
    examined.findings = checks::without_missing_returns(examined.findings);
    Ok(examined)
}

/// The names of the files of each municipality, by the code that stands in them; also files that cannot be used.
#[must_use]
pub fn files(examined: &Examined) -> BTreeMap<MunicipalityCode, Vec<String>> {
    let mut files: BTreeMap<MunicipalityCode, Vec<String>> = BTreeMap::new();
    for sheets in &examined.sheets {
        let submission = answers::read(sheets, &examined.questionnaire);
        if let Some(municipality) = checks::sender(&submission, &examined.cycle) {
            let name = submission.file.name.clone();
            files.entry(municipality.code.clone()).or_default().push(name);
        }
    }
    files
}

/// How many questions each file answers, whether it can be used or not, by the name of the file.
#[must_use]
pub fn answered(examined: &Examined) -> BTreeMap<String, usize> {
    let answered = |sheets: &Sheets| {
        let submission = answers::read(sheets, &examined.questionnaire);
        (submission.file.name.clone(), submission.answered())
    };
    examined.sheets.iter().map(answered).collect()
}

/// Runs the stages up to the checks, which compare with the year before if its folder is there.
pub(super) fn examine(
    year: &Path,
    files: Option<&[PathBuf]>,
    progress: &Progress,
) -> Result<Examined, PipelineError> {
    let previous = year_before(year)
        .map(|folder| examine_alone(&folder, None, None, &|_, _| ()))
        .transpose()?;
    examine_alone(year, files, previous.as_ref(), progress)
}

/// Runs the stages up to the checks, with which every command begins.
fn examine_alone(
    year: &Path,
    files: Option<&[PathBuf]>,
    previous: Option<&Examined>,
    progress: &Progress,
) -> Result<Examined, PipelineError> {
    let mut timings = Timings::default();
    // What the team has set up for the year.
    let cycle = timings.time("cycle", || cycle::load(year))?;
    // What was asked, findable by code.
    let questionnaire =
        timings.time("questionnaire", || questionnaire::build(&cycle.definition))?;
    // What the year before answered, as far as the questions are still the same.
    let before = previous.map(|previous| &previous.questionnaire);
    let changes = questionnaire::changes(&cycle.changes, &questionnaire, before)?;
    let last_year = previous.map(|previous| checks::last_year(&previous.accepted, &changes));
    let last_year = last_year.unwrap_or_default();
    // What everybody knows already.
    let earlier =
        timings.time("earlier", || editions::earlier(year, &cycle, previous, &changes))?;
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
    Ok(Examined { cycle, questionnaire, sheets, accepted, last_year, earlier, findings, timings })
}

/// The folder of the year before; `None` if there is none.
pub(super) fn year_before(year: &Path) -> Option<PathBuf> {
    let number: i16 = year.file_name()?.to_str()?.parse().ok()?;
    Some(year.with_file_name((number - 1).to_string())).filter(|folder| folder.is_dir())
}
