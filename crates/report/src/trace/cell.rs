//! What becomes of the answer in one cell: the figures that it counts in and the sentences that use it.
//!
//! Texts count in no figure: a sentence belongs to the cell of a text if it prints the text, or a line of it, as the
//! municipality's own words.

use std::collections::BTreeSet;

use crate::document::{Document, Inline, Sentence, sentences};
use crate::facts::Facts;
use pmg_core::basis::Basis;
use pmg_core::checks::{Answer, OpenValue, Return};
use pmg_core::dutch;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::place::Place;

use super::others::in_group;
use super::subject::Subject;

/// What becomes of the answer in one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feeds {
    /// Whose answer it is.
    pub municipality: MunicipalityCode,
    /// Code of the question that it answers.
    pub question: String,
    /// The answer, as a municipality would write it.
    pub answer: String,
    /// The codes of the figures that it is part of.
    pub figures: Vec<String>,
    /// The sentences of the report that rest on it.
    pub sentences: Vec<String>,
}

/// What the answer in a cell feeds; `None` if there is no usable answer in it.
#[must_use]
pub fn feeds(place: &Place, facts: &Facts, document: &Document) -> Option<Feeds> {
    let each = facts.accepted.iter().find(|each| each.file.name == place.file)?;
    let feeds = |question: &str, answer: String, figures: Vec<String>| Feeds {
        municipality: each.municipality.clone(),
        question: question.to_owned(),
        answer,
        figures,
        sentences: Vec::new(),
    };
    let found = each.answers.iter().find(|(_, answer)| answer.place == *place);
    let remarked = || {
        let at = |answer: &Answer| answer.remark_place.as_ref() == Some(place);
        each.answers.iter().find(|(_, answer)| at(answer))
    };
    let feeds = if let Some((code, answer)) = found {
        feeds(code, answer.value.shown(), of_answer(code, each, facts))
    } else if let Some((code, answer)) = remarked() {
        feeds(code, answer.remark.clone().filter(|it| !it.is_empty())?, Vec::new())
    } else {
        let (code, answer) = each.open.iter().find(|(_, answer)| answer.place == *place)?;
        let choices = facts.figures.choices.iter();
        let fed = choices.filter(|(_, figure)| figure.of(None).any(|it| it.place == *place));
        feeds(code, answer_text(&answer.value), fed.map(|(code, _)| code.clone()).collect())
    };
    Some(with_sentences(feeds, each, facts, document))
}

/// The figures that an answer is part of: the measure, or the intervention and all its measures.
fn of_answer(code: &str, each: &Return, facts: &Facts) -> Vec<String> {
    if let Some(figure) = facts.figures.measures.get(code) {
        let fed = figure.of(&each.municipality).is_some() || figure.involves(&each.municipality);
        return fed.then(|| code.to_owned()).into_iter().collect();
    }
    let Some(intervention) = code.strip_suffix(".status") else { return Vec::new() };
    let found = facts.questionnaire.intervention(intervention);
    let measures = found.into_iter().flat_map(|found| &found.measures);
    // A plan has no numbers that could count.
    let involved = measures.filter(|it| {
        let figure = facts.figures.measures.get(&it.code);
        figure.is_some_and(|figure| figure.involves(&each.municipality))
    });
    std::iter::once(intervention.to_owned()).chain(involved.map(|it| it.code.clone())).collect()
}

/// Adds the sentences that rest on the answer.
fn with_sentences(mut feeds: Feeds, each: &Return, facts: &Facts, document: &Document) -> Feeds {
    let words = OwnWords::of(&feeds, each, facts);
    let (figures, chosen) = (&feeds.figures, each.chosen(&feeds.question));
    let rests = |basis: &&Basis| match Subject::of(basis) {
        // A sentence about a choice that was not made here rests on other answers to the same question.
        Subject::Choice { question, choice } => {
            (figures.contains(&question) || feeds.question == question)
                && choice.is_none_or(|choice| chosen.contains(&choice))
        }
        subject => {
            figures.iter().any(|code| subject.is_about(code))
                && rests_on(basis, &each.municipality, facts)
        }
    };
    let sentences = sentences(document);
    // The same short answer may stand in several blocks of questions. A sentence that also prints another answer of
    // this block is about this one; if there is such a sentence, the others are not.
    let says: Vec<bool> = sentences.iter().map(|it| words.are_in(it, &words.said)).collect();
    let in_part = |it: &Sentence| words.are_in(it, &words.beside);
    let is_told_apart =
        sentences.iter().zip(&says).any(|(sentence, says)| *says && in_part(sentence));
    let resting = sentences.iter().zip(says).filter(|(sentence, says)| {
        let own = *says && (!is_told_apart || in_part(sentence));
        own || sentence.bases.iter().any(rests)
    });
    feeds.sentences = resting.map(|(sentence, _)| sentence.text.clone()).collect();
    feeds
}

/// What identifies a sentence that prints the text of a cell as the municipality's own words.
struct OwnWords {
    /// The bases that marks with such words have.
    bases: [Basis; 2],
    /// The answer as a whole and line by line, each reduced to its letters.
    said: BTreeSet<String>,
    /// The other answers in the same block of questions, reduced in the same way.
    beside: BTreeSet<String>,
}

impl OwnWords {
    fn of(feeds: &Feeds, each: &Return, facts: &Facts) -> Self {
        // These two answers are not printed themselves: they decide that another text is.
        let printed = match feeds.question.as_str() {
            "uitgelicht.interventie" => each.text("uitgelicht.tekst"),
            "praktijkverhaal.toestemming" => each.text("praktijkverhaal.citaat"),
            _ => None,
        };
        let blocks = facts.questionnaire.sheets.iter().flat_map(|sheet| &sheet.blocks);
        let block = blocks
            .filter(|it| !it.title.is_empty())
            .find(|block| block.questions.iter().any(|question| question.code == feeds.question));
        let questions = block.into_iter().flat_map(|block| &block.questions);
        let others = questions.filter(|question| question.code != feeds.question);
        let beside = others.filter_map(|question| each.open.get(&question.code));
        let (municipality, question) = (&feeds.municipality, &feeds.question);
        Self {
            bases: [
                Basis::OwnWords(municipality.clone()),
                Basis::Remark { question: question.clone(), municipality: municipality.clone() },
            ],
            said: pieces(printed.unwrap_or(&feeds.answer)),
            beside: beside.flat_map(|answer| pieces(&answer_text(&answer.value))).collect(),
        }
    }

    /// Whether the sentence prints one of `words` as this municipality's own.
    fn are_in(&self, sentence: &Sentence<'_>, words: &BTreeSet<String>) -> bool {
        sentence.content.iter().any(|inline| match inline {
            Inline::Marked { text, basis } => {
                self.bases.contains(basis) && words.contains(&letters(text))
            }
            _ => false,
        })
    }
}

/// A text and each of its lines, by their letters.
pub(super) fn pieces(text: &str) -> BTreeSet<String> {
    let whole = std::iter::once(text).chain(text.lines()).map(letters);
    whole.filter(|letters| !letters.is_empty()).collect()
}

/// Whether words with this basis rest on what a municipality answered: a value of its own, a sum, or a count of which
/// it is one. Its own words rest on no other answer, so they are no such case.
#[must_use]
pub fn rests_on(basis: &Basis, municipality: &MunicipalityCode, facts: &Facts) -> bool {
    let figures = &facts.figures;
    let gave = |measure: &String| {
        figures.measures.get(measure).is_some_and(|figure| figure.involves(municipality))
    };
    match basis {
        Basis::Value { municipality: whose, .. }
        | Basis::ReferenceDate { municipality: whose, .. }
        | Basis::Remark { municipality: whose, .. }
        | Basis::Running { municipality: whose, .. }
        | Basis::Share { municipality: Some(whose), .. } => whose == municipality,
        Basis::Sum(measure)
        | Basis::Coverage(measure)
        | Basis::OwnDates(measure)
        | Basis::Share { part: measure, municipality: None, .. } => gave(measure),
        Basis::Count(group) | Basis::Names(group) => in_group(group, facts).contains(municipality),
        Basis::Choice { question, choice } => {
            let figure = figures.choice(question);
            figure.is_some_and(|it| it.municipalities(choice.as_deref()).contains(municipality))
        }
        Basis::Covered(tags) => facts.covered(*tags).contains(municipality),
        Basis::Register { .. }
        | Basis::JoiningYear(_)
        | Basis::Members(_)
        | Basis::LastYear { .. }
        | Basis::Printed { .. }
        | Basis::Earlier { .. }
        | Basis::Correction(_)
        | Basis::InUse(_)
        | Basis::Constant(_)
        | Basis::Partner(_)
        | Basis::Letter(_)
        | Basis::Commitment(_)
        | Basis::Policy(_)
        | Basis::OwnWords(_)
        | Basis::Asked(_)
        | Basis::Recognition(_)
        | Basis::Period { .. }
        | Basis::Setting(_) => false,
    }
}

/// An answer that is no count, as a municipality would write it.
fn answer_text(value: &OpenValue) -> String {
    match value {
        OpenValue::Text(text) => text.clone(),
        OpenValue::Chosen(chosen) => chosen.join(", "),
        OpenValue::Date(date) => dutch::date(*date),
    }
}

/// The letters and digits of a text: the report sets quotation marks and capitals of its own.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
