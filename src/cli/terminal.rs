//! What a person sees besides the result: on stderr, in Dutch; colour only beside words.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use terminal_size::{Height, Width, terminal_size_of};

use crate::pipeline::Timings;
use pmg_core::diagnostics::{Findings, RED};
use pmg_core::dutch;

use super::output;

/// The width of a line in characters, unless the terminal is narrower.
const WIDEST: usize = 100;

/// Whether a line was lost because stderr did not take it.
static IS_LOST: AtomicBool = AtomicBool::new(false);

/// Prints why the run could not go on.
pub(super) fn error(error: &anyhow::Error) {
    let mut chain = error.chain().map(cause);
    let first = chain.next().expect("the first of the chain is the error itself");
    line(&format!("{RED}fout:{RED:#} {first}"));
    chain.filter(|cause| !first.contains(cause)).for_each(|cause| line(&format!("  {cause}")));
}

/// A part of an error in Dutch: an error of the system is translated, one of a library is labelled as technical.
fn cause(cause: &(dyn std::error::Error + 'static)) -> String {
    if let Some(error) = cause.downcast_ref::<io::Error>() {
        return dutch::io_error(error);
    }
    let is_foreign = cause.is::<serde_json::Error>() || cause.is::<jiff::Error>();
    let technical = if is_foreign { "technisch: " } else { "" };
    format!("{technical}{cause}")
}

/// Prints a line about the run on stderr.
pub(super) fn line(text: &str) {
    if output::write_all(anstream::stderr(), &format!("{text}\n")).is_err() {
        IS_LOST.store(true, Ordering::Relaxed);
    }
}

/// Whether a line was lost: then nobody knows how the run ended.
pub(super) fn is_lost() -> bool {
    IS_LOST.load(Ordering::Relaxed)
}

/// Prints that the program itself is at fault, and where, for whoever can mend it.
pub(super) fn bug(panic: &std::panic::PanicHookInfo<'_>) {
    let what = panic.payload_as_str().unwrap_or("onbekend");
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    line(&format!(
        "{RED}fout:{RED:#} het programma is vastgelopen; dat ligt aan het programma, niet aan u\n\
         hint: meld het bij wie pmg onderhoudt, met de opdracht die u gaf en de regel hieronder\n  \
         technisch: {place}: {what}"
    ));
}

/// Prints the findings.
pub(super) fn findings(findings: &Findings) {
    let width = width(terminal_size_of(std::io::stderr()));
    line(findings.to_text(width).trim_end());
}

/// The width of a line in characters: as wide as the terminal, but no wider than reads well.
pub(super) fn width(size: Option<(Width, Height)>) -> usize {
    size.map_or(WIDEST, |(width, _)| usize::from(width.0).min(WIDEST))
}

/// The Dutch name of a stage, for the list of timings.
fn stage_in_dutch(stage: &str) -> &str {
    match stage {
        "cycle" => "jaar",
        "questionnaire" => "vragenlijst",
        "earlier" => "uitgebracht",
        "workbooks" => "werkmappen",
        "answers" => "antwoorden",
        "checks" => "controles",
        "figures" => "cijfers",
        "disclosure" => "onthulling",
        "template" => "tekst",
        "corrections" => "verbeteringen",
        "provenances" => "herkomst",
        "leaks" => "lekken",
        "typed" => "getypt",
        "ledger" => "cijfers.json",
        "tables" => "tabellen",
        "sentences" => "zinnen",
        "year before" => "vorig jaar",
        "table" => "lange tabel",
        "writing" => "schrijven",
        "publication" => "uitgave",
        same => same,
    }
}

/// Prints the time that each stage took, what was spent between them, and the `total`.
pub(super) fn timings(timings: &Timings, total: Duration) {
    let say = |name: &str, cost: Duration, about: &str| {
        line(&format!("{name:>14} {:9.2} ms{about}", cost.as_secs_f64() * 1000.0));
    };
    for stage in &timings.0 {
        let about = if stage.is_beside { ", daarnaast: telt niet mee" } else { "" };
        say(stage_in_dutch(stage.name), stage.cost, about);
    }
    let counted = timings.0.iter().filter(|stage| !stage.is_beside).map(|stage| stage.cost).sum();
    say("overig", total.saturating_sub(counted), "");
    say("totaal", total, "");
}
