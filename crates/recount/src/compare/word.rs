//! Compares a Word file with the page: its text, and what it holds beside that.

use std::collections::BTreeSet;

use super::html::DESCRIBED;
use super::runs::differences;
use crate::difference::{AGAIN, Difference};
use crate::read::html::{self, Page, addresses, alternatives};
use crate::read::tokens::tokens;
use crate::read::word::{self, Word};
use crate::typography::plain;

const FILE: &str = "rapport.docx";
/// What stands behind the number of a draft, before the notice.
const DRAFT: &str = "Dit is nog niet de definitieve tekst.";
/// The parts of the file, but for the pictures.
const PARTS: [&str; 14] = [
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "docProps/core.xml",
    "word/_rels/document.xml.rels",
    "word/_rels/footnotes.xml.rels",
    "word/document.xml",
    "word/fontTable.xml",
    "word/footer1.xml",
    "word/footnotes.xml",
    "word/header1.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/styles.xml",
];
/// The elements by which text can be there and not be seen, or be seen and not be there.
const UNSEEN: [&str; 14] = [
    "w:comment",
    "w:commentRangeStart",
    "w:commentReference",
    "w:del",
    "w:delText",
    "w:ins",
    "w:moveFrom",
    "w:moveTo",
    "w:object",
    "w:pict",
    "w:specVanish",
    "w:sym",
    "w:vanish",
    "mc:AlternateContent",
];

/// The differences where the Word file does not say what the page says, and for what it holds that the page does not.
#[must_use]
pub fn word_unlike(html: &str, bytes: &[u8]) -> Vec<Difference> {
    compare(bytes, &html::read(html), html)
}

/// The same, for a page that was read.
pub(crate) fn compare(bytes: &[u8], page: &Page, html: &str) -> Vec<Difference> {
    let Some(word) = word::read(bytes) else {
        let found = format!("{} bytes", bytes.len());
        return vec![unlike("het bestand is niet te lezen", &found, "een Word-bestand")];
    };
    let mut told = differences(&tokens(&page.as_markdown()), &tokens(&word.text), FILE);
    told.extend(beside(&word, page, html));
    told
}

fn unlike(what: &str, found: &str, expected: &str) -> Difference {
    Difference {
        file: FILE.to_owned(),
        what: what.to_owned(),
        found: found.to_owned(),
        expected: format!("{expected}; {AGAIN}"),
    }
}

/// The differences beside the text.
fn beside(word: &Word, page: &Page, html: &str) -> Vec<Difference> {
    let (label, notice) = page.notice.split_once(DRAFT).unwrap_or(("", &page.notice));
    let contents: Vec<String> =
        std::iter::once("Inhoud".to_owned()).chain(word.headings.iter().cloned()).collect();
    let contents = if word.headings.is_empty() || page.is_letter { Vec::new() } else { contents };
    let numbers: Vec<String> = page.sentences.iter().map(|it| it.number.clone()).collect();
    let organisation = page.edition.rsplit_once(", ").map_or("", |(who, _)| who);
    let mut told: Vec<Difference> = [
        ("de inhoudsopgave is anders dan de koppen", &word.contents, &contents),
        ("de bladwijzers van zinnen zijn andere", &word.sentences, &numbers),
    ]
    .into_iter()
    .filter_map(|(what, found, expected)| list_unlike(what, found, expected))
    .collect();
    let about = |name: &str| word.about.get(name).cloned().unwrap_or_default();
    for (what, found, expected) in [
        ("wat boven de bladzijden staat", &*word.head, &*format!("{label} {notice}")),
        ("wat onder de bladzijden staat", &word.foot, &format!("{} Pagina 1 van 1", page.title)),
        ("de titel in de eigenschappen", &about("dc:title"), &page.window_title),
        ("het onderwerp in de eigenschappen", &about("dc:subject"), &page.subtitle),
        ("de maker in de eigenschappen", &about("dc:creator"), organisation),
        ("de taal in de eigenschappen", &about("dc:language"), "nl-NL"),
    ] {
        if letters(found) != letters(expected) {
            told.push(unlike(what, found.trim(), expected.trim()));
        }
    }
    told.extend(pictures(word, page, html));
    let known: BTreeSet<Vec<u8>> = addresses(html).iter().map(|it| decoded(it)).collect();
    let strange = |address: &&String| !known.contains(&decoded(address));
    told.extend(
        word.addresses
            .iter()
            .filter(strange)
            .map(|it| unlike("een link leidt ergens anders heen", it, "een link van rapport.html")),
    );
    let is_ours = |name: &str| PARTS.contains(&name) || name.starts_with("word/media/");
    told.extend(
        word.parts
            .iter()
            .filter(|name| !is_ours(name))
            .map(|it| unlike("dit onderdeel heeft een rapport niet", it, "niets")),
    );
    let unseen = UNSEEN.iter().filter_map(|name| Some((name, word.elements.get(*name)?)));
    told.extend(unseen.map(|(name, place)| {
        unlike(
            &format!("in {place} staat wat niemand ziet, of wat een ander schreef"),
            name,
            "niets",
        )
    }));
    told
}

/// The difference where two lists of words are not the same.
fn list_unlike(what: &str, found: &[String], expected: &[String]) -> Option<Difference> {
    let at = (0..found.len().max(expected.len())).find(|at| {
        found.get(*at).map(|it| letters(it)) != expected.get(*at).map(|it| letters(it))
    })?;
    let said = |list: &[String]| list.get(at).cloned().unwrap_or_else(|| "niets".to_owned());
    Some(unlike(what, &said(found), &said(expected)))
}

/// The differences in what pictures say to whoever cannot see them: the logo and the photographs as on the page, and a
/// title and a fixed text for each picture of figures.
fn pictures<'a>(word: &'a Word, page: &Page, html: &str) -> Vec<Difference> {
    let photos: BTreeSet<String> = alternatives(html).iter().map(|it| plain(it)).collect();
    let titles: BTreeSet<String> = page.titles().into_iter().map(plain).collect();
    let is_figure = |said: &str| {
        let title = DESCRIBED.iter().find_map(|it| said.strip_suffix(plain(it).as_str()));
        title.and_then(|it| it.strip_suffix(". ")).is_some_and(|title| titles.contains(title))
    };
    let is_known = |said: &&'a String| {
        let said = plain(said);
        photos.contains(&said) || is_figure(&said)
    };
    let mut told: Vec<Difference> = word
        .alternatives
        .iter()
        .filter(|said| !is_known(said))
        .map(|it| unlike("de omschrijving van een beeld", it, "die van rapport.html"))
        .collect();
    let expected = page.pictures.len() + alternatives(html).len();
    if word.alternatives.len() != expected {
        let found = format!("{} beelden", word.alternatives.len());
        told.push(unlike("het aantal beelden", &found, &format!("{expected} beelden")));
    }
    told
}

/// The words and numbers of a text, as they are compared.
fn letters(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.word).collect()
}

/// An address in which each sign is itself: Word wants some of them by their numbers.
fn decoded(address: &str) -> Vec<u8> {
    let bytes = address.as_bytes();
    let (mut decoded, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        let digits = address.get(at + 1..at + 3).filter(|_| *byte == b'%');
        let sign = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        decoded.push(sign.unwrap_or(*byte));
        at += if sign.is_some() { 3 } else { 1 };
    }
    decoded
}
