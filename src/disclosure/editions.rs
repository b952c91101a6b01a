//! What earlier editions have printed already, and what follows from it together with this one.
//!
//! A hidden number of an earlier edition of the same year is taken to be what it is now. Where the
//! sum of that edition does not come out that way, somebody corrected a hidden number: the equation
//! then tells nothing that is true for all, and is left out. But whoever made the correction still
//! knows the number of then and can subtract it; so what that edition hid of the measure stays
//! hidden. What a year before hid is not known here; it gets a value that fits, because only the
//! equations count, and what that edition said of it: that it was small, or that it was not.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::municipality::MunicipalityCode;
use crate::questionnaire::Questionnaire;

use super::model::{Cell, Model, member, nobodys, whole};
use super::system::{FREE, Source, Variable, What};

/// What an earlier edition printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// What it is called: `uitgave van 5 juni 2024`.
    pub name: String,
    /// Whether it is of a year before; else an earlier edition of the same year.
    pub year_before: bool,
    /// What it printed of each measure, by the code that the measure has now.
    pub measures: BTreeMap<String, EarlierMeasure>,
    /// What it printed of measures that are several now, by their codes now.
    pub splits: BTreeMap<Vec<String>, EarlierMeasure>,
}

impl Earlier {
    /// Everything that it printed of measures.
    pub(super) fn all(&self) -> impl Iterator<Item = &EarlierMeasure> {
        self.measures.values().chain(self.splits.values())
    }
}

/// What an earlier edition printed of a measure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EarlierMeasure {
    /// The sum; none where it was not printed.
    pub sum: Option<Decimal>,
    /// The numbers that were in the sum; none where it was not printed, which a zero always is.
    pub contributions: BTreeMap<MunicipalityCode, Option<Decimal>>,
    /// The numbers beside the sum, of an intervention that did not run; none where it was not printed.
    pub beside: BTreeMap<MunicipalityCode, Option<Decimal>>,
    /// Whose number it printed as less than the threshold.
    pub small: BTreeSet<MunicipalityCode>,
    /// Whose number it did not print, though it is not small.
    pub withheld: BTreeSet<MunicipalityCode>,
}

impl Model<'_> {
    /// Adds what one earlier edition tells.
    pub(super) fn edition(&mut self, edition: usize, questionnaire: &Questionnaire) {
        let earlier = self.earlier;
        let Some(printed) = earlier.get(edition) else { return };
        let counts_on =
            |code: &String| questionnaire.measure(code).is_some_and(|measure| measure.counts_on);
        for (code, before) in &printed.measures {
            if printed.year_before && counts_on(code) {
                self.year_before(edition, std::slice::from_ref(code), before);
            } else if !printed.year_before && self.cells.contains_key(code.as_str()) {
                self.same_year(edition, code, before);
            }
        }
        // Whoever was counted under the old code is counted under one of the new ones now.
        for (codes, before) in &printed.splits {
            if printed.year_before && codes.iter().all(counts_on) {
                self.year_before(edition, codes, before);
            }
        }
    }

    /// The sum of an earlier edition over what it hid.
    fn same_year(&mut self, edition: usize, code: &str, before: &EarlierMeasure) {
        let Some(mut left) = hidden_sum(before) else { return };
        let (mut members, mut gone) = (Vec::new(), Vec::new());
        for municipality in hidden(before) {
            match self.cell(code, municipality) {
                Some(cell) => {
                    left -= self.value(cell);
                    members.extend(member(cell));
                }
                None => gone.push(municipality),
            }
        }
        let bounds: Vec<_> = gone.iter().map(|who| self.bounds_before(before, who)).collect();
        let Some(values) = fitting(left, &bounds) else { return self.keep_hidden(code, before) };
        // Of one that is gone its number follows; of more only what they are together.
        let alone = gone.len() == 1;
        for ((municipality, value), bounds) in gone.into_iter().zip(values).zip(bounds) {
            let before = Variable {
                is_target: alone && self.is_small(value),
                owner: self.owner(municipality),
                is_unknown: !alone,
                bounds,
                ..before_of(code, municipality, edition, value)
            };
            members.push((self.system.add(before), 1));
        }
        let measure = code.to_owned();
        self.system.equate(Source::Earlier { edition, measure }, members);
    }

    /// After a correction: what an edition hid of a measure is hidden again.
    fn keep_hidden(&mut self, code: &str, before: &EarlierMeasure) {
        for municipality in hidden(before) {
            if let Some(Cell::Variable(variable)) = self.cell(code, municipality) {
                let variable = &mut self.system.variables[variable];
                (variable.hidden, variable.cost) = (true, None);
            }
        }
    }

    /// What everybody knows of a number that an edition hid.
    fn bounds_before(
        &self,
        before: &EarlierMeasure,
        municipality: &MunicipalityCode,
    ) -> (i64, i64) {
        let threshold = i64::from(self.rule.threshold);
        if before.small.contains(municipality) {
            (1, threshold - 1)
        } else if before.withheld.contains(municipality) {
            (threshold, FREE)
        } else {
            (1, FREE)
        }
    }

    /// What was counted up to the year before is in this year's number, too; or in the sum of several, where
    /// the question was split.
    fn year_before(&mut self, edition: usize, codes: &[String], before: &EarlierMeasure) {
        for municipality in before.contributions.keys().chain(before.beside.keys()) {
            let cells = self.cells_of(codes, municipality);
            let (Some(value), Some((code, _))) = (before.printed(municipality), cells.first())
            else {
                continue;
            };
            let growth = self.sum_of(&cells) - value;
            if growth < 0 || value == 0 {
                continue;
            }
            let source = Source::Earlier { edition, measure: (*code).clone() };
            let (measure, municipality) = ((*code).clone(), municipality.clone());
            let what = What::Growth { measure, municipality, edition };
            self.difference(members(&cells), what, growth, true, source);
        }
        self.hidden_year_before(edition, codes, before);
    }

    /// The sum of the year before over what it hid, of which each is at most what it is now.
    fn hidden_year_before(&mut self, edition: usize, codes: &[String], before: &EarlierMeasure) {
        let Some(code) = codes.first() else { return };
        let source = || Source::Earlier { edition, measure: code.clone() };
        let Some(sum) = hidden_sum(before) else { return };
        let (mut then, mut limits) = (Vec::new(), Vec::new());
        for municipality in hidden(before) {
            let (low, high) = self.bounds_before(before, municipality);
            let cells = self.cells_of(codes, municipality);
            let now = self.sum_of(&cells);
            // One that is lower now than it must have been was corrected: it says nothing of then.
            let cells = Some(cells).filter(|cells| !cells.is_empty() && now >= low);
            limits.push((low, if cells.is_some() { now.min(high) } else { high }));
            then.push((municipality, cells, (low, high)));
        }
        let Some(values) = fitting(sum, &limits) else { return };
        let mut all = Vec::new();
        for ((municipality, cells, bounds), value) in then.into_iter().zip(values) {
            let was = Variable {
                is_target: !before.withheld.contains(municipality),
                is_unknown: true,
                owner: self.owner(municipality),
                bounds,
                ..before_of(code, municipality, edition, value)
            };
            let was = self.system.add(was);
            all.push((was, 1));
            if let Some(cells) = cells {
                let room = self.sum_of(&cells) - value;
                let mut pair = vec![(was, -1)];
                pair.extend(members(&cells));
                let what = What::Room(code.clone(), municipality.clone());
                self.difference(pair, what, room, false, source());
            }
        }
        self.system.equate(source(), all);
    }

    /// What a municipality gave for each of these measures, where it gave something.
    fn cells_of<'c>(
        &self,
        codes: &'c [String],
        municipality: &MunicipalityCode,
    ) -> Vec<(&'c String, Cell)> {
        codes.iter().filter_map(|code| Some((code, self.cell(code, municipality)?))).collect()
    }

    /// What these numbers are together.
    fn sum_of(&self, cells: &[(&String, Cell)]) -> i64 {
        cells.iter().map(|(_, cell)| self.value(*cell)).sum()
    }
}

/// These numbers as members of an equation, as far as they are not known for good.
fn members(cells: &[(&String, Cell)]) -> Vec<(usize, i64)> {
    cells.iter().filter_map(|(_, cell)| member(*cell)).collect()
}

impl EarlierMeasure {
    /// The number that was printed of a municipality, in the sum or beside it.
    pub(super) fn printed(&self, municipality: &MunicipalityCode) -> Option<i64> {
        let given = self.contributions.get(municipality).or_else(|| self.beside.get(municipality));
        given.copied().flatten().map(whole)
    }
}

/// Whose number was in the sum of an edition and was not printed.
fn hidden(before: &EarlierMeasure) -> impl Iterator<Item = &MunicipalityCode> {
    let hidden = before.contributions.iter().filter(|(_, value)| value.is_none());
    hidden.map(|(municipality, _)| municipality)
}

/// What the hidden numbers of an edition are together; none where its sum was hidden, too.
fn hidden_sum(before: &EarlierMeasure) -> Option<i64> {
    let shown = before.contributions.values().flatten().map(|value| whole(*value));
    Some(whole(before.sum?) - shown.sum::<i64>())
}

fn before_of(code: &str, municipality: &MunicipalityCode, edition: usize, value: i64) -> Variable {
    let (measure, municipality) = (code.to_owned(), municipality.clone());
    let what = What::Before { measure, municipality, edition };
    Variable { what, value, ..nobodys() }
}

/// Numbers within these bounds that add up to `sum`; none where there are no such numbers.
fn fitting(sum: i64, bounds: &[(i64, i64)]) -> Option<Vec<i64>> {
    let mut left = sum - bounds.iter().map(|(low, _)| low).sum::<i64>();
    if left < 0 || bounds.iter().any(|(low, high)| low > high) {
        return None;
    }
    let mut values = Vec::new();
    for (low, high) in bounds {
        let more = left.min(high - low);
        values.push(low + more);
        left -= more;
    }
    (left == 0).then_some(values)
}
