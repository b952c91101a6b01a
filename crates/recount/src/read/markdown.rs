//! The plain text of the report in Markdown.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::tokens::{BREAK, CELL};

/// The text as the page has it: footnotes at the end, each behind its number.
pub(crate) fn plain(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let mut reader = Reader::default();
    for event in Parser::new_ext(markdown, options) {
        reader.event(event);
    }
    let mut text = reader.text;
    for (number, note) in reader.notes {
        text.extend([BREAK, &number.to_string(), " ", &note]);
    }
    text
}

/// What the Markdown holds that nobody sees who reads it as a page: addresses to which the page does not link, titles
/// of links, and addresses that no link uses.
pub(crate) fn unseen(markdown: &str, links: &[String]) -> Vec<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let parser = Parser::new_ext(markdown, options);
    let kept = parser.reference_definitions().iter();
    let mut unseen: Vec<String> = kept.map(|(name, _)| format!("[{name}]")).collect();
    for event in parser {
        let Event::Start(Tag::Link { link_type, dest_url, title, .. }) = event else {
            if let Event::Start(Tag::Image { dest_url, .. }) = event {
                unseen.push(dest_url.to_string());
            }
            continue;
        };
        let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
        let to = format!("{scheme}{dest_url}");
        if !links.contains(&to) {
            unseen.push(to);
        }
        if !title.is_empty() {
            unseen.push(title.to_string());
        }
    }
    unseen
}

#[derive(Default)]
struct Reader {
    text: String,
    notes: BTreeMap<u64, String>,
    /// The footnote that is being read.
    note: Option<u64>,
    /// The next number of each list that is open; `None` for bullets.
    lists: Vec<Option<u64>>,
}

impl Reader {
    fn put(&mut self, text: &str) {
        match self.note {
            Some(number) => self.notes.entry(number).or_default().push_str(text),
            None => self.text.push_str(text),
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.put(&text);
            }
            Event::FootnoteReference(name) => self.put(&format!(" {name} ")),
            Event::SoftBreak | Event::HardBreak => self.put(" "),
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::FootnoteDefinition(name) => self.note = name.parse().ok(),
            Tag::List(start) => self.lists.push(*start),
            Tag::Item => {
                self.put(BREAK);
                if let Some(Some(number)) = self.lists.last_mut() {
                    let text = format!("{number} ");
                    *number += 1;
                    self.put(&text);
                }
            }
            Tag::Paragraph | Tag::Heading { .. } => self.put(BREAK),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::FootnoteDefinition => self.note = None,
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::TableCell => self.put(CELL),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::TableHead
            | TagEnd::TableRow => self.put(BREAK),
            _ => {}
        }
    }
}
