use anstream::print;

use crate::pipeline::{self, Examined};

use super::arguments::{Check, Folders, Format};
use super::build::outcome;
use super::{Outcome, mark, output, terminal};

/// Checks returns and prints what was found.
pub(super) fn run(check: &Check, folders: &Folders) -> anyhow::Result<Outcome> {
    let year = folders.input.join(check.year.to_string());
    if let Some(file) = check.files.iter().find(|file| !file.exists()) {
        anyhow::bail!("no file `{}`", file.display());
    }
    let examined = pipeline::check(&year, &check.files)?;
    if check.mark {
        let folder = folders.output.join(check.year.to_string()).join("gemeenten");
        mark::run(&examined, &check.files, &folder)?;
    }
    let Examined { findings, timings, .. } = examined;
    match check.format {
        Format::Text => terminal::findings(&findings),
        Format::Json => print!("{}", output::findings_json(&findings)?),
    }
    if check.timings {
        terminal::timings(&timings);
    }
    Ok(outcome(&findings))
}
