//! Finds the codes that a template compares with: `{% if u.van == "ajb" %}`.

use std::ops::Range;

/// The fields with a code, in the maps that functions give.
const FIELDS: [&str; 5] = ["code", "gemeente", "maat", "status", "van"];

/// A typed code, and the field that it is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Compared {
    /// One of `code`, `gemeente`, `maat`, `status` and `van`.
    pub(super) field: &'static str,
    /// The code.
    pub(super) code: String,
}

/// The codes in an expression or a tag that are compared with a field, each with its bytes.
pub(super) fn compared(piece: &str) -> Vec<(Range<usize>, Compared)> {
    let found = literals(piece).into_iter().filter_map(|range| {
        let (before, after) = (&piece[..range.start - 1], &piece[range.end + 1..]);
        let field = left_of(before).or_else(|| right_of(after))?;
        let code = piece[range.clone()].to_owned();
        Some((range, Compared { field, code }))
    });
    found.collect()
}

/// The bytes between quotation marks.
fn literals(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match open {
            Some((start, quote)) if c == quote => {
                found.push(start..at);
                open = None;
            }
            None if matches!(c, '"' | '\'' | '`') => open = Some((at + 1, c)),
            _ => {}
        }
    }
    found
}

/// The field in `x.code ==` or `x.code in ["…",`.
fn left_of(before: &str) -> Option<&'static str> {
    let before = before.trim_end();
    let equals = before.strip_suffix("==").or_else(|| before.strip_suffix("!="));
    let rest = equals.or_else(|| {
        let list = before_list(before)?.trim_end().strip_suffix(" in")?.trim_end();
        Some(list.strip_suffix(" not").unwrap_or(list))
    })?;
    field(rest.trim_end().rsplit(|c: char| !is_name(c)).next()?)
}

/// The field in `== x.code`.
fn right_of(after: &str) -> Option<&'static str> {
    let after = after.trim_start();
    let rest = after.strip_prefix("==").or_else(|| after.strip_prefix("!="))?.trim_start();
    field(rest.split(|c: char| !is_name(c)).next()?)
}

/// The text before the list of which this is the start; `None` if it is no start of a list.
fn before_list(start: &str) -> Option<&str> {
    let mut rest = start.trim_end();
    loop {
        if let Some(before) = rest.strip_suffix('[') {
            return Some(before);
        }
        let item = rest.strip_suffix(',')?.trim_end();
        let quote = item.chars().next_back().filter(|c| matches!(c, '"' | '\'' | '`'))?;
        let inside = &item[..item.len() - 1];
        rest = inside[..inside.rfind(quote)?].trim_end();
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '?')
}

fn field(name: &str) -> Option<&'static str> {
    let (_, last) = name.rsplit_once('.')?;
    FIELDS.into_iter().find(|field| *field == last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_on_both_sides_and_in_a_list() {
        for (piece, expected) in [
            ("if x.code == \"ajb\"", "code ajb"),
            ("if 'GM0363' != u.gemeente", "gemeente GM0363"),
            ("if u.van in [\"a\", 'b' , \"c\"] and y", "van a, van b, van c"),
            ("if u.van not in [\"a\"]", "van a"),
            ("if r?.maat==\"a.b\" or m.code == \"c.d\"", "maat a.b, code c.d"),
            ("if x.naam == \"ajb\" or som(maat=\"a.b\") == \"2\"", ""),
            ("set code = \"a\"", ""),
            ("if x.code == y and \"a\" in [\"b\"]", ""),
            ("if x.code == \"ajb", ""),
        ] {
            let found = compared(piece);
            let found: Vec<String> =
                found.iter().map(|(_, it)| format!("{} {}", it.field, it.code)).collect();
            assert_eq!(found.join(", "), expected, "{piece}");
        }
    }
}
