//! Transfers a return that cannot be marked to a new form: its answers, and its findings at the cells of that form.

use std::collections::BTreeMap;

use crate::answers::{DateReading, Entry, Reading, Submission};
use crate::dutch;
use crate::finding::Finding;
use crate::form::{DATE_AFTER_ANSWER, Filled};
use crate::place::{Cell, Place};

/// Letters of a text that is taken over; a cell holds 32,767.
const LONGEST: usize = 32_000;

/// The answers of a return, to prefill a new form. Invalid answers are copied verbatim.
#[must_use]
pub fn answers(submission: &Submission) -> BTreeMap<String, Filled> {
    let first =
        |(code, entries): (&String, &Vec<Entry>)| Some((code.clone(), filled(entries.first()?)));
    submission.entries.iter().filter_map(first).collect()
}

fn filled(entry: &Entry) -> Filled {
    let cut = |text: &str| text.chars().take(LONGEST).collect::<String>();
    let answer = match &entry.reading {
        Reading::Empty => String::new(),
        Reading::Number(number) => number.to_string(),
        Reading::Status(status) => status.word().to_owned(),
        Reading::Text(text) => cut(text),
        Reading::Chosen(chosen) => chosen.join(", "),
        Reading::Date(date) => dutch::date(*date),
        Reading::Unknown => "onbekend".to_owned(),
        Reading::NotApplicable => "n.v.t.".to_owned(),
        Reading::Fault(fault) => cut(&fault.found),
    };
    let (reference_date, no_date) = match &entry.reference_date {
        None => (None, String::new()),
        Some(DateReading::Date(date, _)) => (Some(*date), String::new()),
        Some(DateReading::Fault(found, _)) => (None, cut(found)),
    };
    Filled {
        answer,
        reference_date,
        remark: cut(entry.remark.as_deref().unwrap_or_default()),
        as_text: !matches!(entry.reading, Reading::Number(_)),
        no_date,
    }
}

/// The findings on a return, each at the cell that its answer has in the new form; at the file if it has none there.
#[must_use]
pub fn moved(findings: Vec<Finding>, from: &Submission, to: &Submission) -> Vec<Finding> {
    let mut places: BTreeMap<&Place, Place> = BTreeMap::new();
    for (code, entries) in &from.entries {
        let Some(there) = to.entries.get(code).and_then(|entries| entries.first()) else {
            continue;
        };
        for entry in entries {
            places.insert(&entry.place, there.place.clone());
            places.extend(entry.remark_place.as_ref().zip(there.remark_place.clone()));
            if let Some(DateReading::Date(_, place) | DateReading::Fault(_, place)) =
                &entry.reference_date
            {
                places.insert(place, date_cell(&there.place));
            }
        }
    }
    // A question that the file did not have has a cell now; a code that the form does not have, none.
    let asked = |finding: &Finding| {
        Some(to.entries.get(finding.question.as_ref()?)?.first()?.place.clone())
    };
    let move_one = |mut finding: Finding| {
        let place = finding.place.as_ref();
        let moved = place.and_then(|place| places.get(place).cloned()).or_else(|| asked(&finding));
        finding.place = moved.or_else(|| place.map(|place| Place::file(&place.file)));
        finding
    };
    findings.into_iter().map(move_one).collect()
}

fn date_cell(answer: &Place) -> Place {
    let right = |cell: Cell| Cell { column: cell.column + DATE_AFTER_ANSWER, ..cell };
    Place { cell: answer.cell.map(right), ..answer.clone() }
}
