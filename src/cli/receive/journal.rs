//! Brings a return and its receipt in together.
//!
//! Both are written beside their places, down to the disk. Then a note says what is to be done. From there on it
//! counts as done, and any later run finishes it; without the note nothing has happened.

use std::path::Path;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use crate::cli::output::{self, Lock};
use pmg_core::cycle::{RECEIPTS, RETURNS};

use super::files;

/// The name of the note, in the folder of the year.
const NOTE: &str = ".pmg-ontvangst.json";
/// The name of the new `ontvangst.toml`, beside the old one.
const LOG: &str = ".pmg-ontvangst.toml";
/// The name of the return that comes in, among the others.
const ARRIVING: &str = ".pmg-binnenkomend";

/// The note: which return comes in, and which one goes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Journal {
    /// The name under which the return comes in.
    pub(super) file: String,
    /// The name of the return that it replaces, if that name is another.
    pub(super) leaves: Option<String>,
}

impl Journal {
    /// Brings a return in, with the text of the log that says so.
    pub(super) fn commit(&self, year: &Path, bytes: &[u8], log: &str) -> anyhow::Result<()> {
        output::write(&year.join(RETURNS).join(ARRIVING), bytes)?;
        output::write(&year.join(LOG), log.as_bytes())?;
        let note = serde_json::to_vec(self).expect("two names are JSON");
        output::write(&year.join(NOTE), &note)?;
        self.carry_out(year)
    }

    fn carry_out(&self, year: &Path) -> anyhow::Result<()> {
        let returns = year.join(RETURNS);
        let carry_out = || -> std::io::Result<()> {
            move_if_there(&returns.join(ARRIVING), &returns.join(&self.file))?;
            if let Some(leaves) = &self.leaves {
                remove_if_there(&returns.join(leaves))?;
            }
            move_if_there(&year.join(LOG), &year.join(RECEIPTS))?;
            output::sync(&returns)?;
            output::sync(year)?;
            std::fs::remove_file(year.join(NOTE))
        };
        carry_out().with_context(|| {
            let file = returns.join(&self.file);
            format!("kan `{}` niet op zijn plaats zetten", file.display())
        })
    }
}

/// Finishes what a run that was cut off had begun, under the lock.
pub(super) fn finish(year: &Path) -> anyhow::Result<()> {
    let note = year.join(NOTE);
    if note.exists() {
        let journal: Journal = serde_json::from_slice(&files::read(&note)?)
            .with_context(|| format!("`{}` is beschadigd; verwijder het", note.display()))?;
        return journal.carry_out(year);
    }
    let leftovers = [year.join(LOG), year.join(RETURNS).join(ARRIVING)];
    leftovers.iter().try_for_each(|path| {
        remove_if_there(path).with_context(|| format!("kan `{}` niet weghalen", path.display()))
    })
}

/// Finishes what a run that was cut off had begun, before a year is read.
pub(in crate::cli) fn settle(year: &Path) -> anyhow::Result<()> {
    if !year.join(NOTE).exists() {
        return Ok(());
    }
    let _lock = Lock::on(year)?;
    finish(year)
}

fn move_if_there(from: &Path, to: &Path) -> std::io::Result<()> {
    if from.exists() { output::rename(from, to) } else { Ok(()) }
}

fn remove_if_there(path: &Path) -> std::io::Result<()> {
    if path.exists() { std::fs::remove_file(path) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A year in which a return of another format is about to replace the present one.
    fn year() -> tempfile::TempDir {
        let year = tempfile::tempdir().unwrap();
        output::write(&year.path().join(RETURNS).join("breda.xlsx"), b"oud").unwrap();
        output::write(&year.path().join(RECEIPTS), b"oud").unwrap();
        output::write(&year.path().join(LOG), b"nieuw").unwrap();
        output::write(&year.path().join(RETURNS).join(ARRIVING), b"nieuw").unwrap();
        year
    }

    fn files(year: &Path) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        for folder in [year.to_owned(), year.join(RETURNS)] {
            for entry in std::fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                if entry.path().is_file() {
                    let name = entry.file_name().into_string().unwrap();
                    files.push((name, std::fs::read(entry.path()).unwrap()));
                }
            }
        }
        files.sort();
        files
    }

    fn pair(name: &str, content: &str) -> [(String, Vec<u8>); 2] {
        [name, RECEIPTS].map(|name| (name.to_owned(), content.as_bytes().to_vec()))
    }

    #[test]
    fn what_was_not_noted_has_not_happened() {
        let year = year();
        finish(year.path()).unwrap();
        assert_eq!(files(year.path()), pair("breda.xlsx", "oud"));
    }

    #[test]
    fn what_was_noted_is_finished_wherever_it_was_cut_off() {
        type Done = fn(&Path);
        let steps: [Done; 3] = [
            |year| {
                let returns = year.join(RETURNS);
                output::rename(&returns.join(ARRIVING), &returns.join("breda.ods")).unwrap();
            },
            |year| remove_if_there(&year.join(RETURNS).join("breda.xlsx")).unwrap(),
            |year| output::rename(&year.join(LOG), &year.join(RECEIPTS)).unwrap(),
        ];
        for done in 0..=steps.len() {
            let year = year();
            let note = br#"{ "file": "breda.ods", "leaves": "breda.xlsx" }"#;
            output::write(&year.path().join(NOTE), note).unwrap();
            steps[..done].iter().for_each(|step| step(year.path()));
            settle(year.path()).unwrap();
            assert_eq!(files(year.path()), pair("breda.ods", "nieuw"), "after {done} steps");
        }
    }
}
