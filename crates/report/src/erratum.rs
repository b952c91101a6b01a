//! Says what an edition corrects: each figure and each sentence that an earlier edition of the same year had otherwise.
//!
//! In: what the earlier editions printed, the [`Facts`] and the [`Document`] of now. Out: a [`Correction`] for each of them,
//! the chapter that tells it to whoever has one in hand, and a finding where nobody has said why. It tells nothing that
//! the two editions don't tell themselves: what was hidden then or is hidden now, is hidden here.

mod chapter;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::compare::{Said, SentenceChange, changed_sentences};
use crate::disclosure::{Earlier, EarlierMeasure, Shown};
use crate::document::{Chapter, Document, Inline, Sentence, chapters};
use crate::facts::Facts;
use crate::figures::MeasureFigure;
use pmg_core::basis::{Basis, Setting};
use pmg_core::checks;
use pmg_core::checks::rules::correction_unexplained::{self, Unexplained};
use pmg_core::cycle::{ERRATA, Erratum, Unit};
use pmg_core::edition::EditionNumber;
use pmg_core::finding::Finding;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::place::Place;

pub use chapter::{put_first, separately};

/// What an earlier edition of the year printed.
#[derive(Debug)]
pub struct Before {
    /// Which edition.
    pub number: EditionNumber,
    /// The day on which it appeared; `None` if the program did not keep it itself.
    pub date: Option<Date>,
    /// Its figures.
    pub figures: Earlier,
    /// The status of each intervention in each municipality; `None` if that was not kept.
    pub statuses: Option<Statuses>,
    /// Its sentences, in reading order; `None` if they were not kept.
    pub sentences: Option<Vec<Said>>,
}

/// A status in words, by the code of the intervention and the municipality.
pub type Statuses = BTreeMap<(String, MunicipalityCode), String>;

/// What is otherwise than an earlier edition had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The edition that had it otherwise.
    pub before: EditionNumber,
    /// The day on which it appeared, if that is known.
    pub date: Option<Date>,
    /// The figures, in the order of the questionnaire.
    pub figures: Vec<FigureCorrection>,
    /// The statuses of interventions, in the order of the questionnaire.
    pub statuses: Vec<StatusCorrection>,
    /// The sentences, in reading order.
    pub sentences: Vec<SentenceCorrection>,
}

/// A figure that an earlier edition had otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureCorrection {
    /// The intervention that it is about.
    pub intervention: String,
    /// What is counted.
    pub question: String,
    /// The measure.
    pub measure: String,
    /// Whose number it is; `None` for the total.
    pub municipality: Option<MunicipalityCode>,
    /// What that edition said.
    pub before: String,
    /// What is said now.
    pub now: String,
}

/// A status that an earlier edition had otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusCorrection {
    /// The code of the intervention.
    pub code: String,
    /// Its name.
    pub intervention: String,
    /// The municipality.
    pub municipality: MunicipalityCode,
    /// What that edition said; `None` if it said nothing.
    pub before: Option<String>,
    /// What is said now.
    pub now: Option<String>,
}

/// A sentence that an earlier edition had otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentenceCorrection {
    /// The sentence as that edition had it; `None` if it is new.
    pub before: Option<String>,
    /// The sentence as it is now, with what it rests on; `None` if it is gone.
    pub now: Option<Vec<Inline>>,
    /// The chapter that it stands in now; empty if it is gone.
    pub chapter: String,
    /// The municipalities that it speaks of, then or now.
    pub about: BTreeSet<MunicipalityCode>,
}

/// Where nothing was told, and nothing is.
const NO_NUMBER: &str = "geen getal";
/// For a number that is not small, but would give away one that is.
const WITHHELD: &str = "niet getoond";

/// What is otherwise than each of the earlier editions had it, the last one first; none for one that says the same.
#[must_use]
pub fn corrections(document: &Document, facts: &Facts, earlier: &[Before]) -> Vec<Correction> {
    let now = chapters(document);
    let corrections = earlier.iter().rev().map(|before| Correction {
        before: before.number,
        date: before.date,
        figures: figures(&before.figures, facts),
        statuses: before.statuses.as_ref().map(|then| statuses(then, facts)).unwrap_or_default(),
        sentences: before.sentences.as_ref().map(|then| changes(then, &now)).unwrap_or_default(),
    });
    let says_more = |it: &Correction| {
        !(it.figures.is_empty() && it.statuses.is_empty() && it.sentences.is_empty())
    };
    corrections.filter(says_more).collect()
}

/// The statuses that are otherwise than then.
fn statuses(then: &Statuses, facts: &Facts) -> Vec<StatusCorrection> {
    let mut found = Vec::new();
    for intervention in facts.questionnaire.interventions() {
        let by_status = facts.figures.interventions.get(&intervention.code);
        let now: BTreeMap<&MunicipalityCode, &str> = by_status
            .into_iter()
            .flatten()
            .flat_map(|(status, who)| who.iter().map(move |who| (who, status.word())))
            .collect();
        let of_it = then.iter().filter(|((code, _), _)| *code == intervention.code);
        let then: BTreeMap<&MunicipalityCode, &str> =
            of_it.map(|((_, who), status)| (who, status.as_str())).collect();
        let all: BTreeSet<&&MunicipalityCode> = then.keys().chain(now.keys()).collect();
        for who in all {
            let [before, is] = [&then, &now].map(|it| it.get(*who).map(|it| (*it).to_owned()));
            if before != is {
                found.push(StatusCorrection {
                    code: intervention.code.clone(),
                    intervention: intervention.name.clone(),
                    municipality: (*who).clone(),
                    before,
                    now: is,
                });
            }
        }
    }
    found
}

/// The figures that everybody can read otherwise than then.
fn figures(before: &Earlier, facts: &Facts) -> Vec<FigureCorrection> {
    let then: BTreeMap<&str, &EarlierMeasure> = before
        .series
        .iter()
        .filter_map(|series| match (series.now.as_slice(), series.measures.as_slice()) {
            ([code], [measure]) => Some((code.as_str(), measure)),
            _ => None,
        })
        .collect();
    let mut found = Vec::new();
    for intervention in facts.questionnaire.interventions() {
        for measure in &intervention.measures {
            let Some(then) = then.get(measure.code.as_str()) else { continue };
            let mut compare =
                |municipality: Option<&MunicipalityCode>, before: String, now: String| {
                    if before != now {
                        found.push(FigureCorrection {
                            intervention: intervention.name.clone(),
                            question: measure.question.clone(),
                            measure: measure.code.clone(),
                            municipality: municipality.cloned(),
                            before,
                            now,
                        });
                    }
                };
            let unit = &measure.unit;
            compare(None, total_then(then, unit), total_now(&measure.code, unit, facts));
            let figure = facts.figures.measures.get(&measure.code);
            let now = figure.into_iter().flat_map(|it| it.all().map(|each| &each.municipality));
            let all: BTreeSet<&MunicipalityCode> =
                then.contributions.keys().chain(then.beside.keys()).chain(now).collect();
            for who in all {
                let now = value_now(&measure.code, who, unit, facts);
                compare(Some(who), value_then(then, who, unit, facts), now);
            }
        }
    }
    found
}

fn total_then(then: &EarlierMeasure, unit: &Unit) -> String {
    match then.sum {
        Some(sum) => unit.number(sum),
        None if then.contributions.is_empty() => NO_NUMBER.to_owned(),
        None => WITHHELD.to_owned(),
    }
}

fn total_now(code: &str, unit: &Unit, facts: &Facts) -> String {
    let sum = facts.figures.measures.get(code).and_then(MeasureFigure::sum);
    match (sum, facts.disclosure.sum(code)) {
        (None, _) => NO_NUMBER.to_owned(),
        (Some(sum), Shown::Published) => unit.number(sum),
        (Some(_), _) => WITHHELD.to_owned(),
    }
}

fn value_then(then: &EarlierMeasure, who: &MunicipalityCode, unit: &Unit, facts: &Facts) -> String {
    let given = then.contributions.get(who).or_else(|| then.beside.get(who));
    match given {
        None => NO_NUMBER.to_owned(),
        Some(Some(value)) => unit.number(*value),
        Some(None) if then.small.contains(who) => less(facts),
        Some(None) => WITHHELD.to_owned(),
    }
}

fn value_now(code: &str, who: &MunicipalityCode, unit: &Unit, facts: &Facts) -> String {
    let given = facts.figures.measures.get(code).and_then(|figure| figure.of(who));
    let value: Option<Decimal> = given.map(|given| given.value);
    match (value, facts.disclosure.of(code, who)) {
        (None, _) => NO_NUMBER.to_owned(),
        (Some(value), Shown::Published) => unit.number(value),
        (Some(_), Shown::PrimarySuppressed) => less(facts),
        (Some(_), Shown::SecondarySuppressed) => WITHHELD.to_owned(),
    }
}

/// The words in place of a small number.
fn less(facts: &Facts) -> String {
    facts.instead(Shown::PrimarySuppressed).unwrap_or_default()
}

/// The sentences that are otherwise. That an edition appears in another month is no correction.
fn changes(before: &[Said], now: &[Chapter<'_>]) -> Vec<SentenceCorrection> {
    let all = || now.iter().flat_map(|it| it.sentences.iter().map(move |said| (it, said)));
    let said = |(_, it): (&Chapter<'_>, &Sentence<'_>)| Said {
        text: it.text.clone(),
        bases: it.bases.iter().map(ToString::to_string).collect(),
    };
    let after: Vec<Said> = all().map(said).collect();
    let month = Basis::Setting(Setting::Publication).to_string();
    let is_month = |it: &SentenceChange| it.bases.iter().eq([&month]);
    let changes = changed_sentences(before, &after).into_iter();
    let changes = changes.filter(|it| !is_month(it));
    let one = |it: SentenceChange| {
        let found = it.after.as_ref().and_then(|text| all().find(|(_, said)| said.text == *text));
        let about = it.bases.iter().filter_map(|it| it.parse::<Basis>().ok());
        SentenceCorrection {
            before: it.before,
            now: found.map(|(_, said)| said.content.clone()),
            chapter: found.map(|(chapter, _)| chapter.title.clone()).unwrap_or_default(),
            about: about
                .flat_map(|it| it.municipalities().into_iter().cloned().collect::<Vec<_>>())
                .collect(),
        }
    };
    changes.map(one).collect()
}

/// The findings for what an edition corrects without saying why, and for reasons that cannot be printed. It has the number
/// `number`.
#[must_use]
pub fn unexplained(
    corrections: &[Correction],
    number: EditionNumber,
    facts: &Facts,
) -> Vec<Finding> {
    let Some(last) = corrections.first().filter(|it| it.before.next() == number) else {
        return Vec::new();
    };
    let reasons = reasons(facts, number);
    let name = |who| facts.cycle.register.name(who);
    // A number that is hidden now, or was, may be so for the sake of another.
    let less = less(facts);
    let is_told = |it: &&FigureCorrection| {
        [&it.before, &it.now].into_iter().all(|said| *said != less && said != WITHHELD)
    };
    let told = last.figures.iter().filter(is_told).filter_map(|it| it.municipality.as_ref());
    let told: BTreeSet<&MunicipalityCode> =
        told.chain(last.statuses.iter().map(|it| &it.municipality)).collect();
    let named: BTreeSet<&MunicipalityCode> =
        reasons.iter().filter_map(|(_, it)| it.municipality.as_ref()).collect();
    let find = |fault: Unexplained<'_>| {
        let place = Place::file(ERRATA);
        correction_unexplained::find(number, last.before, fault, place)
    };
    if reasons.is_empty() {
        return vec![find(Unexplained::Whole)];
    }
    let mut findings: Vec<Finding> =
        told.difference(&named).map(|who| find(Unexplained::Of(who, name(who)))).collect();
    // Whose hidden number changed, must not be told by naming who corrected something.
    let seen = |who: &MunicipalityCode| {
        told.contains(who)
            || last.figures.iter().any(|it| it.municipality.as_ref() == Some(who))
            || last.sentences.iter().any(|it| it.about.contains(who))
    };
    let unseen = named.iter().filter(|who| !seen(who));
    findings.extend(unseen.map(|who| find(Unexplained::Unseen(who, name(who)))));
    let personal = reasons.iter().filter_map(|(_, it)| checks::personal_detail(&it.because));
    findings.extend(personal.map(|(_, detail)| find(Unexplained::Personal(&detail))));
    findings
}

/// The reasons for the corrections in an edition, each with its place in `errata.toml`.
fn reasons(facts: &Facts, number: EditionNumber) -> Vec<(usize, &Erratum)> {
    let errata = facts.cycle.errata.iter().enumerate();
    errata.filter(|(_, it)| it.edition == number).collect()
}
