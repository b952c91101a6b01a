//! Reads and writes `editie.json`: which draft the files beside it are, and what they were when it was made.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::error::{At, CycleError, Fault};
use super::files::Files;
use super::folder;
use super::names::DRAFTS;
use crate::edition::Draft;

/// The name of the file.
pub const RECORD: &str = "editie.json";

/// What `editie.json` says of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftRecord {
    /// The year that it reports on.
    pub year: i16,
    /// Which draft of that year it is, counted from 1.
    pub number: u16,
    /// The day on which it was kept; `None` as long as it is worked on.
    pub date: Option<Date>,
    /// The version of the program that made it.
    pub program: String,
    /// The SHA-256 of each file beside it, by name.
    pub files: BTreeMap<String, String>,
}

impl DraftRecord {
    /// Which draft it is.
    #[must_use]
    pub fn draft(&self) -> Draft {
        Draft { number: self.number, kept: self.date }
    }

    /// The record in such a file; `None` if it is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|record: &Self| record.number > 0)
    }

    /// The text of the file.
    #[must_use]
    pub fn write(&self) -> String {
        serde_json::to_string_pretty(self).expect("names, numbers and a date are JSON") + "\n"
    }
}

/// The name of the file with the number of every sentence that the drafts of a year had so far.
pub const NUMBERS: &str = "nummers.json";

/// A sentence with the number by which reviewers know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberedSentence {
    /// Its number, counted from 1; no other sentence of the year ever gets it.
    pub number: u32,
    /// The sentence as a draft printed it last.
    pub text: String,
    /// What its marks rest on, in order.
    pub bases: Vec<String>,
}

impl NumberedSentence {
    /// The sentences in such a file; `None` if it is none, or two sentences have the same number.
    #[must_use]
    pub fn read(text: &str) -> Option<Vec<Self>> {
        let all: Vec<Self> = serde_json::from_str(text).ok()?;
        let mut numbers = BTreeSet::new();
        all.iter().all(|it| it.number > 0 && numbers.insert(it.number)).then_some(all)
    }

    /// The bytes of the file.
    #[must_use]
    pub fn write(all: &[Self]) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(all).expect("numbers and texts are JSON");
        bytes.push(b'\n');
        bytes
    }
}

/// The drafts of a year that were kept.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// Which they are, in the order of their numbers.
    pub(super) drafts: Vec<Draft>,
    /// The sentences that have a number by now.
    pub(super) sentences: Vec<NumberedSentence>,
}

/// The folder in which a draft of a year is kept.
#[must_use]
pub fn draft_path(year: &Path, number: u16) -> PathBuf {
    year.join(DRAFTS).join(number.to_string())
}

/// The sentences of a draft that was kept, each with what it said there; none if there is no such draft, or it has no
/// numbers.
///
/// # Errors
/// [`CycleError`] if the file cannot be read.
pub fn numbered(year: &Path, number: u16) -> Result<Vec<NumberedSentence>, CycleError> {
    let path = draft_path(year, number).join(NUMBERS);
    if !Files::Disk.exists(&path) {
        return Ok(Vec::new());
    }
    Ok(NumberedSentence::read(&Files::Disk.text(&path)?).unwrap_or_default())
}

/// The drafts of a year that were kept. A fault is a folder that says of itself that it
/// is something else.
///
/// # Errors
/// [`CycleError`] if a file cannot be read.
pub(super) fn read(
    files: &Files,
    folder: &Path,
    year: i16,
    faults: &mut Vec<Fault>,
) -> Result<Kept, CycleError> {
    let mut drafts = Vec::new();
    for (number, path) in folder::drafts(files, folder)? {
        let path = path.join(RECORD);
        let record =
            if files.exists(&path) { DraftRecord::read(&files.text(&path)?) } else { None };
        match record {
            Some(it) if it.number == number && it.year == year && it.date.is_some() => {
                drafts.push(it.draft());
            }
            _ => faults.push(Fault::new(
                At::file(&path),
                format!("dit is niet wat het programma van concept {number} van {year} bewaarde"),
                "zet de map terug zoals `pmg build --keep` haar maakte, of haal haar weg als zij een kopie van een andere is",
            )),
        }
    }
    drafts.sort_by_key(|draft| draft.number);
    let sentences = match drafts.last() {
        Some(last) => kept_numbers(files, folder, *last, faults)?,
        None => Vec::new(),
    };
    Ok(Kept { drafts, sentences })
}

/// The sentences that had a number when this draft was kept. One that an earlier version of the program kept has none.
fn kept_numbers(
    files: &Files,
    folder: &Path,
    draft: Draft,
    faults: &mut Vec<Fault>,
) -> Result<Vec<NumberedSentence>, CycleError> {
    let path = folder.join(draft.number.to_string()).join(NUMBERS);
    if !files.exists(&path) {
        return Ok(Vec::new());
    }
    let read = NumberedSentence::read(&files.text(&path)?);
    if read.is_none() {
        faults.push(Fault::new(
            At::file(&path),
            format!("dit zijn niet de nummers die het programma bij concept {} bewaarde", draft.number),
            "zet het bestand terug zoals `pmg build --keep` het maakte; opmerkingen van lezers verwijzen naar deze nummers",
        ));
    }
    Ok(read.unwrap_or_default())
}
