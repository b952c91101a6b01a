//! Puts photographs at the beginning of their chapters.

use std::sync::Arc;

use pmg_core::cycle::Photo;

use super::content::plain_text;
use super::tree::{Block, Document, Inline};

impl Document {
    /// Puts each photograph below the heading of its chapter; returns those of which the report has no chapter.
    pub fn illustrate<'a>(&mut self, photos: &'a [Arc<Photo>]) -> Vec<&'a Photo> {
        let mut homeless = Vec::new();
        for (number, photo) in photos.iter().enumerate() {
            let is_chapter = |block: &Block| {
                let name = match block {
                    Block::Heading { level: 1, content, .. } => plain_text(content),
                    _ => return false,
                };
                name.trim().to_lowercase() == photo.chapter.trim().to_lowercase()
            };
            let Some(at) = self.blocks.iter().position(is_chapter) else {
                homeless.push(&**photo);
                continue;
            };
            // Behind those of the same chapter that came before.
            let is_photo = |block: &&Block| matches!(block, Block::Photo { .. });
            let before = self.blocks[at + 1..].iter().take_while(is_photo).count();
            let credit = vec![Inline::Text { text: format!("Foto: {}", photo.credit) }];
            let block = Block::Photo { number, photo: Arc::clone(photo), credit };
            self.blocks.insert(at + 1 + before, block);
        }
        homeless
    }

    /// The photographs in the report, in the order of their numbers.
    pub(crate) fn photos(&self) -> impl Iterator<Item = (usize, &Photo)> {
        let mut photos: Vec<_> = self.blocks.iter().filter_map(photo).collect();
        photos.sort_by_key(|(number, _)| *number);
        photos.into_iter()
    }
}

fn photo(block: &Block) -> Option<(usize, &Photo)> {
    match block {
        Block::Photo { number, photo, .. } => Some((*number, photo)),
        _ => None,
    }
}
