//! Reads the manual page of every rule from the comment at the top of its file.

use crate::finding::{Rule, Severity};

use super::rules::SOURCES;

/// What a code means and how to mend it, in Dutch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Stable code of the rule.
    pub code: &'static str,
    /// How severe it is.
    pub severity: Severity,
    /// What it finds, in a few words.
    pub title: String,
    /// The rest, as Markdown: what and why, then `Fout`, `Goed` and `Wat u doet`.
    pub text: String,
}

/// Every page: what cannot be read, errors, warnings, the text; each in the order of codes.
#[must_use]
pub fn pages() -> Vec<Page> {
    let mut pages: Vec<Page> =
        SOURCES.iter().map(|(_, rule, source)| Page::read(*rule, source)).collect();
    pages.sort_by_key(|page| ("LFWT".find(&page.code[..1]), page.code));
    pages
}

impl Page {
    /// The page in the source of a rule's file.
    fn read(rule: Rule, source: &str) -> Self {
        let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
        let mut lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(line));
        let first = lines.next().and_then(|first| first.strip_prefix(rule.code));
        let title = first.and_then(|rest| rest.strip_prefix(": "));
        let text: Vec<&str> = lines.collect();
        Self {
            code: rule.code,
            severity: rule.severity,
            title: title.expect("a page opens with the code of its rule").to_owned(),
            text: text.join("\n").trim().to_owned(),
        }
    }
}
