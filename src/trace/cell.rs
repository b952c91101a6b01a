use crate::answers::Status;
use crate::checks::{OpenValue, Return};
use crate::document::{Document, sentences};
use crate::dutch;
use crate::municipality::MunicipalityCode;
use crate::narrative::Facts;
use crate::place::Place;

use super::Subject;
use super::others::counted_before;

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

/// What the answer in a cell feeds; none where no usable answer stands.
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
    let feeds = if let Some((code, answer)) = found {
        feeds(code, answer.value.shown(), of_answer(code, each, facts))
    } else {
        let (code, answer) = each.open.iter().find(|(_, answer)| answer.place == *place)?;
        let choices = facts.figures.choices.iter();
        let fed = choices.filter(|(_, figure)| figure.of(None).any(|it| it.place == *place));
        feeds(code, shown(&answer.value), fed.map(|(code, _)| code.clone()).collect())
    };
    Some(told(feeds, each, facts, document))
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
fn told(mut feeds: Feeds, each: &Return, facts: &Facts, document: &Document) -> Feeds {
    let own_words = format!("tekst:{}", each.municipality);
    let (said, figures) = (letters(&feeds.answer), &feeds.figures);
    let rests = |basis: &&str, text: &str| match Subject::of(basis) {
        None => figures.is_empty() && *basis == own_words && alike(&said, &letters(text)),
        Some(subject) => {
            figures.iter().any(|code| subject.is_about(code))
                && rests_on(basis, &each.municipality, facts)
        }
    };
    let sentences = sentences(document).into_iter();
    let resting = sentences.filter(|it| it.bases.iter().any(|basis| rests(basis, &it.text)));
    feeds.sentences = resting.map(|sentence| sentence.text).collect();
    feeds
}

/// Whether a mark rests on what a municipality answered: a value of its own, a count of which it is one, or
/// a sum. Its own words rest on nothing else.
#[must_use]
pub fn rests_on(basis: &str, municipality: &MunicipalityCode, facts: &Facts) -> bool {
    let Some(subject) = Subject::of(basis) else { return false };
    if let Some(named) = named(basis) {
        return named == *municipality;
    }
    let figures = &facts.figures;
    match subject {
        Subject::Municipalities { interventions, statuses, beside } => {
            let codes: Vec<&str> = interventions.split('+').map(str::trim).collect();
            let statuses: Vec<_> = statuses.split('+').filter_map(Status::parse).collect();
            figures.municipalities(&codes, &statuses).contains(municipality)
                && !counted_before(beside, facts).contains(municipality)
        }
        Subject::Measure(measure) => {
            figures.measures.get(measure).is_some_and(|figure| figure.involves(municipality))
        }
        Subject::Choice { question, choice } => figures
            .choices
            .get(question)
            .is_some_and(|figure| figure.municipalities(choice).contains(municipality)),
        Subject::Registered { .. }
        | Subject::InUse(_)
        | Subject::Constant(_)
        | Subject::Settings => false,
    }
}

/// The municipality that a mark is about alone: `waarde:ajb.aangemeld:GM0363`, `tekst:GM0363`.
#[must_use]
pub fn named(basis: &str) -> Option<MunicipalityCode> {
    MunicipalityCode::parse(basis.rsplit(':').next()?)
}

/// An answer that is no count, as a municipality would write it.
fn shown(value: &OpenValue) -> String {
    match value {
        OpenValue::Text(text) => text.clone(),
        OpenValue::Chosen(chosen) => chosen.join(", "),
        OpenValue::Date(date) => dutch::date(*date),
    }
}

/// Whether one of two texts, by their letters, is in the other.
fn alike(one: &str, other: &str) -> bool {
    one.contains(other) || other.contains(one)
}

/// The letters and digits of a text: the report sets quotation marks and capitals of its own.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
