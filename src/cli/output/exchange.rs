//! Exchanges a folder for another in one step, with what else lies in it.
//!
//! The new folder holds the new files, and for everything else in the old one a link to it there. So when the two
//! change places, everything can be found under its name: the new files themselves, the rest by its link. Then each
//! link and what it points to change places, too, and the old folder goes. A file in the new folder says that this is
//! going on, and which names the set has. Without it, the folder that stands aside was never put in place.

use std::ffi::{OsStr, OsString};
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::file::{PREFIX, SUFFIX, entries, folder_of, rename, sync, write_through};

/// Whether this system may be able to exchange two folders in one step.
pub(super) const IS_KNOWN: bool = true;
/// The name of the file that says that an exchange is going on; it has a line for each name of the set.
const MARK: &str = ".pmg-set";

/// The path where the new folder is made, and where the old one ends.
pub(super) fn aside(folder: &Path) -> PathBuf {
    let mut name = OsString::from(PREFIX);
    name.push(folder.file_name().expect("the folder of a set has a name"));
    folder.with_file_name(name)
}

/// Puts the folder that stands aside in its place. Returns false, and changes nothing, if this file system cannot do
/// that, or if the new folder would have another owner.
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

/// Gives the new folder the permissions of the old one and a link to everything else in it, down to the disk.
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

/// Takes the links and the mark out of the new folder, so that it holds its own files only.
fn undo(aside: &Path) -> std::io::Result<()> {
    for name in entries(aside)? {
        if name == MARK || is_link(aside, aside, &name) {
            std::fs::remove_file(aside.join(name))?;
        }
    }
    Ok(())
}

/// Brings over what else was in the old folder, and removes that folder.
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
    // What somebody put into the old folder while it was being replaced.
    for name in entries(aside)?.iter().filter(|name| is_other(name, &names)) {
        let is_there = folder.join(name).symlink_metadata().is_ok();
        if !is_there && !is_link(aside, aside, name) {
            rename(&aside.join(name), &folder.join(name))?;
            step();
        }
    }
    sync(folder)?;
    // What cannot be removed now, the next run removes.
    if std::fs::remove_dir_all(aside).is_ok() {
        step();
        std::fs::remove_file(folder.join(MARK))?;
    }
    Ok(())
}

/// Finishes an exchange that was cut off, or removes a new folder that was never exchanged.
pub(super) fn repair(folder: &Path) -> std::io::Result<()> {
    let aside = aside(folder);
    match (folder.join(MARK).exists(), aside.is_dir()) {
        (true, true) => finish(folder, &aside, &|| ()),
        (true, false) => std::fs::remove_file(folder.join(MARK)),
        (false, true) => std::fs::remove_dir_all(&aside),
        (false, false) => Ok(()),
    }
}

/// Whether a run that was cut off left an exchange unfinished.
pub(super) fn is_unfinished(folder: &Path) -> bool {
    folder.join(MARK).exists() || aside(folder).is_dir()
}

/// Whether a name is no part of the set and nothing that a run which was cut off left behind.
fn is_other(name: &OsStr, names: &[String]) -> bool {
    let text = name.to_string_lossy();
    let is_temporary = text.starts_with(PREFIX) && text.ends_with(SUFFIX);
    text != MARK && !is_temporary && !names.iter().any(|each| OsStr::new(each) == name)
}

/// The path that a link to something in the folder aside holds.
fn link(aside: &Path, name: &OsStr) -> PathBuf {
    let aside = aside.file_name().expect("it was made with a name");
    Path::new("..").join(aside).join(name)
}

/// Whether a name in a folder is such a link.
fn is_link(folder: &Path, aside: &Path, name: &OsStr) -> bool {
    std::fs::read_link(folder.join(name)).is_ok_and(|to| to == link(aside, name))
}

/// Lets two files or folders change names in one step.
fn exchange(one: &Path, other: &Path) -> std::io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    return Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?);
    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    Err(std::io::ErrorKind::Unsupported.into())
}
