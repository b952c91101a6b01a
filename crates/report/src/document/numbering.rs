//! Numbers the tables and the pictures, each kind by itself, in reading order.

use super::tree::Block;

/// Gives each table with a caption, and each picture, its number.
pub(super) fn captions(blocks: &mut [Block]) {
    number(blocks, &mut Counted::default());
}

/// How many there were so far.
#[derive(Default)]
struct Counted {
    tables: usize,
    pictures: usize,
}

fn number(blocks: &mut [Block], counted: &mut Counted) {
    for block in blocks {
        match block {
            Block::Table { label, caption, .. } if !caption.is_empty() => {
                counted.tables += 1;
                *label = format!("Tabel {}", counted.tables);
            }
            Block::Chart { data, .. } => {
                if let Block::Table { label, .. } = &mut **data {
                    counted.pictures += 1;
                    *label = format!("Figuur {}", counted.pictures);
                }
            }
            Block::List { items, .. } => {
                for item in items {
                    number(item, counted);
                }
            }
            Block::Box { blocks, .. } | Block::Quote { blocks, .. } => {
                number(blocks, counted);
            }
            Block::Table { .. }
            | Block::Heading { .. }
            | Block::Paragraph { .. }
            | Block::Photo { .. } => {}
        }
    }
}
