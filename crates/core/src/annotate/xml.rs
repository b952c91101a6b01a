//! XML that is changed by splicing: what is not named stays as it was, to the byte.

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::events::Event;

use super::error::Unmarkable;
use crate::escape;

/// A tag in a text, with the place that it takes.
#[derive(Debug, Clone)]
pub(super) struct Tag<'a> {
    /// The whole tag, from `<` to `>`.
    pub(super) text: &'a str,
    /// Where it stands.
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
    /// How many elements are open around it.
    pub(super) depth: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Start,
    End,
    Empty,
}

impl<'a> Tag<'a> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &'a str {
        let name = qualified(self.text);
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// The prefix of the name with its colon; empty if there is none.
    pub(super) fn prefix(&self) -> &'a str {
        let name = qualified(self.text);
        name.find(':').map_or("", |colon| &name[..=colon])
    }

    /// The value of an attribute, by its whole name; `None` if the tag does not have it.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let (_, _, value) = attributes(self.text).into_iter().find(|(_, key, _)| *key == name)?;
        quick_xml::escape::unescape(&self.text[value]).ok().map(std::borrow::Cow::into_owned)
    }

    /// The value of an attribute as a number; `None` if it is none.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.parse().ok()
    }

    /// The value of an attribute with a prefix, by its name without it; `None` if the tag does not have it.
    pub(super) fn get_local(&self, name: &str) -> Option<String> {
        let found = attributes(self.text).into_iter().find(|(_, key, _)| {
            key.split_once(':').is_some_and(|(prefix, local)| prefix != "xmlns" && local == name)
        });
        self.get(found?.1)
    }

    /// The tag with an attribute set, or taken away.
    pub(super) fn with(&self, name: &str, value: Option<&str>) -> String {
        with(self.text, name, value)
    }
}

/// A tag with an attribute set, or taken away.
pub(super) fn with(tag: &str, name: &str, value: Option<&str>) -> String {
    let found = attributes(tag).into_iter().find(|(_, key, _)| *key == name);
    match (found, value) {
        (Some((_, _, old)), Some(new)) => {
            format!("{}{}{}", &tag[..old.start], escape(new), &tag[old.end..])
        }
        (Some((whole, ..)), None) => format!("{}{}", &tag[..whole.start], &tag[whole.end..]),
        (None, Some(new)) => {
            let end = tag.len() - if tag.ends_with("/>") { 2 } else { 1 };
            format!("{} {name}=\"{}\"{}", tag[..end].trim_end(), escape(new), &tag[end..])
        }
        (None, None) => tag.to_owned(),
    }
}

fn qualified(tag: &str) -> &str {
    let inside = tag.trim_start_matches(['<', '/']);
    inside.split(|c: char| c.is_whitespace() || c == '/' || c == '>').next().unwrap_or_default()
}

/// The attributes of a tag: each with the white space before it, its name, and its value.
fn attributes(tag: &str) -> Vec<(Range<usize>, &str, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 1 + qualified(tag).len();
    while let Some(equals) = tag[at..].find('=').map(|offset| at + offset) {
        let Some(quote) = tag[equals..].find(['"', '\'']).map(|offset| equals + offset) else {
            break;
        };
        let mark = char::from(tag.as_bytes()[quote]);
        let Some(end) = tag[quote + 1..].find(mark).map(|offset| quote + 1 + offset) else { break };
        found.push((at..end + 1, tag[at..equals].trim(), quote + 1..end));
        at = end + 1;
    }
    found
}

/// The tags of a text, one after the other.
pub(super) struct Tags<'a> {
    text: &'a str,
    reader: quick_xml::Reader<&'a [u8]>,
    depth: usize,
}

pub(super) fn tags(text: &str) -> Tags<'_> {
    Tags { text, reader: quick_xml::Reader::from_str(text), depth: 0 }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Result<Tag<'a>, Unmarkable>;

    fn next(&mut self) -> Option<Self::Item> {
        let position = |reader: &quick_xml::Reader<&[u8]>| {
            usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
        };
        loop {
            let start = position(&self.reader);
            let kind = match self.reader.read_event() {
                Err(error) => return Some(Err(Unmarkable::new(&error))),
                Ok(Event::Eof) => return None,
                Ok(Event::Start(_)) => Kind::Start,
                Ok(Event::Empty(_)) => Kind::Empty,
                Ok(Event::End(_)) => Kind::End,
                Ok(_) => continue,
            };
            let range = start..position(&self.reader);
            if kind == Kind::End {
                self.depth = self.depth.saturating_sub(1);
            }
            let depth = self.depth;
            if kind == Kind::Start {
                self.depth += 1;
            }
            let Some(text) = self.text.get(range.clone()) else {
                return Some(Err(Unmarkable::new(&"tag")));
            };
            return Some(Ok(Tag { text, range, kind, depth }));
        }
    }
}

/// An element and where its children stand.
#[derive(Debug, Clone)]
pub(super) struct Element<'a> {
    pub(super) open: Tag<'a>,
    /// The children's opening tags, each with the whole of the child.
    pub(super) children: Vec<(Tag<'a>, Range<usize>)>,
    /// Where its closing tag starts.
    pub(super) inner_end: usize,
    /// Where it ends.
    pub(super) end: usize,
}

/// The first element with this name, so many levels deep; `None` if there is none.
pub(super) fn element<'a>(
    text: &'a str,
    depth: usize,
    name: &str,
) -> Result<Option<Element<'a>>, Unmarkable> {
    let mut found: Option<Element<'a>> = None;
    for tag in tags(text) {
        let tag = tag?;
        match &mut found {
            None if tag.depth == depth && tag.kind != Kind::End && tag.name() == name => {
                let (end, empty) = (tag.range.end, tag.kind == Kind::Empty);
                let element = Element { open: tag, children: Vec::new(), inner_end: end, end };
                if empty {
                    return Ok(Some(element));
                }
                found = Some(element);
            }
            Some(element) if tag.depth == depth => {
                element.inner_end = tag.range.start;
                element.end = tag.range.end;
                return Ok(found);
            }
            Some(element) if tag.depth == depth + 1 => {
                if tag.kind == Kind::End {
                    if let Some((_, whole)) = element.children.last_mut() {
                        whole.end = tag.range.end;
                    }
                } else {
                    let whole = tag.range.clone();
                    element.children.push((tag, whole));
                }
            }
            None | Some(_) => {}
        }
    }
    Ok(None)
}

/// The children of the whole, each opening tag with all of the child.
pub(super) fn children(text: &str) -> Result<Vec<(Tag<'_>, Range<usize>)>, Unmarkable> {
    let root = tags(text).next().transpose()?.ok_or_else(|| Unmarkable::new(&"nothing"))?;
    Ok(required(text, 0, root.name())?.children)
}

/// The first element with this name, so many levels deep, which the file must have.
pub(super) fn required<'a>(
    text: &'a str,
    depth: usize,
    name: &str,
) -> Result<Element<'a>, Unmarkable> {
    element(text, depth, name)?.ok_or_else(|| Unmarkable::new(&format!("no <{name}>")))
}

/// Changes to a text, made all at once.
#[derive(Debug, Default)]
pub(super) struct Edits(BTreeMap<usize, (usize, String)>);

impl Edits {
    /// Puts something in the place of a range that no other change touches.
    pub(super) fn replace(&mut self, range: Range<usize>, with: &str) {
        let (end, text) = self.0.entry(range.start).or_default();
        *end = range.end.max(*end);
        text.push_str(with);
    }

    /// The changes before a position.
    pub(super) fn without(mut self, from: usize) -> Self {
        self.0.split_off(&from);
        self
    }

    /// Puts something before a position.
    pub(super) fn insert(&mut self, at: usize, text: &str) {
        self.replace(at..at, text);
    }

    /// Adds so many children to an element, and counts them if it has a `count`.
    pub(super) fn append(&mut self, element: &Element<'_>, number: usize, xml: &str) {
        let open = &element.open;
        let counted = open.get("count").map(|_| (element.children.len() + number).to_string());
        let tag = counted.map_or_else(|| open.text.to_owned(), |n| open.with("count", Some(&n)));
        if open.kind == Kind::Empty {
            let name = qualified(open.text);
            let tag = tag.trim_end_matches("/>").trim_end();
            self.replace(open.range.clone(), &format!("{tag}>{xml}</{name}>"));
        } else {
            self.replace(open.range.clone(), &tag);
            self.insert(element.inner_end, xml);
        }
    }

    /// The changed text. Refuses changes that overlap: one of them would be lost.
    pub(super) fn apply(self, text: &str) -> Result<String, Unmarkable> {
        let (mut changed, mut at) = (String::with_capacity(text.len()), 0);
        let unchanged = |range: Range<usize>| {
            text.get(range).ok_or_else(|| Unmarkable::new(&"changes that overlap"))
        };
        for (start, (end, with)) in self.0 {
            changed.push_str(unchanged(at..start)?);
            changed.push_str(&with);
            at = end.max(start);
        }
        changed.push_str(unchanged(at..text.len())?);
        Ok(changed)
    }
}

/// Text as it may stand in XML, in an element or in an attribute with either quotation mark: a return that another
/// program wrote has both.
pub(super) fn escape(text: &str) -> String {
    escape::xml(&text.replace("\r\n", "\n")).to_string().replace('\'', "&apos;")
}

/// Text for a cell or a note, no longer than so many characters.
pub(super) fn text(text: &str, longest: usize) -> String {
    let mut cut: String = text.chars().take(longest).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    let mut escaped = String::new();
    let mut rest = cut.as_str();
    // `_x0041_` means `A` to a spreadsheet, `_x005F_x0041_` means `_x0041_`.
    while let Some(at) = rest.find("_x") {
        let code = &rest.as_bytes()[at + 2..];
        let is_escape =
            code.len() > 4 && code[..4].iter().all(u8::is_ascii_hexdigit) && code[4] == b'_';
        escaped.push_str(&rest[..at]);
        escaped.push_str(if is_escape { "_x005F_x" } else { "_x" });
        rest = &rest[at + 2..];
    }
    escaped.push_str(rest);
    escape(&escaped)
}

/// XML without prefixes as it is written in a part that has them.
pub(super) fn prefixed(xml: &str, prefix: &str) -> String {
    if prefix.is_empty() {
        return xml.to_owned();
    }
    let opened = xml.replace("</", "\0").replace('<', &format!("<{prefix}"));
    opened.replace('\0', &format!("</{prefix}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_is_set_added_or_taken_away() {
        assert_eq!(with(r#"<c r="A1" s='2'/>"#, "s", Some("7")), r#"<c r="A1" s='7'/>"#);
        assert_eq!(with(r#"<c r="A1"/>"#, "s", Some("7")), r#"<c r="A1" s="7"/>"#);
        assert_eq!(with(r#"<row spans="1:2" r="1">"#, "spans", None), r#"<row r="1">"#);
        assert_eq!(with("<a>", "b", None), "<a>");
    }

    #[test]
    fn changes_that_overlap_are_refused() {
        let changed = |ranges: [Range<usize>; 2]| {
            let mut edits = Edits::default();
            for range in ranges {
                edits.replace(range, "-");
            }
            edits.apply("abcdef").ok()
        };
        assert_eq!(changed([1..3, 3..5]).as_deref(), Some("a--f"));
        assert_eq!(changed([1..4, 3..5]), None);
        assert_eq!(changed([1..3, 5..9]), None);
    }

    #[test]
    fn text_can_be_nothing_but_text() {
        assert_eq!(text("<x>&\u{1}", 9), "&lt;x&gt;&amp;");
        assert_eq!(text("_x0041_ _x_", 20), "_x005F_x0041_ _x_");
        assert_eq!(text("abcdef", 3), "abc…");
    }
}
