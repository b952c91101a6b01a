//! Gathers what earlier editions published and what previews showed, under the codes of this year.
//!
//! Goes back year by year, following `was-wordt.toml`, as long as a year or one before it has published something.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use pmg_core::cycle::{self, Cycle, CycleError, Faults, Files, Kept, LastEdition, Published};
use pmg_core::questionnaire::{self, Changes};
use pmg_core::workbook;
use pmg_report::disclosure::Earlier;
use pmg_report::ledger::{self, PreviewRecord};

use super::error::PipelineError;
use super::examined::Examined;

/// What editions published of this year, and of the years before under the codes of this one; the oldest first. What
/// previews showed of this year comes before what was published of it.
///
/// Errors: an edition, a record of previews or an earlier year that cannot be read.
pub(super) fn earlier(
    year: &Path,
    cycle: &Cycle,
    previous: Option<&Examined>,
    changes: &Changes,
) -> Result<Vec<Earlier>, PipelineError> {
    let same = |code: &str| vec![code.to_owned()];
    let shown = shown(&cycle.secret.shown, cycle)?;
    let mut editions: Vec<Earlier> = shown.iter().map(PreviewRecord::earlier).collect();
    editions.extend(published(cycle, 0, &same)?);
    let Some(previous) = previous else { return Ok(editions) };
    let mut put_before = |older: Vec<Earlier>| _ = editions.splice(0..0, older);
    // Also under a code that no longer compares: who knew the persons then, knows them now. In one order, so
    // that the same codes are the same series in each year.
    let one_back = |code: &str| -> Vec<String> {
        let now: BTreeSet<&String> = changes.same_persons(code).iter().collect();
        now.into_iter().cloned().collect()
    };
    put_before(published(&previous.cycle, 1, &one_back)?);
    let mut folder = year_before(year);
    let mut later = (previous.cycle.changes.clone(), previous.questionnaire.clone());
    // What a code of the year that was just read is now.
    let codes = later.1.codes();
    let mut now: BTreeMap<String, Vec<String>> =
        codes.map(|code| (code.to_owned(), one_back(code))).collect();
    for years_before in 2.. {
        folder = folder.and_then(|folder| year_before(&folder));
        let Some(folder) = folder.as_deref().filter(|folder| has_editions(folder)) else { break };
        let cycle = cycle::load(folder)?;
        let questionnaire = questionnaire::build(&cycle.definition)?;
        let changes = questionnaire::changes(&later.0, &later.1, Some(&questionnaire))?;
        let through = |code: &str| -> Vec<String> {
            let later = changes.same_persons(code).iter();
            let now: BTreeSet<&String> = later.filter_map(|code| now.get(code)).flatten().collect();
            now.into_iter().cloned().collect()
        };
        put_before(published(&cycle, years_before, &through)?);
        now = questionnaire.codes().map(|code| (code.to_owned(), through(code))).collect();
        later = (cycle.changes, questionnaire);
    }
    Ok(editions)
}

/// The last edition of the year before, with what of it goes on; `None` if that year published nothing.
pub(super) fn last(before: &Cycle, changes: &Changes) -> Option<LastEdition> {
    let published = before.published.last()?.clone();
    let owned = |(now, before): (&str, &[String])| (now.to_owned(), before.to_vec());
    Some(LastEdition {
        published,
        continues: changes.iter().map(owned).collect(),
        asked_otherwise: changes.broken().map(|(now, _)| now.to_owned()).collect(),
    })
}

/// Reads the records of previews.
///
/// Errors: one that is no such record of its year.
pub(super) fn shown(records: &[Kept], cycle: &Cycle) -> Result<Vec<PreviewRecord>, Faults> {
    records.iter().map(|record| PreviewRecord::read(record, cycle.settings.year)).collect()
}

/// What the editions of a year published. `now` gives the codes that a code of that year has in this one.
fn published(
    cycle: &Cycle,
    years_before: u16,
    now: &dyn Fn(&str) -> Vec<String>,
) -> Result<Vec<Earlier>, CycleError> {
    let read = |edition: &Published| {
        let kept = cycle.secret.editions.get(&sha256(edition));
        let kept = kept.map(|path| Kept::read(&Files::Disk, path)).transpose()?;
        Ok(ledger::read(edition, kept.as_ref(), years_before, now)?)
    };
    cycle.published.iter().map(read).collect()
}

/// The SHA-256 of an edition as it was made: whatever stored it since may have changed its line ends.
fn sha256(edition: &Published) -> String {
    workbook::sha256(edition.text.replace("\r\n", "\n").as_bytes())
}

/// Whether a year, or one before it, has published anything.
fn has_editions(year: &Path) -> bool {
    year.join(cycle::PUBLISHED).is_dir()
        || year_before(year).is_some_and(|before| has_editions(&before))
}

/// The folder of the year before; `None` if there is none.
pub(super) fn year_before(year: &Path) -> Option<PathBuf> {
    let number: i16 = year.file_name()?.to_str()?.parse().ok()?;
    Some(year.with_file_name((number - 1).to_string())).filter(|folder| folder.is_dir())
}
