//! Which tags of a template are open at a place, and what is not closed at all.

use std::ops::Range;

use super::super::pieces::{Kind, Piece, pieces};

/// Tags that want one that closes them.
const OPENING: [&str; 5] = ["if", "for", "block", "filter", "component"];

/// A tag that is not closed yet.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Open {
    /// Such as `if`.
    pub(super) word: String,
    /// Its bytes.
    pub(super) range: Range<usize>,
}

/// The tags that are open at a byte, the innermost last.
pub(super) fn open_at(source: &str, end: usize) -> Vec<Open> {
    let mut open: Vec<Open> = Vec::new();
    let tags = pieces(source).into_iter().filter(|piece| piece.kind == Kind::Tag);
    for tag in tags.take_while(|piece| piece.range.end <= end) {
        let word = word(tag.inside(source)).to_owned();
        if OPENING.contains(&word.as_str()) {
            open.push(Open { word, range: tag.range });
        } else if let Some(opened) = word.strip_prefix("end")
            && open.last().is_some_and(|last| last.word == opened)
        {
            open.pop();
        }
    }
    open
}

/// The names that are known at a byte: of the loops around it, and what was remembered before it.
pub(super) fn names_at(source: &str, end: usize) -> Vec<&str> {
    let tags = pieces(source).into_iter().filter(|it| it.kind == Kind::Tag && it.range.end <= end);
    let remembered = tags.filter(|tag| word(tag.inside(source)).starts_with("set"));
    let mut names: Vec<&str> =
        remembered.filter_map(|tag| tag.inside(source).split_whitespace().nth(1)).collect();
    for open in open_at(source, end).into_iter().filter(|open| open.word == "for") {
        let tag = Piece { kind: Kind::Tag, range: open.range }.inside(source);
        let between = tag.strip_prefix("for").and_then(|rest| rest.split_once(" in "));
        names.extend(between.into_iter().flat_map(|(names, _)| names.split(',').map(str::trim)));
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// The brackets that nothing closes; where there are such, they are the last piece.
pub(super) fn unclosed(source: &str) -> Option<(Piece, &'static str)> {
    let last = pieces(source).pop()?;
    let close = match last.kind {
        Kind::Expression => "}}",
        Kind::Tag => "%}",
        Kind::Comment => "#}",
        Kind::Literal => return None,
    };
    (!source[last.range.clone()].ends_with(close)).then_some((last, close))
}

/// The first word of a tag.
pub(super) fn word(tag: &str) -> &str {
    tag.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_at_a_place_is_known() {
        let source = "{% if a %}{% for b in c %}{% endfor %}{% if d %}x";
        let open = open_at(source, source.len());
        let words: Vec<&str> = open.iter().map(|open| open.word.as_str()).collect();
        assert_eq!(words, ["if", "if"]);
        assert_eq!(&source[open[1].range.clone()], "{% if d %}");
        assert_eq!(open_at(source, 10).len(), 1);
        let source = "{% set x = 1 %}{% for k, v in c %}{% for b in d %}{% endfor %}y{% endfor %}";
        assert_eq!(names_at(source, source.find('y').unwrap()), ["k", "v", "x"]);
        assert_eq!(unclosed(source), None);
        assert_eq!(unclosed("a {{ b").unwrap().1, "}}");
    }
}
