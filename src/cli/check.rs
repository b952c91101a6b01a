//! `pmg check`: prints the findings on all returns of a year, or on single files, in the format asked for.

use std::collections::BTreeMap;
use std::time::Instant;

use terminal_size::terminal_size_of;

use crate::pipeline;

use super::arguments::{Check, Format};
use super::build::outcome;
use super::findings::{self, Findings, Reader};
use super::{Outcome, mark, output, progress, terminal};

/// Checks returns and prints the findings.
pub(super) fn run(check: &Check) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let year = check.input.folder.join(check.year.to_string());
    if let Some(file) = check.files.iter().find(|file| !file.exists()) {
        anyhow::bail!("er is geen bestand `{}`", file.display());
    }
    let examined = pipeline::check(&year, &check.files, &progress::bar())?;
    if check.mark {
        let year = check.output.folder.join(check.year.to_string());
        mark::run(&examined, &check.files, &year)?;
    }
    let all = check.files.is_empty();
    let findings = Findings {
        year: check.year,
        all: &examined.findings,
        register: &examined.cycle.register,
        sheets: &examined.sheets,
        templates: &BTreeMap::new(),
        files: if all { &examined.cycle.returns } else { &check.files }.len(),
        reader: if all { Reader::Team } else { Reader::Municipality },
    };
    match check.format {
        Format::Text => {
            output::show(&findings::text::write(
                &findings,
                terminal::width(terminal_size_of(std::io::stdout())),
            ))?;
        }
        Format::Json => output::print(&findings::json::write(&findings)?)?,
        Format::Csv => output::print(&findings::csv::write(&findings)?)?,
        Format::Sarif => output::print(&findings::sarif::write(&findings)?)?,
        Format::Html => output::print(&findings::html::write(&findings))?,
    }
    if check.timings {
        terminal::timings(&examined.timings, start.elapsed());
    }
    Ok(outcome(&examined.findings, check.fail_level))
}
