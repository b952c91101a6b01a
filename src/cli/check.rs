//! `pmg check`: prints the findings on all returns of a year, or on single files, in the format asked for.

use std::collections::BTreeMap;
use std::time::Instant;

use terminal_size::terminal_size_of;

use crate::pipeline;
use pmg_core::diagnostics::{Findings, Program, Recipient};

use super::arguments::{Check, Format};
use super::outcome::Outcome;
use super::{mark, output, progress, terminal};

/// This program, as it is called in SARIF.
const PROGRAM: Program =
    Program { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };

/// Checks returns and prints the findings.
pub(super) fn run(check: &Check) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    if let Some(file) = check.files.iter().find(|file| !file.exists()) {
        anyhow::bail!("er is geen bestand `{}`", file.display());
    }
    let year = check.input.year(check.year);
    let examined = pipeline::check(&year, &check.files, &progress::bar())?;
    if check.mark {
        mark::run(&examined, &check.files, &check.output.year(check.year))?;
    }
    let all = check.files.is_empty();
    let findings = Findings {
        year: check.year,
        all: &examined.findings,
        register: &examined.cycle.register,
        sheets: &examined.sheets,
        templates: &BTreeMap::new(),
        files: if all { &examined.cycle.returns } else { &check.files }.len(),
        recipient: if all { Recipient::Team } else { Recipient::Municipality },
    };
    print(&findings, check.format)?;
    if check.timings {
        terminal::timings(&examined.timings, start.elapsed());
    }
    let outcome = Outcome::of(&examined.findings, check.fail_level);
    // The process ends here: the system frees at once what would be freed piece by piece.
    std::mem::forget(examined);
    Ok(outcome)
}

fn print(findings: &Findings, format: Format) -> anyhow::Result<()> {
    let width = terminal::width(terminal_size_of(std::io::stdout()));
    match format {
        Format::Text => output::show(&findings.to_text(width)),
        Format::Json => output::print(&findings.to_json()),
        Format::Csv => output::print(&findings.to_csv()),
        Format::Sarif => output::print(&findings.to_sarif(PROGRAM)),
        Format::Html => output::print(&findings.to_html()),
    }
}
