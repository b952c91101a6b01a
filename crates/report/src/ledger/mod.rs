//! Writes the ledger, `cijfers.json`: every figure with who contributed what, from which cell.
//!
//! In: the [`Facts`] of a year and for whom it is. Out: bytes of JSON. What the public may read has no small numbers
//! of persons, nothing that they can be worked out from, no remarks and no names of files. Reads back what was
//! published, as far as later editions must know it; and writes and reads back what previews showed of the sums.

mod previewed;
mod published;

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::disclosure::Shown;
use crate::facts::Facts;
use crate::figures::{ChoiceFigure, Contribution, Figures, MeasureFigure};
use pmg_core::cycle::MeasureKind;
use pmg_core::edition::Edition;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::place::Place;
use pmg_core::workbook::SourceFile;

pub use previewed::{PreviewRecord, PreviewedSum, news};
pub use published::read;

#[derive(Serialize)]
struct Ledger<'a> {
    schema: u8,
    edition: &'static str,
    year: i16,
    reference_date: String,
    notice: Option<&'a str>,
    participants: usize,
    respondents: usize,
    returned: usize,
    measures: BTreeMap<&'a str, MeasureEntry<'a>>,
    interventions: BTreeMap<&'a str, BTreeMap<&'static str, Vec<&'a MunicipalityCode>>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    choices: BTreeMap<&'a str, ChoiceFigure>,
    sources: Vec<&'a SourceFile>,
}

#[derive(Serialize)]
struct MeasureEntry<'a> {
    unit: &'a str,
    kind: MeasureKind,
    sum: Option<Number>,
    /// `small` or `withheld` where the sum is suppressed; absent where published.
    #[serde(skip_serializing_if = "Option::is_none")]
    sum_shown: Option<&'static str>,
    municipalities: usize,
    unknown: usize,
    not_applicable: usize,
    missing: usize,
    contributions: Vec<ContributionEntry<'a>>,
    not_counted: Vec<ContributionEntry<'a>>,
}

#[derive(Serialize)]
struct ContributionEntry<'a> {
    municipality: &'a MunicipalityCode,
    value: Option<Number>,
    /// `small` or `withheld` where the value is suppressed; absent where published.
    #[serde(skip_serializing_if = "Option::is_none")]
    shown: Option<&'static str>,
    reference_date: Option<String>,
    remark: Option<&'a str>,
    place: Cow<'a, Place>,
}

/// A decimal as a JSON number; an integer if it is whole.
struct Number(Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.fract().is_zero().then(|| self.0.to_i64()).flatten() {
            Some(whole) => serializer.serialize_i64(whole),
            None => {
                serializer.serialize_f64(self.0.to_f64().expect("every decimal is near some float"))
            }
        }
    }
}

/// The ledger of an edition, as bytes of JSON.
#[must_use]
pub fn write(facts: &Facts, edition: Edition) -> Vec<u8> {
    let Facts { cycle, figures, accepted, .. } = facts;
    let ledger = Ledger {
        schema: 1,
        edition: edition.code(),
        year: cycle.settings.year,
        reference_date: cycle.settings.reference_date.to_string(),
        notice: cycle.settings.notice.as_deref(),
        participants: figures.participants.len(),
        respondents: figures.respondents.len(),
        returned: figures.returned.len(),
        measures: figures
            .measures
            .iter()
            .map(|(code, each)| (code.as_str(), entry(each, facts, edition)))
            .collect(),
        interventions: interventions(figures),
        choices: choices(figures, edition),
        sources: accepted.iter().map(|each| &each.file).filter(|_| edition.is_draft()).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&ledger)
        .expect("a ledger is numbers and text under text keys, all of which JSON can hold");
    bytes.push(b'\n');
    bytes
}

fn entry<'a>(figure: &'a MeasureFigure, facts: &Facts, edition: Edition) -> MeasureEntry<'a> {
    let hidden = hidden(facts.disclosure.sum(&figure.measure.code), edition);
    let numbers = |given: &'a [Contribution]| {
        given.iter().map(|each| contribution(each, figure, facts, edition)).collect()
    };
    MeasureEntry {
        unit: &figure.measure.unit.plural,
        kind: figure.measure.kind,
        sum: figure.sum().filter(|_| hidden.is_none()).map(Number),
        sum_shown: hidden,
        municipalities: figure.contributions.len(),
        unknown: figure.unknown.len(),
        not_applicable: figure.not_applicable.len(),
        missing: figure.missing.len(),
        contributions: numbers(&figure.contributions),
        not_counted: numbers(&figure.not_counted),
    }
}

fn contribution<'a>(
    each: &'a Contribution,
    figure: &MeasureFigure,
    facts: &Facts,
    edition: Edition,
) -> ContributionEntry<'a> {
    let hidden = hidden(facts.disclosure.of(&figure.measure.code, &each.municipality), edition);
    ContributionEntry {
        municipality: &each.municipality,
        value: hidden.is_none().then_some(Number(each.value)),
        shown: hidden,
        reference_date: each.reference_date.map(|date| date.to_string()),
        remark: each.remark.as_deref().filter(|_| edition.is_draft()),
        place: place(&each.place, &each.municipality, edition),
    }
}

/// Where a number stands: for everybody without the name of a file, which may have a person's name in it.
fn place<'a>(
    place: &'a Place,
    municipality: &MunicipalityCode,
    edition: Edition,
) -> Cow<'a, Place> {
    match edition {
        Edition::Draft => Cow::Borrowed(place),
        Edition::Final => Cow::Owned(Place { file: municipality.to_string(), ..place.clone() }),
    }
}

/// What was chosen, with the places that an edition may show.
fn choices(figures: &Figures, edition: Edition) -> BTreeMap<&str, ChoiceFigure> {
    let figure = |figure: &ChoiceFigure| {
        let mut figure = figure.clone();
        for chosen in figure.by_choice.values_mut().flatten() {
            chosen.place = place(&chosen.place, &chosen.municipality, edition).into_owned();
        }
        figure
    };
    figures.choices.iter().map(|(code, each)| (code.as_str(), figure(each))).collect()
}

/// `small` or `withheld` if an edition suppresses the number; `None` if it is published.
fn hidden(shown: Shown, edition: Edition) -> Option<&'static str> {
    match (edition, shown) {
        (Edition::Draft, _) | (_, Shown::Published) => None,
        (Edition::Final, Shown::PrimarySuppressed) => Some("small"),
        (Edition::Final, Shown::SecondarySuppressed) => Some("withheld"),
    }
}

fn interventions(
    figures: &Figures,
) -> BTreeMap<&str, BTreeMap<&'static str, Vec<&MunicipalityCode>>> {
    let by_status = figures.interventions.iter().map(|(code, by_status)| {
        let statuses = by_status.iter().map(|(status, who)| (status.word(), who.iter().collect()));
        (code.as_str(), statuses.collect())
    });
    by_status.collect()
}

/// What a ledger says of figures, without the cells that they stand in: these move when a return is laid out anew. `None` if it
/// is no ledger.
#[must_use]
pub fn figures_in(ledger: &[u8]) -> Option<Value> {
    let mut ledger: Value = serde_json::from_slice(ledger).ok()?;
    let parts = ["measures", "interventions", "choices"].map(|part| ledger[part].take());
    let mut figures = Value::from(parts.to_vec());
    without_places(&mut figures);
    Some(figures)
}

fn without_places(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("place");
            fields.values_mut().for_each(without_places);
        }
        Value::Array(all) => all.iter_mut().for_each(without_places),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_figures_in_other_cells_or_under_another_notice_are_the_same() {
        let ledger = |notice: &str, value: u8, cell: &str| {
            let place = format!(r#"{{"file": "GM0363", "cell": "{cell}"}}"#);
            let given = format!(r#"{{"value": {value}, "place": {place}}}"#);
            format!(
                r#"{{"notice": "{notice}", "measures": {{"a.b": {{"contributions": [{given}]}}}}}}"#
            )
        };
        let figures = |text: String| figures_in(text.as_bytes()).unwrap();
        let before = figures(ledger("", 7, "D13"));
        assert_eq!(before, figures(ledger("verzonnen", 7, "D14")));
        assert_ne!(before, figures(ledger("", 8, "D13")));
        assert_eq!(figures_in(b"geen json"), None);
    }
}
