//! Reads the lines, the plain text, the bases and the tables of a tree.

use pmg_core::basis::Basis;

use super::tree::{Block, Document, Inline};

impl Document {
    /// Calls `visit` with every run of inline content, in reading order; footnotes come last.
    pub fn each_run<'a>(&'a self, visit: &mut impl FnMut(&'a [Inline])) {
        self.each_line(&mut |runs| runs.iter().for_each(|run| visit(run)));
    }

    /// Calls `visit` with every line, in the same order: a run by itself, or the cells of a row of a table together.
    pub fn each_line<'a>(&'a self, visit: &mut impl FnMut(&'a [Vec<Inline>])) {
        lines_in(&self.blocks, &mut |runs, _| visit(runs));
        for note in &self.footnotes {
            visit(std::slice::from_ref(note));
        }
    }
}

/// Calls `visit` with every run of inline content in the blocks, in reading order, and with the cells of
/// each row of a table together; says of each whether it is in a table.
pub(super) fn lines_in<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a [Vec<Inline>], bool)) {
    use std::slice::from_ref;
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph { content } => {
                visit(from_ref(content), false);
            }
            Block::List { items, .. } => {
                for item in items {
                    lines_in(item, visit);
                }
            }
            Block::Box { title, blocks, .. } => {
                visit(from_ref(title), false);
                lines_in(blocks, visit);
            }
            Block::Quote { blocks, attribution } => {
                lines_in(blocks, visit);
                if let Some(content) = attribution {
                    visit(from_ref(content), false);
                }
            }
            Block::Table { caption, header, rows, .. } => {
                visit(from_ref(caption), true);
                visit(header, true);
                for row in rows {
                    visit(row, true);
                }
            }
            Block::Chart { data, .. } => lines_in(from_ref(data), visit),
            // Who made it is no sentence of the report.
            Block::Photo { .. } => {}
        }
    }
}

/// Calls `visit` with every line in the blocks to change it, as [`lines_in`] does to read it, and with the makers of
/// photographs; says of each whether it has sentences of the report.
pub(super) fn lines_mut(blocks: &mut [Block], visit: &mut impl FnMut(&mut [Vec<Inline>], bool)) {
    use std::slice::from_mut;
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph { content } => {
                visit(from_mut(content), true);
            }
            Block::List { items, .. } => items.iter_mut().for_each(|item| lines_mut(item, visit)),
            Block::Box { title, blocks, .. } => {
                visit(from_mut(title), true);
                lines_mut(blocks, visit);
            }
            Block::Quote { blocks, attribution } => {
                lines_mut(blocks, visit);
                if let Some(attribution) = attribution {
                    visit(from_mut(attribution), true);
                }
            }
            Block::Table { caption, header, rows, .. } => {
                visit(from_mut(caption), true);
                visit(header, true);
                for row in rows {
                    visit(row, true);
                }
            }
            Block::Chart { data, .. } => lines_mut(from_mut(data), visit),
            Block::Photo { credit, .. } => visit(from_mut(credit), false),
        }
    }
}

/// Calls `visit` with every run of inline content in the blocks, in reading order, to change it.
pub(super) fn runs_mut(blocks: &mut [Block], visit: &mut impl FnMut(&mut Vec<Inline>)) {
    lines_mut(blocks, &mut |runs, _| runs.iter_mut().for_each(&mut *visit));
}

/// The bases of the marks in the blocks, in reading order.
#[must_use]
pub fn bases_in(blocks: &[Block]) -> Vec<&Basis> {
    let mut found = Vec::new();
    lines_in(blocks, &mut |runs, _| found.extend(runs.iter().flat_map(|run| bases(run))));
    found
}

/// The tables among some blocks, in reading order.
#[must_use]
pub fn tables_in(blocks: &[Block]) -> Vec<&Block> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::List { items, .. } => found.extend(items.iter().flat_map(|it| tables_in(it))),
            Block::Box { blocks, .. } | Block::Quote { blocks, .. } => {
                found.extend(tables_in(blocks));
            }
            Block::Table { .. } => found.push(block),
            Block::Chart { data, .. } => found.push(data),
            Block::Heading { .. } | Block::Paragraph { .. } | Block::Photo { .. } => {}
        }
    }
    found
}

/// The plain text of a run.
#[must_use]
pub fn plain_text(run: &[Inline]) -> String {
    run.iter().map(plain).collect()
}

pub(super) fn plain(inline: &Inline) -> String {
    match inline {
        Inline::Text { text } | Inline::Marked { text, .. } => text.clone(),
        Inline::Emphasis { content }
        | Inline::Strong { content }
        | Inline::Link { content, .. } => plain_text(content),
        Inline::Break => " ".to_owned(),
        Inline::Footnote { .. } | Inline::Sentence { .. } => String::new(),
    }
}

/// The bases of the marks in a run.
#[must_use]
pub fn bases(run: &[Inline]) -> Vec<&Basis> {
    let mut found = Vec::new();
    for inline in run {
        match inline {
            Inline::Marked { basis, .. } => found.push(basis),
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => found.extend(bases(content)),
            Inline::Text { .. }
            | Inline::Break
            | Inline::Footnote { .. }
            | Inline::Sentence { .. } => {}
        }
    }
    found
}
