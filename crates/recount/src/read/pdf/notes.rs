//! What people wrote on the pages of a PDF: notes, marked and struck words, words put in.
//!
//! In: a draft that came back. Out: [`Reviewed`], each note with the words that it stands at, and the numbers of the
//! sentences beside these. No note is followed or run: only its text is read. The letters come from the reader of the
//! recount, so that there is one.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::panic::AssertUnwindSafe;

use flate2::read::ZlibDecoder;
use kurbo::{Point, Rect};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, decode_text_string};
use pmg_core::remarks::{Reviewed, Written, clean};

use crate::read::html::{ACCOUNT, unescaped};

use super::container::{guarded, open};
use super::drawn::{Drawn, letters};

/// No reader writes so many notes, or one of so many characters.
const MOST: usize = 5_000;
const LONGEST: usize = 100_000;
/// Of the words that a note is about, so many characters are kept.
const ABOUT: usize = 500;
/// So many notes can be answers to each other.
const ANSWERS: usize = 100;
/// No page is longer or wider than this, in points.
const PAPER: f64 = 14_400.0;
/// The text of a report with its letters is never larger than this, unpacked, nor is one drawing in more others.
const UNPACKED: u64 = 256 << 20;
const DRAWN_IN: usize = 6;
/// The cover and the list of contents.
const CONTENTS: usize = 2;
/// The longest name of a note.
const KEY: usize = 64;
/// What a note is called that has no words of its own, by what its reader did to those of the report.
const MARKED: [(&[u8], &str); 4] = [
    (b"Highlight", "(gemarkeerd)"),
    (b"Underline", "(onderstreept)"),
    (b"Squiggly", "(onderstreept)"),
    (b"StrikeOut", "(doorgehaald)"),
];
/// What a reader draws around words, which are then those that the note is about.
const AROUND_WORDS: [&[u8]; 5] = [b"Square", b"Circle", b"Polygon", b"PolyLine", b"Ink"];
/// What holds no words of a reader: where a link leads, and the window or the field of something else.
const NO_NOTES: [&[u8]; 7] =
    [b"Link", b"Popup", b"Widget", b"PrinterMark", b"TrapNet", b"Watermark", b"Screen"];
/// What holds something that is not read here: a file, a sound, a film.
const UNREADABLE: [&[u8]; 5] = [b"FileAttachment", b"Sound", b"Movie", b"3D", b"RichMedia"];

/// Why the notes in a PDF are not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotesRefusal {
    /// It is damaged, or locked with a password.
    Unreadable,
    /// It has more notes than anybody writes.
    TooMany,
}

/// What stands in a PDF that came back.
///
/// # Errors
/// A [`NotesRefusal`] if it cannot be read, is locked, or holds more than anybody writes.
pub fn notes(pdf: &[u8]) -> Result<Reviewed, NotesRefusal> {
    let document = open(pdf).ok_or(NotesRefusal::Unreadable)?;
    let found = guarded(AssertUnwindSafe(|| Some(found(&document))));
    let found = found.ok_or(NotesRefusal::Unreadable)?.ok_or(NotesRefusal::TooMany)?;
    // What takes longer to draw than a report has no letters for us: its notes are kept without their sentences.
    let is_drawable = guarded(AssertUnwindSafe(|| Some(is_drawable(&document)))) == Some(true);
    let drawn = if is_drawable { guarded(|| letters(pdf)) } else { None }.unwrap_or_default();
    let draft = guarded(AssertUnwindSafe(|| title(&document))).and_then(|it| draft_in(&it));
    let mut authors: Vec<&str> = Vec::new();
    let mut reviewed = Reviewed { draft, unreadable: found.unreadable, ..Reviewed::default() };
    let pages = Pages::of(&drawn);
    reviewed.has_sentences = pages.numbered.iter().any(|page| !page.is_empty());
    let mut placed: Vec<(usize, usize, Written)> = Vec::new();
    for note in &found.notes {
        let known = authors.iter().position(|it| *it == note.author);
        let reader = known.unwrap_or_else(|| {
            authors.push(&note.author);
            authors.len() - 1
        });
        let (at, written) = pages.place(note);
        let reader = u32::try_from(reader + 1).unwrap_or(u32::MAX);
        placed.push((note.page, at, Written { reader, ..written }));
    }
    placed.sort_by_key(|(page, at, _)| (*page, *at));
    reviewed.remarks = placed.into_iter().map(|(_, _, written)| written).collect();
    Ok(reviewed)
}

/// The year and the number of the draft that a title names: `Concept 3, 14 mei 2025: Rapportage 2025`.
fn draft_in(title: &str) -> Option<(i16, u16)> {
    let (label, title) = title.split_once(": ")?;
    let number = label.strip_prefix("Concept ")?.split(',').next()?.parse().ok()?;
    let words = title.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() == 4);
    let year = words.filter_map(|word| word.parse().ok()).find(|it| (2000..=2100).contains(it))?;
    (number > 0).then_some((year, number))
}

fn title(document: &Document) -> Option<String> {
    let about = document.trailer.get(b"Info").and_then(|info| document.dereference(info)).ok()?.1;
    decode_text_string(about.as_dict().ok()?.get(b"Title").ok()?).ok()
}

/// A note as the file has it.
struct Note {
    page: usize,
    author: String,
    text: String,
    key: Option<String>,
    /// Where the words are that it is about; empty if it stands at a point.
    over: Vec<Rect>,
    /// The point that it stands at; `None` if the file does not say where that is.
    at: Option<Point>,
}

#[derive(Default)]
struct Found {
    notes: Vec<Note>,
    unreadable: usize,
}

/// The notes on all pages; `None` if there are more than anybody writes.
fn found(document: &Document) -> Option<Found> {
    let mut found = Found::default();
    for (page, id) in document.page_iter().enumerate() {
        let stuck = on_page(document, id);
        for (id, fields) in &stuck {
            let kind = fields.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
            if UNREADABLE.contains(&kind) {
                found.unreadable += 1;
            } else if !NO_NOTES.contains(&kind) && !is_state(fields) && !is_half(&stuck, fields) {
                let halves = stuck.iter().filter(|(_, it)| id.is_some() && half_of(it) == *id);
                let halves: Vec<&Dictionary> = halves.map(|(_, it)| *it).collect();
                let root = root(&stuck, fields);
                match note(document, page, (fields, root), &halves) {
                    Some(note) => found.notes.push(note),
                    None => found.unreadable += 1,
                }
            }
        }
        if found.notes.len() > MOST {
            return None;
        }
    }
    Some(found)
}

/// What is stuck on a page, each with its number if it is an object of its own.
fn on_page(document: &Document, page: ObjectId) -> Vec<(Option<ObjectId>, &Dictionary)> {
    let list = document.get_dictionary(page).and_then(|page| page.get(b"Annots"));
    let list = list.and_then(|list| document.dereference(list)).map(|(_, list)| list);
    let Ok(Object::Array(list)) = list else { return Vec::new() };
    let one = |each| {
        let (id, fields) = document.dereference(each).ok()?;
        Some((id, fields.as_dict().ok()?))
    };
    list.iter().filter_map(one).collect()
}

/// Whether it says only what somebody thinks of a note: accepted, marked as read.
fn is_state(fields: &Dictionary) -> bool {
    fields.has(b"StateModel") || fields.has(b"State")
}

/// The note of which it is the other half: words are put in by one, and struck for these by another.
fn half_of(fields: &Dictionary) -> Option<ObjectId> {
    let is_group = fields.get(b"RT").and_then(Object::as_name).is_ok_and(|it| it == b"Group");
    let is_half = is_group && text_of(fields, b"Contents").is_empty();
    if is_half { fields.get(b"IRT").and_then(Object::as_reference).ok() } else { None }
}

fn is_half(stuck: &[(Option<ObjectId>, &Dictionary)], fields: &Dictionary) -> bool {
    half_of(fields).is_some_and(|of| stuck.iter().any(|(id, _)| *id == Some(of)))
}

/// The note on the same page that a note is an answer to, or the first of a row of answers; itself if it is none.
fn root<'a>(
    stuck: &[(Option<ObjectId>, &'a Dictionary)],
    fields: &'a Dictionary,
) -> &'a Dictionary {
    let above = |it: &&'a Dictionary| {
        let of = it.get(b"IRT").and_then(Object::as_reference).ok()?;
        stuck.iter().find(|(id, _)| *id == Some(of)).map(|(_, it)| *it)
    };
    // Some lead in circles.
    std::iter::successors(Some(fields), above).take(ANSWERS).last().unwrap_or(fields)
}

/// The text of a key; empty if it has none.
fn text_of(fields: &Dictionary, key: &[u8]) -> String {
    let Ok(text) = fields.get(key).and_then(Object::as_str) else { return String::new() };
    if let Some(text) = text.strip_prefix(b"\xff\xfe") {
        let pairs = text.chunks_exact(2).map(|it| u16::from_le_bytes([it[0], it[1]]));
        return char::decode_utf16(pairs).filter_map(Result::ok).collect();
    }
    let decoded =
        |bytes: &[u8]| decode_text_string(&Object::string_literal(bytes)).unwrap_or_default();
    if [&b"\xfe\xff"[..], b"\xef\xbb\xbf"].iter().any(|mark| text.starts_with(mark)) {
        return decoded(text);
    }
    // Its decoder of single bytes knows no ends of lines.
    let lines = text.split(|byte| b"\r\n".contains(byte)).map(decoded);
    lines.collect::<Vec<_>>().join("\n")
}

/// What a note says: in plain words, or else in the window or with the letters that its program gave it.
fn said_in(document: &Document, fields: &Dictionary) -> String {
    let plain = text_of(fields, b"Contents");
    if !plain.trim().is_empty() {
        return plain;
    }
    let window = fields.get(b"Popup").and_then(|it| document.dereference(it));
    let window = window.and_then(|(_, it)| it.as_dict());
    let window = window.map(|it| text_of(it, b"Contents")).unwrap_or_default();
    if !window.trim().is_empty() {
        return window;
    }
    let rich = text_of(fields, b"RC");
    let words = rich.split('<').map(|it| it.split_once('>').map_or("", |(_, words)| words));
    unescaped(&words.collect::<Vec<_>>().join(" "))
}

/// A note, at the place of the one that it is an answer to; `None` if it says nothing, or more than anybody writes.
fn note(
    document: &Document,
    page: usize,
    (fields, root): (&Dictionary, &Dictionary),
    halves: &[&Dictionary],
) -> Option<Note> {
    let kind = fields.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
    let said = said_in(document, fields);
    if said.len() > LONGEST {
        return None;
    }
    let said = clean(&said, LONGEST);
    let shape = root.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
    let rect = rect(root);
    let mut over: Vec<Rect> =
        std::iter::once(&root).chain(halves).flat_map(|it| quads(it)).collect();
    if over.is_empty() && AROUND_WORDS.contains(&shape) {
        over.extend(rect);
    }
    // What has an arrow is about what that points at.
    let tip = match (&numbers(root, b"CL")[..], &numbers(root, b"L")[..]) {
        ([x, y, ..], _) | (_, [_, _, x, y]) => Some(Point::new(*x, *y)),
        _ => None,
    };
    let at = tip.or_else(|| over.first().copied().or(rect).map(|it| it.center()));
    let did = MARKED.iter().find(|(name, _)| *name == kind).map(|(_, did)| *did);
    let text = match (said.is_empty(), did) {
        (true, did) => did?.to_owned(),
        (false, _) if !halves.is_empty() => format!("(in plaats van wat er staat) {said}"),
        (false, _) if kind == b"Caret" => format!("(invoegen) {said}"),
        (false, _) => said,
    };
    let key = text_of(fields, b"NM");
    let is_key = (1..=KEY).contains(&key.len())
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    Some(Note { page, author: text_of(fields, b"T"), text, key: is_key.then_some(key), at, over })
}

/// The numbers of a list, as far as they are numbers.
fn numbers(fields: &Dictionary, key: &[u8]) -> Vec<f64> {
    let list = fields.get(key).and_then(Object::as_array);
    list.into_iter().flatten().filter_map(|it| it.as_float().ok()).map(f64::from).collect()
}

fn rect(fields: &Dictionary) -> Option<Rect> {
    let [left, low, right, high] = numbers(fields, b"Rect")[..] else { return None };
    let rect = Rect::new(left, low, right, high).abs();
    is_on_paper(rect).then_some(rect)
}

/// Whether a place can be on a page: it has a size, and is not miles away.
fn is_on_paper(place: Rect) -> bool {
    place.area() > 0.0 && Rect::new(0.0, 0.0, PAPER, PAPER).contains_rect(place)
}

/// Where the words are that a note lies over: one place for each line of them.
fn quads(fields: &Dictionary) -> Vec<Rect> {
    let corners = numbers(fields, b"QuadPoints");
    let one = |corners: &[f64]| {
        let corners = corners.chunks_exact(2).map(|it| Point::new(it[0], it[1]));
        let boxes = corners.map(|it| Rect::from_points(it, it));
        boxes.reduce(|one, other| one.union(other)).unwrap_or_default()
    };
    corners.chunks_exact(8).map(one).filter(|it| is_on_paper(*it)).collect()
}

/// Whether the pages are drawn in reasonable time and room: some files are small, and unpack to more than there is, or
/// draw one thing in the other again and again.
fn is_drawable(document: &Document) -> bool {
    let mut left = UNPACKED;
    for stream in document.objects.values().filter_map(|it| it.as_stream().ok()) {
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|it| it == b"Image") {
            continue;
        }
        let Some(size) = unpacked(stream, left) else { return false };
        left -= size;
    }
    let mut deepest = BTreeMap::new();
    document.objects.keys().all(|id| depth(document, *id, &mut deepest, 0) <= DRAWN_IN)
}

/// How large a stream is, unpacked; `None` if it is more than `most`, or packed in a way that reports are not.
fn unpacked(stream: &Stream, most: u64) -> Option<u64> {
    let filters = stream.filters().unwrap_or_default();
    let size = match filters[..] {
        [] => u64::try_from(stream.content.len()).ok()?,
        [b"FlateDecode"] => {
            let unpacked = ZlibDecoder::new(&stream.content[..]).take(most + 1);
            std::io::copy(&mut { unpacked }, &mut std::io::sink()).unwrap_or_default()
        }
        _ => return None,
    };
    (size <= most).then_some(size)
}

/// How many drawings an object of the file is made of, one in the other.
fn depth(
    document: &Document,
    id: ObjectId,
    known: &mut BTreeMap<ObjectId, usize>,
    above: usize,
) -> usize {
    if let Some(depth) = known.get(&id) {
        return *depth;
    }
    let drawing = document.get_object(id).and_then(Object::as_stream);
    let is_form = |it: &&Stream| {
        it.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|it| it == b"Form")
    };
    let Some(drawing) = drawing.ok().filter(is_form) else { return 0 };
    if above > DRAWN_IN {
        return 1;
    }
    let inside = |dict: &Dictionary, key: &[u8]| {
        let found = dict.get(key).and_then(|it| document.dereference(it));
        found.and_then(|(_, it)| it.as_dict().cloned()).unwrap_or_default()
    };
    let used = inside(&inside(&drawing.dict, b"Resources"), b"XObject");
    let below = used.iter().filter_map(|(_, it)| it.as_reference().ok());
    let below = below.map(|it| depth(document, it, known, above + 1)).max().unwrap_or_default();
    known.insert(id, below + 1);
    below + 1
}

/// The numbers of sentences that stand together in the margin, before the paragraph or the row that they are of.
struct Group {
    /// Where in the text of the page they stand, in bytes.
    start: usize,
    end: usize,
    /// Each with where it begins.
    numbers: Vec<(usize, u32)>,
}

/// The letters of the pages, and the numbers in their margins.
struct Pages<'a> {
    drawn: &'a [Drawn],
    numbered: Vec<Vec<Group>>,
    /// The page and the byte at which the account of the figures begins: what stands there is about no sentence alone.
    account: Option<(usize, usize)>,
}

impl<'a> Pages<'a> {
    fn of(drawn: &'a [Drawn]) -> Self {
        let begins = |(number, page): (usize, &Drawn)| {
            let line = page.text.lines().find(|line| line.trim() == ACCOUNT.0)?;
            let at = line.as_ptr().addr() - page.text.as_ptr().addr();
            Some((number, at))
        };
        // The list of contents names it as well.
        let account = drawn.iter().enumerate().skip(CONTENTS).find_map(begins);
        Self { drawn, numbered: drawn.iter().map(|page| groups(&page.text)).collect(), account }
    }

    /// A note with the words that it is about, and where on its page these begin.
    fn place(&self, note: &Note) -> (usize, Written) {
        let (text, key) = (note.text.clone(), note.key.clone());
        let written = Written { text, key, ..Written::default() };
        let Some(page) = self.drawn.get(note.page) else { return (0, written) };
        let groups = &self.numbered[note.page];
        let is_number = |at: usize| groups.iter().any(|it| (it.start..it.end).contains(&at));
        let under = page.under(&note.over, |at| !is_number(at));
        let nearest = || page.nearest(note.at?);
        let Some(at) = under.first().map(|it| it.start).or_else(nearest) else {
            return (0, written);
        };
        let about = under.iter().map(|it| &page.text[it.clone()]).collect::<Vec<_>>().join(" ");
        let about = about.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.account.is_some_and(|account| (note.page, at) >= account) {
            let about = about.chars().take(ABOUT).collect();
            return (at, Written { about, around: ACCOUNT.0.to_owned(), ..written });
        }
        let (around, start, beside) = self.paragraph(note.page, at);
        let on_number = groups.iter().flat_map(|it| &it.numbers).rfind(|(start, _)| *start <= at);
        let sentence = on_number.filter(|_| is_number(at)).map(|(_, number)| *number);
        let about = about.chars().take(ABOUT).collect();
        (at, Written { sentence, beside, about, around, at: start, ..written })
    }

    /// The paragraph or the row in which a byte of a page stands, where in it that is, and the numbers of its sentences.
    /// Without numbers it is the whole page.
    fn paragraph(&self, page: usize, at: usize) -> (String, usize, Vec<u32>) {
        let text = &self.drawn[page].text;
        let next = self.numbered[page].iter().find(|it| it.start > at);
        let until = next.map_or(text.len(), |it| it.start);
        let numbers = |groups: &[Group]| {
            groups.iter().flat_map(|it| &it.numbers).map(|(_, number)| *number).collect()
        };
        if let Some(group) = self.numbered[page].iter().rfind(|it| it.start <= at) {
            let start = group.end.min(until);
            let numbers = numbers(std::slice::from_ref(group));
            return (text[start..until].to_owned(), at.saturating_sub(start), numbers);
        }
        // It began on an earlier page, at the foot of which the footnotes have numbers, too.
        match (0..page).rev().find(|it| !self.numbered[*it].is_empty()) {
            Some(earlier) => {
                let before = self.drawn[earlier].text.clone() + "\n";
                let numbers = numbers(&self.numbered[earlier]);
                (before.clone() + &text[..until], before.len() + at, numbers)
            }
            None => (text[..until].to_owned(), at, Vec::new()),
        }
    }
}

/// The numbers in the margin of a page, `§214`, those that follow each other together.
fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (start, _) in text.match_indices('§') {
        let behind = &text[start + '§'.len_utf8()..];
        let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
        let Ok(number) = behind[..digits].parse() else { continue };
        let end = start + '§'.len_utf8() + digits;
        match groups.last_mut() {
            Some(last) if text[last.end..start].trim().is_empty() => {
                last.end = end;
                last.numbers.push((start, number));
            }
            _ => groups.push(Group { start, end, numbers: vec![(start, number)] }),
        }
    }
    groups
}

#[cfg(test)]
mod tests;
