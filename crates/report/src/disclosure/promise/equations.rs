//! The printed sums over hidden numbers, so that as few as can be have a number in common.

use std::collections::{BTreeMap, BTreeSet};

use super::super::system::{Row, System};

/// A printed sum over hidden numbers, or the difference of two.
#[derive(Debug, Clone)]
pub(super) struct Equation {
    pub(super) row: usize,
    pub(super) members: BTreeMap<usize, i64>,
    pub(super) total: i64,
}

/// For each number the equations that it stands in.
pub(super) type Places = Vec<Vec<usize>>;

/// The printed sums over what is hidden; of two where one has all that the other has, what is left of it.
pub(super) fn equations(system: &System, hidden: &[bool]) -> Vec<Equation> {
    let value = |variable: usize| system.variables[variable].value;
    let rows = system.rows.iter().enumerate().filter(|(_, row)| row.source.is_sum());
    let printed = |(row, each): (usize, &Row)| {
        let members = each.members.iter().copied().filter(|(each, _)| hidden[*each]);
        let members: BTreeMap<usize, i64> = members.collect();
        let is_printed = !members.keys().any(|each| system.variables[*each].is_sum());
        let total = members.iter().map(|(each, sign)| sign * value(*each)).sum();
        (is_printed && !members.is_empty()).then_some(Equation { row, members, total })
    };
    let mut all: Vec<Equation> = rows.filter_map(printed).collect();
    all.sort_by_key(|equation| equation.members.len());
    let mut places: Places = vec![Vec::new(); hidden.len()];
    let mut reduced: Vec<Equation> = Vec::new();
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

/// In which of these sums each of so many numbers stands.
pub(super) fn places(equations: &[Equation], numbers: usize) -> Places {
    let mut places: Places = vec![Vec::new(); numbers];
    for (index, equation) in equations.iter().enumerate() {
        for variable in equation.members.keys() {
            places[*variable].push(index);
        }
    }
    places
}
