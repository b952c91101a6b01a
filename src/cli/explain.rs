//! `pmg explain`: prints the manual page of a code, or the list of all codes.

use std::fmt::Write as _;

use pmg_core::checks::manual::{self, Page};
use pmg_core::diagnostics::{BOLD, weight};
use pmg_core::near::suggestion;

use super::arguments::Explain;
use super::outcome::Outcome;
use super::output;

/// Prints the manual page of a code, or the list of all codes.
pub(super) fn run(explain: &Explain) -> anyhow::Result<Outcome> {
    let pages = manual::pages();
    let Some(asked) = &explain.code else {
        output::show(&list(&pages))?;
        return Ok(Outcome::Clean);
    };
    let code = asked.trim().to_uppercase();
    let Some(page) = pages.iter().find(|page| page.code == code) else {
        let meant = suggestion(&code, pages.iter().map(|page| page.code));
        let hint = meant.unwrap_or_else(|| "`pmg explain` toont alle codes".to_owned());
        anyhow::bail!("er is geen code `{asked}`\nhint: {hint}");
    };
    output::show(&shown(page))?;
    Ok(Outcome::Clean)
}

fn list(pages: &[Page]) -> String {
    let mut text = String::new();
    for Page { code, severity, title, .. } in pages {
        let (style, word) = weight(*severity);
        _ = writeln!(text, "{BOLD}{code}{BOLD:#}  {style}{word:<6}{style:#}  {title}");
    }
    text
}

/// The page for a terminal: headings in bold, examples indented, the rest unchanged.
fn shown(page: &Page) -> String {
    let (style, word) = weight(page.severity);
    let Page { code, title, .. } = page;
    let mut text = format!("{BOLD}{code}: {title}{BOLD:#} ({style}{word}{style:#})\n\n");
    let mut example = false;
    for line in page.text.lines() {
        _ = match line.strip_prefix("## ") {
            _ if line.starts_with("```") => {
                example = !example;
                continue;
            }
            Some(heading) => writeln!(text, "{BOLD}{heading}{BOLD:#}"),
            None if example => writeln!(text, "    {line}"),
            None => writeln!(text, "{line}"),
        };
    }
    text
}
