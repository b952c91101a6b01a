//! Writes files, each whole or not at all, and prints what was asked for on stdout.
//!
//! A file is on the disk before it takes its name, and its name is on the disk before the next step. So whatever cuts
//! the program off, a file with a name is whole. Several files that belong together are put in place as one by
//! [`FileSet::replace`]. Whoever writes holds the [`Lock`] of the year.

#[cfg(unix)]
mod exchange;
#[cfg(not(unix))]
#[path = "no_exchange.rs"]
mod exchange;
mod in_turn;
mod lock;
mod set;

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use anyhow::Context as _;

pub(super) use lock::Lock;
pub(super) use set::{FileSet, begin, settle};

/// The folder of the final edition, which holds nothing that may not go out.
pub(super) const FINAL: &str = "definitief";
/// The folder that holds a folder for each municipality.
pub(super) const MUNICIPALITIES: &str = "gemeenten";
/// The folder of the blank workbooks.
pub(super) const BLANKS: &str = "questionnaires";

/// The start of the name of everything that stands in a folder for a moment only.
const PREFIX: &str = ".pmg-";
/// The end of the name of a file that has no name of its own yet.
const SUFFIX: &str = ".tmp";

/// Writes a file by way of another beside it, so that nobody ever sees half of it.
pub(super) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = folder_of(path);
    let write = || -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX).permissions_of_a_file();
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        let (_, temporary) = file.keep().map_err(|error| error.error)?;
        if let Err(error) = rename(&temporary, path) {
            _ = std::fs::remove_file(&temporary);
            return Err(error);
        }
        sync(folder)
    };
    write().with_context(|| format!("kan `{}` niet schrijven", path.display()))
}

/// The folder that a file stands in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Removes the files that a run left behind that was cut off. Only under the lock, because another run may be writing
/// its own.
pub(super) fn sweep(folder: &Path) -> std::io::Result<()> {
    for name in entries(folder)? {
        let text = name.to_string_lossy();
        if text.starts_with(PREFIX) && text.ends_with(SUFFIX) {
            std::fs::remove_file(folder.join(&name))?;
        }
    }
    Ok(())
}

/// The names in a folder, sorted; empty if there is no such folder.
fn entries(folder: &Path) -> std::io::Result<Vec<std::ffi::OsString>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut names =
        entries.map(|entry| Ok(entry?.file_name())).collect::<std::io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

/// The names in a folder, without those that stand there for a moment only.
pub(super) fn names(folder: &Path) -> anyhow::Result<Vec<String>> {
    let names =
        entries(folder).with_context(|| format!("`{}` gaat niet open", folder.display()))?;
    let names = names.iter().map(|name| name.to_string_lossy().into_owned());
    Ok(names.filter(|name| !name.starts_with(PREFIX)).collect())
}

/// Renames a file or folder. On Windows this tries again, because a virus scanner may hold a new file for a moment.
pub(super) fn rename(from: &Path, to: &Path) -> std::io::Result<()> {
    let mut left = if cfg!(windows) { 20 } else { 0 };
    loop {
        match std::fs::rename(from, to) {
            Err(error) if left > 0 && error.kind() != ErrorKind::NotFound => {
                left -= 1;
                sleep(Duration::from_millis(50));
            }
            renamed => return renamed,
        }
    }
}

/// Waits until the names in a folder are on the disk.
#[cfg(unix)]
pub(super) fn sync(folder: &Path) -> std::io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some network drives cannot do this.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
            Ok(())
        }
        synced => synced,
    }
}

/// Does nothing: Windows opens no folder as a file, and writes names down in the order in which they were given.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(super) fn sync(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Writes a file under its own name, down to the disk. For folders that nobody looks at yet.
fn write_through(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

trait PermissionsOfAFile {
    /// Gives the file the permissions of any other. A temporary file is for its maker's eyes only; the report is for
    /// everyone who may see the folder.
    fn permissions_of_a_file(&mut self) -> &mut Self;
}

impl PermissionsOfAFile for tempfile::Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_of_a_file(&mut self) -> &mut Self {
        use std::os::unix::fs::PermissionsExt as _;
        self.permissions(std::fs::Permissions::from_mode(0o666))
    }

    #[cfg(not(unix))]
    fn permissions_of_a_file(&mut self) -> &mut Self {
        self
    }
}

/// Prints data on stdout, byte for byte. A reader who stops reading is no error.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
    write_all(std::io::stdout(), text)
}

/// Prints a text for people on stdout, with its colours if the reader wants them.
pub(super) fn show(text: &str) -> anyhow::Result<()> {
    write_all(anstream::stdout(), text)
}

/// Writes a text to a stream. A reader who stops reading is no error.
pub(super) fn write_all(mut to: impl Write, text: &str) -> anyhow::Result<()> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.context("de uitvoer kan niet worden weggeschreven"),
    }
}
