//! The annex: what each figure of a draft rests on, as tables.
//!
//! What is alike shares a table: a row for each question, with the municipalities in its cells. So a name stands once
//! where running text had it three times, and a cell of the workbooks once for all of them. The words are made here and
//! not by the template: for hundreds of municipalities that takes Typst a fifth of all its time.

mod choices;
mod lists;
mod matrix;
mod measures;
mod places;
mod statuses;
mod towns;
mod widths;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::document::tree::{Provenance, Provenances};
use matrix::Matrix;
use pmg_core::basis::{Basis, Group};

/// How a count of interventions came about. The annex says it once, at its top, and not in each part.
const COUNTED: &str = " Geteld is waar de interventie in uitvoering is.";

/// The annex as the template reads it.
#[derive(Serialize)]
pub(super) struct Annex<'a> {
    /// Each municipality with its file, `Amsterdam GM0363.xlsx`; empty if no answer has a place.
    files: String,
    tables: Vec<Matrix>,
    /// By the basis of a mark: the index of its provenance, by which the tables name the place that says it.
    of: &'a BTreeMap<Basis, usize>,
}

impl<'a> Annex<'a> {
    pub(super) fn of(provenances: &'a Provenances) -> Self {
        let Provenances { list, of } = provenances;
        Self { files: files(list), tables: Kinds::of(provenances).tables(), of }
    }
}

/// A provenance that gets a place in a table, by its index.
#[derive(Clone, Copy)]
struct Part<'a> {
    index: usize,
    it: &'a Provenance,
}

/// The provenances by what they are of, each in the order in which the text first refers to it.
#[derive(Default)]
struct Kinds<'a> {
    groups: Vec<Part<'a>>,
    measures: Vec<Part<'a>>,
    statuses: Vec<(Part<'a>, &'a Group)>,
    choices: Vec<choices::Counted<'a>>,
    running: Vec<Part<'a>>,
    words: Vec<Part<'a>>,
    constants: Vec<Part<'a>>,
    others: Vec<Part<'a>>,
}

impl<'a> Kinds<'a> {
    fn of(provenances: &'a Provenances) -> Self {
        let mut basis_of: BTreeMap<usize, &Basis> = BTreeMap::new();
        for (basis, index) in &provenances.of {
            basis_of.entry(*index).or_insert(basis);
        }
        let mut kinds = Self::default();
        for (index, it) in provenances.list.iter().enumerate() {
            kinds.sort(Part { index, it }, basis_of.get(&index).copied());
        }
        kinds
    }

    fn sort(&mut self, part: Part<'a>, basis: Option<&'a Basis>) {
        let kind = match basis {
            Some(Basis::Count(group) | Basis::Names(group)) => {
                return self.statuses.push((part, group));
            }
            Some(Basis::Choice { question, choice }) => {
                let choice = choice.as_deref();
                return self.choices.push(choices::Counted { part, question, choice });
            }
            Some(
                Basis::Sum(_)
                | Basis::Value { .. }
                | Basis::Coverage(_)
                | Basis::Share { .. }
                | Basis::OwnDates(_)
                | Basis::ReferenceDate { .. }
                | Basis::Remark { .. },
            ) => &mut self.measures,
            Some(Basis::Register { .. } | Basis::JoiningYear(_) | Basis::Members(_)) => {
                &mut self.groups
            }
            Some(Basis::Running { .. }) => &mut self.running,
            Some(Basis::OwnWords(_)) => &mut self.words,
            Some(Basis::Constant(_)) => &mut self.constants,
            Some(
                Basis::LastYear { .. }
                | Basis::Printed { .. }
                | Basis::Earlier { .. }
                | Basis::Correction(_)
                | Basis::Covered(_)
                | Basis::InUse(_)
                | Basis::Partner(_)
                | Basis::Letter(_)
                | Basis::Commitment(_)
                | Basis::Policy(_)
                | Basis::Asked(_)
                | Basis::Recognition(_)
                | Basis::Period { .. }
                | Basis::Setting(_),
            )
            | None => &mut self.others,
        };
        kind.push(part);
    }

    fn tables(&self) -> Vec<Matrix> {
        let (statuses, names) = statuses::tables(&self.statuses);
        let mut tables: Vec<Matrix> = lists::groups(&self.groups).into_iter().collect();
        tables.extend(statuses);
        tables.extend(measures::table(&self.measures));
        tables.extend(choices::tables(&self.choices));
        tables.extend(towns::running(&self.running, &names));
        tables.extend(towns::own_words(&self.words));
        tables.extend(lists::constants(&self.constants));
        tables.extend(lists::others(&self.others));
        tables
    }
}

fn files(list: &[Provenance]) -> String {
    let given = list.iter().flat_map(|it| &it.given);
    let placed = given.filter_map(|it| Some((&*it.name, &*it.place.as_ref()?.file)));
    let once: BTreeSet<(&str, &str)> = placed.collect();
    once.iter().map(|(name, file)| format!("{name} {file}")).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests;
