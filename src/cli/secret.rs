//! Keeps what never leaves the team's folder: the key of a year, what an edition hid, what previews showed.

use std::path::Path;

use anyhow::Context as _;

use crate::pipeline::{self, Composition, MadeFrom, Preview};
use pmg_core::cycle::{self, SECRET};
use pmg_core::workbook::sha256;

use super::output::Lock;
use super::{clock, output, terminal};

/// Makes the key of a year that has none yet. Makes none for a year that cannot be read.
pub(super) fn make_key(year: &Path) -> anyhow::Result<()> {
    let path = cycle::key_path(year);
    if path.exists() || pipeline::has_key(year)? {
        return Ok(());
    }
    // Two runs that start at once must not make two keys.
    let lock = Lock::on(year)?;
    if path.exists() {
        return Ok(());
    }
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|error| {
        anyhow::anyhow!(
            "kan geen sleutel maken: dit systeem geeft geen willekeurige getallen\n  technisch: {error}"
        )
    })?;
    write(&path, cycle::key_file(&key).as_bytes(), year, &lock)?;
    terminal::line(&format!(
        "Sleutel van dit jaar gemaakt in {}; bewaar hem bij het jaar, en mail of publiceer hem nooit",
        path.display()
    ));
    Ok(())
}

/// Keeps the true figures of an edition in the secret folder, before the edition is written.
pub(super) fn keep_edition(year: &Path, draft: &Composition) -> anyhow::Result<()> {
    let Some((path, bytes)) = pipeline::kept(year, draft) else { return Ok(()) };
    write(&path, &bytes, year, &Lock::on(year)?)
}

/// Keeps what an edition was made from in the secret folder, before the edition is written.
pub(super) fn keep_input(year: &Path, made_from: &MadeFrom, lock: &Lock) -> anyhow::Result<()> {
    let path = cycle::input_path(year, made_from.edition().1);
    let bytes = made_from.pack()?;
    // Of an edition with this number whose folder somebody took away: what it was made from stays.
    if let Some(before) = std::fs::read(&path).ok().filter(|before| *before != bytes) {
        let hash = sha256(&before);
        let aside = path.with_file_name(format!("{}-{}.zip", made_from.edition().1, &hash[..16]));
        output::rename(&path, &aside)?;
        terminal::line(&format!(
            "Er was eerder een uitgave met dit nummer; waar die van was gemaakt, staat nu in {}",
            aside.display()
        ));
    }
    write(&path, &bytes, year, lock)
}

/// Keeps what previews show of national sums, before they are written.
pub(super) fn keep_shown(
    year: &Path,
    draft: &Composition,
    previews: &[Preview],
) -> anyhow::Result<()> {
    let on = clock::today()?;
    let lock = Lock::on(year)?;
    match pipeline::record(year, draft, previews, on)? {
        Some((path, bytes)) => write(&path, &bytes, year, &lock),
        None => Ok(()),
    }
}

/// Writes a file of the year, after clearing its folder of what a run left behind that was cut off.
fn write(path: &Path, bytes: &[u8], year: &Path, _: &Lock) -> anyhow::Result<()> {
    let above = || path.ancestors().skip(1).take_while(|it| it.starts_with(year));
    let unwritable = || format!("kan niet schrijven in `{}`", year.join(SECRET).display());
    above().take(1).try_for_each(output::sweep).with_context(unwritable)?;
    output::write(path, bytes)?;
    // The folders above may be new, so their names must reach the disk as well.
    above().skip(1).try_for_each(output::sync).with_context(unwritable)
}
