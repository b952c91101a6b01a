//! Writes the final edition, unless something stands in its way.
//!
//! It is refused while a finding is open, if the recount differs, or if an earlier one with other figures was not kept
//! as published.

use std::path::{Path, PathBuf};

use crate::pipeline::{Composition, Report};
use pmg_core::checks;
use pmg_core::cycle::PUBLISHED;
use pmg_core::edition::Edition;
use pmg_core::finding::Finding;
use pmg_recount::{self as recount, LongTable, Printed};
use pmg_report::compare::LEDGER;

use super::outcome::Outcome;
use super::output::{FINAL, FileSet};
use super::{output, secret, terminal, verify};

/// Writes the final edition of the year in `input` among its outputs, unless something stands in its way.
pub(super) fn publish(
    outputs: &Path,
    draft: &Composition,
    report: &Report,
    table: &LongTable,
    input: &Path,
) -> anyhow::Result<Outcome> {
    let folder = &outputs.join(FINAL);
    let kept = input.join(PUBLISHED);
    // Counted again, another way, before anything is written.
    if is_open(draft) || has_open_remarks(draft) || is_counted_otherwise(draft, report, table)? {
        say_what_stands(folder);
        return Ok(Outcome::Refused);
    }
    if is_in_the_way(folder, draft, &kept) {
        return Ok(Outcome::Refused);
    }
    // First, so that there is no edition of which nobody knows what it hides.
    secret::keep_edition(input, draft)?;
    let lock = output::begin(outputs)?;
    // Another run may have made an edition meanwhile.
    if is_in_the_way(folder, draft, &kept) {
        return Ok(Outcome::Refused);
    }
    FileSet::new(folder, report.files(draft)).replace(&lock)?;
    terminal::line(&format!(
        "Definitieve uitgave geschreven in {}\nGaat zij naar buiten? Bewaar dan haar cijfers.json als {}",
        folder.display(),
        unused(&kept, &draft.document.meta.date.to_string()).display()
    ));
    Ok(Outcome::Clean)
}

/// Whether a finding stands in the way. If so, prints which.
fn is_open(draft: &Composition) -> bool {
    let open = draft.findings.iter().filter(|each| !checks::is_settled_for_good(each));
    let open: Vec<&Finding> = open.collect();
    let Some(first) = open.first() else { return false };
    let what = if open.len() == 1 { "bevinding staat" } else { "bevindingen staan" };
    terminal::line(&format!("\nGeen definitieve uitgave: {} {what} in de weg.", open.len()));
    for each in &open {
        let place = each.place.as_ref().map(|place| format!("  {place}")).unwrap_or_default();
        terminal::line(&format!("  {}{place}: {}", each.code, each.message));
    }
    terminal::line(&format!("Wat u doet: pmg explain {}", first.code));
    true
}

/// Whether a remark of a reviewer is open, in a year that waits for them. If so, prints which.
fn has_open_remarks(draft: &Composition) -> bool {
    let cycle = &draft.facts.cycle;
    let open = cycle.remarks.iter().filter(|it| it.state().is_open());
    let open: Vec<&str> = open.map(|it| it.id.as_str()).collect();
    if open.is_empty() || cycle.settings.may_have_open_remarks {
        return false;
    }
    let year = cycle.settings.year;
    let what = if open.len() == 1 { "opmerking staat" } else { "opmerkingen staan" };
    terminal::line(&format!(
        "\nGeen definitieve uitgave: {} {what} nog open: {}.\n\
         Wat u doet: `pmg remarks {year}` toont ze. Leg vast wat ermee is gedaan, of zet `open_opmerkingen_mogen = true` in jaar.toml.",
        open.len(),
        open.join(", ")
    ));
    true
}

/// Whether the recount differs. Prints what it found.
fn is_counted_otherwise(
    draft: &Composition,
    report: &Report,
    table: &LongTable,
) -> anyhow::Result<bool> {
    let printed = Printed {
        ledger: &draft.ledger,
        markdown: &report.markdown,
        html: &report.html,
        pdf: &report.pdf,
        word: &report.word,
        table,
        tables: &draft.tables,
        suppression: &draft.facts.disclosure,
        edition: Edition::Final,
        draft: draft.draft,
    };
    let recount = recount::verify(table, &draft.facts.cycle, &printed)?;
    terminal::line(&verify::shown(&recount));
    let differs = !recount.differences.is_empty();
    if differs {
        terminal::line("Geen definitieve uitgave: de natelling komt niet uit.");
    }
    Ok(differs)
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

/// A path for an edition of this date that no kept edition has yet.
fn unused(folder: &Path, date: &str) -> PathBuf {
    let named = |number: usize| match number {
        1 => folder.join(format!("{date}.json")),
        number => folder.join(format!("{date}-{number}.json")),
    };
    let mut number = 1;
    while named(number).exists() {
        number += 1;
    }
    named(number)
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;

    #[test]
    fn the_name_that_is_advised_is_never_taken_however_many_editions_a_day_has() {
        let folder = tempfile::tempdir().unwrap();
        let named = |name: &str| folder.path().join(name);
        assert_eq!(unused(folder.path(), "2025-06-30"), named("2025-06-30.json"));
        File::create_new(named("2025-06-30.json")).unwrap();
        for number in 2..=1000 {
            File::create_new(named(&format!("2025-06-30-{number}.json"))).unwrap();
        }
        assert_eq!(unused(folder.path(), "2025-06-30"), named("2025-06-30-1001.json"));
    }
}
