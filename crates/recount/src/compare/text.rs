//! Compares the text of Markdown and PDF with that of the page, because only the page says of
//! each figure what it rests on.

use std::collections::BTreeSet;

use super::runs::{differences, shown};
use crate::difference::{AGAIN, Difference};
use crate::read::html::{self, Page, addresses};
use crate::read::tokens::{Token, tokens};
use crate::read::{markdown, pdf};

const PDF: &str = "rapport.pdf";

/// The differences where the Markdown does not say what the page says.
#[must_use]
pub fn markdown_unlike(html: &str, markdown: &str) -> Vec<Difference> {
    markdown_text(&html::read(html), markdown)
}

/// The differences where the PDF, page by page, does not say what the page says. `notice` stands above each page.
#[must_use]
pub fn pages_unlike(html: &str, pages: &[String], notice: &str) -> Vec<Difference> {
    self::pages(&html::read(html), pages, notice)
}

/// The differences where the Markdown does not say what the page says, and for what it holds that the page does not.
pub(crate) fn markdown(page: &Page, html: &str, markdown: &str) -> Vec<Difference> {
    let mut told = markdown_text(page, markdown);
    told.extend(unseen(markdown, html));
    told
}

fn markdown_text(page: &Page, markdown: &str) -> Vec<Difference> {
    let plain = markdown::plain(markdown);
    differences(&tokens(&page.as_markdown()), &tokens(&plain), "rapport.md")
}

/// The differences for what the Markdown holds beside its text and the page does not have.
fn unseen(markdown: &str, html: &str) -> impl Iterator<Item = Difference> {
    let unseen = markdown::unseen(markdown, &addresses(html)).into_iter();
    unseen.map(|found| Difference {
        file: "rapport.md".to_owned(),
        what: "er staat iets bij een link dat rapport.html niet heeft".to_owned(),
        found,
        expected: format!("niets; {AGAIN}"),
    })
}

/// The differences where the pages of the PDF do not say what the page says. `notice` stands above each of them.
pub(super) fn pages(page: &Page, read: &[String], notice: &str) -> Vec<Difference> {
    let running = pdf::running(read, page, notice);
    let mut told = differences(&tokens(&page.as_pages()), &running.tokens, PDF);
    for (number, (note, found)) in (1..).zip(page.notes.iter().zip(&running.notes)) {
        told.extend(note_unlike(number, &tokens(note), found.as_deref()));
    }
    told.extend(margin_unlike(page, &running.numbers));
    told
}

/// The difference where the margin of the PDF does not have the numbers of the page's sentences in their order. A page that
/// goes on with a table has the number of its header row again.
fn margin_unlike(page: &Page, found: &[String]) -> Option<Difference> {
    let margin = page.margin();
    let heads: BTreeSet<&str> =
        margin.iter().filter(|it| it.is_in_head).map(|it| &*it.number).collect();
    let notes: BTreeSet<&str> =
        margin.iter().filter(|it| it.is_in_note()).map(|it| &*it.number).collect();
    let mut begun = BTreeSet::new();
    let mut found: Vec<&str> = found.iter().map(String::as_str).collect();
    found.retain(|number| !heads.contains(number) || begun.insert(*number));
    // A footnote stands at the foot of whatever page refers to it.
    let (at_foot, found): (Vec<&str>, Vec<&str>) =
        found.into_iter().partition(|it| notes.contains(it));
    let found: Vec<&str> = found.into_iter().chain(at_foot).collect();
    let expected: Vec<&str> = margin.iter().map(|it| &*it.number).collect();
    let at = (0..found.len().max(expected.len())).find(|at| found.get(*at) != expected.get(*at))?;
    let shown = |list: &[&str]| list.get(at).map_or("niets".to_owned(), |it| format!("§{it}"));
    Some(Difference {
        file: PDF.to_owned(),
        what: "het nummer van een zin in de kantlijn is anders dan in rapport.html".to_owned(),
        found: shown(&found),
        expected: shown(&expected),
    })
}

fn note_unlike(number: usize, note: &[Token], found: Option<&[Token]>) -> Option<Difference> {
    let words = |tokens: &[Token]| tokens.iter().map(|it| it.word.clone()).collect::<Vec<_>>();
    let same = found.is_some_and(|found| words(found) == words(note));
    (!same).then(|| Difference {
        file: PDF.to_owned(),
        what: format!("voetnoot {number} is anders dan in rapport.html"),
        found: found.map_or_else(|| "niets".to_owned(), shown),
        expected: shown(note),
    })
}
