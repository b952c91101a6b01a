//! Cuts a template into pieces as Tera does: text, expressions, tags and comments.

use std::ops::Range;

/// What a piece of a template is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text that is printed as it stands; also what is inside `{% raw %}`.
    Literal,
    /// `{{ … }}`
    Expression,
    /// `{% … %}`
    Tag,
    /// `{# … #}`
    Comment,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    /// The bytes of the template that it takes, with its brackets.
    pub(super) range: Range<usize>,
}

impl Piece {
    /// What stands between the brackets, without the dashes and spaces at its ends.
    pub(super) fn inside<'a>(&self, template: &'a str) -> &'a str {
        let text = &template[self.range.clone()];
        let inner = text.get(2..).unwrap_or_default();
        let inner = inner.strip_suffix(closing(self.kind)).unwrap_or(inner);
        let inner = inner.strip_prefix('-').unwrap_or(inner);
        inner.strip_suffix('-').unwrap_or(inner).trim()
    }
}

/// The pieces of a template, in their order; together they are all of it. What is not closed goes on
/// to the end.
pub(super) fn pieces(template: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    let mut raw = false;
    while at < template.len() {
        let rest = &template[at..];
        let (kind, length) = if raw { (Kind::Literal, raw_length(rest)) } else { next(rest) };
        raw = false;
        if length > 0 {
            pieces.push(Piece { kind, range: at..at + length });
        }
        at += length;
        if let Some(last) = pieces.last().filter(|last| last.kind == Kind::Tag) {
            raw = last.range.end == at && last.inside(template) == "raw" && length > 0;
        }
    }
    pieces
}

/// The kind and the length of the piece that a text begins with.
fn next(text: &str) -> (Kind, usize) {
    let kind = match text.get(..2) {
        Some("{{") => Kind::Expression,
        Some("{%") => Kind::Tag,
        Some("{#") => Kind::Comment,
        _ => {
            let opens =
                |at: &usize| matches!(text.as_bytes().get(at + 1), Some(b'{' | b'%' | b'#'));
            let start = text.match_indices('{').map(|(at, _)| at).find(opens);
            return (Kind::Literal, start.unwrap_or(text.len()));
        }
    };
    let end = if kind == Kind::Comment {
        text.find(closing(kind))
    } else {
        outside_strings(text, closing(kind))
    };
    (kind, end.map_or(text.len(), |end| end + closing(kind).len()))
}

fn closing(kind: Kind) -> &'static str {
    match kind {
        Kind::Literal => "\0",
        Kind::Expression => "}}",
        Kind::Tag => "%}",
        Kind::Comment => "#}",
    }
}

/// Where `wanted` first stands outside a string.
fn outside_strings(text: &str, wanted: &str) -> Option<usize> {
    let mut string = None;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match string {
            Some(_) if escaped => escaped = false,
            Some(_) if c == '\\' => escaped = true,
            Some(quote) if c == quote => string = None,
            None if text[at..].starts_with(wanted) => return Some(at),
            None if matches!(c, '"' | '\'' | '`') => string = Some(c),
            _ => {}
        }
    }
    None
}

/// How far the text inside `{% raw %}` goes.
fn raw_length(text: &str) -> usize {
    let ends = text.match_indices("{%").filter(|(at, _)| {
        let tag = text[at + 2..].trim_start_matches('-').trim_start();
        let after =
            tag.strip_prefix("endraw").map(|rest| rest.trim_start().trim_start_matches('-'));
        after.is_some_and(|rest| rest.starts_with("%}"))
    });
    ends.map(|(at, _)| at).next().unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn cut(template: &str) -> Vec<(Kind, &str)> {
        let pieces = pieces(template);
        pieces.into_iter().map(|piece| (piece.kind, &template[piece.range])).collect()
    }

    #[test]
    fn a_template_is_cut_as_tera_cuts_it() {
        use Kind::{Comment, Expression, Literal, Tag};
        let template = "a {# {{ b }} #}{{- c(d=\"}}\") }} e{% if f %}g";
        let expected = [
            (Literal, "a "),
            (Comment, "{# {{ b }} #}"),
            (Expression, "{{- c(d=\"}}\") }}"),
            (Literal, " e"),
            (Tag, "{% if f %}"),
            (Literal, "g"),
        ];
        assert_eq!(cut(template), expected);
        assert_eq!(pieces(template)[2].inside(template), "c(d=\"}}\")");
    }

    #[test]
    fn what_is_raw_is_text() {
        use Kind::{Literal, Tag};
        let expected = [
            (Tag, "{% raw %}"),
            (Literal, "{{ a }} {% b"),
            (Tag, "{%- endraw -%}"),
            (Literal, "c"),
        ];
        assert_eq!(cut("{% raw %}{{ a }} {% b{%- endraw -%}c"), expected);
        assert_eq!(cut("{% raw %}{% endraw %}").len(), 2);
        assert_eq!(cut("{% raw %}{{ a"), [(Tag, "{% raw %}"), (Literal, "{{ a")]);
    }

    #[test]
    fn what_is_not_closed_goes_on_to_the_end() {
        assert_eq!(cut("a {{ b"), [(Kind::Literal, "a "), (Kind::Expression, "{{ b")]);
        assert_eq!(cut("{{ \"a }}"), [(Kind::Expression, "{{ \"a }}")]);
    }
}
