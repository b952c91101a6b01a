//! What a person sees: findings and summaries on stderr, in Dutch; colour only beside words.
use std::collections::BTreeMap;

use anstream::eprintln;
use anstyle::{AnsiColor, Style};

use crate::finding::{Finding, Severity};
use crate::pipeline::Timings;

const RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default().bold();
pub(super) const BOLD: Style = Style::new().bold();

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

/// The findings, grouped by file, and a summary last.
pub(super) fn findings(findings: &[Finding]) {
    let mut by_file: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        let file = finding.place.as_ref().map_or("", |place| place.file.as_str());
        by_file.entry(file).or_default().push(finding);
    }
    for (file, group) in by_file {
        if !file.is_empty() {
            eprintln!("{BOLD}{file}{BOLD:#}");
        }
        for each in group {
            finding(each);
        }
    }
    summary(findings);
}

fn finding(finding: &Finding) {
    let (style, word) = weight(finding.severity);
    let at = finding.place.as_ref().and_then(crate::place::Place::in_file);
    let at = at.map(|at| format!("{at}  ")).unwrap_or_default();
    let question = finding.question.as_ref().map(|code| format!(" ({code})")).unwrap_or_default();
    eprintln!("  {at}{style}{word} {}{style:#}{question}: {}", finding.code, finding.message);
    eprintln!("      wat te doen: {}", finding.hint);
}

/// How a severity is said, and in which colour.
pub(super) fn weight(severity: Severity) -> (Style, &'static str) {
    match severity {
        Severity::Error => (RED, "fout"),
        Severity::Warning => (YELLOW, "let op"),
    }
}

fn summary(findings: &[Finding]) {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let plural = |n, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let errors = plural(errors, "fout", "fouten");
    let warnings = plural(warnings, "waarschuwing", "waarschuwingen");
    eprintln!("{BOLD}{errors}, {warnings}{BOLD:#}");
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
