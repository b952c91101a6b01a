//! Finds where a hidden number can be read or worked out all the same.

use std::str::FromStr as _;

use rust_decimal::Decimal;

use crate::checks::already_public::{self, Known};
use crate::checks::gives_away::{self, Slip};
use crate::disclosure::{Failure, Shown};
use crate::document::{Document, Inline, sentences};
use crate::dutch;
use crate::figures::{Contribution, MeasureFigure};
use crate::finding::Finding;
use crate::municipality::MunicipalityCode;
use crate::narrative::Facts;

/// A hidden number that stands in the own words of the municipality that gave it.
struct Said<'a> {
    measure: &'a str,
    given: &'a Contribution,
    sentence: String,
}

/// Every small number that can be known: from earlier editions, or from somebody's own words.
#[must_use]
pub fn slips(document: &Document, facts: &Facts) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        facts.disclosure.failures().iter().map(|failure| known(failure, facts)).collect();
    let said = said(document, facts);
    let small = |given: &Contribution, figure: &MeasureFigure| {
        facts.disclosure.of(&figure.measure.code, &given.municipality) == Shown::Small
    };
    for figure in facts.figures.measures.values() {
        for given in figure.all().filter(|given| small(given, figure)) {
            let sentences = giving_away(given, figure, &said, document, facts);
            if !sentences.is_empty() {
                findings.push(gives_away::find(&Slip {
                    municipality: &given.municipality,
                    name: facts.cycle.register.name(&given.municipality),
                    measure: &figure.measure.code,
                    value: given.value,
                    place: &given.place,
                    sentences: &sentences,
                }));
            }
        }
    }
    findings
}

/// The sentences from which a small number follows: one that says it, or own words that say a number it
/// was hidden behind, with the sentences about the sum.
fn giving_away(
    given: &Contribution,
    figure: &MeasureFigure,
    said: &[Said<'_>],
    document: &Document,
    facts: &Facts,
) -> Vec<String> {
    let code = figure.measure.code.as_str();
    let own = |each: &&Said| each.measure == code && each.given.municipality == given.municipality;
    let direct: Vec<String> = said.iter().filter(own).map(|each| each.sentence.clone()).collect();
    if !direct.is_empty() {
        return direct;
    }
    let slipped: Vec<_> = said
        .iter()
        .map(|each| (each.measure, &each.given.municipality, each.given.value))
        .collect();
    let Some((low, Some(high))) = facts.disclosure.interval(code, &given.municipality, &slipped)
    else {
        return Vec::new();
    };
    if slipped.is_empty() || high - low >= Decimal::from(facts.cycle.settings.small_width) {
        return Vec::new();
    }
    let spoken = said.iter().filter(|each| each.measure == code).map(|each| each.sentence.clone());
    let sum = format!("som:{code}");
    let sums = sentences(document).into_iter().filter(|it| it.bases.contains(&sum.as_str()));
    spoken.chain(sums.map(|sentence| sentence.text)).collect()
}

/// The hidden numbers that stand in own words.
fn said<'a>(document: &Document, facts: &'a Facts) -> Vec<Said<'a>> {
    let mut said = Vec::new();
    document.each_run(&mut |run| {
        for (basis, words) in marked(run) {
            let Some(municipality) = speaker(basis) else { continue };
            for sentence in words.split_inclusive(['.', '!', '?']).map(str::trim) {
                let numbers = numbers(sentence);
                if !numbers.is_empty() {
                    said.extend(hidden(&municipality, &numbers, sentence, facts));
                }
            }
        }
    });
    said
}

fn hidden<'a>(
    municipality: &MunicipalityCode,
    numbers: &[Decimal],
    sentence: &str,
    facts: &'a Facts,
) -> Vec<Said<'a>> {
    let measures = facts.figures.measures.iter();
    let given =
        measures.filter_map(|(code, figure)| Some((code.as_str(), figure.of(municipality)?)));
    let hidden = given
        .filter(|(code, _)| facts.disclosure.of(code, municipality) != Shown::Exact)
        .filter(|(_, given)| numbers.contains(&given.value));
    hidden.map(|(measure, given)| Said { measure, given, sentence: sentence.to_owned() }).collect()
}

/// Whose own words a mark has: those of its example, its story, or a remark of its.
fn speaker(basis: &str) -> Option<MunicipalityCode> {
    let own = basis.starts_with("tekst:") || basis.starts_with("toelichting:");
    MunicipalityCode::parse(basis.rsplit(':').next()?).filter(|_| own)
}

fn marked(run: &[Inline]) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for inline in run {
        match inline {
            Inline::Marked { text, basis } => found.push((basis.as_str(), text.as_str())),
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => found.extend(marked(content)),
            Inline::Text { .. } | Inline::Footnote { .. } | Inline::Break => {}
        }
    }
    found
}

/// The numbers in a sentence, in figures and in words.
fn numbers(sentence: &str) -> Vec<Decimal> {
    let words = sentence.split(|c: char| !c.is_alphanumeric() && c != '.' && c != ',');
    words.filter_map(|word| number(word.trim_matches(['.', ',']))).collect()
}

fn number(word: &str) -> Option<Decimal> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return Decimal::from_str(&word.replace('.', "").replace(',', ".")).ok();
    }
    let word = word.to_lowercase();
    let found = dutch::number_words().iter().position(|each| *each == word)?;
    Some(Decimal::from(found))
}

/// A small number that follows from what was published before.
fn known(failure: &Failure, facts: &Facts) -> Finding {
    let proof = &failure.proof;
    let figure = facts.figures.measures.get(&proof.measure);
    let given = figure.and_then(|figure| figure.of(&proof.municipality));
    let from = failure
        .from
        .iter()
        .map(|published| format!("`{}` in {}", published.measure, published.edition));
    already_public::find(&Known {
        municipality: &proof.municipality,
        name: facts.cycle.register.name(&proof.municipality),
        measure: &proof.measure,
        value: proof.value,
        place: given.map(|given| &given.place),
        from: &from.collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_figures_and_in_words() {
        let found = numbers("Van de 25 gezinnen (of 1.210?) kregen er zeven hulp, in 2,5 jaar.");
        let expected = ["25", "1210", "7", "2.5"].map(|each| each.parse::<Decimal>().unwrap());
        assert_eq!(found, expected);
        assert!(numbers("Een aantal jongeren, met aandacht.").is_empty());
    }
}
