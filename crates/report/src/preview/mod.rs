//! Shows one municipality what the report makes of its answers.
//!
//! In: the [`Facts`](crate::facts::Facts) of a year, the [`Report`] made of them, and what was found. Out: a [`Document`] for
//! one municipality: what stands open, its own answers exactly, the sentences that rest on them, and its
//! own words. Refuses the numbers of other municipalities: what the report prints of them is left out.

mod answers;
mod open;
mod sentences;
mod subject;
mod words;

use std::sync::Arc;

use crate::document::plain::{heading, paragraph};
use crate::document::{Block, Document, Meta, Provenances};
use pmg_core::cycle::Municipality;
use pmg_core::edition::Edition;

use subject::Subject;
pub use subject::{Material, Report};

/// The preview for a municipality; `None` if it handed in nothing usable.
#[must_use]
pub fn write(municipality: &Municipality, material: Material<'_>) -> Option<Document> {
    let subject =
        Subject { municipality, given: material.facts.accepted.get(&municipality.code)?, material };
    let mut blocks = subject.opening();
    blocks.extend(open::blocks(&subject));
    blocks.extend(answers::blocks(&subject));
    blocks.extend(sentences::blocks(&subject));
    blocks.extend(words::blocks(&subject));
    let (name, year) = (&municipality.name, material.facts.cycle.settings.year);
    let meta = Meta {
        title: format!("Inzage: {name}"),
        subtitle: format!(
            "Wat het rapport van {year} met de antwoorden van {name} doet. Alleen voor de gemeente zelf, niet om te publiceren."
        ),
        edition: Edition::Draft,
        number: None,
        ..material.report.meta.clone()
    };
    Some(Document {
        meta,
        blocks,
        footnotes: Vec::new(),
        provenances: Provenances::default(),
        style: Arc::clone(&material.facts.cycle.style),
    })
}

impl Subject<'_> {
    fn opening(&self) -> Vec<Block> {
        let year = self.material.facts.cycle.settings.year;
        let (name, file) = (&self.municipality.name, self.clean(&self.given.file.name));
        vec![
            heading(1, "overzicht", "Over dit overzicht"),
            paragraph(format!(
                "Dit overzicht laat zien wat het rapport van {year} doet met de antwoorden van de gemeente {name}. Het \
                 rapport is nog een concept. De antwoorden komen uit het bestand {file}."
            )),
            paragraph(
                "Klopt er iets niet? Verbeter het in uw vragenlijst en stuur die opnieuw naar het programmateam.",
            ),
        ]
    }
}
