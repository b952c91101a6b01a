//! Lists what municipalities wrote, so that somebody can read it before an edition goes out.
//!
//! In: the [`Facts`] of a year, the report, and what was found. Out: every text with whether the report prints it, what W402
//! found in it, and who read it; and the list as a [`Document`] and as CSV. A check by rules misses what only a reader sees,
//! such as a story that leads to one family.

use std::sync::Arc;

use crate::document::plain::{Cover, heading, internal, paragraph, text};
use crate::document::{Block, Document, Inline, Meta};
use crate::facts::Facts;
use crate::trace::PrintedWords;
use pmg_core::checks::{OpenValue, Return};
use pmg_core::cycle::{ReadText, Style};
use pmg_core::diagnostics;
use pmg_core::dutch;
use pmg_core::finding::Finding;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::place::Place;
use pmg_core::questionnaire::Question;

/// The answer that names a person by its nature, and is never printed.
const SIGNATURE: &str = "akkoord.naam";
/// The code of the finding on what leads to a person.
const PERSONAL: &str = "W402";
/// So many characters of a hash tell one text from another.
const SHORT: usize = 8;

/// What a municipality wrote, as somebody has to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnText {
    /// By which it is ticked off: it is another one for other words.
    pub id: String,
    /// Whose words they are.
    pub municipality: MunicipalityCode,
    /// The name of the municipality.
    pub name: String,
    /// The question that it answers, or on whose answer it remarks.
    pub question: String,
    /// What that question asks.
    pub about: String,
    /// The words.
    pub text: String,
    /// Whether the report prints them, or a line of them.
    pub is_printed: bool,
    /// What W402 found in them; empty if it found nothing.
    pub doubts: String,
    /// Who read them, and when; `None` if nobody did.
    pub read: Option<ReadText>,
    /// SHA-256 of the words, in hexadecimal.
    pub sha256: String,
}

impl OwnText {
    /// The record that these words were read.
    #[must_use]
    pub fn as_read(&self, by: &str, on: jiff::civil::Date) -> ReadText {
        ReadText {
            municipality: self.municipality.clone(),
            question: self.question.clone(),
            sha256: self.sha256.clone(),
            by: by.to_owned(),
            on,
        }
    }

    /// Who read them and when, in words.
    #[must_use]
    pub fn read_by(&self) -> String {
        match &self.read {
            Some(read) => format!("{}, {}", read.by, dutch::date(read.on)),
            None => "nog niet".to_owned(),
        }
    }
}

/// Every text that a municipality wrote: first what the report prints, then by municipality and question. `hash` gives the
/// SHA-256 of bytes in hexadecimal.
#[must_use]
pub fn own_texts(
    facts: &Facts,
    report: &Document,
    findings: &[Finding],
    hash: fn(&[u8]) -> String,
) -> Vec<OwnText> {
    let printed = PrintedWords::of(report);
    let mut texts: Vec<OwnText> = Vec::new();
    for each in facts.accepted.iter() {
        for (question, text, place) in written(each) {
            let municipality = &each.municipality;
            let sha256 = hash(text.as_bytes());
            let about = format!("{municipality} {question} {sha256}");
            let is_about = |it: &&Finding| {
                it.code == PERSONAL
                    && it.municipality.as_ref() == Some(municipality)
                    && it.place.as_ref() == place
            };
            let doubts = findings.iter().filter(is_about).filter_map(|it| it.found.clone());
            let is_read = |it: &&ReadText| {
                it.sha256 == sha256 && it.question == question && it.municipality == *municipality
            };
            texts.push(OwnText {
                id: hash(about.as_bytes()).chars().take(SHORT).collect(),
                municipality: municipality.clone(),
                name: facts.cycle.register.name(municipality).to_owned(),
                question: question.to_owned(),
                about: asked(facts, question),
                text: text.to_owned(),
                is_printed: printed.have(municipality, text),
                doubts: doubts.collect::<Vec<_>>().join("; "),
                read: facts.cycle.read_texts.iter().rfind(is_read).cloned(),
                sha256,
            });
        }
    }
    let order = facts.cycle.register.respondents_by_name();
    let at = |code: &MunicipalityCode| order.iter().position(|it| it.code == *code);
    texts.sort_by(|one, other| {
        let key = |it: &OwnText| (!it.is_printed, at(&it.municipality), it.question.clone());
        key(one).cmp(&key(other))
    });
    texts
}

/// What a question asks, in words.
fn asked(facts: &Facts, code: &str) -> String {
    match facts.questionnaire.question(code) {
        Some(Question::Status(intervention)) => intervention.name.clone(),
        Some(Question::Number(intervention, measure)) => {
            format!("{}: {}", intervention.name, measure.question)
        }
        Some(Question::Open(question)) => question.question.clone(),
        None => code.to_owned(),
    }
}

/// The texts of a return: its open answers, then its remarks, each with its question.
fn written(each: &Return) -> Vec<(&str, &str, Option<&Place>)> {
    let open = each.open.iter().filter_map(|(code, answer)| match &answer.value {
        OpenValue::Text(text) if code != SIGNATURE && !text.trim().is_empty() => {
            Some((code.as_str(), text.as_str(), Some(&answer.place)))
        }
        _ => None,
    });
    let remarks = each.answers.iter().filter_map(|(code, answer)| {
        let remark = answer.remark.as_deref().filter(|it| !it.trim().is_empty())?;
        Some((code.as_str(), remark, answer.remark_place.as_ref()))
    });
    open.chain(remarks).collect()
}

/// The list as a document, ready to be rendered. `meta` is that of the draft of now.
#[must_use]
pub fn list(
    texts: &[OwnText],
    meta: &Meta,
    style: &Arc<Style>,
    printable: fn(char) -> bool,
) -> Document {
    let mut blocks = vec![paragraph(
        "Lees elke tekst voordat de uitgave verschijnt. Staat er een naam, een adres of iets anders waaraan iemand te herkennen is? \
         Vraag de gemeente dan om een andere tekst. Achter elke vraag staat het kenmerk waarmee u de tekst afvinkt.",
    )];
    for (is_printed, title) in [(true, "In het rapport"), (false, "Niet in het rapport")] {
        let listed: Vec<&OwnText> = texts.iter().filter(|it| it.is_printed == is_printed).collect();
        let id = title.to_lowercase().replace(' ', "-");
        blocks.push(heading(1, id.clone(), title));
        if listed.is_empty() {
            blocks.push(paragraph("Geen."));
        }
        for of_one in listed.chunk_by(|one, other| one.municipality == other.municipality) {
            let municipality = &of_one[0];
            let code = municipality.municipality.as_str().to_lowercase();
            blocks.push(heading(2, format!("{id}-{code}"), &municipality.name));
            blocks.extend(of_one.iter().flat_map(|it| shown(it)));
        }
    }
    let cover = Cover {
        title: format!("Eigen woorden van gemeenten, {}", meta.year),
        subtitle: "Om te lezen voordat de uitgave verschijnt. Niet om te publiceren.".to_owned(),
    };
    internal(cover, blocks, meta, style, printable)
}

/// A text below the question that it answers, with what was found in it and who read it.
fn shown(it: &OwnText) -> [Block; 2] {
    let question = Inline::Strong { content: vec![text(&it.about)] };
    let doubts = if it.doubts.is_empty() { "niets" } else { &it.doubts };
    let lines = it.text.lines().map(str::trim).filter(|line| !line.is_empty());
    [
        Block::Paragraph {
            content: vec![question, text(format!(" ({}), kenmerk {}:", it.question, it.id))],
        },
        Block::Quote {
            blocks: lines.map(paragraph).collect(),
            attribution: Some(vec![text(format!(
                "Gevonden (W402): {doubts}. Gelezen: {}.",
                it.read_by()
            ))]),
        },
    ]
}

/// The list as CSV, in which nothing that somebody typed can become a formula.
#[must_use]
pub fn csv(texts: &[OwnText]) -> String {
    const HEADER: [&str; 9] = [
        "kenmerk",
        "gemeente",
        "naam",
        "vraag",
        "in_rapport",
        "tekst",
        "gevonden",
        "gelezen_door",
        "gelezen_op",
    ];
    let row = |it: &OwnText| {
        [
            it.id.clone(),
            it.municipality.to_string(),
            it.name.clone(),
            it.question.clone(),
            if it.is_printed { "ja" } else { "nee" }.to_owned(),
            it.text.clone(),
            it.doubts.clone(),
            it.read.as_ref().map(|read| read.by.clone()).unwrap_or_default(),
            it.read.as_ref().map(|read| read.on.to_string()).unwrap_or_default(),
        ]
    };
    diagnostics::table(&HEADER, texts.iter().map(row))
}
