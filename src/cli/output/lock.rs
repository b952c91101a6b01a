//! Lets one run at a time write in the folder of a year.
//!
//! The operating system holds the lock and lets go of it when the program ends, however it ends. So no
//! lock can go stale: the file that a killed run leaves behind is open to the next one, which takes it away.

use std::fs::{File, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::Context as _;

use super::file::{PREFIX, folder_of};

/// How long a run waits for another before it gives up.
const PATIENCE: Duration = Duration::from_mins(2);
/// How long a run waits before it tries again.
const PAUSE: Duration = Duration::from_millis(10);

/// The right to write in the folder of a year, until it is dropped.
#[derive(Debug)]
pub(in crate::cli) struct Lock {
    path: PathBuf,
    /// Never read: the lock lasts as long as this file is open.
    _file: File,
}

impl Lock {
    /// The lock on the folder of a year; waits while another run has it.
    pub(in crate::cli) fn on(year: &Path) -> anyhow::Result<Self> {
        let root = folder_of(year);
        std::fs::create_dir_all(root)
            .with_context(|| format!("kan de map `{}` niet maken", root.display()))?;
        // Beside the folder of the year, because that one may be exchanged for another.
        let name = year.file_name().expect("the folder of a year is named after it").display();
        let beside = root.join(format!("{PREFIX}{name}.lock"));
        let inside = year.join(format!("{PREFIX}lock"));
        match Self::take(&beside) {
            Err(error) if error.kind() == ErrorKind::PermissionDenied => Self::take(&inside),
            taken => taken,
        }
        .with_context(|| format!("kan niet schrijven in `{}`", root.display()))
    }

    fn take(path: &Path) -> std::io::Result<Self> {
        let start = Instant::now();
        loop {
            if let Some(file) = attempt(path)? {
                return Ok(Self { path: path.to_owned(), _file: file });
            }
            if start.elapsed() > PATIENCE {
                return Err(std::io::Error::new(
                    ErrorKind::ResourceBusy,
                    "een andere keer dat pmg is gestart, is hier nog bezig; probeer het opnieuw als die klaar is",
                ));
            }
            sleep(PAUSE);
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The lock is let go only after the file is gone. A run that waited for it notices that it now holds another
        // file.
        _ = std::fs::remove_file(&self.path);
    }
}

/// The lock file; `None` if somebody else holds it.
#[cfg(unix)]
fn attempt(path: &Path) -> std::io::Result<Option<File>> {
    use std::fs::TryLockError;
    use std::os::unix::fs::MetadataExt as _;

    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
    match file.try_lock() {
        // Some network drives know no locks; there two runs at once are not kept apart.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
            return Ok(Some(file));
        }
        Err(TryLockError::Error(error)) => return Err(error),
        Err(TryLockError::WouldBlock) => return Ok(None),
        Ok(()) => {}
    }
    // Another run may have removed the file between the opening and the locking.
    let held = file.metadata()?;
    let is_there = path.metadata().is_ok_and(|it| (it.dev(), it.ino()) == (held.dev(), held.ino()));
    Ok(is_there.then_some(file))
}

/// The lock file; `None` if somebody else has it open. Windows removes it when it is closed.
#[cfg(windows)]
fn attempt(path: &Path) -> std::io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt as _;

    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const ERROR_SHARING_VIOLATION: i32 = 32;
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    match options.share_mode(0).custom_flags(FILE_FLAG_DELETE_ON_CLOSE).open(path) {
        Err(error) if error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) => Ok(None),
        opened => opened.map(Some),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn one_at_a_time_holds_the_lock_and_none_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let (inside, turns) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let _lock = Lock::on(&folder.path().join("2024")).unwrap();
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        std::thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                        turns.fetch_add(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert_eq!(turns.into_inner(), 160);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_a_killed_run_left_stops_nobody() {
        let folder = tempfile::tempdir().unwrap();
        File::create(folder.path().join(".pmg-2024.lock")).unwrap();
        drop(Lock::on(&folder.path().join("2024")).unwrap());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
