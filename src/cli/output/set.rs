//! Puts several files in place as one: whenever the program is cut off, a reader finds the old ones
//! or the new ones, never some of each.
//!
//! They are written in a folder of their own, down to the disk. Then, where the file system can exchange two folders
//! in one step, that folder takes the place of the one that was there (`exchange`). Elsewhere, as on Windows, all old
//! files are moved away before the first new one moves in (`in_turn`): there a reader finds for a moment some of the
//! files, but still not some of each. What else is in the folder stays. What a run leaves behind that was cut off,
//! the next one finishes or undoes ([`begin`]).

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use rayon::prelude::*;

use super::file::{PREFIX, entries, folder_of, rename, sweep, sync, write_through};
use super::lock::Lock;
use super::{exchange, in_turn};

/// The folder of the final edition, which holds nothing that may not go out.
pub(in crate::cli) const FINAL: &str = "definitief";
/// The folder of the letter.
pub(in crate::cli) const LETTER: &str = "brief";
/// The folder that holds a folder for each municipality.
pub(in crate::cli) const MUNICIPALITIES: &str = "gemeenten";
/// The folder of the blank workbooks.
pub(in crate::cli) const BLANKS: &str = "questionnaires";

/// Files that belong together, in one folder.
#[derive(Debug)]
pub(in crate::cli) struct FileSet<'a> {
    /// The folder that the files go to.
    pub(in crate::cli) folder: &'a Path,
    /// The name and the bytes of each file.
    pub(in crate::cli) files: Vec<(&'a str, &'a [u8])>,
    /// The names of files that are taken away with the old ones, because the set has them no more.
    pub(in crate::cli) gone: Vec<&'a str>,
}

impl<'a> FileSet<'a> {
    /// These files, in place of those that had their names.
    pub(in crate::cli) fn new(folder: &'a Path, files: Vec<(&'a str, &'a [u8])>) -> Self {
        Self { folder, files, gone: Vec::new() }
    }

    /// Puts the files in place of those that had their names.
    pub(in crate::cli) fn replace(&self, _: &Lock) -> anyhow::Result<()> {
        self.put(exchange::IS_KNOWN, &|| ())
    }

    /// Puts the files in place; calls `step` wherever the program could be cut off, for the tests.
    fn put(&self, may_exchange: bool, step: &dyn Fn()) -> anyhow::Result<()> {
        let shown = self.folder.display();
        let staged = self.staged(may_exchange, step);
        let (folder, staged) = staged.with_context(|| {
            format!("kan niet schrijven in `{shown}`; wat er al stond, is niet veranderd")
        })?;
        self.swap(&folder, &staged, step)
            .with_context(|| format!("kan de bestanden in `{shown}` niet vervangen"))
    }

    /// Writes the files where nobody looks yet. Returns the folder that they go to and the one that they are in.
    fn staged(&self, may_exchange: bool, step: &dyn Fn()) -> std::io::Result<(PathBuf, PathBuf)> {
        std::fs::create_dir_all(folder_of(self.folder))?;
        let folder = real(self.folder)?;
        repair(&folder)?;
        let staged = stage(&folder, may_exchange)?;
        if let Err(error) = self.write(&staged, step) {
            _ = std::fs::remove_dir_all(&staged);
            return Err(error);
        }
        Ok((folder, staged))
    }

    fn swap(&self, folder: &Path, staged: &Path, step: &dyn Fn()) -> std::io::Result<()> {
        if !folder.exists() {
            rename(staged, folder)?;
            return sync(folder_of(folder));
        }
        let names = self.files.iter().map(|(name, _)| name).chain(&self.gone);
        let names: Vec<String> = names.map(|name| (*name).to_owned()).collect();
        if staged == exchange::aside(folder) {
            if exchange::replace(folder, &names, step)? {
                return Ok(());
            }
            rename(staged, &in_turn::staged(folder))?;
        }
        in_turn::replace(folder, &names, step)
    }

    fn write(&self, staged: &Path, step: &dyn Fn()) -> std::io::Result<()> {
        step();
        let write = |(name, bytes): &(&str, &[u8])| write_through(&staged.join(name), bytes);
        self.files.par_iter().map(write).collect::<std::io::Result<()>>()?;
        step();
        sync(staged)
    }
}

/// An empty folder to write in: beside the one that it takes the place of, or else inside it.
fn stage(folder: &Path, may_exchange: bool) -> std::io::Result<PathBuf> {
    let (beside, inside) = (exchange::aside(folder), in_turn::staged(folder));
    let is_new = !folder.exists();
    if is_new || may_exchange {
        match std::fs::create_dir(&beside) {
            Err(error) if error.kind() == ErrorKind::PermissionDenied && !is_new => {}
            made => return made.map(|()| beside),
        }
    }
    std::fs::create_dir(&inside).map(|()| inside)
}

/// Takes the lock on the folder of a year among the outputs, and finishes or undoes what runs that were cut off left
/// there.
pub(in crate::cli) fn begin(year: &Path) -> anyhow::Result<Lock> {
    let lock = Lock::on(year)?;
    let repair = || sets_of(year)?.iter().try_for_each(|folder| repair(folder));
    repair().with_context(|| {
        let year = year.display();
        format!("in `{year}` is eerder het schrijven afgebroken, en dat kan niet worden afgemaakt")
    })?;
    Ok(lock)
}

/// Makes sure that what is read in the folder of a year is whole.
pub(in crate::cli) fn settle(year: &Path) -> anyhow::Result<()> {
    let is_unfinished = sets_of(year).is_ok_and(|all| all.iter().any(|set| is_unfinished(set)));
    if is_unfinished { begin(year).map(drop) } else { Ok(()) }
}

/// The folders that hold a set of files, the year's own first, and those that were to become one.
fn sets_of(year: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut folders = vec![year.to_owned(), year.join(FINAL), year.join(BLANKS)];
    folders.extend([year.join(LETTER), year.join(LETTER).join(FINAL)]);
    for name in entries(&year.join(MUNICIPALITIES))? {
        let name = name.to_string_lossy();
        folders.push(year.join(MUNICIPALITIES).join(name.trim_start_matches(PREFIX)));
    }
    folders.dedup();
    Ok(folders)
}

/// Whether a run that was cut off left a set unfinished.
fn is_unfinished(folder: &Path) -> bool {
    exchange::is_unfinished(folder) || in_turn::is_unfinished(folder)
}

/// Finishes or undoes what a run that was cut off left in a folder.
fn repair(folder: &Path) -> std::io::Result<()> {
    let folder = &real(folder)?;
    exchange::repair(folder)?;
    in_turn::repair(folder)?;
    sweep(folder)
}

/// The folder that a link points to, or the folder as given if it is no link: a link cannot be exchanged for a folder.
fn real(folder: &Path) -> std::io::Result<PathBuf> {
    if cfg!(unix) && folder.is_symlink() { folder.canonicalize() } else { Ok(folder.to_owned()) }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::collections::BTreeMap;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    const NAMES: [&str; 3] = ["cijfers.json", "rapport.md", "zinnen.json"];

    fn set<'a>(folder: &'a Path, files: &[(&'a str, &'a [u8])]) -> FileSet<'a> {
        FileSet::new(folder, files.to_vec())
    }

    fn old(folder: &Path) -> FileSet<'_> {
        set(folder, &[("cijfers.json", b"1"), ("rapport.md", b"een"), ("zinnen.json", b"1")])
    }

    fn new(folder: &Path) -> FileSet<'_> {
        set(folder, &[("cijfers.json", b"2"), ("rapport.md", b"twee"), ("zinnen.json", b"2")])
    }

    /// A folder with the old files, a file and a folder of somebody else.
    fn year(root: &Path) -> PathBuf {
        let folder = root.join("2024");
        old(&folder).put(true, &|| ()).unwrap();
        write_through(&folder.join("notities.txt"), b"van mij").unwrap();
        std::fs::create_dir(folder.join("gemeenten")).unwrap();
        write_through(&folder.join("gemeenten/breda.md"), b"van Breda").unwrap();
        folder
    }

    /// The files of the set that are in the folder.
    fn content(folder: &Path) -> BTreeMap<&'static str, Vec<u8>> {
        let read = |name| std::fs::read(folder.join(name)).map(|bytes| (name, bytes)).ok();
        NAMES.into_iter().filter_map(read).collect()
    }

    fn as_content<'a>(set: &FileSet<'a>) -> BTreeMap<&'a str, Vec<u8>> {
        set.files.iter().map(|(name, bytes)| (*name, bytes.to_vec())).collect()
    }

    #[track_caller]
    fn assert_others_are_there(folder: &Path) {
        assert_eq!(std::fs::read(folder.join("notities.txt")).unwrap(), b"van mij");
        assert_eq!(std::fs::read(folder.join("gemeenten/breda.md")).unwrap(), b"van Breda");
    }

    /// Cuts a replacement off at its n-th step; false where it has no more than that.
    fn cut_off(folder: &Path, may_exchange: bool, at: usize) -> bool {
        let left = Cell::new(at);
        let step = || match left.get() {
            0 => panic!("cut off"),
            some => left.set(some - 1),
        };
        catch_unwind(AssertUnwindSafe(|| new(folder).put(may_exchange, &step).unwrap())).is_err()
    }

    /// Calls `look` after a cut-off at each step, checks that the next run mends it, and returns the number of steps.
    fn at_every_step(may_exchange: bool, look: impl Fn(&Path)) -> usize {
        let mut steps = 0;
        loop {
            let root = tempfile::tempdir().unwrap();
            let folder = year(root.path());
            let is_cut = cut_off(&folder, may_exchange, steps);
            look(&folder);
            assert_others_are_there(&folder);
            repair(&folder).unwrap();
            let (found, [old, new]) =
                (content(&folder), [old(&folder), new(&folder)].map(|set| as_content(&set)));
            assert!(found == new || is_cut && found == old, "after step {steps}: {found:?}");
            assert_others_are_there(&folder);
            assert!(!folder.join("gemeenten").is_symlink() && !is_unfinished(&folder));
            assert_eq!(entries(&folder).len(), found.len() + 2, "nothing is left in the folder");
            assert_eq!(entries(root.path()), ["2024"], "nor beside it");
            if !is_cut {
                return steps;
            }
            steps += 1;
        }
    }

    fn entries(folder: &Path) -> Vec<std::ffi::OsString> {
        super::entries(folder).unwrap()
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn exchanged_files_are_the_old_ones_or_the_new_ones_at_every_step() {
        let steps = at_every_step(true, |folder| {
            let (found, [old, new]) =
                (content(folder), [old(folder), new(folder)].map(|set| as_content(&set)));
            assert!(found == old || found == new, "{found:?}");
        });
        assert!(steps >= 8, "{steps}");
    }

    #[test]
    fn files_that_go_in_turn_are_never_some_of_each() {
        let steps = at_every_step(false, |folder| {
            let [old, new] = [old(folder), new(folder)].map(|set| as_content(&set));
            let found = content(folder);
            let is_part = |of: &BTreeMap<&str, Vec<u8>>| found.iter().all(|(k, v)| of[k] == *v);
            assert!(is_part(&old) || is_part(&new), "{found:?}");
        });
        assert!(steps >= 8, "{steps}");
    }

    #[test]
    fn what_cannot_be_moved_away_leaves_everything_as_it_was() {
        let root = tempfile::tempdir().unwrap();
        let folder = year(root.path());
        // It stands in the way, like a file that is open in another program on Windows.
        let staged = new(&folder).staged(false, &|| ()).unwrap().1;
        assert_eq!(staged, in_turn::staged(&folder));
        let block = || {
            let way = folder.join(".pmg-oud/rapport.md");
            if way.parent().unwrap().exists() && !way.exists() {
                std::fs::create_dir(way).unwrap();
            }
        };
        in_turn::replace(&folder, &NAMES.map(str::to_owned), &block).unwrap_err();
        std::fs::remove_dir(folder.join("rapport.md")).ok();
        assert_eq!(content(&folder), as_content(&old(&folder)));
    }

    #[test]
    #[cfg(unix)]
    fn a_link_to_a_folder_stays_one() {
        let root = tempfile::tempdir().unwrap();
        let folder = year(root.path());
        let linked = root.path().join("link");
        std::os::unix::fs::symlink(&folder, &linked).unwrap();
        new(&linked).put(true, &|| ()).unwrap();
        assert!(linked.is_symlink());
        assert_eq!(content(&folder), as_content(&new(&folder)));
    }

    #[test]
    fn what_cannot_be_written_changes_nothing_and_leaves_nothing() {
        let root = tempfile::tempdir().unwrap();
        let folder = year(root.path());
        let wrong = set(&folder, &[("cijfers.json", b"2"), ("geen map/rapport.md", b"twee")]);
        for may_exchange in [true, false] {
            let error = wrong.put(may_exchange, &|| ()).unwrap_err();
            assert!(error.to_string().contains("wat er al stond, is niet veranderd"), "{error}");
            assert_eq!(content(&folder), as_content(&old(&folder)));
            assert!(!is_unfinished(&folder));
        }
    }
}
