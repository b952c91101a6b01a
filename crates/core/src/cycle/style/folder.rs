//! Reads the folder of a style.

use std::path::Path;

use super::super::beside::Beside;
use super::super::error::CycleError;
use super::super::files::Files;
use super::super::schema;
use super::Style;
use super::file::{Reading, SCHEMA, StyleFile};

/// The file in the folder of a style that says what it is.
const FILE: &str = "stijl.toml";
const HINT: &str = "een stijl begint met een kopie van `templates/stijlen/neutraal/stijl.toml`; zie docs/huisstijl.md";

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
    let mut reading = Reading(Beside::new(files, folder, (FILE, "de map van de stijl", HINT))?);
    let path = folder.join(FILE);
    let (file, places) = schema::parse::<StyleFile>(&path, &files.text(&path)?, SCHEMA)?;
    reading.0.places = places;
    let style = reading.style(file, otherwise)?;
    reading.0.finish(style)
}
