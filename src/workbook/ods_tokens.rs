//! The XML of an .ods file in the terms of its reader. A name counts by its namespace, whatever
//! its prefix; an entity that the file declares itself is refused.

use std::io::BufRead;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, QName, ResolveResult};
use quick_xml::reader::NsReader;

use super::Reason;

const OFFICE: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
const TABLE: &str = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
const TEXT: &str = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
const CALC: &str = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0";

/// What an element is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Spreadsheet,
    Table,
    RowGroup,
    Row,
    Cell,
    Paragraph,
    Spaces,
    Tab,
    LineBreak,
    /// What marks a text without being one: a link, a style.
    OtherText,
    Other,
}

impl Name {
    pub(super) fn is_text(self) -> bool {
        matches!(self, Self::Spaces | Self::Tab | Self::LineBreak | Self::OtherText)
    }
}

/// The opening tag of an element, with the attributes that the reader asks for.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) name: Name,
    /// Name of a table.
    pub(super) title: Option<String>,
    /// How often a row, a cell or a space stands here; once unless the file says otherwise.
    pub(super) repeated: u64,
    pub(super) value_type: Option<String>,
    /// The value, under whatever name the type gives it.
    pub(super) value: Option<String>,
    pub(super) has_formula: bool,
    pub(super) is_error: bool,
}

/// A piece of the file.
#[derive(Debug)]
pub(super) enum Token {
    Open(Tag),
    Close(Name),
    Text(String),
    End,
}

/// The pieces of a file, one after the other.
pub(super) struct Tokens<R> {
    xml: NsReader<R>,
    buffer: Vec<u8>,
}

impl<R: BufRead> Tokens<R> {
    pub(super) fn new(content: R) -> Self {
        let mut xml = NsReader::from_reader(content);
        xml.config_mut().expand_empty_elements = true;
        Self { xml, buffer: Vec::new() }
    }

    pub(super) fn next(&mut self) -> Result<Token, Reason> {
        loop {
            self.buffer.clear();
            let token = match self.xml.read_event_into(&mut self.buffer).map_err(damaged)? {
                Event::Start(tag) | Event::Empty(tag) => Token::Open(open(&self.xml, &tag)?),
                Event::End(tag) => Token::Close(name(&self.xml, tag.name())),
                Event::Text(text) => Token::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Token::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(entity) => {
                    let character = entity.resolve_char_ref().map_err(damaged)?;
                    let named = || resolve_xml_entity(&entity).map(str::to_owned);
                    let text = character.map(String::from).or_else(named);
                    Token::Text(text.ok_or_else(|| damaged("een onbekend teken"))?)
                }
                Event::Eof => Token::End,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            };
            return Ok(token);
        }
    }
}

fn damaged(error: impl std::fmt::Display) -> Reason {
    Reason::technical(&error)
}

fn name<R>(xml: &NsReader<R>, written: QName<'_>) -> Name {
    let (ResolveResult::Bound(Namespace(space)), local) = xml.resolver().resolve_element(written)
    else {
        return Name::Other;
    };
    match (space, local.as_ref()) {
        (OFFICE, "spreadsheet") => Name::Spreadsheet,
        (TABLE, "table") => Name::Table,
        (TABLE, "table-row-group" | "table-header-rows" | "table-rows") => Name::RowGroup,
        (TABLE, "table-row") => Name::Row,
        (TABLE, "table-cell" | "covered-table-cell") => Name::Cell,
        (TEXT, "p" | "h") => Name::Paragraph,
        (TEXT, "s") => Name::Spaces,
        (TEXT, "tab") => Name::Tab,
        (TEXT, "line-break") => Name::LineBreak,
        (TEXT, _) => Name::OtherText,
        _ => Name::Other,
    }
}

fn open<R>(xml: &NsReader<R>, start: &BytesStart<'_>) -> Result<Tag, Reason> {
    let mut tag = Tag {
        name: name(xml, start.name()),
        title: None,
        repeated: 1,
        value_type: None,
        value: None,
        has_formula: false,
        is_error: false,
    };
    if matches!(tag.name, Name::Other | Name::OtherText | Name::Paragraph) {
        return Ok(tag);
    }
    // Looking for attributes that stand twice would take long where there are many.
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(damaged)?;
        let (ResolveResult::Bound(Namespace(space)), local) =
            xml.resolver().resolve_attribute(attribute.key)
        else {
            continue;
        };
        let read = || attribute.normalized_value(XmlVersion::Implicit1_0).map_err(damaged);
        match (space, local.as_ref()) {
            (TABLE, "name") => tag.title = Some(read()?.into_owned()),
            (TABLE, "number-rows-repeated" | "number-columns-repeated") | (TEXT, "c") => {
                let count = read()?.trim().parse();
                tag.repeated = count.map_err(|_| damaged("een herhaling zonder getal"))?;
            }
            (TABLE, "formula") => tag.has_formula = true,
            (OFFICE, "value-type") => tag.value_type = Some(read()?.into_owned()),
            (OFFICE, "value" | "date-value" | "time-value" | "boolean-value" | "string-value") => {
                tag.value = Some(read()?.into_owned());
            }
            (CALC, "value-type") => tag.is_error = read()? == "error",
            _ => {}
        }
    }
    Ok(tag)
}
