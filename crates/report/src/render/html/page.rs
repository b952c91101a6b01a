//! The page as far as it is written, which each part goes on with.

use std::fmt::{self, Write as _};

use crate::document::tree::{Document, Provenances};
use pmg_core::cycle::Style;

/// The page as far as it is written.
pub(super) struct Page<'a> {
    pub(super) out: String,
    /// What it looks like.
    pub(super) style: &'a Style,
    /// The provenances of the figures.
    pub(super) provenances: &'a Provenances,
    /// How often the text has referred to each of them so far.
    pub(super) leaning: Vec<usize>,
    /// How often each footnote has been referred to so far.
    pub(super) references: Vec<usize>,
    /// How many tables with a caption there have been so far.
    pub(super) tables: usize,
    /// The identifier of the last heading; `None` before the first.
    pub(super) heading: Option<String>,
    /// How many lines of the same words still come, of which only the last has a link.
    pub(super) awaited: usize,
    /// Whether what is written now stands in a link, where no other link may stand.
    pub(super) in_link: bool,
    /// Whether what is written now is the caption of a picture.
    pub(super) in_picture: bool,
}

impl<'a> Page<'a> {
    /// A page for the document with nothing in it yet.
    pub(super) fn of(document: &'a Document) -> Self {
        Self {
            out: String::new(),
            style: &document.style,
            provenances: &document.provenances,
            leaning: vec![0; document.provenances.list.len()],
            references: vec![0; document.footnotes.len()],
            tables: 0,
            heading: None,
            awaited: 0,
            in_link: false,
            in_picture: false,
        }
    }

    /// Writes markup of our own; what comes from the document goes through [`escape::html`](pmg_core::escape::html).
    pub(super) fn put(&mut self, markup: fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(markup);
    }
}
