//! Reduces the printed sums to equations over hidden numbers that share as few numbers as possible.
//!
//! Everybody can subtract the printed numbers of a sum from it; what is left is an equation over the hidden ones. If
//! all members of one equation are in another as well, the difference of the two says the rest: with a + b + c = 60 now
//! and a + b = 40 in an earlier edition, c = 20. So a number stands in fewer equations, and its moves are simpler.

use std::collections::{BTreeMap, BTreeSet};

use super::super::system::{Row, System};

/// A printed sum over hidden numbers, perhaps less other such sums.
#[derive(Debug, Clone)]
pub(super) struct Equation {
    /// Index of the row of the system that it comes from.
    pub(super) row: usize,
    /// The hidden variables with their signs.
    pub(super) members: BTreeMap<usize, i64>,
    /// What the members come to, which everybody knows.
    pub(super) total: i64,
}

/// For each variable the indices of the equations that it stands in.
pub(super) type Places = Vec<Vec<usize>>;

/// Returns the printed sums over hidden numbers, with those that lie within another one subtracted from it.
pub(super) fn equations(system: &System, hidden: &[bool]) -> Vec<Equation> {
    let value = |variable: usize| system.variables[variable].value;
    let rows = system.rows.iter().enumerate().filter(|(_, row)| row.source.is_sum());
    let printed = |(row, each): (usize, &Row)| {
        let members = each.members.iter().copied().filter(|(each, _)| hidden[*each]);
        let members: BTreeMap<usize, i64> = members.collect();
        // A hidden sum tells nothing.
        let is_printed = !members.keys().any(|each| system.variables[*each].is_sum());
        let total = members.iter().map(|(each, sign)| sign * value(*each)).sum();
        (is_printed && !members.is_empty()).then_some(Equation { row, members, total })
    };
    let mut all: Vec<Equation> = rows.filter_map(printed).collect();
    // The smallest first, so that whatever can lie within an equation is there before it.
    all.sort_by_key(|equation| equation.members.len());
    let mut places: Places = vec![Vec::new(); hidden.len()];
    let mut reduced: Vec<Equation> = Vec::new();
    // Take off each equation what lies within it.
    for mut equation in all {
        let others = equation.members.keys().flat_map(|each| &places[*each]).copied();
        let others: BTreeSet<usize> = others.collect();
        // The largest first: what is in it need not be taken off again.
        for other in others.into_iter().rev().map(|other| &reduced[other]) {
            let mut members = other.members.iter();
            if members.all(|(each, sign)| equation.members.get(each) == Some(sign)) {
                equation.members.retain(|each, _| !other.members.contains_key(each));
                equation.total -= other.total;
            }
        }
        // The same sum as others together: it says nothing more.
        if equation.members.is_empty() {
            continue;
        }
        for each in equation.members.keys() {
            places[*each].push(reduced.len());
        }
        reduced.push(equation);
    }
    reduced
}

/// Returns for each of `numbers` variables the equations that it stands in.
pub(super) fn places(equations: &[Equation], numbers: usize) -> Places {
    let mut places: Places = vec![Vec::new(); numbers];
    for (index, equation) in equations.iter().enumerate() {
        for variable in equation.members.keys() {
            places[*variable].push(index);
        }
    }
    places
}
