//! The municipality that a preview is for, what the preview is made of, and the pieces that its chapters share.

use std::collections::BTreeSet;

use crate::document::plain::text;
use crate::document::{self, Chapter, Document, Inline, Meta, heading_of};
use crate::facts::Facts;
use pmg_core::basis::{Basis, Beside};
use pmg_core::checks::Return;
use pmg_core::cycle::Municipality;
use pmg_core::finding::Finding;

/// The report, read once, in which each preview looks things up.
#[derive(Debug)]
pub struct Report<'a> {
    pub(super) meta: &'a Meta,
    pub(super) chapters: Vec<Chapter<'a>>,
    /// The bases of its marks.
    pub(super) bases: BTreeSet<&'a Basis>,
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

/// The municipality that a preview is for, and all that it is made of.
pub(super) struct Subject<'a> {
    pub(super) municipality: &'a Municipality,
    pub(super) given: &'a Return,
    pub(super) material: Material<'a>,
}

impl Subject<'_> {
    /// The run without what is about another municipality alone, and without references to footnotes.
    pub(super) fn masked(&self, run: &[Inline]) -> Vec<Inline> {
        let about_another = |basis: &Basis| {
            basis.municipalities().iter().any(|it| **it != self.municipality.code)
                // The report shows the numbers from which this follows, and a preview does not.
                || matches!(basis, Basis::LastYear { what, .. } if *what != Beside::Before)
        };
        let kept = run.iter().flat_map(|inline| match inline {
            Inline::Marked { basis, .. } if about_another(basis) => vec![text(MASK)],
            Inline::Emphasis { content } => {
                vec![Inline::Emphasis { content: self.masked(content) }]
            }
            Inline::Strong { content } => vec![Inline::Strong { content: self.masked(content) }],
            // The headings of the report are not in a preview.
            Inline::Link { url, content } if heading_of(url).is_some() => self.masked(content),
            Inline::Link { url, content } => {
                vec![Inline::Link { url: url.clone(), content: self.masked(content) }]
            }
            Inline::Footnote { .. } | Inline::Sentence { .. } => Vec::new(),
            Inline::Text { .. } | Inline::Marked { .. } | Inline::Break => vec![inline.clone()],
        });
        kept.collect()
    }

    /// What somebody typed, on one line and without what cannot be printed.
    pub(super) fn clean(&self, typed: &str) -> String {
        let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        line.chars().filter(|c| (self.material.printable)(*c)).collect()
    }
}

/// Stands for what the report says of another municipality alone.
pub(super) const MASK: &str = "(…)";

pub(super) fn marked(text: impl Into<String>, basis: Basis) -> Inline {
    Inline::Marked { text: text.into(), basis }
}
