//! From the report of a year to the letter that goes with it.

use std::path::Path;

use pmg_core::checks;
use pmg_core::cycle::{self, At, COMMITMENTS, Cycle, Fault, Faults, LetterRecord, RECORD, Sources};
use pmg_core::edition::{Draft, EditionNumber};
use pmg_core::finding::Checked;
use pmg_core::format::Format;
use pmg_core::near;
use pmg_core::workbook::sha256;
use pmg_report::compare::LEDGER;
use pmg_report::document::{self, Document};
use pmg_report::render;
use pmg_report::template;
use pmg_report::trace;

use super::compose::{Composition, compose};
use super::error::PipelineError;
use super::examine::Progress;
use super::publish::Report;
use super::request::BuildRequest;

/// The letter to parliament that goes with a report.
#[derive(Debug)]
pub struct Letter {
    /// The tree behind its formats.
    pub document: Document,
    /// The same as files.
    pub files: Report,
    /// With which draft it goes, if it goes with one.
    pub draft: Draft,
}

/// Makes the letter that goes with the report of a year, with the report that it speaks of. What was found in the letter
/// stands behind what was found in the report.
///
/// # Errors
/// A [`PipelineError`] of the stage that could not go on, or if the year has no letter.
pub fn letter(
    request: &BuildRequest,
    progress: &Progress,
) -> Result<(Composition, Letter), PipelineError> {
    let mut draft = compose(request, progress)?;
    let which = request.draft.unwrap_or_else(|| goes_with(request, &draft));
    let Checked { value: document, findings } = letter_text(&draft, which)?;
    // What is typed around both texts was told of the report already.
    let new: Vec<_> = findings.into_iter().filter(|it| !draft.findings.contains(it)).collect();
    draft.findings.extend(new);
    checks::settle(&mut draft.findings, &draft.facts.accepted, &draft.facts.cycle);
    let timestamp = request.timestamp.unwrap_or_else(|| document.meta.date.at(0, 0, 0, 0));
    let files = Report {
        markdown: render::markdown::render(&document),
        html: render::html::render(&document),
        pdf: render::pdf::render(&document, None, timestamp)?,
        word: render::word::render(&document, timestamp),
        ..Report::default()
    };
    Ok((draft, Letter { document, files, draft: which }))
}

/// The names of the files of a letter, with what is said of them.
pub fn letter_names() -> impl Iterator<Item = &'static str> {
    Format::ALL.map(Format::letter).into_iter().chain([RECORD])
}

/// The letter that was kept with an edition of a year, as files by name, `editie.json` among them; `None` if none was.
///
/// # Errors
/// [`PipelineError::NotKeptLetter`] if what is there is not what the program kept.
pub fn kept_letter(year: &Path, number: EditionNumber) -> Result<Option<Sources>, PipelineError> {
    let folder = cycle::letter_path(year, number);
    if std::fs::symlink_metadata(&folder).is_err() {
        return Ok(None);
    }
    let read = |name: &str| {
        let path = folder.join(name);
        // What is no file might never end.
        let is_file = std::fs::symlink_metadata(&path).is_ok_and(|it| it.is_file());
        Some((name.to_owned(), std::fs::read(path).ok().filter(|_| is_file)?))
    };
    let files: Option<Sources> = letter_names().map(read).collect();
    let kept = files.filter(|files| is_letter_of(files, year, number));
    kept.map(Some).ok_or(PipelineError::NotKeptLetter(folder, number))
}

/// Whether these files are a letter that goes with an edition of the year in this folder, as `editie.json` says.
fn is_letter_of(files: &Sources, year: &Path, number: EditionNumber) -> bool {
    let Some(record) = LetterRecord::read(&files[RECORD]) else { return false };
    let hashes = files.iter().filter(|(name, _)| *name != RECORD);
    let hashes = hashes.map(|(name, bytes)| (name.clone(), sha256(bytes))).collect();
    let is_year = year.file_name().is_some_and(|it| *it == *record.year.to_string());
    is_year && record.letter_with == number && record.files == hashes
}

/// The draft that a letter goes with: the last one that was kept, as long as the figures are those of now.
fn goes_with(request: &BuildRequest, draft: &Composition) -> Draft {
    let is_same = |last: &&Draft| {
        let ledger = cycle::draft_path(&request.year, last.number).join(LEDGER);
        std::fs::read(ledger).is_ok_and(|kept| kept == draft.ledger)
    };
    draft.facts.cycle.drafts.last().filter(is_same).copied().unwrap_or(draft.draft)
}

/// The tree of the letter that goes with a draft, with what was found in it.
///
/// # Errors
/// A [`PipelineError`] if the year has no letter, or its templates cannot be rendered.
pub fn letter_text(draft: &Composition, which: Draft) -> Result<Checked<Document>, PipelineError> {
    let facts = &draft.facts;
    let Cycle { settings, letter, .. } = &facts.cycle;
    let letter = letter.as_ref().ok_or(PipelineError::NoLetter(settings.year))?;
    let headings = draft.document.headings();
    has_chapters(&headings, &facts.cycle)?;
    let text = template::Text::Letter { headings: &headings };
    let narrative = template::write(facts, &draft.templates, text)?;
    let Checked { value: mut document, findings } =
        document::parse(&narrative, settings, render::covers);
    document.become_letter(letter, settings);
    let edition = draft.document.meta.edition;
    document.meta.edition = edition;
    if edition.is_draft() {
        document.meta.label = which.label();
    }
    document.style = draft.document.style.clone();
    document.make_printable(render::covers);
    document.provenances = trace::provenances(&document, facts, edition);
    document.make_printable(render::covers);
    let leaks = trace::leaks(&document, facts);
    let typed = trace::typed_in_sentences(&document, facts);
    let findings = findings.into_iter().chain(leaks).chain(typed).collect();
    Ok(Checked { value: document, findings })
}

/// Refuses a motion or a promise that leads to a chapter that the report does not have. That of a theme falls away where
/// nothing is told of it: then the letter does not lead there.
fn has_chapters(headings: &[String], cycle: &Cycle) -> Result<(), Faults> {
    let places = cycle.places.get(COMMITMENTS);
    let named = |title: &str| title.trim().to_lowercase();
    let themes = cycle.definition.themes.iter().map(|theme| &theme.name);
    let titles: Vec<&String> = headings.iter().chain(themes).collect();
    let known: Vec<String> = titles.iter().map(|it| named(it)).collect();
    let mut faults = Vec::new();
    for (number, commitment) in cycle.commitments.iter().enumerate() {
        for (part, it) in commitment.parts.iter().enumerate() {
            let Some(chapter) = it.chapter.as_ref().filter(|it| !known.contains(&named(it))) else {
                continue;
            };
            let path = format!("toezegging.{number}.onderdeel.{part}.hoofdstuk");
            let at = places.map_or_else(At::default, |places| places.at(&path));
            let all = titles.iter().map(|title| title.as_str());
            let hint = near::suggestion(chapter, all).unwrap_or_else(|| {
                "noem de code van een thema of een kop zoals die in het rapport staat, of laat deze regel weg".to_owned()
            });
            faults.push(Fault::new(
                at,
                format!("het rapport heeft geen hoofdstuk `{chapter}`"),
                hint,
            ));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Faults(faults)) }
}
