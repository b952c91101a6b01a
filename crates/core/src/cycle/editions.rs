//! Reads and writes `uitgebracht/`: what the final editions of a year printed.
//!
//! The program keeps each edition in a folder with its number, as it went out, and with `editie.json` and its sentences. A
//! `cijfers.json` that somebody put there by hand counts as an edition, too: nobody knows more of it than its figures.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::error::{At, CycleError, Fault};
use super::files::Files;
use super::folder;
use super::names::{LETTERS, PUBLISHED};
use super::{RECORD, year::Published};
use crate::edition::EditionNumber;

/// The figures of an edition, in its folder.
pub(super) const LEDGER: &str = "cijfers.json";
/// The sentences of an edition, in its folder.
pub(super) const SENTENCES: &str = "zinnen.json";

/// What `editie.json` says of a final edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionRecord {
    /// The year that it reports on.
    pub year: i16,
    /// Which edition of that year it is.
    pub edition: EditionNumber,
    /// The day of publication.
    pub date: Date,
    /// The version of the program that made it.
    pub program: String,
    /// The SHA-256 of the key of the year and of the list of all that it was made from. Without the key nobody can find
    /// out by guessing what a return says.
    pub input: String,
    /// The SHA-256 of its sentences, which the team keeps beside it.
    pub sentences: String,
    /// The SHA-256 of each file beside it, by name.
    pub files: BTreeMap<String, String>,
}

impl EditionRecord {
    /// The record in such a file; `None` if it is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The text of the file.
    #[must_use]
    pub fn write(&self) -> String {
        serde_json::to_string_pretty(self).expect("names, numbers and a date are JSON") + "\n"
    }
}

/// What `editie.json` says of a letter that went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterRecord {
    /// The year of the report that it goes with.
    pub year: i16,
    /// The edition of that report.
    pub letter_with: EditionNumber,
    /// The version of the program that made it.
    pub program: String,
    /// The SHA-256 of each file beside it, by name.
    pub files: BTreeMap<String, String>,
}

impl LetterRecord {
    /// The record in such a file; `None` if it is none.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// The text of the file.
    #[must_use]
    pub fn write(&self) -> String {
        serde_json::to_string_pretty(self).expect("names and numbers are JSON") + "\n"
    }
}

/// The folder in which the letter that went out with an edition of a year is kept.
#[must_use]
pub fn letter_path(year: &Path, edition: EditionNumber) -> PathBuf {
    year.join(LETTERS).join(edition.to_string())
}

/// The folder in which an edition of a year is kept as it went out.
#[must_use]
pub fn published_path(year: &Path, edition: EditionNumber) -> PathBuf {
    year.join(PUBLISHED).join(edition.to_string())
}

/// The editions of a year that appeared: those that somebody put there by hand, then those that the program kept. A fault
/// is a folder that is not what the program kept, or whose predecessor is gone.
///
/// # Errors
/// [`CycleError`] if a file cannot be read.
pub(super) fn read(
    files: &Files,
    year_folder: &Path,
    year: i16,
    faults: &mut Vec<Fault>,
) -> Result<Vec<Published>, CycleError> {
    let found = folder::editions(files, &year_folder.join(PUBLISHED), faults)?;
    let mut kept = Vec::new();
    for (number, path) in &found.folders {
        match of_folder(files, path, *number, year)? {
            Some(edition) => kept.push(edition),
            None => faults.push(Fault::new(
                At::file(&path.join(RECORD)),
                format!("dit is niet wat het programma van uitgave {number} van {year} bewaarde"),
                "zet de map terug uit een kopie; zonder haar weet het programma niet wat iedereen al heeft gelezen",
            )),
        }
    }
    let mut published = Vec::new();
    for path in found.files {
        let name = path.file_stem().expect("an edition is a file with a name").to_string_lossy();
        let (name, text) = (format!("de uitgave `{name}`"), files.text(&path)?);
        let edition = Published { path, name, year, text, record: None, sentences: None };
        // A copy of what the program kept itself.
        let text = edition.as_written();
        if !kept.iter().any(|it: &Published| it.has(text.as_bytes())) {
            published.push(edition);
        }
    }
    let by_hand = published.len();
    let missing = (0..found.folders.last().map_or(0, |(number, _)| number.0))
        .skip(by_hand)
        .map(EditionNumber)
        .find(|number| !found.folders.iter().any(|(there, _)| there == number));
    if let Some(number) = missing {
        faults.push(Fault::new(
            At::file(&published_path(year_folder, number)),
            format!("uitgave {number} ontbreekt, en er is wel een die haar verbetert"),
            "zet de map terug uit een kopie",
        ));
    }
    published.extend(kept);
    Ok(published)
}

/// The edition in a folder; `None` if the folder says of itself that it is something else, or has not all its files.
fn of_folder(
    files: &Files,
    folder: &Path,
    number: EditionNumber,
    year: i16,
) -> Result<Option<Published>, CycleError> {
    let [record, ledger, sentences] = [RECORD, LEDGER, SENTENCES].map(|name| folder.join(name));
    if ![&record, &ledger, &sentences].into_iter().all(|path| files.is_file(path)) {
        return Ok(None);
    }
    let record = EditionRecord::read(&files.text(&record)?);
    let record = record.filter(|it| it.edition == number && it.year == year);
    let Some(record) = record else { return Ok(None) };
    Ok(Some(Published {
        name: format!("uitgave {number}"),
        year,
        text: files.text(&ledger)?,
        path: ledger,
        sentences: Some(files.text(&sentences)?),
        record: Some(record),
    }))
}
