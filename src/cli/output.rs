//! Writes files, each whole or not at all, and prints what was asked for on stdout.

use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::Context as _;

/// Writes a file by way of another beside it, so that nobody ever sees half of it.
pub(super) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let write = || -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().permissions_of_a_file().tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    write().with_context(|| {
        format!("cannot write `{}`; is it open in another program?", path.display())
    })
}

trait PermissionsOfAFile {
    /// A temporary file is for its maker's eyes only; the report is for everyone who may see the folder.
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

/// Prints data on stdout, byte for byte; that nobody reads on is no fault.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
    write_all(std::io::stdout(), text)
}

/// Prints a text for people on stdout, with its colours where they are wanted.
pub(super) fn show(text: &str) -> anyhow::Result<()> {
    write_all(anstream::stdout(), text)
}

fn write_all(mut to: impl Write, text: &str) -> anyhow::Result<()> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.context("cannot print"),
    }
}
