//! For whom a report is.

use serde::{Serialize, Serializer};

/// For whom a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// The programme team and its reviewers: every page says so, and all that the figures rest on is in it.
    Draft,
    /// Everybody: no small numbers of persons, no names of files, and no remarks but those that the text has.
    Final,
}

impl Edition {
    /// Whether it is for the team and its reviewers only.
    #[must_use]
    pub fn is_draft(self) -> bool {
        self == Self::Draft
    }

    /// Whether it is for everybody.
    #[must_use]
    pub fn is_final(self) -> bool {
        self == Self::Final
    }

    /// Its name in `cijfers.json`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Final => "final",
        }
    }

    /// Whether it is a draft, as a template for the PDF asks it.
    ///
    /// # Errors
    /// The error of the serializer.
    pub fn serialize_is_draft<S: Serializer>(
        edition: &Self,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        edition.is_draft().serialize(serializer)
    }
}
