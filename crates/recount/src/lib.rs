//! Counts the figures of a report again, another way, and compares what was printed.
//!
//! In: the [`LongTable`] of every accepted answer, the year, and what was [`Printed`]. Out: a
//! [`Recount`]: every [`Difference`]. It shares no line with `figures`, `phrase` or `dutch`, and refuses nothing:
//! what cannot be read is a difference.
//!
//! 1. `export` lays out the accepted answers as the [`LongTable`], which `build` writes;
//! 2. `count` counts it with SQL in an embedded database, in whole numbers of 10⁻¹⁸;
//! 3. `read` reads what was printed, each format by itself;
//! 4. `expect` predicts from the counts what each figure that was read must say;
//! 5. `compare` holds the files against all that.
//!
//! Beside that it reads the [`notes`] that people stick on the pages of a draft, as it has the reader of PDF.

mod export;

mod count;

mod read;

mod expect;

mod compare;

mod difference;
mod error;
mod typography;

use pmg_core::cycle::Cycle;
use pmg_core::edition::{Draft, Edition};
use pmg_core::format::Format;
use pmg_core::suppression::Suppression;

pub use compare::text::{markdown_unlike, pages_unlike};
pub use compare::word::word_unlike;
use count::Count;
use difference::AGAIN;
pub use difference::Difference;
pub use error::RecountError;
use expect::{Expectations, Identity};
pub use export::{LongTable, tabulate};
pub use read::pdf::{NotesRefusal, is_reading, notes, page_texts};

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
    /// `rapport.docx`.
    pub word: &'a [u8],
    /// The long table beside them.
    pub table: &'a LongTable,
    /// The tables for everybody by name, as far as there are any: a draft has none.
    pub tables: &'a [(&'static str, Vec<u8>)],
    /// Which numbers the text hides.
    pub suppression: &'a dyn Suppression,
    /// For whom the edition is: the ledger for everybody hides them, too.
    pub edition: Edition,
    /// Which draft it is, if it is one.
    pub draft: Draft,
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

/// Counts everything again from the long table, and compares the ledger and the text with it.
///
/// # Errors
/// A [`RecountError`] if the long table cannot be read or counted.
pub fn verify(
    table: &LongTable,
    cycle: &Cycle,
    printed: &Printed<'_>,
) -> Result<Recount, RecountError> {
    let Printed { html, edition, draft, suppression, .. } = *printed;
    // The exported table is the one that is counted.
    let mut differences = compare::table::compare(table, printed.table);
    let count = Count::of(table)?;
    let public = edition.is_final().then_some(suppression);
    let ledger = compare::ledger::compare(printed.ledger, &count, cycle, public)?;
    differences.extend(ledger.differences);
    let identity = Identity::of_report(cycle, edition);
    let text = Text { markdown: printed.markdown, html, pdf: printed.pdf, word: printed.word };
    let expectations = Expectations::of(&count, cycle, suppression)?;
    let numbered = edition.is_draft().then_some((cycle.settings.year, draft.number));
    let (told, marks) =
        text.compare(&identity, &expectations, Some(printed.ledger), edition, draft, numbered)?;
    differences.extend(told);
    differences.extend(compare::tables::compare(printed.tables, &count, cycle, suppression)?);
    Ok(Recount { differences, figures: ledger.figures, printed: marks })
}

/// The files of the letter that goes with a report.
#[derive(Debug, Clone, Copy)]
pub struct PrintedLetter<'a> {
    /// `brief.md`.
    pub markdown: &'a str,
    /// `brief.html`.
    pub html: &'a str,
    /// `brief.pdf`.
    pub pdf: &'a [u8],
    /// `brief.docx`.
    pub word: &'a [u8],
    /// Which numbers the text hides.
    pub suppression: &'a dyn Suppression,
    /// For whom the letter is.
    pub edition: Edition,
    /// With which draft it goes, if it goes with one.
    pub draft: Draft,
}

/// Counts everything in a letter again from the long table, and compares its text with it.
///
/// # Errors
/// A [`RecountError`] if the long table cannot be read or counted.
pub fn verify_letter(
    table: &LongTable,
    cycle: &Cycle,
    printed: &PrintedLetter<'_>,
) -> Result<Recount, RecountError> {
    let PrintedLetter { markdown, html, pdf, word, suppression, edition, draft } = *printed;
    let count = Count::of(table)?;
    let Some(letter) = &cycle.letter else {
        return Ok(Recount { differences: Vec::new(), figures: 0, printed: 0 });
    };
    let identity = Identity::of_letter(cycle, letter);
    let expectations = Expectations::of(&count, cycle, suppression)?;
    let text = Text { markdown, html, pdf, word };
    let (mut differences, marks) =
        text.compare(&identity, &expectations, None, edition, draft, None)?;
    for difference in &mut differences {
        for said in [&mut difference.file, &mut difference.what, &mut difference.expected] {
            *said = said
                .replace(AGAIN, "maak de brief opnieuw met `pmg letter`")
                .replace("rapport.", "brief.")
                .replace("een rapport niet", "een brief niet");
        }
    }
    Ok(Recount { differences, figures: 0, printed: marks })
}

/// One text in all formats.
struct Text<'a> {
    markdown: &'a str,
    html: &'a str,
    pdf: &'a [u8],
    word: &'a [u8],
}

impl Text<'_> {
    /// The differences in all formats, and how many marked places were compared. `inside` is the file that the PDF must
    /// hold, `numbered` the year and the number of a draft in whose page remarks are written.
    fn compare(
        &self,
        identity: &Identity,
        expectations: &Expectations<'_>,
        inside: Option<&[u8]>,
        edition: Edition,
        draft: Draft,
        numbered: Option<(i16, u16)>,
    ) -> Result<(Vec<Difference>, usize), RecountError> {
        let Self { markdown, html, pdf, word } = *self;
        let mut page = read::html::read(html);
        page.is_letter = identity.is_letter;
        let label = if edition.is_draft() { expect::label(draft) } else { String::new() };
        let mut told: Vec<Difference> = compare::html::script(html, numbered).into_iter().collect();
        told.extend(compare::html::compare(&page, html, identity, expectations, edition, &label)?);
        for format in Format::ALL {
            told.extend(match format {
                // The page is what the others are held against: they say the same.
                Format::Html => Vec::new(),
                Format::Markdown => compare::text::markdown(&page, html, markdown),
                Format::Pdf => {
                    let notice = expectations.cycle().settings.notice.as_deref();
                    compare::pdf::compare(pdf, inside, &page, html, notice.unwrap_or_default())
                }
                Format::Word => compare::word::compare(word, &page, html),
            });
        }
        Ok((told, page.figures.len()))
    }
}

#[cfg(test)]
mod tests;
