//! Writes the blank workbooks of a year.

use rayon::prelude::*;

use crate::pipeline::{self, Blank};

use super::arguments::Questionnaires;
use super::mark::file_name;
use super::{Outcome, output, terminal};

/// Writes a blank workbook in two formats for each municipality that reports, or for one of them.
pub(super) fn run(asked: &Questionnaires) -> anyhow::Result<Outcome> {
    let year = asked.input.folder.join(asked.year.to_string());
    let blanks = pipeline::questionnaires(&year, asked.municipality.as_deref())?;
    let folder = asked.output.folder.join(asked.year.to_string()).join("questionnaires");
    let write = |blank: &Blank| -> anyhow::Result<()> {
        let name = file_name(&blank.municipality);
        output::write(&folder.join(format!("{name}.xlsx")), &blank.workbooks.xlsx)?;
        output::write(&folder.join(format!("{name}.ods")), &blank.workbooks.ods)
    };
    blanks.par_iter().map(write).collect::<anyhow::Result<()>>()?;
    let what = if blanks.len() == 1 { "lege vragenlijst" } else { "lege vragenlijsten" };
    let (number, place) = (blanks.len(), folder.display());
    terminal::line(&format!("{number} {what} geschreven in {place}, als .xlsx en als .ods"));
    Ok(Outcome::Clean)
}
