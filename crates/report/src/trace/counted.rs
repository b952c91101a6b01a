//! Finds the small numbers of persons and families that own words say, whether or not a measure has them.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::document::Document;
use crate::facts::Facts;
use pmg_core::basis::Basis;
use pmg_core::checks::rules::gives_away::{self, Counted};
use pmg_core::checks::{OpenValue, Return};
use pmg_core::dutch;
use pmg_core::finding::Finding;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::place::Place;

use super::cell::{letters, pieces};
use super::own_words::{in_address, marked, paragraphs, printed_links};
use super::people::{Count, Nouns, small_counts};

/// What other findings say already: the municipality, its sentence by its letters, and the number.
pub(super) type Told = BTreeSet<(MunicipalityCode, String, Decimal)>;

/// Stands for the question where printed words match no answer letter by letter: the report left a character out.
const ANYWHERE: &str = "eigen-woorden";

/// What a municipality typed and the report prints.
struct Text<'a> {
    municipality: &'a MunicipalityCode,
    question: &'a str,
    place: Option<&'a Place>,
    words: String,
}

/// The findings for own words that count a few persons or families, one for each sentence. A number in `told` is
/// skipped: another finding has it.
pub(super) fn counted(document: &Document, facts: &Facts, told: &Told) -> Vec<Finding> {
    let nouns = Nouns::of(&facts.questionnaire);
    let below = facts.cycle.settings.small_below;
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    let mut look = |text: &Text, sentence: &str, read: &[String]| {
        let (municipality, said) = (text.municipality, letters(sentence));
        let is_told = |count: &Count| {
            told.iter().any(|(of, words, value)| {
                of == municipality && said.contains(words) && *value == Decimal::from(count.value)
            })
        };
        let counts = read.iter().flat_map(|words| small_counts(words, &nouns, below));
        let counts: Vec<Count> = counts.filter(|count| !is_told(count)).collect();
        if !counts.is_empty() && seen.insert((municipality.clone(), said)) {
            findings.push(found(text, sentence, &counts));
        }
    };
    for text in printed(document, facts) {
        for paragraph in paragraphs(&text.words) {
            for sentence in dutch::sentences(&paragraph) {
                look(&text, sentence, &[sentence.to_owned()]);
            }
        }
    }
    for (municipality, link) in printed_links(document, facts) {
        let answer = facts.accepted.get(municipality).and_then(|it| it.open.get(LINK));
        let place = answer.map(|answer| &answer.place);
        let text = Text { municipality, question: LINK, place, words: String::new() };
        look(&text, link, &in_address(link));
    }
    findings
}

/// The question that asks for the address of a story.
const LINK: &str = "praktijkverhaal.link";

fn found(text: &Text<'_>, sentence: &str, counts: &[Count]) -> Finding {
    // `drie jongens` says no more than `twee of drie jongens` does.
    let is_in_another = |count: &Count| {
        counts
            .iter()
            .any(|it| it.words.len() > count.words.len() && it.words.ends_with(&count.words))
    };
    let words: Vec<&str> = counts
        .iter()
        .filter(|count| !is_in_another(count))
        .map(|count| count.words.as_str())
        .collect();
    gives_away::counted(&Counted {
        municipality: text.municipality,
        question: text.question,
        place: text.place,
        sentence,
        counts: &words,
    })
}

/// The typed texts of which the report prints a piece, and the printed words that are in none of them.
fn printed<'a>(document: &'a Document, facts: &'a Facts) -> Vec<Text<'a>> {
    let mut marks: BTreeSet<(&Basis, &str)> = BTreeSet::new();
    document.each_run(&mut |run| {
        marks.extend(marked(run).into_iter().filter(|(basis, _)| basis.speaker().is_some()));
    });
    let keys: BTreeSet<(Basis, String)> =
        marks.iter().map(|(basis, words)| ((*basis).clone(), key(words))).collect();
    let mut known = BTreeSet::new();
    let mut texts = Vec::new();
    for each in facts.accepted.iter() {
        for (basis, text) in typed(each) {
            let mut in_print = false;
            for piece in pieces(dutch::normal(&text.words).text()) {
                let place = (basis.clone(), piece);
                in_print |= keys.contains(&place);
                known.insert(place);
            }
            texts.extend(Some(text).filter(|_| in_print));
        }
    }
    let respelled = marks.iter().filter(|(basis, words)| {
        !known.contains(&((*basis).clone(), key(words))) && !key(words).is_empty()
    });
    texts.extend(respelled.filter_map(|(basis, words)| {
        let municipality = facts.accepted.get(basis.speaker()?).map(|it| &it.municipality)?;
        Some(Text { municipality, question: ANYWHERE, place: None, words: (*words).to_owned() })
    }));
    texts
}

fn key(words: &str) -> String {
    letters(dutch::normal(words).text())
}

/// What a municipality typed in words: its answers and its remarks, each with the basis of the marks that print it.
fn typed(each: &Return) -> Vec<(Basis, Text<'_>)> {
    let municipality = &each.municipality;
    let text = |question, place, words: &str| Text {
        municipality,
        question,
        place: Some(place),
        words: words.to_owned(),
    };
    let open = each.open.iter().filter_map(|(code, answer)| match &answer.value {
        OpenValue::Text(words) => {
            let basis = Basis::OwnWords(municipality.clone());
            Some((basis, text(code.as_str(), &answer.place, words)))
        }
        OpenValue::Chosen(_) | OpenValue::Date(_) => None,
    });
    let remarks = each.answers.iter().filter_map(|(code, answer)| {
        let place = answer.remark_place.as_ref().unwrap_or(&answer.place);
        let basis = Basis::Remark { question: code.clone(), municipality: municipality.clone() };
        Some((basis, text(code.as_str(), place, answer.remark.as_ref()?)))
    });
    open.chain(remarks).collect()
}
