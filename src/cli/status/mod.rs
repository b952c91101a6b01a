//! `pmg status`: prints for each municipality that reports whether its return is in, and in what state.
//!
//! This file gathers what is known; each format is a file beside it. Who signed is shown by function and day, never
//! by name.

mod csv;
mod html;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use crate::pipeline::{self, Examined};
use pmg_core::cycle::{Cycle, Municipality, Receipt, Refusal};
use pmg_core::dutch;
use pmg_core::finding::{Finding, Severity};
use pmg_core::municipality::MunicipalityCode;

use super::arguments::{Status, StatusFormat};
use super::findings::{counted, on_one_line};
use super::{Outcome, clock, output, progress};

/// The code of the question for the function of who signed, in `bladen.toml`; the one for the name is never read here.
const SIGNED_BY: &str = "akkoord.functie";
pub(super) const SIGNED: &str = "akkoord.datum";

/// Prints how far the returns of a year are.
pub(super) fn run(status: &Status) -> anyhow::Result<Outcome> {
    let examined =
        pipeline::check(&status.input.folder.join(status.year.to_string()), &[], &progress::bar())?;
    let standing = Standing::of(&examined, clock::today()?);
    match status.format {
        StatusFormat::Text => output::show(&text::write(&standing))?,
        StatusFormat::Json => output::print(&(serde_json::to_string_pretty(&standing)? + "\n"))?,
        StatusFormat::Csv => output::print(&csv::write(&standing)?)?,
        StatusFormat::Html => output::print(&html::write(&standing))?,
    }
    Ok(Outcome::Clean)
}

/// How far the returns of a year are.
#[derive(Serialize)]
struct Standing {
    schema: u8,
    year: i16,
    today: Date,
    deadline: Option<Date>,
    /// The municipalities that report, in the order of their names.
    municipalities: Vec<Row>,
    /// The files that belong to no municipality that reports, as far as is known.
    other_files: Vec<String>,
    /// The files that were not received and don't tell whose they are, as long as a return is missing.
    other_refused: Vec<Refused>,
}

/// How far a municipality is with its return.
#[derive(Serialize)]
struct Row {
    municipality: MunicipalityCode,
    name: String,
    state: State,
    received: Option<Date>,
    /// The version of the return, counted from one; `None` if the file was put there by hand.
    version: Option<usize>,
    files: Vec<String>,
    sha256: Option<String>,
    /// The number of questions that are answered.
    answers: usize,
    /// The files that were not received, as long as there is nothing better.
    refused: Vec<Refused>,
    errors: usize,
    warnings: usize,
    /// The number of warnings that are explained.
    explained: usize,
    /// Whether the questionnaire asks for a signature.
    #[serde(skip)]
    asks_signature: bool,
    /// The function of who signed.
    signed_by: Option<String>,
    signed: Option<Date>,
    /// Whether it was signed before or when the version before came in: the signature may not be for this one.
    signed_before: bool,
}

/// A file that came in and was not received.
#[derive(Serialize)]
struct Refused {
    file: String,
    on: Date,
    why: String,
}

impl Refused {
    fn of(refusal: &Refusal) -> Self {
        let Refusal { file, on, why, .. } = refusal;
        Self { file: file.clone(), on: *on, why: why.clone() }
    }

    fn shown(&self) -> String {
        format!("{} op {}", on_one_line(&self.file), dutch::date(self.on))
    }
}

/// Whether there is a return, and of what use it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    /// There is one that can be used.
    Returned,
    /// There is one that can be used, but nothing is answered in it.
    Blank,
    /// There is one, but it cannot be used.
    Unusable,
    /// There is none.
    Missing,
}

impl Standing {
    fn of(examined: &Examined, today: Date) -> Self {
        let cycle = &examined.cycle;
        let files = pipeline::files(examined);
        let mut due: Vec<&Municipality> = cycle.register.respondents().collect();
        due.sort_by_key(|municipality| municipality.sorted_by().to_lowercase());
        let answered = pipeline::answered(examined);
        let row = |who: &&Municipality| {
            let files = files.get(&who.code).cloned().unwrap_or_default();
            row(who, files, examined, &answered)
        };
        let municipalities: Vec<Row> = due.iter().map(row).collect();
        let all_are_in = municipalities.iter().all(|row| row.state == State::Returned);
        let nobodys = |it: &&Refusal| !all_are_in && it.municipality.is_none();
        let came_in = |it: &&Refusal| {
            examined.cycle.receipts.iter().any(|receipt| receipt.sha256 == it.sha256)
        };
        let other_refused = cycle.refusals.iter().filter(nobodys).filter(|it| !came_in(it));
        let other_refused = other_refused.map(Refused::of).collect();
        let placed: BTreeSet<&str> =
            municipalities.iter().flat_map(|row| &row.files).map(String::as_str).collect();
        let name = |path: &std::path::PathBuf| {
            path.file_name().unwrap_or_default().to_string_lossy().into_owned()
        };
        let all = cycle.returns.iter().map(name);
        let other_files = all.filter(|name| !placed.contains(name.as_str())).collect();
        let Cycle { settings, .. } = cycle;
        Self {
            schema: 1,
            year: settings.year,
            today,
            deadline: settings.deadline,
            municipalities,
            other_files,
            other_refused,
        }
    }

    fn title(&self) -> String {
        format!("Stand van de vragenlijsten van {} op {}", self.year, dutch::date(self.today))
    }

    /// The sentences on all municipalities together.
    fn summary(&self) -> Vec<String> {
        let who = |state| {
            let rows = self.municipalities.iter().filter(|row| row.state == state);
            rows.map(|row| row.name.as_str()).collect::<Vec<_>>()
        };
        let due = counted(self.municipalities.len(), "gemeente", "gemeenten");
        let mut said = vec![format!("Binnen: {} van de {due}.", who(State::Returned).len())];
        let states = [
            (State::Blank, "Leeg, dus nog niet binnen"),
            (State::Unusable, "Niet bruikbaar"),
            (State::Missing, "Ontbreekt"),
        ];
        for (state, label) in states {
            let names = who(state);
            if !names.is_empty() {
                said.push(format!("{label}: {} ({}).", names.len(), dutch::list(&names)));
            }
        }
        said.extend(self.refused());
        let early = self.municipalities.iter().filter(|row| row.signed_before);
        let early: Vec<&str> = early.map(|row| row.name.as_str()).collect();
        if !early.is_empty() {
            said.push(format!(
                "Akkoord van vóór de laatste versie: {} ({}). Vraag of het ook daarvoor geldt.",
                early.len(),
                dutch::list(&early)
            ));
        }
        if !self.other_files.is_empty() {
            let names: Vec<String> =
                self.other_files.iter().map(|name| on_one_line(name)).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let number = counted(names.len(), "bestand", "bestanden");
            said.push(format!(
                "Nog {number} waarvan niet vaststaat bij wie het hoort: {}. Zie pmg check {}.",
                dutch::list(&names),
                self.year
            ));
        }
        said.push(self.time_left());
        said
    }

    /// A sentence for each municipality of which only something unusable came in, and for each file of unknown origin.
    fn refused(&self) -> Vec<String> {
        let of_row = |row: &Row| {
            let last = row.refused.last()?;
            Some(format!(
                "Van {} kwam wel iets binnen: {}. Niet ontvangen: {}.",
                row.name,
                last.shown(),
                last.why.trim_end_matches('.')
            ))
        };
        let mut said: Vec<String> = self.municipalities.iter().filter_map(of_row).collect();
        said.extend(self.other_refused.iter().map(|it| {
            let why = it.why.trim_end_matches('.');
            format!(
                "Er kwam iets binnen van wie niet bekend is: {}. Niet ontvangen: {why}.",
                it.shown()
            )
        }));
        said
    }

    fn time_left(&self) -> String {
        let Some(deadline) = self.deadline else {
            return "Er is geen uiterste datum: zet `inleveren` in jaar.toml.".to_owned();
        };
        let days = self.today.until(deadline).map_or(0, |span| span.get_days());
        let number = counted(days.unsigned_abs() as usize, "dag", "dagen");
        let when = match days {
            0 => "dat is vandaag".to_owned(),
            1.. => format!("nog {number}"),
            _ => format!("{number} geleden"),
        };
        let verb = if days < 0 { "kon" } else { "kan" };
        format!("Inleveren {verb} tot en met {}: {when}.", dutch::date(deadline))
    }
}

/// How far a municipality is; `answered` has the number of answers in each file.
fn row(
    who: &Municipality,
    files: Vec<String>,
    examined: &Examined,
    answered: &BTreeMap<String, usize>,
) -> Row {
    let accepted = examined.accepted.handed_in(&who.code);
    let sha256 = match (accepted, files.as_slice()) {
        (Some(accepted), _) => Some(accepted.file.sha256.clone()),
        (None, [one]) => {
            let sheets = examined.sheets.iter().find(|sheets| sheets.file.name == *one);
            sheets.map(|sheets| sheets.file.sha256.clone())
        }
        (None, _) => None,
    };
    let concerns = |finding: &&Finding| {
        let file = finding.place.as_ref().map(|place| &place.file);
        file.is_some_and(|file| files.contains(file))
            || (accepted.is_some() && finding.municipality.as_ref() == Some(&who.code))
    };
    let findings: Vec<&Finding> = examined.findings.iter().filter(concerns).collect();
    let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    // A receipt of other bytes says nothing about the file that is there now.
    let of_who = |receipt: &&Receipt| receipt.municipality == who.code;
    let receipts = || examined.cycle.receipts.iter().filter(of_who);
    let receipt = receipts().next_back().filter(|last| Some(&last.sha256) == sha256.as_ref());
    let before = receipt.and_then(|last| {
        receipts().find(|earlier| Some(&earlier.sha256) == last.replaces.as_ref())
    });
    let signed = accepted.and_then(|it| it.day(SIGNED));
    let answers = files.iter().filter_map(|name| answered.get(name)).max().copied();
    let answers = answers.unwrap_or_default();
    let state = match accepted {
        Some(_) if answers == 0 => State::Blank,
        Some(given) if given.is_answered() => State::Returned,
        None if files.is_empty() => State::Missing,
        Some(_) | None => State::Unusable,
    };
    let refusals = examined.cycle.refusals.iter();
    let refusals = refusals.filter(|it| it.municipality.as_ref() == Some(&who.code));
    let refused: Vec<Refused> = refusals.map(Refused::of).collect();
    let replaced = receipts().filter(|receipt| receipt.replaces.is_some()).count();
    Row {
        municipality: who.code.clone(),
        name: who.name.clone(),
        state,
        answers,
        refused: if state == State::Returned { Vec::new() } else { refused },
        received: receipt.map(|receipt| receipt.on),
        version: receipt.map(|_| replaced + 1),
        sha256,
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        explained: findings.iter().filter(|finding| finding.explained.is_some()).count(),
        asks_signature: examined.questionnaire.question(SIGNED).is_some(),
        signed_by: accepted.and_then(|it| it.text(SIGNED_BY)).map(str::to_owned),
        signed,
        signed_before: signed.zip(before).is_some_and(|(day, before)| day <= before.on),
        files,
    }
}

impl Row {
    /// The day on which the return came in, or the word for why there is none.
    fn arrival(&self, date: impl Fn(Date) -> String) -> String {
        match (self.state, self.received) {
            (State::Missing, _) => "ontbreekt".to_owned(),
            (State::Unusable, _) => "niet bruikbaar".to_owned(),
            (State::Blank, _) => "leeg".to_owned(),
            (State::Returned, Some(day)) => date(day),
            (State::Returned, None) => "dag onbekend".to_owned(),
        }
    }

    /// The day on which the return was signed, or the word for why there is none.
    fn signature(&self, date: impl Fn(Date) -> String) -> String {
        match (self.signed, &self.signed_by) {
            (Some(day), _) => date(day),
            (None, Some(_)) => "geen datum".to_owned(),
            (None, None) if !matches!(self.state, State::Returned | State::Blank) => String::new(),
            (None, None) if self.asks_signature => "nee".to_owned(),
            (None, None) => "n.v.t.".to_owned(),
        }
    }

    /// The first characters of the hash, enough to tell versions apart; `None` if the version is not known.
    fn short_hash(&self) -> Option<&str> {
        self.sha256.as_ref()?.get(..8)
    }
}
