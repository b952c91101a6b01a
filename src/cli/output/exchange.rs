//! Exchanges a folder for another in one step, with what else lies in it.
//!
//! The new folder holds the new files, and for everything else in the old one a link to it there. So
//! when the two change places, all can be found under its name: the new files themselves, the rest by
//! its link. Then each link and what it points to change places, too, and the old folder goes.
//! A file in the new folder says that this is going on, and which names the set has; without it, what
//! stands beside the folder was never in its place.

use std::ffi::{OsStr, OsString};
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::{PREFIX, SUFFIX, entries, folder_of, rename, sync, write_through};

/// Whether it is worth a try.
pub(super) const IS_KNOWN: bool = true;
/// The file that says that an exchange is going on; a line for each name of the set.
const MARK: &str = ".pmg-set";

/// Where the new folder is made, and the old one ends.
pub(super) fn aside(folder: &Path) -> PathBuf {
    let mut name = OsString::from(PREFIX);
    name.push(folder.file_name().unwrap_or_default());
    folder.with_file_name(name)
}

/// Puts the folder that stands aside in its place; false where this file system can't, or where it
/// would be another's: then nothing was changed.
pub(super) fn replace(folder: &Path, names: &[String], step: &dyn Fn()) -> std::io::Result<bool> {
    let aside = aside(folder);
    if prepare(folder, &aside, names, step).is_err() || exchange(folder, &aside).is_err() {
        undo(&aside)?;
        return Ok(false);
    }
    step();
    sync(folder_of(folder))?;
    finish(folder, &aside, step)?;
    Ok(true)
}

/// Makes the new folder one like the old, down to the disk.
fn prepare(folder: &Path, aside: &Path, names: &[String], step: &dyn Fn()) -> std::io::Result<()> {
    let [old, new] = [folder.metadata()?, aside.metadata()?];
    if (old.uid(), old.gid()) != (new.uid(), new.gid()) {
        return Err(std::io::ErrorKind::PermissionDenied.into());
    }
    std::fs::set_permissions(aside, old.permissions())?;
    write_through(&aside.join(MARK), names.join("\n").as_bytes())?;
    for name in entries(folder)?.iter().filter(|name| is_other(name, names)) {
        symlink(link(aside, name), aside.join(name))?;
        step();
    }
    sync(aside)
}

/// Leaves in the new folder only its files.
fn undo(aside: &Path) -> std::io::Result<()> {
    for name in entries(aside)? {
        if name == MARK || is_link(aside, aside, &name) {
            std::fs::remove_file(aside.join(name))?;
        }
    }
    Ok(())
}

/// Brings over what else lay in the old folder, and takes that away.
fn finish(folder: &Path, aside: &Path, step: &dyn Fn()) -> std::io::Result<()> {
    for name in entries(folder)? {
        if is_link(folder, aside, &name) {
            if aside.join(&name).symlink_metadata().is_ok() {
                exchange(&folder.join(&name), &aside.join(&name))?;
            } else {
                std::fs::remove_file(folder.join(&name))?;
            }
            step();
        }
    }
    let names = std::fs::read_to_string(folder.join(MARK))?;
    let names: Vec<String> = names.lines().map(str::to_owned).collect();
    // What somebody put into the old folder while it was leaving.
    for name in entries(aside)?.iter().filter(|name| is_other(name, &names)) {
        let is_there = folder.join(name).symlink_metadata().is_ok();
        if !is_there && !is_link(aside, aside, name) {
            rename(&aside.join(name), &folder.join(name))?;
            step();
        }
    }
    sync(folder)?;
    // What cannot be taken away now, the next run takes away.
    if std::fs::remove_dir_all(aside).is_ok() {
        step();
        std::fs::remove_file(folder.join(MARK))?;
    }
    Ok(())
}

/// Finishes an exchange that was cut off, or takes away what was never exchanged.
pub(super) fn repair(folder: &Path) -> std::io::Result<()> {
    let aside = aside(folder);
    match (folder.join(MARK).exists(), aside.is_dir()) {
        (true, true) => finish(folder, &aside, &|| ()),
        (true, false) => std::fs::remove_file(folder.join(MARK)),
        (false, true) => std::fs::remove_dir_all(&aside),
        (false, false) => Ok(()),
    }
}

/// Whether an exchange was cut off.
pub(super) fn is_unfinished(folder: &Path) -> bool {
    folder.join(MARK).exists() || aside(folder).is_dir()
}

/// Whether this is no part of the set and nothing of a run that was cut off.
fn is_other(name: &OsStr, names: &[String]) -> bool {
    let text = name.to_string_lossy();
    let is_temporary = text.starts_with(PREFIX) && text.ends_with(SUFFIX);
    text != MARK && !is_temporary && !names.iter().any(|each| OsStr::new(each) == name)
}

/// What a link to something in the folder aside holds.
fn link(aside: &Path, name: &OsStr) -> PathBuf {
    Path::new("..").join(aside.file_name().unwrap_or_default()).join(name)
}

/// Whether this is such a link.
fn is_link(folder: &Path, aside: &Path, name: &OsStr) -> bool {
    std::fs::read_link(folder.join(name)).is_ok_and(|to| to == link(aside, name))
}

/// Lets two things change names in one step.
fn exchange(one: &Path, other: &Path) -> std::io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    return Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?);
    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    Err(std::io::ErrorKind::Unsupported.into())
}
