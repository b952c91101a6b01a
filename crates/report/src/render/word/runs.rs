//! Runs of text: emphasis, links, references to footnotes, and where sentences begin.

use crate::document::heading_of;
use crate::document::tree::{Inline, is_allowed};
use crate::render::notes_in;

use super::links;
use super::story::Story;

/// What a run of text stands in.
#[derive(Clone, Copy, Default)]
pub(super) struct Tone {
    pub(super) is_strong: bool,
    pub(super) is_emphasised: bool,
    pub(super) is_linked: bool,
    pub(super) breaks: Breaks,
    /// The style of its letters; `None` if it is that of the paragraph.
    pub(super) style: Option<&'static str>,
}

/// What line breaks are in it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Breaks {
    #[default]
    Lines,
    /// In a heading, which stands in the contents as well.
    Spaces,
}

/// The style of letters that lead somewhere.
const LINK: &str = "Hyperlink";

impl Story<'_> {
    pub(super) fn run(&mut self, nodes: &[Inline], tone: Tone) {
        for node in nodes {
            self.inline(node, tone);
        }
    }

    fn inline(&mut self, node: &Inline, tone: Tone) {
        match node {
            Inline::Text { text } | Inline::Marked { text, .. } => self.text(text, tone),
            Inline::Emphasis { content } => {
                self.run(content, Tone { is_emphasised: true, ..tone });
            }
            Inline::Strong { content } => self.run(content, Tone { is_strong: true, ..tone }),
            Inline::Link { url, content } => self.link(url, content, tone),
            Inline::Footnote { .. } if tone.is_linked => {}
            Inline::Footnote { index } => self.reference(*index),
            Inline::Break if tone.breaks == Breaks::Spaces => self.text(" ", tone),
            Inline::Break => self.line_break(),
            Inline::Sentence { number } => self.begin_sentence(*number),
        }
    }

    /// A text in one tone. A line end in it is white space.
    pub(super) fn text(&mut self, text: &str, tone: Tone) {
        if text.is_empty() {
            return;
        }
        self.xml.open("w:r", &[]);
        let style = tone.style.or(tone.is_linked.then_some(LINK));
        if style.is_some() || tone.is_strong || tone.is_emphasised {
            self.xml.open("w:rPr", &[]);
            if let Some(style) = style {
                self.xml.value("w:rStyle", style);
            }
            if tone.is_strong {
                self.xml.empty("w:b", &[]);
            }
            if tone.is_emphasised {
                self.xml.empty("w:i", &[]);
            }
            self.xml.close();
        }
        let line = text.replace(['\n', '\r', '\t'], " ");
        self.xml.element("w:t", &[("xml:space", &"preserve")], &line);
        self.xml.close();
    }

    fn line_break(&mut self) {
        self.xml.open("w:r", &[]);
        self.xml.empty("w:br", &[]);
        self.xml.close();
    }

    /// A link, with the footnotes in it behind it; text where it may lead nowhere.
    fn link(&mut self, url: &str, content: &[Inline], tone: Tone) {
        if tone.is_linked || !self.open_link(url) {
            self.run(content, tone);
            return;
        }
        self.run(content, Tone { is_linked: true, ..tone });
        self.xml.close();
        for index in notes_in(content) {
            self.reference(index);
        }
    }

    /// Opens a link if the address is one that Word can follow.
    fn open_link(&mut self, url: &str) -> bool {
        if let Some(id) = heading_of(url) {
            let Some(name) = self.bookmarks.name(id).map(str::to_owned) else { return false };
            self.xml.open("w:hyperlink", &[("w:anchor", &name), ("w:history", &1)]);
            return true;
        }
        let Some(address) = links::address(url).filter(|_| is_allowed(url)) else { return false };
        let relation = self.relations.address(address);
        self.xml.open("w:hyperlink", &[("r:id", &relation), ("w:history", &1)]);
        true
    }
}
