//! The HTML page as pieces of markup: all of it, also what no browser shows.

use super::references::unescaped;
use super::script::parted;

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// A tag that opens an element.
    Open(Tag<'a>),
    /// The name of an element that ends here.
    Close(&'a str),
    /// Text between tags, without references.
    Text(String),
    /// What the program never writes: a comment, an instruction, a tag in another spelling.
    Odd(&'a str),
}

/// A tag that opens an element.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    pub(crate) name: &'a str,
    /// Each with its value; `None` if it has none.
    pub(crate) attributes: Vec<(&'a str, Option<String>)>,
}

impl Tag<'_> {
    /// The value of an attribute; `None` if the tag does not have it.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(attribute, _)| *attribute == name)?;
        found.1.as_deref()
    }

    /// Whether it is this element, of this class.
    pub(crate) fn is(&self, name: &str, class: &str) -> bool {
        self.name == name && self.get("class").unwrap_or_default() == class
    }
}

/// The pieces of a page, in their order, without the script at its end.
pub(crate) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let [text, end] = parted(html).text;
    let mut pieces = pieces_of(text.strip_prefix("<!doctype html>").unwrap_or(text));
    pieces.append(&mut pieces_of(end));
    pieces
}

fn pieces_of(mut rest: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    while let Some(start) = rest.find('<') {
        if start > 0 {
            pieces.push(Piece::Text(unescaped(&rest[..start])));
        }
        rest = &rest[start..];
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + 2)
        } else {
            rest.find('>')
        };
        let Some(end) = end else {
            pieces.push(Piece::Odd(rest));
            return pieces;
        };
        pieces.push(piece(&rest[..=end]));
        rest = &rest[end + 1..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(unescaped(rest)));
    }
    pieces
}

/// What stands between two angle brackets, with these.
fn piece(whole: &str) -> Piece<'_> {
    let inside = &whole[1..whole.len() - 1];
    if let Some(name) = inside.strip_prefix('/') {
        return if is_name(name) { Piece::Close(name) } else { Piece::Odd(whole) };
    }
    tag(inside).map_or(Piece::Odd(whole), Piece::Open)
}

fn tag(inside: &str) -> Option<Tag<'_>> {
    let (name, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    while !rest.is_empty() {
        let length = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (attribute, after) = rest.split_at(length);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(after) => {
                let (value, after) = after.split_once('"')?;
                (Some(unescaped(value)), after)
            }
            None if after.starts_with('=') => return None,
            None => (None, after),
        };
        let is_fine =
            is_name(attribute) && !attributes.iter().any(|(other, _)| *other == attribute);
        attributes.push((attribute, value));
        rest = match after.strip_prefix(' ') {
            Some(after) if is_fine && !after.is_empty() => after,
            None if is_fine && after.is_empty() => after,
            _ => return None,
        };
    }
    is_name(name).then_some(Tag { name, attributes })
}

fn is_name(text: &str) -> bool {
    // The only name with a capital that the program writes: a picture says so how large it is.
    text == "viewBox"
        || text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The headings of a page, without the numbers of footnotes in them.
pub(crate) fn headings(html: &str) -> Vec<String> {
    let mut headings: Vec<String> = Vec::new();
    let (mut is_inside, mut is_note) = (false, false);
    for piece in pieces(html) {
        match piece {
            Piece::Open(tag) if is_heading(tag.name) => {
                headings.push(String::new());
                is_inside = true;
            }
            Piece::Close(name) if is_heading(name) => is_inside = false,
            Piece::Open(tag) if tag.name == "sup" => is_note = true,
            Piece::Close("sup") => is_note = false,
            Piece::Text(text) if is_inside && !is_note => {
                headings.iter_mut().next_back().into_iter().for_each(|last| last.push_str(&text));
            }
            _ => {}
        }
    }
    headings
}

/// Whether an element heads what follows it.
pub(crate) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_all_its_pieces() {
        let html = "<!doctype html>\n<p class=\"a &amp; b\" hidden>7 &lt; 8</p><!-- > 9 --><br>";
        let attributes = vec![("class", Some("a & b".to_owned())), ("hidden", None)];
        assert_eq!(
            pieces(html),
            [
                Piece::Text("\n".to_owned()),
                Piece::Open(Tag { name: "p", attributes }),
                Piece::Text("7 < 8".to_owned()),
                Piece::Close("p"),
                Piece::Odd("<!-- > 9 -->"),
                Piece::Open(Tag { name: "br", attributes: Vec::new() }),
            ]
        );
    }

    #[test]
    fn another_spelling_is_odd() {
        for odd in [
            "<p title='7'>",
            "<p title=7>",
            "<p class=\"a\" class=\"b\">",
            "<P>",
            "<?php 7 ?>",
            "<!doctype 7>",
            "<p/7>",
            "<br/>",
            "</p 7>",
            "<p class=\"7>",
            "<!-- 7",
        ] {
            assert_eq!(pieces(&format!("<i>{odd}")).last(), Some(&Piece::Odd(odd)), "{odd}");
        }
    }
}
