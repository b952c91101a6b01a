//! A Word file, opened: its parts, what stands in them, and what a reader sees.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use pulldown_cmark::{Event, Options, Parser, Tag};
use quick_xml::Reader;
use quick_xml::events::Event as Piece;

use super::super::render;
use crate::document::tree::Document;
use crate::render::markdown;

/// The moment that every file here carries.
pub(super) fn moment() -> jiff::civil::DateTime {
    jiff::civil::date(2024, 6, 14).at(9, 30, 0, 0)
}

/// What stands in a part of the file, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Open(String, BTreeMap<String, String>),
    Close(String),
    Text(String),
}

/// The parts of a file, by their names.
pub(super) struct Opened(pub(super) Vec<(String, Vec<u8>)>);

impl Opened {
    pub(super) fn of(document: &Document) -> Self {
        let bytes = render(document, moment());
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = Vec::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            parts.push((file.name().unwrap().into_owned(), bytes));
        }
        Self(parts)
    }

    #[track_caller]
    pub(super) fn bytes(&self, name: &str) -> &[u8] {
        let part = self.0.iter().find(|(part, _)| part == name);
        &part.unwrap_or_else(|| panic!("there is no part {name}")).1
    }

    #[track_caller]
    pub(super) fn text(&self, name: &str) -> &str {
        std::str::from_utf8(self.bytes(name)).unwrap()
    }

    #[track_caller]
    pub(super) fn nodes(&self, name: &str) -> Vec<Node> {
        nodes(self.text(name))
    }

    /// The attribute of each element with a name, in a part.
    #[track_caller]
    pub(super) fn all(&self, part: &str, element: &str, attribute: &str) -> Vec<String> {
        let found = self.nodes(part).into_iter().filter_map(|node| match node {
            Node::Open(name, mut attributes) if name == element => attributes.remove(attribute),
            _ => None,
        });
        found.collect()
    }

    /// Where a part leads to, by the names that it uses.
    pub(super) fn relations(&self, name: &str) -> BTreeMap<String, String> {
        let ids = self.all(name, "Relationship", "Id");
        ids.into_iter().zip(self.all(name, "Relationship", "Target")).collect()
    }
}

/// Reads XML; fails where it is not well-formed.
#[track_caller]
pub(super) fn nodes(xml: &str) -> Vec<Node> {
    let is_refused =
        |c: char| matches!(c, '\0'..' ' | '\u{fffe}' | '\u{ffff}') && !"\n\t".contains(c);
    assert!(!xml.contains(is_refused), "XML refuses a character of {xml}");
    let mut reader = Reader::from_str(xml);
    let mut nodes: Vec<Node> = Vec::new();
    let mut depth = 0;
    loop {
        let event = reader.read_event().unwrap_or_else(|error| panic!("{error} in {xml}"));
        match event {
            Piece::Start(ref start) | Piece::Empty(ref start) => {
                let name = start.name().as_ref().to_owned();
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let key = attribute.key.as_ref().to_owned();
                    (key, quick_xml::escape::unescape(&attribute.value).unwrap().into_owned())
                });
                nodes.push(Node::Open(name.clone(), attributes.collect()));
                match event {
                    Piece::Empty(_) => nodes.push(Node::Close(name)),
                    _ => depth += 1,
                }
            }
            Piece::End(end) => {
                depth -= 1;
                nodes.push(Node::Close(end.name().as_ref().to_owned()));
            }
            // Between the declaration and the part.
            Piece::Text(_) if depth == 0 => {}
            Piece::Text(said) => push_text(&mut nodes, &said),
            Piece::GeneralRef(name) => {
                let written = format!("&{};", AsRef::<str>::as_ref(&name));
                push_text(&mut nodes, &quick_xml::escape::unescape(&written).unwrap());
            }
            Piece::Decl(_) => {}
            Piece::Eof => break,
            other => panic!("{other:?} has no place in {xml}"),
        }
    }
    assert_eq!(depth, 0, "something stays open in {xml}");
    nodes
}

/// Adds a text, joined with the one before it: a sign that is written by its name parts no text.
fn push_text(nodes: &mut Vec<Node>, said: &str) {
    match nodes.last_mut() {
        Some(Node::Text(before)) => before.push_str(said),
        _ => nodes.push(Node::Text(said.to_owned())),
    }
}

/// What a reader of the Word file sees, without the contents: the text, then the notes.
pub(super) fn words(document: &Document) -> String {
    let file = Opened::of(document);
    let mut words = String::new();
    for part in ["word/document.xml", "word/footnotes.xml"] {
        let mut open: Vec<String> = Vec::new();
        let mut is_raised = false;
        for node in file.nodes(part) {
            match node {
                Node::Open(name, attributes) => {
                    let value = |key: &str| attributes.get(key).cloned().unwrap_or_default();
                    match name.as_str() {
                        "w:r" => is_raised = false,
                        "w:rStyle" => is_raised = value("w:val") == "FootnoteReference",
                        "w:p" | "w:br" => words.push(' '),
                        "w:footnoteReference" => words.extend(["†", &value("w:id"), " "]),
                        _ => {}
                    }
                    open.push(name);
                }
                Node::Close(_) => drop(open.pop()),
                Node::Text(_) if open.iter().any(|name| name == "w:sdt") => {}
                Node::Text(said) if open.last().is_some_and(|name| name == "w:t") => {
                    if is_raised {
                        words.extend(["†", &said, " "]);
                    } else {
                        words.push_str(&said);
                    }
                }
                Node::Text(_) => {}
            }
        }
    }
    squeezed(&words)
}

/// What a reader of the Markdown sees.
pub(super) fn words_of_markdown(document: &Document) -> String {
    let mut words = String::new();
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    for event in Parser::new_ext(&markdown::render(document), options) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::FootnoteReference(name) => words.extend(["†", &name, " "]),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. }) => {}
            Event::SoftBreak | Event::HardBreak | Event::Start(_) => words.push(' '),
            _ => {}
        }
    }
    squeezed(&words)
}

fn squeezed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
