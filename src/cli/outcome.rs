//! How a run ended, whatever the command.

use pmg_core::finding::{Finding, Severity};

use super::arguments::FailLevel;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Nothing that makes the run fail.
    Clean,
    /// There are findings that make the run fail.
    Fails,
    /// The report may not go out.
    Refused,
}

impl Outcome {
    /// The outcome of a run with these findings: it fails if one is as severe as `level`. Explained warnings don't count.
    pub(super) fn of(findings: &[Finding], level: FailLevel) -> Self {
        let fails = findings.iter().any(|finding| match level {
            FailLevel::Error => finding.severity == Severity::Error,
            FailLevel::Warning => {
                finding.severity == Severity::Error || finding.explained.is_none()
            }
            FailLevel::Never => false,
        });
        Self::failing_if(fails)
    }

    /// The outcome of a run that fails if this is so.
    pub(super) fn failing_if(fails: bool) -> Self {
        if fails { Self::Fails } else { Self::Clean }
    }
}
