//! Where the files of a year are read from. The only file of this room that knows the disk.

use std::collections::BTreeMap;
use std::io;
use std::ops::Bound;
use std::path::{Component, Path, PathBuf};

use super::error::CycleError;
use super::text::decoded;

/// Where the files of a year are read from.
///
/// A front end without a file system hands a map: a path such as `2024/jaar.toml`, and the bytes of the file. Of a
/// return only the path is looked at, so its bytes may stay away.
#[derive(Debug, Clone)]
pub enum Files {
    /// The disk.
    Disk,
    /// What is held in memory, by path.
    Map(BTreeMap<PathBuf, Vec<u8>>),
}

impl Files {
    /// The bytes of a file.
    ///
    /// # Errors
    /// [`CycleError::Unreadable`] if the file is not there or cannot be opened.
    pub fn read(&self, path: &Path) -> Result<Vec<u8>, CycleError> {
        let read = match self {
            Self::Disk => std::fs::read(path),
            Self::Map(files) => {
                files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
            }
        };
        read.map_err(|source| CycleError::Unreadable { path: path.to_owned(), source })
    }

    /// The text of a file, without the mark that Windows puts before it.
    ///
    /// # Errors
    /// [`CycleError::Unreadable`] if the file cannot be opened; [`CycleError::Faults`] if it is not UTF-8.
    pub fn text(&self, path: &Path) -> Result<String, CycleError> {
        Ok(decoded(path, self.read(path)?)?)
    }

    /// Whether a file or a folder has this path.
    pub(super) fn exists(&self, path: &Path) -> bool {
        match self {
            Self::Disk => path.exists(),
            Self::Map(_) => self.is_file(path) || self.is_dir(path),
        }
    }

    /// Whether a file has this path.
    pub(super) fn is_file(&self, path: &Path) -> bool {
        match self {
            Self::Disk => path.is_file(),
            Self::Map(files) => files.contains_key(path),
        }
    }

    /// Whether a folder has this path; in a map, one with at least a file in it.
    pub(super) fn is_dir(&self, path: &Path) -> bool {
        match self {
            Self::Disk => path.is_dir(),
            Self::Map(files) => inside(files, path).next().is_some(),
        }
    }

    /// The paths of what stands in a folder, in the order of names; empty if there is no such folder.
    pub(super) fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, CycleError> {
        match self {
            Self::Disk if folder.is_dir() => on_disk(folder)
                .map_err(|source| CycleError::Unreadable { path: folder.to_owned(), source }),
            Self::Disk => Ok(Vec::new()),
            Self::Map(files) => {
                let name = |rest: &Path| match rest.components().next()? {
                    Component::Normal(name) => Some(folder.join(name)),
                    // `..` leads to another folder.
                    _ => None,
                };
                let mut paths: Vec<PathBuf> = inside(files, folder).filter_map(name).collect();
                paths.dedup();
                Ok(paths)
            }
        }
    }
}

/// The paths of the files in a folder and the folders in it, from that folder on.
fn inside<'a>(
    files: &'a BTreeMap<PathBuf, Vec<u8>>,
    folder: &'a Path,
) -> impl Iterator<Item = &'a Path> {
    // Paths are in the order of their parts, so what stands in a folder comes right behind it.
    let behind = files.range::<Path, _>((Bound::Excluded(folder), Bound::Unbounded));
    behind.map_while(move |(path, _)| path.strip_prefix(folder).ok())
}

fn on_disk(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder)?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(paths: &[&str]) -> Files {
        Files::Map(paths.iter().map(|path| (path.into(), path.as_bytes().to_vec())).collect())
    }

    #[test]
    fn a_map_has_the_folders_that_its_paths_name() {
        let files = map(&[
            "2024/a.txt",
            "2024/a/b/een.md",
            "2024/a/twee.md",
            "2024/z",
            "2024/../x",
            "2024-oud/x",
        ]);
        let list = |folder: &str| files.list(Path::new(folder)).unwrap();
        let paths = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
        assert_eq!(list("2024"), paths(&["2024/a", "2024/a.txt", "2024/z"]));
        assert_eq!(list("2024/a"), paths(&["2024/a/b", "2024/a/twee.md"]));
        assert_eq!(list("2025"), paths(&[]));
        assert!(files.is_dir(Path::new("2024/a")) && !files.is_file(Path::new("2024/a")));
        assert!(files.is_file(Path::new("2024/z")) && !files.is_dir(Path::new("2024/z")));
        assert!(files.exists(Path::new("2024/a/b")) && !files.exists(Path::new("2024/b")));
    }

    #[test]
    fn what_a_map_lacks_is_told_as_a_file_that_is_not_there() {
        let files = map(&["2024/jaar.toml"]);
        assert_eq!(files.text(Path::new("2024/jaar.toml")).unwrap(), "2024/jaar.toml");
        let error = files.read(Path::new("2024/partners.toml")).unwrap_err();
        assert_eq!(error.to_string(), "`2024/partners.toml` is niet te lezen");
    }
}
