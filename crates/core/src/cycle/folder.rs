//! Which files a year has, and which stand in its folder without being read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::edition::EditionNumber;
use crate::near;

use super::error::{At, CycleError, Fault, Faults};
use super::files::Files;
use super::names::{
    CHANGES, COMMITMENTS, CONSTANTS, DRAFTS, EDITIONS, ERRATA, EXPLANATIONS, INPUT_END, KEY,
    LETTER, LETTERS, MUNICIPALITIES, PARTNERS, PHOTOS, POLICY, PUBLISHED, QUESTIONNAIRE,
    READ_TEXTS, RECEIPTS, RECOGNITIONS, REMARKS, RETENTION, RETURNS, SECRET, SETTINGS, SHEETS,
    SHOWN, STATES, STYLE, TEMPLATES,
};

/// The files of a year.
const FILES: [&str; 16] = [
    SETTINGS,
    MUNICIPALITIES,
    QUESTIONNAIRE,
    CONSTANTS,
    PARTNERS,
    SHEETS,
    RECOGNITIONS,
    CHANGES,
    EXPLANATIONS,
    RECEIPTS,
    ERRATA,
    RETENTION,
    LETTER,
    COMMITMENTS,
    POLICY,
    READ_TEXTS,
];
/// The folders of a year.
const FOLDERS: [&str; 9] =
    [RETURNS, PUBLISHED, TEMPLATES, SECRET, STYLE, PHOTOS, DRAFTS, LETTERS, REMARKS];
/// The folder among the returns that keeps those that were replaced.
pub const REPLACED: &str = "vervangen";

/// A file or folder of a year that the program does not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unread {
    /// Its path in the folder of the year, with `/`.
    pub(crate) name: String,
    /// The name that the program reads and that it looks like; `None` if it looks like none.
    pub(crate) meant: Option<String>,
}

/// What stands in the folder of a year and is not read. A fault is a file with nearly the name of one that
/// is not there: what stands in it would be lost without a word.
///
/// # Errors
/// [`CycleError::Unreadable`] with the path.
pub(super) fn unread(
    files: &Files,
    folder: &Path,
    faults: &mut Vec<Fault>,
) -> Result<Vec<Unread>, CycleError> {
    let mut search = Search { files, faults, unread: Vec::new() };
    search.beside(folder, "", (&FILES, &FOLDERS))?;
    let secret = folder.join(SECRET);
    let prefix = format!("{SECRET}/");
    search.beside(&secret, &prefix, (&[KEY], &[EDITIONS, SHOWN]))?;
    for path in noticed(files, &secret.join(EDITIONS))? {
        if kept_edition(files, &path).is_none() && !is_input(files, &path) {
            search.add(format!("{prefix}{EDITIONS}/{}", name(&path)), None);
        }
    }
    for path in noticed(files, &folder.join(DRAFTS))? {
        if draft(files, &path).is_none() {
            search.add(format!("{DRAFTS}/{}", name(&path)), None);
        }
    }
    for path in noticed(files, &folder.join(RETURNS))? {
        let name = name(&path);
        if files.is_dir(&path) && name != REPLACED {
            search.add(format!("{RETURNS}/{name}"), None);
        }
    }
    search.in_templates(&folder.join(TEMPLATES), TEMPLATES)?;
    Ok(search.unread)
}

/// What was found so far of what is not read.
struct Search<'a> {
    files: &'a Files,
    faults: &'a mut Vec<Fault>,
    unread: Vec<Unread>,
}

impl Search<'_> {
    fn add(&mut self, name: String, meant: Option<String>) {
        self.unread.push(Unread { name, meant });
    }

    /// Adds what stands in a folder beside the files and folders that are known there.
    fn beside(
        &mut self,
        folder: &Path,
        prefix: &str,
        (files, folders): (&[&'static str], &[&'static str]),
    ) -> Result<(), CycleError> {
        let there = noticed(self.files, folder)?;
        let names: Vec<String> = there.iter().map(|path| name(path)).collect();
        for (path, name) in there.iter().zip(&names) {
            let known = if self.files.is_dir(path) { folders } else { files };
            if known.contains(&name.as_str()) {
                continue;
            }
            let meant = meant(name, known);
            match meant.filter(|meant| !self.files.exists(&folder.join(meant))) {
                Some(meant) => self.faults.push(misnamed(path, name, meant)),
                // Windows takes the same name in other letters for the same file.
                None if meant.is_some_and(|meant| {
                    name.eq_ignore_ascii_case(meant) && !names.iter().any(|name| name == meant)
                }) => {}
                None => {
                    let meant = meant.map(|meant| format!("{prefix}{meant}"));
                    self.add(format!("{prefix}{name}"), meant);
                }
            }
        }
        Ok(())
    }

    /// Adds the files among the templates that are no templates.
    fn in_templates(&mut self, folder: &Path, prefix: &str) -> Result<(), CycleError> {
        for path in noticed(self.files, folder)? {
            let name = format!("{prefix}/{}", name(&path));
            if self.files.is_dir(&path) {
                self.in_templates(&path, &name)?;
            } else if let Some(fault) = layout(&path) {
                self.faults.push(fault);
            } else if path.extension().is_none_or(|extension| extension != "md") {
                let start = name.split('.').next().unwrap_or(&name);
                let meant = Some(format!("{start}.md"))
                    .filter(|_| name.contains(".md") || name.contains(".MD"));
                self.add(name, meant);
            }
        }
        Ok(())
    }
}

/// Refuses files in a folder of templates, and those in it, that are meant to set the pages.
///
/// # Errors
/// [`CycleError::Faults`] with each of them, [`CycleError::Unreadable`] with the path of a folder.
pub fn refuse_layout(files: &Files, folder: &Path) -> Result<(), CycleError> {
    let mut faults = Vec::new();
    for path in noticed(files, folder)? {
        if files.is_dir(&path) {
            refuse_layout(files, &path)?;
        } else {
            faults.extend(layout(&path));
        }
    }
    Faults::none_or(faults, ()).map_err(Into::into)
}

/// The fault that a file among templates is meant to set the pages, which is not for templates to say; `None` if it is
/// no such file.
fn layout(path: &Path) -> Option<Fault> {
    let is_layout = path
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("typ") || it.eq_ignore_ascii_case("css"));
    is_layout.then(|| {
        Fault::new(
            At::file(path),
            "de opmaak van de bladzijden is van het programma, en een eigen bestand daarvoor wordt niet gelezen",
            "kleuren, letters, omslag en logo kiest u in een huisstijl (zie docs/huisstijl.md); haal dit bestand hier weg",
        )
    })
}

fn misnamed(path: &Path, name: &str, meant: &str) -> Fault {
    let end = if has_hidden_end(name) { HIDDEN_END } else { "" };
    Fault::new(
        At::file(path),
        format!("dit wordt niet gelezen: het moet `{meant}` heten"),
        format!("geef het de naam `{meant}`{end}"),
    )
}

const HIDDEN_END: &str = "; Windows laat het einde van een naam vaak weg, zet in de Verkenner bij Beeld het vakje Bestandsnaamextensies aan";

/// What stands in the folder of editions that appeared.
#[derive(Debug, Default)]
pub(super) struct Editions {
    /// The figures of those that somebody put there by hand, in the order of their names.
    pub(super) files: Vec<PathBuf>,
    /// Those that the program kept, in the order of their numbers.
    pub(super) folders: Vec<(EditionNumber, PathBuf)>,
}

/// The editions in a folder. A fault is whatever else is there: what everybody knows already must be known
/// here, or a small number can be worked out.
///
/// # Errors
/// [`CycleError::Unreadable`] with the path.
pub(super) fn editions(
    files: &Files,
    folder: &Path,
    faults: &mut Vec<Fault>,
) -> Result<Editions, CycleError> {
    let mut found = Editions::default();
    for path in noticed(files, folder)? {
        let is_json = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("json"));
        if is_json && files.is_file(&path) {
            found.files.push(path);
            continue;
        }
        let number = EditionNumber::parse(&name(&path)).filter(|_| files.is_dir(&path));
        if let Some(number) = number {
            found.folders.push((number, path));
            continue;
        }
        let end = if has_hidden_end(&name(&path)) { HIDDEN_END } else { "" };
        faults.push(Fault::new(
            At::file(&path),
            "hier horen alleen de uitgaven die zijn verschenen, en dit wordt niet gelezen",
            format!("is het de `cijfers.json` van een uitgave, zet het bestand dan zelf in deze map en laat de naam eindigen op .json{end}; anders haalt u het weg"),
        ));
    }
    found.folders.sort();
    Ok(found)
}

/// The records of what previews showed. A fault is whatever else is there: somebody knows what they say.
///
/// # Errors
/// [`CycleError::Unreadable`] with the path.
pub(super) fn shown(
    files: &Files,
    folder: &Path,
    faults: &mut Vec<Fault>,
) -> Result<Vec<PathBuf>, CycleError> {
    let is_record = |path: &Path| {
        let number = name(path).strip_suffix(".json").is_some_and(|it| it.parse::<u32>().is_ok());
        number && files.is_file(path)
    };
    let (records, others): (Vec<PathBuf>, Vec<PathBuf>) =
        noticed(files, folder)?.into_iter().partition(|path| is_record(path));
    for path in others {
        faults.push(Fault::new(
            At::file(&path),
            "hier staat alleen wat het programma zelf bewaart van inzagen, en dit wordt niet gelezen",
            "geef het bestand de naam terug die het programma eraan gaf, zoals `0001.json`; anders haalt u het weg",
        ));
    }
    Ok(records)
}

/// The files with the true numbers of final editions, by the SHA-256 of what everybody reads.
///
/// # Errors
/// [`CycleError::Unreadable`] with the path.
pub(super) fn kept_editions(
    files: &Files,
    folder: &Path,
) -> Result<BTreeMap<String, PathBuf>, CycleError> {
    let paths = noticed(files, folder)?.into_iter();
    Ok(paths.filter_map(|path| Some((kept_edition(files, &path)?, path))).collect())
}

/// Whether a file is what an edition was made from.
fn is_input(files: &Files, path: &Path) -> bool {
    let name = name(path);
    // Behind a hyphen stands a hash, where there were several with one number.
    let number = name.strip_suffix(INPUT_END).and_then(|it| it.split('-').next());
    number.and_then(EditionNumber::parse).is_some() && files.is_file(path)
}

/// The SHA-256 that such a file is named after; `None` if it is no such file.
fn kept_edition(files: &Files, path: &Path) -> Option<String> {
    let name = name(path);
    let sha256 = name.strip_suffix(".json").filter(|it| it.len() == 64)?;
    let is_one = files.is_file(path) && sha256.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_one.then(|| sha256.to_lowercase())
}

/// The files with remarks of a year, in the order of their names. A fault is whatever else is there: somebody wrote it.
///
/// # Errors
/// [`CycleError::Unreadable`] with the path.
pub(super) fn remarks(
    files: &Files,
    folder: &Path,
    faults: &mut Vec<Fault>,
) -> Result<Vec<PathBuf>, CycleError> {
    let is_toml =
        |path: &Path| path.extension().is_some_and(|it| it == "toml") && files.is_file(path);
    let (remarks, others): (Vec<PathBuf>, Vec<PathBuf>) =
        noticed(files, folder)?.into_iter().partition(|path| is_toml(path));
    for path in others {
        faults.push(Fault::new(
            At::file(&path),
            "hier staat alleen wat het programma van opmerkingen bewaart, en dit wordt niet gelezen",
            "lees een bestand met opmerkingen in met `pmg remarks --add`, en zet het zelf ergens anders",
        ));
    }
    Ok(remarks.into_iter().filter(|path| name(path) != STATES).collect())
}

/// The folders of drafts that were kept, each with the number that it is called after.
///
/// # Errors
/// [`CycleError::Unreadable`] with the path.
pub(super) fn drafts(files: &Files, folder: &Path) -> Result<Vec<(u16, PathBuf)>, CycleError> {
    let paths = noticed(files, folder)?.into_iter();
    Ok(paths.filter_map(|path| Some((draft(files, &path)?, path))).collect())
}

/// The number that the folder of a draft is called after; `None` if it is no such folder.
fn draft(files: &Files, path: &Path) -> Option<u16> {
    let name = name(path);
    let number = name.parse().ok().filter(|it: &u16| *it > 0 && it.to_string() == name);
    number.filter(|_| files.is_dir(path))
}

/// The files in a folder of returns, whatever they are, in the order of their names; an absent folder
/// holds none. What stands in folders inside it was replaced and is no return any more.
///
/// # Errors
/// [`CycleError::Unreadable`] with the path.
pub fn read_returns(files: &Files, folder: &Path) -> Result<Vec<PathBuf>, CycleError> {
    let mut paths = files.list(folder)?;
    paths.retain(|path| {
        let name = name(path);
        let is_lock = name.starts_with(".~lock.");
        files.is_file(path) && (is_lock || !is_of_system(&name))
    });
    Ok(paths)
}

/// What stands in a folder, but for what systems and programs put there for themselves.
pub(super) fn noticed(files: &Files, folder: &Path) -> Result<Vec<PathBuf>, CycleError> {
    let mut paths = files.list(folder)?;
    paths.retain(|path| !is_of_system(&name(path)) && !name(path).starts_with("~$"));
    Ok(paths)
}

/// Whether a system or a program put a file there for itself: `Thumbs.db`, `.DS_Store`, `.gitkeep`.
fn is_of_system(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with('.') || ["thumbs.db", "desktop.ini"].contains(&lower.as_str())
}

fn name(path: &Path) -> String {
    let name = path.file_name().expect("what stands in a folder has a name");
    name.to_string_lossy().into_owned()
}

fn has_hidden_end(name: &str) -> bool {
    name.to_lowercase().ends_with(".txt")
}

/// The name that was meant: the same in other letters, with `.txt` behind it, or with a typing error. `None` if no
/// known name is near.
fn meant(name: &str, known: &[&'static str]) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let plain = lower.strip_suffix(".txt").unwrap_or(&lower);
    // Some names end so, and Windows may not show it.
    let stem = |known: &'static str| known.strip_suffix(".txt").unwrap_or(known);
    let names = known.iter().flat_map(|known| [*known, stem(known)]);
    // Most names end alike, so a third of the letters would be too much.
    let near = near::nearest_within(plain, names, 2)?;
    known.iter().copied().find(|known| [*known, stem(known)].contains(&near))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_slip_is_known_and_another_name_is_not() {
        for (name, is) in [
            ("jaar.toml.txt", Some("jaar.toml")),
            ("Jaar.TOML", Some("jaar.toml")),
            ("erkeningen.toml", Some("erkenningen.toml")),
            ("was_wordt.toml", Some("was-wordt.toml")),
            ("gemeente.toml", Some("gemeenten.toml")),
            ("gemeenten-oud.toml", None),
            ("jaar - kopie.toml", None),
            ("notities.docx", None),
        ] {
            assert_eq!(meant(name, &FILES), is, "{name}");
        }
        for name in ["Sleutel.txt", "sleutel", "sleutel.txt.txt", "sleutels.txt"] {
            assert_eq!(meant(name, &[KEY]), Some(KEY), "{name}");
        }
        assert_eq!(meant("sleutel - kopie.txt", &[KEY]), None);
        assert_eq!(meant("Geheim", &FOLDERS), Some(SECRET));
        assert_eq!(meant("Uitgebracht", &FOLDERS), Some(PUBLISHED));
    }

    #[test]
    fn what_systems_put_there_is_no_fault() {
        for name in ["Thumbs.db", "desktop.ini", ".DS_Store", ".gitkeep", ".gitignore"] {
            assert!(is_of_system(name), "{name}");
        }
        assert!(!is_of_system("uitgave.json"));
    }
}
