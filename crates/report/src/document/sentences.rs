//! Cuts a document into chapters and sentences, each sentence with what its marks rest on.
//!
//! `trace`, `preview` and `zinnen.json` use it to say which sentences speak of a figure.

use serde::Serialize;

use pmg_core::basis::Basis;
use pmg_core::dutch;

use super::content::{lines_in, plain_text};
use super::tree::{Block, Document, Inline};

/// A sentence of the report and what the marks in it rest on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Sentence<'a> {
    /// The sentence as printed.
    pub text: String,
    /// What its marks rest on, in order.
    pub bases: Vec<&'a Basis>,
    /// The same as text and marks, without emphasis, links and footnotes.
    #[serde(skip)]
    pub content: Vec<Inline>,
    /// Whether it stands in a table: then it is a row of cells, with a bar between them.
    #[serde(skip)]
    pub in_table: bool,
}

impl Sentence<'_> {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.content.push(Inline::Text { text: text.to_owned() });
    }
}

/// A chapter of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter<'a> {
    /// What its heading says; the title of the document before the first heading.
    pub title: String,
    /// What stands in it, its heading too; nothing of the footnotes.
    pub blocks: &'a [Block],
    /// Its sentences, in reading order.
    pub sentences: Vec<Sentence<'a>>,
}

/// The sentences of a document, in reading order. A heading, a row of a table and an item of a
/// list are each at least one.
#[must_use]
pub fn sentences(document: &Document) -> Vec<Sentence<'_>> {
    chapters(document).into_iter().flat_map(|chapter| chapter.sentences).collect()
}

/// The chapters of a document, in reading order; the footnotes are the last one.
#[must_use]
pub fn chapters(document: &Document) -> Vec<Chapter<'_>> {
    let opens = |block: &Block| matches!(block, Block::Heading { level: 1, .. });
    let parts = document.blocks.chunk_by(|_, next| !opens(next));
    let mut chapters: Vec<Chapter> = parts
        .map(|blocks| {
            let title = match blocks.first() {
                Some(Block::Heading { level: 1, content, .. }) => plain_text(content),
                _ => document.meta.title.clone(),
            };
            let mut sentences = Vec::new();
            lines_in(blocks, &mut |runs, in_table| {
                let before = sentences.len();
                line(runs, &mut sentences);
                sentences[before..].iter_mut().for_each(|it| it.in_table = in_table);
            });
            Chapter { title, blocks, sentences }
        })
        .collect();
    let mut sentences = Vec::new();
    for note in &document.footnotes {
        line(std::slice::from_ref(note), &mut sentences);
    }
    if !sentences.is_empty() {
        chapters.push(Chapter { title: "Voetnoten".to_owned(), blocks: &[], sentences });
    }
    chapters
}

/// The sentences of one line: a run, or the cells of a row.
fn line<'a>(runs: &'a [Vec<Inline>], found: &mut Vec<Sentence<'a>>) {
    let mut current = Sentence::default();
    for run in runs {
        if !current.text.is_empty() {
            current.push(" | ");
        }
        collect(run, &mut current, found);
    }
    finish(&mut current, found);
}

/// The sentences of a document as bytes of JSON: for each its `text` and its `bases`.
#[must_use]
pub fn listed(document: &Document) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(&sentences(document))
        .expect("a sentence is text and a list of texts, which JSON can hold");
    bytes.push(b'\n');
    bytes
}

fn collect<'a>(run: &'a [Inline], current: &mut Sentence<'a>, found: &mut Vec<Sentence<'a>>) {
    for inline in run {
        match inline {
            Inline::Text { text } => {
                let mut said = 0;
                for (at, _) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                    let piece = &text[said..at];
                    let is_behind_space =
                        if at == 0 { &current.text } else { piece }.ends_with(char::is_whitespace);
                    if is_behind_space
                        && dutch::is_sentence_start(
                            &format!("{}{piece}", current.text),
                            &text[at..],
                        )
                    {
                        current.push(piece);
                        finish(current, found);
                        said = at;
                    }
                }
                current.push(&text[said..]);
            }
            Inline::Marked { text, basis } => {
                if dutch::is_sentence_start(&current.text, text) {
                    finish(current, found);
                }
                current.text.push_str(text);
                current.bases.push(basis);
                current.content.push(inline.clone());
            }
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => {
                collect(content, current, found);
            }
            Inline::Break => current.push(" "),
            Inline::Footnote { .. } | Inline::Sentence { .. } => {}
        }
    }
}

fn finish<'a>(current: &mut Sentence<'a>, found: &mut Vec<Sentence<'a>>) {
    if let Some(Inline::Text { text }) = current.content.last_mut() {
        text.truncate(text.trim_end().len());
    }
    let text = current.text.trim();
    if !text.is_empty() {
        let (bases, content) =
            (std::mem::take(&mut current.bases), std::mem::take(&mut current.content));
        found.push(Sentence { text: text.to_owned(), bases, content, in_table: false });
    }
    current.text.clear();
    current.content.clear();
}
