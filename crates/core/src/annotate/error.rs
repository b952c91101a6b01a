//! Why a file cannot be marked.

use std::fmt;

use thiserror::Error;

/// Why a file cannot be marked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("in deze werkmap kan niets worden gemarkeerd\n  technisch: {0}")]
pub struct Unmarkable(String);

impl Unmarkable {
    /// The error with a reason, for whoever looks into the file.
    pub(super) fn new(reason: &dyn fmt::Display) -> Self {
        Self(reason.to_string())
    }
}
