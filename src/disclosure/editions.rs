//! What earlier editions have printed already, and what follows from it together with this one.
//!
//! A hidden number of an earlier edition of the same year is taken to be what it is now. Where the
//! sum of that edition does not come out that way, somebody corrected a hidden number: the equation
//! then tells nothing that is true, and is left out. What a year before hid is not known here; it
//! gets a value that fits, because only the equations count.

use std::collections::BTreeMap;

use crate::municipality::MunicipalityCode;
use crate::questionnaire::Questionnaire;

use super::EarlierMeasure;
use super::model::{Cell, Model, member, nobodys, whole};
use super::system::{FREE, Source, Variable, What};

impl Model<'_> {
    /// Adds what one earlier edition tells.
    pub(super) fn edition(&mut self, edition: usize, questionnaire: &Questionnaire) {
        let earlier = self.earlier;
        let Some(printed) = earlier.get(edition) else { return };
        for (code, before) in &printed.measures {
            let counts_on = questionnaire.measure(code).is_some_and(|measure| measure.counts_on);
            match (printed.year_before, self.cells.contains_key(code.as_str())) {
                (false, true) => self.same_year(edition, code, before),
                (true, true) if counts_on => self.year_before(edition, code, before),
                _ => {}
            }
        }
    }

    /// The sum of an earlier edition over what it hid.
    fn same_year(&mut self, edition: usize, code: &str, before: &EarlierMeasure) {
        let Some(mut left) = hidden_sum(before) else { return };
        let hidden = before.contributions.iter().filter(|(_, value)| value.is_none());
        let (mut members, mut gone) = (Vec::new(), Vec::new());
        for (municipality, _) in hidden {
            match self.cell(code, municipality) {
                Some(cell) => {
                    left -= self.value(cell);
                    members.extend(member(cell));
                }
                None => gone.push(municipality),
            }
        }
        let others = i64::try_from(gone.len()).unwrap_or(FREE) - 1;
        let corrected = if gone.is_empty() { left != 0 } else { left <= others };
        if corrected {
            return;
        }
        // Of one that is gone its number follows; of more only what they are together.
        for (index, municipality) in gone.iter().enumerate() {
            let value = if index == 0 { left - others } else { 1 };
            let alone = others == 0;
            let before = Variable {
                is_target: alone && self.is_small(value),
                owner: self.owner(municipality),
                is_unknown: !alone,
                ..before_of(code, municipality, edition, value)
            };
            members.push((self.system.add(before), 1));
        }
        let measure = code.to_owned();
        self.system.equate(Source::Earlier { edition, measure }, members);
    }

    /// What was counted up to the year before is in this year's number, too.
    fn year_before(&mut self, edition: usize, code: &str, before: &EarlierMeasure) {
        let earlier = || Source::Earlier { edition, measure: code.to_owned() };
        for (municipality, value) in &before.contributions {
            let (Some(value), Some(cell)) = (value, self.cell(code, municipality)) else {
                continue;
            };
            let growth = self.value(cell) - whole(*value);
            if growth < 0 || value.is_zero() {
                continue;
            }
            let (measure, municipality) = (code.to_owned(), municipality.clone());
            let what = What::Growth { measure, municipality, edition };
            self.difference(member(cell).into_iter().collect(), what, growth, true, earlier());
        }
        let Some(sum) = hidden_sum(before) else { return };
        let hidden = before.contributions.iter().filter(|(_, value)| value.is_none());
        let cells = hidden.map(|(municipality, _)| (municipality, self.cell(code, municipality)));
        let cells: BTreeMap<&MunicipalityCode, Option<Cell>> = cells.collect();
        let limits = cells.values().map(|cell| cell.map_or(FREE, |cell| self.value(cell)));
        let Some(values) = fitting(sum, &limits.collect::<Vec<_>>()) else { return };
        let mut members = Vec::new();
        for ((municipality, cell), value) in cells.into_iter().zip(values) {
            let was = Variable {
                is_target: true,
                is_unknown: true,
                owner: self.owner(municipality),
                ..before_of(code, municipality, edition, value)
            };
            let was = self.system.add(was);
            members.push((was, 1));
            if let Some(cell) = cell {
                let room = self.value(cell) - value;
                let mut pair = vec![(was, -1)];
                pair.extend(member(cell));
                let what = What::Room(code.to_owned(), municipality.clone());
                self.difference(pair, what, room, false, earlier());
            }
        }
        self.system.equate(earlier(), members);
    }
}

/// What the hidden numbers of an edition are together; none where its sum was hidden, too.
fn hidden_sum(before: &EarlierMeasure) -> Option<i64> {
    let shown = before.contributions.values().flatten().map(|value| whole(*value));
    Some(whole(before.sum?) - shown.sum::<i64>())
}

fn before_of(code: &str, municipality: &MunicipalityCode, edition: usize, value: i64) -> Variable {
    let (measure, municipality) = (code.to_owned(), municipality.clone());
    let what = What::Before { measure, municipality, edition };
    Variable { what, value, bounds: (1, FREE), ..nobodys() }
}

/// Numbers from 1 up to these limits that add up to `sum`; none where there are no such numbers.
fn fitting(sum: i64, limits: &[i64]) -> Option<Vec<i64>> {
    let mut left = sum - i64::try_from(limits.len()).ok()?;
    if left < 0 || limits.iter().any(|limit| *limit < 1) {
        return None;
    }
    let mut values = Vec::new();
    for limit in limits {
        let more = left.min(limit - 1);
        values.push(1 + more);
        left -= more;
    }
    (left == 0).then_some(values)
}
