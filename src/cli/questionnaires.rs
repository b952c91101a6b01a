//! `pmg questionnaires`: writes the blank workbooks of a year.

use crate::pipeline::{self, Blank};

use super::arguments::Questionnaires;
use super::mark::file_name;
use super::outcome::Outcome;
use super::output::{BLANKS, FileSet};
use super::{output, terminal};

/// Writes a blank workbook in two formats for each municipality that reports, or for one of them.
pub(super) fn run(asked: &Questionnaires) -> anyhow::Result<Outcome> {
    let year = asked.input.year(asked.year);
    let blanks = pipeline::questionnaires(&year, asked.municipality.as_deref())?;
    let year = asked.output.year(asked.year);
    let folder = year.join(BLANKS);
    let files: Vec<(String, &[u8])> = blanks.iter().flat_map(files_of).collect();
    let files = files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    FileSet::new(&folder, files).replace(&output::begin(&year)?)?;
    let what = if blanks.len() == 1 { "lege vragenlijst" } else { "lege vragenlijsten" };
    let (number, place) = (blanks.len(), folder.display());
    terminal::line(&format!("{number} {what} geschreven in {place}, als .xlsx en als .ods"));
    Ok(Outcome::Clean)
}

/// The name and the bytes of a workbook in its two formats.
fn files_of(blank: &Blank) -> [(String, &[u8]); 2] {
    let name = file_name(&blank.municipality);
    let Blank { workbooks, .. } = blank;
    [(format!("{name}.xlsx"), &workbooks.xlsx), (format!("{name}.ods"), &workbooks.ods)]
}
