//! Writes the marked copies of returns, each in the folder of its municipality.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cycle::Municipality;
use crate::pipeline::{self, Examined};

use super::{output, terminal};

/// Marks the returns that were examined.
pub(super) fn run(examined: &Examined, files: &[PathBuf], folder: &Path) -> anyhow::Result<()> {
    let mut names = BTreeSet::new();
    if let Some(twice) = files.iter().find(|file| !names.insert(file.file_name())) {
        let name = twice.file_name().unwrap_or_default().display();
        anyhow::bail!("two files are named `{name}`; mark them one by one");
    }
    let returns = pipeline::mark(examined, files)?;
    let mut written = BTreeSet::new();
    for each in &returns {
        let Some(municipality) = examined.cycle.register.get(&each.municipality) else { continue };
        let folder = folder.join(folder_name(municipality));
        let path = |name: Option<&std::ffi::OsStr>| {
            let name = name.unwrap_or_default().to_string_lossy();
            folder.join(format!("{name}-gecontroleerd.{}", each.marked.extension))
        };
        // `breda.xls` and `breda.xlsx` may come in together.
        let mut path_of = path(each.path.file_stem());
        if !written.insert(path_of.clone()) {
            path_of = path(each.path.file_name());
            written.insert(path_of.clone());
        }
        output::write(&path_of, &each.marked.bytes)?;
    }
    let (number, what) =
        (returns.len(), if returns.len() == 1 { "vragenlijst" } else { "vragenlijsten" });
    terminal::line(&format!("{number} {what} gemarkeerd in {}", folder.display()));
    Ok(())
}

/// The folder of a municipality: `GM0518-den-haag`.
pub(super) fn folder_name(municipality: &Municipality) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let name: String = municipality.name.chars().map(plain).collect();
    let words: Vec<&str> = name.split('-').filter(|word| !word.is_empty()).collect();
    format!("{}-{}", municipality.code, words.join("-"))
}
