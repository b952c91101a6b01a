//! Puts returns that came in by mail among those of the year, under one name for each municipality.
//!
//! A return that another one replaces goes to a folder inside, which is not read. The copy there is
//! complete before anything takes its place, so at no moment a version can be lost.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use jiff::civil::Date;

use crate::cycle::{self, Cycle, RECEIPTS, RETURNS, Receipt, with_receipt};
use crate::dutch;
use crate::finding::Severity;
use crate::municipality::MunicipalityCode;
use crate::pipeline::{self, Examined};
use crate::workbook;

use super::arguments::Receive;
use super::findings::{Findings, Reader, counted, on_one_line};
use super::{Outcome, clock, mark, output, terminal};

/// The folder inside the returns for those that were replaced.
const REPLACED: &str = "vervangen";
/// Characters of a SHA-256 that tell versions apart.
const SHORT: usize = 8;
/// What a new `ontvangst.toml` opens with.
const HEADER: &str = "\
# Welke vragenlijst wanneer binnenkwam, bijgehouden door het programma (`pmg receive`).
# Een versie die is vervangen, staat in questionnaires/vervangen/.
";

/// Receives each file, or says why not.
pub(super) fn run(receive: &Receive) -> anyhow::Result<Outcome> {
    let files = named(&receive.files)?;
    let year = receive.input.folder.join(receive.year.to_string());
    let here = pipeline::look(&year, &[])?;
    let there = pipeline::files(&here);
    let mut desk = Desk { year, cycle: here.cycle, there, today: clock::today()? };
    let (mut incoming, mut refused) = (Vec::new(), Vec::new());
    for path in &files {
        let looked = pipeline::look(&desk.year, std::slice::from_ref(path))?;
        match Incoming::read(path, &looked)? {
            Some(each) => incoming.push(each),
            None => refused.push(looked),
        }
    }
    let mut fails = !refused.is_empty();
    for each in &incoming {
        let is_other = |other: &&Incoming| {
            other.municipality == each.municipality && other.sha256 != each.sha256
        };
        let said = match incoming.iter().find(is_other) {
            // Which of the two came later shows neither from their names nor from their order.
            Some(other) => Err(format!(
                "{} is van dezelfde gemeente; geef eerst de oude, en daarna apart de nieuwe",
                other.name
            )),
            None => desk.receive(each)?,
        };
        fails |= said.is_err();
        let said = said.unwrap_or_else(|why| format!("niet ontvangen: {why}"));
        terminal::line(&on_one_line(&format!("{}: {said}", each.name)));
    }
    say_refused(receive.year, refused, &desk.cycle);
    Ok(if fails { Outcome::Fails } else { Outcome::Clean })
}

/// The files that were named, and those in folders that were: not every shell writes out `*.xlsx`.
fn named(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        anyhow::ensure!(path.exists(), "no file `{}`", path.display());
        if path.is_dir() {
            let inside = cycle::read_returns(path)?;
            anyhow::ensure!(!inside.is_empty(), "no files in `{}`", path.display());
            files.extend(inside);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn say_refused(year: i16, refused: Vec<Examined>, cycle: &Cycle) {
    let files = refused.len();
    let (mut all, mut sheets) = (Vec::new(), Vec::new());
    for each in refused {
        all.extend(each.findings);
        sheets.extend(each.sheets);
    }
    if files > 0 {
        terminal::line("Niet ontvangen:\n");
        let register = &cycle.register;
        let reader = Reader::Team;
        terminal::findings(&Findings {
            year,
            all: &all,
            register,
            sheets: &sheets,
            templates: &BTreeMap::new(),
            files,
            reader,
        });
    }
}

/// A return that can be received.
struct Incoming {
    name: String,
    extension: String,
    municipality: MunicipalityCode,
    bytes: Vec<u8>,
    sha256: String,
    /// How many findings it has, in words.
    findings: String,
}

impl Incoming {
    /// The return in a file that was looked at; none where it cannot be used.
    fn read(path: &Path, looked: &Examined) -> anyhow::Result<Option<Self>> {
        let Some(accepted) = looked.accepted.iter().next() else { return Ok(None) };
        let bytes = read(path)?;
        let sha256 = workbook::sha256(&bytes);
        let is_same = sha256 == accepted.file.sha256;
        anyhow::ensure!(is_same, "`{}` changed while it was read; try again", path.display());
        let of = |severity| looked.findings.iter().filter(|it| it.severity == severity).count();
        let errors = counted(of(Severity::Error), "fout", "fouten");
        let warnings = counted(of(Severity::Warning), "waarschuwing", "waarschuwingen");
        let extension = path.extension().and_then(|it| it.to_str()).map(str::to_lowercase);
        let extension = extension.filter(|it| it.chars().all(|c| c.is_ascii_alphanumeric()));
        Ok(Some(Self {
            name: accepted.file.name.clone(),
            extension: extension.map(|it| format!(".{it}")).unwrap_or_default(),
            municipality: accepted.municipality.clone(),
            bytes,
            sha256,
            findings: format!("{errors}, {warnings}"),
        }))
    }
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))
}

/// The year that receives.
struct Desk {
    year: PathBuf,
    cycle: Cycle,
    /// The files among the returns, by whose they are.
    there: BTreeMap<MunicipalityCode, Vec<String>>,
    today: Date,
}

/// A return that stands among the others, before the next one of its municipality comes in.
struct Earlier {
    name: String,
    bytes: Vec<u8>,
    sha256: String,
}

/// What became of a file: received, or not and why not.
type Said = Result<String, String>;

impl Desk {
    /// Receives a return, unless it is there or something else stands in its place.
    fn receive(&mut self, incoming: &Incoming) -> anyhow::Result<Said> {
        let code = &incoming.municipality;
        let Some(municipality) = self.cycle.register.get(code) else {
            return Ok(Err(format!("{code} staat niet in het register")));
        };
        let name = municipality.name.clone();
        let file = mark::file_name(municipality) + &incoming.extension;
        let path = self.year.join(RETURNS).join(&file);
        let there = self.there.get(code).map_or(&[][..], Vec::as_slice);
        let earlier = match there {
            [] => None,
            [one] => Some(self.earlier(one)?),
            several => {
                let several: Vec<&str> = several.iter().map(String::as_str).collect();
                let several = dutch::list(&several);
                return Ok(Err(format!("van {name} staan er al {several}; laat er één staan")));
            }
        };
        match earlier {
            Some(same) if same.sha256 == incoming.sha256 => {
                if self.last_receipt(code).is_none_or(|last| last.sha256 != incoming.sha256) {
                    self.log(incoming, &same.name, None)?;
                }
                Ok(Ok(format!("was al ontvangen als {} ({name})", same.name)))
            }
            earlier if earlier.as_ref().is_none_or(|it| it.name != file) && path.exists() => {
                Ok(Err(format!("er staat al een ander bestand met de naam {file}; haal dat weg")))
            }
            // Mail that is offered again must not undo what was mended since.
            Some(now) if self.was_replaced(incoming) => Ok(Ok(format!(
                "deze versie van {name} is al vervangen door {}; er is niets gedaan",
                now.name
            ))),
            earlier => {
                let replaced = self.put(incoming, &file, earlier)?;
                let findings = &incoming.findings;
                Ok(Ok(format!("ontvangen als {file} ({name}), {findings}{replaced}")))
            }
        }
    }

    /// Whether the same bytes stood among the returns before, and gave way to others.
    fn was_replaced(&self, incoming: &Incoming) -> bool {
        self.cycle.receipts.iter().any(|it| {
            it.sha256 == incoming.sha256 || it.replaces.as_ref() == Some(&incoming.sha256)
        })
    }

    fn earlier(&self, name: &str) -> anyhow::Result<Earlier> {
        let bytes = read(&self.year.join(RETURNS).join(name))?;
        let sha256 = workbook::sha256(&bytes);
        Ok(Earlier { name: name.to_owned(), bytes, sha256 })
    }

    /// Puts a return in its place, and says where the earlier one went.
    fn put(
        &mut self,
        incoming: &Incoming,
        file: &str,
        earlier: Option<Earlier>,
    ) -> anyhow::Result<String> {
        let folder = self.year.join(RETURNS);
        let mut said = String::new();
        if let Some(Earlier { name, bytes, sha256 }) = &earlier {
            let short = sha256.get(..SHORT).unwrap_or_default();
            let kept = format!("{REPLACED}/{}-{short}-{name}", self.today);
            let is_free = std::fs::read(folder.join(&kept)).map_or(true, |there| there == *bytes);
            anyhow::ensure!(is_free, "`{kept}` is another file already; move it away");
            output::write(&folder.join(&kept), bytes)?;
            said = format!("; {name} is vervangen en bewaard als {kept}");
        }
        output::write(&folder.join(file), &incoming.bytes)?;
        if let Some(Earlier { name, .. }) = earlier.as_ref().filter(|it| it.name != file) {
            let old = folder.join(name);
            std::fs::remove_file(&old)
                .with_context(|| format!("cannot take away `{}`", old.display()))?;
        }
        self.log(incoming, file, earlier.map(|it| it.sha256))?;
        self.there.insert(incoming.municipality.clone(), vec![file.to_owned()]);
        Ok(said)
    }

    /// What is known of the return of a municipality that came in last.
    fn last_receipt(&self, municipality: &MunicipalityCode) -> Option<&Receipt> {
        self.cycle.receipts.iter().rfind(|receipt| receipt.municipality == *municipality)
    }

    fn log(
        &mut self,
        incoming: &Incoming,
        file: &str,
        replaces: Option<String>,
    ) -> anyhow::Result<()> {
        let receipt = Receipt {
            municipality: incoming.municipality.clone(),
            file: file.to_owned(),
            sha256: incoming.sha256.clone(),
            size: incoming.bytes.len() as u64,
            on: self.today,
            replaces,
        };
        let path = self.year.join(RECEIPTS);
        let text = if path.exists() { std::fs::read_to_string(&path)? } else { HEADER.to_owned() };
        output::write(&path, with_receipt(&text, &receipt).as_bytes())?;
        self.cycle.receipts.push(receipt);
        Ok(())
    }
}
