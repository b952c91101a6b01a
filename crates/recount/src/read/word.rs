//! Reads the Word file: its text, and what it holds beside that.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::tokens::{BREAK, CELL};

/// No part of a report is larger than this, 64 MiB unpacked.
const LARGEST: u64 = 64 << 20;
/// A Word file of ours has fewer parts.
const MOST_PARTS: usize = 2_000;

/// What a Word file says.
#[derive(Default)]
pub(crate) struct Word {
    /// The text without its contents, and the footnotes behind it, each behind its number.
    pub(crate) text: String,
    /// The lines of the contents.
    pub(crate) contents: Vec<String>,
    /// The headings that the contents should name.
    pub(crate) headings: Vec<String>,
    /// What its pictures say to whoever cannot see them.
    pub(crate) alternatives: Vec<String>,
    /// The numbers of its sentences.
    pub(crate) sentences: Vec<String>,
    /// What stands above and below its pages.
    pub(crate) head: String,
    pub(crate) foot: String,
    /// What it says about itself, by name.
    pub(crate) about: BTreeMap<String, String>,
    /// The addresses to which it links.
    pub(crate) addresses: Vec<String>,
    /// The names of its parts.
    pub(crate) parts: Vec<String>,
    /// The elements that the text, the notes and what stands around pages are made of, and those of the styles.
    pub(crate) elements: BTreeMap<String, String>,
}

/// What the file says; `None` if it cannot be read as a Word file.
pub(crate) fn read(bytes: &[u8]) -> Option<Word> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    if archive.len() > MOST_PARTS {
        return None;
    }
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).ok()?;
        let name = entry.name().ok()?.into_owned();
        let mut part = Vec::new();
        let size = entry.take(LARGEST + 1).read_to_end(&mut part).ok()?;
        // A name that stands twice is read by one program as the first, by another as the last.
        if size as u64 > LARGEST || parts.insert(name, part).is_some() {
            return None;
        }
    }
    let text = |name: &str| match parts.get(name) {
        Some(bytes) => std::str::from_utf8(bytes).ok(),
        None => Some(""),
    };
    let lists = numbered(text("word/numbering.xml")?)?;
    let mut word = Word { parts: parts.keys().cloned().collect(), ..Word::default() };
    word.text = Reader::read(&mut word, text("word/document.xml")?, "de tekst", &lists)?;
    let notes = Reader::read(&mut word, text("word/footnotes.xml")?, "de voetnoten", &lists)?;
    word.text.push_str(&notes);
    word.head =
        Reader::read(&mut word, text("word/header1.xml")?, "de kop van bladzijden", &lists)?;
    word.foot =
        Reader::read(&mut word, text("word/footer1.xml")?, "de voet van bladzijden", &lists)?;
    Reader::read(&mut word, text("word/styles.xml")?, "de stijlen", &lists)?;
    word.about = texts(text("docProps/core.xml")?)?;
    for name in ["word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels"] {
        word.addresses.extend(outside(text(name)?)?);
    }
    Some(word)
}

/// Calls `visit` with each piece of a part; `None` if it is no XML.
fn each<'a>(part: &'a str, mut visit: impl FnMut(Event<'a>)) -> Option<()> {
    let mut reader = quick_xml::Reader::from_str(part);
    reader.config_mut().expand_empty_elements = true;
    loop {
        match reader.read_event().ok()? {
            Event::Eof => return Some(()),
            // A name that the file gives to a text of its own could say anything.
            Event::DocType(_) => return None,
            event => visit(event),
        }
    }
}

fn name(tag: &BytesStart<'_>) -> String {
    tag.name().into_inner().to_owned()
}

/// The value of an attribute; empty if the tag does not have it.
fn value(tag: &BytesStart<'_>, wanted: &str) -> String {
    let mut attributes = tag.attributes();
    // Looking for attributes that stand twice would take long where there are many.
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|it| it.key.into_inner() == wanted);
    let found = found.and_then(|it| it.normalized_value(XmlVersion::Implicit1_0).ok());
    found.map(std::borrow::Cow::into_owned).unwrap_or_default()
}

/// The text of a reference to a character, `&amp;` or `&#233;`.
fn character(reference: &str) -> String {
    let code = reference.strip_prefix('#').and_then(|code| match code.strip_prefix('x') {
        Some(code) => u32::from_str_radix(code, 16).ok(),
        None => code.parse().ok(),
    });
    match code {
        Some(code) => char::from_u32(code).map(String::from).unwrap_or_default(),
        None => quick_xml::escape::resolve_xml_entity(reference).unwrap_or_default().to_owned(),
    }
}

/// The lists that count, by the number by which items call them, with their first number at each depth where that is
/// not 1.
type Lists = BTreeMap<String, BTreeMap<String, u64>>;

fn numbered(part: &str) -> Option<Lists> {
    let (mut kinds, mut lists) = (BTreeMap::new(), Lists::new());
    let (mut kind, mut list, mut depth) = (String::new(), String::new(), String::new());
    each(part, |event| {
        let Event::Start(tag) = event else { return };
        match name(&tag).as_str() {
            "w:abstractNum" => kind = value(&tag, "w:abstractNumId"),
            "w:numFmt" => {
                kinds.insert(kind.clone(), value(&tag, "w:val"));
            }
            "w:num" => list = value(&tag, "w:numId"),
            "w:abstractNumId"
                if kinds.get(&value(&tag, "w:val")).is_some_and(|it| it == "decimal") =>
            {
                lists.insert(list.clone(), BTreeMap::new());
            }
            "w:lvlOverride" => depth = value(&tag, "w:ilvl"),
            "w:startOverride" => {
                if let (Some(starts), Ok(start)) =
                    (lists.get_mut(&list), value(&tag, "w:val").parse())
                {
                    starts.insert(depth.clone(), start);
                }
            }
            _ => {}
        }
    })?;
    Some(lists)
}

/// The texts of a part, by the names of their elements.
fn texts(part: &str) -> Option<BTreeMap<String, String>> {
    let (mut texts, mut open) = (BTreeMap::<String, String>::new(), String::new());
    each(part, |event| match event {
        Event::Start(tag) => open = name(&tag),
        Event::Text(text) => texts.entry(open.clone()).or_default().push_str(&text),
        Event::GeneralRef(reference) => {
            texts.entry(open.clone()).or_default().push_str(&character(&reference));
        }
        _ => {}
    })?;
    texts.retain(|_, text| !text.trim().is_empty());
    Some(texts)
}

/// The addresses outside the file that a part leads to.
fn outside(part: &str) -> Option<Vec<String>> {
    let mut addresses = Vec::new();
    each(part, |event| {
        if let Event::Start(tag) = event
            && value(&tag, "TargetMode") == "External"
        {
            addresses.push(value(&tag, "Target"));
        }
    })?;
    Some(addresses)
}

/// A part that is being read.
struct Reader<'a> {
    word: &'a mut Word,
    lists: &'a Lists,
    /// The part in words.
    place: &'static str,
    open: Vec<String>,
    text: String,
    /// Where the text of the paragraph starts, and its style.
    start: usize,
    style: String,
    /// The style of the run.
    run: String,
    /// How deep the item of a list lies that the paragraph opens, and in which list.
    depth: String,
    /// How many items of each list there were.
    counted: BTreeMap<(String, String), u64>,
}

impl<'a> Reader<'a> {
    /// The text of a part; `None` if it is no XML.
    fn read(
        word: &'a mut Word,
        part: &str,
        place: &'static str,
        lists: &'a Lists,
    ) -> Option<String> {
        let mut reader = Self {
            word,
            lists,
            place,
            open: Vec::new(),
            text: String::new(),
            start: 0,
            style: String::new(),
            run: String::new(),
            depth: String::new(),
            counted: BTreeMap::new(),
        };
        each(part, |event| match event {
            Event::Start(tag) => reader.opening(&tag),
            Event::End(tag) => reader.close(tag.name().into_inner()),
            Event::Text(text) => reader.say(&text),
            Event::CData(text) => reader.say(&text),
            Event::GeneralRef(reference) => reader.say(&character(&reference)),
            _ => {}
        })?;
        Some(reader.text)
    }

    /// Text that is read by whoever opens the file; a field's instruction is not.
    fn say(&mut self, text: &str) {
        match self.open.last().map(String::as_str) {
            Some("w:t") => self.text.push_str(text),
            Some("w:instrText") => {}
            // Elsewhere only what parts elements may stand.
            _ if text.trim().is_empty() => {}
            _ => self.text.push_str(text),
        }
    }

    fn opening(&mut self, tag: &BytesStart<'_>) {
        let name = name(tag);
        self.word.elements.entry(name.clone()).or_insert_with(|| self.place.to_owned());
        match name.as_str() {
            "w:p" => {
                self.text.push_str(BREAK);
                (self.start, self.style) = (self.text.len(), String::new());
            }
            "w:pStyle" => self.style = value(tag, "w:val"),
            "w:ilvl" => self.depth = value(tag, "w:val"),
            "w:numId" => self.count(&value(tag, "w:val")),
            "w:r" => self.run.clear(),
            "w:rStyle" => self.run = value(tag, "w:val"),
            "w:t" if self.run == "FootnoteReference" => self.text.push(' '),
            "w:br" | "w:tab" => self.text.push(' '),
            "w:footnoteReference" => {
                self.text.extend([" ", &value(tag, "w:id"), " "]);
            }
            "w:footnote" => {
                let id = value(tag, "w:id");
                if id.parse::<u64>().is_ok_and(|id| id > 0) {
                    self.text.extend([BREAK, &id, " "]);
                }
            }
            "w:bookmarkStart" => {
                let place = value(tag, "w:name");
                self.word.sentences.extend(place.strip_prefix("zin_").map(str::to_owned));
            }
            "wp:docPr" => self.word.alternatives.push(value(tag, "descr")),
            _ => {}
        }
        self.open.push(name);
    }

    /// Writes the number of an item, if its list has numbers.
    fn count(&mut self, list: &str) {
        let Some(starts) = self.lists.get(list) else { return };
        let first = starts.get(&self.depth).copied().unwrap_or(1);
        let counted = self.counted.entry((list.to_owned(), self.depth.clone())).or_default();
        self.text.extend([&(first + *counted).to_string(), " "]);
        *counted += 1;
    }

    fn close(&mut self, name: &str) {
        self.open.pop();
        match name {
            "w:t" if self.run == "FootnoteReference" => self.text.push(' '),
            "w:p" => self.end_paragraph(),
            "w:tc" => self.text.push_str(CELL),
            "w:tr" => self.text.push_str(BREAK),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let said = self.text[self.start..].trim();
        match self.style.as_str() {
            "TOC1" | "TOC2" | "TOCHeading" => {
                self.word.contents.push(said.to_owned());
                self.text.truncate(self.start);
            }
            "Heading1" | "Heading2" | "KaderKop1" | "KaderKop2" => {
                self.word.headings.push(said.to_owned());
            }
            _ => {}
        }
        self.text.push_str(BREAK);
    }
}
