//! The words of municipalities that somebody has to read before an edition goes out.

use pmg_core::workbook::sha256;
use pmg_report::render;
use pmg_report::words::{self, OwnText};

use super::compose::Composition;

/// Every text that a municipality wrote: first what the report prints.
#[must_use]
pub fn own_texts(draft: &Composition) -> Vec<OwnText> {
    words::own_texts(&draft.facts, &draft.document, &draft.findings, sha256)
}

/// The list of these texts as files, by name.
#[must_use]
pub fn word_lists(texts: &[OwnText], draft: &Composition) -> [(&'static str, Vec<u8>); 3] {
    let meta = &draft.document.meta;
    let tree = words::list(texts, meta, &draft.document.style, render::covers);
    let timestamp = meta.date.at(0, 0, 0, 0);
    [
        ("eigen-woorden.html", render::html::render(&tree).into_bytes()),
        ("eigen-woorden.docx", render::word::render(&tree, timestamp)),
        ("eigen-woorden.csv", words::csv(texts).into_bytes()),
    ]
}
