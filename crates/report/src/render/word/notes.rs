//! Footnotes: their references in the text, and the part that they stand in.

use crate::document::tree::Inline;
use crate::render::notes_in;

use super::package::Part;
use super::paragraphs::Look;
use super::runs::Tone;
use super::story::Story;
use super::xml::Xml;
use super::{MAIN, RELATED, RELATIONS, WORDS};

/// The notes that the text refers to, in the order in which it first does. Word counts them so.
#[derive(Default)]
pub(super) struct Notes(Vec<usize>);

impl Notes {
    /// The number that Word gives to a note; `None` if nothing has referred to it yet.
    fn number(&self, index: usize) -> Option<usize> {
        self.0.iter().position(|it| *it == index).map(|place| place + 1)
    }
}

impl Story<'_> {
    /// A reference to a footnote. The first one makes the note, any other one points at it.
    pub(super) fn reference(&mut self, index: usize) {
        let document = self.document;
        let Some(note) = document.footnotes.get(index) else { return };
        if let Some(number) = self.noted.number(index) {
            self.reference_again(number);
            return;
        }
        self.noted.0.push(index);
        let number = self.noted.0.len();
        let bookmark = self.begin_bookmark(&place(number));
        self.open_raised();
        self.xml.empty("w:footnoteReference", &[("w:id", &number)]);
        self.xml.close();
        self.end_bookmark(bookmark);
        // A note cannot make another note: what it refers to is made here.
        for index in notes_in(note) {
            if self.noted.number(index).is_none() {
                self.reference(index);
            }
        }
    }

    /// The number of a note that stands elsewhere, as a field that follows it when notes are added.
    fn reference_again(&mut self, number: usize) {
        let instruction = format!(" NOTEREF {} \\f \\h ", place(number));
        for step in ["begin", "", "separate", "number", "end"] {
            self.open_raised();
            match step {
                "" => self.xml.element("w:instrText", &[("xml:space", &"preserve")], &instruction),
                "number" => self.xml.element("w:t", &[], &number.to_string()),
                step => self.xml.empty("w:fldChar", &[("w:fldCharType", &step)]),
            }
            self.xml.close();
        }
    }

    /// Opens a run in the style of references.
    fn open_raised(&mut self) {
        self.xml.open("w:r", &[]);
        self.xml.open("w:rPr", &[]);
        self.xml.value("w:rStyle", "FootnoteReference");
        self.xml.close();
    }

    /// The part with the notes, and the one with what they lead to.
    pub(super) fn notes(&mut self) -> Vec<Part> {
        self.xml = Xml::part("w:footnotes", &[(MAIN, &WORDS), (RELATED, &RELATIONS)]);
        for (id, kind, line) in [
            (-1, "separator", "w:separator"),
            (0, "continuationSeparator", "w:continuationSeparator"),
        ] {
            self.xml.open("w:footnote", &[("w:type", &kind), ("w:id", &id)]);
            self.xml.open("w:p", &[]);
            self.xml.open("w:r", &[]);
            self.xml.empty(line, &[]);
            for _ in 0..3 {
                self.xml.close();
            }
        }
        let document = self.document;
        for (place, index) in self.noted.0.clone().into_iter().enumerate() {
            self.xml.open("w:footnote", &[("w:id", &(place + 1))]);
            self.note(&document.footnotes[index]);
            self.xml.close();
        }
        let (text, relations) = self.close();
        let told = relations.told("word/_rels/footnotes.xml.rels");
        std::iter::once(Part::word("footnotes.xml", "footnotes", text)).chain(told).collect()
    }

    fn note(&mut self, content: &[Inline]) {
        self.open_paragraph(&Look::plain("FootnoteText"));
        self.open_raised();
        self.xml.empty("w:footnoteRef", &[]);
        self.xml.close();
        self.text(" ", Tone::default());
        self.run(content, Tone::default());
        self.close_paragraph();
    }
}

/// The name of the place where a note is made.
fn place(number: usize) -> String {
    format!("noot_{number}")
}
