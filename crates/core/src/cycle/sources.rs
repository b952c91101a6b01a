//! Gathers the files that a report was made from, so that it can be made again when the year has gone on.

use std::collections::BTreeMap;
use std::path::Path;

use super::drafts::RECORD;
use super::editions::{LEDGER, SENTENCES};
use super::error::CycleError;
use super::files::Files;
use super::folder::{REPLACED, noticed};
use super::names::{
    DRAFTS, EDITIONS, INPUT_END, LETTERS, PHOTOS, PUBLISHED, REMARKS, RETURNS, SECRET, STYLE,
    TEMPLATES,
};
use crate::edition::EditionNumber;

/// Files by their path, with `/` between the names.
pub type Sources = BTreeMap<String, Vec<u8>>;

/// The folders of a year that are in no report.
const NOT_READ: [&str; 3] = [DRAFTS, LETTERS, REMARKS];
/// The folders that are read of a year itself and of the one before it, and of no year further back.
const RECENT: [&str; 4] = [RETURNS, TEMPLATES, STYLE, PHOTOS];

/// All files that the report of a year rests on, of that year and of those before it; the path of each begins with its
/// year.
///
/// # Errors
/// [`CycleError::Unreadable`] with the path.
pub fn sources(files: &Files, year: &Path) -> Result<Sources, CycleError> {
    let mut found = Sources::new();
    let mut folder = Some(year.to_owned());
    let mut is_recent = [true, true].into_iter();
    while let Some(year) = folder.filter(|year| files.is_dir(year)) {
        let is_recent = is_recent.next().unwrap_or_default();
        let is_read = |path: &str| is_read(path, is_recent);
        gather(files, &year, &name(&year), &mut |path| is_read(path), &mut found)?;
        let number: Option<i16> = name(&year).parse().ok();
        folder = number.map(|number| year.with_file_name((number - 1).to_string()));
    }
    Ok(found)
}

/// All files in a folder and in those in it; the path of each begins with `prefix`.
///
/// # Errors
/// [`CycleError::Unreadable`] with the path.
pub fn files_in(files: &Files, folder: &Path, prefix: &str) -> Result<Sources, CycleError> {
    let mut found = Sources::new();
    gather(files, folder, prefix, &mut |_| true, &mut found)?;
    Ok(found)
}

fn gather(
    files: &Files,
    folder: &Path,
    prefix: &str,
    is_read: &mut dyn FnMut(&str) -> bool,
    found: &mut Sources,
) -> Result<(), CycleError> {
    for path in noticed(files, folder)? {
        let inside = format!("{prefix}/{}", name(&path));
        if !is_read(&inside) {
            continue;
        }
        if files.is_dir(&path) {
            gather(files, &path, &inside, is_read, found)?;
        } else {
            found.insert(inside, files.read(&path)?);
        }
    }
    Ok(())
}

/// Whether a path, which begins with its year, is of something that a report rests on.
fn is_read(path: &str, is_recent: bool) -> bool {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match parts.as_slice() {
        [first, ..] if NOT_READ.contains(first) => false,
        [first, ..] if RECENT.contains(first) && !is_recent => false,
        [RETURNS, REPLACED, ..] => false,
        // What an edition was made from holds that of the editions before it already.
        [SECRET, EDITIONS, name] => !name.ends_with(INPUT_END),
        [PUBLISHED, number, name, ..] if EditionNumber::parse(number).is_some() => {
            [LEDGER, SENTENCES, RECORD].contains(name)
        }
        _ => true,
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_rests_on_its_year_and_those_before_it_and_on_nothing_else_there() {
        let paths = [
            "in/2022/jaar.toml",
            "in/2022/questionnaires/a.xlsx",
            "in/2022/uitgebracht/2022-06-01.json",
            "in/2023/questionnaires/a.xlsx",
            "in/2024/.DS_Store",
            "in/2024/concepten/1/cijfers.json",
            "in/2024/brieven/1.0/brief.md",
            "in/2024/geheim/sleutel.txt",
            "in/2024/geheim/uitgaven/1.0.zip",
            "in/2024/opmerkingen/stand.toml",
            "in/2024/questionnaires/a.xlsx",
            "in/2024/questionnaires/vervangen/a.xlsx",
            "in/2024/templates/thema/eigen.md",
            "in/2024/uitgebracht/1.0/cijfers.json",
            "in/2024/uitgebracht/1.0/rapport.pdf",
            "in/2025/jaar.toml",
        ];
        let files = Files::Map(paths.iter().map(|path| (path.into(), Vec::new())).collect());
        let found: Vec<String> =
            sources(&files, Path::new("in/2024")).unwrap().into_keys().collect();
        assert_eq!(
            found,
            [
                "2022/jaar.toml",
                "2022/uitgebracht/2022-06-01.json",
                "2023/questionnaires/a.xlsx",
                "2024/geheim/sleutel.txt",
                "2024/questionnaires/a.xlsx",
                "2024/templates/thema/eigen.md",
                "2024/uitgebracht/1.0/cijfers.json",
            ]
        );
    }
}
