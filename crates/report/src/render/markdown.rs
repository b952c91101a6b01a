//! The report as Markdown that reads well raw: one paragraph per line, `#` headings, aligned tables.

mod inline;
mod pieces;

use super::labelled;
use crate::document::plain::text;
use crate::document::tree::{Align, Block, Document, Inline};

/// Renders the document as Markdown.
///
/// The report's title takes level 1, so a chapter becomes a heading of level 2. What a number rests on
/// has no place in Markdown: marked text is printed as text.
#[must_use]
pub fn render(document: &Document) -> String {
    let meta = &document.meta;
    let mut parts = vec![
        format!("# {}", inline::heading(&[text(&meta.title)])),
        inline::paragraph(&[text(&meta.subtitle)]),
        inline::paragraph(&[text(format!("{}, {}", meta.organisation, meta.published))]),
    ];
    if meta.edition.is_draft() {
        let label = meta.label.replacen("Concept", "CONCEPT", 1);
        parts.push(format!("**{label}** Dit is nog niet de definitieve tekst."));
    }
    if let Some(notice) = &meta.notice {
        parts.push(inline::paragraph(&[text(notice)]));
    }
    parts.push(flow(&document.blocks));
    for (index, note) in document.footnotes.iter().enumerate() {
        parts.push(prefixed(&inline::paragraph(note), &format!("[^{}]: ", index + 1), "    "));
    }
    parts.retain(|part| !part.is_empty());
    let mut markdown = parts.join("\n\n");
    markdown.push('\n');
    markdown
}

/// A run of blocks, with a blank line between them.
fn flow(blocks: &[Block]) -> String {
    let mut parts: Vec<String> = Vec::with_capacity(blocks.len());
    // Two lists in a row would grow together, unless they have different markers.
    let mut alternate = false;
    for (index, block) in blocks.iter().enumerate() {
        alternate = !alternate && index > 0 && same_kind_of_list(&blocks[index - 1], block);
        let part = self::block(block, alternate);
        if !part.is_empty() {
            parts.push(part);
        }
    }
    parts.join("\n\n")
}

/// One block, without a line end.
fn block(block: &Block, alternate: bool) -> String {
    match block {
        Block::Heading { level, content, .. } => heading(*level, content),
        Block::Paragraph { content } => inline::paragraph(content),
        Block::List { start, items, .. } => list(*start, items, alternate),
        Block::Box { level, title, blocks, .. } => {
            quoted(&[heading(*level, title), flow(blocks)].join("\n\n"))
        }
        Block::Quote { blocks, attribution } => {
            let mut words = flow(blocks);
            if let Some(attribution) = attribution {
                words.push_str("\n\n— ");
                words.push_str(&inline::paragraph(attribution));
            }
            quoted(&words)
        }
        Block::Table { label, caption, columns, header, rows } => {
            let content = labelled(label, caption);
            let caption = inline::paragraph(&[Inline::Strong { content }]);
            [caption, table(columns, header, rows)].join("\n\n").trim_start().to_owned()
        }
        // Markdown has no pictures without a file beside it; the table says the same.
        Block::Chart { data, .. } => self::block(data, alternate),
        // Nor photographs; it says what is on them.
        Block::Photo { photo, credit, .. } => {
            let said = Inline::Emphasis { content: vec![text(&photo.alternative)] };
            let lines = [vec![said, Inline::Break], credit.clone()].concat();
            inline::paragraph(&lines)
        }
    }
}

/// A heading, one level below its level in the document: level 1 is the report's title.
fn heading(level: u8, content: &[Inline]) -> String {
    let marks = usize::from(level.clamp(1, 5)) + 1;
    format!("{} {}", "#".repeat(marks), inline::heading(content)).trim_end().to_owned()
}

/// A list; its items stand close together if each is a paragraph or a paragraph with a list below it.
fn list(start: Option<u64>, items: &[Vec<Block>], alternate: bool) -> String {
    let tight = items.iter().all(|item| is_tight(item));
    let items: Vec<String> = items
        .iter()
        .zip(start.unwrap_or(0)..)
        .map(|(item, number)| {
            let marker = match (start, alternate) {
                (Some(_), false) => format!("{number}. "),
                (Some(_), true) => format!("{number}) "),
                (None, false) => "- ".to_owned(),
                (None, true) => "* ".to_owned(),
            };
            let content = match item.as_slice() {
                [paragraph, list] if tight => {
                    format!("{}\n{}", block(paragraph, false), block(list, false))
                }
                blocks => flow(blocks),
            };
            prefixed(&content, &marker, &" ".repeat(marker.len()))
        })
        .collect();
    items.join(if tight { "\n" } else { "\n\n" })
}

/// Whether an item needs no blank line. A numbered list can only follow a paragraph without one if it
/// starts at 1, and no list can that opens with an empty item.
fn is_tight(item: &[Block]) -> bool {
    match item {
        [] | [Block::Paragraph { .. }] => true,
        [Block::Paragraph { .. }, Block::List { start: None | Some(1), items, .. }] => {
            items.first().is_some_and(|item| !flow(item).is_empty())
                && items.iter().all(|item| is_tight(item))
        }
        _ => false,
    }
}

/// Whether both are bulleted lists or both numbered ones.
fn same_kind_of_list(one: &Block, other: &Block) -> bool {
    match (one, other) {
        (Block::List { start: one, .. }, Block::List { start: other, .. }) => {
            one.is_some() == other.is_some()
        }
        _ => false,
    }
}

/// A pipe table whose columns are as wide as their widest cell.
fn table(columns: &[Align], header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> String {
    let cells = |row: &[Vec<Inline>]| -> Vec<String> {
        (0..columns.len())
            .map(|x| row.get(x).map_or_else(String::new, |c| inline::cell(c)))
            .collect()
    };
    let header = cells(header);
    let rows: Vec<Vec<String>> = rows.iter().map(|row| cells(row)).collect();
    let widths: Vec<usize> = (0..columns.len())
        .map(|x| {
            let widest = rows.iter().map(|row| row[x].chars().count()).max();
            widest.unwrap_or(0).max(header[x].chars().count()).max(3)
        })
        .collect();

    let line = |cells: &[String]| {
        let padded =
            cells.iter().zip(&widths).zip(columns).map(|((cell, &width), align)| match align {
                Align::Left => format!(" {cell:<width$} "),
                Align::Right => format!(" {cell:>width$} "),
            });
        format!("|{}|", padded.collect::<Vec<_>>().join("|"))
    };
    let rule = widths.iter().zip(columns).map(|(&width, align)| match align {
        Align::Left => format!(" {} ", "-".repeat(width)),
        Align::Right => format!(" {}: ", "-".repeat(width - 1)),
    });
    let rule = format!("|{}|", rule.collect::<Vec<_>>().join("|"));

    let mut lines = vec![line(&header), rule];
    lines.extend(rows.iter().map(|row| line(row)));
    lines.join("\n")
}

/// The text as a block quote.
fn quoted(text: &str) -> String {
    prefixed(text, "> ", "> ")
}

/// The text with `first` before its first line and `rest` before the others; no line ends in a space.
fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .enumerate()
        .map(|(index, line)| {
            let prefix = if index == 0 { first } else { rest };
            if line.is_empty() { prefix.trim_end().to_owned() } else { format!("{prefix}{line}") }
        })
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests;
