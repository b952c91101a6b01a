//! `pmg receive`: puts returns that came in by mail among those of the year, under one name for each municipality.
//!
//! A return that is replaced goes to a folder inside, which is not read. The copy there is complete before anything
//! takes its place, so no version is lost at any moment. A return and its receipt come in together (`journal`), and
//! only one run at a time receives. What is not received is logged as well: somebody sent something.

mod again;
mod desk;
mod files;
mod incoming;
mod journal;
mod refused;

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use jiff::civil::Date;

use crate::pipeline;
use pmg_core::cycle::RETURNS;
use pmg_core::diagnostics::on_one_line;

use super::arguments::Receive;
use super::outcome::Outcome;
use super::output::{self, Lock};
use super::{clock, terminal};

use desk::{Desk, REPLACED};
use incoming::Incoming;
pub(super) use journal::settle;

/// Receives each file or prints why not; or puts back an earlier version.
pub(super) fn run(receive: &Receive) -> anyhow::Result<Outcome> {
    let files = files::named(&receive.files)?;
    let year = receive.input.year(receive.year);
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

fn all(files: &[PathBuf], desk: &mut Desk) -> anyhow::Result<Outcome> {
    let (mut incoming, mut unusable) = (Vec::new(), Vec::new());
    for path in files {
        let looked = pipeline::identify(desk.year(), std::slice::from_ref(path))?;
        match Incoming::read(path, &looked)? {
            Some(each) => incoming.push(each),
            None => unusable.push((path, looked)),
        }
    }
    let mut fails = !unusable.is_empty();
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
    for (path, looked) in &unusable {
        desk.refuse(refused::unusable(path, looked, desk.on()))?;
    }
    refused::say(desk.number(), unusable.into_iter().map(|(_, looked)| looked), desk.cycle());
    Ok(Outcome::failing_if(fails))
}
