//! Turns the [`Document`](crate::document::tree::Document) into the three published formats, and into a Word file to
//! write remarks in.
//!
//! Comes in: the document tree, and for the PDF the ledger that is attached to it.
//!
//! Goes out: Markdown and HTML as text, PDF and Word as bytes. The same tree gives the same bytes.
//!
//! Refuses: to interpret. Text in the tree is printed as it stands, whatever it looks like: nothing in it
//! can become markup, Typst code or a link. Only `https:` and `mailto:` addresses become links; any other
//! is printed as its text. The PDF also refuses characters that its fonts lack: ask [`covers`] first.

use crate::document::tree::Inline;

pub mod html;
pub mod markdown;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(feature = "word")]
pub mod word;

pub use crate::fonts::{covers, fonts};

/// The footnotes that a link's text refers to. A link cannot stand in a link, so they follow it.
fn notes_in(nodes: &[Inline]) -> Vec<usize> {
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Inline::Footnote { index } => found.push(*index),
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => found.extend(notes_in(content)),
            Inline::Text { .. }
            | Inline::Marked { .. }
            | Inline::Break
            | Inline::Sentence { .. } => {}
        }
    }
    found
}

/// A caption behind the number by which the text refers to it.
fn labelled(label: &str, caption: &[Inline]) -> Vec<Inline> {
    let label = (!label.is_empty()).then(|| Inline::Text { text: format!("{label}: ") });
    label.into_iter().chain(caption.iter().cloned()).collect()
}

#[cfg(test)]
pub(crate) mod samples;
