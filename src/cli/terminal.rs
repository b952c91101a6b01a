//! What a person sees beside what was asked for: on stderr, in Dutch; colour only beside words.

use anstream::eprintln;
use anstyle::{AnsiColor, Style};

use terminal_size::{Height, Width, terminal_size_of};

use crate::finding::Severity;
use crate::pipeline::Timings;

use super::findings::{self, Findings};

const RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default().bold();
pub(super) const BOLD: Style = Style::new().bold();
/// Characters on a line, where there is no narrower terminal.
const WIDEST: usize = 100;

/// Prints why the run could not go on.
pub(super) fn error(error: &anyhow::Error) {
    eprintln!("{RED}error:{RED:#} {error}");
    for cause in error.chain().skip(1) {
        eprintln!("  because: {cause}");
    }
}

/// A line about how things stand.
pub(super) fn line(text: &str) {
    eprintln!("{text}");
}

/// The findings, beside what was asked for.
pub(super) fn findings(findings: &Findings) {
    let width = width(terminal_size_of(std::io::stderr()));
    line(findings::text::write(findings, width).trim_end());
}

/// How a severity is said, and in which colour.
pub(super) fn weight(severity: Severity) -> (Style, &'static str) {
    match severity {
        Severity::Error => (RED, "fout"),
        Severity::Warning => (YELLOW, "let op"),
    }
}

/// How many characters a line has: as wide as the terminal, but no wider than reads well.
pub(super) fn width(size: Option<(Width, Height)>) -> usize {
    size.map_or(WIDEST, |(width, _)| usize::from(width.0).min(WIDEST))
}

/// What each stage cost, and together.
pub(super) fn timings(timings: &Timings) {
    let milliseconds = |duration: std::time::Duration| duration.as_secs_f64() * 1000.0;
    for (stage, cost) in &timings.0 {
        eprintln!("{stage:>14} {:9.2} ms", milliseconds(*cost));
    }
    let total = timings.0.iter().map(|(_, cost)| *cost).sum();
    eprintln!("{:>14} {:9.2} ms", "total", milliseconds(total));
}
