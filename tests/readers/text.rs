//! The texts of an edition as lines, out of each of its formats.

use std::collections::BTreeMap;

/// What stands behind the word that each line starts with: there can be more of one word.
pub(crate) type Lines = BTreeMap<String, Vec<String>>;

/// The lines of a text that start with one of these words.
fn lines(text: &str, words: &[&str]) -> Lines {
    let mut found = Lines::new();
    for line in text.lines() {
        let line = line.trim().trim_start_matches("- ").trim_start_matches('|').trim();
        let behind = words.iter().find_map(|word| {
            let rest = line.strip_prefix(word)?;
            let rest = rest.strip_prefix(':').or_else(|| rest.trim_start().strip_prefix('|'))?;
            Some((*word, rest.split_whitespace().collect::<Vec<_>>().join(" ")))
        });
        if let Some((word, rest)) = behind {
            found.entry(word.to_owned()).or_default().push(rest);
        }
    }
    found
}

fn plain(text: &str) -> String {
    text.replace('\\', "").replace("&nbsp;", " ").replace('\u{a0}', " ")
}

pub(crate) fn of_markdown(text: &str, words: &[&str]) -> Lines {
    lines(&plain(text), words)
}

pub(crate) fn of_page(html: &str, words: &[&str]) -> Lines {
    lines(&words_of_page(html), words)
}

/// What can be read on a page, a line for each block and a bar between cells.
pub(crate) fn words_of_page(html: &str) -> String {
    let body = html.split_once("<body").map_or(html, |(_, body)| body);
    let mut text = String::new();
    let mut rest = body.split_once('>').map_or("", |(_, rest)| rest);
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = tag.split_once('>').unwrap();
        match tag.split(' ').next().unwrap() {
            "/td" | "/th" => text.push_str(" | "),
            "/li" | "/p" | "/tr" | "/caption" | "br" | "/div" => text.push('\n'),
            tag if tag.starts_with("/h") => text.push('\n'),
            _ => {}
        }
        rest = after;
    }
    let text = text + rest;
    let text =
        ["&lt;<", "&gt;>", "&quot;\"", "&#39;'", "&amp;&"].iter().fold(text, |text, pair| {
            let (from, to) = pair.split_at(pair.len() - 1);
            text.replace(from, to)
        });
    plain(&text)
}

/// The letters, figures and full stops: what is left where nobody can say how a line was broken.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || *c == '.').collect()
}

/// The numbers of a text in figures, each as often as it stands there.
pub(crate) fn numbers(text: &str) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    let apart = |c: char| !(c.is_ascii_digit() || c == '.');
    for word in text.split(apart).map(|word| word.trim_matches('.')).filter(|it| !it.is_empty()) {
        *all.entry(word.to_owned()).or_default() += 1;
    }
    all
}
