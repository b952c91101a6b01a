//! What earlier editions have printed already, and what follows from it together with this one.
//!
//! A number that an earlier edition of the same year hid is taken to be what it is now, unless what was said of
//! it then cannot be true of it now: a small one that is 0 or large, a large one that is small, one that is
//! gone. Somebody corrected it, for all to see; the sum of then holds with the number of then, which lies
//! between what was said of it. Where the sum does not come out all the same, somebody corrected a hidden
//! number that still looks as it did: the equation then tells nothing that is true for all, and is left out. But
//! whoever made the correction still knows the number of then and can subtract it; so what that edition hid of
//! the measure stays hidden.
//!
//! Of a sum that was shown by itself, a correction cannot be seen at all. Whoever made it can add to the sum of then
//! what came to its number; so the equation is taken to hold with the numbers of now.
//!
//! What an earlier year hid is not known here; it gets a value that fits, because only the equations count, and
//! what that edition said of it: that it was small, or that it was not.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use pmg_core::municipality::MunicipalityCode;
use pmg_core::questionnaire::Questionnaire;

use super::fit::{self, fitting, in_table};
use super::model::{Cell, Model, member, nobodys, whole};
use super::shown::is_sum_alone;
use super::system::{FREE, Source, Variable, What};

/// What an earlier edition printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// What it is called: `uitgave van 5 juni 2024`.
    pub name: String,
    /// How many years before this one its year is; none where it is an earlier edition of the same year.
    pub years_before: u16,
    /// What it printed, as far as it is still asked.
    pub series: Vec<Series>,
}

/// What an edition printed of measures, and the measures that count the same persons now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The codes of now: several where the question was split.
    pub now: Vec<String>,
    /// What was printed: of several measures where questions were merged.
    pub measures: Vec<EarlierMeasure>,
}

impl Earlier {
    /// Everything that it printed of measures.
    pub(super) fn all(&self) -> impl Iterator<Item = &EarlierMeasure> {
        self.series.iter().flat_map(|series| &series.measures)
    }

    /// What it printed of one measure that is still asked as it was.
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
    /// What a hidden number was, as the team keeps it; empty where it did not keep it.
    pub truth: BTreeMap<MunicipalityCode, Decimal>,
}

/// What an edition said of a municipality's number.
#[derive(Debug, Clone, Copy)]
pub(super) enum Then {
    Printed(i64),
    /// The variable of a number that was hidden.
    Hidden(usize),
}

/// What editions of earlier years said of numbers that count on, the oldest first: by the codes of now and the
/// municipality.
pub(super) type Past<'a> = BTreeMap<(&'a [String], &'a MunicipalityCode), Vec<(usize, Vec<Then>)>>;

/// A number that was hidden, between what was said of it.
struct Gap<'e> {
    municipality: &'e MunicipalityCode,
    bounds: (i64, i64),
    /// Whether the sum of then has it.
    is_counted: bool,
    /// What it was, where that was kept.
    truth: Option<i64>,
}

impl<'a> Model<'a> {
    /// Adds what one earlier edition tells.
    pub(super) fn edition(&mut self, edition: usize, questionnaire: &Questionnaire) {
        let earlier = self.earlier;
        let Some(printed) = earlier.get(edition) else { return };
        let persons_count_on = |code: &String| {
            let measure = questionnaire.measure(code);
            measure.is_some_and(|measure| measure.cumulative && measure.unit.is_sensitive())
        };
        for series in &printed.series {
            match (&*series.now, &*series.measures) {
                ([code], [before])
                    if printed.years_before == 0 && self.cells.contains_key(code.as_str()) =>
                {
                    self.same_year(edition, code, before);
                }
                // Whoever was counted under the old codes is counted under one of the new ones now.
                (codes, _) if printed.years_before > 0 && codes.iter().all(persons_count_on) => {
                    self.earlier_year(edition, series);
                }
                _ => {}
            }
        }
    }

    /// The sum of an earlier edition over what it hid.
    ///
    /// What was said of a number can still be true of it: then it is taken to be the same, as every reader does. Where
    /// the sum does not come out that way somebody corrected a number, and by what was kept of that edition it is known who.
    fn same_year(&mut self, edition: usize, code: &str, before: &EarlierMeasure) {
        let Some(sum) = hidden_sum(before) else { return };
        let (members, gaps, left) = self.then_and_now(code, before, sum, |_, _| true);
        let bounds: Vec<_> = gaps.iter().map(|gap| gap.bounds).collect();
        if let Some(values) = fitting(left, &bounds) {
            // Of one alone its number follows; of more only what they are together.
            let is_known = gaps.len() == 1;
            return self.sum_of_then(edition, code, members, gaps.iter().zip(values), is_known);
        }
        if is_sum_alone(before) {
            // Whoever made the correction knows by how much, and so what the sum is over the numbers of now.
            let values = bounds.iter().map(|bounds| bounds.0);
            return self.sum_of_then(edition, code, members, gaps.iter().zip(values), false);
        }
        let is_same = |municipality: &_, value| before.true_value(municipality) == Some(value);
        let (members, gaps, left) = self.then_and_now(code, before, sum, is_same);
        let truth: Option<Vec<i64>> = gaps.iter().map(|gap| gap.truth).collect();
        match truth.filter(|truth| truth.iter().sum::<i64>() == left) {
            Some(values) => self.sum_of_then(edition, code, members, gaps.iter().zip(values), true),
            None => self.keep_hidden(code, before),
        }
    }

    /// The hidden numbers of an edition that are those of now, the others, and what these are together.
    fn then_and_now<'e>(
        &self,
        code: &str,
        before: &'e EarlierMeasure,
        sum: i64,
        is_same: impl Fn(&MunicipalityCode, i64) -> bool,
    ) -> (Vec<(usize, i64)>, Vec<Gap<'e>>, i64) {
        let mut left = sum;
        let (mut members, mut gaps) = (Vec::new(), Vec::new());
        for municipality in hidden(before) {
            let bounds = self.bounds_before(code, before, municipality);
            let as_said =
                |value: i64| (bounds.0..=bounds.1).contains(&value) && is_same(municipality, value);
            let cell = self.cell(code, municipality).filter(|cell| as_said(self.value(*cell)));
            if let Some(cell) = cell {
                left -= self.value(cell);
                members.extend(member(cell));
            } else {
                let truth = before.true_value(municipality);
                gaps.push(Gap { municipality, bounds, is_counted: true, truth });
            }
        }
        (members, gaps, left)
    }

    /// Adds the sum of an edition over numbers of now and others of then.
    fn sum_of_then<'e>(
        &mut self,
        edition: usize,
        code: &str,
        mut members: Vec<(usize, i64)>,
        gaps: impl Iterator<Item = (&'e Gap<'e>, i64)>,
        is_known: bool,
    ) {
        for (gap, value) in gaps {
            let before = Variable {
                is_target: self.may_be_small(code, gap) && (!is_known || self.is_small(value)),
                is_unknown: !is_known,
                rests_on_hidden: !is_known,
                ..self.before(code, gap, edition, value)
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
        code: &str,
        before: &EarlierMeasure,
        municipality: &MunicipalityCode,
    ) -> (i64, i64) {
        let threshold = i64::from(self.rule.threshold);
        if !self.is_sensitive(code) {
            (1, FREE)
        } else if before.small.contains(municipality) {
            (1, threshold - 1)
        } else if before.withheld.contains(municipality) {
            (threshold, FREE)
        } else {
            (1, FREE)
        }
    }

    fn may_be_small(&self, code: &str, gap: &Gap<'_>) -> bool {
        self.is_sensitive(code) && gap.bounds.0 < i64::from(self.rule.threshold)
    }

    fn before(&self, code: &str, gap: &Gap<'_>, edition: usize, value: i64) -> Variable {
        let (measure, municipality) = (code.to_owned(), gap.municipality.clone());
        Variable {
            what: What::Previous { measure, municipality, edition },
            value,
            bounds: gap.bounds,
            owner: self.owner(gap.municipality),
            counts_persons: self.may_be_small(code, gap),
            ..nobodys()
        }
    }

    /// What was counted up to an earlier year is in this year's number, too: in the sum of several where the
    /// question was split, and several of them in one where questions were merged.
    fn earlier_year(&mut self, edition: usize, series: &'a Series) {
        let mut then: BTreeMap<&'a MunicipalityCode, Vec<Then>> = BTreeMap::new();
        for before in &series.measures {
            for municipality in before.contributions.keys().chain(before.beside.keys()) {
                let printed = before.printed(municipality).map(Then::Printed);
                then.entry(municipality).or_default().extend(printed);
            }
        }
        self.hidden_then(edition, series, &mut then);
        for (municipality, then) in then {
            let cells = self.cells_of(&series.now, municipality);
            if !cells.is_empty() {
                let now = (self.sum_of(&cells), members(&cells));
                self.growth(edition, series, municipality, now, &then);
            }
            if let Some((since, older)) = self.older(edition, series, municipality).cloned() {
                let now = (self.together(&then), hidden_of(&then, 1));
                self.growth(since, series, municipality, now, &older);
            }
            let past = self.past.entry((&*series.now, municipality)).or_default();
            past.push((edition, then));
        }
    }

    /// The numbers that an earlier year hid, of which those of a municipality are together at most what it gave
    /// now; and the sums.
    fn hidden_then(
        &mut self,
        edition: usize,
        series: &'a Series,
        then: &mut BTreeMap<&'a MunicipalityCode, Vec<Then>>,
    ) {
        let Some(code) = series.now.first() else { return };
        let gaps: Vec<(usize, Gap<'a>)> = series
            .measures
            .iter()
            .enumerate()
            .flat_map(|(row, before)| self.gaps(code, before).into_iter().map(move |it| (row, it)))
            .collect();
        let (cells, room) = self.table(edition, series, &gaps, then);
        let sums: Vec<Option<i64>> = series
            .measures
            .iter()
            .enumerate()
            .map(|(row, before)| {
                // What was printed beside the sum is in its row and not in the sum.
                let beside =
                    gaps.iter().zip(&cells).filter(|((of, gap), _)| *of == row && !gap.is_counted);
                Some(hidden_sum(before)? + beside.map(|(_, cell)| cell.bounds.0).sum::<i64>())
            })
            .collect();
        let (mut values, mut fits) = in_table(cells, &sums, room);
        let truth: Option<Vec<i64>> = gaps.iter().map(|(_, gap)| gap.truth).collect();
        let is_kept = truth.is_some();
        if let Some(truth) = truth {
            values = truth;
            fits = series.measures.iter().map(|before| before.sum.is_some()).collect();
        }
        let mut rows: Vec<Vec<(usize, i64)>> = vec![Vec::new(); sums.len()];
        for ((row, gap), value) in gaps.iter().zip(values) {
            let was = Variable {
                is_target: self.may_be_small(code, gap),
                is_unknown: !is_kept,
                rests_on_hidden: true,
                ..self.before(code, gap, edition, value)
            };
            let was = self.system.add(was);
            then.entry(gap.municipality).or_default().push(Then::Hidden(was));
            if gap.is_counted {
                rows[*row].push((was, 1));
            }
        }
        for (members, _) in rows.into_iter().zip(fits).filter(|(_, fits)| *fits) {
            self.system.equate(Source::Earlier { edition, measure: code.clone() }, members);
        }
    }

    /// The numbers that an edition hid of a measure, in its sum and beside it.
    fn gaps(&self, code: &str, before: &'a EarlierMeasure) -> Vec<Gap<'a>> {
        let gap = |municipality, is_counted| Gap {
            municipality,
            bounds: self.bounds_before(code, before, municipality),
            is_counted,
            truth: before.true_value(municipality),
        };
        let counted = hidden(before).map(|municipality| gap(municipality, true));
        let beside = before.beside.iter().filter(|(_, value)| value.is_none());
        let beside = beside.map(|(municipality, _)| gap(municipality, false));
        counted.chain(beside).collect()
    }

    /// The same as a table with a row for each measure, and the room that each municipality has.
    fn table(
        &self,
        edition: usize,
        series: &'a Series,
        gaps: &[(usize, Gap<'a>)],
        then: &BTreeMap<&'a MunicipalityCode, Vec<Then>>,
    ) -> (Vec<fit::Cell>, Vec<i64>) {
        let mut owners: Vec<&MunicipalityCode> =
            gaps.iter().map(|(_, gap)| gap.municipality).collect();
        owners.sort_unstable();
        owners.dedup();
        let printed = |who: &MunicipalityCode| then.get(who).map_or(0, |then| self.together(then));
        let cell = |(row, gap): &(usize, Gap<'a>)| {
            let (low, high) = gap.bounds;
            // Of one measure, no less than in a year before that.
            let older = self.older(edition, series, gap.municipality);
            let older = older.filter(|_| series.measures.len() == 1);
            let older = older.map(|(_, then)| self.together(then)).filter(|older| *older <= high);
            let high = if gap.is_counted { high } else { low };
            let owner = owners.binary_search(&gap.municipality).unwrap_or_default();
            fit::Cell {
                row: *row,
                owner,
                bounds: (older.map_or(low, |older| older.max(low)), high),
            }
        };
        let cells: Vec<fit::Cell> = gaps.iter().map(cell).collect();
        let room = owners.iter().enumerate().map(|(owner, who)| {
            let now = self.cells_of(&series.now, who);
            let least = cells.iter().filter(|cell| cell.owner == owner);
            let least = printed(who) + least.map(|cell| cell.bounds.0).sum::<i64>();
            // One that is lower now than it must have been was corrected: it says nothing of then.
            let room = self.sum_of(&now) - least;
            if now.is_empty() || room < 0 { i64::MAX } else { room }
        });
        let room = room.collect();
        (cells, room)
    }

    /// What the last edition of a year before that said of the same numbers, and which edition that is.
    fn older(
        &self,
        edition: usize,
        series: &'a Series,
        municipality: &'a MunicipalityCode,
    ) -> Option<&(usize, Vec<Then>)> {
        let year = |edition: usize| self.earlier.get(edition).map_or(0, |it| it.years_before);
        let all = self.past.get(&(&*series.now, municipality))?;
        all.iter().rev().find(|(older, _)| year(*older) > year(edition))
    }

    /// What numbers of then are together, or are taken to be.
    fn together(&self, then: &[Then]) -> i64 {
        let each = then.iter().map(|then| match then {
            Then::Printed(value) => *value,
            Then::Hidden(variable) => self.system.variables[*variable].value,
        });
        each.sum()
    }

    /// Adds what came to the number of a municipality since an edition: up to now, or up to a later edition.
    fn growth(
        &mut self,
        since: usize,
        series: &Series,
        municipality: &MunicipalityCode,
        (value, mut members): (i64, Vec<(usize, i64)>),
        then: &[Then],
    ) {
        let growth = value - self.together(then);
        let was_nil = then.iter().all(|then| matches!(then, Then::Printed(0)));
        let Some(code) = series.now.first().filter(|_| growth >= 0 && !was_nil) else { return };
        members.extend(hidden_of(then, -1));
        let source = Source::Increase { edition: since, measure: code.clone() };
        let (measure, municipality) = (code.clone(), municipality.clone());
        let what = What::Increase { measure, municipality, edition: since };
        self.difference(members, what, growth, true, source);
    }

    /// What a municipality gave for each of these measures, where it gave something.
    fn cells_of<'c>(
        &self,
        codes: &'c [String],
        municipality: &MunicipalityCode,
    ) -> Vec<(&'c String, Cell)> {
        codes.iter().filter_map(|code| Some((code, self.cell(code, municipality)?))).collect()
    }

    /// What these numbers are together now.
    fn sum_of(&self, cells: &[(&String, Cell)]) -> i64 {
        cells.iter().map(|(_, cell)| self.value(*cell)).sum()
    }
}

/// The hidden numbers of then as members of an equation.
fn hidden_of(then: &[Then], sign: i64) -> Vec<(usize, i64)> {
    let hidden = then.iter().filter_map(|then| match then {
        Then::Printed(_) => None,
        Then::Hidden(variable) => Some((*variable, sign)),
    });
    hidden.collect()
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

    /// What a hidden number was, where that was kept.
    fn true_value(&self, municipality: &MunicipalityCode) -> Option<i64> {
        self.truth.get(municipality).map(|value| whole(*value))
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
