//! The list of chapters, sections and boxes beside the text.

use crate::document::plain_text;
use crate::document::tree::{Block, Document, Inline, Layout};
use pmg_core::escape;

use super::page::Page;

/// Headings go this far into the contents.
const CONTENTS_DEPTH: u8 = 2;

impl Page<'_> {
    /// The list of chapters, sections and boxes.
    pub(super) fn contents(&mut self, document: &Document) {
        let blocks = &document.blocks;
        let is_letter = document.meta.layout == Layout::Letter;
        if is_letter || !blocks.iter().any(|block| entry(block).is_some()) {
            return;
        }
        self.out.push_str("<nav aria-label=\"Inhoud\">\n<h2>Inhoud</h2>\n<ul>\n");
        let mut depth = 0;
        for (level, id, title) in blocks.iter().filter_map(entry) {
            match (depth, level) {
                (0, _) => {}
                (1, 2) => self.out.push_str("\n<ul>\n"),
                (2, 1) => self.out.push_str("</li>\n</ul>\n</li>\n"),
                _ => self.out.push_str("</li>\n"),
            }
            // A section before any chapter stands among the chapters.
            depth = if depth == 0 { 1 } else { level };
            self.put(format_args!(
                "<li><a href=\"#{}\">{}</a>",
                escape::html(id),
                escape::html(&plain_text(title))
            ));
        }
        match depth {
            0 => {}
            1 => self.out.push_str("</li>\n"),
            _ => self.out.push_str("</li>\n</ul>\n</li>\n"),
        }
        if !document.provenances.list.is_empty() {
            self.out
                .push_str("<li><a href=\"#_onderbouwing\">Waar de cijfers op rusten</a></li>\n");
        }
        self.out.push_str("</ul>\n</nav>\n");
    }
}

/// What a block adds to the contents: level, identifier, title. `None` if it adds nothing.
fn entry(block: &Block) -> Option<(u8, &str, &[Inline])> {
    match block {
        Block::Heading { level, id, content: title } | Block::Box { level, id, title, .. }
            if *level <= CONTENTS_DEPTH =>
        {
            Some((*level, id, title))
        }
        _ => None,
    }
}
