//! Reads the folder of a style.

use std::collections::BTreeSet;
use std::path::Path;

use super::super::error::{CycleError, Faults};
use super::super::files::Files;
use super::super::folder::noticed;
use super::super::schema;
use super::Style;
use super::file::{Reading, SCHEMA, StyleFile};

/// The file in the folder of a style that says what it is.
const FILE: &str = "stijl.toml";
/// What may lie beside it without being named: a licence, or what somebody noted.
const NOTES: [&str; 2] = ["txt", "md"];
/// What sets pages, and belongs to the program.
const LAYOUT: [&str; 4] = ["typ", "css", "html", "scss"];

/// Reads the style in a folder; what it leaves out is as in the neutral style.
///
/// # Errors
/// A [`CycleError`] with all that is wrong in the folder.
pub fn read_style(files: &Files, folder: &Path) -> Result<Style, CycleError> {
    read(files, folder, Some(&Style::neutral()))
}

/// The same; what a style leaves out is as in `otherwise`.
pub(super) fn read(
    files: &Files,
    folder: &Path,
    otherwise: Option<&Style>,
) -> Result<Style, CycleError> {
    let there = files_in(files, folder)?;
    let path = folder.join(FILE);
    let mut reading = Reading {
        files,
        folder,
        there: &there,
        named: BTreeSet::from([FILE.to_owned()]),
        places: schema::Places::default(),
        faults: Vec::new(),
    };
    if !there.contains(FILE) {
        let hint = "een stijl begint met een kopie van `templates/stijlen/neutraal/stijl.toml`; zie docs/huisstijl.md";
        reading.fault(&path, "dit bestand ontbreekt", hint);
        return Err(Faults(reading.faults).into());
    }
    let (file, places) = schema::parse::<StyleFile>(&path, &files.text(&path)?, SCHEMA)?;
    reading.places = places;
    let style = reading.style(file, otherwise)?;
    for name in
        there.iter().filter(|name| !reading.named.contains(*name)).cloned().collect::<Vec<_>>()
    {
        unread(&mut reading, &folder.join(&name), &name);
    }
    Faults::none_or(reading.faults, style).map_err(Into::into)
}

/// Tells of a file that nothing names: what somebody hoped of it would not come about.
fn unread(reading: &mut Reading<'_>, path: &Path, name: &str) {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
    if NOTES.contains(&extension.as_str()) {
        return;
    }
    if LAYOUT.contains(&extension.as_str()) {
        let message = "de opmaak van de bladzijden is van het programma, en een eigen bestand daarvoor wordt niet gelezen";
        let hint = "kleuren, letters, omslag en logo kiest u in stijl.toml; haal dit bestand weg uit de map van de stijl";
        return reading.fault(path, message, hint);
    }
    let message = "dit wordt niet gelezen: stijl.toml noemt het niet";
    reading.fault(path, message, "noem het in stijl.toml, of zet het buiten de map van de stijl");
}

/// What stands in the folder of a style and those in it, by its path with `/`.
///
/// # Errors
/// [`CycleError::Unreadable`] with the path.
pub(in crate::cycle) fn files_in(
    files: &Files,
    folder: &Path,
) -> Result<BTreeSet<String>, CycleError> {
    let mut there = BTreeSet::new();
    list(files, folder, "", &mut there)?;
    Ok(there)
}

/// Adds what stands in a folder and those in it, by its path with `/`.
fn list(
    files: &Files,
    folder: &Path,
    prefix: &str,
    there: &mut BTreeSet<String>,
) -> Result<(), CycleError> {
    for path in noticed(files, folder)? {
        let name = path.file_name().expect("what stands in a folder has a name");
        let name = format!("{prefix}{}", name.to_string_lossy());
        if files.is_dir(&path) {
            list(files, &path, &format!("{name}/"), there)?;
        } else {
            there.insert(name);
        }
    }
    Ok(())
}
