//! Reads the comments and the tracked changes of a Word file, as Word, LibreOffice and others save them.
//!
//! The text is gone through once, without a stack of its own: however deep a file nests, it takes no more room.

use std::collections::BTreeMap;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

use super::{Reviewed, Written};
use crate::workbook::{Limit, Lookalike, Package, Reason};

/// The text of the file, and the texts beside it that a remark can stand in.
const TEXTS: [&str; 2] = ["word/document.xml", "word/footnotes.xml"];
const COMMENTS: &str = "word/comments.xml";
/// What the names of our bookmarks begin with.
const SENTENCE: &str = "zin_";
const DRAFT: &str = "concept_";
/// No reader writes so many remarks, or one of so many bytes.
const MOST: usize = 5_000;
const LONGEST: usize = 100_000;
/// Of the words that a comment is about, so many bytes are kept: somebody may have chosen the whole text.
const ABOUT: usize = 500;
/// What parts the cells of a row.
const CELL: &str = " | ";

/// What stands in a Word file that came back.
pub(super) fn read(bytes: &[u8]) -> Result<Reviewed, Reason> {
    match bytes {
        [b'P', b'K', ..] => {}
        // Of before 2007, or locked: what is inside is then one piece of that name, in letters of two bytes.
        [0xD0, 0xCF, 0x11, 0xE0, ..] if is_locked(bytes) => return Err(Reason::Encrypted),
        _ => return Err(Reason::NotASpreadsheet(Lookalike::Other)),
    }
    let mut package = Package::open(bytes)?;
    let Some(document) = package.text(TEXTS[0], Limit::Part)? else {
        return Err(Reason::Damaged("dit is geen Word-bestand".to_owned()));
    };
    let notes = package.text(TEXTS[1], Limit::Part)?.unwrap_or_default();
    let comments = package.text(COMMENTS, Limit::Part)?.unwrap_or_default();
    let mut readers = Readers::default();
    let said = said(&comments, &mut readers)?;
    if said.len() > MOST {
        return Err(Reason::Damaged(format!("er staan meer dan {MOST} opmerkingen in")));
    }
    if said.iter().any(|it| it.text.len() > LONGEST) {
        return Err(Reason::Damaged(format!("er is een opmerking van meer dan {LONGEST} tekens")));
    }
    let anchors = said.iter().map(|it| (it.id.clone(), Anchor::default())).collect();
    let mut reader = Reader { readers, anchors, ..Reader::default() };
    for (part, text) in TEXTS.into_iter().zip([&document, &notes]) {
        each(part, text, |event| reader.event(&event))?;
        reader.end_paragraph();
    }
    let mut remarks = Vec::new();
    for Comment { id, reader: by, text } in said {
        // Two of the same number stand at the same place.
        let anchor = reader.anchors.get(&id).cloned().unwrap_or_default();
        remarks.push((anchor.order, Written { reader: by, text, ..anchor.written }));
    }
    // A comment whose place is gone comes behind those that have one.
    remarks.sort_by_key(|(order, _)| order.unwrap_or(usize::MAX));
    let mut remarks: Vec<Written> = remarks.into_iter().map(|(_, it)| it).collect();
    remarks.append(&mut reader.changes);
    let Reader { draft, has_sentences, .. } = reader;
    Ok(Reviewed { draft, has_sentences, remarks, ..Reviewed::default() })
}

/// Calls `visit` with each piece of a part.
fn each<'a>(part: &str, text: &'a str, mut visit: impl FnMut(Event<'a>)) -> Result<(), Reason> {
    let damaged = || Reason::Damaged(format!("de XML in het onderdeel `{part}` klopt niet"));
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0_u64;
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Eof if depth == 0 => return Ok(()),
            // A name that the file gives to a text of its own could say anything.
            Event::Eof | Event::DocType(_) => return Err(damaged()),
            event => {
                match event {
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth = depth.saturating_sub(1),
                    _ => {}
                }
                visit(event);
            }
        }
    }
}

/// The name of an element without its prefix.
fn name<'t>(tag: &'t BytesStart<'_>) -> &'t str {
    let name = tag.name().into_inner();
    name.rsplit(':').next().unwrap_or(name)
}

/// The value of an attribute by its name without prefix; empty if the tag does not have it.
fn value(tag: &BytesStart<'_>, wanted: &str) -> String {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|it| it.key.local_name().as_ref() == wanted);
    let found = found.and_then(|it| it.normalized_value(XmlVersion::Implicit1_0).ok());
    found.map(std::borrow::Cow::into_owned).unwrap_or_default()
}

fn is_locked(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|it| it == name)
}

/// The text that a piece of a file stands for; `None` if it is no text.
fn text_of(event: &Event<'_>) -> Option<String> {
    match event {
        Event::Text(text) => Some(text.xml10_content().into_owned()),
        Event::CData(text) => Some(text.xml10_content().into_owned()),
        Event::GeneralRef(reference) => {
            let character = reference.resolve_char_ref().ok().flatten().map(String::from);
            character.or_else(|| resolve_xml_entity(reference).map(str::to_owned))
        }
        _ => None,
    }
}

/// The people who wrote in a file, by a number each: what they are called is nobody's business here.
#[derive(Default)]
struct Readers(Vec<String>);

impl Readers {
    fn number(&mut self, name: &str) -> u32 {
        let at = self.0.iter().position(|known| known == name).unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        });
        u32::try_from(at + 1).unwrap_or(u32::MAX)
    }
}

/// A comment as it is written, without its place.
#[derive(Default)]
struct Comment {
    /// Its number in the file; nothing holds that it has one, or that no other has it.
    id: String,
    reader: u32,
    text: String,
}

/// Who said what in each comment, in the order of the file.
fn said(part: &str, readers: &mut Readers) -> Result<Vec<Comment>, Reason> {
    let mut comments: Vec<Comment> = Vec::new();
    let (mut is_inside, mut is_text) = (false, false);
    each(COMMENTS, part, |event| match &event {
        Event::Start(tag) => match name(tag) {
            "comment" => {
                let (id, reader) = (value(tag, "id"), readers.number(&value(tag, "author")));
                comments.push(Comment { id, reader, text: String::new() });
                is_inside = true;
            }
            "t" => is_text = is_inside,
            "p" | "br" | "cr" | "tab" => {
                if let Some(last) =
                    comments.last_mut().filter(|it| is_inside && !it.text.is_empty())
                {
                    last.text.push(if name(tag) == "p" { '\n' } else { ' ' });
                }
            }
            _ => {}
        },
        Event::End(tag) => match tag.local_name().as_ref() {
            "t" => is_text = false,
            "comment" => is_inside = false,
            _ => {}
        },
        event => {
            if let (true, Some(piece), Some(last)) = (is_text, text_of(event), comments.last_mut())
            {
                last.text.push_str(&piece);
            }
        }
    })?;
    for comment in &mut comments {
        comment.text = comment.text.trim().to_owned();
    }
    Ok(comments)
}

/// Where a comment stands.
#[derive(Clone, Default)]
struct Anchor {
    /// How many came before it; `None` if it stands nowhere.
    order: Option<usize>,
    written: Written,
    /// Whether its place is known.
    is_placed: bool,
}

/// What tracked changes make of a sentence.
#[derive(Default)]
struct Change {
    was: String,
    becomes: String,
    reader: Option<u32>,
    /// Where it starts in its paragraph.
    at: usize,
}

/// A text that is being read.
#[derive(Default)]
struct Reader {
    readers: Readers,
    draft: Option<(i16, u16)>,
    has_sentences: bool,
    /// The number of the sentence that is being read, and of the bookmark that holds it.
    sentence: Option<(u32, String)>,
    /// The paragraph so far, as it was before any change.
    paragraph: String,
    anchors: BTreeMap<String, Anchor>,
    /// How many comments have begun, which of them have not ended, and which have their place in the paragraph.
    begun: usize,
    open: Vec<String>,
    placed: Vec<String>,
    /// The sentence so far, with and without the changes in it.
    change: Change,
    changes: Vec<Written>,
    /// How many changes there were before the paragraph.
    told: usize,
    /// In how many insertions and deletions the text stands, and who made the last of them.
    inserted: usize,
    deleted: usize,
    by: u32,
    is_text: bool,
    /// Whether a cell has ended and the next one of its row has said nothing yet.
    is_next_cell: bool,
}

impl Reader {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.opening(tag),
            Event::End(tag) => self.close(tag.local_name().as_ref()),
            event => {
                if self.is_text
                    && let Some(text) = text_of(event)
                {
                    self.say(&text);
                }
            }
        }
    }

    fn opening(&mut self, tag: &BytesStart<'_>) {
        match name(tag) {
            "t" | "delText" => self.is_text = true,
            "tab" | "br" | "cr" => self.say(" "),
            "noBreakHyphen" => self.say("-"),
            "ins" | "moveTo" => {
                self.inserted += 1;
                self.by = self.readers.number(&value(tag, "author"));
            }
            "del" | "moveFrom" => {
                self.deleted += 1;
                self.by = self.readers.number(&value(tag, "author"));
            }
            "bookmarkStart" => self.bookmark(&value(tag, "name"), value(tag, "id")),
            "bookmarkEnd" => {
                let id = value(tag, "id");
                if self.sentence.as_ref().is_some_and(|(_, open)| *open == id) {
                    self.end_sentence();
                }
            }
            "commentRangeStart" => self.begin_range(value(tag, "id")),
            "commentRangeEnd" => self.end_range(&value(tag, "id")),
            "commentReference" => {
                let id = value(tag, "id");
                self.begin_range(id.clone());
                self.end_range(&id);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" | "delText" => self.is_text = false,
            "ins" | "moveTo" => self.inserted = self.inserted.saturating_sub(1),
            "del" | "moveFrom" => self.deleted = self.deleted.saturating_sub(1),
            "p" => self.end_paragraph(),
            "tc" => self.is_next_cell = true,
            "tr" => self.is_next_cell = false,
            _ => {}
        }
    }

    /// A bookmark of ours: of a sentence, or of the draft.
    fn bookmark(&mut self, name: &str, id: String) {
        if let Some(number) = name.strip_prefix(SENTENCE).and_then(|it| it.parse().ok()) {
            self.end_sentence();
            self.has_sentences = true;
            self.sentence = Some((number, id));
            self.change.at = self.paragraph.len();
        } else if let Some((year, number)) =
            name.strip_prefix(DRAFT).and_then(|it| it.split_once('_'))
        {
            let year = year.parse().ok().filter(|year| (2000..=2100).contains(year));
            self.draft = year.zip(number.parse().ok().filter(|number| *number > 0));
        }
    }

    fn say(&mut self, text: &str) {
        if std::mem::take(&mut self.is_next_cell) && self.sentence.is_some() {
            self.change.was.push_str(CELL);
            self.change.becomes.push_str(CELL);
        }
        let changes = self.inserted + self.deleted > 0 && !text.is_empty();
        if changes && self.change.reader.is_none() && self.sentence.is_none() {
            self.change.at = self.paragraph.len();
        }
        if self.inserted == 0 {
            let at = self.paragraph.len();
            self.paragraph.push_str(text);
            self.change.was.push_str(text);
            self.anchor(text, at);
        }
        if self.deleted == 0 {
            self.change.becomes.push_str(text);
        }
        if changes {
            self.change.reader = Some(self.by);
        }
    }

    /// Gives the comments that have begun their place: that of the first word that they are about.
    fn anchor(&mut self, text: &str, at: usize) {
        let sentence = self.sentence.as_ref().map(|(number, _)| *number);
        for id in &self.open {
            let Some(anchor) = self.anchors.get_mut(id) else { continue };
            if !anchor.is_placed && !text.trim().is_empty() {
                anchor.is_placed = true;
                anchor.written.at = at;
                anchor.written.sentence = sentence;
                self.placed.push(id.clone());
            }
            let about = &mut anchor.written.about;
            if about.len() < ABOUT {
                about.extend(text.chars().take(ABOUT));
            }
        }
    }

    /// A comment begins, if it is one and has not begun.
    fn begin_range(&mut self, id: String) {
        let Some(anchor) = self.anchors.get_mut(&id).filter(|it| it.order.is_none()) else {
            return;
        };
        anchor.order = Some(self.begun);
        self.begun += 1;
        self.open.push(id);
    }

    /// The words end that a comment is about. One about no word stands where it is.
    fn end_range(&mut self, id: &str) {
        let sentence = self.sentence.as_ref().map(|(number, _)| *number);
        // Where a sentence ends in a space, what stands behind that is still about the sentence.
        let at = self.paragraph.trim_end().len();
        let Some(index) = self.open.iter().position(|open| open == id) else { return };
        self.open.swap_remove(index);
        let Some(anchor) = self.anchors.get_mut(id) else { return };
        if !anchor.is_placed {
            anchor.is_placed = true;
            anchor.written.at = at.saturating_sub(1);
            anchor.written.sentence = sentence;
            self.placed.push(id.to_owned());
        }
        anchor.written.about = anchor.written.about.trim().to_owned();
    }

    /// Keeps what tracked changes make of the sentence that ends, if there are any in it.
    fn end_sentence(&mut self) {
        let sentence = self.sentence.take().map(|(number, _)| number);
        let Change { was, becomes, reader, at } = std::mem::take(&mut self.change);
        let Some(reader) = reader.filter(|_| was.trim() != becomes.trim()) else { return };
        self.changes.push(Written {
            reader,
            sentence,
            about: was.trim().to_owned(),
            at,
            proposal: Some(becomes.trim().to_owned()),
            ..Written::default()
        });
    }

    /// Gives what was said in the paragraph its text. A sentence in a row of a table goes on in the next cell.
    fn end_paragraph(&mut self) {
        if self.sentence.is_none() {
            self.end_sentence();
        }
        let paragraph = std::mem::take(&mut self.paragraph);
        for id in &self.open {
            if let Some(anchor) = self.anchors.get_mut(id).filter(|it| it.is_placed) {
                anchor.written.about.push(' ');
            }
        }
        for id in self.placed.drain(..) {
            if let Some(anchor) = self.anchors.get_mut(&id) {
                anchor.written.around.clone_from(&paragraph);
            }
        }
        for change in &mut self.changes[self.told..] {
            change.around.clone_from(&paragraph);
        }
        self.told = self.changes.len();
    }
}

#[cfg(test)]
mod tests;
