//! Replaces the files of a set one by one: all old ones go before the first new one comes.
//!
//! The name of the folder with the new files says how far a run got. As long as it is [`STAGED`], the old files can
//! come back; once it is [`ENTERING`], the new ones count.

use std::path::{Path, PathBuf};

use super::file::{entries, rename, sync};

/// The folder of new files that nobody looks at yet.
const STAGED: &str = ".pmg-nieuw";
/// The folder of old files that were moved away.
const LEFT: &str = ".pmg-oud";
/// The folder of new files that are being moved in.
const ENTERING: &str = ".pmg-erin";

/// The path of the folder in which the new files are written.
pub(super) fn staged(folder: &Path) -> PathBuf {
    folder.join(STAGED)
}

/// Puts the staged files in place of those with these names; if the old ones cannot all be moved away, nothing has
/// changed.
pub(super) fn replace(folder: &Path, names: &[String], step: &dyn Fn()) -> std::io::Result<()> {
    match leave(folder, names, step) {
        Ok(()) => enter(folder, step),
        Err(error) => {
            repair(folder)?;
            Err(error)
        }
    }
}

/// Moves the old files away. Stops at the first one that another program holds.
fn leave(folder: &Path, names: &[String], step: &dyn Fn()) -> std::io::Result<()> {
    let left = folder.join(LEFT);
    std::fs::create_dir(&left)?;
    for name in names.iter().filter(|name| folder.join(name).symlink_metadata().is_ok()) {
        step();
        rename(&folder.join(name), &left.join(name))?;
    }
    step();
    sync(&left)?;
    sync(folder)?;
    rename(&folder.join(STAGED), &folder.join(ENTERING))
}

/// Moves the new files in, and removes the old ones.
fn enter(folder: &Path, step: &dyn Fn()) -> std::io::Result<()> {
    let entering = folder.join(ENTERING);
    sync(folder)?;
    for name in entries(&entering)? {
        step();
        rename(&entering.join(&name), &folder.join(&name))?;
    }
    step();
    sync(folder)?;
    // What cannot be removed now, the next run removes: as long as `ENTERING` exists, it counts as old.
    if remove(&folder.join(LEFT)).is_ok() {
        step();
        std::fs::remove_dir(&entering)?;
    }
    Ok(())
}

/// Continues where a run was cut off: forward if the old files were all gone, else back.
pub(super) fn repair(folder: &Path) -> std::io::Result<()> {
    if folder.join(ENTERING).is_dir() {
        return enter(folder, &|| ());
    }
    let left = folder.join(LEFT);
    for name in entries(&left)? {
        rename(&left.join(&name), &folder.join(&name))?;
    }
    remove(&left)?;
    remove(&folder.join(STAGED))
}

/// Whether a run that was cut off left something unfinished.
pub(super) fn is_unfinished(folder: &Path) -> bool {
    [STAGED, LEFT, ENTERING].iter().any(|name| folder.join(name).is_dir())
}

fn remove(folder: &Path) -> std::io::Result<()> {
    if folder.is_dir() { std::fs::remove_dir_all(folder) } else { Ok(()) }
}
