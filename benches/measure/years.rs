//! The years that are measured.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::measure::root;

/// A folder with the years of the examples of 2024 and 2025 in it.
pub(crate) fn examples(folder: &Path) -> anyhow::Result<PathBuf> {
    let years = folder.join("jaren");
    copy(&root().join("input/2024"), &years.join("2024"))?;
    let arguments = ["run", "--quiet", "--release", "--example", "voorbeeld_2025"];
    let made =
        Command::new(env!("CARGO")).current_dir(root()).args(arguments).arg(&years).status()?;
    anyhow::ensure!(made.success(), "the example of 2025 cannot be made");
    Ok(years)
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
