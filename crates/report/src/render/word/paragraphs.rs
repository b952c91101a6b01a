//! Paragraphs: their styles, how far they are moved in, and the frame of a box, which is a frame of each paragraph in it.
//!
//! A box is no table, because Word leaves headings in tables out of its navigation.

use std::fmt::Display;

use crate::document::tree::Inline;

use super::runs::Tone;
use super::story::{BOX_RIGHT, LIST_STEP, Story};
use super::styles::hexadecimal;

/// Between the line beside a box and its text, in points, and no more than Word can.
const BESIDE: u32 = 10;
const MOST_BESIDE: u32 = 31;
/// Between the text and the other edges of a box, in points. What parts two paragraphs of a box is within their frames,
/// because the paper would be seen between these.
const RIGHT: u32 = 8;
const BELOW: u32 = 7;
const ABOVE_HEADING: u32 = 10;
/// The room above a box, and above a chapter that does not open a page.
const ABOVE_BOX: u32 = 480;
const ABOVE_CHAPTER: u32 = 400;

/// What a block stands in.
#[derive(Clone, Copy, Default)]
pub(super) struct Around {
    /// How far it is moved in, in twentieths of a point.
    pub(super) indent: u32,
    /// How far the box is moved in that it stands in; `None` if it stands in none.
    pub(super) boxed: Option<u32>,
    pub(super) is_quoted: bool,
    pub(super) is_listed: bool,
    /// In how many lists the next list stands.
    pub(super) depth: u8,
}

/// How a paragraph looks.
#[derive(Clone, Copy, Default)]
pub(super) struct Look<'s> {
    pub(super) style: &'s str,
    pub(super) keeps_next: bool,
    pub(super) is_right: bool,
    /// How far it is moved in, in twentieths of a point.
    pub(super) indent: u32,
    /// The list whose item it opens, and how deep that lies; `None` if it opens none.
    pub(super) item: Option<(usize, u8)>,
    pub(super) boxed: Option<u32>,
    pub(super) kind: Kind,
    /// Whether it goes on on the same page, whatever its style says.
    pub(super) goes_on: bool,
}

/// What kind of paragraph it is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Text,
    Heading,
    /// The heading of a box, with which that begins.
    BoxHeading,
}

impl<'s> Look<'s> {
    /// A paragraph of a style that is moved in as far as what it stands in.
    pub(super) fn of(style: &'s str, around: Around) -> Self {
        Self { style, indent: around.indent, boxed: around.boxed, ..Self::default() }
    }

    /// A paragraph of a style that stands in nothing.
    pub(super) fn plain(style: &'s str) -> Self {
        Self { style, ..Self::default() }
    }
}

impl Story<'_> {
    /// A paragraph.
    pub(super) fn line(&mut self, content: &[Inline], look: &Look<'_>) {
        self.open_paragraph(look);
        self.run(content, Tone::default());
        self.close_paragraph();
    }

    pub(super) fn open_paragraph(&mut self, look: &Look<'_>) {
        self.ends_in_table = false;
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.value("w:pStyle", look.style);
        if look.keeps_next {
            self.xml.empty("w:keepNext", &[]);
        }
        if std::mem::take(&mut self.opens_page) {
            self.xml.empty("w:pageBreakBefore", &[]);
        } else if look.goes_on {
            self.xml.value("w:pageBreakBefore", 0);
        }
        if let Some((list, depth)) = look.item {
            self.xml.open("w:numPr", &[]);
            self.xml.value("w:ilvl", depth);
            self.xml.value("w:numId", list);
            self.xml.close();
        }
        let hanging = if look.item.is_some() { LIST_STEP } else { 0 };
        let above = std::mem::take(&mut self.gap);
        if let Some(edge) = look.boxed {
            self.frame(look, (look.indent - hanging).saturating_sub(edge));
            let above = if look.kind == Kind::BoxHeading { ABOVE_BOX } else { above };
            self.xml.empty("w:spacing", &[("w:before", &above), ("w:after", &0)]);
        } else if look.goes_on {
            self.xml.empty("w:spacing", &[("w:before", &ABOVE_CHAPTER)]);
        } else if above > 0 && look.kind == Kind::Text {
            self.xml.empty("w:spacing", &[("w:before", &above)]);
        }
        if look.boxed.is_some() {
            let right: &dyn Display = &BOX_RIGHT;
            self.xml.empty(
                "w:ind",
                &[("w:left", &look.indent), ("w:right", right), ("w:hanging", &hanging)],
            );
        } else if look.indent > 0 {
            self.xml.empty("w:ind", &[("w:left", &look.indent), ("w:hanging", &hanging)]);
        }
        if look.is_right {
            self.xml.value("w:jc", "right");
        }
        self.xml.close();
    }

    /// The part of a box's frame that is around a paragraph; `inset` is how far that is moved in within the box.
    fn frame(&mut self, look: &Look<'_>, inset: u32) {
        let light = &self.document.style.palette.light;
        let (plane, accent) = (hexadecimal(light.plane), hexadecimal(light.accent));
        // Two paragraphs with the same frame would share one, without what parts them.
        self.is_even = !self.is_even;
        let line = if self.is_even { 24 } else { 23 };
        // The line is where it is for every paragraph, however far that one is moved in.
        let beside = (BESIDE + inset / 20).min(MOST_BESIDE);
        let above = if look.kind == Kind::Text { 0 } else { ABOVE_HEADING };
        self.xml.open("w:pBdr", &[]);
        for (name, width, space, colour) in [
            ("w:top", 2, above, &plane),
            ("w:left", line, beside, &accent),
            ("w:bottom", 2, BELOW, &plane),
            ("w:right", 2, RIGHT, &plane),
        ] {
            self.xml.empty(
                name,
                &[("w:val", &"single"), ("w:sz", &width), ("w:space", &space), ("w:color", colour)],
            );
        }
        self.xml.close();
        let fill: [(_, &dyn Display); 3] =
            [("w:val", &"clear"), ("w:color", &"auto"), ("w:fill", &plane)];
        self.xml.empty("w:shd", &fill);
    }

    /// Closes a paragraph, and with it the sentence in it.
    pub(super) fn close_paragraph(&mut self) {
        self.end_sentence();
        self.xml.close();
    }
}
