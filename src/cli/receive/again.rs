//! Puts an earlier version of a return back in its place.

use std::path::{Path, PathBuf};

use crate::cli::outcome::Outcome;
use crate::cli::{clock, terminal};
use crate::pipeline;
use pmg_core::cycle::Municipality;
use pmg_core::diagnostics::on_one_line;
use pmg_core::workbook;

use super::desk::{Desk, REPLACED, SHORT};
use super::incoming::Incoming;
use super::refused;

/// Puts back the version that is asked for: a file that was kept, or the last one that a municipality replaced.
pub(super) fn run(which: &str, desk: &mut Desk) -> anyhow::Result<Outcome> {
    let path = version(which, desk)?;
    let looked = pipeline::identify(desk.year(), std::slice::from_ref(&path))?;
    let Some(incoming) = Incoming::read(&path, &looked)? else {
        refused::say(desk.number(), std::iter::once(looked), desk.cycle());
        return Ok(Outcome::Fails);
    };
    let said = desk.restore(&incoming, clock::today()?)?;
    let fails = said.is_err();
    let said = said.unwrap_or_else(|why| format!("niet teruggezet: {why}"));
    terminal::line(&on_one_line(&format!("{}: {said}", incoming.name)));
    Ok(Outcome::failing_if(fails))
}

/// The path of the version that is asked for.
fn version(which: &str, desk: &Desk) -> anyhow::Result<PathBuf> {
    let folder = desk.returns().join(REPLACED);
    if let Some(name) = Path::new(which).file_name() {
        let path = folder.join(name);
        if path.is_file() {
            return Ok(path);
        }
    }
    let Some(municipality) = municipality(which, desk) else {
        let folder = folder.display();
        anyhow::bail!(
            "er is geen gemeente en geen bewaarde versie `{which}`\n\
             hint: geef de naam of de code van een gemeente, of een bestand uit `{folder}`"
        );
    };
    let kept = desk.version_before(municipality).and_then(|sha256| with_hash(&folder, sha256));
    kept.ok_or_else(|| {
        let (name, folder) = (&municipality.name, folder.display());
        anyhow::anyhow!(
            "van {name} is niet bekend welke versie er hiervoor stond\n\
             hint: noem een bestand uit `{folder}`, als daar een versie van {name} staat"
        )
    })
}

/// The municipality with this code or name; `None` if there is none.
fn municipality<'a>(which: &str, desk: &'a Desk) -> Option<&'a Municipality> {
    let asked = which.trim().to_lowercase();
    let names = |it: &Municipality| [it.code.as_str().to_lowercase(), it.name.to_lowercase()];
    desk.cycle().register.iter().find(|it| names(it).contains(&asked))
}

/// The path of the kept version with this SHA-256; `None` if it is not there.
fn with_hash(folder: &Path, sha256: &str) -> Option<PathBuf> {
    let short = sha256.get(..SHORT)?;
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let is_it = |path: &&PathBuf| {
        let is_named = path.file_name().is_some_and(|name| name.to_string_lossy().contains(short));
        is_named && std::fs::read(path).is_ok_and(|bytes| workbook::sha256(&bytes) == sha256)
    };
    paths.iter().find(is_it).cloned()
}
