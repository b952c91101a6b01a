//! The text layer of the PDF as one running text: pages without what is printed around them.

use std::collections::BTreeSet;

use super::rows::{Broken, Mended, Row, length, rows};
use crate::read::html::{ACCOUNT, Page, TABLES};
use crate::read::tokens::{BREAK, Token, tokens};

/// What stands above the list of chapters.
const CONTENTS: &str = "inhoud";
/// Stands for the heading of the account of the figures, where that fills a line.
const ACCOUNT_HERE: &str = "onderbouwingskop";
/// What stands behind the number of a draft, above the text of the page.
const DRAFT: &str = " Dit is nog niet";
/// How many letters are looked at to see whether a page goes on where the one before it stopped.
const LOOK: usize = 80;
/// A page that continues the text for so many letters is not the list of chapters.
const GOES_ON: usize = 16;

/// The pages as running text, and what is found of each footnote: `None` if it is on no page.
pub(crate) struct Running {
    pub(crate) tokens: Vec<Token>,
    pub(crate) notes: Vec<Option<Vec<Token>>>,
    /// The numbers of sentences in the margin, in the order of the pages.
    pub(crate) numbers: Vec<String>,
}

/// Takes away what stands around the text of each page. `notice` is the line above every page.
pub(crate) fn running(pages: &[String], page: &Page, notice: &str) -> Running {
    let around = Around::of(page, notice);
    let mut place = Place::start(page);
    let mut notes = Notes::of(page);
    let mut running = Vec::new();
    let known: BTreeSet<&str> = page.sentences.iter().map(|it| &*it.number).collect();
    let mut numbers = Vec::new();
    let is_draft = words(&page.notice).first().is_some_and(|word| word == "concept");
    for (at, text) in pages.iter().enumerate() {
        let text = &without_margin(text, &known, &mut numbers);
        // A final edition has no account of its figures in the PDF: all that stands there is text.
        let mut text = tokens(&if is_draft { marked(text) } else { text.clone() });
        if at > 0 {
            match around.inside(&text, &place) {
                Some(inside) => text = inside,
                None => continue,
            }
        }
        notes.take(&mut text);
        let account = text.iter().position(|token| token.word == ACCOUNT_HERE);
        text.truncate(account.unwrap_or(text.len()));
        running.append(&mut place.mended(&mut text));
        place.go_on(&mut text);
        running.append(&mut text);
        if account.is_some() {
            break;
        }
    }
    running.extend(place.broken.map(Broken::given_up).unwrap_or_default());
    Running { tokens: running, notes: notes.found, numbers }
}

/// A page without the numbers of sentences in its margin, `§214`, which come to the numbers that were found. One that no
/// sentence of the page has stays where it is, and is a difference.
fn without_margin(text: &str, known: &BTreeSet<&str>, found: &mut Vec<String>) -> String {
    let mut pieces = text.split('§');
    let mut rest = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(|c: char| !c.is_ascii_digit()).unwrap_or(piece.len());
        let (number, after) = piece.split_at(end);
        if known.contains(number) {
            found.push(number.to_owned());
            rest.extend([" ", after]);
        } else {
            rest.extend(["§", piece]);
        }
    }
    rest
}

/// A page in which the heading of the account is one word of its own.
fn marked(text: &str) -> String {
    let mark = |line: &str| {
        let is_account = line.trim() == ACCOUNT.0;
        if is_account { format!("{ACCOUNT_HERE}{BREAK}") } else { format!("{line}\n") }
    };
    text.lines().map(mark).collect()
}

fn words(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.word).collect()
}

/// How far the pages have come in the text that they should have.
struct Place {
    /// The letters and figures of that text, without what parts them.
    letters: Vec<char>,
    rows: Vec<Row>,
    at: usize,
    /// The row that the page before broke.
    broken: Option<Broken>,
}

impl Place {
    fn start(page: &Page) -> Self {
        let text = page.as_pages();
        let letters = words(&text).concat().chars().collect();
        Self { letters, rows: rows(&text), at: 0, broken: None }
    }

    /// How many letters a text has in common with what should come now.
    fn fits(&self, text: &[Token]) -> usize {
        if let Some(broken) = &self.broken {
            return broken.fits(text);
        }
        let there = text.iter().flat_map(|token| token.word.chars());
        let wanted = self.letters.iter().skip(self.at);
        there.zip(wanted).take(LOOK).take_while(|(one, other)| one == *other).count()
    }

    /// Takes from a page what belongs to the row that the page before broke, and gives that row.
    fn mended(&mut self, text: &mut Vec<Token>) -> Vec<Token> {
        let before = length(text);
        let mended = self.broken.take().map(|broken| broken.mend(text));
        self.at += before - length(text);
        match mended {
            Some(Mended::Row(row)) => row,
            Some(Mended::Not(broken)) => {
                self.broken = Some(broken);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// Moves the place past a page, and takes from the page the row that it breaks.
    fn go_on(&mut self, text: &mut Vec<Token>) {
        if self.broken.is_some() {
            return;
        }
        let guess = self.at + length(text);
        let is_in = |row: &&Row| row.start < guess && guess < row.start + row.length();
        if let Some(row) = self.rows.iter().find(is_in)
            && let Some(start) = last(text, guess - row.start)
            && let Some(broken) = Broken::of(row, text[start..].to_vec())
        {
            text.truncate(start);
            (self.at, self.broken) = (guess, Some(broken));
        } else {
            self.at = self.found(text).unwrap_or(guess);
        }
    }

    /// Where the last letters of a page stand, nearest to where they should; `None` if they stand nowhere.
    fn found(&self, text: &[Token]) -> Option<usize> {
        let there: Vec<char> = text.iter().flat_map(|token| token.word.chars()).collect();
        let guess = self.at + there.len();
        let last = &there[there.len().saturating_sub(LOOK / 2)..];
        let ends = self.letters.windows(last.len().max(1)).enumerate();
        let ends =
            ends.filter(|(_, letters)| *letters == last).map(|(start, _)| start + last.len());
        ends.min_by_key(|end| end.abs_diff(guess))
    }
}

/// Where the last so many letters of a text start; `None` if a word would be cut.
fn last(text: &[Token], many: usize) -> Option<usize> {
    let mut left = many;
    for (at, token) in text.iter().enumerate().rev() {
        left = left.checked_sub(token.word.chars().count())?;
        if left == 0 {
            return Some(at);
        }
    }
    None
}

/// What is printed around the text of a page.
struct Around {
    title: Vec<String>,
    /// What a draft calls itself.
    marker: Vec<String>,
    notice: Vec<String>,
    /// What a page may be headed by, the longest first.
    chapters: Vec<Vec<String>>,
    headers: Vec<Vec<String>>,
}

impl Around {
    fn of(page: &Page, notice: &str) -> Self {
        let mut chapters: Vec<_> = page.chapters.iter().map(|chapter| words(chapter)).collect();
        chapters.extend([vec![ACCOUNT_HERE.to_owned()], words(TABLES)]);
        chapters.sort_by_key(|chapter| std::cmp::Reverse(chapter.len()));
        Self {
            title: words(&page.title),
            marker: words(page.notice.split(DRAFT).next().unwrap_or_default()),
            notice: words(notice),
            chapters,
            headers: page.headers.iter().map(|header| words(header)).collect(),
        }
    }

    /// The text inside a page; `None` if it is the list of chapters.
    fn inside(&self, page: &[Token], place: &Place) -> Option<Vec<Token>> {
        let starts = self.starts(page);
        // Any heading can begin like what stands above a page: what goes on with the text is inside.
        let best = starts.iter().rev().max_by_key(|text| place.fits(text)).copied().unwrap_or(page);
        let contents = [CONTENTS.to_owned()];
        let is_contents = starts.iter().any(|text| behind(text, &contents).is_some());
        if is_contents && place.fits(best) < GOES_ON {
            return None;
        }
        Some(best[..best.len() - self.foot(best)].to_vec())
    }

    /// Where the text of a page can start, the likeliest first: behind the marker of a draft, the notice,
    /// the chapter, and the header of a table that goes on.
    fn starts<'a>(&self, page: &'a [Token]) -> Vec<&'a [Token]> {
        // Letters of the marker stand far apart, and may come out as words of their own.
        let marker = [self.marker.clone()];
        let notice = [self.notice.clone()];
        let mut starts = vec![page];
        for around in [&marker[..], &notice, &self.chapters, &self.headers] {
            let behind_one = |text: &&'a [Token]| {
                around.iter().filter_map(|words| behind(text, words)).collect::<Vec<_>>()
            };
            let taken: Vec<&[Token]> = starts.iter().flat_map(behind_one).collect();
            starts.splice(..0, taken);
        }
        starts
    }

    /// How many words at the end are the foot of the page: `<title> Pagina 3 van 16`.
    fn foot(&self, text: &[Token]) -> usize {
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        let Some((before, [page, number, of, last])) = text.split_last_chunk() else { return 0 };
        let is_foot = page.word == "pagina" && of.word == "van";
        if !is_foot || !is_number(&number.word) || !is_number(&last.word) {
            return 0;
        }
        let title = self.title.concat();
        let mut left = title.as_str();
        let mut taken = 4;
        for token in before.iter().rev() {
            if left.is_empty() {
                break;
            }
            let Some(rest) = left.strip_suffix(token.word.as_str()) else { return 0 };
            (left, taken) = (rest, taken + 1);
        }
        if left.is_empty() { taken } else { 0 }
    }
}

/// What stands behind these words; `None` if the text does not open with their letters.
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

/// The footnotes that the pages should have at their feet, and what was found of them.
struct Notes {
    wanted: Vec<Vec<Token>>,
    found: Vec<Option<Vec<Token>>>,
    /// The note that went on at the foot of the next page.
    open: Option<usize>,
}

impl Notes {
    fn of(page: &Page) -> Self {
        let wanted: Vec<_> = page.notes.iter().map(|note| tokens(note)).collect();
        Self { found: vec![None; wanted.len()], wanted, open: None }
    }

    /// Takes the footnotes from the foot of a page.
    fn take(&mut self, text: &mut Vec<Token>) {
        let begun = self.open.take();
        for at in (0..self.wanted.len()).rev().filter(|at| Some(*at) != begun) {
            if self.found[at].is_none() {
                self.found[at] = whole(text, at + 1, &self.wanted[at]);
            }
        }
        if let Some(at) = begun {
            self.rest(text, at);
        }
        let left = (0..self.wanted.len()).find(|at| {
            self.found[*at].is_none() && begins(text, at + 1, &self.wanted[*at]).is_some()
        });
        if let Some(at) = left
            && let Some(start) = begins(text, at + 1, &self.wanted[at])
        {
            self.found[at] = Some(text.drain(start..).skip(1).collect());
            self.open = Some(at);
        }
    }

    /// Takes the rest of a note that began on the page before.
    fn rest(&mut self, text: &mut Vec<Token>, at: usize) {
        let Some(found) = &mut self.found[at] else { return };
        let rest = &self.wanted[at][found.len()..];
        let is_rest = |start: &usize| same(&text[*start..*start + rest.len()], rest);
        let starts = 0..=text.len().saturating_sub(rest.len());
        let start = starts.rev().filter(|start| start + rest.len() <= text.len()).find(is_rest);
        if let Some(start) = start {
            found.extend(text.drain(start..start + rest.len()));
        }
    }
}

/// Takes a note that stands on a page; one of which half the words are right is that note. `None` if it is not there.
fn whole(text: &mut Vec<Token>, number: usize, note: &[Token]) -> Option<Vec<Token>> {
    let (number, length) = (number.to_string(), note.len() + 1);
    let last = text.len().checked_sub(length)?;
    let alike = |start: usize| {
        let words = text[start + 1..start + length].iter().zip(note);
        words.filter(|(one, other)| one.word == other.word).count()
    };
    let starts = (0..=last).filter(|start| text[*start].word == number);
    let best = starts.max_by_key(|start| (alike(*start), *start));
    let start = best.filter(|start| alike(*start) * 2 >= note.len())?;
    Some(text.drain(start..start + length).skip(1).collect())
}

/// Where a note begins that goes on behind the end of a page; `None` if there is none.
fn begins(text: &[Token], number: usize, note: &[Token]) -> Option<usize> {
    let number = number.to_string();
    let first = text.len().saturating_sub(note.len());
    (first..text.len().saturating_sub(1)).find(|start| {
        let there = &text[start + 1..];
        text[*start].word == number && same(there, &note[..there.len()])
    })
}

fn same(one: &[Token], other: &[Token]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.word == other.word)
}
