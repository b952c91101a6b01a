//! Parses the Markdown into blocks. Only this file, `depth.rs`, `runs.rs` and `markup/` know pulldown-cmark.

use std::collections::BTreeMap;

use pulldown_cmark::{Alignment, Event, HeadingLevel, Options, Tag, TextMergeStream};

use rust_decimal::prelude::ToPrimitive;

use crate::phrase::{CHART, Chart, ChartKind, MARK_END, MARK_START, Mark};
use crate::template::Narrative;

use super::content::{lines_in, plain, plain_text};
use super::depth::limited;
use super::references::Identifiers;
use super::tree::{Align, Block, Drawing, Inline};

/// What the narrative uses beside plain Markdown.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES);
/// A paragraph that starts so, directly before a table, is its caption.
pub(super) const CAPTION: &str = "Tabel:";
/// A paragraph that says just this, directly before a list, makes cards of its items.
pub(super) const CARDS: &str = "Kaarten:";
/// A paragraph that starts so, directly before a picture, is its caption.
pub(super) const PICTURE_CAPTION: &str = "Figuur:";
/// A paragraph that starts so, at the end of a quote, says whose words it has.
const ATTRIBUTION: &str = "— ";

pub(super) struct Parser<'a> {
    events: std::vec::IntoIter<Event<'a>>,
    marks: &'a [Mark],
    charts: &'a [Chart],
    /// The charts whose place holders stood in the run that was read last.
    placed: Vec<usize>,
    /// Labels of footnotes in the order of their first reference.
    references: Vec<String>,
    definitions: BTreeMap<String, Vec<Inline>>,
    ids: Identifiers,
    level: u8,
}

impl<'a> Parser<'a> {
    pub(super) fn new(narrative: &'a Narrative) -> Self {
        let events = pulldown_cmark::Parser::new_ext(&narrative.markdown, OPTIONS);
        Self {
            events: TextMergeStream::new(limited(events)).collect::<Vec<_>>().into_iter(),
            marks: &narrative.marks,
            charts: &narrative.charts,
            placed: Vec::new(),
            references: Vec::new(),
            definitions: BTreeMap::new(),
            ids: Identifiers::default(),
            level: 0,
        }
    }

    /// The blocks, and the footnotes in the order of their references.
    pub(super) fn parse(mut self) -> (Vec<Block>, Vec<Vec<Inline>>) {
        let blocks = self.blocks();
        let mut definitions = self.definitions;
        // A reference in other letters than the note is a finding, and a note that lies too deep is text around it.
        let note = |label: &String| definitions.remove(label).unwrap_or_default();
        (blocks, self.references.iter().map(note).collect())
    }

    /// The blocks up to the end of the container that is open.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut loose: Vec<Inline> = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if is_block(&tag) => {
                    flush(&mut loose, &mut blocks);
                    if let Some(block) = self.block(tag, &mut blocks) {
                        blocks.push(block);
                    }
                }
                // An item of a tight list holds its text without a paragraph.
                other => self.inline(other, &mut loose),
            }
        }
        flush(&mut loose, &mut blocks);
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, before: &mut Vec<Block>) -> Option<Block> {
        Some(match tag {
            Tag::Paragraph | Tag::HtmlBlock | Tag::CodeBlock(_) => {
                self.placed.clear();
                let content = self.inlines();
                match self.placed.as_slice() {
                    [only] if content.is_empty() => self.chart(*only, before)?,
                    // One that stands anywhere else is a finding.
                    _ => (!content.is_empty()).then_some(Block::Paragraph { content })?,
                }
            }
            Tag::Heading { level, .. } => {
                let content = self.inlines();
                let text = plain_text(&content);
                if text.trim().is_empty() {
                    // No format can lead to a heading that says nothing.
                    return (!content.is_empty()).then_some(Block::Paragraph { content });
                }
                let id = self.ids.of(&text);
                Block::Heading { level: self.level(level), id, content }
            }
            Tag::BlockQuote(_) => quote_or_box(self.blocks()),
            Tag::List(start) => {
                let is_cards = take_caption(before, CARDS, <[Inline]>::is_empty).is_some();
                Block::List { start, is_cards, items: self.items() }
            }
            Tag::Table(alignments) => self.table(&alignments, before),
            Tag::FootnoteDefinition(label) => {
                let mut content = Vec::new();
                lines_in(&self.blocks(), &mut |runs, _| {
                    content.extend(runs.iter().flatten().cloned());
                });
                self.definitions.insert(label.to_string(), content);
                return None;
            }
            _ => {
                before.extend(self.blocks());
                return None;
            }
        })
    }

    fn items(&mut self) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some(Event::Start(Tag::Item)) = self.events.next() {
            items.push(self.blocks());
        }
        items
    }

    fn table(&mut self, alignments: &[Alignment], before: &mut Vec<Block>) -> Block {
        let columns = alignments.iter().map(|alignment| match alignment {
            Alignment::Right => Align::Right,
            Alignment::Left | Alignment::Center | Alignment::None => Align::Left,
        });
        let columns = columns.collect();
        let mut rows = Vec::new();
        while let Some(Event::Start(_)) = self.events.next() {
            let mut row = Vec::new();
            while let Some(Event::Start(_)) = self.events.next() {
                row.push(self.inlines());
            }
            rows.push(row);
        }
        let header = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        let caption = take_caption(before, CAPTION, |_| true).unwrap_or_default();
        Block::Table { label: String::new(), caption, columns, header, rows }
    }

    /// A picture; `None` if there is no such chart.
    fn chart(&self, index: usize, before: &mut Vec<Block>) -> Option<Block> {
        let Chart { kind, theme, whole, header, rows, tiles } = self.charts.get(index)?;
        let cells = |texts: &[String]| texts.iter().map(|text| self.words(text)).collect();
        // Behind a name stand numbers, but for small maps, of which the table has names.
        let is_text = |x: usize| x == 0 || *kind == ChartKind::SmallMaps;
        let columns =
            (0..header.len()).map(|x| if is_text(x) { Align::Left } else { Align::Right });
        let length = |number: &rust_decimal::Decimal| number.to_f64().unwrap_or_default();
        let data = Block::Table {
            label: String::new(),
            caption: take_caption(before, PICTURE_CAPTION, |_| true).unwrap_or_default(),
            columns: columns.collect(),
            header: cells(header),
            rows: rows.iter().map(|row| cells(&row.cells)).collect(),
        };
        let drawing = Drawing {
            kind: *kind,
            theme: *theme,
            whole: length(whole),
            values: rows.iter().map(|row| row.values.iter().map(length).collect()).collect(),
            tiles: tiles.clone(),
        };
        Some(Block::Chart { drawing, data: Box::new(data) })
    }

    /// The words of a text that is no Markdown, with its marks.
    fn words(&self, text: &str) -> Vec<Inline> {
        let mut content = Vec::new();
        split(text, self.marks, &mut content);
        content
    }

    /// The inline content up to the end of the container that is open.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut content = Vec::new();
        while let Some(event) = self.events.next() {
            if let Event::End(_) = event {
                break;
            }
            self.inline(event, &mut content);
        }
        content
    }

    fn inline(&mut self, event: Event<'a>, content: &mut Vec<Inline>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text(&text, content);
            }
            Event::SoftBreak => self.text(" ", content),
            Event::HardBreak => content.push(Inline::Break),
            Event::FootnoteReference(label) => {
                let known = self.references.iter().position(|each| **each == *label);
                let index = known.unwrap_or_else(|| {
                    self.references.push(label.to_string());
                    self.references.len() - 1
                });
                content.push(Inline::Footnote { index });
            }
            Event::Start(Tag::Emphasis) => {
                content.push(Inline::Emphasis { content: self.inlines() });
            }
            Event::Start(Tag::Strong) => {
                content.push(Inline::Strong { content: self.inlines() });
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                content.push(Inline::Link { url: dest_url.to_string(), content: self.inlines() });
            }
            Event::Start(_) => content.extend(self.inlines()),
            _ => {}
        }
    }

    /// Splits text at its marks.
    fn text(&mut self, text: &str, content: &mut Vec<Inline>) {
        self.placed.extend(split(text, self.marks, content));
    }

    /// The level of a heading, never more than one below the one before it.
    fn level(&mut self, level: HeadingLevel) -> u8 {
        self.level = (level as u8).min(self.level + 1);
        self.level
    }
}

pub(super) fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

/// Splits text at its marks, and returns the charts whose place holders stand in it.
fn split(text: &str, marks: &[Mark], content: &mut Vec<Inline>) -> Vec<usize> {
    let mut charts = Vec::new();
    let mut parts = text.split(MARK_START);
    push_text(parts.next().expect("a split has a first part"), content);
    for part in parts {
        let (index, rest) = part.split_once(MARK_END).unwrap_or(("", part));
        charts.extend(index.strip_prefix(CHART).and_then(|chart| chart.parse::<usize>().ok()));
        if let Some(mark) = index.parse::<usize>().ok().and_then(|index| marks.get(index)) {
            let Mark { text, basis } = mark.clone();
            content.push(Inline::Marked { text, basis });
        }
        push_text(rest, content);
    }
    charts
}

fn push_text(text: &str, content: &mut Vec<Inline>) {
    match content.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text { text: before }) => before.push_str(text),
        _ => content.push(Inline::Text { text: text.to_owned() }),
    }
}

fn flush(loose: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    if !loose.is_empty() {
        blocks.push(Block::Paragraph { content: std::mem::take(loose) });
    }
}

/// A block quote that opens with a heading is a box; another is somebody's words.
fn quote_or_box(mut blocks: Vec<Block>) -> Block {
    if let Some(Block::Heading { level, id, content }) = blocks.first().cloned() {
        blocks.remove(0);
        return Block::Box { level, id, title: content, blocks };
    }
    let attribution = match blocks.last_mut() {
        Some(Block::Paragraph { content }) => take_prefix(content, ATTRIBUTION),
        _ => None,
    };
    if attribution.is_some() {
        blocks.pop();
    }
    Block::Quote { blocks, attribution }
}

/// What stands behind `prefix` in the paragraph directly before a block, if it fits: taken out of the text. `None` if
/// there is no such paragraph.
fn take_caption(
    before: &mut Vec<Block>,
    prefix: &str,
    fits: impl Fn(&[Inline]) -> bool,
) -> Option<Vec<Inline>> {
    let Block::Paragraph { content } = before.last()? else { return None };
    let rest = take_prefix(content, prefix).filter(|rest| fits(rest))?;
    before.pop();
    Some(rest)
}

/// The content without `prefix`, if it starts with it.
fn take_prefix(content: &[Inline], prefix: &str) -> Option<Vec<Inline>> {
    let (first, rest) = content.split_first()?;
    let text = plain(first).strip_prefix(prefix)?.trim_start().to_owned();
    let first = (!text.is_empty()).then_some(Inline::Text { text });
    Some(first.into_iter().chain(rest.iter().cloned()).collect())
}
