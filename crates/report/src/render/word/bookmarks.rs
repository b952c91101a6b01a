//! The names of places in the text: of headings, of footnotes and, in a draft, of sentences.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::tree::{Block, Inline};

/// Word takes no longer name.
const LONGEST: usize = 40;

/// A heading of the report, or of a box in it.
pub(super) struct Heading<'a> {
    pub(super) level: u8,
    pub(super) id: &'a str,
    pub(super) title: &'a [Inline],
}

/// The headings among some blocks and in them, in reading order.
pub(super) fn headings(blocks: &[Block]) -> Vec<Heading<'_>> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { level, id, content } => {
                found.push(Heading { level: *level, id, title: content });
            }
            Block::Box { level, id, title, blocks } => {
                found.push(Heading { level: *level, id, title });
                found.extend(headings(blocks));
            }
            Block::List { items, .. } => found.extend(items.iter().flat_map(|item| headings(item))),
            Block::Quote { blocks, .. } => found.extend(headings(blocks)),
            Block::Paragraph { .. }
            | Block::Table { .. }
            | Block::Chart { .. }
            | Block::Photo { .. } => {}
        }
    }
    found
}

/// The places that have a name.
pub(super) struct Bookmarks<'a> {
    /// The name of each heading, by its identifier.
    names: BTreeMap<&'a str, String>,
    /// Names that stand in the text: Word drops the second place of a name.
    given: BTreeSet<String>,
    next: u32,
}

impl<'a> Bookmarks<'a> {
    /// Names for these headings.
    pub(super) fn of(headings: &[Heading<'a>]) -> Self {
        let mut names: BTreeMap<&str, String> = BTreeMap::new();
        // Word tells names apart by their letters alone, not by whether they are capitals.
        let mut taken = BTreeSet::new();
        for Heading { id, .. } in headings {
            if names.contains_key(id) {
                continue;
            }
            let name = (1..=usize::MAX)
                .map(|number| numbered(id, number))
                .find(|name| taken.insert(name.to_ascii_lowercase()))
                .expect("one of all numbers is free");
            names.insert(id, name);
        }
        Self { names, given: BTreeSet::new(), next: 0 }
    }

    /// The name of the heading with an identifier; `None` if there is no such heading.
    pub(super) fn name(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }

    /// The number of a new bookmark; `None` if its name stands in the text already.
    pub(super) fn begin(&mut self, name: &str) -> Option<u32> {
        let number = self.next;
        self.given.insert(name.to_owned()).then(|| {
            self.next += 1;
            number
        })
    }
}

/// The name for an identifier that is told apart by a number from others that look like it.
fn numbered(id: &str, number: usize) -> String {
    let behind = if number == 1 { String::new() } else { format!("_{number}") };
    let signs = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' });
    let room = LONGEST - behind.len();
    "kop_".chars().chain(signs).take(room).chain(behind.chars()).collect()
}
