//! Turns the XML of an .ods file into what its reader asks for. A name counts by its namespace, whatever its prefix;
//! an entity that the file declares itself is refused.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, QName, ResolveResult};
use quick_xml::reader::NsReader;

use super::super::unreadable::Reason;
use super::styles::{Family, Marks};

const OFFICE: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
const STYLE: &str = "urn:oasis:names:tc:opendocument:xmlns:style:1.0";
const TABLE: &str = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
const TEXT: &str = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
const CALC: &str = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0";

/// What an element is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Spreadsheet,
    /// The styles of the file: those with a name that a person sees, and those without.
    Styles,
    Style,
    TextProperties,
    Table,
    /// Where a table comes from that is kept for a link to another workbook.
    TableSource,
    ColumnGroup,
    Column,
    RowGroup,
    Row,
    Cell,
    Annotation,
    Paragraph,
    Span,
    Spaces,
    Tab,
    LineBreak,
    /// How the text below it is pronounced.
    RubyText,
    /// What marks a text without being one: a link, a field.
    OtherText,
    Other,
}

/// The opening tag of an element, with the attributes that the reader asks for.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) name: Name,
    /// Name of a table or of a style.
    pub(super) title: Option<String>,
    /// How often a row, a column, a cell or a space stands here; once unless the file says otherwise.
    pub(super) repeated: u64,
    /// The style of a cell, a paragraph or a span; of a style the one that it builds on.
    pub(super) style: Option<String>,
    /// The style of the cells of a row or a column that have none of their own.
    pub(super) cell_style: Option<String>,
    /// What a style is for.
    pub(super) family: Option<Family>,
    pub(super) marks: Marks,
    /// Whether a row or a group of them is not shown.
    pub(super) is_hidden: bool,
    pub(super) value_type: Option<String>,
    /// The value, under whatever name the type gives it.
    pub(super) value: Option<String>,
    pub(super) has_formula: bool,
    pub(super) is_error: bool,
}

impl Tag {
    fn of(name: Name) -> Self {
        Self {
            name,
            title: None,
            repeated: 1,
            style: None,
            cell_style: None,
            family: None,
            marks: Marks::default(),
            is_hidden: false,
            value_type: None,
            value: None,
            has_formula: false,
            is_error: false,
        }
    }
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
pub(super) struct Tokens<'a> {
    xml: NsReader<&'a [u8]>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(content: &'a str) -> Self {
        let mut xml = NsReader::from_str(content);
        xml.config_mut().expand_empty_elements = true;
        Self { xml }
    }

    /// Passes by what is in an element that was just opened, and its end; returns how many elements that were.
    pub(super) fn skip(&mut self) -> Result<u64, Reason> {
        let (mut depth, mut elements) = (1_u64, 0);
        while depth > 0 {
            match self.xml.read_event().map_err(damaged)? {
                Event::Start(_) | Event::Empty(_) => {
                    depth += 1;
                    elements += 1;
                }
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(cut_off()),
                _ => {}
            }
        }
        Ok(elements)
    }

    pub(super) fn next(&mut self) -> Result<Token, Reason> {
        loop {
            let token = match self.xml.read_event().map_err(damaged)? {
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
        (OFFICE, "styles" | "automatic-styles") => Name::Styles,
        (OFFICE, "annotation") => Name::Annotation,
        (STYLE, "style" | "default-style") => Name::Style,
        (STYLE, "text-properties") => Name::TextProperties,
        (TABLE, "table") => Name::Table,
        (TABLE, "table-source") => Name::TableSource,
        (TABLE, "table-column-group" | "table-header-columns" | "table-columns") => {
            Name::ColumnGroup
        }
        (TABLE, "table-column") => Name::Column,
        (TABLE, "table-row-group" | "table-header-rows" | "table-rows") => Name::RowGroup,
        (TABLE, "table-row") => Name::Row,
        (TABLE, "table-cell" | "covered-table-cell") => Name::Cell,
        (TEXT, "p" | "h") => Name::Paragraph,
        (TEXT, "span") => Name::Span,
        (TEXT, "s") => Name::Spaces,
        (TEXT, "tab") => Name::Tab,
        (TEXT, "line-break") => Name::LineBreak,
        (TEXT, "ruby-text") => Name::RubyText,
        (TEXT, _) => Name::OtherText,
        _ => Name::Other,
    }
}

/// Whether an attribute of this name says anything to the reader, whatever its namespace: to find that out
/// takes longer.
fn is_read(element: Name, attribute: &str) -> bool {
    matches!(element, Name::Style | Name::TextProperties)
        || matches!(
            attribute,
            "name"
                | "number-rows-repeated"
                | "number-columns-repeated"
                | "c"
                | "style-name"
                | "default-cell-style-name"
                | "visibility"
                | "display"
                | "formula"
                | "value-type"
                | "value"
                | "date-value"
                | "time-value"
                | "boolean-value"
                | "string-value"
        )
}

fn open<R>(xml: &NsReader<R>, start: &BytesStart<'_>) -> Result<Tag, Reason> {
    let mut tag = Tag::of(name(xml, start.name()));
    if matches!(tag.name, Name::Other | Name::OtherText) {
        return Ok(tag);
    }
    // Looking for attributes that stand twice would take long where there are many.
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(damaged)?;
        if !is_read(tag.name, attribute.key.local_name().as_ref()) {
            continue;
        }
        let (ResolveResult::Bound(Namespace(space)), local) =
            xml.resolver().resolve_attribute(attribute.key)
        else {
            continue;
        };
        let read = || attribute.normalized_value(XmlVersion::Implicit1_0).map_err(damaged);
        match (space, local.as_ref()) {
            (TABLE | STYLE, "name") => tag.title = Some(read()?.into_owned()),
            (TABLE, "number-rows-repeated" | "number-columns-repeated") | (TEXT, "c") => {
                let count = read()?.trim().parse();
                tag.repeated = count.map_err(|_| damaged("een herhaling zonder getal"))?;
            }
            (TABLE | TEXT, "style-name") | (STYLE, "parent-style-name") => {
                tag.style = Some(read()?.into_owned());
            }
            (TABLE, "default-cell-style-name") => tag.cell_style = Some(read()?.into_owned()),
            (TABLE, "visibility") => tag.is_hidden = read()? != "visible",
            (TABLE, "display") => tag.is_hidden = read()? == "false",
            (TABLE, "formula") => tag.has_formula = true,
            (STYLE, "family") => tag.family = Family::of(&read()?),
            (STYLE, property) => tag.marks.set(property, &read()?),
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

pub(super) fn cut_off() -> Reason {
    Reason::Damaged("het einde ontbreekt".to_owned())
}
