//! What earlier editions printed, and what they hid.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use pmg_core::municipality::MunicipalityCode;

use super::system::whole;

/// What an earlier edition printed, or the previews of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Its name as findings give it, such as `uitgave van 5 juni 2024`.
    pub name: String,
    /// How many years its year lies before this one: 0 if it is an earlier edition of the same year.
    pub years_before: u16,
    /// What it printed, without measures that are no longer asked.
    pub series: Vec<Series>,
}

/// Measures of an earlier edition, with the measures that count the same persons now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Codes of the measures of now: several if the question was split.
    pub now: Vec<String>,
    /// What was printed of the measures of then: several if questions were merged.
    pub measures: Vec<EarlierMeasure>,
}

impl Earlier {
    /// Returns all measures of the edition.
    pub(super) fn all(&self) -> impl Iterator<Item = &EarlierMeasure> {
        self.series.iter().flat_map(|series| &series.measures)
    }

    /// Returns what it printed of a measure; `None` if the measure is new, or was split or merged since.
    pub(super) fn measure(&self, code: &str) -> Option<&EarlierMeasure> {
        self.series.iter().find_map(|series| match (&*series.now, &*series.measures) {
            ([now], [measure]) if now == code => Some(measure),
            _ => None,
        })
    }
}

/// What an earlier edition printed of a measure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EarlierMeasure {
    /// The sum; `None` if it was hidden or there was none.
    pub sum: Option<Decimal>,
    /// The numbers in the sum; `None` for one that was hidden. A zero is never hidden.
    pub contributions: BTreeMap<MunicipalityCode, Option<Decimal>>,
    /// The numbers that are not in the sum, because the intervention did not run there; `None` for one that was hidden.
    pub beside: BTreeMap<MunicipalityCode, Option<Decimal>>,
    /// The municipalities whose number was printed as less than the threshold: primary suppression.
    pub small: BTreeSet<MunicipalityCode>,
    /// The municipalities whose number was not shown, though it is not small: secondary suppression.
    pub withheld: BTreeSet<MunicipalityCode>,
    /// The true values of the hidden numbers; empty if the team did not keep them.
    pub truth: BTreeMap<MunicipalityCode, Decimal>,
}

impl EarlierMeasure {
    /// Returns the number that was printed of a municipality, in the sum or beside it; `None` if there was none or it
    /// was hidden.
    pub(super) fn printed(&self, municipality: &MunicipalityCode) -> Option<i64> {
        let given = self.contributions.get(municipality).or_else(|| self.beside.get(municipality));
        given.copied().flatten().map(whole)
    }

    /// Returns the true value of a hidden number; `None` if it was not kept.
    pub(super) fn true_value(&self, municipality: &MunicipalityCode) -> Option<i64> {
        self.truth.get(municipality).map(|value| whole(*value))
    }

    /// Returns the municipalities whose number was in the sum and was hidden.
    pub(super) fn hidden(&self) -> impl Iterator<Item = &MunicipalityCode> {
        let hidden = self.contributions.iter().filter(|(_, value)| value.is_none());
        hidden.map(|(municipality, _)| municipality)
    }

    /// Returns what the hidden numbers come to: the sum less what was printed; `None` if the sum was hidden, too.
    pub(super) fn hidden_sum(&self) -> Option<i64> {
        let shown = self.contributions.values().flatten().map(|value| whole(*value));
        Some(whole(self.sum?) - shown.sum::<i64>())
    }

    /// Returns whether the sum was printed and nothing told of the numbers in it, as a preview does. A correction of
    /// one of them cannot be seen by others then.
    pub(super) fn is_sum_alone(&self) -> bool {
        self.sum.is_some()
            && self.contributions.values().all(Option::is_none)
            && self.small.is_empty()
            && self.withheld.is_empty()
    }
}

/// What an edition said of a municipality's number.
#[derive(Debug, Clone, Copy)]
pub(super) enum Then {
    /// The value that was printed.
    Printed(i64),
    /// The index of the variable for a number that was hidden.
    Hidden(usize),
}

/// What editions of earlier years said of numbers that count on: by the codes of now and the municipality, a list of
/// the index of an edition and what it said, the oldest first.
pub(super) type Past<'a> = BTreeMap<(&'a [String], &'a MunicipalityCode), Vec<(usize, Vec<Then>)>>;
