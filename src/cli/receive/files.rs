//! Reads the files that came in.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use pmg_core::cycle::{self, Files};

/// The files that were named, and those in folders that were: not every shell expands `*.xlsx`.
pub(super) fn named(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        anyhow::ensure!(path.exists(), "er is geen bestand `{}`", path.display());
        if path.is_dir() {
            let inside = cycle::read_returns(&Files::Disk, path)?;
            anyhow::ensure!(!inside.is_empty(), "er staan geen bestanden in `{}`", path.display());
            files.extend(inside);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

/// The bytes of a file.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("kan `{}` niet lezen", path.display()))
}
