use crate::answers::Status;
use crate::checks::{OpenValue, Return};
use crate::document::{Document, sentences};
use crate::dutch;
use crate::municipality::MunicipalityCode;
use crate::narrative::Facts;
use crate::place::Place;

use super::Subject;

/// What becomes of the answer in one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feeds {
    /// Whose answer it is.
    pub municipality: MunicipalityCode,
    /// Code of the question that it answers; none for the words of an example or a story.
    pub question: Option<String>,
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
    if let Some((code, answer)) = each.answers.iter().find(|(_, answer)| answer.place == *place) {
        let figures = of_answer(code, each, facts);
        let shown = answer.value.shown();
        return Some(told(each, Some(code), shown, figures, facts, document));
    }
    if let Some((code, answer)) = each.open.iter().find(|(_, answer)| answer.place == *place) {
        let choices = facts.figures.choices.iter();
        let fed = choices.filter(|(_, figure)| figure.of(None).any(|it| it.place == *place));
        let figures = fed.map(|(code, _)| code.clone()).collect();
        return Some(told(each, Some(code), shown(&answer.value), figures, facts, document));
    }
    let highlight = each.highlight.as_ref().filter(|highlight| highlight.place == *place)?;
    Some(told(each, None, highlight.text.clone(), Vec::new(), facts, document))
}

/// The figures that an answer is part of: the measure, or the intervention and all its measures.
fn of_answer(code: &str, each: &Return, facts: &Facts) -> Vec<String> {
    if let Some(figure) = facts.figures.measures.get(code) {
        let fed = figure.of(&each.municipality).is_some();
        return fed.then(|| code.to_owned()).into_iter().collect();
    }
    let Some(intervention) = code.strip_suffix(".status") else { return Vec::new() };
    let found = facts.questionnaire.intervention(intervention);
    let measures = found.into_iter().flat_map(|found| &found.measures);
    std::iter::once(intervention.to_owned()).chain(measures.map(|it| it.code.clone())).collect()
}

fn told(
    each: &Return,
    question: Option<&String>,
    answer: String,
    figures: Vec<String>,
    facts: &Facts,
    document: &Document,
) -> Feeds {
    let own_words = format!("tekst:{}", each.municipality);
    let rests = |basis: &&str| match Subject::of(basis) {
        None => figures.is_empty() && *basis == own_words,
        Some(subject) => {
            figures.iter().any(|code| subject.is_about(code)) && concerns(basis, each, facts)
        }
    };
    let sentences = sentences(document);
    let resting = sentences.into_iter().filter(|it| it.bases.iter().any(rests));
    Feeds {
        municipality: each.municipality.clone(),
        question: question.cloned(),
        answer,
        figures: figures.clone(),
        sentences: resting.map(|sentence| sentence.text).collect(),
    }
}

/// Whether a mark about a figure has this municipality in it: a value of its own, a count of which it is
/// one, or a sum.
fn concerns(basis: &str, each: &Return, facts: &Facts) -> bool {
    let last = basis.rsplit(':').next().unwrap_or_default();
    if let Some(named) = MunicipalityCode::parse(last) {
        return named == each.municipality;
    }
    match Subject::of(basis) {
        Some(Subject::Municipalities { interventions, statuses }) => {
            let codes: Vec<&str> = interventions.split('+').map(str::trim).collect();
            let statuses: Vec<_> = statuses.split('+').filter_map(Status::parse).collect();
            facts.figures.municipalities(&codes, &statuses).contains(&each.municipality)
        }
        Some(Subject::Measure(measure)) => facts
            .figures
            .measures
            .get(measure)
            .is_some_and(|figure| figure.involves(&each.municipality)),
        _ => true,
    }
}

/// An answer that is no count, as a municipality would write it.
fn shown(value: &OpenValue) -> String {
    match value {
        OpenValue::Text(text) => text.clone(),
        OpenValue::Chosen(chosen) => chosen.join(", "),
        OpenValue::Date(date) => dutch::date(*date),
    }
}
