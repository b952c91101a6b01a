//! The title page, and the contents behind it.

use crate::document::plain_text;
use crate::document::tree::{Layout, Meta};

use super::paragraphs::Look;
use super::runs::Tone;
use super::story::Story;

/// Headings go this far into the contents.
const CONTENTS_DEPTH: u8 = 2;
/// The room above the subject of a letter: that above the title of a report makes a title page.
const ABOVE_LETTER: u32 = 240;
/// What Word gathers when it makes the contents anew: headings of the first two levels, also those of boxes, as links,
/// without page numbers where there are no pages.
const FIELD: &str = " TOC \\o \"1-2\" \\h \\z \\u ";

/// What a draft calls itself where it must not be overlooked.
pub(super) fn label(meta: &Meta) -> String {
    meta.label.replacen("Concept", "CONCEPT", 1)
}

impl Story<'_> {
    /// The title page, and the contents if there are any.
    pub(super) fn opening(&mut self) {
        let document = self.document;
        let meta = &document.meta;
        self.logo();
        // By which a remark in a file that comes back is led to its draft.
        let draft = meta.number.map(|number| format!("concept_{}_{number}", meta.year));
        if meta.layout == Layout::Letter {
            self.gap = ABOVE_LETTER;
        }
        self.open_paragraph(&Look::plain("Title"));
        let draft = draft.and_then(|name| self.begin_bookmark(&name));
        self.text(&meta.title, Tone::default());
        self.end_bookmark(draft);
        self.close_paragraph();
        self.say("Subtitle", &meta.subtitle);
        self.say("Uitgave", &format!("{}, {}", meta.organisation, meta.published));
        if meta.edition.is_draft() {
            self.open_paragraph(&Look::plain("Mededeling"));
            self.text(&label(meta), Tone { style: Some("Concept"), ..Tone::default() });
            self.text(" Dit is nog niet de definitieve tekst.", Tone::default());
            self.close_paragraph();
        }
        if let Some(notice) = &meta.notice {
            self.say("Mededeling", notice);
        }
        if meta.layout == Layout::Letter {
            return;
        }
        self.contents();
        // A chapter opens a page by itself.
        self.opens_page = !document.blocks.is_empty();
    }

    fn say(&mut self, style: &str, words: &str) {
        self.open_paragraph(&Look::plain(style));
        self.text(words, Tone::default());
        self.close_paragraph();
    }

    /// The list of chapters, sections and boxes: a field with what it found, so that nobody has to be asked whether it
    /// may look.
    fn contents(&mut self) {
        let entries: Vec<(u8, String, String)> = self
            .headings
            .iter()
            .filter(|heading| heading.level <= CONTENTS_DEPTH)
            .filter_map(|heading| {
                let name = self.bookmarks.name(heading.id)?.to_owned();
                Some((heading.level, name, plain_text(heading.title)))
            })
            .collect();
        let Some(last) = entries.len().checked_sub(1) else { return };
        self.xml.open("w:sdt", &[]);
        self.xml.open("w:sdtPr", &[]);
        self.xml.open("w:docPartObj", &[]);
        self.xml.value("w:docPartGallery", "Table of Contents");
        self.xml.empty("w:docPartUnique", &[]);
        self.xml.close();
        self.xml.close();
        self.xml.open("w:sdtContent", &[]);
        self.say("TOCHeading", "Inhoud");
        for (index, (level, name, title)) in entries.iter().enumerate() {
            let style = if *level <= 1 { "TOC1" } else { "TOC2" };
            self.open_paragraph(&Look::plain(style));
            if index == 0 {
                self.field_step("begin");
                self.xml.open("w:r", &[]);
                self.xml.element("w:instrText", &[("xml:space", &"preserve")], FIELD);
                self.xml.close();
                self.field_step("separate");
            }
            self.xml.open("w:hyperlink", &[("w:anchor", name), ("w:history", &1)]);
            self.text(title.trim(), Tone::default());
            self.xml.close();
            if index == last {
                self.field_step("end");
            }
            self.close_paragraph();
        }
        self.xml.close();
        self.xml.close();
    }

    fn field_step(&mut self, step: &str) {
        self.xml.open("w:r", &[]);
        self.xml.empty("w:fldChar", &[("w:fldCharType", &step)]);
        self.xml.close();
    }
}
