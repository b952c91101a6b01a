//! Reads and writes `editie.json`: which draft the files beside it are, and what they were when it was made.

use std::collections::BTreeMap;
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

/// The folder in which a draft of a year is kept.
#[must_use]
pub fn draft_path(year: &Path, number: u16) -> PathBuf {
    year.join(DRAFTS).join(number.to_string())
}

/// The drafts of a year that were kept, in the order of their numbers. A fault is a folder that says of itself that it
/// is something else.
///
/// # Errors
/// [`CycleError`] if a file cannot be read.
pub(super) fn read(
    files: &Files,
    folder: &Path,
    year: i16,
    faults: &mut Vec<Fault>,
) -> Result<Vec<Draft>, CycleError> {
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
    Ok(drafts)
}
