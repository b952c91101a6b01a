//! Reads XML as it goes by: an element by its name without prefix, child after child, and nothing is kept. An entity
//! that the file declares itself is refused.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

use super::unreadable::Reason;

/// The text of a part, and how far it was read.
pub(super) struct Xml<'a> {
    reader: quick_xml::Reader<&'a [u8]>,
    part: &'a str,
}

/// The start of an element.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &str {
        let name = self.0.name().into_inner();
        name.rsplit(':').next().unwrap_or(name)
    }

    /// The value of an attribute, by its name without prefix; `None` if the tag does not have it.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let [value] = self.values([name]);
        value.map(Cow::into_owned)
    }

    /// The values of attributes, by their names without prefix, in one pass.
    pub(super) fn values<const N: usize>(&self, names: [&str; N]) -> [Option<Cow<'_, str>>; N] {
        let mut values = [const { None }; N];
        // Looking for attributes that stand twice would take long where there are many.
        for each in self.0.attributes().with_checks(false).flatten() {
            let name = each.key.local_name();
            let Some(at) = names.iter().position(|it| *it == name.as_ref()) else { continue };
            if values[at].is_none() {
                values[at] = each.normalized_value(XmlVersion::Implicit1_0).ok();
            }
        }
        values
    }

    /// The value of an attribute as a number; `None` if it is none.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.trim().parse().ok()
    }

    /// Whether an attribute says yes; `None` if it is not there.
    pub(super) fn truth(&self, name: &str) -> Option<bool> {
        self.get(name).map(|value| is_true(&value))
    }
}

/// Whether the value of an attribute says yes.
pub(super) fn is_true(value: &str) -> bool {
    matches!(value.trim(), "1" | "true" | "on")
}

/// What comes next.
enum Piece<'a> {
    Open(Tag<'a>),
    Close,
    Text(Cow<'a, str>),
    End,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str, part: &'a str) -> Self {
        let mut reader = quick_xml::Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, part }
    }

    /// Reads the outermost element: `read` gets each child and reads it to its end.
    pub(super) fn root(
        &mut self,
        read: impl FnMut(&mut Self, Tag<'a>) -> Result<(), Reason>,
    ) -> Result<(), Reason> {
        loop {
            match self.next()? {
                Piece::Open(_) => return self.children(read),
                Piece::Close | Piece::End => return Err(self.damaged()),
                Piece::Text(_) => {}
            }
        }
    }

    /// Reads an element that was just opened, to its end: `read` gets each child and reads it to its
    /// end.
    pub(super) fn children(
        &mut self,
        mut read: impl FnMut(&mut Self, Tag<'a>) -> Result<(), Reason>,
    ) -> Result<(), Reason> {
        while let Some(tag) = self.child()? {
            read(self, tag)?;
        }
        Ok(())
    }

    /// The next child in an element of which all before it is read; `None` at the end of the element.
    pub(super) fn child(&mut self) -> Result<Option<Tag<'a>>, Reason> {
        loop {
            match self.next()? {
                Piece::Open(tag) => return Ok(Some(tag)),
                Piece::Close => return Ok(None),
                Piece::Text(_) => {}
                Piece::End => return Err(self.damaged()),
            }
        }
    }

    /// Reads the outermost element as far as its first child of this name, which `read` reads to its end.
    /// What comes after that is not looked at.
    pub(super) fn first(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Self) -> Result<(), Reason>,
    ) -> Result<(), Reason> {
        let mut is_inside = false;
        loop {
            match self.next()? {
                Piece::Open(_) if !is_inside => is_inside = true,
                Piece::Open(tag) if tag.name() == name => return read(self),
                Piece::Open(_) => self.skip()?,
                Piece::Close if is_inside => return Ok(()),
                Piece::Close | Piece::End => return Err(self.damaged()),
                Piece::Text(_) => {}
            }
        }
    }

    /// Passes by what is left of an element that was just opened.
    pub(super) fn skip(&mut self) -> Result<(), Reason> {
        let mut depth = 1_u64;
        while depth > 0 {
            // Nobody reads the text, so its entities may be what they like.
            match self.reader.read_event().map_err(|_| self.damaged())? {
                Event::Start(_) | Event::Empty(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(self.damaged()),
                _ => {}
            }
        }
        Ok(())
    }

    /// The text in an element that was just opened, up to its end.
    pub(super) fn text(&mut self) -> Result<String, Reason> {
        let mut text = String::new();
        loop {
            match self.next()? {
                Piece::Open(_) => self.skip()?,
                Piece::Close => return Ok(text),
                Piece::Text(piece) => text += &piece,
                Piece::End => return Err(self.damaged()),
            }
        }
    }

    fn next(&mut self) -> Result<Piece<'a>, Reason> {
        loop {
            return Ok(match self.reader.read_event().map_err(|_| self.damaged())? {
                Event::Start(tag) | Event::Empty(tag) => Piece::Open(Tag(tag)),
                Event::End(_) => Piece::Close,
                Event::Text(text) => Piece::Text(text.xml10_content()),
                Event::CData(text) => Piece::Text(text.xml10_content()),
                Event::GeneralRef(entity) => {
                    let character = entity.resolve_char_ref().map_err(|_| self.damaged())?;
                    let named = || resolve_xml_entity(&entity).map(str::to_owned);
                    let text = character.map(String::from).or_else(named);
                    Piece::Text(Cow::Owned(text.ok_or_else(|| self.damaged())?))
                }
                Event::Eof => Piece::End,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            });
        }
    }

    fn damaged(&self) -> Reason {
        Reason::Damaged(format!("de XML in het onderdeel `{}` klopt niet", self.part))
    }
}
