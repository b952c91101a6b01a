//! Adds to the model what earlier editions printed, and what follows from that together with this edition.
//!
//! **Earlier editions of the same year.** A hidden number is taken to be the number of now, as every reader takes it.
//! So first 110 of four municipalities and now 117 of five leave 7 for the fifth. That assumption fails in two ways:
//!
//! - *A correction that shows*: what was said of the number cannot be true of it now (it was small, and is 0 or 12 now;
//!   or it is gone). The sum of then holds with the number of then: a variable of its own, within what was said of it.
//! - *A correction that does not show*: the sum of then does not come out with the numbers of now. It tells others
//!   nothing that they can use, but whoever made the correction still knows the number of then and can subtract it. If
//!   what was hidden then was kept, the equation uses the true numbers of then; if not, all that was hidden stays so.
//!
//! In a sum that a preview showed, nobody sees a correction. Whoever made it can add the difference to the sum of then,
//! so the equation is taken to hold with the numbers of now.
//!
//! **Editions of earlier years.** A measure that counts on includes all persons of the years before. So this year's
//! number minus an earlier one is an increase: 53 now and 50 then leave 3. What an earlier year hid becomes a
//! variable within the bounds of what was said of it. Where its value was not kept, it gets one that fits: only the
//! equations and the bounds count for an attacker, who does not know it either.

use std::collections::BTreeMap;

use pmg_core::municipality::MunicipalityCode;
use pmg_core::questionnaire::Questionnaire;

use super::earlier::{EarlierMeasure, Series, Then};
use super::fit::{self, fitting, in_table};
use super::model::{Cell, Model, member, nobodys};
use super::system::{FREE, Source, Variable, What};

/// A number that an edition hid and that becomes a variable of its own.
struct Gap<'e> {
    municipality: &'e MunicipalityCode,
    /// What the edition said of it: the least and the most that it can be, both included.
    bounds: (i64, i64),
    /// Whether it is in the sum of then.
    is_counted: bool,
    /// The true value, if it was kept.
    truth: Option<i64>,
}

impl<'a> Model<'a> {
    /// Adds what one earlier edition tells, by its index.
    pub(super) fn edition(&mut self, edition: usize, questionnaire: &Questionnaire) {
        let earlier = self.earlier;
        let Some(printed) = earlier.get(edition) else { return };
        let persons_count_on = |code: &String| {
            let measure = questionnaire.measure(code);
            measure.is_some_and(|measure| measure.cumulative && measure.unit.is_sensitive())
        };
        // Of the same year only measures with the same question can be held together; over years, those that count on.
        for series in &printed.series {
            match (&*series.now, &*series.measures) {
                ([code], [before])
                    if printed.years_before == 0 && self.cells.contains_key(code.as_str()) =>
                {
                    self.same_year(edition, code, before);
                }
                // Everybody who was counted under the old codes is counted under one of the new ones now.
                (codes, _) if printed.years_before > 0 && codes.iter().all(persons_count_on) => {
                    self.earlier_year(edition, series);
                }
                _ => {}
            }
        }
    }

    /// Adds the sum of an earlier edition of the same year, over the numbers that it hid. See the head of this file for
    /// the assumptions that are tried in turn.
    fn same_year(&mut self, edition: usize, code: &str, before: &EarlierMeasure) {
        let Some(sum) = before.hidden_sum() else { return };
        // First as every reader does: a number of which the same can be said now is the same.
        let (members, gaps, left) = self.then_and_now(code, before, sum, |_, _| true);
        let bounds: Vec<_> = gaps.iter().map(|gap| gap.bounds).collect();
        if let Some(values) = fitting(left, &bounds) {
            // If one number alone was corrected, it follows from the sum; of several only what they are together.
            let is_known = gaps.len() == 1;
            return self.sum_of_then(edition, code, members, gaps.iter().zip(values), is_known);
        }
        if before.is_sum_alone() {
            // Whoever made the correction knows by how much, and so what the sum is over the numbers of now.
            let values = bounds.iter().map(|bounds| bounds.0);
            return self.sum_of_then(edition, code, members, gaps.iter().zip(values), false);
        }
        // Somebody corrected a number without a trace. What was kept tells who, and what each of them gave then.
        let is_same = |municipality: &_, value| before.true_value(municipality) == Some(value);
        let (members, gaps, left) = self.then_and_now(code, before, sum, is_same);
        let truth: Option<Vec<i64>> = gaps.iter().map(|gap| gap.truth).collect();
        match truth.filter(|truth| truth.iter().sum::<i64>() == left) {
            Some(values) => self.sum_of_then(edition, code, members, gaps.iter().zip(values), true),
            None => self.keep_hidden(code, before),
        }
    }

    /// Divides the hidden numbers of an edition. Returns those that are taken to be the numbers of now, as members of
    /// an equation; the others, as gaps; and what the gaps come to, given what all hidden ones come to (`sum`).
    ///
    /// A number counts as that of now if what was said of it then can be true now and `is_same` agrees.
    fn then_and_now<'e>(
        &self,
        code: &str,
        before: &'e EarlierMeasure,
        sum: i64,
        is_same: impl Fn(&MunicipalityCode, i64) -> bool,
    ) -> (Vec<(usize, i64)>, Vec<Gap<'e>>, i64) {
        let mut left = sum;
        let (mut members, mut gaps) = (Vec::new(), Vec::new());
        // Each is the number of now, if that can be, or a gap.
        for municipality in before.hidden() {
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

    /// Adds the sum of an edition over numbers of now (`members`) and numbers of then (`gaps`, each with a value). The
    /// owners of the gaps count as insiders only if `is_known`: if the values are certain and not made up.
    fn sum_of_then<'e>(
        &mut self,
        edition: usize,
        code: &str,
        mut members: Vec<(usize, i64)>,
        gaps: impl Iterator<Item = (&'e Gap<'e>, i64)>,
        is_known: bool,
    ) {
        // A number of then is still somebody's: where it may be small, it is protected as one of now.
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

    /// Hides without a choice all that an edition hid of a measure. Somebody corrected a number, and it is not known
    /// who: with its old number it still knows what the others came to, so each of these that is shown helps it to
    /// subtract.
    fn keep_hidden(&mut self, code: &str, before: &EarlierMeasure) {
        // What is known for good (a zero, or a number printed since) cannot be hidden again.
        for municipality in before.hidden() {
            if let Some(Cell::Variable(variable)) = self.cell(code, municipality) {
                let variable = &mut self.system.variables[variable];
                (variable.hidden, variable.cost) = (true, None);
            }
        }
    }

    /// Returns what an edition said of a number that it hid, as bounds. If it said nothing, the number was not zero.
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

    /// Returns whether a gap may be small, as far as the edition told.
    fn may_be_small(&self, code: &str, gap: &Gap<'_>) -> bool {
        self.is_sensitive(code) && gap.bounds.0 < i64::from(self.rule.threshold)
    }

    /// Returns the variable for a gap, with this value; its flags are for the caller to set.
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

    /// Adds what an edition of an earlier year tells of measures that count on.
    ///
    /// What was counted then is in this year's number as well: in the sum of several if the question was split, and
    /// several of then are in one of now if questions were merged. So the increase is never below zero.
    fn earlier_year(&mut self, edition: usize, series: &'a Series) {
        // Gather by municipality what was printed; the hidden ones follow, as variables.
        let mut then: BTreeMap<&'a MunicipalityCode, Vec<Then>> = BTreeMap::new();
        for before in &series.measures {
            for municipality in before.contributions.keys().chain(before.beside.keys()) {
                let printed = before.printed(municipality).map(Then::Printed);
                then.entry(municipality).or_default().extend(printed);
            }
        }
        self.hidden_then(edition, series, &mut then);
        // Two increases for each municipality: from then to now, and from an older year to then. The second can be
        // small as well, and it bounds what one of the two years hid.
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

    /// Adds a variable for each number that an earlier year hid, and the sums of then over these. Adds the variables
    /// to `then`, too. If their values were not kept, finds some that fit: together never more than the municipality
    /// gave now.
    fn hidden_then(
        &mut self,
        edition: usize,
        series: &'a Series,
        then: &mut BTreeMap<&'a MunicipalityCode, Vec<Then>>,
    ) {
        let Some(code) = series.now.first() else { return };
        // One row for each measure of then; several if questions were merged.
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
                // A number beside the sum has a cell in the row as well, so the row must come to more by as much.
                let beside =
                    gaps.iter().zip(&cells).filter(|((of, gap), _)| *of == row && !gap.is_counted);
                Some(before.hidden_sum()? + beside.map(|(_, cell)| cell.bounds.0).sum::<i64>())
            })
            .collect();
        let (mut values, mut fits) = in_table(cells, &sums, room);
        // What was kept is better than what fits: the owners know it, and so are insiders.
        let truth: Option<Vec<i64>> = gaps.iter().map(|(_, gap)| gap.truth).collect();
        let is_kept = truth.is_some();
        if let Some(truth) = truth {
            values = truth;
            fits = series.measures.iter().map(|before| before.sum.is_some()).collect();
        }
        let mut rows: Vec<Vec<(usize, i64)>> = vec![Vec::new(); sums.len()];
        // Each is a variable that rests on what was hidden, and sensitive if it may have been small.
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
        // A sum that no values fit contradicts what came later: somebody corrected a number, so it tells nothing.
        for (members, _) in rows.into_iter().zip(fits).filter(|(_, fits)| *fits) {
            self.system.equate(Source::Earlier { edition, measure: code.clone() }, members);
        }
    }

    /// Returns the numbers that an edition hid of a measure: those in the sum first, then those beside it.
    fn gaps(&self, code: &str, before: &'a EarlierMeasure) -> Vec<Gap<'a>> {
        let gap = |municipality, is_counted| Gap {
            municipality,
            bounds: self.bounds_before(code, before, municipality),
            is_counted,
            truth: before.true_value(municipality),
        };
        let counted = before.hidden().map(|municipality| gap(municipality, true));
        let beside = before.beside.iter().filter(|(_, value)| value.is_none());
        let beside = beside.map(|(municipality, _)| gap(municipality, false));
        counted.chain(beside).collect()
    }

    /// Returns the gaps as cells of a table with a row for each measure, and by how much the numbers of each
    /// municipality may exceed their lowest values together. `then` holds what was printed.
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
            // Of one measure it was no less than in a year before that. Of merged ones only their sum was, which no
            // cell can say.
            let older = self.older(edition, series, gap.municipality);
            let older = older.filter(|_| series.measures.len() == 1);
            let older = older.map(|(_, then)| self.together(then)).filter(|older| *older <= high);
            // No sum says anything of a number beside it, so its lowest value will do.
            let high = if gap.is_counted { high } else { low };
            let owner =
                owners.binary_search(&gap.municipality).expect("each gap has its owner there");
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
            // A number that is lower now than it must have been was corrected, and does not limit what it was then.
            let room = self.sum_of(&now) - least;
            if now.is_empty() || room < 0 { i64::MAX } else { room }
        });
        let room = room.collect();
        (cells, room)
    }

    /// Returns the last edition of any year before that of `edition`, and what it said of the same numbers; `None` if
    /// there is none.
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

    /// Returns what numbers of then come to, with the values of their variables for those that were hidden.
    fn together(&self, then: &[Then]) -> i64 {
        let each = then.iter().map(|then| match then {
            Then::Printed(value) => *value,
            Then::Hidden(variable) => self.system.variables[*variable].value,
        });
        each.sum()
    }

    /// Adds the increase of a municipality's number since an edition (`since`, which said `then`), up to now or up to a
    /// later edition: `value` is what it had come to by that time, `members` the variables in it.
    fn growth(
        &mut self,
        since: usize,
        series: &Series,
        municipality: &MunicipalityCode,
        (value, mut members): (i64, Vec<(usize, i64)>),
        then: &[Then],
    ) {
        // A number that fell was corrected. Since nil, the increase is the number itself, which is protected already.
        let growth = value - self.together(then);
        let was_nil = then.iter().all(|then| matches!(then, Then::Printed(0)));
        let Some(code) = series.now.first().filter(|_| growth >= 0 && !was_nil) else { return };
        members.extend(hidden_of(then, -1));
        let source = Source::Increase { edition: since, measure: code.clone() };
        let (measure, municipality) = (code.clone(), municipality.clone());
        let what = What::Increase { measure, municipality, edition: since };
        self.difference(members, what, growth, true, source);
    }

    /// Returns the cells of a municipality for these measures, without those for which it gave no number.
    fn cells_of<'c>(
        &self,
        codes: &'c [String],
        municipality: &MunicipalityCode,
    ) -> Vec<(&'c String, Cell)> {
        codes.iter().filter_map(|code| Some((code, self.cell(code, municipality)?))).collect()
    }

    /// Returns what these numbers come to now.
    fn sum_of(&self, cells: &[(&String, Cell)]) -> i64 {
        cells.iter().map(|(_, cell)| self.value(*cell)).sum()
    }
}

/// Returns the hidden numbers of then as members of an equation, all with this sign.
fn hidden_of(then: &[Then], sign: i64) -> Vec<(usize, i64)> {
    let hidden = then.iter().filter_map(|then| match then {
        Then::Printed(_) => None,
        Then::Hidden(variable) => Some((*variable, sign)),
    });
    hidden.collect()
}

/// Returns these cells as members of an equation, without those that are known for good.
fn members(cells: &[(&String, Cell)]) -> Vec<(usize, i64)> {
    cells.iter().filter_map(|(_, cell)| member(*cell)).collect()
}
