//! Shows one municipality what the report makes of its answers.
//!
//! In: the [`Facts`] of a year, the [`Report`] made of them, and what was found. Out: a [`Document`] for
//! one municipality: what stands open, its own answers exactly, the sentences that rest on them, and its
//! own words. Refuses the numbers of other municipalities: what the report prints of them is left out.

mod answers;
mod open;
mod sentences;
mod words;

use std::collections::BTreeSet;

use crate::document::{self, Block, Chapter, Document, Inline, Meta, Provenances};
use crate::facts::Facts;
use pmg_core::basis::Basis;
use pmg_core::checks::Return;
use pmg_core::cycle::Municipality;
use pmg_core::edition::Edition;
use pmg_core::finding::Finding;

/// The report, read once, in which each preview looks things up.
#[derive(Debug)]
pub struct Report<'a> {
    meta: &'a Meta,
    chapters: Vec<Chapter<'a>>,
    /// The bases of its marks.
    bases: BTreeSet<&'a Basis>,
}

impl<'a> Report<'a> {
    /// Reads the report.
    #[must_use]
    pub fn of(document: &'a Document) -> Self {
        let mut bases = BTreeSet::new();
        document.each_run(&mut |run| bases.extend(document::bases(run)));
        Self { meta: &document.meta, chapters: document::chapters(document), bases }
    }
}

/// What a preview is made of.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// What the report speaks of.
    pub facts: &'a Facts,
    /// The report.
    pub report: &'a Report<'a>,
    /// Everything that was found on the way.
    pub findings: &'a [Finding],
    /// Whether every format can print a character.
    pub printable: fn(char) -> bool,
}

/// The preview for a municipality; `None` if it handed in nothing usable.
#[must_use]
pub fn write(municipality: &Municipality, material: Material<'_>) -> Option<Document> {
    let subject =
        Subject { municipality, given: material.facts.accepted.get(&municipality.code)?, material };
    let mut blocks = subject.opening();
    blocks.extend(open::blocks(&subject));
    blocks.extend(answers::blocks(&subject));
    blocks.extend(sentences::blocks(&subject));
    blocks.extend(words::blocks(&subject));
    let (name, year) = (&municipality.name, material.facts.cycle.settings.year);
    let meta = Meta {
        title: format!("Inzage: {name}"),
        subtitle: format!(
            "Wat het rapport van {year} met de antwoorden van {name} doet. Alleen voor de gemeente zelf, niet om te publiceren."
        ),
        edition: Edition::Draft,
        ..material.report.meta.clone()
    };
    Some(Document { meta, blocks, footnotes: Vec::new(), provenances: Provenances::default() })
}

/// The municipality that a preview is for, and all that it is made of.
struct Subject<'a> {
    municipality: &'a Municipality,
    given: &'a Return,
    material: Material<'a>,
}

impl Subject<'_> {
    fn opening(&self) -> Vec<Block> {
        let year = self.material.facts.cycle.settings.year;
        let (name, file) = (&self.municipality.name, self.clean(&self.given.file.name));
        vec![
            heading(1, "overzicht", "Over dit overzicht"),
            paragraph(format!(
                "Dit overzicht laat zien wat het rapport van {year} doet met de antwoorden van de gemeente {name}. Het \
                 rapport is nog een concept. De antwoorden komen uit het bestand {file}."
            )),
            paragraph(
                "Klopt er iets niet? Verbeter het in uw vragenlijst en stuur die opnieuw naar het programmateam.",
            ),
        ]
    }

    /// The run without what is about another municipality alone, and without references to footnotes.
    fn masked(&self, run: &[Inline]) -> Vec<Inline> {
        let about_another =
            |basis: &Basis| basis.municipalities().iter().any(|it| **it != self.municipality.code);
        let kept = run.iter().filter_map(|inline| match inline {
            Inline::Marked { basis, .. } if about_another(basis) => Some(text(MASK)),
            Inline::Emphasis { content } => {
                Some(Inline::Emphasis { content: self.masked(content) })
            }
            Inline::Strong { content } => Some(Inline::Strong { content: self.masked(content) }),
            Inline::Link { url, content } => {
                Some(Inline::Link { url: url.clone(), content: self.masked(content) })
            }
            Inline::Footnote { .. } => None,
            Inline::Text { .. } | Inline::Marked { .. } | Inline::Break => Some(inline.clone()),
        });
        kept.collect()
    }

    /// What somebody typed, on one line and without what cannot be printed.
    fn clean(&self, typed: &str) -> String {
        let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        line.chars().filter(|c| (self.material.printable)(*c)).collect()
    }
}

/// Stands for what the report says of another municipality alone.
const MASK: &str = "(…)";

fn text(text: impl Into<String>) -> Inline {
    Inline::Text { text: text.into() }
}

fn marked(text: impl Into<String>, basis: Basis) -> Inline {
    Inline::Marked { text: text.into(), basis }
}

fn paragraph(words: impl Into<String>) -> Block {
    Block::Paragraph { content: vec![text(words)] }
}

fn heading(level: u8, id: impl Into<String>, words: &str) -> Block {
    Block::Heading { level, id: id.into(), content: vec![text(words)] }
}
