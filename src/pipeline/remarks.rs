//! From a draft that came back to the remarks in it, and from those to the lists that reviewers get.

use std::path::Path;

use jiff::civil::Date;
use thiserror::Error;

use pmg_core::checks;
use pmg_core::cycle::{self, Cycle, NumberedSentence, RemarkSaid, Round};
use pmg_core::diagnostics::counted;
use pmg_core::remarks::{self, Reviewed, Written};
use pmg_core::workbook::{Limit, Reason, sha256};
use pmg_report::document;
use pmg_report::remarks::{Became, by_reviewer, csv, decided, list, said};
use pmg_report::render;

use super::compose::{Composition, compose};
use super::error::PipelineError;
use super::examine::Progress;
use super::request::BuildRequest;

/// Stands for the name of a file that leads to a person.
const UNNAMED: &str = "(naam weggelaten)";
/// Of a paragraph whose sentence is not known, so much is kept, in characters.
const KEPT: usize = 400;

/// Why a file with remarks is not taken in.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RemarksError {
    /// It cannot be read.
    #[error("{}", unreadable(.0))]
    Unreadable(Reason),
    /// It is of another year.
    #[error(
        "dit is een concept van {of}, en niet van {year}\nhint: geef de opdracht voor {of}, of zoek het goede bestand"
    )]
    OtherYear {
        /// The year of the file.
        of: i16,
        /// The year that was asked for.
        year: i16,
    },
    /// Nobody wrote anything in it.
    #[error(
        "er staan geen opmerkingen en geen wijzigingen in\nhint: is dit het bestand dat de lezer terugstuurde, en niet wat u zelf verstuurde?"
    )]
    Nothing,
    /// It was taken in before.
    #[error("dit bestand is al ingelezen: zijn opmerkingen beginnen bij {0}")]
    Known(String),
}

fn unreadable(reason: &Reason) -> String {
    let hint = "open het in Word, sla het op als Word-document (.docx) en probeer het opnieuw";
    match reason {
        Reason::Encrypted => {
            "het is beveiligd met een wachtwoord\nhint: vraag het bestand zonder wachtwoord"
                .to_owned()
        }
        Reason::TooLarge(limit) => format!(
            "het is groter dan een rapport met opmerkingen kan zijn ({} mag)\nhint: {hint}",
            match limit {
                Limit::Entries => counted(
                    usize::try_from(limit.allowed()).unwrap_or_default(),
                    "onderdeel",
                    "onderdelen"
                ),
                limit => format!("{} MB", limit.allowed() >> 20),
            }
        ),
        Reason::Damaged(why) => format!("het is niet te lezen: {why}\nhint: {hint}"),
        Reason::Io(why) => format!("het gaat niet open: {why}"),
        Reason::Empty => "er staat niets in het bestand".to_owned(),
        Reason::LockFile | Reason::NotASpreadsheet(_) => {
            format!("dit is geen Word-bestand\nhint: {hint}")
        }
    }
}

/// The remarks of a file, each with its sentence, ready to be kept.
#[derive(Debug)]
pub struct TakenIn {
    /// What is kept.
    pub round: Round,
    /// What whoever takes it in should know: which draft it says that it is, and that this one was not kept.
    pub notes: Vec<String>,
}

/// Reads the remarks in a draft that came back, and finds the sentence of each.
///
/// # Errors
/// A [`PipelineError`] if the year or the file cannot be read, or if the file has no place here.
pub fn take_in(
    request: &BuildRequest,
    (name, bytes): (&str, &[u8]),
    by: &str,
    on: Date,
    progress: &Progress,
) -> Result<TakenIn, PipelineError> {
    let cycle = cycle::load(&request.year)?;
    let year = cycle.settings.year;
    let hash = sha256(bytes);
    if let Some(known) = cycle.remarks.iter().find(|it| it.source == hash) {
        return Err(RemarksError::Known(known.id.clone()).into());
    }
    let Reviewed { draft, has_sentences, remarks } =
        remarks::read(bytes).map_err(RemarksError::Unreadable)?;
    if let Some((of, _)) = draft.filter(|(of, _)| *of != year) {
        return Err(RemarksError::OtherYear { of, year }.into());
    }
    if remarks.is_empty() {
        return Err(RemarksError::Nothing.into());
    }
    let draft = draft.map(|(_, number)| number);
    let mut notes = Vec::new();
    let sentences = sentences(request, &cycle, draft, &mut notes, progress)?;
    let several = remarks.iter().any(|it| it.reader != remarks[0].reader);
    let numbers = cycle.remarks.iter().filter(|it| it.by == by).map(|it| it.said.number);
    let first = numbers.max().unwrap_or_default() + 1;
    let kept = (first..).zip(&remarks).map(|(number, remark)| {
        let placed = remarks::place(remark, has_sentences, &sentences);
        RemarkSaid { number, reader: several.then_some(remark.reader), ..as_kept(remark, placed) }
    });
    let round = Round {
        by: by.to_owned(),
        draft,
        on,
        // Some people put their name in that of a file.
        file: if checks::personal_detail(name).is_some() { UNNAMED } else { name }.to_owned(),
        sha256: hash,
        remarks: kept.collect(),
    };
    Ok(TakenIn { round, notes })
}

fn as_kept(remark: &Written, placed: Option<&NumberedSentence>) -> RemarkSaid {
    let stood = placed.map_or_else(
        || remark.around.trim().chars().take(KEPT).collect(),
        |sentence| sentence.text.clone(),
    );
    RemarkSaid {
        sentence: placed.map(|it| it.number),
        stood,
        about: remark.about.clone(),
        text: remark.text.clone(),
        proposal: remark.proposal.clone(),
        ..RemarkSaid::default()
    }
}

/// The sentences of the draft that a file says it is; of the last one that was kept, or of now, where that is not there.
fn sentences(
    request: &BuildRequest,
    cycle: &Cycle,
    draft: Option<u16>,
    notes: &mut Vec<String>,
    progress: &Progress,
) -> Result<Vec<NumberedSentence>, PipelineError> {
    if let Some(number) = draft {
        let kept = cycle::numbered(&request.year, number)?;
        if !kept.is_empty() {
            return Ok(kept);
        }
        notes.push(format!(
            "Concept {number} is niet bewaard (`pmg build --keep`): de zinnen zijn gezocht in het concept van nu."
        ));
    } else {
        notes.push(
            "Het bestand zegt niet meer welk concept het is: de zinnen zijn gezocht op hun tekst."
                .to_owned(),
        );
        if !cycle.sentences.is_empty() {
            return Ok(cycle.sentences.clone());
        }
    }
    Ok(compose(request, progress)?.numbers.all)
}

/// The remarks of a reviewer, with what became of them.
#[derive(Debug)]
pub struct ReviewerList {
    /// Whose they are.
    pub reviewer: String,
    /// How many there are.
    pub all: usize,
    /// Of how many somebody still has something to do.
    pub open: usize,
    /// The list as it is shown on a screen.
    pub text: String,
    /// The same as a page.
    pub html: String,
    /// The same as a Word file.
    pub word: Vec<u8>,
}

/// The lists for all reviewers of a year, and all remarks as CSV.
///
/// # Errors
/// A [`PipelineError`] of the stage that could not go on.
pub fn remark_lists(
    request: &BuildRequest,
    progress: &Progress,
) -> Result<(Vec<ReviewerList>, String), PipelineError> {
    let draft = compose(request, progress)?;
    let Composition { facts, document, numbers, .. } = &draft;
    let sentences = document::sentences(document);
    let lists = by_reviewer(&facts.cycle.remarks, &sentences, numbers);
    let csv = csv(&lists);
    let timestamp = request.timestamp.unwrap_or_else(|| document.meta.date.at(0, 0, 0, 0));
    let one = |(reviewer, remarks): (&&str, &Vec<_>)| {
        let tree = list(reviewer, remarks, &document.meta, &document.style, render::covers);
        let open =
            remarks.iter().filter(|(remark, _): &&(&cycle::Remark, _)| remark.state().is_open());
        ReviewerList {
            reviewer: (*reviewer).to_owned(),
            all: remarks.len(),
            open: open.count(),
            text: shown(remarks),
            html: render::html::render(&tree),
            word: render::word::render(&tree, timestamp),
        }
    };
    Ok((lists.iter().map(one).collect(), csv))
}

/// The remarks of a reviewer, some lines each.
fn shown(remarks: &[(&cycle::Remark, Became)]) -> String {
    let one = |(remark, became): &(&cycle::Remark, Became)| {
        let sentence = remark.said.sentence.map_or_else(|| "–".to_owned(), |it| format!("§{it}"));
        format!(
            "{}  {sentence}  {}\n  stond er:  {}\n  opmerking: {}\n  zin:       {}\n",
            remark.id,
            decided(remark),
            remark.said.stood,
            said(remark),
            became.said()
        )
    };
    remarks.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// The names of all remarks of a year.
///
/// # Errors
/// A [`PipelineError`] if the year cannot be read.
pub fn remark_ids(year: &Path) -> Result<Vec<String>, PipelineError> {
    Ok(cycle::load(year)?.remarks.into_iter().map(|it| it.id).collect())
}
