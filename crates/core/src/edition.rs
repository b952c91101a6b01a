//! For whom a report is.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize, Serializer};

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

/// Which final edition of a year it is: `1.0`, and one more behind the point for each that corrects the one before.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "String", into = "String")]
pub struct EditionNumber(pub u16);

impl EditionNumber {
    /// The number in this text; `None` if it is none, or is spelled otherwise.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let number = text.strip_prefix("1.")?.parse().map(Self).ok()?;
        (number.to_string() == text).then_some(number)
    }

    /// The one that corrects it.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// Whether it corrects another.
    #[must_use]
    pub fn is_correction(self) -> bool {
        self.0 > 0
    }
}

impl fmt::Display for EditionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{}", self.0)
    }
}

impl From<EditionNumber> for String {
    fn from(number: EditionNumber) -> Self {
        number.to_string()
    }
}

impl TryFrom<String> for EditionNumber {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("geen nummer van een uitgave")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_an_edition_is_read_in_one_spelling() {
        assert_eq!(EditionNumber::parse("1.0"), Some(EditionNumber(0)));
        assert_eq!(EditionNumber::parse("1.12").map(EditionNumber::next), Some(EditionNumber(13)));
        for other in ["", "1", "1.", "1.00", "1.+1", "2.0", "1.0.0", " 1.0", "1.99999"] {
            assert_eq!(EditionNumber::parse(other), None, "{other}");
        }
    }
}
