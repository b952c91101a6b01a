//! The text layer of the PDF as one running text: pages without what is printed around them.

use std::panic::catch_unwind;

use super::page::{ACCOUNT, Page};
use super::text::{BREAK, Token, tokens};

/// What stands above the list of chapters.
const CONTENTS: &str = "Inhoud";
/// Stands for the heading of the account of the figures, where that fills a line.
const ACCOUNT_HERE: &str = "onderbouwingskop";

/// The text of each page; none where the file cannot be read.
pub(super) fn of(pdf: &[u8]) -> Option<Vec<String>> {
    // What reads the file panics on some that are damaged.
    let read = catch_unwind(|| pdf_extract::extract_text_from_mem_by_pages(pdf).ok());
    read.ok().flatten()
}

/// The pages as running text, and what is found of each footnote: `None` where it stands nowhere.
pub(super) struct Running {
    pub(super) tokens: Vec<Token>,
    pub(super) notes: Vec<Option<Vec<Token>>>,
}

/// Takes away what stands around the text of each page. `notice` is the line above every page.
pub(super) fn running(pages: &[String], page: &Page, notice: &str) -> Running {
    let around = Around::of(page, notice);
    let mut running = Running { tokens: Vec::new(), notes: vec![None; page.notes.len()] };
    for (at, text) in pages.iter().enumerate() {
        let mut text = tokens(&marked(text));
        if at > 0 {
            match around.inside(&text) {
                Some(inside) => text = inside,
                None => continue,
            }
        }
        take_notes(&mut text, page, &mut running.notes);
        let account = text.iter().position(|token| token.word == ACCOUNT_HERE);
        let end = account.unwrap_or(text.len());
        running.tokens.extend(text.drain(..end));
        if account.is_some() {
            break;
        }
    }
    running
}

/// A page in which the heading of the account is one word of its own.
fn marked(text: &str) -> String {
    let mark = |line: &str| {
        let is_account = line.trim() == ACCOUNT.0;
        if is_account { format!("{ACCOUNT_HERE}{BREAK}") } else { format!("{line}\n") }
    };
    text.lines().map(mark).collect()
}

/// What is printed around the text of a page.
struct Around {
    title: Vec<String>,
    notice: Vec<String>,
    /// What a page may be headed by, the longest first.
    chapters: Vec<Vec<String>>,
    headers: Vec<Vec<String>>,
}

impl Around {
    fn of(page: &Page, notice: &str) -> Self {
        let words = |text: &str| tokens(text).into_iter().map(|it| it.word).collect::<Vec<_>>();
        let mut chapters: Vec<_> = page.chapters.iter().map(|chapter| words(chapter)).collect();
        chapters.push(vec![ACCOUNT_HERE.to_owned()]);
        chapters.sort_by_key(|chapter| std::cmp::Reverse(chapter.len()));
        Self {
            title: words(&page.title),
            notice: words(notice),
            chapters,
            headers: page.headers.iter().map(|header| words(header)).collect(),
        }
    }

    /// The text inside a page; none where it is the list of chapters.
    fn inside(&self, page: &[Token]) -> Option<Vec<Token>> {
        // Letters of the marker stand far apart, and may come out as words of their own.
        let draft = behind(page, &["concept".to_owned()]).unwrap_or(page);
        let text = behind(draft, &self.notice).unwrap_or(draft);
        if behind(text, &[CONTENTS.to_lowercase()]).is_some() {
            return None;
        }
        let headed = self.chapters.iter().find_map(|chapter| behind(text, chapter));
        let text = headed.unwrap_or(text);
        // A table that goes on has its header once more.
        let repeated = self.headers.iter().find_map(|header| behind(text, header));
        let text = repeated.unwrap_or(text);
        Some(text[..text.len() - self.foot(text)].to_vec())
    }

    /// How many words at the end are the foot of the page: `<title> Pagina 3 van 16`.
    fn foot(&self, text: &[Token]) -> usize {
        let length = self.title.len() + 4;
        let Some(foot) = text.len().checked_sub(length).map(|start| &text[start..]) else {
            return 0;
        };
        let words: Vec<&str> = foot.iter().map(|token| token.word.as_str()).collect();
        let (title, page) = words.split_at(self.title.len());
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        let is_foot = title == self.title.iter().map(String::as_str).collect::<Vec<_>>()
            && page[0] == "pagina"
            && is_number(page[1])
            && page[2] == "van"
            && is_number(page[3]);
        if is_foot { length } else { 0 }
    }
}

/// What stands behind these words; none where the text does not open with their letters.
fn behind<'a>(text: &'a [Token], words: &[String]) -> Option<&'a [Token]> {
    let wanted = words.concat();
    let mut found = String::new();
    let mut taken = 0;
    while found.len() < wanted.len() {
        found.push_str(&text.get(taken)?.word);
        taken += 1;
    }
    (found == wanted && taken > 0).then(|| &text[taken..])
}

/// Takes the footnotes from the foot of a page. One of which half the words are right is that note.
fn take_notes(text: &mut Vec<Token>, page: &Page, found: &mut [Option<Vec<Token>>]) {
    for (at, note) in page.notes.iter().enumerate().rev() {
        let number = (at + 1).to_string();
        let note = tokens(note);
        let length = note.len() + 1;
        if found[at].is_some() || text.len() < length {
            continue;
        }
        let alike = |start: usize| {
            let words = text[start + 1..start + length].iter().zip(&note);
            words.filter(|(one, other)| one.word == other.word).count()
        };
        let starts = (0..=text.len() - length).filter(|start| text[*start].word == number);
        let best = starts.max_by_key(|start| (alike(*start), *start));
        if let Some(start) = best.filter(|start| alike(*start) * 2 >= note.len()) {
            found[at] = Some(text.drain(start..start + length).skip(1).collect());
        }
    }
}
