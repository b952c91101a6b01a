//! `pmg check --mark`: writes the marked copies of returns, each in the folder of its municipality.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::pipeline::{self, Examined, MarkedReturn};
use pmg_core::cycle::Municipality;
use pmg_core::municipality::MunicipalityCode;

use super::output::{FileSet, MUNICIPALITIES};
use super::{output, terminal};

/// Writes a marked copy of each return that was examined, among the outputs of a year.
pub(super) fn run(examined: &Examined, files: &[PathBuf], year: &Path) -> anyhow::Result<()> {
    let mut names = BTreeSet::new();
    if let Some(twice) = files.iter().filter_map(|it| it.file_name()).find(|it| !names.insert(*it))
    {
        let name = twice.display();
        anyhow::bail!("twee bestanden heten `{name}`\nhint: markeer ze een voor een");
    }
    let folder = year.join(MUNICIPALITIES);
    let returns = pipeline::mark(examined, files)?;
    let lock = output::begin(year)?;
    for (municipality, copies) in by_municipality(&returns) {
        let Some(municipality) = examined.cycle.register.get(municipality) else { continue };
        let copies = named(&copies);
        let files = copies.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
        let folder = folder.join(file_name(municipality));
        FileSet::new(&folder, files).replace(&lock)?;
    }
    let (number, what) =
        (returns.len(), if returns.len() == 1 { "vragenlijst" } else { "vragenlijsten" });
    terminal::line(&format!("{number} {what} gemarkeerd in {}", folder.display()));
    Ok(())
}

fn by_municipality(returns: &[MarkedReturn]) -> BTreeMap<&MunicipalityCode, Vec<&MarkedReturn>> {
    let mut all: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for each in returns {
        all.entry(&each.municipality).or_default().push(each);
    }
    all
}

/// The marked copies of a municipality by the names of their files.
fn named<'a>(copies: &[&'a MarkedReturn]) -> BTreeMap<String, &'a [u8]> {
    let mut named = BTreeMap::new();
    for each in copies {
        let name = |of: Option<&OsStr>| {
            let of = of.expect("what was read is a file with a name").to_string_lossy();
            // A copy that came back is marked under the name of the return.
            let of = of.trim_end_matches("-gecontroleerd");
            format!("{of}-gecontroleerd.{}", each.marked.extension)
        };
        // `breda.xls` and `breda.xlsx` may come in together.
        let mut own = name(each.path.file_stem());
        if named.contains_key(&own) {
            own = name(each.path.file_name());
        }
        named.insert(own, each.marked.bytes.as_slice());
    }
    named
}

/// The name of the folder and of the return of a municipality: `GM0518-den-haag`.
pub(super) fn file_name(municipality: &Municipality) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let name: String = municipality.name.chars().map(plain).collect();
    let words: Vec<&str> = name.split('-').filter(|word| !word.is_empty()).collect();
    format!("{}-{}", municipality.code, words.join("-"))
}
