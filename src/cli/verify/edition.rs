//! `pmg verify --edition`: makes an edition again from what was kept of it, and compares the bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context as _;

use crate::cli::arguments::Input;
use crate::cli::outcome::Outcome;
use crate::cli::{output, progress};
use crate::pipeline::{self, MadeFrom};
use pmg_core::archive;
use pmg_core::cycle::{self, EditionRecord, LetterRecord, RECORD, Sources};
use pmg_core::diagnostics::counted;
use pmg_core::format::Format;
use pmg_core::workbook::sha256;
use pmg_recount::Difference;
use pmg_report::compare::SENTENCES;

use super::first_unlike;

/// An edition with all that is kept of it is never larger than this, unpacked: 1 GiB.
const MOST: u64 = 1 << 30;

/// Makes the editions in a folder or a zip file again and prints what differs.
pub(in crate::cli) fn run(path: &Path, input: &Input) -> anyhow::Result<Outcome> {
    let files = read(path)?;
    let editions = editions(&files);
    anyhow::ensure!(
        !editions.is_empty(),
        "in `{}` staat geen uitgave\nhint: noem een map of een zip-bestand met `{RECORD}` erin, zoals `input/2024/uitgebracht/1.0`",
        path.display()
    );
    let strangers = strangers(&files, &editions);
    let mut is_same = strangers.is_empty();
    for difference in &strangers {
        output::show(&format!("{difference}\n\n"))?;
    }
    for edition in editions {
        let kept = edition.made_from(&files, input)?;
        let differences = edition.differences(&kept.made_from)?;
        is_same &= differences.is_empty();
        output::show(&edition.shown(&kept, &differences))?;
        if let Some((line, differences)) = letter(&edition.record, &files, input)? {
            is_same &= differences.is_empty();
            let told: Vec<String> = differences.iter().map(|it| format!("{it}\n\n")).collect();
            output::show(&format!("{}{line}", told.concat()))?;
        }
    }
    Ok(Outcome::failing_if(!is_same))
}

/// The files in a folder, or in a zip file, by their paths with `/`.
fn read(path: &Path) -> anyhow::Result<Sources> {
    let unreadable = || format!("`{}` gaat niet open", path.display());
    if path.is_dir() {
        let files = cycle::files_in(&cycle::Files::Disk, path, "")?;
        let inside = |(path, bytes): (String, Vec<u8>)| (path[1..].to_owned(), bytes);
        return Ok(files.into_iter().map(inside).collect());
    }
    let size = std::fs::metadata(path).with_context(unreadable)?.len();
    anyhow::ensure!(size <= MOST, "`{}` is groter dan een archief kan zijn", path.display());
    let bytes = std::fs::read(path).with_context(unreadable)?;
    archive::unpack(&bytes, MOST).with_context(unreadable)
}

/// What an edition was made from.
struct Kept {
    made_from: MadeFrom,
    /// Whether it is what the team kept, and not what came with the edition.
    is_own: bool,
}

/// A difference for each file that belongs to no edition, or is not as the list of the archive has it: nobody would know
/// that it was not looked at.
fn strangers(files: &Sources, editions: &[Edition<'_>]) -> Vec<Difference> {
    let list = files.get(pipeline::ARCHIVE_LIST).map(|list| String::from_utf8_lossy(list));
    let lines: BTreeSet<&str> = list.iter().flat_map(|list| list.lines()).collect();
    let is_of_an_edition = |path: &str| {
        editions.iter().any(|it| {
            path == pipeline::kept_as(&it.record)
                || pipeline::letter_names()
                    .any(|name| path == format!("{}/{name}", pipeline::letter_as(&it.record)))
                || path.strip_prefix(&*it.folder).is_some_and(|name| !name.contains('/'))
        })
    };
    let difference = |path: &str, what: &str, expected: &str| Difference {
        file: path.to_owned(),
        what: what.to_owned(),
        found: "een bestand".to_owned(),
        expected: expected.to_owned(),
    };
    let stranger = |(path, bytes): (&String, &Vec<u8>)| {
        if path == pipeline::ARCHIVE_LIST {
            return None;
        }
        if list.is_some() {
            let line = format!("{}  {path}", sha256(bytes));
            let what = "dit is niet wat de lijst van het archief ervan zegt";
            return (!lines.contains(line.as_str()))
                .then(|| difference(path, what, pipeline::ARCHIVE_LIST));
        }
        (!is_of_an_edition(path)).then(|| difference(path, "dit hoort bij geen uitgave", "niets"))
    };
    let mut found: Vec<Difference> = files.iter().filter_map(stranger).collect();
    let gone = lines.iter().filter_map(|line| line.split_once("  ").map(|(_, path)| path));
    let gone = gone.filter(|path| !files.contains_key(*path));
    found.extend(gone.map(|path| Difference {
        file: path.to_owned(),
        what: "dit staat in de lijst van het archief".to_owned(),
        found: "niets".to_owned(),
        expected: "een bestand".to_owned(),
    }));
    // In an archive, too: what is listed may still be no part of an edition.
    if list.is_some() {
        let known = |path: &str| pipeline::ARCHIVE_FILES.contains(&path) || is_of_an_edition(path);
        let unknown = files.keys().filter(|path| !known(path));
        found.extend(unknown.map(|path| difference(path, "dit hoort bij geen uitgave", "niets")));
    }
    found
}

/// Compares the letter that an archive has with an edition: with the one that the team kept, or else with what it says of
/// itself. The line that says so, and the differences; `None` if there is no letter.
fn letter(
    record: &EditionRecord,
    files: &Sources,
    input: &Input,
) -> anyhow::Result<Option<(String, Vec<Difference>)>> {
    // An edition by itself is verified as it is, whatever became of its letter.
    if !files.contains_key(pipeline::ARCHIVE_LIST) {
        return Ok(None);
    }
    let (year, number, folder) = (record.year, record.edition, pipeline::letter_as(record));
    let inside = |name: &str| files.get(&format!("{folder}/{name}")).map(Vec::as_slice);
    let own = pipeline::kept_letter(&input.year(year), number)?;
    if own.is_none() && pipeline::letter_names().all(|name| inside(name).is_none()) {
        return Ok(None);
    }
    let said = inside(RECORD).and_then(LetterRecord::read);
    let said = said.filter(|it| (it.year, it.letter_with) == (year, number));
    let is_kept = |name: &str| match (&own, inside(name)) {
        (Some(own), bytes) => own.get(name).map(Vec::as_slice) == bytes,
        (None, None) => false,
        (None, Some(_)) if name == RECORD => said.is_some(),
        (None, Some(bytes)) => {
            said.as_ref().is_some_and(|it| it.files.get(name) == Some(&sha256(bytes)))
        }
    };
    let differences: Vec<Difference> = pipeline::letter_names()
        .filter(|name| !is_kept(name))
        .map(|name| Difference {
            file: format!("{folder}/{name}"),
            what: format!("de brief is niet die bij uitgave {number} is bewaard"),
            found: if inside(name).is_some() { "een ander bestand" } else { "niets" }.to_owned(),
            expected: "het bestand dat is bewaard; vraag het programmateam om een nieuw archief"
                .to_owned(),
        })
        .collect();
    let with = if own.is_some() { "wat is bewaard" } else { "zijn eigen vingerafdrukken" };
    let count = match differences.len() {
        1 => "1 verschil".to_owned(),
        many => format!("{many} verschillen"),
    };
    let line = format!("Brief bij uitgave {number} van {year}: vergeleken met {with}, {count}\n");
    Ok(Some((line, differences)))
}

/// An edition among some files.
struct Edition<'a> {
    record: EditionRecord,
    /// The folder that it is in, with `/` at its end; empty if that is the whole.
    folder: String,
    /// Its files, by name.
    files: BTreeMap<&'a str, &'a [u8]>,
}

/// The editions among some files: each is a folder with `editie.json`.
fn editions(files: &Sources) -> Vec<Edition<'_>> {
    let record = |(path, bytes): (&'_ String, &Vec<u8>)| {
        let folder = path.strip_suffix(RECORD)?.to_owned();
        let record = EditionRecord::read(std::str::from_utf8(bytes).ok()?)?;
        (folder.is_empty() || folder.ends_with('/')).then_some((folder, record))
    };
    let editions = files.iter().filter_map(record).map(|(folder, record)| {
        let inside = |(path, bytes)| {
            let (path, bytes): (&String, &Vec<u8>) = (path, bytes);
            let name = path.strip_prefix(&*folder).filter(|name| !name.contains('/'))?;
            Some((name, bytes.as_slice()))
        };
        let inside = files.iter().filter_map(inside).collect();
        Edition { record, files: inside, folder }
    });
    editions.collect()
}

impl Edition<'_> {
    /// What an edition was made from: what the team kept in the folder of its year, or else what is among these files.
    fn made_from(&self, files: &Sources, input: &Input) -> anyhow::Result<Kept> {
        let EditionRecord { year, edition, .. } = self.record;
        let inside = pipeline::kept_as(&self.record);
        let enclosed = files.get(&inside);
        let path = cycle::input_path(&input.year(year), edition);
        let own = std::fs::read(&path);
        let (bytes, place) = match (&own, enclosed) {
            (Ok(own), _) => (own, path.display().to_string()),
            (Err(_), Some(enclosed)) => (enclosed, inside),
            (Err(_), None) => anyhow::bail!(
                "waar uitgave {edition} van {year} van is gemaakt, is hier niet bewaard: `{}` gaat niet open\nhint: noem met `--input` de map waarin het jaar staat dat de uitgave maakte",
                path.display()
            ),
        };
        let made_from =
            MadeFrom::unpack(bytes).with_context(|| format!("`{place}` is niet te lezen"))?;
        let is_its = |it: &MadeFrom| it.edition() == (year, edition);
        let made_from = made_from.filter(is_its).with_context(|| {
            format!(
                "`{place}` is niet waar uitgave {edition} van {year} van is gemaakt\nhint: zet het bestand terug uit een kopie"
            )
        })?;
        Ok(Kept { is_own: own.is_ok(), made_from })
    }

    /// Every difference between the edition as it lies there and as it is made again.
    fn differences(&self, made_from: &MadeFrom) -> anyhow::Result<Vec<Difference>> {
        if !made_from.missing().is_empty() {
            return Ok(self.unlike_its_record(made_from));
        }
        let mut differences: Vec<Difference> =
            self.unlike_its_input(made_from).into_iter().collect();
        let folder = tempfile::tempdir().context("kan geen tijdelijke map maken")?;
        for (path, bytes) in made_from.files() {
            output::write(&folder.path().join(path), bytes)?;
        }
        let request = made_from.request(folder.path());
        let (draft, report) = pipeline::build(&request, &Format::ALL, &progress::bar())?;
        let record = pipeline::edition_record(&draft, &report, &made_from.digest()).write();
        let mut made: BTreeMap<&str, &[u8]> = report.files(&draft).into_iter().collect();
        made.insert(RECORD, record.as_bytes());
        // Only where the team keeps it.
        if self.files.contains_key(SENTENCES) {
            made.insert(SENTENCES, &draft.sentences);
        }
        let names: BTreeSet<&str> = made.keys().chain(self.files.keys()).copied().collect();
        differences.extend(names.into_iter().filter_map(|name| {
            unlike(name, self.files.get(name).copied(), made.get(name).copied())
        }));
        Ok(differences)
    }

    /// Every difference between the files and what `editie.json` says of them: all that can be told where not all is kept
    /// that the edition was made from.
    fn unlike_its_record(&self, made_from: &MadeFrom) -> Vec<Difference> {
        let hash = |name: &str| self.files.get(name).map(|bytes| sha256(bytes));
        let unlike =
            self.record.files.iter().filter(|(name, listed)| hash(name).as_ref() != Some(listed));
        let difference = |(name, listed): (&String, &String)| Difference {
            file: name.clone(),
            what: "het bestand is niet dat van de uitgave".to_owned(),
            found: hash(name).map_or_else(|| "niets".to_owned(), |hash| format!("SHA-256 {hash}")),
            expected: format!("SHA-256 {listed}"),
        };
        let more = self.files.keys().filter(|name| {
            ![RECORD, SENTENCES].contains(*name) && !self.record.files.contains_key(**name)
        });
        let more = more.map(|name| Difference {
            file: (*name).to_owned(),
            what: "dit hoort niet bij de uitgave".to_owned(),
            found: "een bestand".to_owned(),
            expected: "niets".to_owned(),
        });
        let made = made_from.has_key().then(|| self.unlike_its_input(made_from)).flatten();
        unlike.map(difference).chain(more).chain(made).collect()
    }

    /// The difference if the edition says that it was made from something else.
    fn unlike_its_input(&self, made_from: &MadeFrom) -> Option<Difference> {
        (made_from.digest() != self.record.input).then(|| Difference {
            file: RECORD.to_owned(),
            what: "de uitgave is van iets anders gemaakt dan er is bewaard".to_owned(),
            found: self.record.input.clone(),
            expected: made_from.digest(),
        })
    }

    /// The text on what differs.
    fn shown(&self, kept: &Kept, differences: &[Difference]) -> String {
        let EditionRecord { year, edition, program, .. } = &self.record;
        let mut text = String::new();
        for difference in differences {
            _ = writeln!(text, "{difference}\n");
        }
        let now = env!("CARGO_PKG_VERSION");
        if program != now {
            _ = writeln!(
                text,
                "Deze uitgave is gemaakt met versie {program} van het programma, en dit is versie {now}: een verschil kan daaraan liggen."
            );
        }
        let files = counted(self.files.len(), "bestand", "bestanden");
        let found = counted(differences.len(), "verschil", "verschillen");
        let how = if kept.made_from.missing().is_empty() {
            "opnieuw gemaakt"
        } else {
            "vergeleken met de vingerafdrukken (niet alles is bewaard waar zij van is gemaakt)"
        };
        _ = writeln!(text, "Uitgave {edition} van {year}: {files} {how}, {found}");
        if !kept.is_own {
            text.push_str(
                "Wat ervan is bewaard, zat in dit bestand zelf: of het de uitgave is die verscheen, weet alleen wie haar jaar heeft (`--input`).\n",
            );
        }
        text
    }
}

/// The difference between a file that lies there and one that was made; `None` if they are the same.
fn unlike(name: &str, there: Option<&[u8]>, made: Option<&[u8]>) -> Option<Difference> {
    let (what, found, expected) = match (there, made) {
        (Some(there), Some(made)) if there == made => return None,
        (Some(there), Some(made)) => (
            "het bestand is niet dat van de uitgave",
            first_unlike(there, made),
            format!("{} bytes, SHA-256 {}", made.len(), sha256(made)),
        ),
        (Some(_), None) => {
            ("dit hoort niet bij de uitgave", "een bestand".to_owned(), "niets".to_owned())
        }
        (None, _) => ("dit hoort bij de uitgave", "niets".to_owned(), "een bestand".to_owned()),
    };
    Some(Difference { file: name.to_owned(), what: what.to_owned(), found, expected })
}
