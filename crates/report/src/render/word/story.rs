//! The text of the file, block by block.

use crate::document::tree::{Block, Document, Inline};
use crate::render::labelled;

use super::bookmarks::{Bookmarks, Heading, headings};
use super::notes::Notes;
use super::numbering::{DEEPEST, Lists};
use super::package::Relations;
use super::pages;
use super::pictures::Media;
use super::runs::Tone;
use super::xml::Xml;
use super::{MAIN, RELATED, RELATIONS, WORDS};

/// How far the text of a list stands from its bullet, in twentieths of a point.
pub(super) const LIST_STEP: u32 = 340;
/// How far the text of a box stands from its edges.
const BOX_STEP: u32 = 284;
/// How far a quotation stands from the line beside it.
const QUOTE_STEP: u32 = 284;
/// The room below a table or a box.
const GAP: u32 = 240;

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
    /// Whether the next paragraph stands below something that has no room under it by itself.
    needs_gap: bool,
    /// Whether the next paragraph opens a page.
    pub(super) opens_page: bool,
    /// Whether nothing but a table has been written since the last paragraph.
    pub(super) ends_in_table: bool,
}

/// What a block stands in.
#[derive(Clone, Copy, Default)]
pub(super) struct Around {
    /// How far it is moved in, in twentieths of a point.
    pub(super) indent: u32,
    pub(super) is_boxed: bool,
    pub(super) is_quoted: bool,
    is_listed: bool,
    /// In how many lists the next list stands.
    depth: u8,
}

/// The item of a list that a paragraph opens.
#[derive(Clone, Copy)]
struct Marker {
    list: usize,
    is_numbered: bool,
}

/// How a paragraph looks.
#[derive(Clone, Copy, Default)]
pub(super) struct Look<'s> {
    pub(super) style: &'s str,
    pub(super) keeps_next: bool,
    pub(super) is_right: bool,
    pub(super) indent: u32,
    /// The list, how deep it is, and how far its text is moved in.
    pub(super) item: Option<(usize, u8)>,
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
            needs_gap: false,
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
                let around = Around { indent, is_boxed: true, ..around };
                self.heading(*level, id, title, around);
                self.flow(blocks, around);
                self.end_table();
                self.needs_gap = true;
            }
            Block::Quote { blocks, attribution } => {
                self.quote(blocks, attribution.as_deref(), around)
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
        let kind = if around.is_boxed { "KaderKop" } else { "Heading" };
        let style = format!("{kind}{}", level.clamp(1, 4));
        // A chapter opens a page by its style.
        self.opens_page &= level > 1 || around.is_boxed;
        self.needs_gap = false;
        self.open_paragraph(&Look { style: &style, indent: around.indent, ..Look::default() });
        let name = self.bookmarks.name(id).map(str::to_owned);
        let bookmark = name.as_deref().and_then(|name| self.begin_bookmark(name));
        self.run(content, Tone { is_one_line: true, ..Tone::default() });
        self.end_bookmark(bookmark);
        self.close_paragraph();
    }

    fn paragraph(&mut self, content: &[Inline], around: Around, marker: Option<Marker>) {
        let item = marker.map(|marker| (marker.list, around.depth.saturating_sub(1).min(DEEPEST)));
        let style = match (around.is_boxed, around.is_quoted, marker) {
            (true, true, _) => "KaderCitaat",
            (true, false, _) => "Kader",
            (false, true, _) => "Quote",
            (false, false, Some(Marker { is_numbered: true, .. })) => "ListNumber",
            (false, false, Some(_)) => "ListBullet",
            (false, false, None) if around.is_listed => "ListContinue",
            (false, false, None) => "Normal",
        };
        // What announces something stays with it.
        let keeps_next = crate::document::plain_text(content).trim_end().ends_with(':');
        let look = Look { style, keeps_next, item, indent: around.indent, ..Look::default() };
        self.line(content, &look);
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
    }

    fn quote(&mut self, blocks: &[Block], attribution: Option<&[Inline]>, around: Around) {
        let indent = around.indent + QUOTE_STEP;
        let within = Around { indent, is_quoted: true, ..around };
        self.flow(blocks, within);
        if let Some(attribution) = attribution {
            let style = if around.is_boxed { "KaderToeschrijving" } else { "Toeschrijving" };
            let dash = Inline::Text { text: "— ".to_owned() };
            let words: Vec<Inline> =
                std::iter::once(dash).chain(attribution.iter().cloned()).collect();
            self.line(&words, &Look { style, indent, ..Look::default() });
        }
    }

    /// What stands above a table or a picture.
    fn caption(&mut self, caption: &[Inline], around: Around) {
        if caption.is_empty() {
            return;
        }
        self.needs_gap = false;
        let indent = around.indent;
        self.line(caption, &Look { style: "Caption", indent, ..Look::default() });
    }

    /// A paragraph.
    pub(super) fn line(&mut self, content: &[Inline], look: &Look<'_>) {
        self.open_paragraph(look);
        self.run(content, Tone::default());
        self.close_paragraph();
    }

    pub(super) fn open_paragraph(&mut self, look: &Look<'_>) {
        self.ends_in_table = false;
        let xml = &mut self.xml;
        xml.open("w:p", &[]);
        xml.open("w:pPr", &[]);
        xml.value("w:pStyle", look.style);
        if look.keeps_next {
            xml.empty("w:keepNext", &[]);
        }
        if std::mem::take(&mut self.opens_page) {
            xml.empty("w:pageBreakBefore", &[]);
        }
        if let Some((list, depth)) = look.item {
            xml.open("w:numPr", &[]);
            xml.value("w:ilvl", depth);
            xml.value("w:numId", list);
            xml.close();
        }
        if std::mem::take(&mut self.needs_gap) {
            xml.empty("w:spacing", &[("w:before", &GAP)]);
        }
        let hanging = if look.item.is_some() { LIST_STEP } else { 0 };
        if look.indent > 0 {
            xml.empty("w:ind", &[("w:left", &look.indent), ("w:hanging", &hanging)]);
        }
        if look.is_right {
            xml.value("w:jc", "right");
        }
        xml.close();
    }

    /// Closes a paragraph, and with it the sentence in it.
    pub(super) fn close_paragraph(&mut self) {
        self.end_sentence();
        self.xml.close();
    }

    /// Says that what comes next stands below a table.
    pub(super) fn below_table(&mut self) {
        self.needs_gap = true;
        self.ends_in_table = true;
    }

    /// Writes an empty paragraph behind a table: Word takes two tables in a row for one, and wants a text to end in a
    /// paragraph.
    pub(super) fn end_table(&mut self) {
        if self.ends_in_table {
            self.open_paragraph(&Look { style: "Tabeltekst", ..Look::default() });
            self.close_paragraph();
        }
    }

    /// How much room there is for a table or a picture.
    pub(super) fn room(around: Around) -> u32 {
        let right = if around.is_boxed { BOX_STEP } else { 0 };
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
