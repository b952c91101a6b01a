//! Counts the figures of a report again, another way, and compares what was printed.
//!
//! In: the [`LongTable`] of every accepted answer, the year, and what was [`Printed`]. Out: a
//! [`Recount`]: every [`Difference`]. Counts with SQL in an embedded database, in whole numbers of
//! 10⁻¹⁸, and writes numbers with a formatter of its own: it shares no line with `figures`,
//! `phrase` or `dutch`. Refuses nothing: what cannot be read is a difference.

mod account;
mod attached;
mod basis;
mod container;
mod count;
mod dialect;
mod frame;
mod ledger;
mod markdown;
mod markup;
mod metadata;
mod objects;
mod page;
mod pages;
mod parts;
mod period;
mod provenance;
mod register;
mod rows;
mod shape;
mod share;
mod table;
mod text;
mod texts;
mod words;

use std::fmt;
use std::panic::AssertUnwindSafe;
use thiserror::Error;

use pmg_core::cycle::Cycle;
use pmg_core::edition::Edition;
use pmg_core::format::Format;
use pmg_core::suppression::Suppression;

use basis::Expectations;
pub use container::is_reading;
use count::Count;
pub use table::{LongTable, tabulate};
pub use texts::{markdown_unlike, pages_unlike};

/// The files of a report, as they lie on disk or are about to be written.
#[derive(Debug, Clone, Copy)]
pub struct Printed<'a> {
    /// `cijfers.json`.
    pub ledger: &'a [u8],
    /// `rapport.md`.
    pub markdown: &'a str,
    /// `rapport.html`.
    pub html: &'a str,
    /// `rapport.pdf`.
    pub pdf: &'a [u8],
    /// The long table beside them.
    pub table: &'a LongTable,
    /// Which numbers the text hides.
    pub suppression: &'a dyn Suppression,
    /// For whom the edition is: the ledger for everybody hides them, too.
    pub edition: Edition,
}

/// What the recount found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recount {
    /// Everything that differs, in the order of the files.
    pub differences: Vec<Difference>,
    /// How many numbers and lists of the ledger were counted again.
    pub figures: usize,
    /// How many marked places of the text were compared.
    pub printed: usize,
}

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
const AGAIN: &str = "maak het rapport opnieuw met `pmg build`";

/// Why nothing could be counted: the database refused, which is a bug.
#[derive(Debug, Error)]
#[error("de cijfers zijn niet na te tellen: {message}")]
pub struct RecountError {
    message: String,
}

impl From<rusqlite::Error> for RecountError {
    fn from(error: rusqlite::Error) -> Self {
        Self { message: error.to_string() }
    }
}

impl From<csv::Error> for RecountError {
    fn from(error: csv::Error) -> Self {
        Self { message: error.to_string() }
    }
}

/// Counts everything again from the long table, and compares the ledger and the text with it.
///
/// # Errors
/// A [`RecountError`] if the long table cannot be read or counted.
pub fn verify(
    table: &LongTable,
    cycle: &Cycle,
    printed: &Printed<'_>,
) -> Result<Recount, RecountError> {
    // The exported table is the one that is counted.
    let pairs = table.files().into_iter().zip(printed.table.files());
    let exported = pairs.filter_map(|((name, now), (_, there))| dialect::unlike(name, now, there));
    let mut differences: Vec<Difference> = exported.collect();
    let count = Count::of(table)?;
    // The ledger, number by number.
    let public = printed.edition.is_final().then_some(printed.suppression);
    let ledger = ledger::compare(printed.ledger, &count, cycle, public)?;
    // What each marked place of the page must say.
    let page = page::read(printed.html);
    differences.extend(ledger.differences);
    // The title page, and what else stands on the page beside its text.
    differences.extend(frame::compare(&page, cycle, printed.edition));
    differences.extend(shape::compare(&page, printed.html, cycle, printed.edition));
    let expectations = Expectations::of(&count, cycle, printed.suppression)?;
    differences.extend(basis::compare(&page, &expectations)?);
    // Where each of them leads.
    differences.extend(provenance::compare(printed.html, &expectations)?);
    // The account of them, number by number.
    differences.extend(account::compare(&page, printed.html, &expectations, printed.edition)?);
    for format in Format::ALL {
        match format {
            // The page is what the others are held against: they say the same.
            Format::Html => {}
            Format::Markdown => {
                differences.extend(texts::markdown(&page, printed.markdown));
                differences.extend(texts::unseen(printed.markdown, printed.html));
            }
            Format::Pdf => {
                let notice = cycle.settings.notice.as_deref().unwrap_or_default();
                differences.extend(texts::pdf(&page, printed.pdf, notice));
                // What a reader gets out of it beside its pages.
                differences.extend(beside_pages(&page, printed));
            }
        }
    }
    Ok(Recount { differences, figures: ledger.figures, printed: page.figures.len() })
}

/// Compares what the PDF holds beside its pages. Empty if it cannot be opened: the comparison of its text says so.
fn beside_pages(page: &page::Page, printed: &Printed<'_>) -> Vec<Difference> {
    let Some(document) = container::open(printed.pdf) else { return Vec::new() };
    let compared = container::guarded(AssertUnwindSafe(|| {
        let mut told = attached::compare(&document, printed.ledger);
        told.extend(objects::compare(printed.pdf, &document, page, printed.html));
        Some(told)
    }));
    compared.unwrap_or_else(|| {
        vec![Difference {
            file: "rapport.pdf".to_owned(),
            what: "wat er in de PDF zit is niet te lezen".to_owned(),
            found: "iets dat beschadigd is".to_owned(),
            expected: format!("een hele PDF; {AGAIN}"),
        }]
    })
}

#[cfg(test)]
mod tests;
