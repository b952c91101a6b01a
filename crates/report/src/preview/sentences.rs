//! The chapter with the sentences of the report that rest on the municipality's answers, and the rows of tables that
//! do.

use crate::document::plain::{heading, paragraph, text};
use crate::document::{Block, Inline, Sentence, bases, tables_in};
use crate::trace;
use pmg_core::basis::Basis;
use pmg_core::dutch;

use super::subject::{MASK, Subject};

/// The title of the chapter.
const TITLE: &str = "Zinnen die op uw antwoorden rusten";

pub(super) fn blocks(subject: &Subject<'_>) -> Vec<Block> {
    let mut found = Vec::new();
    for (number, chapter) in subject.material.report.chapters.iter().enumerate() {
        let sentences = chapter.sentences.iter().filter(|it| !it.in_table);
        let resting = sentences.filter(|it| subject.rests(&it.bases) || subject.is_named_in(it));
        let items: Vec<Vec<Block>> = resting
            .map(|it| vec![Block::Paragraph { content: subject.masked(&it.content) }])
            .collect();
        let tables = tables_in(chapter.blocks).into_iter().filter_map(|it| subject.rows_of(it));
        let tables: Vec<Block> = tables.collect();
        if items.is_empty() && tables.is_empty() {
            continue;
        }
        found.push(heading(2, format!("zinnen-{number}"), &chapter.title));
        if !items.is_empty() {
            found.push(Block::List { start: None, is_cards: false, items });
        }
        found.extend(tables);
    }
    let mut blocks = vec![heading(1, "zinnen", TITLE)];
    if found.is_empty() {
        blocks.push(paragraph("Geen enkele zin in het rapport rust op uw antwoorden."));
        return blocks;
    }
    blocks.push(paragraph(
        "Deze zinnen en regels van tabellen staan zo in het rapport, in het hoofdstuk dat erboven staat. Kleine aantallen \
         mensen laat het rapport daarin niet zien.",
    ));
    if says(&found, MASK) {
        let words =
            format!("Wat alleen over een andere gemeente gaat, is hier vervangen door {MASK}.");
        blocks.push(paragraph(words));
    }
    blocks.extend(found);
    blocks
}

impl Subject<'_> {
    fn rests(&self, bases: &[&Basis]) -> bool {
        let facts = self.material.facts;
        bases.iter().any(|basis| trace::rests_on(basis, &self.municipality.code, facts))
    }

    /// Whether a sentence speaks of it by its name. No mark says so where there is no number, as in `In Breda
    /// volgen docenten …`.
    fn is_named_in(&self, sentence: &Sentence<'_>) -> bool {
        let name = &self.municipality.name;
        // A heading and the line below a quotation are no sentences.
        let is_sentence = sentence.text.trim_end().ends_with(['.', '!', '?', ':']);
        let says = |inline: &Inline| match inline {
            Inline::Text { text } => names(text, name) || names(text, &dutch::curly_quotes(name)),
            _ => false,
        };
        is_sentence && sentence.content.iter().any(says)
    }

    /// The table with only the rows that rest on its answers; `None` if no row does.
    fn rows_of(&self, table: &Block) -> Option<Block> {
        let Block::Table { label, caption, columns, header, rows } = table else { return None };
        let cells = |row: &Vec<Vec<Inline>>| row.iter().map(|cell| self.masked(cell)).collect();
        let rest = |row: &&Vec<Vec<Inline>>| row.iter().any(|cell| self.rests(&bases(cell)));
        let rows: Vec<Vec<Vec<Inline>>> = rows.iter().filter(rest).map(cells).collect();
        (!rows.is_empty()).then(|| Block::Table {
            label: label.clone(),
            caption: self.masked(caption),
            columns: columns.clone(),
            header: cells(header),
            rows,
        })
    }
}

/// Whether a text has a name in it that is no part of a longer one: no `Sittard` in `Sittard-Geleen`.
fn names(text: &str, name: &str) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || c == '-';
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        !before.ends_with(goes_on) && !after.starts_with(goes_on)
    })
}

/// Whether a list or a table among these blocks has a piece of text that is just this.
fn says(blocks: &[Block], words: &str) -> bool {
    blocks.iter().any(|block| match block {
        Block::List { items, .. } => items.iter().any(|item| says(item, words)),
        Block::Table { rows, .. } => rows.iter().flatten().any(|cell| cell.contains(&text(words))),
        Block::Paragraph { content } => content.contains(&text(words)),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_name_is_no_part_of_a_longer_one() {
        assert!(names("In Breda volgen docenten een training.", "Breda"));
        assert!(names("Breda: een voorbeeld", "Breda") && names("Zo werkt Breda.", "Breda"));
        assert!(!names("De Bredase aanpak", "Breda") && !names("Noord-Breda", "Breda"));
        assert!(!names("Sittard-Geleen doet mee.", "Sittard"));
    }
}
