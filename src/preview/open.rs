//! What stands open: the errors, and the warnings that no explanation has settled.

use crate::checks::far_from_others;
use crate::document::{Block, Inline};
use crate::dutch;
use crate::finding::{Finding, Severity};
use crate::place::Place;

use super::{Subject, heading, paragraph, text};

/// The name of the chapter, to which other chapters point.
pub(super) const TITLE: &str = "Wat nog openstaat";

pub(super) fn blocks(subject: &Subject<'_>) -> Vec<Block> {
    let mut open: Vec<&Finding> = subject.open().collect();
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
        "Een antwoord met een fout telt niet mee tot u het hebt verbeterd. Bij ‘let op’ telt het antwoord mee, maar valt er \
         iets op: kijk of het klopt.",
    ));
    let items = open.into_iter().map(|finding| vec![item(finding, subject)]).collect();
    blocks.push(Block::List { start: None, items });
    blocks
}

impl Subject<'_> {
    /// What was found in its return, or about it, and is not settled.
    pub(super) fn open(&self) -> impl Iterator<Item = &Finding> {
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
    // Where few gave a number, the median is the number of another municipality.
    let message = sentence(far_from_others::without_median(&finding.message), subject);
    let hint = sentence(&finding.hint, subject);
    Block::Paragraph {
        content: vec![
            Inline::Strong { content: vec![text(format!("{word}{place}."))] },
            text(format!(" {message}")),
            Inline::Break,
            text(format!("Wat u doet: {}", lower(&hint))),
        ],
    }
}

/// A message as a sentence: with a capital, a full stop, and quotation marks around what stands in cells.
fn sentence(message: &str, subject: &Subject<'_>) -> String {
    let mut said = String::new();
    let message = subject.clean(message);
    let even = message.matches('`').count().is_multiple_of(2);
    for (index, part) in message.split('`').enumerate() {
        if index > 0 {
            said.push_str(if !even {
                ""
            } else if index % 2 == 1 {
                "‘"
            } else {
                "’"
            });
        }
        said.push_str(part);
    }
    let end = if said.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{}{end}", dutch::capitalise(&said))
}

/// The sentence as it goes on after a colon.
fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}
