//! Links within the report: to a heading, by its words, as in `[het hoofdstuk Verantwoording](#verantwoording)`.

use std::collections::{BTreeMap, BTreeSet};

use super::content::runs_mut;
use super::tree::{Block, Document, Inline};

/// Makes the identifiers of headings, each another.
#[derive(Debug, Default)]
pub(crate) struct Identifiers(BTreeMap<String, usize>);

impl Identifiers {
    /// The identifier of a heading with these words, fit for a URL fragment.
    pub(crate) fn of(&mut self, words: &str) -> String {
        let words: String = words
            .to_lowercase()
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { ' ' })
            .collect();
        let slug = words.split_whitespace().collect::<Vec<_>>().join("-");
        let slug = if slug.is_empty() { "deel".to_owned() } else { slug };
        let seen = self.0.entry(slug.clone()).or_default();
        *seen += 1;
        if *seen == 1 { slug } else { format!("{slug}-{seen}") }
    }
}

/// The heading that a link leads to, by its identifier; `None` if the link leads out of the report.
#[must_use]
pub fn heading_of(url: &str) -> Option<&str> {
    url.strip_prefix('#')
}

/// The identifiers of the headings among some blocks.
pub(super) fn headings(blocks: &[Block]) -> BTreeSet<String> {
    named(blocks).into_iter().map(|(id, _)| id.to_owned()).collect()
}

/// The headings among some blocks, each by its identifier.
fn named(blocks: &[Block]) -> Vec<(&str, &[Inline])> {
    let mut found: Vec<(&str, &[Inline])> = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { id, content, .. } => found.push((id, content)),
            Block::Box { id, title, blocks, .. } => {
                found.push((id, title));
                found.extend(named(blocks));
            }
            Block::List { items, .. } => found.extend(items.iter().flat_map(|item| named(item))),
            Block::Quote { blocks, .. } => found.extend(named(blocks)),
            Block::Paragraph { .. }
            | Block::Table { .. }
            | Block::Chart { .. }
            | Block::Photo { .. } => {}
        }
    }
    found
}

impl Document {
    /// The headings that links lead to, each once, by its identifier.
    #[must_use]
    pub fn referenced(&self) -> Vec<(&str, &[Inline])> {
        let mut led = BTreeSet::new();
        self.each_run(&mut |run| lead(run, &mut led));
        let mut found = named(&self.blocks);
        found.retain(|(id, _)| led.contains(id));
        found
    }
}

/// Adds the headings that the links in a run lead to.
fn lead<'a>(run: &'a [Inline], led: &mut BTreeSet<&'a str>) {
    for inline in run {
        match inline {
            Inline::Link { url, content } => {
                led.extend(heading_of(url));
                lead(content, led);
            }
            Inline::Emphasis { content } | Inline::Strong { content } => lead(content, led),
            Inline::Text { .. }
            | Inline::Marked { .. }
            | Inline::Footnote { .. }
            | Inline::Break
            | Inline::Sentence { .. } => {}
        }
    }
}

/// Makes text of each link to a heading that is not among these.
pub(super) fn unlink(blocks: &mut [Block], notes: &mut [Vec<Inline>], headings: &BTreeSet<String>) {
    runs_mut(blocks, &mut |run| unlinked(run, headings));
    for note in notes {
        unlinked(note, headings);
    }
}

fn unlinked(run: &mut Vec<Inline>, ids: &BTreeSet<String>) {
    for mut inline in std::mem::take(run) {
        match &mut inline {
            Inline::Link { url, content } => {
                unlinked(content, ids);
                if heading_of(url).is_some_and(|id| !ids.contains(id)) {
                    run.append(content);
                    continue;
                }
            }
            Inline::Emphasis { content } | Inline::Strong { content } => unlinked(content, ids),
            Inline::Text { .. }
            | Inline::Marked { .. }
            | Inline::Footnote { .. }
            | Inline::Break
            | Inline::Sentence { .. } => {}
        }
        run.push(inline);
    }
}
