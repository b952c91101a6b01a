//! Stands in for `exchange` on systems that cannot exchange two folders in one step.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::file::PREFIX;

/// Whether this system may be able to exchange two folders in one step.
pub(super) const IS_KNOWN: bool = false;

/// The path where a folder is made that was not there before.
pub(super) fn aside(folder: &Path) -> PathBuf {
    let mut name = OsString::from(PREFIX);
    name.push(folder.file_name().expect("the folder of a set has a name"));
    folder.with_file_name(name)
}

/// Returns false: this system cannot exchange folders.
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(super) fn replace(_: &Path, _: &[String], _: &dyn Fn()) -> std::io::Result<bool> {
    Ok(false)
}

/// Removes a folder that was not finished.
pub(super) fn repair(folder: &Path) -> std::io::Result<()> {
    let aside = aside(folder);
    if aside.is_dir() { std::fs::remove_dir_all(aside) } else { Ok(()) }
}

/// Whether a folder was not finished.
pub(super) fn is_unfinished(folder: &Path) -> bool {
    aside(folder).is_dir()
}
