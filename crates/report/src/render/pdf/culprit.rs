//! Finds the block of a document that keeps it from becoming a PDF, so that whoever wrote it knows where to look.

use crate::document::plain_text;
use crate::document::tree::{Block, Document, Provenances};

/// Characters of a block in a message.
const SHOWN: usize = 60;

/// The first block with which there is no PDF any more, in words; `None` if the trouble is in none of the blocks.
pub(super) fn first_refused(
    document: &Document,
    fails: impl Fn(&Document) -> bool,
) -> Option<String> {
    let fails_with = |count: usize| {
        let blocks = document.blocks[..count].to_vec();
        fails(&Document { blocks, provenances: Provenances::default(), ..document.clone() })
    };
    if fails_with(0) || !fails_with(document.blocks.len()) {
        return None;
    }
    // With so many blocks there is a PDF, and with so many there is none.
    let (mut fine, mut wrong) = (0, document.blocks.len());
    while wrong - fine > 1 {
        let middle = fine + (wrong - fine) / 2;
        if fails_with(middle) {
            wrong = middle;
        } else {
            fine = middle;
        }
    }
    let chapter = document.blocks[..wrong].iter().rev().find_map(heading);
    let words = shortened(&words(&document.blocks[fine]));
    Some(match chapter.filter(|chapter| *chapter != words) {
        Some(chapter) => format!("“{words}”, onder de kop “{}”", shortened(&chapter)),
        None => format!("“{words}”"),
    })
}

fn heading(block: &Block) -> Option<String> {
    match block {
        Block::Heading { content, .. } => Some(plain_text(content)),
        _ => None,
    }
}

/// The words that a block begins with.
fn words(block: &Block) -> String {
    match block {
        Block::Heading { content, .. } | Block::Paragraph { content } => plain_text(content),
        Block::List { items, .. } => items.iter().flatten().map(words).next().unwrap_or_default(),
        Block::Box { title, .. } => plain_text(title),
        Block::Quote { blocks, .. } => blocks.iter().map(words).next().unwrap_or_default(),
        Block::Table { caption, header, .. } if caption.is_empty() => {
            header.iter().map(|cell| plain_text(cell)).collect::<Vec<_>>().join(" | ")
        }
        Block::Table { caption, .. } => plain_text(caption),
        Block::Chart { data, .. } => words(data),
        Block::Photo { credit, .. } => plain_text(credit),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
