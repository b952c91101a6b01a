//! Gathers what earlier editions published and what previews showed, under the codes of this year.
//!
//! Goes back year by year, following `was-wordt.toml`, as long as a year or one before it has published something.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use pmg_core::cycle::{
    self, At, Cycle, CycleError, Fault, Faults, Files, Kept, LastEdition, Published,
};
use pmg_core::municipality::MunicipalityCode;
use pmg_core::questionnaire::{self, Changes};
use pmg_core::series::Series;
use pmg_core::workbook;
use pmg_report::compare;
use pmg_report::disclosure::Earlier;
use pmg_report::erratum::{Before, Statuses};
use pmg_report::ledger::{self, PreviewRecord};

use super::error::PipelineError;
use super::examined::Examined;

/// What is known of a year and of the years before it.
pub(super) struct Editions {
    /// What editions published of this year, and of the years before under the codes of this one; the oldest first. What
    /// previews showed of this year comes before what was published of it.
    pub(super) earlier: Vec<Earlier>,
    /// The last edition of each year before that published one; the newest first.
    pub(super) last: Vec<LastEdition>,
}

/// What editions and previews told of this year and of the years before.
///
/// Errors: an edition, a record of previews or an earlier year that cannot be read.
pub(super) fn editions(
    year: &Path,
    cycle: &Cycle,
    previous: Option<&Examined>,
    changes: &Changes,
) -> Result<Editions, PipelineError> {
    let same = |code: &str| vec![code.to_owned()];
    let shown = shown(&cycle.secret.shown, cycle)?;
    let mut earlier: Vec<Earlier> = shown.iter().map(PreviewRecord::earlier).collect();
    earlier.extend(published(cycle, 0, &same)?);
    let Some(previous) = previous else { return Ok(Editions { earlier, last: Vec::new() }) };
    let mut put_before = |older: Vec<Earlier>| _ = earlier.splice(0..0, older);
    let mut series = changes.series();
    let mut last = Vec::from_iter(last_edition(&previous.cycle, &series));
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
        series = series.after(&changes.series());
        last.extend(last_edition(&cycle, &series));
        later = (cycle.changes, questionnaire);
    }
    Ok(Editions { earlier, last })
}

/// The last edition of an earlier year, with what of it goes on; `None` if that year published nothing.
fn last_edition(before: &Cycle, series: &Series) -> Option<LastEdition> {
    let (year, published) = (before.settings.year, before.published.last()?.clone());
    Some(LastEdition { year, published, series: series.clone() })
}

/// What the earlier editions of a year printed, in their order.
///
/// Errors: a file that is not what the program kept of an edition.
pub(super) fn before(cycle: &Cycle) -> Result<Vec<Before>, Faults> {
    let before = cycle.editions().map(|(number, published)| {
        let same = |code: &str| vec![code.to_owned()];
        let said = |text: &String| {
            compare::read_sentences(text.as_bytes()).map_err(|error| {
                let path = published.path.with_file_name(compare::SENTENCES);
                let message = "dit is niet wat het programma van de uitgave bewaarde";
                let hint = "zet de map terug uit een kopie";
                Faults(vec![Fault::new(At { path, line: error.line() }, message, hint)])
            })
        };
        let is_kept = |name: &str, text: &str| {
            let listed = published.record.as_ref().map(|it| {
                it.files.get(name).or_else(|| (name == compare::SENTENCES).then_some(&it.sentences))
            });
            listed.is_none_or(|listed| {
                listed == Some(&workbook::sha256(text.replace("\r\n", "\n").as_bytes()))
            })
        };
        let sentences = published.sentences.as_deref();
        let changed =
            [(compare::LEDGER, Some(published.text.as_str())), (compare::SENTENCES, sentences)]
                .into_iter()
                .find(|(name, text)| text.is_some_and(|text| !is_kept(name, text)));
        if let Some((name, _)) = changed {
            let at = At { path: published.path.with_file_name(name), line: 0 };
            let message = format!("dit is niet meer wat er in uitgave {number} stond");
            return Err(Faults(vec![Fault::new(at, message, "zet de map terug uit een kopie")]));
        }
        Ok(Before {
            number,
            statuses: statuses(&published.text),
            date: published.record.as_ref().map(|it| it.date),
            figures: ledger::read(published, None, 0, same)?,
            sentences: published.sentences.as_ref().map(said).transpose()?,
        })
    });
    before.collect()
}

/// The statuses that an edition printed; `None` if its ledger has none.
fn statuses(ledger: &str) -> Option<Statuses> {
    let ledger: serde_json::Value = serde_json::from_str(ledger).ok()?;
    let mut statuses = Statuses::new();
    for (code, by_status) in ledger["interventions"].as_object()? {
        for (status, who) in by_status.as_object()? {
            let who = who.as_array()?.iter().filter_map(|it| MunicipalityCode::parse(it.as_str()?));
            statuses.extend(who.map(|who| ((code.clone(), who), status.clone())));
        }
    }
    Some(statuses)
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
        let kept = cycle.secret.editions.get(&workbook::sha256(edition.as_written().as_bytes()));
        let kept = kept.map(|path| Kept::read(&Files::Disk, path)).transpose()?;
        Ok(ledger::read(edition, kept.as_ref(), years_before, now)?)
    };
    cycle.published.iter().map(read).collect()
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
