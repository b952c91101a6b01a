//! Puts figures in words: every phrase that a template can ask for, and what each rests on.
//!
//! In: the [`Facts`] of a year, and a code. Out: a phrase whose number is a mark: a place holder goes into the
//! Markdown, while the words and their [`Basis`] are set aside. So text that a municipality typed never passes
//! through a template or Markdown.

mod charts;
mod exclusive;
mod figures;
mod form;
mod last_year;
mod matrices;
mod register;
mod series;
mod share;
mod vague;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use crate::facts::Facts;
use pmg_core::basis::Basis;
use pmg_core::cycle::{Piece, pieces};
use pmg_core::dutch;

pub use charts::{Chart, ChartKind};
pub(crate) use form::{PhraseForm, PhraseResult, verb_forms};
pub(crate) use matrices::Spot;

/// Opens a mark in the Markdown.
pub const MARK_START: char = '\u{E000}';
/// Closes a mark in the Markdown.
pub const MARK_END: char = '\u{E001}';
/// Stands before the index in the place holder of a chart, which is no mark.
pub const CHART: char = 'f';

/// Text that leads back to what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The text as printed, in the middle of a sentence.
    pub text: String,
    /// What it rests on.
    pub basis: Basis,
}

/// Builds the phrases that templates ask for, and keeps their marks.
pub(crate) struct Phrases {
    pub(crate) facts: Arc<Facts>,
    /// The codes of interventions and themes that some template names.
    pub(crate) mentioned: BTreeSet<String>,
    /// The headings of the report, as far as the text can lead to them.
    headings: Vec<String>,
    marks: Mutex<Vec<Mark>>,
    charts: Mutex<Vec<Chart>>,
}

impl Phrases {
    /// The phrases of a year, for templates that name these codes.
    pub(crate) fn new(
        facts: &Arc<Facts>,
        mentioned: &BTreeSet<String>,
        headings: Vec<String>,
    ) -> Self {
        Self {
            facts: Arc::clone(facts),
            mentioned: mentioned.clone(),
            headings,
            marks: Mutex::default(),
            charts: Mutex::default(),
        }
    }

    /// Takes out the marks that were made so far.
    pub(crate) fn take_marks(&self) -> Vec<Mark> {
        std::mem::take(&mut *self.marks.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes out the charts that were made so far.
    pub(crate) fn take_charts(&self) -> Vec<Chart> {
        std::mem::take(&mut *self.charts.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Keeps a chart and returns its place holder for the Markdown, which stands for a block of its own.
    pub(crate) fn place_chart(&self, chart: Chart) -> String {
        let mut charts = self.charts.lock().unwrap_or_else(PoisonError::into_inner);
        charts.push(chart);
        format!("{MARK_START}{CHART}{}{MARK_END}", charts.len() - 1)
    }

    /// Keeps a mark and returns its place holder for the Markdown.
    pub(crate) fn mark(&self, text: impl Into<String>, basis: Basis) -> String {
        let mut marks = self.marks.lock().unwrap_or_else(PoisonError::into_inner);
        marks.push(Mark { text: text.into(), basis });
        format!("{MARK_START}{}{MARK_END}", marks.len() - 1)
    }

    /// Keeps a text that the team typed, as marks: what is a constant in it leads to its own source.
    pub(crate) fn with_constants(&self, text: &str, basis: &Basis) -> String {
        let constants = &self.facts.cycle.constants;
        let said = |(at, piece): (usize, Piece<'_>)| match piece {
            Piece::Constant(name) => {
                let text = constants.get(name).map_or("", |constant| constant.text.as_str());
                let text = if at == 0 { dutch::capitalise(text) } else { text.to_owned() };
                self.constant(name, &text)
            }
            // A link on a full stop alone would lead nobody anywhere.
            Piece::Words(words) if words.chars().all(|c| c == ' ' || ".,;:?!".contains(c)) => {
                words.to_owned()
            }
            Piece::Words(words) => {
                let bare = words.trim();
                let (before, after) = words.split_once(bare).unwrap_or_default();
                format!("{before}{}{after}", self.mark(bare, basis.clone()))
            }
        };
        pieces(text).into_iter().enumerate().map(said).collect()
    }

    /// Whether the report has a chapter or a section with this heading.
    pub(crate) fn has_heading(&self, title: &str) -> bool {
        let title = title.trim().to_lowercase();
        self.headings.iter().any(|heading| heading.trim().to_lowercase() == title)
    }

    /// Keeps words about a constant. Behind a euro sign no line ends.
    pub(crate) fn constant(&self, name: &str, said: &str) -> String {
        self.mark(said.replace("€ ", "€\u{a0}"), Basis::Constant(name.to_owned()))
    }

    /// The mark whose place holder the text is; `None` if it is anything else.
    pub(crate) fn marked(&self, text: &str) -> Option<Mark> {
        let index = text.strip_prefix(MARK_START)?.strip_suffix(MARK_END)?;
        let marks = self.marks.lock().unwrap_or_else(PoisonError::into_inner);
        marks.get(index.parse::<usize>().ok()?).cloned()
    }
}
