//! `pmg status`: prints for each municipality that reports whether its return is in, and in what state.

use crate::pipeline;
use pmg_core::status::{Situation, Standing};

use super::arguments::{Status, StatusFormat};
use super::outcome::Outcome;
use super::{clock, output, progress};

/// Prints how far the returns of a year are.
pub(super) fn run(status: &Status) -> anyhow::Result<Outcome> {
    let examined = pipeline::check(&status.input.year(status.year), &[], &progress::bar())?;
    let standing = Standing::of(&Situation {
        cycle: &examined.cycle,
        questionnaire: &examined.questionnaire,
        submissions: &examined.submissions(),
        accepted: &examined.accepted,
        findings: &examined.findings,
        today: clock::today()?,
    });
    match status.format {
        StatusFormat::Text => output::show(&standing.to_text())?,
        StatusFormat::Json => output::print(&standing.to_json())?,
        StatusFormat::Csv => output::print(&standing.to_csv())?,
        StatusFormat::Html => output::print(&standing.to_html())?,
    }
    Ok(Outcome::Clean)
}
