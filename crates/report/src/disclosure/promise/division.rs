//! Divides the years by how large the numbers are that need no protection, in steps.
//!
//! The choice of what is hidden may rest on the step that a large number lies in, but not on the number itself: so every
//! year in the same steps finds the same bounds.

use super::super::system::Variable;
use super::bounds::LARGE;
use super::equations::Places;
use super::groups::{Group, Role, Search};

impl Search<'_> {
    /// Divides the years by how large those numbers of a group are that need no protection, in steps of this size. Of
    /// a pair only the lesser: the relation draws the greater along.
    pub(super) fn divide(&mut self, group: &Group, role: Role, places: &Places, size: i64) {
        let pair = match role {
            Role::Free => None,
            Role::Pair { less, more, .. } if !self.is_sensitive(less) => Some((less, more)),
            // A bound group is narrow already; a pair whose lesser is small must be able to move.
            _ => return,
        };
        // What must be able to move keeps its whole range, and the step of what is not known here cannot be told.
        for each in group.numbers.iter().copied() {
            let Variable { value, is_unknown, .. } = self.system.variables[each];
            let is_divided = !places[each].is_empty()
                && !is_unknown
                && !self.wide.contains(&each)
                && !self.is_sensitive(each)
                && pair.is_none_or(|(less, _)| each == less);
            if is_divided && size < LARGE {
                self.lie_in_step(each, value, size);
            }
        }
        if pair.is_some() {
            self.propagate(group);
        }
    }

    /// Divides the years by how large all given hidden numbers are that cannot be small, in steps of this size.
    pub(super) fn divide_all(&mut self, places: &Places, size: i64) {
        // First what relations say, which draws the ranges closer that are divided.
        for group in self.groups(places) {
            self.propagate(&group);
        }
        for each in (0..self.hidden.len()).filter(|each| self.hidden[*each]) {
            let Variable { value, is_unknown, .. } = self.system.variables[each];
            let is_large = self.system.variables[each].is_given() && !self.is_sensitive(each);
            if is_large && !is_unknown && !places[each].is_empty() {
                self.lie_in_step(each, value, size);
            }
        }
    }

    /// Divides the range of a number in steps of this size, and sets its bounds to the step of its value. The first
    /// and the last step take in what is left of a step beside them, so that none is shorter than `size`, unless the
    /// whole range is: of 10 to 70 in steps of 16 these are 10 to 31, 32 to 47 and 48 to 70.
    pub(super) fn lie_in_step(&mut self, each: usize, value: i64, size: i64) {
        let (low, high) = self.bounds[each];
        let step = |value: i64| value.div_euclid(size);
        let first = step(low + size - 1);
        let last = step(high + 1) - 1;
        let at = step(value).min(last).max(first);
        let from = if at == first { low } else { at * size };
        let to = if at >= last { high } else { (at + 1) * size - 1 };
        self.bounds[each] = (from, to);
    }
}
