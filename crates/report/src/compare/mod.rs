//! Says how two builds of a year differ: in which figures, by which answers of which municipality, and in which
//! sentences.
//!
//! In: the ledger and the sentences of two builds, just made or as an earlier build wrote them. Out: a
//! [`Comparison`], and a [`Document`](crate::document::Document) that shows it side by side. Refuses a file that is no ledger or has no sentences.

mod figures;
mod page;
mod sentences;

use std::collections::BTreeSet;
use thiserror::Error;

use pmg_core::series::Series;

pub use figures::{AnswerChange, FigureChange, Ledger};
pub use page::{Titles, page};
pub use sentences::{Said, SentenceChange, changes as changed_sentences};

/// What a build wrote down of itself.
#[derive(Debug, Clone)]
pub struct Build {
    /// Its figures.
    pub ledger: Ledger,
    /// Its sentences, in reading order.
    pub sentences: Vec<Said>,
}

/// What is different between two builds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The figures that differ, in the order of their codes.
    pub figures: Vec<FigureChange>,
    /// The sentences that differ, in reading order.
    pub sentences: Vec<SentenceChange>,
}

/// Why two builds cannot be compared.
#[derive(Debug, Error)]
#[error("`{what}` is niet zoals `pmg build` het schrijft (regel {})", .error.line())]
pub struct CompareError {
    /// What cannot be read: `cijfers.json`.
    what: &'static str,
    // No `source`: the library says it in English, for programmers.
    error: serde_json::Error,
}

/// The name of the file with the figures of a build.
pub const LEDGER: &str = "cijfers.json";
/// The name of the file with the sentences of a build.
pub const SENTENCES: &str = "zinnen.json";

impl Build {
    /// A build from what it wrote: `cijfers.json` and `zinnen.json`.
    ///
    /// # Errors
    /// A [`CompareError`] if one of them cannot be read.
    pub fn read(ledger: &[u8], sentences: &[u8]) -> Result<Self, CompareError> {
        let wrong = |what| move |error| CompareError { what, error };
        Ok(Self {
            ledger: serde_json::from_slice(ledger).map_err(wrong(LEDGER))?,
            sentences: read_sentences(sentences)?,
        })
    }
}

impl CompareError {
    /// The line on which it was seen that the file is another.
    #[must_use]
    pub fn line(&self) -> usize {
        self.error.line()
    }
}

/// The sentences in a `zinnen.json`.
///
/// # Errors
/// A [`CompareError`] if it is none.
pub fn read_sentences(bytes: &[u8]) -> Result<Vec<Said>, CompareError> {
    serde_json::from_slice(bytes).map_err(|error| CompareError { what: SENTENCES, error })
}

/// The differences between two builds. If the one before is of an earlier year, `series` says which codes continue
/// which. `money` has the units of which a number is an amount of money.
#[must_use]
pub fn compare(
    before: &Build,
    after: &Build,
    series: Option<&Series>,
    money: &BTreeSet<&str>,
) -> Comparison {
    let under_new_codes = series.map(|series| Build {
        ledger: before.ledger.under(series),
        sentences: sentences::under(&before.sentences, series),
    });
    let before = under_new_codes.as_ref().unwrap_or(before);
    Comparison {
        figures: figures::changes(&before.ledger, &after.ledger, series, money),
        sentences: sentences::changes(&before.sentences, &after.sentences),
    }
}
