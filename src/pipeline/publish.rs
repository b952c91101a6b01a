//! From the document to the files that people read, and the comparison of two builds.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, DateTime};

use pmg_core::cycle::{self, Files, Municipality};
use pmg_core::format::Format;
use pmg_core::questionnaire::{self, Questionnaire};
use pmg_core::series::Series;
use pmg_report::compare::{self, Build, Comparison, LEDGER, Titles};
use pmg_report::document::{self, Document};
use pmg_report::ledger::{self, PreviewRecord};
use pmg_report::preview;
use pmg_report::render;

use super::compose::{Composition, compose};
use super::each::each;
use super::editions;
use super::error::PipelineError;
use super::examine::Progress;
use super::request::{BuildRequest, respondents};
use super::timings::timed;

/// A text in the formats that were asked for; the others are empty.
#[derive(Debug, Default)]
pub struct Report {
    /// As Markdown.
    pub markdown: String,
    /// As one HTML file.
    pub html: String,
    /// As PDF.
    pub pdf: Vec<u8>,
    /// As a Word file.
    pub word: Vec<u8>,
    /// What it corrects, as files of their own by name; none for a draft, or if it corrects nothing.
    pub erratum: Vec<(&'static str, Vec<u8>)>,
}

impl Report {
    /// The file in a format; `None` if that format was not asked for.
    #[must_use]
    pub fn bytes(&self, format: Format) -> Option<&[u8]> {
        let bytes = match format {
            Format::Markdown => self.markdown.as_bytes(),
            Format::Html => self.html.as_bytes(),
            Format::Pdf => &self.pdf,
            Format::Word => &self.word,
        };
        // No format has a file without bytes: each says at least what it is.
        (!bytes.is_empty()).then_some(bytes)
    }

    /// The files of a letter by name.
    #[must_use]
    pub fn of_letter(&self) -> Vec<(&'static str, &[u8])> {
        let made = |format: Format| Some((format.letter(), self.bytes(format)?));
        Format::ALL.into_iter().filter_map(made).collect()
    }

    /// The files of an edition by name: the report in each format that was asked for, its figures, and for everybody
    /// the tables and what it corrects.
    #[must_use]
    pub fn files<'a>(&'a self, draft: &'a Composition) -> Vec<(&'static str, &'a [u8])> {
        let made = |format: Format| Some((format.report(), self.bytes(format)?));
        let tables = draft.tables.iter().map(|(name, bytes)| (*name, bytes.as_slice()));
        let erratum = self.erratum.iter().map(|(name, bytes)| (*name, bytes.as_slice()));
        let ledger = [(LEDGER, draft.ledger.as_slice())];
        let all = Format::ALL.into_iter().filter_map(made).chain(ledger);
        all.chain(tables).chain(erratum).collect()
    }
}

/// Builds the report of a year in these formats.
///
/// # Errors
/// A [`PipelineError`] of the stage that could not go on.
pub fn build(
    request: &BuildRequest,
    formats: &[Format],
    progress: &Progress,
) -> Result<(Composition, Report), PipelineError> {
    let asked = |format: Format| formats.contains(&format);
    let prepare = || {
        if asked(Format::Pdf) {
            render::pdf::prepare();
        }
    };
    // Reading leaves a processor idle now and then; the fonts of the PDF are made ready meanwhile.
    let (draft, ()) = rayon::join(|| compose(request, progress), prepare);
    let mut draft = draft?;
    let Composition { document, ledger, timings, numbers, .. } = &mut draft;
    document.put_numbers(&numbers.numbers);
    // The ledger travels inside the PDF, so that the figures and the text stay together.
    let attachment = render::pdf::Attachment {
        name: LEDGER,
        description: "Alle cijfers in dit rapport met de opgaven waarop zij rusten",
        media_type: "application/json",
        bytes: ledger,
    };
    let timestamp = request.timestamp.unwrap_or_else(|| document.meta.date.at(0, 0, 0, 0));
    let pdf = || timed(|| render::pdf::render(document, Some(&attachment), timestamp));
    let markdown = || timed(|| render::markdown::render(document));
    let html = || timed(|| render::html::render(document));
    let word = || timed(|| render::word::render(document, timestamp));
    // The PDF takes longest; the other formats are made beside it.
    let (pdf, (markdown, html, word)) = rayon::join(
        || asked(Format::Pdf).then(pdf),
        || {
            (
                asked(Format::Markdown).then(markdown),
                asked(Format::Html).then(html),
                asked(Format::Word).then(word),
            )
        },
    );
    let mut report = Report::default();
    if let Some(pdf) = pdf {
        report.pdf = timings.keep("pdf", pdf)?;
    }
    if let Some(markdown) = markdown {
        report.markdown = timings.keep_beside("markdown", markdown);
    }
    if let Some(html) = html {
        report.html = timings.keep_beside("html", html);
    }
    if let Some(word) = word {
        report.word = timings.keep_beside("word", word);
    }
    if let Some(page) = draft.erratum.as_ref().filter(|_| request.edition.is_final()) {
        report.erratum = vec![
            (ERRATUM[0], render::html::render(page).into_bytes()),
            (ERRATUM[1], render::pdf::render(page, None, timestamp)?),
        ];
    }
    Ok((draft, report))
}

/// The names of the files that say what an edition corrects.
pub const ERRATUM: [&str; 2] = ["erratum.html", "erratum.pdf"];

/// What the report makes of the answers of one municipality, for itself.
#[derive(Debug)]
pub struct Preview {
    /// For whom it is.
    pub municipality: Municipality,
    /// The tree behind its formats.
    pub document: Document,
    /// The same as files.
    pub files: Report,
}

/// Shows each municipality what the report makes of its answers: all that handed in a usable return, or the one
/// with this code or name.
///
/// # Errors
/// A [`PipelineError`] of the stage that could not go on, or if nobody of that name reports or handed in something
/// usable.
pub fn preview(
    request: &BuildRequest,
    only: Option<&str>,
    progress: &Progress,
) -> Result<(Composition, Vec<Preview>), PipelineError> {
    let draft = compose(request, progress)?;
    let timestamp = request.timestamp.unwrap_or_else(|| draft.document.meta.date.at(0, 0, 0, 0));
    // The report, read once for all of them.
    let report = preview::Report::of(&draft.document);
    let material = preview::Material {
        facts: &draft.facts,
        report: &report,
        findings: &draft.findings,
        printable: render::covers,
    };
    let one = |municipality: &&Municipality| {
        // The tree for one municipality. Its own answers are in it, so no ledger is attached.
        let mut document = preview::write(municipality, material)?;
        document.make_printable(render::covers);
        let pdf = render::pdf::render(&document, None, timestamp);
        Some(pdf.map(|pdf| Preview {
            municipality: (*municipality).clone(),
            files: Report {
                markdown: render::markdown::render(&document),
                html: render::html::render(&document),
                pdf,
                ..Report::default()
            },
            document,
        }))
    };
    let asked = respondents(&draft.facts.cycle, only)?;
    let previews = each(&asked, one).into_iter().flatten().collect::<Result<Vec<_>, _>>()?;
    if previews.is_empty() {
        let name = asked.first().filter(|_| only.is_some()).map(|it| it.name.clone());
        return Err(PipelineError::NothingUsable(name));
    }
    Ok((draft, previews))
}

/// The file that must be kept before these previews of a year are shown to anybody, and its bytes. `None` if all that
/// they show of national sums is kept already.
///
/// # Errors
/// A [`PipelineError`] if what was kept before cannot be read.
pub fn record(
    year: &Path,
    draft: &Composition,
    previews: &[Preview],
    on: Date,
) -> Result<Option<(PathBuf, Vec<u8>)>, PipelineError> {
    // Read again: another run may have kept something meanwhile.
    let records = cycle::shown(&Files::Disk, year)?;
    let before = editions::shown(&records, &draft.facts.cycle)?;
    let bases = previews.iter().flat_map(|each| document::bases_in(&each.document.blocks));
    let municipalities = previews.iter().map(|each| each.municipality.code.clone()).collect();
    let now = PreviewRecord::of(&draft.facts, bases, municipalities, on);
    Ok(ledger::news(&before, &now).map(|(takes_place_of, record)| {
        let path = match takes_place_of {
            Some(index) => records[index].path.clone(),
            None => cycle::next_shown_path(year, &records),
        };
        (path, record.write())
    }))
}

/// The differences between two builds. If the one before is of an earlier year, `series` says which codes continue
/// which.
#[must_use]
pub fn compare(
    before: &Build,
    after: &Build,
    series: Option<&Series>,
    questionnaire: &Questionnaire,
) -> Comparison {
    let money: BTreeSet<&str> = questionnaire
        .measures()
        .filter(|measure| measure.unit.is_money())
        .map(|measure| measure.unit.plural.as_str())
        .collect();
    compare::compare(before, after, series, &money)
}

/// A comparison side by side, as a page and as a Word file. `before` and `after` say what the two are called, `now` is
/// the report of now.
#[must_use]
pub fn comparison_files(
    comparison: &Comparison,
    [before, after]: [&str; 2],
    now: &Composition,
    timestamp: Option<DateTime>,
) -> (String, Vec<u8>) {
    let Document { meta, style, .. } = &now.document;
    let titles = Titles { before, after, meta, style };
    let register = &now.facts.cycle.register;
    let document = compare::page(comparison, titles, register, render::covers);
    let timestamp = timestamp.unwrap_or_else(|| meta.date.at(0, 0, 0, 0));
    (render::html::render(&document), render::word::render(&document, timestamp))
}

/// The codes of an earlier year that those of `year` continue, followed through the years between.
///
/// # Errors
/// A [`PipelineError`] if one of these years cannot be read.
pub fn series(year: &Path, earlier: i16) -> Result<Series, PipelineError> {
    let cycle = cycle::load(year)?;
    let number = cycle.settings.year;
    let before = cycle::load(&year.with_file_name((number - 1).to_string()))?;
    let (now, last) =
        (questionnaire::build(&cycle.definition)?, questionnaire::build(&before.definition)?);
    let changes = questionnaire::changes(&cycle.changes, &now, Some(&last))?;
    let series = changes.series();
    if number - 1 <= earlier {
        return Ok(series);
    }
    let further = self::series(&year.with_file_name((number - 1).to_string()), earlier)?;
    Ok(series.after(&further))
}
