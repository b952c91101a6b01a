//! Gathers what is known of the returns of a year, whatever the format.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::answers;
use crate::cycle::{Cycle, Refusal};
use crate::dutch;

use super::row::{Refused, Row, State};
use super::situation::Situation;

/// How far the returns of a year are.
#[derive(Debug, Serialize)]
pub struct Standing {
    schema: u8,
    pub(super) year: i16,
    pub(super) today: Date,
    pub(super) deadline: Option<Date>,
    /// The municipalities that report, in the order of their names.
    pub(super) municipalities: Vec<Row>,
    /// The files that belong to no municipality that reports, as far as is known.
    pub(super) other_files: Vec<String>,
    /// The files that were not received and don't tell whose they are, as long as a return is missing.
    pub(super) other_refused: Vec<Refused>,
}

impl Standing {
    /// How far the returns are in this situation.
    #[must_use]
    pub fn of(situation: &Situation) -> Self {
        let Situation { cycle, submissions, today, .. } = *situation;
        let sent = answers::by_sender(submissions, &cycle.register);
        let due = cycle.register.respondents_by_name();
        let sent_by = |code| sent.get(code).map_or(&[][..], Vec::as_slice);
        let rows = due.into_iter().map(|who| Row::of(who, sent_by(&who.code), situation));
        let municipalities: Vec<Row> = rows.collect();
        Self {
            schema: 1,
            year: cycle.settings.year,
            today,
            deadline: cycle.settings.deadline,
            other_files: other_files(cycle, &municipalities),
            other_refused: other_refused(cycle, &municipalities),
            municipalities,
        }
    }

    /// How far the returns are, as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("texts, numbers and days are JSON") + "\n"
    }

    pub(super) fn title(&self) -> String {
        format!("Stand van de vragenlijsten van {} op {}", self.year, dutch::date(self.today))
    }
}

/// The names of the files that are in no row.
fn other_files(cycle: &Cycle, rows: &[Row]) -> Vec<String> {
    let placed: BTreeSet<&str> =
        rows.iter().flat_map(|row| &row.files).map(String::as_str).collect();
    let name = |path: &std::path::PathBuf| {
        path.file_name().expect("a file in a folder has a name").to_string_lossy().into_owned()
    };
    let all = cycle.returns.iter().map(name);
    all.filter(|name| !placed.contains(name.as_str())).collect()
}

/// The refused files of nobody that is known, as long as a return is missing. One that was received after all is left
/// out.
fn other_refused(cycle: &Cycle, rows: &[Row]) -> Vec<Refused> {
    if rows.iter().all(|row| row.state == State::Returned) {
        return Vec::new();
    }
    let came_in = |it: &Refusal| cycle.receipts.iter().any(|receipt| receipt.sha256 == it.sha256);
    let others = cycle.refusals.iter().filter(|it| it.municipality.is_none() && !came_in(it));
    others.map(Refused::of).collect()
}
