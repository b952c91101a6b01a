//! The report as a Word file, for those who read it together and write their remarks beside it.
//!
//! Office Open XML (ISO/IEC 29500, transitional). What a reader of Word expects is really there: styles for headings,
//! lists that count by themselves, footnotes, a table of contents, words for each picture. So is a bookmark at the
//! beginning of each sentence of a draft, by which a remark can be led back to its sentence. What a number rests on
//! has no place in it.

mod bookmarks;
mod links;
mod notes;
mod numbering;
mod opening;
mod package;
mod pages;
mod paragraphs;
mod pictures;
mod properties;
mod runs;
mod story;
mod styles;
mod tables;
mod xml;

use crate::document::tree::Document;

use package::Part;
use story::Story;

/// The namespace of text, under the prefix that it has in every part.
const MAIN: &str = "xmlns:w";
const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of relations.
const RELATED: &str = "xmlns:r";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The bytes of the document as a Word file (.docx).
///
/// `timestamp` (UTC) is the moment that the file carries, so that no part of it depends on the clock: the same document
/// and timestamp give the same bytes. Characters that XML refuses are left out.
#[must_use]
pub fn render(document: &Document, timestamp: jiff::civil::DateTime) -> Vec<u8> {
    let mut story = Story::of(document);
    story.opening();
    story.blocks(&document.blocks);
    let pages = pages::parts(&document.meta, &mut story);
    let (text, relations) = story.close();
    let notes = story.notes();
    let colour = styles::hexadecimal(document.style.palette.light.heading);

    let mut parts = vec![package::entrance()];
    parts.extend(properties::parts(&document.meta, timestamp));
    parts.push(Part::word("document.xml", "document.main", text));
    parts.extend(relations.told("word/_rels/document.xml.rels"));
    parts.push(styles::part(&document.style));
    parts.push(story.lists.part(&colour));
    parts.push(properties::settings());
    parts.push(properties::fonts(&document.style.letters));
    parts.extend(notes);
    parts.extend(pages);
    parts.extend(story.media.parts());
    package::pack(&parts)
}

#[cfg(test)]
mod tests;
