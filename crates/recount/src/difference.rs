//! Where a file does not say what the recount gives.

use std::fmt;

/// A place where a file does not say what the recount gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The file, such as `rapport.md`.
    pub file: String,
    /// What differs, and where; in Dutch.
    pub what: String,
    /// What stands there.
    pub found: String,
    /// What should stand there.
    pub expected: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, what, found, expected } = self;
        write!(f, "{file}: {what}\n  gevonden: {found}\n  verwacht: {expected}")
    }
}

/// What to do about a file that is not as the program writes it.
pub(crate) const AGAIN: &str = "maak het rapport opnieuw met `pmg build`";
