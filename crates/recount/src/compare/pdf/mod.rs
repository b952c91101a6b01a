//! Compares what a PDF holds beside the text of its pages with the page and the ledger.

mod attached;
mod metadata;
mod objects;

use std::panic::AssertUnwindSafe;

use crate::difference::{AGAIN, Difference};
use crate::read::html::Page;
use crate::read::pdf;

/// The differences beside the text. Empty if the file cannot be opened: the comparison of its text says so.
pub(crate) fn compare(bytes: &[u8], ledger: &[u8], page: &Page, html: &str) -> Vec<Difference> {
    let Some(document) = pdf::open(bytes) else { return Vec::new() };
    let compared = pdf::guarded(AssertUnwindSafe(|| {
        let mut told = attached::compare(&document, ledger);
        told.extend(objects::compare(bytes, &document, page, html));
        Some(told)
    }));
    compared.unwrap_or_else(|| {
        vec![Difference {
            file: "rapport.pdf".to_owned(),
            what: "wat er in de PDF zit is niet te lezen".to_owned(),
            found: "iets dat beschadigd is".to_owned(),
            expected: format!("een hele PDF; {AGAIN}"),
        }]
    })
}
