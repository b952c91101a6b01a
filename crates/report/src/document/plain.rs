//! Makes pieces of a document of plain words, and the documents that stay within the team.

use std::sync::Arc;

use super::tree::{Block, Document, Inline, Meta, Provenances};
use pmg_core::cycle::Style;
use pmg_core::edition::Edition;

/// Plain words.
pub(crate) fn text(words: impl Into<String>) -> Inline {
    Inline::Text { text: words.into() }
}

/// A paragraph of plain words.
pub(crate) fn paragraph(words: impl Into<String>) -> Block {
    Block::Paragraph { content: vec![text(words)] }
}

/// A heading of plain words; `id` is unique in the document.
pub(crate) fn heading(level: u8, id: impl Into<String>, words: impl Into<String>) -> Block {
    Block::Heading { level, id: id.into(), content: vec![text(words)] }
}

/// What is on the cover of a document that is never published: its title and the line under it.
pub(crate) struct Cover {
    pub(crate) title: String,
    pub(crate) subtitle: String,
}

/// A document for the team and for reviewers, that looks as the report does, ready to be rendered.
pub(crate) fn internal(
    Cover { title, subtitle }: Cover,
    blocks: Vec<Block>,
    report: &Meta,
    style: &Arc<Style>,
    printable: fn(char) -> bool,
) -> Document {
    let meta = Meta { title, subtitle, edition: Edition::Draft, number: None, ..report.clone() };
    let mut document = Document {
        meta,
        blocks,
        footnotes: Vec::new(),
        provenances: Provenances::default(),
        style: Arc::clone(style),
    };
    document.make_printable(printable);
    document
}
