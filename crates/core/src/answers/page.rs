//! A sheet with a header, and the answers on it.

use super::header::Header;
use super::seen::shown;
use super::submission::{Entry, Reading, Submission};
use super::value;
use crate::dutch;
use crate::place::{Cell, Place};
use crate::questionnaire::{Question, Questionnaire};
use crate::workbook::{Sheet, Value};

/// A sheet with a header.
pub(super) struct Page<'a> {
    pub(super) file: &'a str,
    pub(super) name: &'a str,
    pub(super) sheet: &'a Sheet,
    pub(super) header: Header,
    /// The rows below the header that have something in them, each with its code if it has one.
    pub(super) rows: Vec<(u32, Option<String>)>,
}

/// The rows below the header that have something in them, each with its code if it has one.
fn rows(
    sheet: &Sheet,
    header: &Header,
    questionnaire: &Questionnaire,
) -> Vec<(u32, Option<String>)> {
    let below = Cell { row: header.row + 1, column: 0 };
    let mut rows: Vec<(u32, Option<String>)> = Vec::new();
    for (at, value) in sheet.cells.range(below..) {
        if rows.last().is_none_or(|(row, _)| *row != at.row) {
            rows.push((at.row, None));
        }
        if let Some(last) = rows.last_mut().filter(|_| at.column == header.code) {
            let part = header.part.as_ref().map_or("", |part| &part.code);
            last.1 = Some(code(value, part, questionnaire));
        }
    }
    rows
}

impl<'a> Page<'a> {
    /// The sheet under the name that it has in the submission.
    pub(super) fn new(
        file: &'a str,
        name: &'a str,
        sheet: &'a Sheet,
        header: Header,
        questionnaire: &Questionnaire,
    ) -> Self {
        let rows = rows(sheet, &header, questionnaire);
        Self { file, name, sheet, header, rows }
    }

    /// The place of a cell on it.
    pub(super) fn place(&self, row: u32, column: u32) -> Place {
        Place::cell(self.file, self.name, Cell { row, column })
    }

    /// What stands in a cell; `None` if it is empty.
    pub(super) fn get(&self, row: u32, column: u32) -> Option<&Value> {
        self.sheet.cells.get(&Cell { row, column })
    }

    /// Adds its answers, and the codes that nobody knows, to the submission.
    pub(super) fn read(&self, questionnaire: &Questionnaire, submission: &mut Submission) {
        let coded = self.rows.iter().filter_map(|(row, code)| Some((*row, code.as_ref()?)));
        for (row, code) in coded {
            if let Some(question) = questionnaire.question(code) {
                // Nearly every question stands there once, and an empty list makes room for four at once.
                let one = || Vec::with_capacity(1);
                let entries = submission.entries.entry(code.clone()).or_insert_with(one);
                entries.push(self.entry(row, question));
            } else if self.header.part.is_none()
                && code.contains('.')
                && !code.contains(char::is_whitespace)
            {
                // A title or a note in the column of codes is no code: those have no full stop inside.
                submission.unknown_codes.push((code.clone(), self.place(row, self.header.code)));
            }
        }
    }

    fn entry(&self, row: u32, question: Question<'_>) -> Entry {
        let get = |column: Option<u32>| Some((self.get(row, column?)?, self.place(row, column?)));
        let header = &self.header;
        let answer = self.get(row, header.answer);
        Entry {
            place: self.place(row, header.answer),
            reading: answer.map_or(Reading::Empty, |answer| value::reading(answer, question)),
            reference_date: get(header.reference_date)
                .and_then(|(date, place)| value::reference_date(date, place)),
            remark: get(header.remark).map(|(remark, _)| shown(remark).trim().to_owned()),
            remark_place: header.remark.map(|column| self.place(row, column)),
        }
    }
}

/// The code in a cell with that of the column behind it, as the questionnaire writes it, if the questionnaire knows it,
/// or else as it stands there.
pub(super) fn code(value: &Value, part: &str, questionnaire: &Questionnaire) -> String {
    let code = dutch::normal(&shown(value)).text().trim().to_lowercase() + part;
    let joined: String = code.split_whitespace().collect();
    if questionnaire.question(&joined).is_some() { joined } else { code }
}
