use crate::pipeline;

use super::arguments::{Check, Folders, Format};
use super::build::outcome;
use super::findings::{self, Findings};
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
    let findings = Findings {
        year: check.year,
        all: &examined.findings,
        register: &examined.cycle.register,
        sheets: &examined.sheets,
        files: if check.files.is_empty() { &examined.cycle.returns } else { &check.files }.len(),
    };
    match check.format {
        Format::Text => terminal::findings(&findings),
        Format::Json => output::print(&findings::json::write(&findings)?)?,
        Format::Csv => output::print(&findings::csv::write(&findings)?)?,
        Format::Sarif => output::print(&findings::sarif::write(&findings)?)?,
        Format::Html => output::print(&findings::html::write(&findings))?,
    }
    if check.timings {
        terminal::timings(&examined.timings);
    }
    Ok(outcome(&examined.findings, check.fail_level))
}
