//! The stages in their order: the only place that calls them.
//!
//! `examine` goes from files to usable answers, `compose` from answers to a document, `publish` from a document to
//! files, `letter` makes the letter that goes with them, and `forms` gives workbooks out and back. What is asked for is a [`BuildRequest`].

mod archive;
mod compose;
mod each;
mod editions;
mod error;
mod examine;
mod examined;
mod forms;
mod letter;
mod made_from;
mod publish;
mod remarks;
mod request;
mod timings;
mod words;

pub use archive::{ARCHIVE_FILES, ARCHIVE_LIST, Archive, archive, kept_as, letter_as};
pub use compose::{Composition, compose, has_key, kept, next_draft};
pub use error::PipelineError;
pub use examine::{Progress, check, identify};
pub use examined::Examined;
pub use forms::{Blank, MarkedReturn, mark, questionnaires};
pub use letter::{Letter, kept_letter, letter, letter_names, letter_text};
pub use made_from::{MadeFrom, edition_record};
pub use publish::{
    ERRATUM, Preview, Report, build, compare, comparison_files, preview, record, series,
};
pub use remarks::{
    Arrived, RemarksError, ReviewerList, TakenIn, remark_ids, remark_lists, reviewed, take_in,
};
pub use request::BuildRequest;
pub use timings::{Stage, Timings};
pub use words::{own_texts, word_lists};
