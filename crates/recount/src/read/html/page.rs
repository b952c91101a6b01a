//! Reads the HTML page: its text, and each place in it that says what it rests on.
//!
//! A scanner of our own: tags, attributes in double quotes and the few references that the page
//! has. What repeats the text or stands outside it is left out: contents, skip link, ways back from
//! footnotes, footer, and the account of the figures behind the text, which `account` reads.

use std::ops::Range;

use super::references::{attribute, unescaped};
use super::script::parted;
use crate::read::tokens::{BREAK, CELL};

/// The title of the account of the figures, and its identifier in the page.
pub(crate) const ACCOUNT: (&str, &str) = ("Waar de cijfers op rusten", "_onderbouwing");
/// The title of the chapter of the PDF with the tables of the pictures, which the page has folded up under each.
pub(crate) const TABLES: &str = "Cijfers bij de figuren";

/// What a page says.
#[derive(Default)]
pub(crate) struct Page {
    pub(crate) title: String,
    /// What the window is called in which the page stands.
    pub(crate) window_title: String,
    pub(crate) subtitle: String,
    pub(crate) edition: String,
    pub(crate) notice: String,
    pub(crate) body: String,
    pub(crate) notes: Vec<String>,
    /// The headings of chapters.
    pub(crate) chapters: Vec<String>,
    /// The header row of each table.
    pub(crate) headers: Vec<String>,
    pub(crate) figures: Vec<Figure>,
    /// The numbers of its sentences, which stand beside the text; only a draft has them.
    pub(crate) sentences: Vec<Numbered>,
    /// Where the pictures stand in the body.
    pub(crate) pictures: Vec<Picture>,
    /// Where the words that stand in for photographs stand in the body: Markdown has them, the PDF has the photographs.
    photos: Vec<Range<usize>>,
    /// Whether it is the letter: then the publisher stands above the title in the PDF, and there are no contents.
    pub(crate) is_letter: bool,
}

/// The number of a sentence, by where the sentence begins.
#[derive(Clone)]
pub(crate) struct Numbered {
    pub(crate) number: String,
    /// Where in the body; `None` if it is in a footnote.
    at: Option<usize>,
    /// Whether it begins the header row of a table, which pages repeat.
    pub(crate) is_in_head: bool,
}

impl Numbered {
    pub(crate) fn is_in_note(&self) -> bool {
        self.at.is_none()
    }
}

/// A picture, by where it stands in the body.
pub(crate) struct Picture {
    /// Its title, and the words that are drawn.
    drawn: Range<usize>,
    /// Its title once more, and the table of its figures.
    table: Range<usize>,
}

/// A marked place: printed words with a basis.
pub(crate) struct Figure {
    pub(crate) basis: String,
    /// As printed.
    pub(crate) text: String,
    /// What stands before it in its block.
    pub(crate) before: String,
    /// What stands after it in its block; the heading of its column if it fills a cell.
    pub(crate) after: String,
}

impl Figure {
    /// Whether a place is the second number of `vier van de zes`.
    pub(crate) fn is_second(&self, before: Option<&Self>) -> bool {
        let between = self.before.trim_end();
        let first = before.filter(|before| before.basis == self.basis);
        let ends = |words: &str| {
            let start = between.strip_suffix(words).map(str::trim_end);
            first.zip(start).is_some_and(|(first, start)| start.ends_with(&first.text))
        };
        ends(" van") || ends(" van de")
    }
}

impl Page {
    /// What the page says, in the order in which Markdown has it.
    pub(crate) fn as_markdown(&self) -> String {
        let Self { title, subtitle, edition, notice, .. } = self;
        // A picture is its table there.
        let body = self.without(self.pictures.iter().map(|picture| &picture.drawn));
        let mut parts =
            vec![title, subtitle, edition, notice, &body].into_iter().cloned().collect::<Vec<_>>();
        parts.extend(self.notes.iter().enumerate().map(|(at, note)| format!("{} {note}", at + 1)));
        parts.join(BREAK)
    }

    /// The same in the order of the PDF, whose footnotes stand at the foot of pages, and the tables of its pictures
    /// behind the text.
    pub(crate) fn as_pages(&self) -> String {
        let Self { title, subtitle, edition, notice, .. } = self;
        let tables = self.pictures.iter().map(|picture| &picture.table);
        let body = self.without(tables.chain(&self.photos));
        let opening = if self.is_letter {
            [edition, title, subtitle, notice]
        } else {
            [title, subtitle, notice, edition]
        };
        let mut parts = opening.into_iter().chain([&body]).map(String::as_str).collect::<Vec<_>>();
        if !self.pictures.is_empty() {
            parts.push(TABLES);
        }
        parts.extend(self.pictures.iter().map(|picture| &self.body[picture.table.clone()]));
        parts.join(BREAK)
    }

    /// The titles of the pictures.
    pub(crate) fn titles(&self) -> Vec<&str> {
        let drawn = self.pictures.iter().map(|picture| &self.body[picture.drawn.clone()]);
        drawn.filter_map(|drawn| drawn.split(BREAK).find(|it| !it.trim().is_empty())).collect()
    }

    /// The numbers of sentences in the order of [`as_pages`](Self::as_pages): a picture has that of its title as its table
    /// has, and those of the footnotes come last.
    pub(crate) fn margin(&self) -> Vec<&Numbered> {
        let of_table = |it: &&Numbered| {
            let at = it.at?;
            self.pictures.iter().position(|picture| picture.table.contains(&at))
        };
        let mut margin = Vec::new();
        let mut titled = 0;
        for numbered in self.sentences.iter().filter(|it| it.at.is_some()) {
            match of_table(&numbered) {
                None => margin.push(numbered),
                Some(picture) if picture >= titled => {
                    titled = picture + 1;
                    margin.push(numbered);
                }
                Some(_) => {}
            }
        }
        margin.extend(self.sentences.iter().filter(|it| of_table(it).is_some()));
        margin.extend(self.sentences.iter().filter(|it| it.at.is_none()));
        margin
    }

    /// The body without some parts of it.
    fn without<'a>(&self, parts: impl Iterator<Item = &'a Range<usize>>) -> String {
        let mut parts: Vec<_> = parts.collect();
        parts.sort_by_key(|part| part.start);
        let mut left = String::with_capacity(self.body.len());
        let mut at = 0;
        for part in parts {
            left.push_str(&self.body[at..part.start]);
            at = part.end;
        }
        left + &self.body[at..]
    }
}

/// Reads a page.
pub(crate) fn read(html: &str) -> Page {
    let mut reader = Reader::default();
    let window_title = html.split_once("<title>").and_then(|(_, title)| title.split_once('<'));
    reader.page.window_title = unescaped(window_title.map_or("", |(title, _)| title));
    // Behind the script stands nothing but the end.
    let [mut rest, _] = parted(html).text;
    while let Some(start) = rest.find('<') {
        reader.text(&rest[..start]);
        let Some(end) = rest[start..].find('>') else { break };
        reader.tag(&rest[start + 1..start + end]);
        rest = &rest[start + end + 1..];
    }
    reader.finish()
}

/// Where text goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Title,
    Subtitle,
    Edition,
    Notice,
    Body,
    Note,
}

#[derive(Default)]
struct Reader {
    page: Page,
    open: Vec<Element>,
    /// The next number of each list that is open; `None` for bullets.
    lists: Vec<Option<u64>>,
    /// The header cells of the table, and where in its row the cell is.
    columns: Vec<String>,
    column: usize,
    marked: Vec<Marked>,
}

struct Element {
    name: String,
    part: Option<Part>,
    /// Whether nothing in it is text of the report.
    hidden: bool,
    /// Where its text starts in its part, and in which note if that part is the notes.
    start: usize,
    note: usize,
    basis: Option<String>,
}

/// A marked place, by where it stands.
struct Marked {
    basis: String,
    part: Part,
    note: usize,
    start: usize,
    end: usize,
    column: Option<String>,
}

impl Reader {
    fn text(&mut self, text: &str) {
        let text = unescaped(text);
        if let Some(into) = self.into() {
            into.push_str(&text.replace('\n', " "));
        }
    }

    /// The text that is being written; `None` if what is read is no text of the report.
    fn into(&mut self) -> Option<&mut String> {
        let part = self.open.last().filter(|element| !element.hidden)?.part?;
        let no_note = part == Part::Note && self.page.notes.is_empty();
        if no_note { None } else { Some(self.page.part(part)) }
    }

    fn put(&mut self, text: &str) {
        if let Some(into) = self.into() {
            into.push_str(text);
        }
    }

    fn tag(&mut self, tag: &str) {
        if let Some(name) = tag.strip_prefix('/') {
            self.close(name.trim());
        } else if !tag.starts_with('!') {
            self.opening(tag);
        }
    }

    fn opening(&mut self, tag: &str) {
        let name = tag.split_whitespace().next().unwrap_or_default().trim_end_matches('/');
        let parent = self.open.last();
        let hidden = parent.is_some_and(|parent| parent.hidden) || is_hidden(name, tag);
        let part = part(name, tag).or_else(|| parent.and_then(|parent| parent.part));
        if ["br", "hr", "img", "meta", "link", "input", "wbr"].contains(&name) {
            self.put(" ");
            if name == "img" && !hidden && part == Some(Part::Body) {
                self.stands_in(&attribute(tag, "alt").unwrap_or_default());
            }
            return;
        }
        if name == "span"
            && let Some(number) = attribute(tag, "data-zin")
        {
            let is_in_head = self.open.iter().any(|element| element.name == "thead");
            let at = (part == Some(Part::Body)).then_some(self.page.body.len());
            self.page.sentences.push(Numbered { number, at, is_in_head });
        }
        let basis = attribute(tag, "data-basis");
        if name == "figure" && attribute(tag, "class").as_deref() == Some("grafiek") {
            let start = self.page.body.len();
            self.page.pictures.push(Picture { drawn: start..start, table: start..start });
        }
        let name = name.to_owned();
        let element = Element { name: name.clone(), part, hidden, start: 0, note: 0, basis };
        self.open.push(element);
        self.space(&name, tag);
        let start = self.into().map_or(0, |into| into.len());
        let note = self.last_note();
        if let Some(element) = self.open.last_mut() {
            (element.start, element.note) = (start, note);
        }
    }

    /// Writes the words that stand in for a photograph.
    fn stands_in(&mut self, words: &str) {
        let start = self.page.body.len();
        self.put(&format!("{words}{BREAK}"));
        self.page.photos.push(start..self.page.body.len());
    }

    /// Writes what separates an element from the text before it, and starts lists, rows and notes.
    fn space(&mut self, name: &str, tag: &str) {
        let in_notes = self.open.last().is_some_and(|element| element.part == Some(Part::Note));
        match name {
            "ul" | "ol" => {
                let start = attribute(tag, "start").and_then(|start| start.parse().ok());
                self.lists.push((name == "ol" && !in_notes).then(|| start.unwrap_or(1)));
            }
            "table" => self.columns.clear(),
            "tr" => self.column = 0,
            "li" if in_notes && self.lists.len() == 1 => self.page.notes.push(String::new()),
            _ => {}
        }
        if is_block(name) {
            self.put(BREAK);
        } else if tag.contains("doc-noteref") {
            self.put(" ");
        }
        if name == "li"
            && let Some(Some(number)) = self.lists.last_mut()
        {
            let text = format!("{number} ");
            *number = number.saturating_add(1);
            self.put(&text);
        }
    }

    fn close(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|element| element.name == name) else { return };
        self.open.truncate(at + 1);
        self.said(name);
        self.drawn(name);
        if let Some(element) = self.open.pop_if(|element| element.basis.is_some()) {
            self.mark(element);
        } else {
            match name {
                "td" | "th" => self.put(CELL),
                "sup" => self.put(" "),
                name if is_block(name) => self.put(BREAK),
                _ => {}
            }
            self.open.pop();
        }
        if ["ul", "ol"].contains(&name) {
            self.lists.pop();
        }
    }

    /// Keeps where the parts of a picture end.
    fn drawn(&mut self, name: &str) {
        let end = self.page.body.len();
        if let Some(picture) = self.page.pictures.last_mut() {
            match name {
                "summary" => (picture.drawn.end, picture.table) = (end, end..end),
                "details" => picture.table.end = end,
                _ => {}
            }
        }
    }

    /// The number of the note that is read, from zero.
    fn last_note(&self) -> usize {
        self.page.notes.len().saturating_sub(1)
    }

    /// Keeps headings of chapters and of columns.
    fn said(&mut self, name: &str) {
        let Some(element) = self.open.last() else { return };
        // What began in another note has no text in this one.
        let start = if element.note == self.last_note() { element.start } else { usize::MAX };
        let hidden = element.hidden;
        let in_head = self.open.iter().any(|element| element.name == "thead");
        let text =
            self.into().and_then(|into| into.get(start..)).unwrap_or_default().trim().to_owned();
        match name {
            "h2" if !hidden => self.page.chapters.push(text),
            "th" if in_head => self.columns.push(text),
            "thead" => self.page.headers.push(text),
            "td" | "th" => self.column += 1,
            _ => {}
        }
    }

    fn mark(&mut self, element: Element) {
        let (Some(part), Some(basis), false) = (element.part, element.basis, element.hidden) else {
            return;
        };
        let note = element.note;
        let end = match part {
            Part::Note => self.page.notes.get(note).map_or(0, String::len),
            part => self.page.part(part).len(),
        };
        let in_cell =
            self.open.last().is_some_and(|element| ["td", "th"].contains(&&*element.name));
        let column = self.columns.get(self.column).filter(|_| in_cell).cloned();
        self.marked.push(Marked { basis, part, note, start: element.start, end, column });
    }

    fn finish(mut self) -> Page {
        for marked in std::mem::take(&mut self.marked) {
            let text = match marked.part {
                Part::Note => self.page.notes.get(marked.note).cloned().unwrap_or_default(),
                part => self.page.part(part).clone(),
            };
            let (start, end) = (marked.start.min(text.len()), marked.end.min(text.len()));
            let before = text[..start].rsplit(is_edge).next().unwrap_or_default();
            let after = text[end..].split(is_edge).next().unwrap_or_default();
            let alone = before.trim().is_empty() && after.trim().is_empty();
            self.page.figures.push(Figure {
                basis: marked.basis,
                text: text[start..end.max(start)].to_owned(),
                before: before.to_owned(),
                after: marked.column.filter(|_| alone).unwrap_or_else(|| after.to_owned()),
            });
        }
        self.page
    }
}

impl Page {
    fn part(&mut self, part: Part) -> &mut String {
        match part {
            Part::Title => &mut self.title,
            Part::Subtitle => &mut self.subtitle,
            Part::Edition => &mut self.edition,
            Part::Notice => &mut self.notice,
            Part::Body => &mut self.body,
            Part::Note => {
                if self.notes.is_empty() {
                    self.notes.push(String::new());
                }
                let last = self.notes.len() - 1;
                &mut self.notes[last]
            }
        }
    }
}

/// The part of the page that an element begins; `None` if it begins none.
fn part(name: &str, tag: &str) -> Option<Part> {
    let class = attribute(tag, "class").unwrap_or_default();
    match (name, class.as_str()) {
        ("main", _) => Some(Part::Body),
        ("h1", _) => Some(Part::Title),
        ("p", "ondertitel") => Some(Part::Subtitle),
        ("p", "uitgave") => Some(Part::Edition),
        ("p", "melding") => Some(Part::Notice),
        ("section", "voetnoten") => Some(Part::Note),
        _ => None,
    }
}

/// Whether what stands in an element is no text of the report.
fn is_hidden(name: &str, tag: &str) -> bool {
    // What names a picture is what stands around it, and what folds up its table is the same everywhere.
    ["head", "style", "script", "nav", "footer", "title", "desc", "summary"].contains(&name)
        || attribute(tag, "id").as_deref() == Some(ACCOUNT.1)
        || attribute(tag, "id").as_deref() == Some("_voetnoten")
        || attribute(tag, "role").as_deref() == Some("doc-backlink")
        || attribute(tag, "hidden").is_some()
}

/// Whether a block or a cell ends here.
fn is_edge(c: char) -> bool {
    BREAK.starts_with(c) || CELL.starts_with(c)
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "li"
            | "tr"
            | "caption"
            | "figcaption"
            | "blockquote"
            | "aside"
            | "section"
            | "table"
            | "thead"
            | "ul"
            | "ol"
            | "figure"
            | "div"
            | "text"
    )
}
