//! Removes from the tree what the fonts cannot print, so that every format says the same and each can be made.

use pmg_core::dutch;
use pmg_core::place::Place;

use super::content::plain_text;
use super::content::runs_mut;
use super::tree::{Block, Document, Given, Inline, Provenances};

/// Stands in the name of a file or a sheet for a character that cannot be printed.
const INSTEAD: &str = "?";

impl Document {
    /// Removes every character that cannot be printed.
    pub fn make_printable(&mut self, printable: fn(char) -> bool) {
        let clean = Clean { printable };
        let meta = &mut self.meta;
        for text in
            [&mut meta.title, &mut meta.subtitle, &mut meta.published, &mut meta.organisation]
        {
            clean.line(text);
        }
        meta.notice.iter_mut().for_each(|notice| clean.line(notice));
        clean.blocks(&mut self.blocks);
        drop_blank_headings(&mut self.blocks);
        self.footnotes.iter_mut().for_each(|note| clean.inlines(note));
        clean.provenances(&mut self.provenances);
    }
}

/// Drops the headings of which nothing is left: no format can lead to them, and a PDF with one is refused.
fn drop_blank_headings(blocks: &mut Vec<Block>) {
    let is_blank = |block: &Block| matches!(block, Block::Heading { content, .. } if plain_text(content).trim().is_empty());
    if !blocks.iter().any(is_blank) {
        return;
    }
    blocks.retain(|block| !is_blank(block));
    // What stood below one of them moves up: a level can't be skipped.
    let mut above = 0;
    for block in blocks {
        if let Block::Heading { level, .. } = block {
            *level = (*level).min(above + 1);
            above = *level;
        }
    }
}

struct Clean {
    printable: fn(char) -> bool,
}

impl Clean {
    fn text(&self, text: &mut String) {
        let clean = dutch::in_print(text, self.printable, "");
        if let std::borrow::Cow::Owned(clean) = clean {
            *text = clean;
        }
    }

    /// Cleans a text that must stay on one line.
    fn line(&self, text: &mut String) {
        self.text(text);
        if text.contains('\n') {
            *text = text.replace('\n', " ");
        }
    }

    fn place(&self, place: &mut Place) {
        for name in [Some(&mut place.file), place.sheet.as_mut()].into_iter().flatten() {
            *name = dutch::in_print(name, self.printable, INSTEAD).replace('\n', INSTEAD);
        }
    }

    fn blocks(&self, blocks: &mut [Block]) {
        runs_mut(blocks, &mut |run| self.inlines(run));
    }

    fn inlines(&self, content: &mut [Inline]) {
        for inline in content {
            match inline {
                Inline::Text { text } | Inline::Marked { text, .. } => self.text(text),
                Inline::Emphasis { content }
                | Inline::Strong { content }
                | Inline::Link { content, .. } => self.inlines(content),
                Inline::Footnote { .. } | Inline::Break | Inline::Sentence { .. } => {}
            }
        }
    }

    fn provenances(&self, provenances: &mut Provenances) {
        for provenance in &mut provenances.list {
            self.text(&mut provenance.title);
            self.text(&mut provenance.how);
            provenance.given.iter_mut().for_each(|given| self.given(given));
            for left_out in &mut provenance.left_out {
                self.text(&mut left_out.why);
                left_out.given.iter_mut().for_each(|given| self.given(given));
            }
        }
    }

    fn given(&self, given: &mut Given) {
        for text in [&mut given.name, &mut given.value] {
            self.text(text);
        }
        given.remark.iter_mut().for_each(|remark| self.text(remark));
        given.place.iter_mut().for_each(|place| self.place(place));
    }
}
