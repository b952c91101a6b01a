//! `pmg receive`: puts returns that came in by mail among those of the year, under one name for each municipality.
//!
//! A return that is replaced goes to a folder inside, which is not read. The copy there is complete before anything
//! takes its place, so no version is lost at any moment. A return and its receipt come in together (`journal`), and
//! only one run at a time receives. What is not received is logged as well: somebody sent something.

mod again;
mod desk;
mod incoming;
mod journal;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use jiff::civil::Date;

use crate::pipeline::{self, Examined};
use pmg_core::cycle::{self, Cycle, Files, REPLACED, RETURNS, Refusal};
use pmg_core::workbook;

use super::arguments::Receive;
use super::findings::{Findings, Reader, on_one_line};
use super::output::{self, Lock};
use super::{Outcome, clock, terminal};

use desk::Desk;
use incoming::Incoming;
pub(super) use journal::settle;

/// The number of characters of a SHA-256 that tell versions apart.
const SHORT: usize = 8;

/// Receives each file or prints why not; or puts back an earlier version.
pub(super) fn run(receive: &Receive) -> anyhow::Result<Outcome> {
    let files = named(&receive.files)?;
    let year = receive.input.folder.join(receive.year.to_string());
    let on = day(receive)?;
    let _lock = if year.is_dir() { Some(begin(&year)?) } else { None };
    let here = pipeline::identify(&year, &[])?;
    let mut desk = Desk::new(year, here, receive.year, on, receive.replace);
    match &receive.again {
        Some(which) => again::run(which, &mut desk),
        None => all(&files, &mut desk),
    }
}

/// Takes the lock on a year, and finishes or clears what a run that was cut off left there.
fn begin(year: &Path) -> anyhow::Result<Lock> {
    let lock = Lock::on(year)?;
    journal::finish(year)?;
    let returns = year.join(RETURNS);
    [year, &returns, &returns.join(REPLACED)]
        .into_iter()
        .try_for_each(output::sweep)
        .with_context(|| format!("kan niet schrijven in `{}`", year.display()))?;
    Ok(lock)
}

/// The day on which the mail came: today, unless another is given.
fn day(receive: &Receive) -> anyhow::Result<Date> {
    let today = clock::today()?;
    let Some(on) = receive.on else { return Ok(today) };
    anyhow::ensure!(on <= today, "{on} ligt in de toekomst; vandaag is het {today}");
    anyhow::ensure!(
        on.year() >= receive.year,
        "{on} is van vóór {}; toen waren er nog geen vragenlijsten van dat jaar",
        receive.year
    );
    Ok(on)
}

/// The files that were named, and those in folders that were: not every shell expands `*.xlsx`.
fn named(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        anyhow::ensure!(path.exists(), "er is geen bestand `{}`", path.display());
        if path.is_dir() {
            let inside = cycle::read_returns(&Files::Disk, path)?;
            anyhow::ensure!(!inside.is_empty(), "er staan geen bestanden in `{}`", path.display());
            files.extend(inside);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn all(files: &[PathBuf], desk: &mut Desk) -> anyhow::Result<Outcome> {
    let (mut incoming, mut refused) = (Vec::new(), Vec::new());
    for path in files {
        let looked = pipeline::identify(desk.year(), std::slice::from_ref(path))?;
        match Incoming::read(path, &looked)? {
            Some(each) => incoming.push(each),
            None => refused.push((path, looked)),
        }
    }
    let mut fails = !refused.is_empty();
    for each in &incoming {
        let is_other = |other: &&Incoming| {
            other.municipality == each.municipality && other.sha256 != each.sha256
        };
        let said = match incoming.iter().find(is_other) {
            // Neither their names nor their order tells which of the two came later.
            Some(other) => Err(format!(
                "{} is van dezelfde gemeente; geef eerst de oude, en daarna apart de nieuwe",
                other.name
            )),
            None => desk.receive(each)?,
        };
        fails |= said.is_err();
        if let Err(why) = &said {
            desk.refuse(each.refusal(why, desk.on()))?;
        }
        let said = said.unwrap_or_else(|why| format!("niet ontvangen: {why}"));
        terminal::line(&on_one_line(&format!("{}: {said}", each.name)));
    }
    for (path, looked) in &refused {
        desk.refuse(unusable(path, looked, desk.on()))?;
    }
    say_refused(desk.number(), refused.into_iter().map(|(_, looked)| looked), desk.cycle());
    Ok(if fails { Outcome::Fails } else { Outcome::Clean })
}

/// The refusal of a file that cannot be used, with the first of its findings.
fn unusable(path: &Path, looked: &Examined, on: Date) -> Refusal {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let why = looked.findings.first().map(|it| format!("{}: {}", it.code, it.message));
    let bytes = workbook::bytes(path).unwrap_or_default();
    Refusal {
        file: on_one_line(&file),
        municipality: pipeline::files(looked).into_keys().next(),
        sha256: workbook::sha256(&bytes),
        on,
        why: on_one_line(&why.unwrap_or_else(|| "het bestand is niet te gebruiken".to_owned())),
    }
}

fn say_refused(year: i16, refused: impl ExactSizeIterator<Item = Examined>, cycle: &Cycle) {
    let files = refused.len();
    let (mut all, mut sheets) = (Vec::new(), Vec::new());
    for each in refused {
        all.extend(each.findings);
        sheets.extend(each.sheets);
    }
    if files > 0 {
        terminal::line("Niet ontvangen:\n");
        terminal::findings(&Findings {
            year,
            all: &all,
            register: &cycle.register,
            sheets: &sheets,
            templates: &BTreeMap::new(),
            files,
            reader: Reader::Team,
        });
    }
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("kan `{}` niet lezen", path.display()))
}
