//! Compares a PDF with the page and the ledger: the text of its pages, and what it holds beside that.

mod attached;
mod metadata;
mod objects;

use std::panic::AssertUnwindSafe;

use lopdf::Document;

use super::text;
use crate::difference::{AGAIN, Difference};
use crate::read::html::Page;
use crate::read::pdf;

/// The differences where the PDF, page by page, does not say what the page says, and those of what a reader gets out
/// of it beside its pages. `notice` stands above each page; `ledger`
/// is what must be inside it, `None` for a file with nothing inside.
pub(crate) fn compare(
    bytes: &[u8],
    ledger: Option<&[u8]>,
    page: &Page,
    html: &str,
    notice: &str,
) -> Vec<Difference> {
    let document = pdf::open(bytes);
    let texts = document.as_ref().and_then(|document| pdf::texts_of(document, bytes));
    let mut told = match texts {
        Some(texts) => text::pages(page, &texts, notice),
        None => vec![unreadable(bytes)],
    };
    if let Some(document) = &document {
        told.extend(beside(document, bytes, ledger, page, html));
    }
    told
}

fn unreadable(bytes: &[u8]) -> Difference {
    Difference {
        file: "rapport.pdf".to_owned(),
        what: "de tekst is niet te lezen".to_owned(),
        found: format!("{} bytes", bytes.len()),
        expected: "een PDF met een tekstlaag".to_owned(),
    }
}

/// The differences beside the text.
fn beside(
    document: &Document,
    bytes: &[u8],
    ledger: Option<&[u8]>,
    page: &Page,
    html: &str,
) -> Vec<Difference> {
    let compared = pdf::guarded(AssertUnwindSafe(|| {
        let mut told = attached::compare(document, ledger);
        told.extend(objects::compare(bytes, document, page, html));
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
