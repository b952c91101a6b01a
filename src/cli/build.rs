//! `pmg build`: writes a draft of the report, or with `--final` the edition that may go out.
//!
//! A final edition is refused while a finding is open, if the recount differs, or if an earlier one with other
//! figures was not kept as published.

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::pipeline::{self, Composition, Report, Timings};
use pmg_core::checks;
use pmg_core::cycle::PUBLISHED;
use pmg_core::edition::Edition;
use pmg_core::finding::{Finding, Severity};
use pmg_core::format::Format;
use pmg_recount::{self as recount, LongTable, Printed};
use pmg_report::compare::{LEDGER, SENTENCES};

use super::arguments::{Build, FailLevel};
use super::findings::{self, Findings, Reader};
use super::output::{FINAL, FileSet, Lock};
use super::request::request;
use super::{Outcome, output, progress, secret, terminal, verify};

/// The name of the file with all findings.
const FINDINGS: &str = "bevindingen.json";

/// Makes the report and writes it.
pub(super) fn run(build: &Build) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let mut request = request(build.year, &build.input, &build.templates)?;
    if build.r#final {
        request.edition = Edition::Final;
    }
    secret::make_key(&request.year)?;
    let mut formats: Vec<Format> = build.formats.iter().map(|it| Format::from(*it)).collect();
    if formats.is_empty() {
        formats = Format::ALL.to_vec();
    }
    let (mut draft, report) = pipeline::build(&request, &formats, &progress::bar())?;
    let mut timings = std::mem::take(&mut draft.timings);
    let folder = build.output.folder.join(build.year.to_string());
    let findings = Findings {
        year: build.year,
        all: &draft.findings,
        register: &draft.facts.cycle.register,
        sheets: &draft.sheets,
        templates: &draft.templates,
        files: draft.facts.cycle.returns.len(),
        reader: Reader::Team,
    };
    say(&draft, &findings);
    let facts = &draft.facts;
    let tabulate = || recount::tabulate(&facts.accepted, &facts.cycle, &facts.questionnaire);
    let table = timings.time("table", tabulate);
    let outcome = match request.edition {
        Edition::Draft => {
            let json = findings::json::write(&findings)?;
            let mut files = files(&draft, &report);
            files.push((FINDINGS, json.as_bytes()));
            files.push((SENTENCES, &draft.sentences));
            files.extend(table.files().map(|(name, text)| (name, text.as_bytes())));
            // What an earlier run wrote in another format is not about these figures.
            let gone = Format::ALL.into_iter().filter(|it| !formats.contains(it));
            let gone = gone.map(Format::report).collect();
            let set = FileSet { gone, ..FileSet::new(&folder, files) };
            let write = || set.replace(&output::begin(&folder)?);
            timings.time("writing", write)?;
            terminal::line(&format!("Concept geschreven in {}", folder.display()));
            outcome(&draft.findings, build.fail_level)
        }
        Edition::Final => publish(&folder, &draft, &report, &table, build, &mut timings)?,
    };
    if build.timings {
        terminal::timings(&timings, start.elapsed());
    }
    Ok(outcome)
}

/// Writes the final edition among the outputs of a year, unless something stands in its way.
fn publish(
    year: &Path,
    draft: &Composition,
    report: &Report,
    table: &LongTable,
    build: &Build,
    timings: &mut Timings,
) -> anyhow::Result<Outcome> {
    let folder = &year.join(FINAL);
    let open = draft.findings.iter().filter(|each| !checks::is_settled_for_good(each));
    let open: Vec<&Finding> = open.collect();
    if !open.is_empty() {
        let what = if open.len() == 1 { "bevinding staat" } else { "bevindingen staan" };
        terminal::line(&format!("\nGeen definitieve uitgave: {} {what} in de weg.", open.len()));
        for each in &open {
            let place = each.place.as_ref().map(|place| format!("  {place}")).unwrap_or_default();
            terminal::line(&format!("  {}{place}: {}", each.code, each.message));
        }
        terminal::line(&format!("Wat u doet: pmg explain {}", open[0].code));
        say_what_stands(folder);
        return Ok(Outcome::Refused);
    }
    // Counted again, another way, before anything is written.
    let printed = Printed {
        ledger: &draft.ledger,
        markdown: &report.markdown,
        html: &report.html,
        pdf: &report.pdf,
        table,
        suppression: &draft.facts.disclosure,
        edition: Edition::Final,
    };
    let recount = || recount::verify(table, &draft.facts.cycle, &printed);
    let recount = timings.time("recount", recount)?;
    terminal::line(&verify::shown(&recount));
    if !recount.differences.is_empty() {
        terminal::line("Geen definitieve uitgave: de natelling komt niet uit.");
        say_what_stands(folder);
        return Ok(Outcome::Refused);
    }
    let input = build.input.folder.join(build.year.to_string());
    let kept = input.join(PUBLISHED);
    if is_in_the_way(folder, draft, &kept) {
        return Ok(Outcome::Refused);
    }
    // First, so that there is no edition of which nobody knows what it hides.
    secret::keep_edition(&input, draft)?;
    let lock = output::begin(year)?;
    // Another run may have made an edition meanwhile.
    if is_in_the_way(folder, draft, &kept) {
        return Ok(Outcome::Refused);
    }
    timings.time("writing", || edition(folder, draft, report, &lock))?;
    terminal::line(&format!(
        "Definitieve uitgave geschreven in {}\nGaat zij naar buiten? Bewaar dan haar cijfers.json als {}",
        folder.display(),
        unused(&kept, &draft.document.meta.date.to_string()).display()
    ));
    Ok(Outcome::Clean)
}

/// A path for an edition of this date that no kept edition has yet.
fn unused(folder: &Path, date: &str) -> PathBuf {
    let named = |number: usize| match number {
        1 => folder.join(format!("{date}.json")),
        number => folder.join(format!("{date}-{number}.json")),
    };
    (1..1000).map(named).find(|path| !path.exists()).unwrap_or_else(|| named(1))
}

/// Whether there is a final edition with other figures of which nobody recorded whether it was published. If so,
/// prints what to do.
fn is_in_the_way(folder: &Path, draft: &Composition, kept: &Path) -> bool {
    let Some(before) = unrecorded(folder, draft) else { return false };
    terminal::line(&format!(
        "Geen definitieve uitgave: in {} staat er al een, met andere cijfers.\n\
         Is die uitgebracht? Bewaar dan haar cijfers.json in {}, zodat deze uitgave er niets van weggeeft.\n\
         Is zij nooit naar buiten gegaan? Verwijder dan de map {}.",
        before.display(),
        kept.display(),
        folder.display()
    ));
    true
}

/// The path of the figures of the final edition that is there; `None` if there is none, or if they are the same or
/// were kept as published.
fn unrecorded(folder: &Path, draft: &Composition) -> Option<PathBuf> {
    let path = folder.join(LEDGER);
    let before = std::fs::read(&path).ok()?;
    let kept = draft.facts.cycle.published.iter().any(|each| each.text.as_bytes() == before);
    (before != draft.ledger && !kept).then_some(path)
}

/// Prints that an earlier final edition is still there, so that nobody takes it for the one that was refused.
fn say_what_stands(folder: &Path) {
    if folder.join(LEDGER).exists() {
        let folder = folder.display();
        terminal::line(&format!(
            "In {folder} staat nog de definitieve uitgave die eerder is gemaakt; die is niet veranderd."
        ));
    }
}

/// Writes the final edition to its folder.
fn edition(folder: &Path, draft: &Composition, report: &Report, lock: &Lock) -> anyhow::Result<()> {
    FileSet::new(folder, files(draft, report)).replace(lock)
}

/// The files of the report, in the formats that were made, and its figures, by name.
pub(super) fn files<'a>(draft: &'a Composition, report: &'a Report) -> Vec<(&'a str, &'a [u8])> {
    let made = |format: Format| Some((format.report(), report.bytes(format)?));
    let formats = Format::ALL.into_iter().filter_map(made);
    formats.chain([(LEDGER, draft.ledger.as_slice())]).collect()
}

/// The outcome of a run with these findings: it fails if one is as severe as `level`. Explained warnings don't count.
pub(super) fn outcome(findings: &[Finding], level: FailLevel) -> Outcome {
    let fails = findings.iter().any(|finding| match level {
        FailLevel::Error => finding.severity == Severity::Error,
        FailLevel::Warning => finding.severity == Severity::Error || finding.explained.is_none(),
        FailLevel::Never => false,
    });
    if fails { Outcome::Fails } else { Outcome::Clean }
}

fn say(draft: &Composition, findings: &Findings) {
    terminal::findings(findings);
    let figures = &draft.facts.figures;
    let (returned, due) = (figures.returned.len(), figures.respondents.len());
    terminal::line(&format!("Opgave van {returned} van de {due} gemeenten die rapporteren"));
}
