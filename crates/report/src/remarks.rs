//! Shows a reviewer what became of each remark, and of the sentence that it is about.
//!
//! In: the remarks of a year, and the sentences of the draft of now with their numbers. Out: for each remark what became of
//! its sentence, and per reviewer a list as a [`Document`] and as CSV. It says nothing of the figures, and nothing about who
//! decided but the function.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::plain::{Cover, heading, internal, paragraph, text};
use crate::document::{Align, Block, Document, Inline, Meta, Sentence, SentenceNumbers};
use pmg_core::cycle::{Remark, RemarkState, Style};
use pmg_core::diagnostics;
use pmg_core::dutch;

/// What became of the sentence that a remark is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// It could not be told which sentence is meant.
    Unplaced,
    /// It says what it said.
    Unchanged,
    /// It says something else now: this.
    Changed(String),
    /// The draft no longer has it.
    Gone,
}

impl Became {
    /// What became of the sentence, in words.
    #[must_use]
    pub fn said(&self) -> String {
        match self {
            Self::Unplaced => "niet bij een zin te plaatsen".to_owned(),
            Self::Unchanged => "ongewijzigd".to_owned(),
            Self::Changed(now) => format!("nu: {now}"),
            Self::Gone => "staat er niet meer".to_owned(),
        }
    }
}

/// What became of the sentence of a remark in a draft with these sentences.
#[must_use]
pub fn became(remark: &Remark, sentences: &[Sentence<'_>], numbers: &SentenceNumbers) -> Became {
    let Some(number) = remark.said.sentence else { return Became::Unplaced };
    let at = numbers.numbers.iter().position(|it| *it == number);
    match at.and_then(|at| sentences.get(at)) {
        None => Became::Gone,
        Some(now) if now.text.trim() == remark.said.stood.trim() => Became::Unchanged,
        Some(now) => Became::Changed(now.text.clone()),
    }
}

/// The remarks of each reviewer, in the order of the alphabet and of their numbers, each with what became of its sentence.
#[must_use]
pub fn by_reviewer<'a>(
    remarks: &'a [Remark],
    sentences: &[Sentence<'_>],
    numbers: &SentenceNumbers,
) -> BTreeMap<&'a str, Vec<(&'a Remark, Became)>> {
    let mut lists: BTreeMap<&str, Vec<(&Remark, Became)>> = BTreeMap::new();
    for remark in remarks {
        let became = became(remark, sentences, numbers);
        lists.entry(&remark.by).or_default().push((remark, became));
    }
    for list in lists.values_mut() {
        list.sort_by_key(|(remark, _)| remark.said.number);
    }
    lists
}

/// What a remark says: its words, or the sentence that it proposes.
#[must_use]
pub fn said(remark: &Remark) -> String {
    let text = remark.said.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let proposal = match &remark.said.proposal {
        None => return text,
        Some(proposal) if proposal.is_empty() => "voorstel: schrappen".to_owned(),
        Some(proposal) if remark.said.about.is_empty() => {
            format!("voorstel: hier invoegen: {proposal}")
        }
        Some(proposal) => format!("voorstel: {proposal}"),
    };
    format!("{text} {proposal}").trim_start().to_owned()
}

/// What became of a remark, with why, by whom and when.
#[must_use]
pub fn decided(remark: &Remark) -> String {
    let state = remark.state().code().replace('-', " ");
    let Some(decision) = &remark.decision else { return state };
    let because = decision.because.trim();
    let reason = if because.is_empty() { String::new() } else { format!(": {because}") };
    format!("{state}{reason} ({}, {})", decision.by, dutch::date(decision.on))
}

/// The list for a reviewer as a document, ready to be rendered. `meta` is that of the draft of now.
#[must_use]
pub fn list(
    reviewer: &str,
    remarks: &[(&Remark, Became)],
    meta: &Meta,
    style: &Arc<Style>,
    printable: fn(char) -> bool,
) -> Document {
    let title = format!("Opmerkingen van {reviewer}");
    let mut blocks = vec![
        heading(1, "opmerkingen", "Wat er met de opmerkingen is gedaan"),
        paragraph(counted(remarks)),
        paragraph(format!(
            "Van elke opmerking staat hieronder wat het programmateam ermee deed, en wat er van de zin werd. De nummers van \
             de zinnen zijn die van het concept. {} is het concept van nu.",
            meta.label
        )),
    ];
    for state in RemarkState::ALL {
        let of_state: Vec<_> =
            remarks.iter().filter(|(remark, _)| remark.state() == state).collect();
        if of_state.is_empty() {
            continue;
        }
        let name = state.code().replace('-', " ");
        blocks.push(heading(2, state.code(), dutch::capitalise(&name)));
        blocks.push(Block::Table {
            label: String::new(),
            caption: vec![text(format!("Opmerkingen die {} zijn", standing(state)))],
            columns: vec![Align::Left; 5],
            header: ["Nummer", "Zin", "Opmerking", "Wat ermee is gedaan", "Wat er van de zin werd"]
                .map(|name| vec![text(name)])
                .into(),
            rows: of_state.into_iter().map(|(remark, became)| row(remark, became)).collect(),
        });
    }
    let cover = Cover {
        title,
        subtitle: format!(
            "Bij de concepten van het rapport van {}. Niet om te publiceren.",
            meta.year
        ),
    };
    internal(cover, blocks, meta, style, printable)
}

/// How a remark is in a state, behind *die* and before *zijn*.
fn standing(state: RemarkState) -> &'static str {
    match state {
        RemarkState::Open => "nog open",
        RemarkState::Asked => "aan een gemeente voorgelegd",
        RemarkState::Adopted => "overgenomen",
        RemarkState::Rejected => "niet overgenomen",
    }
}

fn counted(remarks: &[(&Remark, Became)]) -> String {
    let open = remarks.iter().filter(|(remark, _)| remark.state().is_open()).count();
    let all = match remarks.len() {
        1 => "Er is één opmerking".to_owned(),
        many => format!("Er zijn {many} opmerkingen"),
    };
    match open {
        0 => format!("{all}; over alle is besloten."),
        1 => format!("{all}; daarvan staat er één nog open."),
        open => format!("{all}; daarvan staan er {open} nog open."),
    }
}

fn row(remark: &Remark, became: &Became) -> Vec<Vec<Inline>> {
    let reader = remark.said.reader.map(|reader| format!(" (lezer {reader})")).unwrap_or_default();
    let stood = &remark.said.stood;
    let sentence = match remark.said.sentence {
        Some(number) => format!("§{number}: {stood}"),
        None => stood.clone(),
    };
    [format!("{}{reader}", remark.id), sentence, said(remark), decided(remark), became.said()]
        .map(|cell| vec![text(cell)])
        .into()
}

/// The list of all remarks as CSV, in which nothing that somebody typed can become a formula.
#[must_use]
pub fn csv(lists: &BTreeMap<&str, Vec<(&Remark, Became)>>) -> String {
    const HEADER: [&str; 14] = [
        "nummer",
        "van",
        "concept",
        "lezer",
        "zin",
        "stond_er",
        "bij",
        "opmerking",
        "voorstel",
        "stand",
        "waarom",
        "wie",
        "wanneer",
        "wat_er_van_de_zin_werd",
    ];
    let number = |number: Option<u32>| number.map(|it| it.to_string()).unwrap_or_default();
    let row = |(remark, became): &(&Remark, Became)| {
        let Remark { id, by, draft, said, decision, .. } = remark;
        let decided = decision.as_ref();
        [
            id.clone(),
            by.clone(),
            number(draft.map(u32::from)),
            number(said.reader),
            number(said.sentence),
            said.stood.clone(),
            said.about.clone(),
            said.text.clone(),
            said.proposal.clone().unwrap_or_default(),
            remark.state().code().to_owned(),
            decided.map(|it| it.because.clone()).unwrap_or_default(),
            decided.map(|it| it.by.clone()).unwrap_or_default(),
            decided.map(|it| it.on.to_string()).unwrap_or_default(),
            became.said(),
        ]
    };
    diagnostics::table(&HEADER, lists.values().flatten().map(row))
}
