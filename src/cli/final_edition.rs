//! Writes the final edition, unless something stands in its way, and keeps it as it went out.
//!
//! It is refused while a finding or a remark is open, if the recount differs, or if an earlier one with other figures was
//! not kept as published. Each edition has a number, `1.0` for the first; one that is kept is never written over.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::pipeline::{self, BuildRequest, Composition, MadeFrom, Report};
use pmg_core::checks;
use pmg_core::cycle::{self, EditionRecord, PUBLISHED, RECORD};
use pmg_core::diagnostics::counted;
use pmg_core::edition::{Edition, EditionNumber};
use pmg_core::finding::Finding;
use pmg_core::workbook::sha256;
use pmg_recount::{self as recount, LongTable, Printed};
use pmg_report::compare::{LEDGER, SENTENCES};
use pmg_report::ledger;

use super::outcome::Outcome;
use super::output::{FINAL, FileSet, Lock};
use super::{output, secret, terminal, verify};

/// Writes the final edition of a year among its outputs, unless something stands in its way.
pub(super) fn publish(
    outputs: &Path,
    draft: &Composition,
    report: &Report,
    table: &LongTable,
    request: &BuildRequest,
) -> anyhow::Result<Outcome> {
    let folder = &outputs.join(FINAL);
    if let Some(last) = says_the_same(draft, &request.year) {
        return put_back(outputs, folder, &request.year, last);
    }
    // All of them, so that whoever mends something need not come back for the next. Counted again, another way, before
    // anything is written.
    let stands_in_the_way = [
        is_open(draft, "definitieve uitgave"),
        has_open_remarks(draft),
        has_unread_words(draft),
        is_counted_otherwise(draft, report, table)?,
        is_in_the_way(folder, draft, &request.year.join(PUBLISHED)),
    ];
    if stands_in_the_way.contains(&true) {
        say_what_stands(folder);
        return Ok(Outcome::Refused);
    }
    let number = draft.facts.cycle.next_edition();
    let made_from = MadeFrom::of(request, draft)?;
    let record = pipeline::edition_record(draft, report, &made_from.digest()).write();
    let mut files = report.files(draft);
    files.push((RECORD, record.as_bytes()));
    // First, so that there is no edition of which nobody knows what it hides.
    if request.number.is_none() {
        secret::keep_edition(&request.year, draft)?;
    }
    let lock = output::begin(outputs)?;
    // Another run may have made an edition meanwhile.
    if is_in_the_way(folder, draft, &request.year.join(PUBLISHED)) {
        return Ok(Outcome::Refused);
    }
    keep(&request.year, &made_from, draft, &files)?;
    replace(folder, files, &lock)?;
    let kept = cycle::published_path(&request.year, number);
    terminal::line(&format!(
        "Uitgave {number} geschreven in {}\nZij is bewaard in {}, en verandert daar niet meer.\n\
         Blijkt zij nooit naar buiten te zijn gegaan? Haal dan die map weg voordat u een andere maakt.",
        folder.display(),
        kept.display()
    ));
    Ok(Outcome::Clean)
}

/// The number of the last edition, if the program kept it and this one would say nothing else.
fn says_the_same(draft: &Composition, year: &Path) -> Option<EditionNumber> {
    still_says_this(draft).filter(|last| cycle::published_path(year, *last).is_dir())
}

/// The number of the last edition that appeared, if one of now would say nothing else.
pub(super) fn still_says_this(draft: &Composition) -> Option<EditionNumber> {
    let (last, published) = draft.facts.cycle.editions().last()?;
    let is_same = ledger::figures_in(published.as_written().as_bytes())
        == ledger::figures_in(&draft.ledger)
        && draft.corrections.iter().all(|it| it.before != last);
    is_same.then_some(last)
}

/// The number of the last edition, if somebody kept no more than its figures and they are these: then this is that
/// edition, made once more.
pub(super) fn kept_by_hand(draft: &Composition) -> Option<EditionNumber> {
    let (last, published) = draft.facts.cycle.editions().last()?;
    let is_it = published.record.is_none() && published.has(&draft.ledger);
    is_it.then_some(last)
}

/// Puts an edition that was kept among the outputs once more, as it went out.
fn put_back(
    outputs: &Path,
    folder: &Path,
    year: &Path,
    number: EditionNumber,
) -> anyhow::Result<Outcome> {
    let kept = cycle::published_path(year, number);
    let read = |name: &str| {
        let path = kept.join(name);
        std::fs::read(&path).with_context(|| format!("`{}` gaat niet open", path.display()))
    };
    let record = read(RECORD)?;
    let names = record_of(&record).map(|it| it.files).unwrap_or_default();
    let mut files = vec![(RECORD, record)];
    for (name, hash) in &names {
        // A name that leads out of the folder is none that the program wrote.
        let is_inside = !name.contains(['/', '\\', ':']);
        let bytes = if is_inside { read(name)? } else { Vec::new() };
        anyhow::ensure!(
            is_inside && sha256(&bytes) == *hash,
            "`{}` is niet meer wat er in uitgave {number} stond\nhint: zet de map `{}` terug uit een kopie",
            kept.join(name).display(),
            kept.display()
        );
        files.push((name, bytes));
    }
    let lock = output::begin(outputs)?;
    replace(folder, files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect(), &lock)?;
    terminal::line(&format!(
        "Er is niets te verbeteren: geen cijfer en geen zin is anders dan in uitgave {number}.\n\
         Die staat in {}, zoals zij is bewaard in {}. Een andere titel, maand, mededeling of huisstijl\n\
         alleen is geen verbetering, en staat er dus niet in.",
        folder.display(),
        kept.display()
    ));
    Ok(Outcome::Clean)
}

/// What `editie.json` says; `None` if it is none.
fn record_of(bytes: &[u8]) -> Option<EditionRecord> {
    EditionRecord::read(std::str::from_utf8(bytes).ok()?)
}

/// Puts the files of an edition among the outputs, and takes away what an earlier one had and this one has not.
fn replace(folder: &Path, files: Vec<(&str, &[u8])>, lock: &Lock) -> anyhow::Result<()> {
    let gone = pipeline::ERRATUM.into_iter();
    let gone = gone.filter(|gone| files.iter().all(|(name, _)| name != gone)).collect();
    FileSet { gone, ..FileSet::new(folder, files) }.replace(lock)
}

/// Keeps an edition as it goes out, with its sentences, so that the next one can say what it corrects, and with what it
/// was made from. Refuses one whose number another run has taken meanwhile.
fn keep(
    year: &Path,
    made_from: &MadeFrom,
    draft: &Composition,
    files: &[(&str, &[u8])],
) -> anyhow::Result<()> {
    let number = made_from.edition().1;
    let folder = cycle::published_path(year, number);
    let lock = Lock::on(year)?;
    if folder.exists() {
        anyhow::bail!(
            "uitgave {number} is al bewaard in `{}`\nhint: geef de opdracht opnieuw; dan krijgt deze uitgave het volgende nummer",
            folder.display()
        );
    }
    // First, so that there is no edition that cannot be made again.
    secret::keep_input(year, made_from, &lock)?;
    let mut files = files.to_vec();
    files.push((SENTENCES, &draft.sentences));
    FileSet::new(&folder, files).replace(&lock)?;
    Ok(output::sync(year)?)
}

/// Whether a finding stands in the way of `what`. If so, prints which.
pub(super) fn is_open(draft: &Composition, what: &str) -> bool {
    let open = draft.findings.iter().filter(|each| !checks::is_settled_for_good(each));
    let open: Vec<&Finding> = open.collect();
    let Some(first) = open.first() else { return false };
    let stands = if open.len() == 1 { "bevinding staat" } else { "bevindingen staan" };
    terminal::line(&format!("\nGeen {what}: {} {stands} in de weg.", open.len()));
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

/// Whether nobody read some words of municipalities in the report, in a year that waits for that. Prints how many.
fn has_unread_words(draft: &Composition) -> bool {
    let texts = pipeline::own_texts(draft);
    let unread = texts.iter().filter(|it| it.is_printed && it.read.is_none()).count();
    if unread == 0 {
        return false;
    }
    let settings = &draft.facts.cycle.settings;
    let is_waited_for = settings.wants_words_read;
    let refused = if is_waited_for { "Geen definitieve uitgave: " } else { "" };
    terminal::line(&format!(
        "\n{refused}{} van gemeenten in het rapport {} nog door niemand als gelezen afgevinkt.\n\
         Wat u doet: `pmg words {}` toont ze; lees ze, en vink ze af met --read.",
        counted(unread, "tekst", "teksten"),
        if unread == 1 { "is" } else { "zijn" },
        settings.year
    ));
    is_waited_for
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
    let kept = draft.facts.cycle.published.iter().any(|each| each.has(&before));
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
