//! Decides whether a return is received, and puts it among the returns of the year with its receipt.
//!
//! A [`Desk`] knows which returns are there and what `ontvangst.toml` says of them. It copies the version that a
//! return replaces before it puts the new one in place.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use jiff::civil::Date;

use crate::cli::{mark, output};
use crate::pipeline::Examined;
use pmg_core::answers::{self, Submission};
use pmg_core::cycle::{
    Cycle, Municipality, RECEIPTS, RETURNS, Receipt, Refusal, with_receipt, with_refusal,
};
use pmg_core::diagnostics::counted;
use pmg_core::dutch;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::status::SIGNED;
use pmg_core::workbook;

use super::files;
use super::incoming::Incoming;
use super::journal::Journal;

/// The folder inside the returns for those that were replaced.
pub(super) const REPLACED: &str = "vervangen";
/// The number of characters of a SHA-256 that tell versions apart.
pub(super) const SHORT: usize = 8;

/// What a new `ontvangst.toml` opens with.
const HEADER: &str = "\
# Welke vragenlijst wanneer binnenkwam, bijgehouden door het programma (`pmg receive`).
# Een versie die is vervangen, staat in questionnaires/vervangen/.
";

/// The receiving desk of a year.
pub(super) struct Desk {
    year: PathBuf,
    number: i16,
    cycle: Cycle,
    /// The returns that are there, by municipality.
    there: BTreeMap<MunicipalityCode, Vec<Present>>,
    /// The day on which the mail came.
    on: Date,
    /// Whether a version may replace one that seems better.
    replaces: bool,
}

/// A return that is there.
struct Present {
    name: String,
    /// The number of questions that it answers.
    answers: usize,
    /// The day on which it was signed.
    signed: Option<Date>,
}

/// A return that is there, with its content, before another one takes its place.
struct Earlier {
    name: String,
    bytes: Vec<u8>,
    sha256: String,
}

/// The line for the user: `Ok` if a file was received, `Err` with the reason if it was not.
pub(super) type Said = Result<String, String>;

impl Desk {
    /// The desk of a year, from what is there.
    pub(super) fn new(
        year: PathBuf,
        here: Examined,
        number: i16,
        on: Date,
        replaces: bool,
    ) -> Self {
        let submissions = here.submissions();
        let sent = answers::by_sender(&submissions, &here.cycle.register).into_iter();
        let there = sent.map(|(code, sent)| {
            let signed = here.accepted.handed_in(&code).and_then(|it| it.day(SIGNED));
            let present = |it: &Submission| Present {
                name: it.file.name.clone(),
                answers: it.answered(),
                signed,
            };
            (code, sent.into_iter().map(present).collect())
        });
        Self { there: there.collect(), year, number, cycle: here.cycle, on, replaces }
    }

    pub(super) fn year(&self) -> &Path {
        &self.year
    }

    pub(super) fn number(&self) -> i16 {
        self.number
    }

    pub(super) fn cycle(&self) -> &Cycle {
        &self.cycle
    }

    pub(super) fn on(&self) -> Date {
        self.on
    }

    /// The folder of the returns.
    pub(super) fn returns(&self) -> PathBuf {
        self.year.join(RETURNS)
    }

    /// Receives a return, unless it is there already, seems no better, or something else is in its place.
    pub(super) fn receive(&mut self, incoming: &Incoming) -> anyhow::Result<Said> {
        let municipality = match self.place_of(incoming)? {
            Ok(place) => place,
            Err(why) => return Ok(Err(why)),
        };
        let Place { name, file, earlier } = municipality;
        if let Some(now) = &earlier {
            if now.sha256 == incoming.sha256 {
                let last = self.last_receipt(&incoming.municipality);
                if last.is_none_or(|last| last.sha256 != incoming.sha256) {
                    self.log(&with_receipt(&self.log_text()?, &self.receipt(incoming, &now.name)))?;
                }
                return Ok(Ok(format!("was al ontvangen als {} ({name})", now.name)));
            }
            // Mail that is offered again must not undo what was mended since.
            if !self.replaces && self.was_replaced(incoming) {
                return Ok(Ok(format!(
                    "deze versie van {name} is al vervangen door {}; er is niets gedaan. Terugzetten kan met --again",
                    now.name
                )));
            }
        }
        if let Some(why) = self.objection(incoming) {
            return Ok(Err(format!(
                "{why}. Moet dit toch de nieuwe versie worden? Geef dan --replace"
            )));
        }
        let receipt = self.receipt(incoming, &file);
        let replaced = self.put(incoming, receipt, earlier)?;
        let (findings, empty) = (&incoming.findings, remark(incoming));
        Ok(Ok(format!("ontvangen als {file} ({name}), {findings}{empty}{replaced}")))
    }

    /// Puts an earlier version in the place of the present one.
    pub(super) fn restore(&mut self, incoming: &Incoming, today: Date) -> anyhow::Result<Said> {
        let Place { name, file, earlier } = match self.place_of(incoming)? {
            Ok(place) => place,
            Err(why) => return Ok(Err(why)),
        };
        if let Some(same) = earlier.as_ref().filter(|it| it.sha256 == incoming.sha256) {
            return Ok(Ok(format!("dit is de versie van {name} die er staat, als {}", same.name)));
        }
        let mut receipts = self.cycle.receipts.iter().rev();
        let first = receipts.find(|it| it.sha256 == incoming.sha256).map(|it| it.on);
        let receipt = Receipt {
            on: first.unwrap_or(today),
            restored: Some(today),
            ..self.receipt(incoming, &file)
        };
        let replaced = self.put(incoming, receipt, earlier)?;
        Ok(Ok(format!("teruggezet als {file} ({name}), {}{replaced}", incoming.findings)))
    }

    /// The place that a return goes to, or the reason why it cannot go there.
    fn place_of(&self, incoming: &Incoming) -> anyhow::Result<Result<Place, String>> {
        let code = &incoming.municipality;
        let Some(municipality) = self.cycle.register.get(code) else {
            return Ok(Err(format!("{code} staat niet in het register")));
        };
        let name = municipality.name.clone();
        let file = mark::file_name(municipality) + &incoming.extension;
        let earlier = match self.there.get(code).map_or(&[][..], Vec::as_slice) {
            [] => None,
            [one] => Some(self.earlier(&one.name)?),
            several => {
                let several: Vec<&str> = several.iter().map(|it| it.name.as_str()).collect();
                let several = dutch::list(&several);
                return Ok(Err(format!("van {name} staan er al {several}; laat er één staan")));
            }
        };
        let is_same = earlier.as_ref().is_some_and(|it| it.sha256 == incoming.sha256);
        let is_taken = earlier.as_ref().is_none_or(|it| it.name != file);
        if is_taken && !is_same && self.returns().join(&file).exists() {
            return Ok(Err(format!(
                "er staat al een ander bestand met de naam {file}; haal dat weg"
            )));
        }
        Ok(Ok(Place { name, file, earlier }))
    }

    /// The reason why a return seems no better than the one that it would replace; `None` if there is none.
    fn objection(&self, incoming: &Incoming) -> Option<String> {
        let [now] = self.there.get(&incoming.municipality)?.as_slice() else { return None };
        if self.replaces {
            return None;
        }
        let last = self.last_receipt(&incoming.municipality).map(|it| it.on);
        if incoming.answers < now.answers {
            let fewer = counted(now.answers - incoming.answers, "antwoord", "antwoorden");
            let (old, new) = (now.answers, incoming.answers);
            return Some(format!(
                "{fewer} minder dan de vorige versie ({new} in plaats van {old})"
            ));
        }
        if let Some((new, old)) = incoming.signed.zip(now.signed).filter(|(new, old)| new < old) {
            let [new, old] = [new, old].map(dutch::date);
            return Some(format!("akkoord gegeven op {new}, en de vorige versie op {old}"));
        }
        let later = last.filter(|last| self.on < *last)?;
        let [on, later] = [self.on, later].map(dutch::date);
        Some(format!("binnengekomen op {on}, en de vorige versie op {later}"))
    }

    /// Whether the same bytes were received before, or gave way to others.
    fn was_replaced(&self, incoming: &Incoming) -> bool {
        self.cycle.receipts.iter().any(|it| {
            it.sha256 == incoming.sha256 || it.replaces.as_ref() == Some(&incoming.sha256)
        })
    }

    fn earlier(&self, name: &str) -> anyhow::Result<Earlier> {
        let bytes = files::read(&self.returns().join(name))?;
        let sha256 = workbook::sha256(&bytes);
        Ok(Earlier { name: name.to_owned(), bytes, sha256 })
    }

    /// Puts a return in its place with its receipt, and returns the words on where the earlier one went.
    fn put(
        &mut self,
        incoming: &Incoming,
        receipt: Receipt,
        earlier: Option<Earlier>,
    ) -> anyhow::Result<String> {
        let said = earlier.as_ref().map(|it| self.keep(it)).transpose()?.unwrap_or_default();
        let file = receipt.file.clone();
        let receipt = Receipt { replaces: earlier.as_ref().map(|it| it.sha256.clone()), ..receipt };
        let journal = Journal {
            leaves: earlier.map(|it| it.name).filter(|name| *name != file),
            file: file.clone(),
        };
        let log = with_receipt(&self.log_text()?, &receipt);
        journal.commit(&self.year, &incoming.bytes, &log)?;
        self.cycle.receipts.push(receipt);
        let present = Present { name: file, answers: incoming.answers, signed: incoming.signed };
        self.there.insert(incoming.municipality.clone(), vec![present]);
        Ok(said)
    }

    /// Copies a return that is about to be replaced, and returns the words on where to.
    fn keep(&self, earlier: &Earlier) -> anyhow::Result<String> {
        let Earlier { name, bytes, sha256 } = earlier;
        let short = sha256.get(..SHORT).expect("a SHA-256 has 64 characters");
        let kept = format!("{REPLACED}/{}-{short}-{name}", self.on);
        let path = self.returns().join(&kept);
        let is_free = std::fs::read(&path).map_or(true, |there| there == *bytes);
        anyhow::ensure!(is_free, "`{kept}` is al een ander bestand\nhint: zet dat ergens anders");
        output::write(&path, bytes)?;
        Ok(format!("; {name} is vervangen en bewaard als {kept}"))
    }

    /// The last receipt of a municipality; `None` if nothing came in.
    fn last_receipt(&self, municipality: &MunicipalityCode) -> Option<&Receipt> {
        self.cycle.receipts.iter().rfind(|receipt| receipt.municipality == *municipality)
    }

    /// The SHA-256 of the version that the present one replaced; `None` if it replaced none.
    pub(super) fn version_before(&self, municipality: &Municipality) -> Option<&str> {
        let last = self.last_receipt(&municipality.code)?;
        last.replaces.as_deref()
    }

    fn receipt(&self, incoming: &Incoming, file: &str) -> Receipt {
        Receipt {
            municipality: incoming.municipality.clone(),
            file: file.to_owned(),
            sha256: incoming.sha256.clone(),
            size: incoming.bytes.len() as u64,
            on: self.on,
            replaces: None,
            restored: None,
        }
    }

    /// Logs that a file was not received, unless the log says so already.
    pub(super) fn refuse(&mut self, refusal: Refusal) -> anyhow::Result<()> {
        if !self.cycle.refusals.contains(&refusal) {
            self.log(&with_refusal(&self.log_text()?, &refusal))?;
            self.cycle.refusals.push(refusal);
        }
        Ok(())
    }

    /// The text of `ontvangst.toml`, or what a new one opens with.
    fn log_text(&self) -> anyhow::Result<String> {
        let path = self.year.join(RECEIPTS);
        if !path.exists() {
            return Ok(HEADER.to_owned());
        }
        std::fs::read_to_string(&path)
            .with_context(|| format!("kan `{}` niet lezen", path.display()))
    }

    fn log(&self, text: &str) -> anyhow::Result<()> {
        output::write(&self.year.join(RECEIPTS), text.as_bytes())
    }
}

/// The place that a return goes to.
struct Place {
    /// The name of its municipality.
    name: String,
    file: String,
    /// The return that is there now.
    earlier: Option<Earlier>,
}

/// A warning that nothing is answered in a return; empty if something is.
fn remark(incoming: &Incoming) -> &'static str {
    if incoming.answers == 0 { "; let op: er staat geen enkel antwoord in" } else { "" }
}
