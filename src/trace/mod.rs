//! Tells what a figure rests on, and what a cell feeds.
//!
//! In: the [`Facts`] of a year and the [`Document`] made of them. Out: [`Grounds`] for the readers of the
//! report, a [`Ground`] for whoever asks for one figure, and [`Feeds`] for whoever asks about one cell.
//! What a mark rests on is read from its basis, such as `som:ajb.aangemeld`.

mod cell;
mod counted;
mod measure;
mod others;
mod own_words;
mod people;
mod said;
mod slips;
mod subject;
mod typed;

use std::collections::BTreeMap;

use crate::document::{self, Document, Given, Ground, Grounds};
use crate::municipality::MunicipalityCode;
use crate::narrative::Facts;
use crate::place::Place;

pub use cell::{Feeds, feeds, named, rests_on};
pub use slips::slips;
pub use subject::{Subject, sums};
pub use typed::typed;

/// Who asks what a figure rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The programme team and the reviewers of a draft: they see everything.
    Team,
    /// Everybody: no small numbers of persons, no names of files, and no remarks but those that the text has.
    Public,
}

/// What every figure in the document rests on, each once.
#[must_use]
pub fn grounds(document: &Document, facts: &Facts, reader: Reader) -> Grounds {
    let mut grounds = Grounds::default();
    let mut known: BTreeMap<Subject<'_>, Option<usize>> = BTreeMap::new();
    document.each_run(&mut |run| {
        for basis in document::bases(run) {
            let Some(subject) = Subject::of(basis) else { continue };
            let index = *known.entry(subject).or_insert_with(|| {
                grounds.list.push(ground(subject, facts, reader)?);
                Some(grounds.list.len() - 1)
            });
            if let Some(index) = index {
                grounds.of.entry(basis.to_owned()).or_insert(index);
            }
        }
    });
    grounds
}

/// What a figure rests on; none where the year has no such figure.
#[must_use]
pub fn ground(subject: Subject<'_>, facts: &Facts, reader: Reader) -> Option<Ground> {
    match subject {
        Subject::Measure(code) => measure::ground(code, facts, reader),
        Subject::Municipalities { interventions, statuses, beside } => {
            others::municipalities(interventions, statuses, beside, facts, reader)
        }
        Subject::Choice { question, choice } => others::choice(question, choice, facts, reader),
        Subject::Registered { what, beside } => others::registered(what, beside, facts),
        Subject::Joined(year) => others::registered(&format!("instroom:{year}"), None, facts),
        Subject::InUse(which) => Some(others::in_use(which, facts)),
        Subject::Constant(name) => others::constant(name, facts),
        Subject::Settings => Some(others::settings(facts)),
    }
}

/// A line about one municipality.
fn given(
    municipality: &MunicipalityCode,
    value: impl Into<String>,
    place: Option<&Place>,
    facts: &Facts,
    reader: Reader,
) -> Given {
    Given {
        municipality: municipality.to_string(),
        name: facts.cycle.register.name(municipality).to_owned(),
        value: value.into(),
        place: place.filter(|_| reader == Reader::Team).cloned(),
        date: None,
        remark: None,
    }
}
