//! Says which draft a set of files is, and keeps the drafts that are sent.

use std::collections::BTreeMap;
use std::path::Path;

use crate::pipeline::{self, Composition, Report};
use pmg_core::cycle::{self, DraftRecord, NUMBERS, RECORD};
use pmg_core::edition::Draft;
use pmg_core::workbook::sha256;
use pmg_report::compare::{LEDGER, SENTENCES};

use super::build::FINDINGS;
use super::output::{self, FileSet, Lock};
use super::{clock, terminal};

/// What is kept of a draft: enough to lay another beside it, and to tell whether a file is of it.
const KEPT: [&str; 5] = [LEDGER, SENTENCES, NUMBERS, FINDINGS, RECORD];

/// The draft that is kept today: the next one of the year.
pub(super) fn kept_today(year: &Path) -> anyhow::Result<Draft> {
    Ok(Draft { kept: Some(clock::today()?), ..pipeline::next_draft(year)? })
}

/// `editie.json`: which draft it is, with the SHA-256 of each file of the report.
pub(super) fn record(draft: &Composition, report: &Report) -> String {
    let files = report.files(draft).into_iter().chain([(SENTENCES, draft.sentences.as_slice())]);
    let files: BTreeMap<String, String> =
        files.map(|(name, bytes)| (name.to_owned(), sha256(bytes))).collect();
    let record = DraftRecord {
        year: draft.facts.cycle.settings.year,
        number: draft.draft.number,
        date: draft.draft.kept,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        files,
    };
    record.write()
}

/// Keeps a draft among those of the year, so that the next one has another number and can be held against it. Refuses
/// one whose number another run has taken meanwhile.
pub(super) fn keep(
    year: &Path,
    draft: &Composition,
    files: &[(&str, &[u8])],
) -> anyhow::Result<()> {
    let number = draft.draft.number;
    let folder = cycle::draft_path(year, number);
    let lock = Lock::on(year)?;
    if folder.exists() {
        anyhow::bail!(
            "concept {number} is al bewaard in `{}`\nhint: geef de opdracht opnieuw; dan krijgt dit concept het volgende nummer",
            folder.display()
        );
    }
    let kept = |(name, _): &&(&str, &[u8])| KEPT.contains(name);
    FileSet::new(&folder, files.iter().filter(kept).copied().collect()).replace(&lock)?;
    output::sync(year)?;
    terminal::line(&format!("{} bewaard in {}", draft.draft.label(), folder.display()));
    Ok(())
}
