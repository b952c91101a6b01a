//! The chapter with what is still open: the errors, and the warnings that no explanation has settled.

use crate::document::plain::{heading, paragraph, text};
use crate::document::{Block, Inline};
use pmg_core::dutch;
use pmg_core::finding::{Finding, Severity};
use pmg_core::place::Place;

use super::subject::Subject;

/// The name of the chapter, to which other chapters point.
pub(super) const TITLE: &str = "Wat nog openstaat";

pub(super) fn blocks(subject: &Subject<'_>) -> Vec<Block> {
    let mut open: Vec<&Finding> = subject.open_findings().collect();
    // Errors first; else as whoever goes through the workbook meets them.
    open.sort_by_key(|finding| finding.severity);
    let mut blocks = vec![heading(1, "openstaand", TITLE)];
    if open.is_empty() {
        blocks.push(paragraph(
            "Er staat niets open: er is geen fout en geen vraag bij uw antwoorden.",
        ));
        return blocks;
    }
    blocks.push(paragraph(
        "Een antwoord met een fout telt niet mee tot u het hebt verbeterd. Bij ‘let op’ telt het antwoord wel mee, maar valt \
         er iets op of ontbreekt er iets: kijk ernaar.",
    ));
    let items = open.into_iter().map(|finding| vec![item(finding, subject)]).collect();
    blocks.push(Block::List { start: None, is_cards: false, items });
    blocks
}

impl Subject<'_> {
    /// What was found in its return, or about it, and is not settled.
    pub(super) fn open_findings(&self) -> impl Iterator<Item = &Finding> {
        self.material.findings.iter().filter(|finding| {
            let in_file =
                finding.place.as_ref().is_some_and(|place| place.file == self.given.file.name);
            let about = match &finding.municipality {
                Some(municipality) => *municipality == self.municipality.code,
                None => in_file,
            };
            about && finding.explained.is_none()
        })
    }
}

fn item(finding: &Finding, subject: &Subject<'_>) -> Block {
    let word = match finding.severity {
        Severity::Error => "Fout",
        Severity::Warning => "Let op",
    };
    let place = finding.place.as_ref().and_then(Place::in_file);
    let place = place.map_or_else(String::new, |place| format!(" bij {}", subject.clean(&place)));
    let message = sentence(&finding.as_its_own().message, subject);
    let hint = ended(&subject.clean(&finding.hint));
    Block::Paragraph {
        content: vec![
            Inline::Strong { content: vec![text(format!("{word}{place}."))] },
            text(format!(" {message}")),
            Inline::Break,
            text(format!("Wat u doet: {hint}")),
        ],
    }
}

/// A message as a sentence of its own. What somebody typed keeps its letters, at the start too.
fn sentence(message: &str, subject: &Subject<'_>) -> String {
    ended(&dutch::capitalise(&subject.clean(message)))
}

/// A message with a full stop, and with quotation marks around what stands in cells.
fn ended(message: &str) -> String {
    let said = dutch::quoted(message);
    let end = if said.ends_with(['.', '!', '?']) { "" } else { "." };
    said + end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_becomes_a_sentence_with_quotation_marks() {
        assert_eq!(ended("hier staat `ca. 40`"), "hier staat ‘ca. 40’.");
        assert_eq!(ended("is `a` of `b` bedoeld?"), "is ‘a’ of ‘b’ bedoeld?");
    }
}
