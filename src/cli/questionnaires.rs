//! Writes the blank workbooks of a year.

use rayon::prelude::*;

use crate::pipeline::{self, Blank};

use super::arguments::{Folders, Questionnaires};
use super::mark::folder_name;
use super::{Outcome, output, terminal};

/// Writes a blank workbook in two formats for each municipality that reports, or for one of them.
pub(super) fn run(asked: &Questionnaires, folders: &Folders) -> anyhow::Result<Outcome> {
    let year = folders.input.join(asked.year.to_string());
    let blanks = pipeline::questionnaires(&year, asked.municipality.as_deref())?;
    let folder = folders.output.join(asked.year.to_string()).join("questionnaires");
    let write = |blank: &Blank| -> anyhow::Result<()> {
        let name = folder_name(&blank.municipality);
        output::write(&folder.join(format!("{name}.xlsx")), &blank.workbooks.xlsx)?;
        output::write(&folder.join(format!("{name}.ods")), &blank.workbooks.ods)
    };
    blanks.par_iter().map(write).collect::<anyhow::Result<()>>()?;
    let what = if blanks.len() == 1 { "lege vragenlijst" } else { "lege vragenlijsten" };
    let (number, place) = (blanks.len(), folder.display());
    terminal::line(&format!("{number} {what} geschreven in {place}, als .xlsx en als .ods"));
    Ok(Outcome::Clean)
}
