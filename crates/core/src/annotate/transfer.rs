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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{Base, Marking, annotate};
    use crate::checks;
    use crate::form::tests::Asked;
    use crate::workbook::{Sheet, Sheets, SourceFile, Value, read_bytes};

    /// A return that lists its answers, one a row, as forms of earlier years did.
    fn listed(rows: &[[&str; 2]]) -> Sheets {
        let cells = (0..).zip(rows).flat_map(|(row, texts)| {
            (0..)
                .zip(texts)
                .map(move |(column, text)| (Cell { row, column }, Value::Text((*text).to_owned())))
        });
        let sheet =
            Sheet { name: "Kwaliteit".to_owned(), cells: cells.collect(), ..Sheet::default() };
        let file = SourceFile { name: "oud.ods".to_owned(), sha256: String::new() };
        Sheets { file, has_macros: false, sheets: vec![sheet] }
    }

    #[test]
    fn a_finding_in_a_list_is_marked_in_the_table_of_the_new_form() {
        let asked = Asked::of("GM0363");
        let old = asked.read(&listed(&[
            ["Code", "Antwoord"],
            ["gemeente.code", "GM0363"],
            ["stempel.vragenlijst", "pmg-2024"],
            ["kwaliteit-ajb.besluit", "verder gaan"],
            ["kwaliteit-ajb.reden", "Het helpt."],
        ]));
        let form = asked.workbook(&answers(&old));
        let there = asked.read(&read_bytes("oud.ods", &form).unwrap());
        let [reason] = &there.entries["kwaliteit-ajb.reden"][..] else { panic!("once") };
        assert_eq!(reason.reading, Reading::Text("Het helpt.".to_owned()));
        let found = checks::check(vec![Ok(old.clone())], asked.context()).findings;
        let found = found.into_iter().filter(|it| it.code == "F207").collect();
        let findings = moved(found, &old, &there);
        assert_eq!(
            findings[0].place,
            Some(there.entries["kwaliteit-ajb.besluit"][0].place.clone())
        );
        assert_eq!(findings[0].place.as_ref().unwrap().in_file().unwrap(), "Kwaliteit!E21");
        let marking = Marking {
            municipality: "Amsterdam",
            file: "oud.ods",
            findings,
            questionnaire: &asked.questionnaire,
            base: Base::Copied,
        };
        let marked = annotate(&form, &marking).unwrap();
        let back = asked.read(&read_bytes("oud.xlsx", &marked.bytes).unwrap());
        assert_eq!(answers(&back), answers(&there), "its answers are what they were");
    }
}
