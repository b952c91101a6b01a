//! The words and colours that every format has in common.

use anstyle::{AnsiColor, Style};

use crate::finding::Severity;

/// The colour of an error.
pub const RED: Style = AnsiColor::Red.on_default().bold();
/// The colour of a warning.
const YELLOW: Style = AnsiColor::Yellow.on_default().bold();
/// The look of a heading.
pub const BOLD: Style = Style::new().bold();

/// The colour and the Dutch word for a severity.
#[must_use]
pub fn weight(severity: Severity) -> (Style, &'static str) {
    match severity {
        Severity::Error => (RED, "fout"),
        Severity::Warning => (YELLOW, "let op"),
    }
}

/// A number of things: `1 fout`, `2 fouten`.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
