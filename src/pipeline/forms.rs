//! Makes the workbooks that go to municipalities: blank ones, and their own returns with the findings in them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use pmg_core::annotate::{self, Base, Marked, Marking};
use pmg_core::answers;
use pmg_core::checks;
use pmg_core::cycle::{self, Municipality};
use pmg_core::finding::Finding;
use pmg_core::form::{self, Form, Previous, Workbooks};
use pmg_core::municipality::MunicipalityCode;
use pmg_core::workbook;

use super::editions::year_before;
use super::error::PipelineError;
use super::examine::examine;
use super::examined::Examined;
use super::request::respondents;

/// A workbook for a municipality to fill in.
#[derive(Debug)]
pub struct Blank {
    /// Who fills it in.
    pub municipality: Municipality,
    /// The workbook, in each format.
    pub workbooks: Workbooks,
}

/// The blank workbooks of a year: of all municipalities that report, or of the one with this code or name.
///
/// # Errors
/// A [`PipelineError`] if the year or the year before cannot be read, nobody of that name reports, or a form cannot
/// be written.
pub fn questionnaires(year: &Path, only: Option<&str>) -> Result<Vec<Blank>, PipelineError> {
    // The returns of this year have no part in it.
    let Examined { cycle, questionnaire, last_year, .. } =
        examine(year, Some(&[]), None, &|_, _| ())?;
    let before = year_before(year).map(|folder| cycle::load(&folder)).transpose()?;
    let respondents = respondents(&cycle, only)?;
    let filled = BTreeMap::new();
    let blank = |municipality: &&Municipality| {
        let given = last_year.get(&municipality.code);
        let previous = before.as_ref().map(|before| Previous {
            reference_date: before.settings.reference_date,
            answers: given
                .into_iter()
                .flatten()
                .map(|(code, value)| (code.clone(), value.shown()))
                .collect(),
        });
        let form = Form {
            questionnaire: &questionnaire,
            settings: &cycle.settings,
            municipality,
            filled: &filled,
            previous: previous.as_ref(),
        };
        let workbooks = form.workbooks().map_err(PipelineError::Form)?;
        Ok(Blank { municipality: (*municipality).clone(), workbooks })
    };
    respondents.par_iter().map(blank).collect()
}

/// A return with its findings marked in it.
#[derive(Debug)]
pub struct MarkedReturn {
    /// Whose it is.
    pub municipality: MunicipalityCode,
    /// The file that was handed in.
    pub path: PathBuf,
    /// The copy.
    pub marked: Marked,
}

/// Marks the returns that were examined, as far as they are of a known municipality.
///
/// # Errors
/// A [`PipelineError`] if a return cannot be read again, or a form cannot be written.
pub fn mark(examined: &Examined, files: &[PathBuf]) -> Result<Vec<MarkedReturn>, PipelineError> {
    let files = if files.is_empty() { &examined.cycle.returns } else { files };
    let marked = files.par_iter().map(|path| mark_one(examined, path));
    Ok(marked.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

fn mark_one(examined: &Examined, path: &Path) -> Result<Option<MarkedReturn>, PipelineError> {
    let Examined { cycle, questionnaire, sheets, findings, .. } = examined;
    // `..` has no name, and is no return.
    let Some(name) = path.file_name().map(|name| name.to_string_lossy()) else { return Ok(None) };
    let Some(sheets) = sheets.iter().find(|each| each.file.name == name) else { return Ok(None) };
    let submission = answers::read(sheets, questionnaire);
    let Some(municipality) = submission.sender(&cycle.register) else { return Ok(None) };
    // What is settled needs nobody's attention.
    let of_file = |f: &&Finding| {
        f.explained.is_none() && f.place.as_ref().is_some_and(|place| place.file == name)
    };
    let mut marking = Marking {
        municipality: &municipality.name,
        file: &name,
        findings: findings.iter().filter(of_file).map(Finding::as_its_own).collect(),
        questionnaire,
        base: Base::Original,
    };
    // The file itself, if its format can be marked.
    let bytes = workbook::bytes(path).map_err(PipelineError::Return)?;
    let own = annotate::annotate(&bytes, &marking).ok();
    // A file near a limit can be beyond it with its marks, and would then be refused when it comes back.
    let own = own.filter(|copy| workbook::read_bytes(&name, &copy.bytes).is_ok());
    let again = || {
        // Else a new form with the same answers; not with those to another questionnaire.
        let stamp = submission.text("stempel.vragenlijst").map(|(stamp, _)| stamp.trim());
        let same = stamp == Some(cycle.settings.questionnaire.as_str());
        marking.base = if same { Base::Copied } else { Base::Blank };
        let filled =
            if same { annotate::transfer::answers(&submission) } else { BTreeMap::default() };
        let form = form::workbook(questionnaire, &cycle.settings, municipality, &filled)
            .map_err(PipelineError::Form)?;
        let read = workbook::read_bytes(&name, &form).map_err(PipelineError::Return)?;
        let there = answers::read(&read, questionnaire);
        marking.findings = annotate::transfer::moved(marking.findings.clone(), &submission, &there);
        checks::put_in_order(&mut marking.findings, &[read]);
        annotate::annotate(&form, &marking).map_err(PipelineError::Marked)
    };
    let marked = own.map_or_else(again, Ok)?;
    let (municipality, path) = (municipality.code.clone(), path.to_owned());
    Ok(Some(MarkedReturn { municipality, path, marked }))
}
