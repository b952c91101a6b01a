//! `pmg build`: writes a draft of the report, or with `--final` the edition that may go out.

use std::path::Path;
use std::time::Instant;

use crate::pipeline::{self, Composition, Report};
use pmg_core::cycle::{NUMBERS, NumberedSentence, RECORD};
use pmg_core::diagnostics::{Findings, Recipient};
use pmg_core::edition::Edition;
use pmg_core::format::Format;
use pmg_recount::LongTable;
use pmg_report::compare::SENTENCES;

use super::arguments::Build;
use super::outcome::Outcome;
use super::output::FileSet;
use super::request::request;
use super::{drafts, final_edition, output, progress, secret, terminal, verify};

/// The name of the file with all findings.
pub(super) const FINDINGS: &str = "bevindingen.json";

/// Makes the report and writes it.
pub(super) fn run(build: &Build) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let mut request = request(build.year, &build.input, &build.templates, Some(&build.style))?;
    if build.r#final {
        request.edition = Edition::Final;
    }
    secret::make_key(&request.year)?;
    if build.keep {
        request.draft = Some(drafts::kept_today(&request.year)?);
    }
    let mut formats: Vec<Format> = build.formats.iter().map(|it| Format::from(*it)).collect();
    if formats.is_empty() {
        formats = Format::ALL.to_vec();
    }
    let (mut draft, mut report) = pipeline::build(&request, &formats, &progress::bar())?;
    // An edition from before the program kept them is made once more as itself, and not as its own correction.
    if let Some(number) = final_edition::kept_by_hand(&draft).filter(|_| build.r#final) {
        request.number = Some(number);
        (draft, report) = pipeline::build(&request, &formats, &progress::bar())?;
    }
    let mut timings = std::mem::take(&mut draft.timings);
    let findings = findings(&draft);
    say(&draft, &findings);
    let table = timings.time("table", || verify::table(&draft));
    let folder = build.output.year(build.year);
    let outcome = match request.edition {
        Edition::Draft => {
            let keep = build.keep.then_some(request.year.as_path());
            timings.time("writing", || write(&folder, &draft, &report, &findings, &table, keep))?;
            Outcome::of(&draft.findings, build.fail_level)
        }
        Edition::Final => {
            let publish = || final_edition::publish(&folder, &draft, &report, &table, &request);
            timings.time("publication", publish)?
        }
    };
    if build.timings {
        terminal::timings(&timings, start.elapsed());
    }
    // The process ends here: the system frees at once what would be freed piece by piece.
    std::mem::forget((draft, report));
    Ok(outcome)
}

/// Writes a draft to the folder of the year among the outputs, after keeping it in the year `keep` if that is asked for.
fn write(
    folder: &Path,
    draft: &Composition,
    report: &Report,
    findings: &Findings,
    table: &LongTable,
    keep: Option<&Path>,
) -> anyhow::Result<()> {
    let (json, record) = (findings.to_json(), drafts::record(draft, report));
    let numbers = NumberedSentence::write(&draft.numbers.all);
    let mut files = report.files(draft);
    files.push((FINDINGS, json.as_bytes()));
    files.push((SENTENCES, &draft.sentences));
    files.push((NUMBERS, &numbers));
    files.push((RECORD, record.as_bytes()));
    // First, so that no draft is sent that nobody knows of.
    if let Some(year) = keep {
        drafts::keep(year, draft, &files)?;
    }
    files.extend(table.files().map(|(name, text)| (name, text.as_bytes())));
    // What an earlier run wrote in another format is not about these figures.
    let gone = Format::ALL.into_iter().filter(|format| report.bytes(*format).is_none());
    let gone = gone.map(Format::report).collect();
    FileSet { gone, ..FileSet::new(folder, files) }.replace(&output::begin(folder)?)?;
    terminal::line(&format!("Concept geschreven in {}", folder.display()));
    Ok(())
}

/// All that was found, as the team reads it.
pub(super) fn findings(draft: &Composition) -> Findings<'_> {
    let cycle = &draft.facts.cycle;
    Findings {
        year: cycle.settings.year,
        all: &draft.findings,
        register: &cycle.register,
        sheets: &draft.sheets,
        templates: &draft.templates,
        files: cycle.returns.len(),
        recipient: Recipient::Team,
    }
}

fn say(draft: &Composition, findings: &Findings) {
    terminal::findings(findings);
    let figures = &draft.facts.figures;
    let (returned, due) = (figures.returned.len(), figures.respondents.len());
    terminal::line(&format!("Opgave van {returned} van de {due} gemeenten die rapporteren"));
}
