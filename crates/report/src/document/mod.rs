//! Turns the Markdown of the narrative into one tree, from which every format is made.
//!
//! In: the [`Narrative`] and the year's settings. Out: a [`Document`], and a finding for every number that stands in
//! the text without a mark or right beside another, and for markup that does not work. Raw HTML becomes the text that
//! it is; what is nested too deep moves a layer up.

mod bullets;
mod content;
mod depth;
mod letter;
mod markup;
mod numbering;
mod numbers;
mod parser;
mod photos;
pub(crate) mod plain;
mod polish;
mod printable;
mod references;
mod runs;
mod sentence_numbers;
mod sentences;
mod side_by_side;
pub mod tree;

use crate::template::{Narrative, Written};
use pmg_core::checks::rules::{naked_number, numbers_side_by_side};
use pmg_core::cycle::{Settings, Style};
use pmg_core::dutch;
use pmg_core::edition::Edition;
use pmg_core::finding::{Checked, Finding};
use pmg_core::place::Place;

pub use content::{bases, bases_in, plain_text, tables_in};
use numbers::Naked;
use parser::Parser;
pub(crate) use references::Identifiers;
pub use references::heading_of;
pub use sentence_numbers::SentenceNumbers;
pub use sentences::{Chapter, Sentence, chapters, listed, sentences};
pub use tree::{
    Align, Block, Document, Drawing, Given, Inline, Layout, LeftOut, Meta, Provenance, Provenances,
};

/// Builds the document, with the findings on its text. `printable` says whether the fonts of every format have a
/// character.
#[must_use]
pub fn parse(
    narrative: &Narrative,
    settings: &Settings,
    printable: fn(char) -> bool,
) -> Checked<Document> {
    let (naked, (mut blocks, mut footnotes)) =
        rayon::join(|| numbers::naked(narrative), || Parser::new(narrative).parse());
    let headings = references::headings(&blocks);
    let mistakes = markup::findings(narrative, &headings, printable);
    references::unlink(&mut blocks, &mut footnotes, &headings);
    blocks = bullets::listed(blocks);
    numbering::captions(&mut blocks);
    polish::blocks(&mut blocks);
    for note in &mut footnotes {
        polish::inlines(note);
    }
    let document = Document {
        meta: Meta {
            title: settings.report_title(),
            subtitle: settings.subtitle.clone(),
            year: settings.year,
            date: settings.publication,
            published: dutch::month_and_year(settings.publication),
            organisation: settings.organisation.clone(),
            edition: Edition::Draft,
            label: String::new(),
            number: None,
            layout: Layout::Report,
            notice: settings.notice.clone(),
        },
        blocks,
        footnotes,
        provenances: Provenances::default(),
        style: Style::neutral(),
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
