//! What all predictions start from.

use std::collections::BTreeMap;

use pmg_core::cycle::Cycle;
use pmg_core::suppression::Suppression;

use super::words::count_ways;
use crate::count::{Count, Exact, Given, Measured, ONE};
use crate::error::RecountError;

/// Everything needed to predict what a printed figure must say: recounted numbers, settings, suppression.
pub(crate) struct Expectations<'a> {
    pub(super) count: &'a Count,
    pub(super) cycle: &'a Cycle,
    pub(super) suppression: &'a dyn Suppression,
    pub(super) measures: BTreeMap<String, Measured>,
    /// By measure and municipality.
    pub(super) given: BTreeMap<(String, String), Given>,
}

impl<'a> Expectations<'a> {
    /// Counts all that marked places of this year may say.
    pub(crate) fn of(
        count: &'a Count,
        cycle: &'a Cycle,
        suppression: &'a dyn Suppression,
    ) -> Result<Self, RecountError> {
        let measures = count.measures()?.into_iter().map(|each| (each.measure.clone(), each));
        let given = count.given()?.into_iter();
        let given = given.map(|each| ((each.measure.clone(), each.municipality.clone()), each));
        let (measures, given) = (measures.collect(), given.collect());
        Ok(Self { count, cycle, suppression, measures, given })
    }
}

impl Expectations<'_> {
    /// The year.
    pub(crate) fn cycle(&self) -> &Cycle {
        self.cycle
    }

    /// What is counted of a measure; `None` if there is no such measure.
    pub(crate) fn measure(&self, code: &str) -> Option<&Measured> {
        self.measures.get(code)
    }

    /// What a municipality gave for a measure; `None` if it gave no number.
    pub(super) fn given(&self, measure: &str, municipality: &str) -> Option<&Given> {
        self.given.get(&(measure.to_owned(), municipality.to_owned()))
    }

    /// The counted numbers of a measure, or only that of the municipality `only` if it is not empty.
    pub(super) fn given_of(&self, measure: &str, only: &str) -> impl Iterator<Item = &Given> {
        self.given.values().filter(move |given| {
            let is_asked = only.is_empty() || only == given.municipality;
            given.measure == measure && given.counted && is_asked
        })
    }

    /// All wordings of a count.
    pub(super) fn count_ways(&self, count: usize) -> Vec<String> {
        count_ways(count, self.words_below())
    }

    /// The number below which whole numbers may be words.
    pub(super) fn words_below(&self) -> u8 {
        self.cycle.settings.words_below
    }

    /// Whether it is a small number of persons, which must not be printed whatever `disclosure` decided.
    pub(super) fn is_small(&self, value: Exact, measured: &Measured) -> bool {
        let limit = Exact::from(self.cycle.settings.small_below) * ONE;
        let mut units = self.cycle.definition.units.iter();
        let leads_to_persons =
            units.any(|unit| unit.leads_to_persons && unit.plural == measured.unit);
        let counts_persons = ["personen", "gezinnen"].contains(&measured.unit_kind.as_str());
        (leads_to_persons || counts_persons) && value > 0 && value < limit
    }

    /// What is printed for a small number.
    pub(super) fn less(&self) -> String {
        format!("minder dan {}", self.cycle.settings.small_below)
    }
}
