//! Tells what a figure rests on, and what a cell feeds.
//!
//! In: the [`Facts`] of a year and the [`Document`] made of them. Out: [`Provenances`] for the readers of the
//! report, a [`Provenance`] for whoever asks for one figure, and [`Feeds`] for whoever asks about one cell.
//! What a mark rests on is its [`Basis`](pmg_core::basis::Basis).

mod cell;
mod counted;
mod given;
mod leaks;
mod letter;
mod measure;
mod others;
mod own_words;
mod people;
mod said;
mod subject;
mod typed;

use std::collections::BTreeMap;

use crate::document::{self, Document, Provenance, Provenances};
use crate::facts::Facts;
use pmg_core::edition::Edition;

pub use cell::{Feeds, feeds, rests_on};
pub use leaks::leaks;
pub(crate) use others::statuses_of;
pub use own_words::PrintedWords;
use subject::JOINED;
pub use subject::Subject;
pub use typed::{typed, typed_in_sentences};

/// The provenance of every figure in the document, one for each subject.
#[must_use]
pub fn provenances(document: &Document, facts: &Facts, edition: Edition) -> Provenances {
    let mut provenances = Provenances::default();
    let mut known: BTreeMap<Subject, Option<usize>> = BTreeMap::new();
    document.each_run(&mut |run| {
        for basis in document::bases(run) {
            let subject = Subject::of(basis);
            // Behind each heading and each name a link to the questionnaire would tell nobody anything.
            if matches!(subject, Subject::Asked(_)) {
                continue;
            }
            let index = *known.entry(subject).or_insert_with_key(|subject| {
                provenances.list.push(provenance(subject, facts, edition)?);
                Some(provenances.list.len() - 1)
            });
            if let Some(index) = index {
                provenances.of.entry(basis.clone()).or_insert(index);
            }
        }
    });
    provenances
}

/// The provenance of a subject; `None` if the year has no such thing.
#[must_use]
pub fn provenance(subject: &Subject, facts: &Facts, edition: Edition) -> Option<Provenance> {
    match subject {
        Subject::Measure(code) => measure::provenance(code, facts, edition),
        Subject::Municipalities(group) => others::municipalities(group, facts, edition),
        Subject::Choice { question, choice } => {
            others::choice(question, choice.as_deref(), facts, edition)
        }
        Subject::Registered { group, already_counted } => {
            others::registered(group, already_counted.as_deref(), facts)
        }
        Subject::Joined(year) => others::registered(&format!("{JOINED}{year}"), None, facts),
        Subject::LastYear(code) => others::last_year(code, facts),
        Subject::Printed { year, measure } => others::printed(*year, measure, facts),
        Subject::Earlier(edition) => others::earlier(*edition, facts),
        Subject::Correction(index) => others::correction(*index, facts),
        Subject::Running(municipality) => Some(others::running(municipality, facts, edition)),
        Subject::Covered(tags) => Some(others::covered(*tags, facts)),
        Subject::InUse(recognised) => Some(others::in_use(*recognised, facts)),
        Subject::Constant(name) => others::constant(name, facts),
        Subject::Recognition(code) => others::recognition(code, facts),
        Subject::Period(from, to) => Some(others::period(
            &provenance(from, facts, edition)?,
            &provenance(to, facts, edition)?,
        )),
        Subject::Settings => Some(others::settings(facts)),
        Subject::Partner(code) => others::partner(code, facts),
        Subject::Letter => Some(letter::around()),
        Subject::Commitment(code) => letter::commitment(code, facts),
        Subject::Policy(part) => letter::policy(*part, facts),
        Subject::OwnWords(municipality) => others::own_words(municipality, facts, edition),
        Subject::Asked(code) => others::asked(code, facts),
    }
}
