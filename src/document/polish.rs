//! Typography that depends on where text stands: a capital where a sentence starts, and curly
//! quotation marks around words that somebody typed with straight ones.

use crate::dutch;

use super::tree::{Block, Inline};

pub(super) fn blocks(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph { content } => inlines(content),
            Block::List { items, .. } => {
                for item in items {
                    self::blocks(item);
                }
            }
            Block::Box { title, blocks, .. } => {
                inlines(title);
                self::blocks(blocks);
            }
            Block::Quote { blocks, attribution } => {
                self::blocks(blocks);
                if let Some(content) = attribution {
                    inlines(content);
                }
            }
            Block::Table { caption, header, rows, .. } => {
                inlines(caption);
                for cell in header.iter_mut().chain(rows.iter_mut().flatten()) {
                    inlines(cell);
                }
            }
        }
    }
}

pub(super) fn inlines(content: &mut [Inline]) {
    let mut starts_sentence = true;
    for inline in content {
        match inline {
            Inline::Marked { text, basis } => {
                *text = dutch::curly_quotes(text);
                if starts_sentence && !is_own_words(basis) {
                    *text = dutch::capitalise(text);
                }
                starts_sentence = ends_sentence(text);
            }
            Inline::Text { text } => {
                starts_sentence =
                    ends_sentence(text) || (starts_sentence && text.trim().is_empty());
            }
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => {
                if starts_sentence {
                    inlines(content);
                }
                starts_sentence = false;
            }
            Inline::Footnote { .. } | Inline::Break => {}
        }
    }
}

fn is_own_words(basis: &str) -> bool {
    ["tekst:", "toelichting:", "partner:", "constante:"].iter().any(|kind| basis.starts_with(kind))
}

fn ends_sentence(text: &str) -> bool {
    let trimmed = text.trim_end();
    trimmed.len() < text.len() && trimmed.ends_with(['.', '!', '?'])
}
