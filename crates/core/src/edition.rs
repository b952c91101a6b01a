//! For whom a report is.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::dutch;

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

/// Which draft of a year it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draft {
    /// Counted from 1.
    pub number: u16,
    /// The day on which it was kept, to be sent; `None` as long as it is worked on.
    pub kept: Option<Date>,
}

impl Draft {
    /// What it calls itself: `Concept 3, 14 mei 2025`, or `Concept 3` as long as it is worked on.
    #[must_use]
    pub fn label(self) -> String {
        let number = format!("Concept {}", self.number);
        self.kept.map_or_else(|| number.clone(), |day| format!("{number}, {}", dutch::date(day)))
    }
}
