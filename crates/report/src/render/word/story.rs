//! The text of the file, block by block.

use crate::document::plain_text;
use crate::document::tree::{Block, Document, Inline};
use crate::render::labelled;

use super::bookmarks::{Bookmarks, Heading, headings};
use super::notes::Notes;
use super::numbering::{DEEPEST, Lists};
use super::package::Relations;
use super::pages;
use super::paragraphs::{Around, Kind, Look};
use super::pictures::Media;
use super::runs::{Breaks, Tone};
use super::xml::Xml;
use super::{MAIN, RELATED, RELATIONS, WORDS};

/// How far the text of a list stands from its bullet, in twentieths of a point.
pub(super) const LIST_STEP: u32 = 340;
/// How far the text of a box stands from its left edge, and from its right one.
const BOX_STEP: u32 = 280;
pub(super) const BOX_RIGHT: u32 = 170;
/// How far a quotation stands from the line beside it.
const QUOTE_STEP: u32 = 280;
/// The room below a table or a box, and below a list.
const GAP: u32 = 240;
const LIST_GAP: u32 = 160;

/// A text that is being written: that of the report, then that of its notes.
pub(super) struct Story<'a> {
    pub(super) document: &'a Document,
    pub(super) headings: Vec<Heading<'a>>,
    pub(super) xml: Xml,
    pub(super) relations: Relations,
    pub(super) bookmarks: Bookmarks<'a>,
    pub(super) noted: Notes,
    pub(super) lists: Lists,
    pub(super) media: Media,
    /// The bookmark of the sentence that is being written; `None` between sentences.
    pub(super) sentence: Option<u32>,
    /// How much room the next paragraph needs above it, below something that leaves none.
    pub(super) gap: u32,
    /// Whether an even number of paragraphs stands in boxes.
    pub(super) is_even: bool,
    /// Whether the next paragraph opens a page.
    pub(super) opens_page: bool,
    /// Whether nothing but a table has been written since the last paragraph.
    pub(super) ends_in_table: bool,
}

/// The item of a list that a paragraph opens.
#[derive(Clone, Copy)]
struct Marker {
    list: usize,
    is_numbered: bool,
}

impl<'a> Story<'a> {
    /// The report, of which nothing has been written.
    pub(super) fn of(document: &'a Document) -> Self {
        let drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
        let mut xml = Xml::part(
            "w:document",
            &[(MAIN, &WORDS), (RELATED, &RELATIONS), ("xmlns:wp", &drawing)],
        );
        xml.open("w:body", &[]);
        let headings = headings(&document.blocks);
        let mut relations = Relations::default();
        for (kind, target) in [
            ("styles", "styles.xml"),
            ("numbering", "numbering.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            ("footnotes", "footnotes.xml"),
        ] {
            relations.part(kind, target);
        }
        Self {
            document,
            bookmarks: Bookmarks::of(&headings),
            headings,
            xml,
            relations,
            noted: Notes::default(),
            lists: Lists::default(),
            media: Media::default(),
            sentence: None,
            gap: 0,
            is_even: true,
            opens_page: false,
            ends_in_table: false,
        }
    }

    /// The text of the report with all that it leads to; what is written next is another text.
    pub(super) fn close(&mut self) -> (String, Relations) {
        (std::mem::take(&mut self.xml).finish(), std::mem::take(&mut self.relations))
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        self.flow(blocks, Around::default());
        self.end_table();
    }

    fn flow(&mut self, blocks: &[Block], around: Around) {
        for block in blocks {
            self.block(block, around, None);
        }
    }

    fn block(&mut self, block: &Block, around: Around, marker: Option<Marker>) {
        match block {
            Block::Heading { level, id, content } => self.heading(*level, id, content, around),
            Block::Paragraph { content } => self.paragraph(content, around, marker),
            Block::List { start, items, .. } => self.list(*start, items, around),
            Block::Box { level, id, title, blocks } => {
                let indent = around.indent + BOX_STEP;
                let around = Around { indent, boxed: Some(indent), ..around };
                self.titled(*level, id, title, around, Kind::BoxHeading);
                self.flow(blocks, around);
                self.end_table();
                self.gap = GAP;
            }
            Block::Quote { blocks, attribution } => {
                self.quote(blocks, attribution.as_deref(), around);
            }
            Block::Table { label, caption, columns, header, rows } => {
                let caption = labelled(label, caption);
                self.caption(&caption, around);
                self.table(&caption, columns, header, rows, around);
            }
            Block::Chart { drawing, data } => {
                let Block::Table { label, caption, columns, header, rows } = &**data else {
                    return;
                };
                let caption = labelled(label, caption);
                self.caption(&caption, around);
                self.chart(drawing, data, around);
                self.table(&caption, columns, header, rows, around);
            }
            Block::Photo { photo, credit, .. } => self.photo(photo, credit, around),
        }
    }

    fn heading(&mut self, level: u8, id: &str, content: &[Inline], around: Around) {
        self.titled(level, id, content, around, Kind::Heading);
    }

    fn titled(&mut self, level: u8, id: &str, content: &[Inline], around: Around, kind: Kind) {
        let is_boxed = around.boxed.is_some();
        let style = if is_boxed { "KaderKop" } else { "Heading" };
        let style = format!("{style}{}", level.clamp(1, 4));
        // A chapter opens a page by its style.
        self.opens_page &= level > 1 || is_boxed;
        let goes_on = level == 1 && !is_boxed && !self.document.opens_page(content);
        self.open_paragraph(&Look { kind, goes_on, ..Look::of(&style, around) });
        let name = self.bookmarks.name(id).map(str::to_owned);
        let bookmark = name.as_deref().and_then(|name| self.begin_bookmark(name));
        self.run(content, Tone { breaks: Breaks::Spaces, ..Tone::default() });
        self.end_bookmark(bookmark);
        self.close_paragraph();
    }

    fn paragraph(&mut self, content: &[Inline], around: Around, marker: Option<Marker>) {
        let item = marker.map(|marker| (marker.list, around.depth.saturating_sub(1).min(DEEPEST)));
        let style = match (around.boxed.is_some(), around.is_quoted, marker) {
            (true, true, _) => "KaderCitaat",
            (true, false, _) => "Kader",
            (false, true, _) => "Quote",
            (false, false, Some(Marker { is_numbered: true, .. })) => "ListNumber",
            (false, false, Some(_)) => "ListBullet",
            (false, false, None) if around.is_listed => "ListContinue",
            (false, false, None) => "Normal",
        };
        // What announces something stays with it, and a bullet with what it stands before.
        let is_bare = content.is_empty() && marker.is_some();
        let keeps_next = is_bare || plain_text(content).trim_end().ends_with(':');
        self.line(content, &Look { keeps_next, item, ..Look::of(style, around) });
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], around: Around) {
        let list = self.lists.number(start, around.depth.min(DEEPEST));
        let marker = Marker { list, is_numbered: start.is_some() };
        let around = Around {
            indent: around.indent + LIST_STEP,
            is_listed: true,
            depth: around.depth + 1,
            ..around
        };
        for item in items {
            let rest = match item.as_slice() {
                [first @ Block::Paragraph { .. }, rest @ ..] => {
                    self.block(first, around, Some(marker));
                    rest
                }
                // The bullet needs a paragraph to stand before.
                blocks => {
                    self.paragraph(&[], around, Some(marker));
                    blocks
                }
            };
            self.flow(rest, around);
        }
        // Within a list, and in a box, all items are as far apart.
        if around.depth == 1 && around.boxed.is_none() {
            self.gap = self.gap.max(LIST_GAP);
        }
    }

    fn quote(&mut self, blocks: &[Block], attribution: Option<&[Inline]>, around: Around) {
        let indent = around.indent + QUOTE_STEP;
        let within = Around { indent, is_quoted: true, ..around };
        self.flow(blocks, within);
        if let Some(attribution) = attribution {
            let style = if around.boxed.is_some() { "KaderToeschrijving" } else { "Toeschrijving" };
            let dash = Inline::Text { text: "— ".to_owned() };
            let words: Vec<Inline> =
                std::iter::once(dash).chain(attribution.iter().cloned()).collect();
            self.line(&words, &Look::of(style, within));
        }
    }

    /// What stands above a table or a picture.
    fn caption(&mut self, caption: &[Inline], around: Around) {
        if caption.is_empty() {
            return;
        }
        self.gap = 0;
        self.line(caption, &Look::of("Caption", around));
    }

    /// Says that what comes next stands below a table.
    pub(super) fn below_table(&mut self) {
        self.gap = GAP;
        self.ends_in_table = true;
    }

    /// Writes an empty paragraph behind a table: Word takes two tables in a row for one, and wants a text to end in a
    /// paragraph.
    pub(super) fn end_table(&mut self) {
        if self.ends_in_table {
            self.open_paragraph(&Look::plain("Tabeltekst"));
            self.close_paragraph();
        }
    }

    /// How much room there is for a table or a picture.
    pub(super) fn room(around: Around) -> u32 {
        let right = if around.boxed.is_some() { BOX_RIGHT } else { 0 };
        pages::MEASURE.saturating_sub(around.indent + right).max(pages::MEASURE / 4)
    }

    /// The number of a bookmark that begins here; `None` if there is one of that name.
    pub(super) fn begin_bookmark(&mut self, name: &str) -> Option<u32> {
        let number = self.bookmarks.begin(name)?;
        self.xml.empty("w:bookmarkStart", &[("w:id", &number), ("w:name", &name)]);
        Some(number)
    }

    pub(super) fn end_bookmark(&mut self, number: Option<u32>) {
        if let Some(number) = number {
            self.xml.empty("w:bookmarkEnd", &[("w:id", &number)]);
        }
    }

    /// Begins a sentence; the one before it ends.
    pub(super) fn begin_sentence(&mut self, number: u32) {
        self.end_sentence();
        self.sentence = self.begin_bookmark(&format!("zin_{number}"));
    }

    /// Ends the sentence that is being written.
    pub(super) fn end_sentence(&mut self) {
        let sentence = self.sentence.take();
        self.end_bookmark(sentence);
    }
}
