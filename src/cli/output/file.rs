//! Writes one file, whole or not at all, and finds what a run left behind that was cut off.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use anyhow::Context as _;

/// The start of the name of everything that stands in a folder for a moment only.
pub(super) const PREFIX: &str = ".pmg-";
/// The end of the name of a file that has no name of its own yet.
pub(super) const SUFFIX: &str = ".tmp";

/// Writes a file by way of another beside it, so that nobody ever sees half of it.
pub(in crate::cli) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
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
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Removes the files that a run left behind that was cut off. Only under the lock, because another run may be writing
/// its own.
pub(in crate::cli) fn sweep(folder: &Path) -> std::io::Result<()> {
    for name in entries(folder)? {
        let text = name.to_string_lossy();
        if text.starts_with(PREFIX) && text.ends_with(SUFFIX) {
            std::fs::remove_file(folder.join(&name))?;
        }
    }
    Ok(())
}

/// The names in a folder, sorted; empty if there is no such folder.
pub(super) fn entries(folder: &Path) -> std::io::Result<Vec<std::ffi::OsString>> {
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
pub(in crate::cli) fn names(folder: &Path) -> anyhow::Result<Vec<String>> {
    let names =
        entries(folder).with_context(|| format!("`{}` gaat niet open", folder.display()))?;
    let names = names.iter().map(|name| name.to_string_lossy().into_owned());
    Ok(names.filter(|name| !name.starts_with(PREFIX)).collect())
}

/// Renames a file or folder. On Windows this tries again, because a virus scanner may hold a new file for a moment.
pub(in crate::cli) fn rename(from: &Path, to: &Path) -> std::io::Result<()> {
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
pub(in crate::cli) fn sync(folder: &Path) -> std::io::Result<()> {
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
pub(in crate::cli) fn sync(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Writes a file under its own name, down to the disk. For folders that nobody looks at yet.
pub(super) fn write_through(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
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
