//! From a draft that came back to the remarks in it, and from those to the lists that reviewers get.

use std::path::Path;

use jiff::civil::Date;
use thiserror::Error;

use pmg_core::checks;
use pmg_core::cycle::{self, Cycle, NumberedSentence, RemarkSaid, Round};
use pmg_core::diagnostics::{counted, on_one_line};
use pmg_core::remarks::{self, Refusal, Reviewed, SentenceIndex, Written};
use pmg_core::workbook::{Limit, Reason, sha256};
use pmg_recount::NotesRefusal;
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

/// What a PDF begins with, somewhere in so many of its first bytes.
const PDF: &[u8] = b"%PDF-";
const HEAD: usize = 1024;

/// Why a file with remarks is not taken in.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RemarksError {
    /// It cannot be read.
    #[error("{}", unreadable(.0))]
    Unreadable(Reason),
    /// It looks like a file of the page of a draft, and is none that can be used.
    #[error(
        "het is niet te gebruiken: {0}\nhint: vraag de lezer het bestand opnieuw te downloaden in de pagina van het concept, en er niets in te veranderen"
    )]
    Page(String),
    /// It is a PDF with more notes than anybody writes.
    #[error(
        "er staan meer opmerkingen in deze PDF dan iemand schrijft: meer dan 5.000\nhint: is dit het bestand dat de lezer terugstuurde?"
    )]
    TooManyNotes,
    /// It is a PDF that cannot be read, or is locked.
    #[error(
        "deze PDF is niet te lezen: zij is beschadigd, of beveiligd met een wachtwoord\nhint: vraag de lezer haar zonder wachtwoord op te slaan in het programma waarin de opmerkingen zijn gemaakt; staat er niets bij de tekst zelf, vraag dan de opmerkingen in Word of in de pagina"
    )]
    Pdf,
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
    /// All that stands in it came in with other files.
    #[error("alle opmerkingen in dit bestand zijn al ingelezen, met een ander bestand")]
    NothingNew,
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
            "het is groter dan een rapport met opmerkingen kan zijn ({} mag)\nhint: {}",
            match limit {
                Limit::Entries => counted(
                    usize::try_from(limit.allowed()).unwrap_or_default(),
                    "onderdeel",
                    "onderdelen"
                ),
                limit => format!("{} MB", limit.allowed() >> 20),
            },
            // What kind of file it is, nobody has looked at.
            if *limit == Limit::File {
                "is dit het bestand dat de lezer terugstuurde?"
            } else {
                hint
            }
        ),
        Reason::Damaged(why) => format!("het is niet te lezen: {why}\nhint: {hint}"),
        Reason::Io(why) => format!("het gaat niet open: {why}"),
        Reason::Empty => "er staat niets in het bestand".to_owned(),
        Reason::LockFile | Reason::NotASpreadsheet(_) => {
            format!(
                "dit is geen Word-bestand, geen PDF, en geen bestand met opmerkingen uit de pagina van een concept\nhint: {hint}"
            )
        }
    }
}

/// What stands in a file that came back.
///
/// # Errors
/// A [`RemarksError`] if it cannot be read.
pub fn reviewed(bytes: &[u8]) -> Result<Reviewed, RemarksError> {
    // Some programs put something before it.
    if bytes[..bytes.len().min(HEAD)].windows(PDF.len()).any(|it| it == PDF) {
        return pmg_recount::notes(bytes).map_err(|refusal| match refusal {
            NotesRefusal::Unreadable => RemarksError::Pdf,
            NotesRefusal::TooMany => RemarksError::TooManyNotes,
        });
    }
    remarks::read(bytes).map_err(|refusal| match refusal {
        Refusal::Word(reason) => RemarksError::Unreadable(reason),
        Refusal::Page(why) => RemarksError::Page(why),
    })
}

/// A file that came back.
#[derive(Debug, Clone, Copy)]
pub struct Arrived<'a> {
    /// Its name, without its folder.
    pub name: &'a str,
    /// What it is made of.
    pub bytes: &'a [u8],
    /// What stands in it.
    pub reviewed: &'a Reviewed,
}

/// The remarks of a file, each with its sentence, ready to be kept.
#[derive(Debug)]
pub struct TakenIn {
    /// What is kept.
    pub round: Round,
    /// What whoever takes it in should know: which draft it says that it is, and that this one was not kept.
    pub notes: Vec<String>,
}

/// The remarks in a file that came back, as far as they are new, each with its sentence.
///
/// # Errors
/// A [`PipelineError`] if the year cannot be read, or if the file has no place here.
pub fn take_in(
    request: &BuildRequest,
    Arrived { name, bytes, reviewed }: Arrived<'_>,
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
    let Reviewed { draft, has_sentences, remarks, .. } = reviewed;
    if let Some((of, _)) = draft.filter(|(of, _)| *of != year) {
        return Err(RemarksError::OtherYear { of, year }.into());
    }
    if remarks.is_empty() {
        return Err(RemarksError::Nothing.into());
    }
    let new: Vec<&Written> = remarks.iter().filter(|it| !is_known(it, &cycle)).collect();
    if new.is_empty() {
        return Err(RemarksError::NothingNew.into());
    }
    let draft = draft.map(|(_, number)| number);
    let mut notes = Vec::new();
    let sentences = sentences(request, &cycle, draft, &mut notes, progress)?;
    let index = SentenceIndex::of(&sentences);
    let several = remarks.iter().any(|it| it.reader != remarks[0].reader);
    let numbers = cycle.remarks.iter().filter(|it| it.by == by).map(|it| it.said.number);
    let first = numbers.max().unwrap_or_default() + 1;
    let kept = (first..).zip(&new).map(|(number, remark)| {
        let placed = index.place(remark, *has_sentences);
        RemarkSaid { number, reader: several.then_some(remark.reader), ..as_kept(remark, placed) }
    });
    let kept: Vec<RemarkSaid> = kept.collect();
    notes.extend(left_out(reviewed, remarks.len() - new.len()));
    notes.extend(kept.iter().filter_map(|it| said_otherwise(it, by, &cycle)));
    let round = Round {
        by: by.to_owned(),
        draft,
        on,
        // Some people put their name in that of a file.
        file: if checks::personal_detail(name).is_some() { UNNAMED } else { name }.to_owned(),
        sha256: hash,
        remarks: kept,
    };
    Ok(TakenIn { round, notes })
}

/// Whether a remark of the page came in before, with the same words.
fn is_known(remark: &Written, cycle: &Cycle) -> bool {
    let is_same =
        |it: &cycle::Remark| it.said.key == remark.key && it.said.text.trim() == remark.text.trim();
    remark.key.is_some() && cycle.remarks.iter().any(is_same)
}

/// What is told of the remarks in a file that are not taken in from it.
fn left_out(reviewed: &Reviewed, known: usize) -> Vec<String> {
    let mut told = Vec::new();
    if known > 0 {
        let many = counted(known, "opmerking", "opmerkingen");
        let was = if known == 1 { "was" } else { "waren" };
        told.push(format!("{many} in het bestand {was} al ingelezen."));
    }
    if reviewed.unreadable > 0 {
        let many = counted(reviewed.unreadable, "opmerking", "opmerkingen");
        let is = if reviewed.unreadable == 1 { "is" } else { "zijn" };
        told.push(format!("{many} in het bestand {is} niet te lezen, en niet ingelezen."));
    }
    told
}

/// What is told of a remark that came in before with other words; `None` if it did not.
fn said_otherwise(said: &RemarkSaid, by: &str, cycle: &Cycle) -> Option<String> {
    let before =
        cycle.remarks.iter().rfind(|it| it.said.key.is_some() && it.said.key == said.key)?;
    Some(format!("{by}-{} is een nieuwe tekst van {}.", said.number, before.id))
}

fn as_kept(remark: &Written, placed: Option<&NumberedSentence>) -> RemarkSaid {
    let stood = match (placed, &remark.stood) {
        // What a reviewer saw may be older than the draft of now.
        (Some(sentence), Some(seen)) if !seen.is_empty() && !is_alike(seen, &sentence.text) => {
            seen.clone()
        }
        (Some(sentence), _) => sentence.text.clone(),
        (None, _) => remark.around.trim().chars().take(KEPT).collect(),
    };
    RemarkSaid {
        key: remark.key.clone(),
        sentence: placed.map(|it| it.number),
        stood,
        about: remark.about.clone(),
        text: remark.text.clone(),
        proposal: remark.proposal.clone(),
        ..RemarkSaid::default()
    }
}

/// Whether two texts say the same, however they are broken into lines.
fn is_alike(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
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
        // What somebody wrote must not act on the screen.
        let [stood, said, became] =
            [&*remark.said.stood, &said(remark), &became.said()].map(on_one_line);
        format!(
            "{}  {sentence}  {}\n  stond er:  {stood}\n  opmerking: {said}\n  zin:       {became}\n",
            remark.id,
            decided(remark),
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
