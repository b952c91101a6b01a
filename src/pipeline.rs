//! The stages in their order: the only place that calls them.

mod editions;
mod error;
mod previews;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use jiff::civil::DateTime;
use rayon::prelude::*;

use crate::answers;
use crate::answers::Submission;
use crate::checks::{self, Accepted, LastYear, Yardstick, character_lost};
use crate::compare::{self, Build, Comparison, Series};
use crate::cycle::{self, Cycle, CycleError, Fault, Faults, Municipality, Template};
use crate::disclosure::{self, Earlier, Key, Rule};
use crate::document::{self, Document};
use crate::dutch;
use crate::edition::Edition;
use crate::facts::Facts;
use crate::figures;
use crate::finding::{Checked, Finding};
use crate::form::{self, Form, Previous, Workbooks};
use crate::ledger;
use crate::marked::{self, Base, Marked, Marking};
use crate::municipality::MunicipalityCode;
use crate::place::Place;
use crate::questionnaire::{self, Questionnaire};
use crate::recount;
use crate::render;
use crate::template;
use crate::trace;
use crate::workbook::{self, Sheets, Unreadable};

pub use error::PipelineError;
pub use previews::{Preview, preview, record};

pub use crate::recount::{LongTable, Printed, Recount};

/// What a year is built from.
#[derive(Debug, Clone)]
pub struct Order {
    /// Folder of the year.
    pub year: PathBuf,
    /// Folder of templates that take the place of the built-in ones.
    pub templates: Option<PathBuf>,
    /// Returns that take the place of those in the folder of the year.
    pub returns: Option<Vec<PathBuf>>,
    /// For whom the report is.
    pub edition: Edition,
    /// Moment that the PDF carries; the day of publication where none is given.
    pub timestamp: Option<DateTime>,
}

/// Is told, from any thread, how many returns were read and of how many.
pub type Progress = dyn Fn(usize, usize) + Sync;

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
    /// What earlier editions published, of this year and of the year before.
    pub earlier: Vec<Earlier>,
    /// Everything that was found.
    pub findings: Vec<Finding>,
    /// What each stage cost.
    pub timings: Timings,
}

/// A year put into words: everything but the formats.
#[derive(Debug)]
pub struct Draft {
    /// What the text speaks of.
    pub facts: Arc<Facts>,
    /// The tree behind all formats.
    pub document: Document,
    /// `cijfers.json`.
    pub ledger: Vec<u8>,
    /// `zinnen.json`: every sentence with what it rests on.
    pub sentences: Vec<u8>,
    /// The cells of every return that could be read, in the order of file names.
    pub sheets: Vec<Sheets>,
    /// The templates that the words come from, by name.
    pub templates: BTreeMap<String, Template>,
    /// Everything that was found on the way.
    pub findings: Vec<Finding>,
    /// What each stage cost.
    pub timings: Timings,
}

/// A text in its three formats.
#[derive(Debug)]
pub struct Report {
    /// As Markdown.
    pub markdown: String,
    /// As one HTML file.
    pub html: String,
    /// As PDF.
    pub pdf: Vec<u8>,
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

/// A workbook for a municipality to fill in.
#[derive(Debug)]
pub struct Blank {
    /// Who fills it in.
    pub municipality: Municipality,
    /// Its bytes.
    pub workbooks: Workbooks,
}

/// Builds the report of a year.
///
/// # Errors
/// A [`PipelineError`] of the stage that could not go on.
pub fn build(order: &Order, progress: &Progress) -> Result<(Draft, Report), PipelineError> {
    // Reading leaves a processor idle now and then; the fonts of the PDF are made ready meanwhile.
    let (draft, ()) = rayon::join(|| write(order, progress), render::pdf::prepare);
    let mut draft = draft?;
    let Draft { document, ledger, timings, .. } = &mut draft;
    // The ledger travels inside the PDF, so that the figures and the text stay together.
    let attachment = render::pdf::Attachment {
        name: "cijfers.json",
        description: "Alle cijfers in dit rapport met de opgaven waarop zij rusten",
        media_type: "application/json",
        bytes: ledger,
    };
    let timestamp = order.timestamp.unwrap_or_else(|| document.meta.date.at(0, 0, 0, 0));
    // The PDF takes longest; the other formats are made beside it.
    let (pdf, (markdown, html)) = rayon::join(
        || timed(|| render::pdf::render(document, Some(&attachment), timestamp)),
        || {
            let markdown = timed(|| render::markdown::render(document));
            (markdown, timed(|| render::html::render(document)))
        },
    );
    let markdown = timings.keep("markdown", markdown);
    let html = timings.keep("html", html);
    let pdf = timings.keep("pdf", pdf)?;
    Ok((draft, Report { markdown, html, pdf }))
}

/// The municipalities that report, or the one of them with this code or name.
fn respondents<'a>(
    cycle: &'a Cycle,
    only: Option<&str>,
) -> Result<Vec<&'a Municipality>, PipelineError> {
    let all: Vec<&Municipality> = cycle.register.respondents().collect();
    let Some(asked) = only else { return Ok(all) };
    let name = asked.trim().to_lowercase();
    let named = |it: &&&Municipality| {
        name == it.code.as_str().to_lowercase() || name == it.name.to_lowercase()
    };
    match all.iter().find(named) {
        Some(found) => Ok(vec![*found]),
        None => Err(PipelineError::NoRespondent {
            asked: asked.to_owned(),
            known: all.iter().map(|it| it.name.clone()).collect(),
        }),
    }
}

/// Puts a year into words, as far as the tree that the formats are made from.
///
/// # Errors
/// A [`PipelineError`] of the stage that could not go on.
pub fn write(order: &Order, progress: &Progress) -> Result<Draft, PipelineError> {
    // The returns that can be used, and what is wrong with the rest.
    let Examined {
        cycle, questionnaire, sheets, accepted, earlier, mut findings, mut timings, ..
    } = examine(&order.year, order.returns.as_deref(), progress)?;
    let key = cycle.secret.key.map(Key::new);
    let key = key.ok_or_else(|| PipelineError::NoKey(cycle::key_path(&order.year)))?;
    // Every figure with what it rests on.
    let figures = timings.time("figures", || figures::compute(&accepted, &cycle, &questionnaire));
    // The words around the figures; a year's own template goes before the general one.
    let templates = templates(order, &cycle)?;
    // What of them would give away a small number of persons.
    let rule = Rule { threshold: cycle.settings.small_below, width: cycle.settings.small_width };
    let disclosure = timings
        .time("disclosure", || disclosure::protect(&figures, &questionnaire, rule, &earlier, &key));
    let facts = Arc::new(Facts { cycle, questionnaire, accepted, figures, disclosure });
    let narrative = timings.time("template", || template::write(&facts, &templates))?;
    // One tree for all formats, so that no format can say something else.
    let covers = render::pdf::covers;
    // What the team's own files hold that would not be printed.
    has_title(&facts.cycle, covers)?;
    findings.extend(not_printed(&order.year, covers)?);
    let parsed =
        timings.time("document", || document::parse(&narrative, &facts.cycle.settings, covers));
    let Checked { value: mut document, findings: naked } = parsed;
    findings.extend(naked);
    // What every figure rests on, for readers who ask.
    let edition = order.edition;
    document.meta.edition = edition;
    document.grounds = timings.time("grounds", || trace::grounds(&document, &facts, edition));
    // Nothing in it that a format could stumble over, whoever typed it.
    document.make_printable(covers);
    // Where a small number can be read all the same.
    findings.extend(timings.time("slips", || trace::slips(&document, &facts)));
    // What somebody typed as if it came from municipalities, and what the text leaves out.
    findings.extend(timings.time("typed", || trace::typed(&document, &facts)));
    checks::settle(&mut findings, &facts.accepted, &facts.cycle);
    // The same in a file, for whoever goes on with the figures.
    let ledger = timings.time("ledger", || ledger::write(&facts, edition));
    // Every sentence, to hold beside those of another build.
    let sentences = timings.time("sentences", || document::listed(&document));
    Ok(Draft { facts, document, ledger, sentences, sheets, templates, findings, timings })
}

/// Whether a year has the key that its further choices are drawn with.
///
/// # Errors
/// A [`PipelineError`] where the year cannot be read.
pub fn has_key(year: &Path) -> Result<bool, PipelineError> {
    Ok(cycle::load(year)?.secret.key.is_some())
}

/// What the team keeps of an edition: where, and all that its figures really were. `None` if it was kept as
/// published: later numbers are not what it hid.
#[must_use]
pub fn kept(year: &Path, draft: &Draft) -> Option<(PathBuf, Vec<u8>)> {
    let Draft { facts, ledger, .. } = draft;
    if facts.cycle.published.iter().any(|each| each.text.as_bytes() == ledger) {
        return None;
    }
    let path = cycle::edition_path(year, &workbook::sha256(ledger));
    Some((path, ledger::write(facts, Edition::Draft)))
}

/// Every accepted answer as one long table, from which a report can be counted again.
#[must_use]
pub fn long_table(accepted: &Accepted, cycle: &Cycle, questionnaire: &Questionnaire) -> LongTable {
    recount::tabulate(accepted, cycle, questionnaire)
}

/// Says what is different between two builds; where the one before is of an earlier year, by way of a series.
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

/// Which codes of an earlier year the codes of a year go on with, by way of the years between.
///
/// # Errors
/// A [`PipelineError`] where one of these years cannot be read.
pub fn series(year: &Path, earlier: i16) -> Result<Series, PipelineError> {
    let cycle = cycle::load(year)?;
    let number = cycle.settings.year;
    let before = cycle::load(&year.with_file_name((number - 1).to_string()))?;
    let (now, last) =
        (questionnaire::build(&cycle.definition)?, questionnaire::build(&before.definition)?);
    let changes = questionnaire::changes(&cycle.changes, &now, Some(&last))?;
    let owned = |(now, before): (&str, &[String])| (now.to_owned(), before.to_vec());
    let series = Series {
        same: changes.iter().map(owned).collect(),
        broken: changes.broken().map(owned).collect(),
    };
    if number - 1 <= earlier {
        return Ok(series);
    }
    let further = self::series(&year.with_file_name((number - 1).to_string()), earlier)?;
    Ok(series.after(&further))
}

/// Counts what was printed again, from the table of the same year.
///
/// # Errors
/// A [`PipelineError`] where the table cannot be counted.
pub fn verify(
    table: &LongTable,
    cycle: &Cycle,
    printed: &Printed<'_>,
) -> Result<Recount, PipelineError> {
    recount::verify(table, cycle, printed).map_err(PipelineError::Recount)
}

/// Checks the returns of a year, or only the given files.
///
/// # Errors
/// A [`PipelineError`] where the year itself cannot be read.
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

/// Checks the same without the year before: enough to see whose a return is and whether it can be used.
///
/// # Errors
/// A [`PipelineError`] where the year itself cannot be read.
pub fn look(year: &Path, files: &[PathBuf]) -> Result<Examined, PipelineError> {
    let files = (!files.is_empty()).then_some(files);
    let mut examined = examine_alone(year, files, None, &|_, _| ())?;
    examined.findings = checks::without_missing_returns(examined.findings);
    Ok(examined)
}

/// The names of the files of each municipality, by what stands in them and whether usable or not.
#[must_use]
pub fn files(examined: &Examined) -> BTreeMap<MunicipalityCode, Vec<String>> {
    let mut files: BTreeMap<MunicipalityCode, Vec<String>> = BTreeMap::new();
    for sheets in &examined.sheets {
        let submission = answers::read(sheets, &examined.questionnaire);
        if let Some(municipality) = sender(&submission, &examined.cycle) {
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

/// Whose a return is, by what stands in it.
fn sender<'a>(submission: &Submission, cycle: &'a Cycle) -> Option<&'a Municipality> {
    let (text, _) = submission.text("gemeente.code")?;
    cycle.register.get(&MunicipalityCode::parse(text)?)
}

/// Marks the returns of known municipalities, of those that were examined.
///
/// # Errors
/// A [`PipelineError`] where a return cannot be read again, or a form not be written.
pub fn mark(examined: &Examined, files: &[PathBuf]) -> Result<Vec<MarkedReturn>, PipelineError> {
    let files = if files.is_empty() { &examined.cycle.returns } else { files };
    let marked = files.par_iter().map(|path| mark_one(examined, path));
    Ok(marked.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

fn mark_one(examined: &Examined, path: &Path) -> Result<Option<MarkedReturn>, PipelineError> {
    let Examined { cycle, questionnaire, sheets, findings, .. } = examined;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Some(sheets) = sheets.iter().find(|each| each.file.name == name) else { return Ok(None) };
    let submission = answers::read(sheets, questionnaire);
    let Some(municipality) = sender(&submission, cycle) else { return Ok(None) };
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
    // The file itself, where its format can be marked.
    let bytes = workbook::bytes(path).map_err(PipelineError::Return)?;
    let own = marked::mark(&bytes, &marking).ok();
    // A file near a limit can be beyond it with its marks, and would then be refused when it comes back.
    let own = own.filter(|copy| workbook::read_bytes(&name, &copy.bytes).is_ok());
    let again = || {
        // Else a new form with the same answers; not with those to another questionnaire.
        let stamp = submission.text("stempel.vragenlijst").map(|(stamp, _)| stamp.trim());
        let same = stamp == Some(cycle.settings.questionnaire.as_str());
        marking.base = if same { Base::Copied } else { Base::Blank };
        let filled = if same { marked::fresh::answers(&submission) } else { BTreeMap::default() };
        let form = form::workbook(questionnaire, &cycle.settings, municipality, &filled)
            .map_err(PipelineError::Form)?;
        let read = workbook::read_bytes(&name, &form).map_err(PipelineError::Return)?;
        let there = answers::read(&read, questionnaire);
        marking.findings = marked::fresh::moved(marking.findings.clone(), &submission, &there);
        checks::put_in_order(&mut marking.findings, &[read]);
        marked::mark(&form, &marking).map_err(PipelineError::Marked)
    };
    let marked = own.map_or_else(again, Ok)?;
    let (municipality, path) = (municipality.code.clone(), path.to_owned());
    Ok(Some(MarkedReturn { municipality, path, marked }))
}

/// The blank workbooks of a year: of all municipalities that report, or of the one with this code or name.
///
/// # Errors
/// A [`PipelineError`] where the year or the year before cannot be read, nobody of that name reports, or a
/// workbook cannot be written.
pub fn questionnaires(year: &Path, only: Option<&str>) -> Result<Vec<Blank>, PipelineError> {
    let Examined { cycle, questionnaire, last_year, .. } = examine(year, None, &|_, _| ())?;
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

/// The folder of the year before, where it is at hand.
fn year_before(year: &Path) -> Option<PathBuf> {
    let number: i16 = year.file_name()?.to_str()?.parse().ok()?;
    Some(year.with_file_name((number - 1).to_string())).filter(|folder| folder.is_dir())
}

/// The stages up to the checks, held against the year before where its folder is at hand.
fn examine(
    year: &Path,
    files: Option<&[PathBuf]>,
    progress: &Progress,
) -> Result<Examined, PipelineError> {
    let previous = year_before(year)
        .map(|folder| examine_alone(&folder, None, None, &|_, _| ()))
        .transpose()?;
    examine_alone(year, files, previous.as_ref(), progress)
}

/// The stages up to the checks, which every command begins with.
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
    // The cells of every return; in the order of names, whoever is read first.
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
    let yardstick = Yardstick {
        cycle: &cycle,
        questionnaire: &questionnaire,
        last_year: &last_year,
        printable: render::pdf::covers,
    };
    let checked = timings.time("checks", || checks::check(incoming, yardstick));
    let Checked { value: accepted, mut findings } = checked;
    let sheets: Vec<Sheets> = read.into_iter().flatten().collect();
    // As whoever goes through the workbooks meets them.
    checks::put_in_order(&mut findings, &sheets);
    Ok(Examined { cycle, questionnaire, sheets, accepted, last_year, earlier, findings, timings })
}

fn templates(order: &Order, cycle: &Cycle) -> Result<BTreeMap<String, Template>, PipelineError> {
    let mut templates = template::built_in();
    if let Some(folder) = &order.templates {
        if !folder.is_dir() {
            return Err(CycleError::NoSuchFolder { folder: folder.clone() }.into());
        }
        templates.extend(cycle::read_templates(folder)?);
    }
    templates.extend(cycle.templates.clone());
    Ok(templates)
}

/// Refuses a title of which nothing would be printed: without one, no PDF is accessible.
fn has_title(cycle: &Cycle, covers: fn(char) -> bool) -> Result<(), Faults> {
    if !dutch::in_print(&cycle.settings.title, covers, "").trim().is_empty() {
        return Ok(());
    }
    let at = cycle.places.get(cycle::SETTINGS).map(|places| places.at("titel"));
    let message =
        "van `titel` blijft niets over: het lettertype van het rapport heeft deze tekens niet";
    let hint = "schrijf een titel met gewone letters";
    Err(Faults(vec![Fault::new(at.unwrap_or_default(), message, hint)]))
}

/// The characters in the files of a year that the report's fonts lack.
fn not_printed(year: &Path, covers: fn(char) -> bool) -> Result<Vec<Finding>, CycleError> {
    let lost = cycle::characters(year, |c| dutch::is_lost(c, covers))?;
    let found = lost.into_iter().map(|each| {
        let path = each.path.display().to_string();
        character_lost::find(each.character).at(Place::text(&path, each.line, each.column))
    });
    Ok(found.collect())
}

/// What comes out, and how long it took.
fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    (run(), start.elapsed())
}

/// What each stage cost, in the order in which they ran.
#[derive(Debug, Default)]
pub struct Timings(pub Vec<(&'static str, Duration)>);

impl Timings {
    fn time<T>(&mut self, stage: &'static str, run: impl FnOnce() -> T) -> T {
        self.keep(stage, timed(run))
    }

    /// Keeps what a stage cost that ran beside another.
    fn keep<T>(&mut self, stage: &'static str, (result, cost): (T, Duration)) -> T {
        self.0.push((stage, cost));
        result
    }
}
