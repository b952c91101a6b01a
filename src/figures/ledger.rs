use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Serialize, Serializer};

use crate::checks::Accepted;
use crate::cycle::{Cycle, MeasureKind};
use crate::municipality::MunicipalityCode;
use crate::place::Place;
use crate::workbook::SourceFile;

use super::{ChoiceFigure, Contribution, Figures, MeasureFigure};

#[derive(Serialize)]
struct Ledger<'a> {
    schema: u8,
    year: i16,
    reference_date: String,
    notice: Option<&'a str>,
    participants: usize,
    respondents: usize,
    returned: usize,
    measures: BTreeMap<&'a str, MeasureEntry<'a>>,
    interventions: BTreeMap<&'a str, BTreeMap<&'static str, Vec<&'a MunicipalityCode>>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    choices: &'a BTreeMap<String, ChoiceFigure>,
    sources: Vec<&'a SourceFile>,
}

#[derive(Serialize)]
struct MeasureEntry<'a> {
    unit: &'a str,
    kind: MeasureKind,
    sum: Option<Number>,
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
    value: Number,
    reference_date: Option<String>,
    remark: Option<&'a str>,
    place: &'a Place,
}

/// A decimal as a JSON number: whole where it is whole.
struct Number(Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.fract().is_zero().then(|| self.0.to_i64()).flatten() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.0.to_f64().unwrap_or(f64::NAN)),
        }
    }
}

/// The ledger, `cijfers.json`: every figure with its contributions, as bytes of JSON.
#[must_use]
pub fn ledger(figures: &Figures, accepted: &Accepted, cycle: &Cycle) -> Vec<u8> {
    let ledger = Ledger {
        schema: 1,
        year: cycle.settings.year,
        reference_date: cycle.settings.reference_date.to_string(),
        notice: cycle.settings.notice.as_deref(),
        participants: figures.participants.len(),
        respondents: figures.respondents.len(),
        returned: figures.returned.len(),
        measures: figures
            .measures
            .iter()
            .map(|(code, each)| (code.as_str(), entry(each)))
            .collect(),
        interventions: interventions(figures),
        choices: &figures.choices,
        sources: accepted.iter().map(|each| &each.file).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&ledger).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn entry(figure: &MeasureFigure) -> MeasureEntry<'_> {
    MeasureEntry {
        unit: &figure.measure.unit.plural,
        kind: figure.measure.kind,
        sum: figure.sum().map(Number),
        municipalities: figure.contributions.len(),
        unknown: figure.unknown.len(),
        not_applicable: figure.not_applicable.len(),
        missing: figure.missing.len(),
        contributions: figure.contributions.iter().map(contribution).collect(),
        not_counted: figure.not_counted.iter().map(contribution).collect(),
    }
}

fn contribution(each: &Contribution) -> ContributionEntry<'_> {
    ContributionEntry {
        municipality: &each.municipality,
        value: Number(each.value),
        reference_date: each.reference_date.map(|date| date.to_string()),
        remark: each.remark.as_deref(),
        place: &each.place,
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
