//! The chapter that tells what is corrected, at the beginning of the report and as a document of its own.

use std::sync::Arc;

use super::{Correction, FigureCorrection, SentenceCorrection, StatusCorrection, reasons};
use crate::document::plain::text;
use crate::document::{Align, Block, Document, Identifiers, Inline, Meta, Provenances, plain_text};
use crate::facts::Facts;
use pmg_core::basis::{Basis, Stood};
use pmg_core::cycle::Erratum;
use pmg_core::dutch;
use pmg_core::edition::EditionNumber;

/// Title of the chapter.
const TITLE: &str = "Verbeteringen in deze uitgave";
/// Stands where a sentence was not there yet.
const NEW: &str = "(stond er nog niet)";
/// Stands where no status was given.
const NO_STATUS: &str = "geen status";
/// Stands where a sentence is no longer there.
const GONE: &str = "(vervallen)";

/// Puts the chapter before all others. Does nothing if there is nothing to correct.
pub fn put_first(
    document: &mut Document,
    corrections: &[Correction],
    number: EditionNumber,
    facts: &Facts,
) {
    document.blocks.splice(0..0, chapter(corrections, number, facts));
}

/// The same chapter as a document of its own; `None` if there is nothing to correct. `meta` is that of the report.
#[must_use]
pub fn separately(
    report: &Document,
    corrections: &[Correction],
    number: EditionNumber,
    facts: &Facts,
) -> Option<Document> {
    let blocks = chapter(corrections, number, facts);
    let meta = Meta { title: format!("Erratum bij {}", report.meta.title), ..report.meta.clone() };
    (!blocks.is_empty()).then(|| Document {
        meta,
        blocks,
        footnotes: Vec::new(),
        provenances: Provenances::default(),
        style: Arc::clone(&report.style),
    })
}

fn chapter(corrections: &[Correction], number: EditionNumber, facts: &Facts) -> Vec<Block> {
    let mut chapter = Chapter { ids: Identifiers::default(), blocks: Vec::new() };
    if corrections.is_empty() {
        return chapter.blocks;
    }
    chapter.heading(1, vec![text(TITLE)]);
    chapter.blocks.push(Block::Paragraph {
        content: vec![text(
            "Een eerdere uitgave van dit rapport is verbeterd. Hieronder staat van elk cijfer, elke status en elke zin wat er stond en \
             wat er nu staat. Wie een eerdere uitgave heeft, zoekt haar nummer op.",
        )],
    });
    let reasons: Vec<Vec<Block>> =
        reasons(facts, number).into_iter().map(|it| vec![reason(it, facts)]).collect();
    if !reasons.is_empty() {
        let why = vec![text("Waarom dit is verbeterd:")];
        chapter.blocks.push(Block::Paragraph { content: why });
        chapter.blocks.push(Block::List { start: None, is_cards: false, items: reasons });
    }
    for correction in corrections {
        chapter.section(correction, facts);
    }
    chapter.blocks
}

fn reason((index, erratum): (usize, &Erratum), facts: &Facts) -> Block {
    let who = match &erratum.municipality {
        Some(code) => facts.cycle.register.name(code),
        None => "Programmateam",
    };
    let because = marked(erratum.because.clone(), Basis::Correction(index));
    Block::Paragraph { content: vec![text(format!("{who}: ")), because] }
}

/// The chapter, as far as it is written.
struct Chapter {
    ids: Identifiers,
    blocks: Vec<Block>,
}

impl Chapter {
    fn heading(&mut self, level: u8, content: Vec<Inline>) {
        let id = self.ids.of(&plain_text(&content));
        self.blocks.push(Block::Heading { level, id, content });
    }

    /// A table below a heading of its own.
    fn table(
        &mut self,
        title: &str,
        columns: Vec<Align>,
        header: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
    ) {
        self.heading(3, vec![text(title)]);
        // Without a caption: the tables of the report keep the numbers that they had.
        self.blocks.push(Block::Table {
            label: String::new(),
            caption: Vec::new(),
            columns,
            header,
            rows,
        });
    }

    /// What is otherwise than one earlier edition had it.
    fn section(&mut self, correction: &Correction, facts: &Facts) {
        let Correction { before, date, figures, statuses, sentences } = correction;
        let mut title = vec![text("Anders dan in uitgave "), edition(*before, before.to_string())];
        if let Some(date) = date {
            title.extend([text(" van "), edition(*before, dutch::date(*date))]);
        }
        self.heading(2, title);
        let head = |first: &[&str]| {
            let then = vec![text("Uitgave "), edition(*before, before.to_string())];
            let first = first.iter().map(|name| vec![text(*name)]);
            first.chain([then, vec![text("Nu")]]).collect::<Vec<_>>()
        };
        if !figures.is_empty() {
            let columns = vec![Align::Left, Align::Left, Align::Right, Align::Right];
            let rows = figures.iter().map(|it| figure(it, *before, facts)).collect();
            self.table("Verbeterde cijfers", columns, head(&["Cijfer", "Van"]), rows);
        }
        if !statuses.is_empty() {
            let rows = statuses.iter().map(|it| status(it, facts)).collect();
            let columns = vec![Align::Left; 4];
            self.table("Verbeterde statussen", columns, head(&["Interventie", "Van"]), rows);
        }
        if !sentences.is_empty() {
            let rows = sentences.iter().map(|it| sentence(it, *before)).collect();
            self.table(
                "Verbeterde zinnen en rijen",
                vec![Align::Left; 3],
                head(&["Hoofdstuk"]),
                rows,
            );
        }
    }
}

fn figure(it: &FigureCorrection, before: EditionNumber, facts: &Facts) -> Vec<Vec<Inline>> {
    let intervention = it.measure.split('.').next().unwrap_or_default().to_owned();
    let asked = |words: &str, code: String| marked(words.to_owned(), Basis::Asked(code));
    let (whose, basis) = match &it.municipality {
        None => ("totaal", Basis::Sum(it.measure.clone())),
        Some(code) => (
            facts.cycle.register.name(code),
            Basis::Value { measure: it.measure.clone(), municipality: code.clone() },
        ),
    };
    let then = Stood::Figure(Box::new(basis.clone()));
    vec![
        vec![
            asked(&it.intervention, intervention),
            text(": "),
            asked(&it.question, it.measure.clone()),
        ],
        vec![text(whose)],
        vec![marked(it.before.clone(), Basis::Earlier { edition: before, what: then })],
        vec![marked(it.now.clone(), basis)],
    ]
}

fn sentence(it: &SentenceCorrection, before: EditionNumber) -> Vec<Vec<Inline>> {
    let then = match &it.before {
        Some(said) => {
            marked(said.clone(), Basis::Earlier { edition: before, what: Stood::Sentence })
        }
        None => text(NEW),
    };
    let now = it.now.clone().unwrap_or_else(|| vec![text(GONE)]);
    vec![vec![text(&it.chapter)], vec![then], now]
}

fn status(it: &StatusCorrection, facts: &Facts) -> Vec<Vec<Inline>> {
    let said = |status: &Option<String>| vec![text(status.as_deref().unwrap_or(NO_STATUS))];
    let name = marked(it.intervention.clone(), Basis::Asked(it.code.clone()));
    let whose = facts.cycle.register.name(&it.municipality);
    vec![vec![name], vec![text(whose)], said(&it.before), said(&it.now)]
}

/// Words that say which edition it was, or when it appeared.
fn edition(before: EditionNumber, said: String) -> Inline {
    marked(said, Basis::Earlier { edition: before, what: Stood::Edition })
}

fn marked(text: String, basis: Basis) -> Inline {
    Inline::Marked { text, basis }
}
