//! Finds markup in the templates that does not do what its writer meant: it is printed as it was typed, or
//! what it stands for is lost. Markdown has no errors, so nothing else would tell.

mod block;
mod lost;
mod signs;

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use crate::phrase::{CHART, MARK_END, MARK_START};
use crate::template::Narrative;
use pmg_core::checks::rules::{
    character_lost, heading_wrong, html_in_text, list_not_marked, markup_left_over,
    nested_too_deep, picture_in_text, picture_misplaced, table_uneven,
};
use pmg_core::dutch;
use pmg_core::finding::Finding;
use pmg_core::place::Place;

use super::depth::{self, Depth, Layer};
use super::parser::{OPTIONS, is_block};
use super::references::heading_of;
use super::runs::ends_block;
use super::tree::is_allowed;

use block::Block;

/// The deepest heading.
const DEEPEST: usize = 4;

/// The findings on the markup of the text, by file, line and column; one of a kind for each place, however often a
/// loop prints it.
pub(super) fn findings(
    narrative: &Narrative,
    headings: &BTreeSet<String>,
    printable: fn(char) -> bool,
) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (offset, finding) in mistakes(narrative, headings, printable) {
        let written = narrative.sources.at(offset);
        if written.is_some() && !seen.insert((written.clone(), finding.code, finding.found.clone()))
        {
            continue;
        }
        let place = written.map(|it| Place::text(&it.origin, it.line, it.column));
        found.push(Finding { place, ..finding });
    }
    found.sort_by_key(|it: &Finding| (it.place.is_none(), it.place.clone(), it.code));
    found
}

/// The findings, each with the byte of the Markdown that it is about.
fn mistakes(
    narrative: &Narrative,
    headings: &BTreeSet<String>,
    printable: fn(char) -> bool,
) -> Vec<(usize, Finding)> {
    let mut reader = Reader {
        narrative,
        headings,
        printable,
        found: Vec::new(),
        printed: Vec::new(),
        block: Block::default(),
        quotes: 0,
        items: Vec::new(),
        heading: 0,
        caption: None,
        picture_caption: None,
        cards: None,
        is_paragraph: false,
        columns: 0,
        notes: Vec::new(),
        references: BTreeSet::new(),
    };
    let mut depth = Depth::default();
    let events = pulldown_cmark::Parser::new_ext(&narrative.markdown, OPTIONS);
    for (event, range) in events.into_offset_iter() {
        if depth.next(&event) == Layer::TooDeep && matches!(event, Event::Start(_)) {
            reader.add(range.start, nested_too_deep::find(depth::MOST));
        }
        reader.event(&event, range);
    }
    reader.finish()
}

/// Reads the events in their order.
struct Reader<'a> {
    narrative: &'a Narrative,
    /// The identifiers of the headings.
    headings: &'a BTreeSet<String>,
    printable: fn(char) -> bool,
    found: Vec<(usize, Finding)>,
    /// The bytes of the Markdown that are printed, or that belong to markup.
    printed: Vec<Range<usize>>,
    /// The text that is being read.
    block: Block,
    /// How many quotes are open.
    quotes: usize,
    /// Of each item that is open, whether it holds anything.
    items: Vec<bool>,
    /// Level of the last heading.
    heading: usize,
    /// Where a caption stands whose table must follow.
    caption: Option<usize>,
    /// Where a caption stands whose picture must follow.
    picture_caption: Option<usize>,
    /// Where cards are announced whose list must follow.
    cards: Option<usize>,
    /// Whether the block that is being read is a paragraph.
    is_paragraph: bool,
    /// Columns of the table.
    columns: usize,
    /// Names of the footnotes, and where each stands.
    notes: Vec<(String, Range<usize>)>,
    /// The footnotes that the text refers to.
    references: BTreeSet<String>,
}

impl Reader<'_> {
    fn add(&mut self, offset: usize, finding: Finding) {
        self.found.push((offset, finding));
    }

    fn source(&self, range: &Range<usize>) -> &str {
        &self.narrative.markdown[range.clone()]
    }

    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(*tag, &range),
            Event::Text(text) => self.text(text, range),
            Event::Code(text) => {
                self.lacking(text, range.start);
                self.block.push_neutral(text, range.start);
                self.has_content();
                self.printed.push(range);
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(html, range),
            Event::SoftBreak | Event::HardBreak => {
                self.block.push_break(range.start);
                self.printed.push(range);
            }
            Event::FootnoteReference(label) => {
                self.references.insert(label.to_string());
                self.has_content();
                self.printed.push(range);
            }
            Event::Rule => {
                let typed = self.source(&range).trim().to_owned();
                self.add(range.start, markup_left_over::line(&typed));
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        if is_block(tag) {
            self.close_block();
            let is_inside = matches!(tag, Tag::TableHead | Tag::TableRow | Tag::TableCell);
            if let Some(at) = self.caption.take_if(|_| !is_inside && !matches!(tag, Tag::Table(_)))
            {
                self.add(at, table_uneven::caption_without_table());
            }
            let is_list = matches!(tag, Tag::List(_));
            if let Some(at) = self.cards.take().filter(|_| !is_list) {
                self.add(at, picture_misplaced::cards_without_list());
            }
        }
        match tag {
            Tag::Heading { level, .. } => self.open_heading(*level, range),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::Item => {
                // The bullet or the number is markup.
                let marker = self.source(range).find(char::is_whitespace).unwrap_or_default();
                self.printed.push(range.start..range.start + marker);
                self.items.push(false);
            }
            Tag::Table(columns) => {
                self.caption = None;
                self.columns = columns.len();
                self.has_content();
            }
            Tag::Paragraph => self.is_paragraph = true,
            Tag::TableRow => self.row(range),
            Tag::CodeBlock(kind) => self.code(kind, range),
            Tag::FootnoteDefinition(label) => {
                let name = self.source(range).find("]:").map_or(0, |end| end + 2);
                self.printed.push(range.start..range.start + name);
                self.notes.push((label.to_string(), range.clone()));
            }
            Tag::Link { link_type, dest_url, .. } => self.link(*link_type, dest_url, range),
            Tag::Image { dest_url, .. } => {
                self.add(range.start, picture_in_text::find(dest_url));
                self.has_content();
                self.printed.push(range.clone());
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        if let TagEnd::Heading(_) = tag
            && self.block.is_empty()
        {
            self.add(range.start, heading_wrong::empty());
        }
        if ends_block(tag) {
            self.close_block();
        }
        match tag {
            TagEnd::Paragraph => self.is_paragraph = false,
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::Item => {
                let is_empty = self.items.pop() == Some(false);
                if is_empty {
                    self.add(range.start, list_not_marked::empty());
                }
                self.has_content();
            }
            _ => {}
        }
    }

    /// Notes that the innermost open item is not empty.
    fn has_content(&mut self) {
        if let Some(last) = self.items.last_mut() {
            *last = true;
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        self.lacking(text, range.start);
        let markdown = &self.narrative.markdown;
        let is_escaped = markdown[..range.start].ends_with('\\');
        if markdown.get(range.clone()) == Some(text) {
            self.block.push(text, range.start, is_escaped);
        } else {
            // A character by its name, such as `&amp;`.
            self.block.push_neutral(text, range.start);
        }
        if !text.trim().is_empty() {
            self.has_content();
        }
        self.printed.push(range);
    }

    /// Adds a finding for each character that the fonts lack.
    fn lacking(&mut self, text: &str, start: usize) {
        let printable = self.printable;
        let is_ours = |c| matches!(c, MARK_START | MARK_END);
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii() && !is_ours(*c)) {
            if dutch::is_lost(c, printable) {
                self.add(start + at, character_lost::find(c));
            }
        }
    }

    fn html(&mut self, html: &str, range: Range<usize>) {
        self.lacking(html, range.start);
        let line = html.lines().next().unwrap_or_default().trim();
        if line.contains('<') {
            let blank = html.len() - html.trim_start().len();
            self.add(range.start + blank, html_in_text::find(&lost::shortened(line)));
        }
        self.block.push_neutral(html, range.start);
        self.has_content();
        self.printed.push(range);
    }

    fn open_heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
        let level = level as usize;
        let source = self.source(range).trim_end();
        if !source.starts_with('#') {
            let underline = source.lines().last().unwrap_or_default().trim().to_owned();
            self.add(range.start, heading_wrong::underlined(&underline));
        } else if level > DEEPEST {
            self.add(range.start, heading_wrong::too_deep(level, DEEPEST));
        } else if level > self.heading + 1 {
            self.add(range.start, heading_wrong::skips(self.heading, level));
        }
        // The parser sets it so: never more than one level below the last.
        self.heading = level.min(self.heading + 1);
        self.has_content();
    }

    fn row(&mut self, range: &Range<usize>) {
        let cells = block::cells(self.source(range));
        if cells != self.columns {
            self.add(range.start, table_uneven::row(cells, self.columns));
            // This finding covers the cells that are lost, too.
            self.printed.push(range.clone());
        }
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) {
        let blank = match kind {
            CodeBlockKind::Indented => {
                let source = self.source(range);
                source.len() - source.trim_start().len()
            }
            CodeBlockKind::Fenced(_) => 0,
        };
        self.add(range.start + blank, markup_left_over::code());
        self.has_content();
        self.printed.push(range.clone());
    }

    fn link(&mut self, kind: LinkType, address: &str, range: &Range<usize>) {
        let is_empty = kind == LinkType::Inline && self.source(range).starts_with("[](");
        if is_empty {
            self.add(range.start, markup_left_over::link_without_text(address));
        } else if !is_allowed(address) && kind != LinkType::Email {
            self.add(range.start, markup_left_over::link(address));
        } else if heading_of(address).is_some_and(|id| !self.headings.contains(id)) {
            let known = self.headings.iter().map(String::as_str);
            self.add(range.start, markup_left_over::reference(address, known));
        }
        self.has_content();
        self.printed.push(range.clone());
    }

    /// Ends the block that is being read, and looks for signs in its text.
    fn close_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        if block.text.is_empty() {
            return;
        }
        if block.text.starts_with(super::parser::CAPTION) {
            self.caption = Some(block.offset(0));
        }
        if self.is_paragraph && block.text.trim() == super::parser::CARDS {
            self.cards = Some(block.offset(0));
        }
        self.pictures(&block);
        for (at, finding) in signs::findings(&block, self.quotes > 0) {
            self.add(block.offset(at), finding);
        }
    }

    /// Looks whether a picture in the text stands by itself, behind a caption.
    fn pictures(&mut self, block: &Block) {
        let placed = format!("{MARK_START}{CHART}");
        let caption = self.picture_caption.take();
        let Some(at) = block.text.find(&placed) else {
            self.picture_caption_alone(caption);
            let opens = self.is_paragraph && block.text.starts_with(super::parser::PICTURE_CAPTION);
            self.picture_caption = opens.then(|| block.offset(0));
            return;
        };
        let text = block.text.trim();
        let is_alone = self.is_paragraph
            && text.matches(MARK_START).count() == 1
            && text.starts_with(MARK_START)
            && text.ends_with(MARK_END);
        if !is_alone {
            self.add(block.offset(at), picture_misplaced::not_alone());
        } else if caption.is_none() {
            self.add(block.offset(at), picture_misplaced::without_caption());
        }
    }

    fn picture_caption_alone(&mut self, caption: Option<usize>) {
        if let Some(at) = caption {
            self.add(at, picture_misplaced::caption_alone());
        }
    }

    fn finish(mut self) -> Vec<(usize, Finding)> {
        self.close_block();
        if let Some(at) = self.caption.take() {
            self.add(at, table_uneven::caption_without_table());
        }
        let caption = self.picture_caption.take();
        self.picture_caption_alone(caption);
        if let Some(at) = self.cards.take() {
            self.add(at, picture_misplaced::cards_without_list());
        }
        let mut defined = BTreeSet::new();
        for (label, range) in std::mem::take(&mut self.notes) {
            if !self.references.contains(&label) || !defined.insert(label) {
                let text = lost::worded(self.source(&range), &self.narrative.marks);
                self.add(range.start, markup_left_over::lost(&text));
            }
        }
        for range in lost::pieces(&self.narrative.markdown, &mut self.printed) {
            let text = lost::worded(self.source(&range), &self.narrative.marks);
            self.add(range.start, markup_left_over::lost(&text));
        }
        self.found
    }
}

#[cfg(test)]
mod tests;
