//! Finds what a choice promises: that enough other years could have been printed the same.
//!
//! An audit is not enough: whoever knows how the program chooses can ask of every other year whether it would have led
//! to the same choice. So a choice is only good if enough years would. A promise describes them by bounds, a lowest and
//! a highest value for each hidden number: every year within the bounds that fulfils the printed sums is promised.
//!
//! The invariant is that each promised year finds the same bounds, and so could be printed the same. Hence bounds may
//! follow from nothing but what is printed, and a *division* of the years: whether an increase is nil, small or
//! neither, and in which step (such as 32 to 47) a large number lies. All years within the bounds fall in the same
//! class of the division. Otherwise it only matters of the true values that they lie within the bounds.
//!
//! Within the bounds each small number must be able to move by the width, whoever looks: what it gains, the others in
//! its sum must be able to lose, without those of the attacker. Let `U` be what all of them are above their lowest
//! values together; the sum gives it. A municipality that is `e` above its own lowest leaves `U - e` for the others.
//! So nobody may be more than `U - width` above its lowest, and likewise nobody more than `D - width` below its
//! highest, where `D` is what all are below their highest. The bounds are drawn closer until this holds. Of 7, 20, 30
//! and 40, which come to 97 and have 1, 10, 10 and 10 as their lowest values, `U` is 97 - 31 = 66, so the 20 may be
//! at most 10 + 66 - 5 = 71. With only one or two numbers beside the 7, no bounds would be left.
//!
//! Numbers of one municipality that hold each other (a small part of a small whole, or a small number after a small one
//! last year) move together, in two sums at once. The difference of these sums is a third one, and then the same is
//! exact (`linked`). Where more sums hold each other, such a municipality counts as no help to others.
//!
//! - `equations` gives the printed sums over hidden numbers.
//! - `groups` finds the numbers of one municipality that relations link, and how they can move.
//! - `sums` draws the bounds closer, with `linked` for two sums that hold each other.

mod bounds;
mod division;
mod equations;
mod groups;
mod linked;
mod promised;
mod sums;

use std::collections::BTreeSet;

use super::rule::Rule;
use super::system::System;

use bounds::LARGE;
pub(super) use bounds::Lack;
use equations::{Places, equations, places};
use groups::Search;
pub(super) use promised::{Interval, Promise};

/// The sizes of steps by which the years are divided where a number is large, tried in this order; [`LARGE`] divides
/// nothing. Where the range of a number begins and ends, a step is up to twice as long.
const SIZES: [i64; 4] = [LARGE, 64, 32, 16];

/// Returns what a choice promises.
///
/// The years may be divided by how large the large numbers are in any of several ways, and the first that works is
/// taken. Each promised year lies in the same step as the true one, so for it that division works as well.
///
/// # Errors
/// Where the choice lacks something: the fewest such places that any division leaves.
pub(super) fn promise(
    system: &System,
    hidden: &[bool],
    rule: Rule,
) -> Result<Promise, BTreeSet<Lack>> {
    let equations = equations(system, hidden);
    let places = places(&equations, hidden.len());
    // First how each group of linked numbers can move, then by steps of each size what the sums leave. If a relation
    // already lacks something, no step within a sum helps.
    let whole = Search::new(system, hidden, rule);
    let (undivided, groups, roles) = whole.clone().grouped(&places);
    let is_possible = undivided.lacks.is_empty();
    let divided = SIZES.iter().filter(|_| is_possible).map(|size| {
        let mut search = undivided.clone();
        for (group, role) in groups.iter().zip(&roles) {
            search.divide(group, *role, &places, *size);
        }
        search.within(equations.clone(), &groups, roles.clone(), &places)
    });
    // The other way round: a relation between numbers in steps may always hold, so that it links nothing, and numbers
    // that else hold each other move by themselves.
    let apart = SIZES.iter().filter(|size| **size < LARGE).filter_map(|size| {
        let mut search = whole.clone();
        search.divide_all(&places, *size);
        let (search, groups, roles) = search.grouped(&places);
        let lacks_none = search.lacks.is_empty();
        lacks_none.then(|| search.within(equations.clone(), &groups, roles, &places))
    });
    // All are lazy: the first success ends it. Without one, few lacks are the easiest to mend.
    let mut fewest = None;
    for found in divided.chain(apart) {
        match found {
            Ok(promise) => return Ok(promise),
            Err(lacks) => {
                let fewer =
                    fewest.as_ref().is_none_or(|few: &BTreeSet<Lack>| lacks.len() < few.len());
                fewest = if fewer { Some(lacks) } else { fewest };
            }
        }
    }
    Err(fewest.unwrap_or(undivided.lacks))
}

/// Buffers for [`relation_holds`], which is asked many times: only what a relation touches is put back after each.
pub(super) struct Scratch {
    bounds: Vec<(i64, i64)>,
    places: Places,
}

impl Scratch {
    /// Makes the buffers for a system.
    pub(super) fn new(system: &System) -> Self {
        let bounds = system.variables.iter().map(|each| each.bounds).collect();
        Self { bounds, places: vec![Vec::new(); system.variables.len()] }
    }
}

/// Returns whether a relation lacks nothing, by the numbers that it links alone: whatever the sums leave them.
pub(super) fn relation_holds(
    system: &System,
    hidden: &[bool],
    rule: Rule,
    row: usize,
    scratch: &mut Scratch,
) -> bool {
    let mut search = Search::from(system, hidden, rule, std::mem::take(&mut scratch.bounds));
    let is_printed = |row: &usize| {
        let members = &system.rows[*row].members;
        !members.iter().any(|(each, _)| hidden[*each] && system.variables[*each].is_sum())
    };
    let group = search.group(row).unwrap_or_default();
    // The sums that the numbers of the group stand in. Which these are does not matter here, only how many, and whether
    // two numbers share them. So rows of the system will do, and the equations need not be worked out.
    for each in &group.numbers {
        let rows = system.variables[*each].rows.iter().map(|(row, _)| *row);
        let rows = rows.filter(|row| system.rows[*row].source.is_sum()).filter(is_printed);
        scratch.places[*each].extend(rows);
    }
    if !group.numbers.is_empty() {
        search.role(&group, &scratch.places);
    }
    // Put back what was touched: only numbers of the group.
    scratch.bounds = search.bounds;
    for each in group.numbers {
        scratch.bounds[each] = system.variables[each].bounds;
        scratch.places[each].clear();
    }
    search.lacks.is_empty()
}
