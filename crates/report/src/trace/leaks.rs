//! Finds where a hidden number can be read or worked out all the same.

use rust_decimal::Decimal;

use crate::disclosure::{AlreadyPublic, GivenAway, Proof, Sensitive, Shown};
use crate::document::{Document, Sentence, sentences};
use crate::facts::Facts;
use crate::figures::Contribution;
use pmg_core::basis::Basis;
use pmg_core::checks::OpenValue;
use pmg_core::checks::already_public::{self, Known};
use pmg_core::checks::gives_away::{self, Leak};
use pmg_core::dutch;
use pmg_core::finding::Finding;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::place::Place;

use super::cell::letters;
use super::counted::{Told, counted};
use super::own_words::each_own_sentence;

/// A hidden number that stands in the own words of the municipality that gave it.
struct Said<'a> {
    measure: &'a str,
    given: &'a Contribution,
    sentence: String,
}

impl Said<'_> {
    /// The municipality, its sentence by its letters, and the number that it says.
    fn identity(&self) -> (MunicipalityCode, String, Decimal) {
        (self.given.municipality.clone(), letters(&self.sentence), self.given.value)
    }
}

/// The findings for every small number that can be known, from earlier editions or from somebody's own words.
#[must_use]
pub fn leaks(document: &Document, facts: &Facts) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        facts.disclosure.already_public().iter().map(|each| known(each, facts)).collect();
    let said = in_own_words(document, facts);
    let slipped: Vec<_> =
        said.iter().map(|each| (each.measure, &each.given.municipality)).collect();
    let given_away = facts.disclosure.given_away(&slipped);
    // Some small numbers are in no equation: those that are not counted.
    let alone = said.iter().filter(|each| {
        let same = |away: &GivenAway| {
            away.proof.measure == each.measure
                && away.proof.municipality == each.given.municipality
                && away.proof.what == Sensitive::Contribution
        };
        let municipality = &each.given.municipality;
        facts.disclosure.of(each.measure, municipality) == Shown::PrimarySuppressed
            && !given_away.iter().any(same)
    });
    findings.extend(alone.map(|each| {
        let sentences = std::slice::from_ref(&each.sentence);
        own(each.measure, each.given, sentences, None, facts)
    }));
    let mut told: Told = said.iter().map(Said::identity).collect();
    findings.extend(derived_said(document, facts, &mut told));
    let sentences = if given_away.is_empty() { Vec::new() } else { sentences(document) };
    findings.extend(given_away.iter().map(|away| follows(away, &said, &sentences, facts)));
    findings.extend(counted(document, facts, &told));
    findings
}

/// The finding for a number that own words give away, with the sentences from which it follows.
fn follows(
    away: &GivenAway,
    said: &[Said<'_>],
    sentences: &[Sentence<'_>],
    facts: &Facts,
) -> Finding {
    let Proof { measure, municipality, what, .. } = &away.proof;
    let own = |each: &&Said| each.measure == measure && each.given.municipality == *municipality;
    let linked = || away.by.iter().filter_map(|index| said.get(*index));
    let direct: Vec<&Said> = linked().filter(own).collect();
    let says_it = *what == Sensitive::Contribution && !direct.is_empty();
    let slipped: Vec<&Said> = if says_it { direct } else { linked().collect() };
    let mut from: Vec<String> = slipped.iter().map(|each| each.sentence.clone()).collect();
    if !says_it {
        let is_sum = |basis: &Basis| match basis {
            Basis::Sum(measure) => slipped.iter().any(|each| each.measure == measure),
            _ => false,
        };
        let rests = |it: &&Sentence| it.bases.iter().any(|basis| is_sum(basis));
        from.extend(sentences.iter().filter(rests).map(|sentence| sentence.text.clone()));
    }
    from.dedup();
    // Whoever said it must change the words; the number that it gives away may be another's.
    let speaker = slipped.first().map_or(municipality, |each| &each.given.municipality);
    let figure = facts.figures.measures.get(measure);
    let given = figure.and_then(|figure| figure.of(municipality));
    let given = given.or_else(|| slipped.first().map(|each| each.given));
    let Some(given) = given else {
        return known(&AlreadyPublic { proof: away.proof.clone(), from: Vec::new() }, facts);
    };
    let value = away.proof.value.filter(|_| *what != Sensitive::Contribution);
    let is_own = |each: &&Said| each.given.municipality == *speaker;
    let is_of_others = given.municipality != *speaker || !says_it || !slipped.iter().all(is_own);
    gives_away::find(&Leak {
        municipality: speaker,
        name: facts.cycle.register.name(&given.municipality),
        measure,
        value: given.value,
        place: &spoken(speaker, &from, facts).unwrap_or_else(|| given.place.clone()),
        sentences: &from,
        derived: value.map(|value| derived(what, value)),
        is_of_others,
    })
}

/// The finding for a number of a municipality that its own sentences give away by themselves.
fn own(
    measure: &str,
    given: &Contribution,
    sentences: &[String],
    derived: Option<String>,
    facts: &Facts,
) -> Finding {
    let municipality = &given.municipality;
    gives_away::find(&Leak {
        municipality,
        name: facts.cycle.register.name(municipality),
        measure,
        value: given.value,
        place: &spoken(municipality, sentences, facts).unwrap_or_else(|| given.place.clone()),
        sentences,
        derived,
        is_of_others: false,
    })
}

/// The cell in which the municipality typed the first of the sentences; `None` if no answer has it letter by letter.
fn spoken(speaker: &MunicipalityCode, sentences: &[String], facts: &Facts) -> Option<Place> {
    let said = letters(sentences.first()?);
    let each = facts.accepted.get(speaker)?;
    let holds = |text: &str| letters(text).contains(&said);
    let open = each.open.values().find(|answer| match &answer.value {
        OpenValue::Text(text) => holds(text),
        OpenValue::Chosen(_) | OpenValue::Date(_) => false,
    });
    let remarked = || {
        let mut answers = each.answers.values();
        answers
            .find(|answer| answer.remark.as_deref().is_some_and(holds))
            .map(|it| it.remark_place.as_ref().unwrap_or(&it.place).clone())
    };
    open.map(|answer| answer.place.clone()).or_else(remarked)
}

/// The findings for own words that say a small number that follows from others, such as what is left of a whole. Each
/// is added to `told`.
fn derived_said(document: &Document, facts: &Facts, told: &mut Told) -> Vec<Finding> {
    let proofs = facts.disclosure.proofs().iter();
    let derived: Vec<&Proof> =
        proofs.filter(|proof| proof.what != Sensitive::Contribution).collect();
    let mut findings = Vec::new();
    if derived.is_empty() {
        return findings;
    }
    each_own_sentence(document, facts, &mut |speaker, sentence, numbers| {
        let said = |proof: &&&Proof| {
            proof.municipality == *speaker && proof.value.is_some_and(|it| numbers.contains(&it))
        };
        for proof in derived.iter().filter(said) {
            let figure = facts.figures.measures.get(&proof.measure);
            let Some(given) = figure.and_then(|figure| figure.of(speaker)) else { continue };
            let sentences = [sentence.to_owned()];
            let which = proof.value.map(|value| {
                told.insert((speaker.clone(), letters(sentence), value));
                self::derived(&proof.what, value)
            });
            findings.push(own(&proof.measure, given, &sentences, which, facts));
        }
    });
    findings
}

/// The number in words that say how it follows from others: `wat er na … overblijft: 7`.
fn derived(what: &Sensitive, value: Decimal) -> String {
    let value = dutch::digits(value);
    match what {
        Sensitive::Contribution => value,
        Sensitive::Remainder { part } => format!("wat er na `{part}` overblijft: {value}"),
        Sensitive::Increase { since } => format!("wat er sinds {since} bij kwam: {value}"),
        Sensitive::Previous { edition } => format!("wat er in {edition} verborgen was: {value}"),
    }
}

/// The hidden numbers that stand in own words.
fn in_own_words<'a>(document: &Document, facts: &'a Facts) -> Vec<Said<'a>> {
    let mut said = Vec::new();
    each_own_sentence(document, facts, &mut |speaker, sentence, numbers| {
        said.extend(hidden(speaker, numbers, sentence, facts));
    });
    said
}

/// The hidden numbers of a municipality that its sentence says.
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
        .filter(|(code, _)| facts.disclosure.of(code, municipality) != Shown::Published)
        .filter(|(_, given)| numbers.contains(&given.value));
    hidden.map(|(measure, given)| Said { measure, given, sentence: sentence.to_owned() }).collect()
}

/// The finding for a small number that follows from what was published before.
fn known(each: &AlreadyPublic, facts: &Facts) -> Finding {
    let proof = &each.proof;
    let figure = facts.figures.measures.get(&proof.measure);
    let given = figure.and_then(|figure| figure.of(&proof.municipality));
    let from = each
        .from
        .iter()
        .map(|published| format!("`{}` in {}", published.measure, published.edition));
    let value =
        proof.value.map_or_else(|| "van toen".to_owned(), |value| derived(&proof.what, value));
    already_public::find(&Known {
        municipality: &proof.municipality,
        name: facts.cycle.register.name(&proof.municipality),
        measure: &proof.measure,
        value: &value,
        place: given.map(|given| &given.place),
        from: &from.collect::<Vec<_>>(),
    })
}
