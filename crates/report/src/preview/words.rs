//! The chapter with the municipality's own words, as the report prints them.

use crate::document::plain::{heading, paragraph, text};
use crate::document::{Block, Inline, bases, bases_in};
use pmg_core::basis::Basis;

use super::subject::Subject;

pub(super) fn blocks(subject: &Subject<'_>) -> Vec<Block> {
    let own = Basis::OwnWords(subject.municipality.code.clone());
    let mut blocks = vec![heading(1, "woorden", "Uw eigen woorden")];
    let mut none = true;
    for (number, chapter) in subject.material.report.chapters.iter().enumerate() {
        let passages = passages(chapter.blocks, &own, subject);
        if !passages.is_empty() {
            if none {
                blocks.push(paragraph("Deze woorden van uw gemeente staan zo in het rapport."));
            }
            none = false;
            blocks.push(heading(2, format!("woorden-{number}"), &chapter.title));
            blocks.extend(passages);
        }
    }
    if none {
        blocks.push(paragraph("Het rapport neemt geen woorden van uw gemeente over."));
    }
    blocks
}

/// The blocks that have its words in them, without what is around these: of a list the items, of a table the rows.
fn passages(blocks: &[Block], own: &Basis, subject: &Subject<'_>) -> Vec<Block> {
    let mut found = Vec::new();
    for block in blocks.iter().filter(|block| holds(std::slice::from_ref(*block), own)) {
        match block {
            Block::Heading { content, .. } => {
                let content = vec![Inline::Strong { content: subject.masked(content) }];
                found.push(Block::Paragraph { content });
            }
            Block::Paragraph { content } => {
                found.push(Block::Paragraph { content: subject.masked(content) });
            }
            Block::List { items, .. } => {
                let items = items.iter().filter(|item| holds(item, own));
                let items = items.map(|item| passages(item, own, subject)).collect();
                found.push(Block::List { start: None, is_cards: false, items });
            }
            Block::Box { title, blocks, .. } => {
                if bases(title).contains(&own) {
                    let content = vec![Inline::Strong { content: subject.masked(title) }];
                    found.push(Block::Paragraph { content });
                }
                found.extend(passages(blocks, own, subject));
            }
            Block::Quote { blocks, attribution } => found.push(Block::Quote {
                blocks: passages(blocks, own, subject),
                attribution: attribution.as_ref().map(|run| subject.masked(run)),
            }),
            Block::Table { rows, .. } => {
                let mine = rows.iter().filter(|row| row.iter().any(|it| bases(it).contains(&own)));
                found.extend(mine.map(|row| Block::Paragraph { content: in_a_row(row, subject) }));
            }
            // Only figures are drawn, nobody's words.
            Block::Chart { .. } | Block::Photo { .. } => {}
        }
    }
    found
}

fn holds(blocks: &[Block], own: &Basis) -> bool {
    bases_in(blocks).contains(&own)
}

/// The cells of a row, one after the other.
fn in_a_row(row: &[Vec<Inline>], subject: &Subject<'_>) -> Vec<Inline> {
    let mut content = Vec::new();
    for cell in row {
        if !content.is_empty() {
            content.push(text(" · "));
        }
        content.extend(subject.masked(cell));
    }
    content
}
