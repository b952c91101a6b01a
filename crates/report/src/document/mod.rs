//! Turns the Markdown of the narrative into one tree, from which every format is made.
//!
//! In: the [`Narrative`] and the year's settings. Out: a [`Document`], and a finding for every number that stands in
//! the text without a mark or right beside another, and for markup that does not work. Raw HTML becomes the text that
//! it is; what is nested too deep moves a layer up.

mod depth;
mod markup;
mod numbers;
mod parser;
mod polish;
mod printable;
mod runs;
mod sentences;
mod side_by_side;
pub mod tree;

use crate::template::{Narrative, Written};
use pmg_core::basis::Basis;
use pmg_core::checks::rules::{naked_number, numbers_side_by_side};
use pmg_core::cycle::Settings;
use pmg_core::dutch;
use pmg_core::edition::Edition;
use pmg_core::finding::{Checked, Finding};
use pmg_core::place::Place;

use numbers::Naked;
use parser::Parser;
pub use sentences::{Chapter, Sentence, chapters, listed, sentences};
pub use tree::{Align, Block, Document, Given, Inline, LeftOut, Meta, Provenance, Provenances};

/// Builds the document, with the findings on its text. `printable` says whether the fonts of every format have a
/// character.
#[must_use]
pub fn parse(
    narrative: &Narrative,
    settings: &Settings,
    printable: fn(char) -> bool,
) -> Checked<Document> {
    let ((naked, mistakes), (mut blocks, mut footnotes)) = rayon::join(
        || (numbers::naked(narrative), markup::findings(narrative, printable)),
        || Parser::new(&narrative.markdown, &narrative.marks).parse(),
    );
    polish::blocks(&mut blocks);
    for note in &mut footnotes {
        polish::inlines(note);
    }
    let document = Document {
        meta: Meta {
            title: settings.title.clone(),
            subtitle: settings.subtitle.clone(),
            year: settings.year,
            date: settings.publication,
            published: dutch::month_and_year(settings.publication),
            organisation: settings.organisation.clone(),
            edition: Edition::Draft,
            notice: settings.notice.clone(),
        },
        blocks,
        footnotes,
        provenances: Provenances::default(),
    };
    let naked = naked.iter().map(found);
    let pairs = side_by_side::pairs(&document);
    let pairs =
        pairs.iter().map(|([one, two], around)| numbers_side_by_side::find(one, two, around));
    let findings = naked.chain(pairs).chain(mistakes).collect();
    Checked { value: document, findings }
}

/// The finding for a number that somebody typed.
fn found(naked: &Naked) -> Finding {
    let finding = naked_number::find(&naked.number, &naked.around);
    match &naked.written {
        Some(Written { origin, line, column }) => finding.at(Place::text(origin, *line, *column)),
        None => finding,
    }
}

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
fn lines_in<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a [Vec<Inline>], bool)) {
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
        }
    }
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
            Block::Heading { .. } | Block::Paragraph { .. } => {}
        }
    }
    found
}

/// The plain text of a run.
#[must_use]
pub fn plain_text(run: &[Inline]) -> String {
    run.iter().map(plain).collect()
}

fn plain(inline: &Inline) -> String {
    match inline {
        Inline::Text { text } | Inline::Marked { text, .. } => text.clone(),
        Inline::Emphasis { content }
        | Inline::Strong { content }
        | Inline::Link { content, .. } => plain_text(content),
        Inline::Break => " ".to_owned(),
        Inline::Footnote { .. } => String::new(),
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
            Inline::Text { .. } | Inline::Break | Inline::Footnote { .. } => {}
        }
    }
    found
}
