//! Makes a document the letter that goes with a report.

use pmg_core::cycle::{Letter, Settings};
use pmg_core::dutch;

use super::content::plain_text;
#[cfg(any(feature = "pdf", feature = "word"))]
use super::tree::Inline;
use super::tree::{Block, Document, Layout};

/// How the heading of an annex to a letter begins.
#[cfg(any(feature = "pdf", feature = "word"))]
const ANNEX: &str = "Bijlage";

impl Document {
    /// The headings of chapters and sections, in reading order.
    #[must_use]
    pub fn headings(&self) -> Vec<String> {
        let heading = |block: &Block| match block {
            Block::Heading { level: 1 | 2, content, .. } => Some(plain_text(content)),
            _ => None,
        };
        self.blocks.iter().filter_map(heading).collect()
    }

    /// Gives the document the title, the day and the layout of the letter of a year.
    pub fn become_letter(&mut self, letter: &Letter, settings: &Settings) {
        let meta = &mut self.meta;
        meta.title = letter.title(settings);
        meta.subtitle = format!("Brief bij ‘{}’", settings.report_title());
        meta.date = letter.date(settings);
        meta.published = dutch::date(meta.date);
        meta.layout = Layout::Letter;
    }

    /// Whether a chapter with this heading opens a page: in a letter only an annex does.
    #[cfg(any(feature = "pdf", feature = "word"))]
    pub(crate) fn opens_page(&self, heading: &[Inline]) -> bool {
        self.meta.layout == Layout::Report || plain_text(heading).starts_with(ANNEX)
    }
}
