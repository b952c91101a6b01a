//! Finds in the text of a block the signs that were meant as markup and are printed as they stand.

use crate::phrase::{MARK_END, MARK_START};
use pmg_core::checks::{
    heading_wrong, html_in_text, list_not_marked, markup_left_over, table_uneven,
};
use pmg_core::finding::Finding;

use super::block::Block;
use super::lost::shortened;

/// What people type for a bullet.
const BULLETS: &str = "•·‣◦▪▫■□●○∙⁃◆◇►▸➢➤✓✔–—*+-";
/// Names of characters in HTML that people type without the semicolon.
const NAMED: [&str; 9] = ["nbsp", "shy", "amp", "lt", "gt", "quot", "euro", "eacute", "euml"];

/// The signs, each with its byte in the text.
pub(super) fn findings(block: &Block, in_quote: bool) -> Vec<(usize, Finding)> {
    let mut found: Vec<(usize, Finding)> = Vec::new();
    for start in &block.lines {
        found.extend(at_line_start(&block.text, *start, in_quote));
    }
    let taken: Vec<usize> = found.iter().map(|(at, _)| *at).collect();
    let mut skip = 0;
    for (at, c) in block.text.char_indices() {
        if at < skip || taken.contains(&at) {
            continue;
        }
        if let Some((length, finding)) = at_sign(&block.text, at, c) {
            skip = at + length;
            found.push((at, finding));
        }
    }
    if let Some(bar) = bars(&block.text) {
        found.push((bar, table_uneven::no_table()));
    }
    found
}

/// A sign at the start of a line: a bullet or a heading that is none.
fn at_line_start(text: &str, start: usize, in_quote: bool) -> Option<(usize, Finding)> {
    let line = text.get(start..)?;
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let next = rest.chars().next()?;
    if first == '#' {
        let typed = line.trim_start_matches('#');
        let signs = &line[..line.len() - typed.len()];
        let words = typed.chars().next().is_some_and(|c| c.is_alphabetic() || c.is_whitespace());
        return words.then(|| (start, heading_wrong::no_heading(signs)));
    }
    let is_word = next.is_alphabetic() || next == MARK_START;
    let means_bullet = match first {
        // Words that somebody said end with who said them, after such a dash.
        '–' | '—' => next.is_whitespace() && !in_quote,
        '*' => next.is_whitespace(),
        '-' | '+' => next.is_whitespace() || is_word,
        c => BULLETS.contains(c),
    };
    means_bullet.then(|| (start, list_not_marked::typed(first)))
}

/// A sign anywhere, and how many bytes it takes.
fn at_sign(text: &str, at: usize, c: char) -> Option<(usize, Finding)> {
    let before = text[..at].chars().next_back();
    let rest = &text[at..];
    let after = rest[c.len_utf8()..].chars().next();
    let sign = |sign: &str| Some((sign.len(), markup_left_over::sign(sign)));
    for double in ["**", "__", "~~", "=="] {
        if rest.starts_with(double) {
            let run = rest.len() - rest.trim_start_matches(c).len();
            // A longer run is a line that somebody drew: one finding for all of it.
            return if run > 3 {
                Some((run, markup_left_over::sign(&rest[..run])))
            } else {
                sign(double)
            };
        }
    }
    match c {
        '*' if touches(before) || touches(after) => sign("*"),
        '_' if touches(before) != touches(after) => sign("_"),
        '`' => sign("`"),
        '\\' => sign("\\"),
        '{' => sign("{"),
        '}' if !text[..at].contains('{') => sign("}"),
        '[' if is_reference(rest) => sign("["),
        '<' => html(rest),
        '&' => entity(rest),
        _ => None,
    }
}

/// Whether a sign belongs to what stands beside it.
fn touches(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() || matches!(c, MARK_START | MARK_END))
}

/// `[tekst](…`, `[tekst] (…`, `[^noot]`, and `[ ]` or `[x]` before something to tick off.
fn is_reference(rest: &str) -> bool {
    if rest.starts_with("[^") || rest.starts_with("[!") {
        return true;
    }
    let Some((inside, after)) = rest[1..].split_once(']') else { return false };
    let address = after.trim_start().strip_prefix('(').unwrap_or_default();
    let is_address = ["http", "mailto:", "www."].iter().any(|start| address.starts_with(start));
    after.starts_with('(') || is_address || matches!(inside, " " | "x" | "X")
}

fn html(rest: &str) -> Option<(usize, Finding)> {
    let next = rest[1..].chars().next()?;
    let is_tag = next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?');
    let end = rest
        .find('>')
        .map_or_else(|| rest.find(char::is_whitespace).unwrap_or(rest.len()), |end| end + 1);
    is_tag.then(|| (end, html_in_text::find(&shortened(&rest[..end]))))
}

/// `&bull;` that names no character, or one without its semicolon.
fn entity(rest: &str) -> Option<(usize, Finding)> {
    let name: &str = rest[1..].split(|c: char| !c.is_ascii_alphanumeric() && c != '#').next()?;
    let end = 1 + name.len();
    let is_closed = rest[end..].starts_with(';') && !name.is_empty();
    let end = end + usize::from(is_closed);
    let wrong = is_closed || NAMED.contains(&name);
    wrong.then(|| (end, html_in_text::find(&rest[..end])))
}

/// The first bar of lines that look like a row of a table.
fn bars(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let bars = trimmed.matches('|').count();
        if bars > 1 || bars == 1 && (trimmed.starts_with('|') || trimmed.ends_with('|')) {
            return line.find('|').map(|at| start + at);
        }
        start += line.len();
    }
    None
}
