//! Compares all that the HTML page has beside its text with what the program writes there: elements and attributes by
//! a list, identifiers by their order, and the words around the text by what they repeat.
//!
//! So nothing can stand where a reader with a keyboard, a screen reader or the source of the page finds it and
//! the recount does not look.

use std::collections::{BTreeMap, BTreeSet};

use pmg_core::cycle::Cycle;
use pmg_core::edition::Edition;

use super::pictures::Pictures;
use super::script;
use super::vocabulary::{
    DESCRIBED, ELEMENTS, EMPTY, EXPLAINED, FOLDED, ONCE, POLICY, TABLE_FILES, TABLES, VALUES,
    VIEWPORT, is_colour, is_label,
};
use crate::difference::{AGAIN, Difference};
use crate::expect::Identity;
use crate::read::html::{ACCOUNT, Page, Piece, Tag, is_heading, pieces};
use crate::read::tokens::CELL;
use crate::typography::{composed, is_left_of, plain};

/// Compares all that stands around the text of a page with what should.
pub(super) fn compare(
    page: &Page,
    html: &str,
    cycle: &Cycle,
    identity: &Identity,
    edition: Edition,
    label: &str,
) -> Vec<Difference> {
    let mut shape = Shape::of(page, cycle, identity, edition, label);
    for piece in pieces(html) {
        match piece {
            Piece::Open(tag) => shape.opening(tag),
            Piece::Close(name) => shape.close(name),
            Piece::Text(text) => shape.text.push_str(&text),
            Piece::Odd(odd) => shape.tells("zo schrijft het programma geen opmaak", odd, "niets"),
        }
    }
    shape.finish()
}

/// A heading, or a line of the contents: where it is, or leads, and what it says.
type Entry = (String, String);

struct Shape<'a> {
    page: &'a Page,
    identity: &'a Identity,
    edition: Edition,
    /// What a draft calls itself; empty for a final edition.
    label: &'a str,
    /// The names of the columns of all tables.
    columns: BTreeSet<String>,
    /// The elements that are open, each with where its text starts.
    open: Vec<(Tag<'a>, usize)>,
    /// All text so far, but for references to footnotes.
    text: String,
    ids: BTreeSet<String>,
    /// How many there were so far, by kind of numbered identifier.
    numbered: BTreeMap<String, usize>,
    /// Where links and labels lead.
    led: Vec<String>,
    /// How often a heading with these words came before.
    slugs: BTreeMap<String, usize>,
    headings: Vec<Entry>,
    contents: Vec<Entry>,
    /// How many captions of tables and of pictures there were so far.
    captions: [usize; 2],
    /// The title of the picture that came last.
    picture: String,
    /// The logo and the photographs.
    pictures: Pictures<'a>,
    told: Vec<Difference>,
}

impl<'a> Shape<'a> {
    fn of(
        page: &'a Page,
        cycle: &'a Cycle,
        identity: &'a Identity,
        edition: Edition,
        label: &'a str,
    ) -> Self {
        Self {
            page,
            identity,
            edition,
            label,
            columns: page.headers.iter().flat_map(|it| it.split(CELL)).map(plain).collect(),
            open: Vec::new(),
            text: String::new(),
            ids: BTreeSet::new(),
            numbered: BTreeMap::new(),
            led: Vec::new(),
            slugs: BTreeMap::new(),
            headings: Vec::new(),
            contents: Vec::new(),
            captions: [0; 2],
            picture: String::new(),
            pictures: Pictures::of(cycle),
            told: Vec::new(),
        }
    }

    fn tells(&mut self, what: &str, found: &str, expected: &str) {
        let found = found.chars().take(LONGEST).collect();
        let expected = format!("{expected}; {AGAIN}");
        let file = "rapport.html".to_owned();
        self.told.push(Difference { file, what: what.to_owned(), found, expected });
    }

    /// Whether the tables for everybody lie beside the file.
    fn has_tables(&self) -> bool {
        self.edition.is_final() && !self.identity.is_letter
    }

    /// Tells where words around the text are not those that they repeat.
    fn repeats(&mut self, what: &str, found: &str, expected: &str) {
        if plain(found) != plain(expected) {
            self.tells(what, found.trim(), expected);
        }
    }

    fn is_in(&self, name: &str) -> bool {
        self.open.iter().any(|(tag, _)| tag.name == name)
    }

    fn is_in_account(&self) -> bool {
        self.open.iter().any(|(tag, _)| tag.get("id") == Some(ACCOUNT.1))
    }

    fn opening(&mut self, tag: Tag<'a>) {
        if !ELEMENTS.contains(&tag.name) {
            self.tells("dit onderdeel heeft een rapport niet", tag.name, "niets");
        }
        for (name, value) in &tag.attributes {
            if !self.fits(&tag, name, value.as_deref()) {
                let found = format!("{name}=\"{}\"", value.as_deref().unwrap_or_default());
                let what = format!("dit kenmerk heeft `{}` in een rapport niet", tag.name);
                self.tells(&what, &found, "niets");
            }
        }
        match tag.name {
            "meta" => self.meta(&tag),
            "img" => {
                let told = self.pictures.take(&tag, self.open.last().map(|(tag, _)| tag));
                self.told.extend(told);
            }
            _ => {}
        }
        if !EMPTY.contains(&tag.name) {
            self.open.push((tag, self.text.len()));
        }
    }

    /// Whether the program writes this attribute in this place.
    fn fits(&mut self, tag: &Tag<'_>, name: &str, value: Option<&str>) -> bool {
        let Some(value) = value else {
            return name == "hidden" && tag.get("id") == Some("_uitleg");
        };
        if let Some((_, values)) = VALUES.iter().find(|(of, _)| *of == name) {
            return values.contains(&value);
        }
        match name {
            "id" => self.ids.insert(value.to_owned()) && self.numbers(tag, value),
            "aria-labelledby" => {
                self.led.push(value.to_owned());
                true
            }
            "href" => self.leads(value),
            "aria-label" => is_label(tag, value),
            "data-basis" => self.is_in("main") && !self.is_in_account(),
            "data-zin" => self.edition.is_draft() && self.is_in("main") && is_of_sentence(tag),
            "data-kolom" => tag.name == "td" && self.is_column(value),
            "datetime" => value == self.identity.day.to_string(),
            "start" => tag.name == "ol" && value.parse::<u64>().is_ok(),
            "name" | "http-equiv" | "content" => tag.name == "meta",
            // What they say is looked at together.
            "src" | "alt" => tag.name == "img",
            "x" | "y" | "cx" | "cy" | "r" | "width" | "height" | "dy" | "font-size"
            | "stroke-width" => self.is_in("svg") && value.parse::<f64>().is_ok(),
            "fill" | "stroke" => self.is_in("svg") && is_colour(value),
            "viewBox" => tag.name == "svg" && value.split(' ').all(|it| it.parse::<f64>().is_ok()),
            _ => false,
        }
    }

    /// Whether a column of a table has this name.
    fn is_column(&self, name: &str) -> bool {
        self.columns.contains(&plain(name))
    }

    /// Whether an identifier is one of those that a page has once, the next of its kind, or of a heading.
    fn numbers(&mut self, tag: &Tag<'_>, id: &str) -> bool {
        if ONCE.contains(&id) {
            return true;
        }
        let Some(named) = id.strip_prefix('_') else { return is_heading(tag.name) };
        if tag.get("data-zin").is_some() {
            return is_of_sentence(tag);
        }
        let kept = named.strip_suffix("-kop").map(|part| self.ids.contains(&format!("_{part}")));
        if let Some(kept) = kept {
            return kept;
        }
        let at = named.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (kind, number) = named.split_at(at);
        let is_kind = ["tabel-", "noot-", "b"].contains(&kind)
            || ["terug-", "c"].iter().any(|start| {
                let of = kind.strip_prefix(start).and_then(|rest| rest.strip_suffix('-'));
                of.is_some_and(|of| of.parse::<usize>().is_ok())
            });
        let count = self.numbered.entry(kind.to_owned()).or_default();
        *count += 1;
        is_kind && number == count.to_string()
    }

    /// Whether a link leads into the page, to an address that can be one, or to a table beside a final edition.
    fn leads(&mut self, to: &str) -> bool {
        if let Some(id) = to.strip_prefix('#') {
            self.led.push(id.to_owned());
            return true;
        }
        if self.is_in("footer") {
            return self.has_tables() && TABLE_FILES.contains(&to);
        }
        self.is_in("main") && ["https:", "mailto:"].iter().any(|scheme| to.starts_with(scheme))
    }

    /// What a page says about itself to browsers and search engines.
    fn meta(&mut self, tag: &Tag<'_>) {
        let Some(content) = tag.get("content") else { return };
        let name = tag.get("name").or_else(|| tag.get("http-equiv")).unwrap_or_default();
        let organisation = self.page.edition.rsplit_once(", ").map_or("", |(who, _)| who);
        let what = format!("de gegevens over de pagina, `{name}`");
        if name == POLICY.0 {
            let expected = self.policy();
            // Of a hash each letter counts, its case with it.
            if content != expected {
                self.tells(&what, content, &expected);
            }
            return;
        }
        let expected = match name {
            "description" => &self.page.subtitle,
            "author" => organisation,
            "viewport" => VIEWPORT,
            _ => "niets",
        };
        self.repeats(&what, content, expected);
    }

    /// What the page may load and run: pictures only if it has one, and of scripts only that of a draft.
    fn policy(&self) -> String {
        let pictures = if self.pictures.are_some() { "; img-src data:" } else { "" };
        let has_script = self.edition.is_draft() && !self.identity.is_letter;
        let script = if has_script { script::policy() } else { String::new() };
        format!("{}{pictures}{script}", POLICY.1)
    }

    fn close(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|(tag, _)| tag.name == name) else {
            return self.tells("dit onderdeel eindigt zonder begin", name, "niets");
        };
        let Some((tag, start)) = self.open.drain(at..).next() else { return };
        let text = self.text[start..].to_owned();
        self.closed(&tag, &text);
        // A number of a footnote is no word of what it stands in.
        if name == "sup" {
            self.text.truncate(start);
        }
    }

    /// Looks at what an element says that the text does not have.
    fn closed(&mut self, tag: &Tag<'_>, text: &str) {
        let page = self.page;
        match tag.name {
            "title" if self.is_in("svg") => {
                let title = self.picture.clone();
                self.repeats("de naam van een figuur", text, &title);
            }
            "desc" if !DESCRIBED.iter().any(|described| plain(described) == plain(text)) => {
                self.tells("de omschrijving van een figuur", text.trim(), DESCRIBED[0]);
            }
            "figcaption" if is_in_photo(&self.open) => {
                let credit = self.pictures.credit();
                self.repeats("wie een foto maakte", text, &credit);
            }
            "summary" => self.repeats("de regel onder een figuur", text, FOLDED),
            "caption" | "figcaption" if !self.is_in_account() => self.captioned(tag.name, text),
            "title" => {
                let between = if self.label.is_empty() { "" } else { ": " };
                let expected = format!("{}{between}{}", self.label, page.title);
                self.repeats("de titel van het venster", text, &expected);
            }
            "style" => self.style(text),
            "nav" => self.around(text, "Inhoud"),
            "a" if self.is_in("nav") => {
                let to = tag.get("href").unwrap_or_default().trim_start_matches('#').to_owned();
                self.contents.push((to, plain(text)));
            }
            "a" if tag.is("a", "sla-over") => self.repeats("de eerste link", text, "Naar de tekst"),
            "a" if self.is_in("footer") && tag.get("href") != Some("#_boven") => {
                let to = tag.get("href").unwrap_or_default().to_owned();
                self.repeats("een link naar de tabellen", text, &to);
            }
            "a" if tag.is("a", "terug") => self.repeats("de link bij een voetnoot", text, "Terug"),
            "p" if tag.is("p", "terug-naar") => self.back(text),
            "footer" => {
                let tables = if self.has_tables() { TABLES } else { "" };
                let expected = format!("{} {tables} Naar boven", page.edition);
                self.repeats("de voet van de pagina", text, &expected);
            }
            name if is_heading(name) => self.heading(tag, text),
            "span" if tag.get("id") == Some("_uitleg") => {
                let explained =
                    self.text.rfind(ACCOUNT.0).map(|at| &self.text[at + ACCOUNT.0.len()..]);
                let explained = explained.unwrap_or_default().to_owned();
                self.repeats("de uitleg bij de cijfers", &explained, EXPLAINED);
            }
            _ => {}
        }
    }

    /// Compares the number of a caption with how many came before it, and the caption of a table that is folded up
    /// with that of its picture.
    fn captioned(&mut self, name: &str, text: &str) {
        let is_of_picture = self.open.iter().any(|(tag, _)| tag.is("figure", "grafiek"));
        if name == "caption" && is_of_picture {
            let title = self.picture.clone();
            return self.repeats("de titel boven de cijfers van een figuur", text, &title);
        }
        // Below a quotation stands whose words it has; a table may be without a caption.
        if text.trim().is_empty() || (name == "figcaption" && !is_of_picture) {
            return;
        }
        let (kind, at) = if is_of_picture { ("Figuur", 1) } else { ("Tabel", 0) };
        self.captions[at] += 1;
        let expected = format!("{kind} {}: ", self.captions[at]);
        if !text.trim_start().starts_with(&expected) {
            self.tells("het nummer van een tabel of figuur", text.trim(), expected.trim_end());
        }
        if is_of_picture {
            text.clone_into(&mut self.picture);
        }
    }

    /// Tells where a list of links has other words than its links and its heading.
    fn around(&mut self, text: &str, heading: &str) {
        let links = self.contents.iter().map(|(_, text)| text.as_str());
        let words: Vec<&str> = std::iter::once(heading).chain(links).collect();
        self.repeats("de inhoudsopgave", text, &words.join(" "));
    }

    /// Compares the line that leads back to every place of the text that refers to a part.
    fn back(&mut self, text: &str) {
        let places = text.split_whitespace().filter(|word| word.parse::<usize>().is_ok());
        let places: Vec<String> = (1..=places.count()).map(|place| place.to_string()).collect();
        self.repeats(
            "de weg terug naar de tekst",
            text,
            &format!("Terug naar de tekst: {} Sluiten", places.join(" ")),
        );
    }

    /// Tells where the style sheet puts a number on the page: no text of it is a number.
    fn style(&mut self, text: &str) {
        let said = text.split("content:").skip(1).filter_map(|rest| rest.split([';', '}']).next());
        let number = said.map(str::to_owned).find(|it| it.contains(|c: char| c.is_ascii_digit()));
        if let Some(number) = number {
            self.tells("de opmaak zet een getal op de pagina", number.trim(), "geen getal");
        }
    }

    /// Compares the identifier of a heading with its words, of which it is made.
    fn heading(&mut self, tag: &Tag<'_>, text: &str) {
        let Some(id) = tag.get("id").filter(|id| !id.starts_with('_')) else {
            return match tag.get("id") {
                Some("_voetnoten") => self.repeats("de kop van de voetnoten", text, "Voetnoten"),
                Some("_onderbouwing-kop") => self.repeats("de kop van de cijfers", text, ACCOUNT.0),
                _ => {}
            };
        };
        let words = Some(letters(text)).filter(|words| !words.is_empty());
        let words = words.unwrap_or_else(|| "deel".to_owned());
        let times = self.slugs.entry(words.clone()).or_default();
        *times += 1;
        let again = if *times > 1 { times.to_string() } else { String::new() };
        let (named, wanted) = (letters(id), format!("{words}{again}"));
        if !is_left_of(&wanted, &named) {
            self.tells("een kop heeft een andere naam dan zijn woorden", id, text.trim());
        }
        if ["h2", "h3"].contains(&tag.name) {
            self.headings.push((id.to_owned(), plain(text)));
        }
    }

    fn finish(mut self) -> Vec<Difference> {
        let told = self.pictures.missing();
        self.told.extend(told);
        let led = std::mem::take(&mut self.led);
        for id in led.iter().filter(|id| !self.ids.contains(*id)).cloned().collect::<BTreeSet<_>>()
        {
            self.tells("een link leidt nergens heen", &format!("#{id}"), "een plaats op de pagina");
        }
        let mut expected = std::mem::take(&mut self.headings);
        if self.identity.is_letter {
            expected.clear();
        } else if self.ids.contains(ACCOUNT.1) {
            expected.push((ACCOUNT.1.to_owned(), plain(ACCOUNT.0)));
        }
        let contents = std::mem::take(&mut self.contents);
        let listed = |entries: &[Entry]| {
            let entries = entries.iter().map(|(id, text)| format!("{text} (#{id})"));
            entries.collect::<Vec<_>>()
        };
        let (found, expected) = (listed(&contents), listed(&expected));
        if let Some((found, expected)) = first_unlike(&found, &expected) {
            self.tells("de inhoudsopgave is anders dan de koppen", &found, &expected);
        }
        self.told
    }
}

/// Whether it is where a sentence begins: without a number, or with another one in its name, nobody can point at it.
fn is_of_sentence(tag: &Tag<'_>) -> bool {
    let number = tag.get("data-zin").filter(|it| it.parse::<u32>().is_ok_and(|number| number > 0));
    tag.is("span", "zin") && number.is_some_and(|it| tag.get("id") == Some(&*format!("_z{it}")))
}

/// So many characters of what was found are shown.
const LONGEST: usize = 200;

/// The first place where two lists are not the same; `None` if there is no such place.
fn first_unlike(found: &[String], expected: &[String]) -> Option<(String, String)> {
    let longest = found.len().max(expected.len());
    let said =
        |list: &[String], at: usize| list.get(at).cloned().unwrap_or_else(|| "niets".to_owned());
    (0..longest)
        .map(|at| (said(found, at), said(expected, at)))
        .find(|(found, expected)| found != expected)
}

/// Whether what is open last is the frame of a photograph.
fn is_in_photo(open: &[(Tag<'_>, usize)]) -> bool {
    open.last().is_some_and(|(tag, _)| tag.is("figure", "foto"))
}

/// The letters and digits of a text, small.
fn letters(text: &str) -> String {
    composed(text).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::first_unlike;

    #[test]
    fn two_lists_are_alike_only_if_they_are_as_long() {
        let list = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let pair = |one: &str, other: &str| Some((one.to_owned(), other.to_owned()));
        assert_eq!(first_unlike(&list(&["a", "b"]), &list(&["a", "b"])), None);
        assert_eq!(first_unlike(&list(&["a", "7"]), &list(&["a", "b"])), pair("7", "b"));
        assert_eq!(first_unlike(&list(&["a"]), &list(&["a", "b"])), pair("niets", "b"));
        assert_eq!(first_unlike(&list(&["a", "7"]), &list(&["a"])), pair("7", "niets"));
    }
}
