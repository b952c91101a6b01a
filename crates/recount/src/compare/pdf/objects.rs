//! Compares what a PDF holds beside the text of its pages with what the page says: bookmarks, descriptions,
//! addresses, facts about the file, and whatever hangs in it.
//!
//! Every object must be one that the pages need, and every string in one must say what stands elsewhere.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, decode_text_string};

use super::metadata::{self, is_fingerprint};
use crate::compare::html::DESCRIBED;
use crate::difference::{AGAIN, Difference};
use crate::read::html::{ACCOUNT, Page, TABLES, addresses, alternatives, headings, read_account};
use crate::read::tokens::{BREAK, CELL, tokens};
use crate::typography::plain;

const FILE: &str = "rapport.pdf";
/// What the program and its fonts and colours are called in every PDF.
const FIXED: [(&[u8], &[&str]); 10] = [
    (b"Creator", &["pmg-monitor"]),
    (b"Lang", &["nl-NL"]),
    (b"Registry", &["Adobe"]),
    (b"Ordering", &["Identity"]),
    (b"Info", &["sRGB v4.2"]),
    (b"OutputCondition", &["sRGB"]),
    (b"OutputConditionIdentifier", &["Custom"]),
    (b"RegistryName", &[""]),
    (b"Desc", &["Alle cijfers in dit rapport met de opgaven waarop zij rusten"]),
    (b"F", &["cijfers.json"]),
];
/// The streams that pages, fonts, colours and pictures are made of, by where they hang.
const STREAMS: [&[u8]; 9] = [
    b"Contents",
    b"FontFile",
    b"FontFile2",
    b"FontFile3",
    b"ToUnicode",
    b"CIDSet",
    b"Encoding",
    b"DestOutputProfile",
    // Where a picture is see-through.
    b"SMask",
];
/// What a page draws with; each has names of its own.
const RESOURCES: [&[u8]; 6] =
    [b"ColorSpace", b"XObject", b"Pattern", b"Shading", b"ExtGState", b"Function"];

/// Compares what a PDF holds with what the page says.
pub(super) fn compare(pdf: &[u8], document: &Document, page: &Page, html: &str) -> Vec<Difference> {
    let mut objects = Objects {
        document,
        texts: Texts::of(document, page, html),
        waiting: Vec::new(),
        seen: BTreeSet::new(),
        told: Vec::new(),
    };
    objects.fields(b"Trailer", &document.trailer);
    while let Some((parent, key, id)) = objects.waiting.pop() {
        if let Ok(object) = document.get_object(id) {
            objects.value(&parent, &key, object, &Dictionary::new());
        }
    }
    objects.loose();
    objects.told.extend(revised(pdf));
    objects.told
}

/// What strings in a PDF may say.
struct Texts<'a> {
    page: &'a Page,
    pages: usize,
    /// Headings and titles, as they are compared.
    headings: BTreeSet<String>,
    /// Each paragraph, cell and item of the text.
    blocks: BTreeSet<String>,
    /// The titles of the parts of the account, after which links to them are called.
    parts: BTreeSet<String>,
    /// The addresses to which the page links.
    links: BTreeSet<String>,
    /// What the pictures of the page say to whoever cannot see them.
    pictures: BTreeSet<String>,
}

struct Objects<'a> {
    document: &'a Document,
    texts: Texts<'a>,
    /// What is to be looked into, with the keys by which it was found.
    waiting: Vec<(Vec<u8>, Vec<u8>, ObjectId)>,
    seen: BTreeSet<ObjectId>,
    told: Vec<Difference>,
}

impl Objects<'_> {
    fn tells(&mut self, what: String, found: &str, expected: &str) {
        let found = found.chars().take(LONGEST).collect();
        let expected = format!("{expected}; {AGAIN}");
        self.told.push(Difference { file: FILE.to_owned(), what, found, expected });
    }

    fn fields(&mut self, parent: &[u8], fields: &Dictionary) {
        for (key, value) in fields {
            self.value(parent, key, value, fields);
        }
    }

    fn value(&mut self, parent: &[u8], key: &[u8], value: &Object, beside: &Dictionary) {
        match value {
            Object::Reference(id) if self.seen.insert(*id) => {
                self.waiting.push((parent.to_vec(), key.to_vec(), *id));
            }
            Object::Array(items) => {
                for item in items {
                    self.value(parent, key, item, beside);
                }
            }
            Object::Dictionary(fields) => {
                if key == b"Annots"
                    && fields.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Link")
                {
                    self.tells(
                        "op een bladzijde zit een notitie".to_owned(),
                        "een notitie",
                        "alleen links",
                    );
                }
                self.fields(key, fields);
            }
            Object::Stream(stream) => {
                self.stream(parent, key, stream);
                self.fields(key, &stream.dict);
            }
            Object::String(..) => self.string(parent, key, value, beside),
            _ => {}
        }
    }

    fn string(&mut self, parent: &[u8], key: &[u8], value: &Object, beside: &Dictionary) {
        let text = decode_text_string(value).unwrap_or_else(|_| "niet te lezen".to_owned());
        if !self.texts.has(parent, key, &text, beside) {
            let what =
                format!("in de PDF staat onder `{}` een tekst", String::from_utf8_lossy(key));
            self.tells(what, &text, "wat het rapport zelf zegt");
        }
    }

    fn stream(&mut self, parent: &[u8], key: &[u8], stream: &Stream) {
        if key == b"Metadata" && parent == b"Root" {
            let told = metadata::compare(stream, self.texts.page, self.texts.pages);
            self.told.extend(told);
            return;
        }
        // The files inside are looked at by themselves.
        let is_known = stream.dict.has_type(b"EmbeddedFile")
            || STREAMS.contains(&key)
            || RESOURCES.contains(&parent)
            || RESOURCES.contains(&key);
        if !is_known {
            let what = "in de PDF zit een stuk dat geen bladzijde nodig heeft".to_owned();
            self.tells(what, &String::from_utf8_lossy(key), "niets");
        }
    }

    /// Tells of objects that nothing in the file leads to.
    fn loose(&mut self) {
        let is_frame = |object: &Object| {
            let stream = object.as_stream();
            stream.is_ok_and(|it| it.dict.has_type(b"XRef") || it.dict.has_type(b"ObjStm"))
        };
        let document = self.document;
        let loose =
            document.objects.iter().filter(|(id, it)| !self.seen.contains(id) && !is_frame(it));
        let loose: Vec<String> = loose.map(|((number, _), _)| number.to_string()).collect();
        if !loose.is_empty() {
            let what = "in de PDF zitten stukken waar niets naar verwijst".to_owned();
            self.tells(what, &format!("onderdeel {}", loose.join(", ")), "niets");
        }
    }
}

impl<'a> Texts<'a> {
    fn of(document: &Document, page: &'a Page, html: &str) -> Self {
        let around = ["Inhoud", ACCOUNT.0, TABLES, &page.title, &page.window_title].into_iter();
        let headings = around.map(str::to_owned).chain(headings(html)).map(|text| one_line(&text));
        let text = page.as_pages();
        let blocks = text.split(BREAK).flat_map(|block| block.split(CELL));
        Self {
            page,
            pages: document.page_iter().count(),
            headings: headings.collect(),
            blocks: blocks.chain(page.notes.iter().map(String::as_str)).map(one_line).collect(),
            parts: read_account(html).iter().map(|part| one_line(&part.title)).collect(),
            links: addresses(html).into_iter().collect(),
            pictures: alternatives(html).into_iter().collect(),
        }
    }

    /// Whether a string in a PDF says what it may say under this key.
    fn has(&self, parent: &[u8], key: &[u8], text: &str, beside: &Dictionary) -> bool {
        if let Some((_, fixed)) = FIXED.iter().find(|(of, _)| *of == key) {
            return fixed.contains(&text);
        }
        match key {
            b"UF" => text == "cijfers.json",
            b"Title" | b"T" => self.headings.contains(&one_line(text)),
            b"Author" => one_line(&self.page.edition).starts_with(&format!("{}, ", one_line(text))),
            b"Subject" => one_line(text) == one_line(&self.page.subtitle),
            b"CreationDate" | b"ModDate" => is_moment(text),
            b"ID" if parent == b"Trailer" => is_fingerprint(text),
            b"ID" | b"Headers" => is_name(text, self.page.notes.len()),
            b"Names" => text == "cijfers.json" || is_name(text, self.page.notes.len()),
            b"URI" => self.links.contains(text),
            b"Contents" => self.is_label(text, beside),
            b"Alt" if self.pictures.iter().any(|alt| one_line(alt) == one_line(text)) => true,
            b"Alt" | b"ActualText" => {
                let text = one_line(text);
                self.blocks.contains(&text) || self.is_of_picture(&text)
            }
            _ => false,
        }
    }

    /// Whether it is the title of a picture, and behind it what such a picture says of itself.
    fn is_of_picture(&self, text: &str) -> bool {
        DESCRIBED.iter().any(|described| {
            let title = text.strip_suffix(&one_line(described)).map(str::trim_end);
            title.and_then(|it| it.strip_suffix('.')).is_some_and(|it| self.blocks.contains(it))
        })
    }

    /// Whether a link says where it leads: to a part of the account, a heading, a footnote, a page or an address.
    fn is_label(&self, text: &str, link: &Dictionary) -> bool {
        if let Some(address) = address(link) {
            return names_address(text, &address);
        }
        let number = |text: &str, most: usize| {
            text.parse::<usize>().is_ok_and(|number| (1..=most).contains(&number))
        };
        let notes = self.page.notes.len();
        let called = one_line(text);
        if self.parts.contains(&called) || self.headings.contains(&called) {
            return true;
        }
        let (before, place) = text.rsplit_once("pagina ").unwrap_or((text, ""));
        let leads = before.is_empty()
            || before.strip_suffix(", ").is_some_and(|it| self.headings.contains(&one_line(it)));
        leads && number(place, self.pages)
            || number(text.strip_prefix("Voetnoot ").unwrap_or(text), notes)
    }
}

/// The address that a link leads to, outside the file; `None` if it leads into the file.
fn address(link: &Dictionary) -> Option<String> {
    let action = link.get(b"A").and_then(Object::as_dict).ok()?;
    decode_text_string(action.get(b"URI").ok()?).ok()
}

/// Whether a text names a footnote of a page with so many, or a cell that heads others: `Note 1`, `U1x0y0`.
fn is_name(text: &str, notes: usize) -> bool {
    let note = text.strip_prefix("Note ").and_then(|note| note.parse::<usize>().ok());
    let cell = text.strip_prefix('U').and_then(|cell| {
        let (table, rest) = cell.split_once('x')?;
        let (x, y) = rest.split_once('y')?;
        Some([table, x, y].iter().all(|part| part.parse::<u16>().is_ok()))
    });
    note.is_some_and(|note| note <= notes) || cell == Some(true)
}

/// Whether a text has no word but those of an address, and what kind of address it is.
fn names_address(text: &str, address: &str) -> bool {
    let words = tokens(address);
    let said = tokens(text).into_iter().map(|token| token.word);
    said.filter(|word| !["e", "mail", "-"].contains(&word.as_str()))
        .all(|word| words.iter().any(|known| known.word == word))
}

/// A text as it is compared.
fn one_line(text: &str) -> String {
    plain(&text.replace(BREAK, " ").replace(CELL, " "))
}

/// Whether it is a moment as a PDF has it, and nothing else.
fn is_moment(text: &str) -> bool {
    let moment = text.strip_prefix("D:").and_then(|text| text.strip_suffix('Z'));
    moment.is_some_and(|moment| moment.len() == 14 && moment.bytes().all(|it| it.is_ascii_digit()))
}

/// The differences where a file was changed after it was made, so that what stood there before is still in it.
fn revised(pdf: &[u8]) -> Vec<Difference> {
    let times = |word: &[u8]| pdf.windows(word.len()).filter(|window| *window == word).count();
    let told = |what: &str, found: String| Difference {
        file: FILE.to_owned(),
        what: what.to_owned(),
        found,
        expected: format!("één versie, en niets erachter; {AGAIN}"),
    };
    let mut differences = Vec::new();
    let versions = times(b"startxref").max(times(b"%%EOF"));
    if versions != 1 {
        differences.push(told("de PDF is later veranderd", format!("{versions} versies")));
    }
    if !pdf.trim_ascii_end().ends_with(b"%%EOF") {
        differences.push(told("achter het einde van de PDF staat nog iets", "meer".to_owned()));
    }
    differences
}

/// So many characters of what was found are shown.
const LONGEST: usize = 200;

#[cfg(test)]
mod tests {
    use super::{is_name, names_address};

    #[test]
    fn only_notes_that_there_are_and_cells_have_a_name() {
        for name in ["Note 1", "Note 2", "U1x0y0", "U12x3y40"] {
            assert!(is_name(name, 2), "{name}");
        }
        for name in
            ["Note 3", "Note 7 kinderen", "7 kinderen", "U7", "U1x0y7 kinderen", "Ux0y0", ""]
        {
            assert!(!is_name(name, 2), "{name}");
        }
    }

    #[test]
    fn a_link_to_an_address_says_that_address_and_no_more() {
        let address = "mailto:post@voorbeeld.nl";
        for text in ["post@voorbeeld.nl", "E-mail post@voorbeeld.nl", "voorbeeld.nl"] {
            assert!(names_address(text, address), "{text}");
        }
        for text in ["post@voorbeeld.nl 7", "7 kinderen", "post@elders.nl"] {
            assert!(!names_address(text, address), "{text}");
        }
    }
}
