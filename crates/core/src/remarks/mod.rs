//! Reads what reviewers wrote in a draft, and finds the sentence that each remark is about.
//!
//! In: a Word file that came back, whoever saved it last. Out: [`Reviewed`]: its comments and its tracked changes, each
//! with the sentence that it stands at. Refuses what is no Word file, is locked or damaged, or unpacks to more than a
//! report can be. Nothing in a file is followed or run: only its text is read.

mod place;
mod word;

pub use place::place;

use crate::workbook::Reason;

/// A draft that came back with remarks in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reviewed {
    /// The year of the report and the number of the draft, as far as the file still says so.
    pub draft: Option<(i16, u16)>,
    /// Whether the file still says where sentences begin.
    pub has_sentences: bool,
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
    /// The number of the sentence at which it stands; `None` if the file no longer says that.
    pub sentence: Option<u32>,
    /// The words that it is about; empty if it stands between words.
    pub about: String,
    /// The paragraph that it stands in, and where in it, in bytes.
    pub around: String,
    /// Where in that paragraph it starts, in bytes.
    pub at: usize,
    /// What a tracked change makes of the sentence; `None` for a comment.
    pub proposal: Option<String>,
}

/// What stands in a Word file that came back.
///
/// # Errors
/// The [`Reason`] why it cannot be read.
pub fn read(bytes: &[u8]) -> Result<Reviewed, Reason> {
    word::read(bytes)
}
