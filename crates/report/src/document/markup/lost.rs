//! Finds the words of the Markdown that appear nowhere in the report.

use std::ops::Range;

use crate::phrase::{MARK_END, MARK_START, Mark};

/// Characters of a piece of the text in a message.
const SHOWN: usize = 60;

/// The pieces of lines with words in them that are neither printed nor markup.
pub(super) fn pieces(markdown: &str, printed: &mut [Range<usize>]) -> Vec<Range<usize>> {
    printed.sort_by_key(|range| (range.start, range.end));
    let mut found = Vec::new();
    let mut at = 0;
    for range in printed.iter().chain([&(markdown.len()..markdown.len())]) {
        if let Some(gap) = markdown.get(at..range.start) {
            found.extend(words(gap).into_iter().map(|it| at + it.start..at + it.end));
        }
        at = at.max(range.end);
    }
    found
}

/// The lines of a gap that have a word in them, without the space around them.
fn words(gap: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in gap.split_inclusive('\n') {
        let blank = line.len() - line.trim_start().len();
        if line.contains(char::is_alphanumeric) {
            found.push(start + blank..start + line.trim_end().len());
        }
        start += line.len();
    }
    found
}

/// A piece of Markdown with the words of its marks, short enough for a message.
pub(super) fn worded(markdown: &str, marks: &[Mark]) -> String {
    let mut parts = markdown.split(MARK_START);
    let mut text = parts.next().expect("a split has a first part").to_owned();
    for part in parts {
        let (index, rest) = part.split_once(MARK_END).unwrap_or(("", part));
        let mark = index.parse::<usize>().ok().and_then(|index| marks.get(index));
        text.push_str(mark.map_or("", |mark| &mark.text));
        text.push_str(rest);
    }
    shortened(text.split_whitespace().collect::<Vec<_>>().join(" ").as_str())
}

/// The text, cut to what a message can hold.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
