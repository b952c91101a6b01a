//! Compares the figures of two builds.
//!
//! In: two `cijfers.json`, of which [`Ledger`] reads only what is compared. Out: a [`FigureChange`] for each figure
//! that differs, with the answers that made the difference.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Deserialize;

use pmg_core::dutch;
use pmg_core::edition::Edition;
use pmg_core::place::{Cell, Place};
use pmg_core::series::Series;

/// The figures of a build, as far as they are compared.
#[derive(Debug, Clone, Deserialize)]
pub struct Ledger {
    /// The year of the build; `None` in a file from before the year was written down.
    #[serde(default)]
    pub year: Option<i16>,
    /// For whom the build is, by its code; `None` in a file from before that was written down.
    #[serde(default)]
    edition: Option<String>,
    measures: BTreeMap<String, Measure>,
    interventions: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

#[derive(Debug, Clone, Deserialize)]
struct Measure {
    unit: String,
    sum: Option<Decimal>,
    municipalities: usize,
    unknown: usize,
    missing: usize,
    contributions: Vec<Given>,
    not_counted: Vec<Given>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Given {
    municipality: String,
    value: Option<Decimal>,
    reference_date: Option<String>,
    place: Written,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Written {
    file: String,
    sheet: Option<String>,
    cell: Option<String>,
}

/// The text in place of last year's number if the question has changed.
const BROKEN: &str = "niet te vergelijken: de vraag is veranderd (was-wordt.toml)";

/// A figure that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureChange {
    /// Code of the measure or the intervention.
    pub code: String,
    /// The figure before, in words: `576 jongeren van 6 gemeenten`.
    pub before: String,
    /// The figure after, in words.
    pub after: String,
    /// The answers that make the difference, in the order of municipality codes.
    pub answers: Vec<AnswerChange>,
}

/// An answer that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerChange {
    /// CBS code of the municipality.
    pub municipality: String,
    /// The answer before; `None` if it gave nothing that counts.
    pub before: Option<String>,
    /// The answer after; `None` if it gives nothing that counts.
    pub after: Option<String>,
    /// File and cell of the new answer, or of the old one if there is no new one; `None` for a status.
    pub place: Option<String>,
}

impl Ledger {
    /// Whether it is for everybody, so that small numbers are hidden in it.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.edition.as_deref() == Some(Edition::Final.code())
    }

    /// The same figures under the codes of a later year. Codes that end keep their own.
    pub(super) fn under(&self, series: &Series) -> Self {
        let mut ledger = self.clone();
        let moved = |codes: &[String]| -> Option<Vec<&Measure>> {
            codes.iter().map(|code| self.measures.get(code)).collect()
        };
        let renamed = series.same.iter().filter(|(now, before)| **before != [(*now).clone()]);
        let renamed: Vec<_> = renamed.collect();
        let broken = series.broken.iter().flat_map(|(now, before)| before.iter().chain([now]));
        for code in renamed.iter().flat_map(|(_, before)| *before).chain(broken) {
            ledger.measures.remove(code);
            if let Some(intervention) = intervention_of(code) {
                ledger.interventions.remove(intervention);
            }
        }
        for (now, before) in renamed {
            if let Some(measures) = moved(before) {
                ledger.measures.insert(now.clone(), together(&measures));
            }
            let statuses =
                intervention_of(now).zip(before.first().and_then(|it| intervention_of(it)));
            if let Some((now, before)) = statuses
                && let Some(by_status) = self.interventions.get(before)
            {
                ledger.interventions.insert(now.to_owned(), by_status.clone());
            }
        }
        ledger
    }
}

/// The intervention whose status has this code; `None` for any other code.
pub(super) fn intervention_of(code: &str) -> Option<&str> {
    code.strip_suffix(".status")
}

/// One measure in the place of several: the sum for each municipality that gave a number for all of them.
fn together(measures: &[&Measure]) -> Measure {
    let [first, rest @ ..] = measures else { unreachable!("a code goes on with at least one") };
    let mut whole = (*first).clone();
    for part in rest {
        whole.contributions.retain_mut(|given| {
            let other = part.contributions.iter().find(|it| it.municipality == given.municipality);
            given.value = other.and_then(|other| Some(given.value? + other.value?));
            other.is_some()
        });
        whole.sum = whole.contributions.iter().map(|given| given.value).sum();
        whole.municipalities = whole.contributions.len();
        whole.not_counted.clear();
    }
    whole
}

/// The figures that differ.
pub(super) fn changes(
    before: &Ledger,
    after: &Ledger,
    series: Option<&Series>,
    money: &BTreeSet<&str>,
) -> Vec<FigureChange> {
    let broken = |code: &str| series.is_some_and(|series| series.broken.contains_key(code));
    let was = |code: &str| {
        let series = series?;
        let before = series.same.get(code).or_else(|| series.broken.get(code))?;
        (*before != [code.to_owned()]).then(|| before.join(" + "))
    };
    let codes: BTreeSet<&String> = before.measures.keys().chain(after.measures.keys()).collect();
    let measures = codes
        .into_iter()
        .filter_map(|code| {
            measure(code, before.measures.get(code), after.measures.get(code), money)
        })
        .map(|mut change| {
            if broken(&change.code) {
                BROKEN.clone_into(&mut change.before);
                change.answers.clear();
            }
            change
        });
    let codes: BTreeSet<&String> =
        before.interventions.keys().chain(after.interventions.keys()).collect();
    let interventions = codes.into_iter().filter_map(|code| {
        intervention(code, before.interventions.get(code), after.interventions.get(code))
    });
    let mut changes: Vec<FigureChange> = measures.chain(interventions).collect();
    changes.sort_by(|one, other| one.code.cmp(&other.code));
    for change in &mut changes {
        if let Some(before) = was(&change.code) {
            change.code = format!("{} (was {before})", change.code);
        }
    }
    changes
}

fn measure(
    code: &str,
    before: Option<&Measure>,
    after: Option<&Measure>,
    money: &BTreeSet<&str>,
) -> Option<FigureChange> {
    let given = |measure: Option<&Measure>| -> BTreeMap<String, (String, String)> {
        let Some(measure) = measure else { return BTreeMap::new() };
        let is_money = measure.is_money(money);
        let counted = measure.contributions.iter().map(|each| (each, ""));
        let others = measure.not_counted.iter().map(|each| (each, ", niet meegeteld"));
        let line = |(each, note): (&Given, &str)| {
            (each.municipality.clone(), (each.description(is_money) + note, each.place.address()))
        };
        counted.chain(others).map(line).collect()
    };
    let answers = answers(&given(before), &given(after));
    let [before, after] = [before, after].map(|measure| {
        measure.map_or_else(|| "niet gevraagd".to_owned(), |it| it.description(money))
    });
    let differs = before != after || !answers.is_empty();
    differs.then(|| FigureChange { code: code.to_owned(), before, after, answers })
}

/// Municipality codes by status.
type ByStatus = BTreeMap<String, Vec<String>>;

fn intervention(
    code: &str,
    before: Option<&ByStatus>,
    after: Option<&ByStatus>,
) -> Option<FigureChange> {
    let given = |by_status: Option<&ByStatus>| -> BTreeMap<String, (String, String)> {
        let all = by_status.into_iter().flatten();
        let each = all.flat_map(|(status, who)| who.iter().map(move |code| (code, status)));
        each.map(|(code, status)| (code.clone(), (status.clone(), String::new()))).collect()
    };
    let answers = answers(&given(before), &given(after));
    let counts = |by_status: Option<&ByStatus>| {
        let all = by_status.into_iter().flatten();
        let counts: Vec<String> =
            all.map(|(status, who)| format!("{status} {}", who.len())).collect();
        if counts.is_empty() { "nergens".to_owned() } else { counts.join(", ") }
    };
    (!answers.is_empty()).then(|| FigureChange {
        code: code.to_owned(),
        before: counts(before),
        after: counts(after),
        answers,
    })
}

/// The answers that differ. An answer comes as its text and its place.
fn answers(
    before: &BTreeMap<String, (String, String)>,
    after: &BTreeMap<String, (String, String)>,
) -> Vec<AnswerChange> {
    let municipalities: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let change = |municipality: &String| {
        let (old, new) = (before.get(municipality), after.get(municipality));
        let place = new.or(old).map(|(_, place)| place.clone());
        let [old, new] = [old, new].map(|answer| answer.map(|(shown, _)| shown.clone()));
        (old != new).then(|| AnswerChange {
            municipality: municipality.clone(),
            before: old,
            after: new,
            place: place.filter(|place| !place.is_empty()),
        })
    };
    municipalities.into_iter().filter_map(change).collect()
}

impl Measure {
    fn is_money(&self, money: &BTreeSet<&str>) -> bool {
        money.contains(&*self.unit)
    }

    /// The sum in words, and how many municipalities gave a number.
    fn description(&self, money: &BTreeSet<&str>) -> String {
        let concerned = self.municipalities + self.unknown + self.missing;
        let unit = &self.unit;
        let sum = match self.sum {
            Some(sum) if self.is_money(money) => dutch::euros_in_full(sum),
            Some(sum) => format!("{} {unit}", dutch::digits(sum)),
            None => format!("geen getal {unit}"),
        };
        format!("{sum}, opgave van {} van {concerned}", self.municipalities)
    }
}

impl Written {
    /// The place as Excel writes it.
    fn address(&self) -> String {
        let cell = self.cell.as_deref().and_then(Cell::parse);
        let place = match (&self.sheet, cell) {
            (Some(sheet), Some(cell)) => Place::cell(&self.file, sheet, cell),
            _ => Place::file(&self.file),
        };
        place.to_string()
    }
}

impl Given {
    /// The number in words, with its own reference date if it has one.
    fn description(&self, is_money: bool) -> String {
        let number = if is_money { dutch::euros_in_full } else { dutch::digits };
        let value = self.value.map_or_else(|| "niet getoond".to_owned(), number);
        match &self.reference_date {
            Some(date) => format!("{value} (peildatum {date})"),
            None => value,
        }
    }
}
