//! From usable answers to the document that every format is made from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pmg_core::checks::{self, rules::character_lost};
use pmg_core::cycle::{
    self, Cycle, CycleError, Fault, Faults, Files, LastEdition, Photo, Published, Template,
};
use pmg_core::dutch;
use pmg_core::edition::{Draft, Edition};
use pmg_core::finding::{Checked, Finding};
use pmg_core::near;
use pmg_core::place::Place;
use pmg_core::workbook::{self, Sheets};
use pmg_report::disclosure::{self, Disclosure, Earlier, Key, Rule};
use pmg_report::document::{self, Document, SentenceNumbers};
use pmg_report::erratum::{self, Correction};
use pmg_report::facts::Facts;
use pmg_report::figures;
use pmg_report::last_year::{EarlierYear, YearOnYear};
use pmg_report::ledger;
use pmg_report::render;
use pmg_report::tables;
use pmg_report::template::{self, Text};
use pmg_report::trace;

use super::editions;
use super::error::PipelineError;
use super::examine::{Progress, examine};
use super::examined::Examined;
use super::request::{BuildRequest, style, templates};
use super::timings::Timings;

/// A year put into words: everything but the formats.
#[derive(Debug)]
pub struct Composition {
    /// What the text speaks of.
    pub facts: Arc<Facts>,
    /// The tree behind all formats.
    pub document: Document,
    /// `cijfers.json`.
    pub ledger: Vec<u8>,
    /// The tables that go out with a final edition, by name; none for a draft.
    pub tables: Vec<(&'static str, Vec<u8>)>,
    /// `zinnen.json`: every sentence with what it rests on.
    pub sentences: Vec<u8>,
    /// The number of each of them by which reviewers know it; none for a final edition.
    pub numbers: SentenceNumbers,
    /// What is otherwise than each earlier edition of the year had it, the last one first.
    pub corrections: Vec<Correction>,
    /// The same as a page of its own; `None` if nothing is.
    pub erratum: Option<Document>,
    /// The cells of every return that could be read, in the order of file names.
    pub sheets: Vec<Sheets>,
    /// The templates that the words come from, by name.
    pub templates: BTreeMap<String, Template>,
    /// Which draft it is, if it is one.
    pub draft: Draft,
    /// Everything that was found on the way.
    pub findings: Vec<Finding>,
    /// What each stage cost.
    pub timings: Timings,
}

/// Puts a year into words, as far as the tree that the formats are made from.
///
/// # Errors
/// A [`PipelineError`] of the stage that could not go on.
pub fn compose(request: &BuildRequest, progress: &Progress) -> Result<Composition, PipelineError> {
    // The returns that can be used, and what is wrong with the rest.
    let Examined {
        mut cycle,
        questionnaire,
        sheets,
        accepted,
        earlier,
        last_editions,
        mut findings,
        mut timings,
        ..
    } = examine(&request.year, request.returns.as_deref(), request.number, progress)?;
    // What it looks like, for all formats and for the recount.
    if let Some(style) = style(request)? {
        cycle.style = style;
    }
    let key = cycle.secret.key.map(Key::new);
    let key = key.ok_or_else(|| PipelineError::NoKey(cycle::key_path(&request.year)))?;
    // Every figure with what it rests on.
    let figures = timings.time("figures", || figures::compute(&accepted, &cycle, &questionnaire));
    // The words around the figures; a year's own template goes before the general one.
    let templates = templates(request, &cycle)?;
    // Which of them to suppress: they are a small number of persons, or would give one away.
    let rule = Rule { threshold: cycle.settings.small_below, width: cycle.settings.small_width };
    let protect =
        |earlier: &[Earlier]| disclosure::protect(&figures, &questionnaire, rule, earlier, &key);
    let disclosure = timings.time("disclosure", || protect(&earlier));
    // As if the last edition of the year had not appeared: what it printed already, it may print once more.
    let again = earlier.split_last().filter(|_| !cycle.published.is_empty());
    let again = again.map(|(_, before)| timings.time("disclosure", || protect(before)));
    // What the last editions of earlier years printed, under the codes of this year.
    let year = cycle.settings.year;
    let years = last_editions.iter().map(|last| printed(last, year));
    let years = years.collect::<Result<Vec<_>, _>>()?;
    let last_year = YearOnYear::of(&figures, &disclosure, year, &years);
    let again = again.map(|it| (YearOnYear::of(&figures, &it, year, &years), it));
    let mut facts =
        Facts { cycle, questionnaire, accepted, figures, disclosure, last_editions, last_year };
    if let Some((last_year, disclosure)) = again {
        facts = as_published(facts, disclosure, last_year);
    }
    let facts = Arc::new(facts);
    let narrative =
        timings.time("template", || template::write(&facts, &templates, Text::Report))?;
    // One tree for all formats, so that no format can say something else.
    let covers = render::covers;
    // What the team's own files hold that would not be printed.
    has_title(&facts.cycle, covers)?;
    findings.extend(not_printed(&request.year, covers)?);
    let parsed =
        timings.time("document", || document::parse(&narrative, &facts.cycle.settings, covers));
    let Checked { value: mut document, findings: naked } = parsed;
    findings.extend(naked);
    // What every figure rests on, for readers who ask.
    let edition = request.edition;
    document.meta.edition = edition;
    let which = request.draft.unwrap_or_else(|| facts.cycle.next_draft());
    if edition.is_draft() {
        document.meta.label = which.label();
        document.meta.number = Some(which.number);
    }
    document.style = Arc::clone(&facts.cycle.style);
    illustrate(&mut document, &facts.cycle)?;
    // Nothing in it that a format could stumble over, whoever typed it.
    document.make_printable(covers);
    // What it has otherwise than an edition that readers have in hand.
    let number = facts.cycle.next_edition();
    let corrections = timings.time("corrections", || {
        Ok::<_, Faults>(erratum::corrections(&document, &facts, &editions::before(&facts.cycle)?))
    })?;
    findings.extend(erratum::unexplained(&corrections, number, &facts));
    if edition.is_final() && number.is_correction() {
        document.meta.published = format!("{} (uitgave {number})", document.meta.published);
    }
    // Without the chapter on corrections, which the next edition has for itself.
    let own = document::listed(&document::sentences(&document), &[]);
    let mut page = erratum::separately(&document, &corrections, number, &facts);
    erratum::put_first(&mut document, &corrections, number, &facts);
    timings.time("provenances", || {
        for document in [Some(&mut document), page.as_mut()].into_iter().flatten() {
            document.provenances = trace::provenances(document, &facts, edition);
            document.make_printable(covers);
        }
    });
    // Where a small number can be read all the same.
    findings.extend(timings.time("leaks", || trace::leaks(&document, &facts)));
    // What somebody typed as if it came from municipalities, and what the text leaves out.
    findings.extend(timings.time("typed", || trace::typed(&document, &facts)));
    checks::settle(&mut findings, &facts.accepted, &facts.cycle);
    // The same in a file, for whoever goes on with the figures.
    let ledger = timings.time("ledger", || ledger::write(&facts, edition));
    // And as tables, for everybody who goes on with an edition.
    let tables = match edition {
        Edition::Draft => Vec::new(),
        Edition::Final => timings.time("tables", || tables::files(&facts))?,
    };
    // Every sentence, to be compared with those of another build.
    let (sentences, numbers) = timings.time("sentences", || match edition {
        Edition::Draft => numbered(&document, &facts.cycle),
        Edition::Final => (own, SentenceNumbers::default()),
    });
    Ok(Composition {
        facts,
        document,
        ledger,
        tables,
        sentences,
        numbers,
        corrections,
        erratum: page,
        sheets,
        templates,
        draft: which,
        findings,
        timings,
    })
}

/// The facts with the suppression of the last edition, if that prints now what it printed then. Otherwise the facts as they
/// are: with the edition itself among what everybody knows, a number that it hid can come to be shown, and the year would
/// correct an edition in which nothing changed.
fn as_published(facts: Facts, disclosure: Disclosure, last_year: YearOnYear) -> Facts {
    let last = facts.cycle.published.last().map(Published::as_written);
    let now = (facts.disclosure.clone(), facts.last_year.clone());
    let again = Facts { disclosure, last_year, ..facts };
    let printed = ledger::figures_in(&ledger::write(&again, Edition::Final));
    if last.and_then(|last| ledger::figures_in(last.as_bytes())) == printed {
        return again;
    }
    let (disclosure, last_year) = now;
    Facts { disclosure, last_year, ..again }
}

/// The sentences of a draft, each with the number by which reviewers know it.
fn numbered(document: &Document, cycle: &Cycle) -> (Vec<u8>, SentenceNumbers) {
    let sentences = document::sentences(document);
    let numbers = SentenceNumbers::of(&sentences, &cycle.sentences);
    (document::listed(&sentences, &numbers.numbers), numbers)
}

/// What the last edition of an earlier year printed, under the codes of the year `now`.
fn printed(last: &LastEdition, now: i16) -> Result<EarlierYear<'_>, PipelineError> {
    let LastEdition { year, published, series } = last;
    let earlier = ledger::read(published, None, now.abs_diff(*year), |code| last.now(code))?;
    Ok(EarlierYear { year: *year, earlier, series })
}

/// Whether a year has the key with which the suppression of later editions is drawn.
///
/// # Errors
/// A [`PipelineError`] if the year cannot be read.
pub fn has_key(year: &Path) -> Result<bool, PipelineError> {
    Ok(cycle::load(year)?.secret.key.is_some())
}

/// The draft of a year that is worked on: the one after the last that was kept.
///
/// # Errors
/// A [`PipelineError`] if the year cannot be read.
pub fn next_draft(year: &Path) -> Result<Draft, PipelineError> {
    Ok(cycle::load(year)?.next_draft())
}

/// The file that the team keeps of an edition, and its bytes: the true figures. `None` if the edition was published
/// already, because the numbers of now may differ from those that it hid.
#[must_use]
pub fn kept(year: &Path, draft: &Composition) -> Option<(PathBuf, Vec<u8>)> {
    let Composition { facts, ledger, .. } = draft;
    if facts.cycle.published.iter().any(|each| each.has(ledger)) {
        return None;
    }
    let path = cycle::edition_path(year, &workbook::sha256(ledger));
    Some((path, ledger::write(facts, Edition::Draft)))
}

/// Puts the photographs of a year into the document. Refuses one of which the report has no chapter.
fn illustrate(document: &mut Document, cycle: &Cycle) -> Result<(), Faults> {
    let homeless = document.illustrate(&cycle.photos);
    if homeless.is_empty() {
        return Ok(());
    }
    let chapters = document::chapters(document);
    let fault = |photo: &Photo| {
        let names = chapters.iter().map(|chapter| chapter.title.as_str());
        let hint = near::suggestion(&photo.chapter, names).unwrap_or_else(|| {
            "noem de code van een thema, of de kop van een hoofdstuk zoals die in het rapport staat"
                .to_owned()
        });
        let message = format!("het rapport heeft geen hoofdstuk `{}`", photo.chapter);
        Fault::new(photo.at.clone(), message, hint)
    };
    Err(Faults(homeless.into_iter().map(fault).collect()))
}

/// Refuses a title of which nothing would be printed: without one, no PDF is accessible.
fn has_title(cycle: &Cycle, covers: fn(char) -> bool) -> Result<(), Faults> {
    if !dutch::in_print(&cycle.settings.title, covers, "").trim().is_empty() {
        return Ok(());
    }
    let places = cycle.places.get(cycle::SETTINGS).expect("no year is read without its settings");
    let message =
        "van `titel` blijft niets over: het lettertype van het rapport heeft deze tekens niet";
    let hint = "schrijf een titel met gewone letters";
    Err(Faults(vec![Fault::new(places.at("titel"), message, hint)]))
}

/// The findings for characters in the files of a year that the report's fonts lack.
fn not_printed(year: &Path, covers: fn(char) -> bool) -> Result<Vec<Finding>, CycleError> {
    let lost = cycle::characters(&Files::Disk, year, |c| dutch::is_lost(c, covers))?;
    let found = lost.into_iter().map(|each| {
        let path = each.path.display().to_string();
        character_lost::find(each.character).at(Place::text(&path, each.line, each.column))
    });
    Ok(found.collect())
}
