//! A run of text brought into a form that Markdown can hold.

use crate::document::tree::Inline;
use crate::document::tree::is_allowed;
use crate::render::notes_in;

/// Emphasis is `_`, strong emphasis `**`: two characters, so that neighbours never grow together.
pub(super) const EMPHASIS: &str = "_";
const STRONG: &str = "**";

/// A run in a form that Markdown can hold: neighbouring texts joined, no emphasis directly in or after its
/// like, no white space just inside emphasis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Wrapped(&'static str, Vec<Piece>),
    Link(String, Vec<Piece>),
    Footnote(usize),
    Break,
}

impl Piece {
    /// Whether nothing of it would be seen at the end of a paragraph.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Break => true,
            Self::Text(text) => text.trim_matches(' ').is_empty(),
            _ => false,
        }
    }
}

/// What a run stands in.
#[derive(Clone, Copy, Default)]
pub(super) struct Within {
    emphasis: bool,
    strong: bool,
    link: bool,
}

/// The pieces of a run.
pub(super) fn gather(nodes: &[Inline], within: Within) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for node in nodes {
        match node {
            Inline::Text { text } | Inline::Marked { text, .. } => {
                // A line end in a text is white space.
                push(&mut pieces, Piece::Text(text.replace(['\n', '\r', '\t'], " ")));
            }
            Inline::Emphasis { content } if !within.emphasis => {
                let inner = gather(content, Within { emphasis: true, ..within });
                wrap(&mut pieces, EMPHASIS, inner);
            }
            Inline::Strong { content } if !within.strong => {
                wrap(&mut pieces, STRONG, gather(content, Within { strong: true, ..within }));
            }
            Inline::Link { url, content } if !within.link && is_allowed(url) => {
                let inner = gather(content, Within { link: true, ..within });
                push(&mut pieces, Piece::Link(url.clone(), inner));
                pieces.extend(notes_in(content).into_iter().map(Piece::Footnote));
            }
            Inline::Footnote { .. } if within.link => {}
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => {
                for piece in gather(content, within) {
                    push(&mut pieces, piece);
                }
            }
            Inline::Footnote { index } => push(&mut pieces, Piece::Footnote(*index)),
            Inline::Break => push(&mut pieces, Piece::Break),
            Inline::Sentence { .. } => {}
        }
    }
    pieces
}

/// Adds a piece, joined with the last one where they would grow together.
fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (_, Piece::Text(text)) if text.is_empty() => {}
        (Some(Piece::Text(last)), Piece::Text(text)) => last.push_str(&text),
        (Some(Piece::Wrapped(last, content)), Piece::Wrapped(mark, more)) if *last == mark => {
            for piece in more {
                push(content, piece);
            }
        }
        (_, piece) => pieces.push(piece),
    }
}

/// Adds emphasis; white space and line breaks at its edges move outside, where Markdown wants them.
fn wrap(pieces: &mut Vec<Piece>, mark: &'static str, mut inner: Vec<Piece>) {
    let mut after = Vec::new();
    loop {
        match inner.first_mut() {
            Some(Piece::Break) => push(pieces, inner.remove(0)),
            Some(Piece::Text(text)) if text.starts_with(char::is_whitespace) => {
                let rest = text.trim_start().to_owned();
                let space = text[..text.len() - rest.len()].to_owned();
                push(pieces, Piece::Text(space));
                if rest.is_empty() {
                    inner.remove(0);
                } else {
                    *text = rest;
                }
            }
            _ => break,
        }
    }
    loop {
        match inner.last_mut() {
            Some(Piece::Break) => after.extend(inner.pop()),
            Some(Piece::Text(text)) if text.ends_with(char::is_whitespace) => {
                let rest = text.trim_end().to_owned();
                after.push(Piece::Text(text[rest.len()..].to_owned()));
                *text = rest;
                if text.is_empty() {
                    inner.pop();
                }
            }
            _ => break,
        }
    }
    if !inner.is_empty() {
        push(pieces, Piece::Wrapped(mark, inner));
    }
    for piece in after.into_iter().rev() {
        push(pieces, piece);
    }
}
