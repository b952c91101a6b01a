//! The text of each block with the place in the Markdown of every byte, in the order of the Markdown.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::parser::{OPTIONS, is_block};

/// The text that a block holds: a paragraph, a heading, an item, a cell of a table.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) text: String,
    /// Where each piece of the text begins, in the text and in the Markdown, and whether it was typed exactly so.
    pieces: Vec<(usize, usize, bool)>,
}

impl Run {
    /// The byte of the Markdown from which the byte of the text came.
    pub(super) fn offset(&self, byte: usize) -> usize {
        let after = self.pieces.partition_point(|(start, ..)| *start <= byte);
        let (start, offset, alike) = after.checked_sub(1).map_or((0, 0, true), |i| self.pieces[i]);
        if alike { offset + byte - start } else { offset }
    }

    fn push(&mut self, text: &str, source: &Range<usize>, markdown: &str) {
        let alike = markdown.get(source.clone()) == Some(text);
        self.pieces.push((self.text.len(), source.start, alike));
        self.text.push_str(text);
    }
}

/// The runs of a Markdown text that have any text in them.
pub(super) fn runs(markdown: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut current = Run::default();
    let events = pulldown_cmark::Parser::new_ext(markdown, OPTIONS).into_offset_iter();
    for (event, source) in events {
        match event {
            Event::Start(tag) if is_block(&tag) => {
                finish(&mut current, &mut runs);
                if let Tag::List(Some(first)) = tag {
                    current.push(&unexpected(first), &source, markdown);
                }
            }
            Event::End(tag) if ends_block(tag) => finish(&mut current, &mut runs),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                current.push(&text, &source, markdown);
            }
            Event::Code(text) => {
                // The text stands somewhere between backticks.
                let inside = markdown[source.clone()].find(&*text).unwrap_or_default();
                let start = source.start + inside;
                current.push(&text, &(start..start + text.len()), markdown);
            }
            Event::SoftBreak | Event::HardBreak => current.push(" ", &source, markdown),
            _ => {}
        }
    }
    finish(&mut current, &mut runs);
    runs
}

/// The number that a list starts with; empty if it is 1. `2024.` at the start of a paragraph makes a list of it, so
/// the number was meant as text.
fn unexpected(first: u64) -> String {
    if first == 1 { String::new() } else { first.to_string() }
}

pub(super) fn ends_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

fn finish(current: &mut Run, runs: &mut Vec<Run>) {
    let run = std::mem::take(current);
    if !run.text.is_empty() {
        runs.push(run);
    }
}
