//! Reads what reviewers wrote in a draft, and finds the sentence that each remark is about.
//!
//! In: a Word file that came back, whoever saved it last, or the file that the page of a draft gave out; the notes on a PDF
//! are read where PDF is. Out: [`Reviewed`]:
//! its comments and its tracked changes, each with the sentence that it stands at. Refuses what is neither, is locked or
//! damaged, or is more than a report with remarks can be. Nothing in a file is followed or run: only its text is read.

mod page;
mod place;
mod word;

pub use page::clean;
pub use place::SentenceIndex;

use crate::workbook::Reason;

/// A draft that came back with remarks in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reviewed {
    /// The year of the report and the number of the draft, as far as the file still says so.
    pub draft: Option<(i16, u16)>,
    /// Whether the file still says where sentences begin.
    pub has_sentences: bool,
    /// The function or the team that it is from, as it was typed; `None` if the file does not say.
    pub reviewer: Option<String>,
    /// How many remarks in it could not be read.
    pub unreadable: usize,
    /// What was written in it: comments first, then tracked changes, each in the order of the text.
    pub remarks: Vec<Written>,
}

/// A remark as it stands in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Who wrote it, as the file says; a number for each person, from 1, in the order of their remarks.
    pub reader: u32,
    /// What it says; empty for a tracked change.
    pub text: String,
    /// What it was called where it was written, by which it is known when it comes again; `None` in a Word file.
    pub key: Option<String>,
    /// The number of the sentence at which it stands; `None` if the file no longer says that.
    pub sentence: Option<u32>,
    /// What that sentence said where it was written, which goes before its number; `None` in a Word file.
    pub stood: Option<String>,
    /// The numbers of the sentences of its paragraph, in their order, as they stand beside it in a PDF; empty in other files.
    pub beside: Vec<u32>,
    /// The words that it is about; empty if it stands between words.
    pub about: String,
    /// The paragraph that it stands in, and where in it, in bytes.
    pub around: String,
    /// Where in that paragraph it starts, in bytes.
    pub at: usize,
    /// What a tracked change makes of the sentence; `None` for a comment.
    pub proposal: Option<String>,
}

/// Why a file that came back is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// As a Word file it cannot be read.
    Word(Reason),
    /// It is no sound file of the page of a draft, for this reason.
    Page(String),
}

/// What stands in a file that came back. What it is shows from its bytes.
///
/// # Errors
/// The [`Refusal`] that says why it cannot be read.
pub fn read(bytes: &[u8]) -> Result<Reviewed, Refusal> {
    if page::is_of_page(bytes) {
        return page::read(bytes).map_err(Refusal::Page);
    }
    word::read(bytes).map_err(Refusal::Word)
}
