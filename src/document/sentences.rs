use serde::Serialize;

use super::tree::{Document, Inline};

/// A sentence of the report and what the marks in it rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence<'a> {
    /// The sentence as printed.
    pub text: String,
    /// What its marks rest on, in order.
    pub bases: Vec<&'a str>,
}

/// The sentences of a document, in reading order. A heading, a row of a table and an item of a
/// list are each at least one.
#[must_use]
pub fn sentences(document: &Document) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    document.each_line(&mut |runs| {
        let mut current = Sentence { text: String::new(), bases: Vec::new() };
        for run in runs {
            if !current.text.is_empty() {
                current.text.push_str(" | ");
            }
            collect(run, &mut current, &mut found);
        }
        finish(&mut current, &mut found);
    });
    found
}

/// The same as bytes of JSON: for each sentence its `text` and its `bases`.
#[must_use]
pub fn listed(document: &Document) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(&sentences(document)).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn collect<'a>(run: &'a [Inline], current: &mut Sentence<'a>, found: &mut Vec<Sentence<'a>>) {
    for inline in run {
        match inline {
            Inline::Text { text } => {
                let mut rest = text.as_str();
                while let Some(end) = rest.find(". ").or_else(|| rest.find("? ")) {
                    let (sentence, after) = rest.split_at(end + 1);
                    current.text.push_str(sentence);
                    finish(current, found);
                    rest = after.trim_start();
                }
                current.text.push_str(rest);
            }
            Inline::Marked { text, basis } => {
                current.text.push_str(text);
                current.bases.push(basis);
            }
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => {
                collect(content, current, found);
            }
            Inline::Break => current.text.push(' '),
            Inline::Footnote { .. } => {}
        }
    }
}

fn finish<'a>(current: &mut Sentence<'a>, found: &mut Vec<Sentence<'a>>) {
    let text = current.text.trim();
    if !text.is_empty() {
        found.push(Sentence { text: text.to_owned(), bases: std::mem::take(&mut current.bases) });
    }
    current.text.clear();
}
