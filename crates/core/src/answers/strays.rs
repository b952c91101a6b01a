//! Finds what people typed where the program reads no answer: beside the column `Antwoord`, in a row without a
//! code, on a sheet of their own, in a comment; and answers that are read though nobody sees them.

use super::page::Page;
use super::seen::{is_blank, shown};
use super::status::Status;
use super::submission::{Reading, Stray, StrayKind, Submission};
use super::value::{counted, special};
use crate::dutch;
use crate::place::{Cell, Place};
use crate::questionnaire::Questionnaire;
use crate::workbook::{Sheet, Value, is_own};

/// How the notes of a marked copy begin, and what all of them have.
const OWN_NOTES: ([&str; 2], &str) = (["Fout (", "Let op ("], "Wat te doen: ");
/// What the form itself puts under `Antwoord` in rows without a code, or put there in earlier years.
const OWN_WORDS: [&str; 3] = ["vul dit onderdeel in", "sla dit over", "haar code"];

/// What stands on a sheet with a header beside its answers.
pub(super) fn on_page(
    page: &Page<'_>,
    questionnaire: &Questionnaire,
    submission: &Submission,
) -> Vec<Stray> {
    let mut strays = Vec::new();
    for (row, code) in &page.rows {
        let (row, code) = (*row, code.as_deref().unwrap_or_default());
        if questionnaire.question(code).is_some() {
            strays.extend(beside(page, row, code, submission));
        } else if !code.contains('.') || code.contains(' ') {
            // A code that the questionnaire does not know is another finding.
            strays.extend(without_code(page, row, questionnaire));
        }
    }
    strays
}

/// What stands in the row of a question, beside its answer.
fn beside(page: &Page<'_>, row: u32, code: &str, submission: &Submission) -> Vec<Stray> {
    let place = page.place(row, page.header.answer);
    let entries = submission.entries.get(code).map_or(&[][..], Vec::as_slice);
    let entry = entries.iter().find(|entry| entry.place == place);
    let is_answered = entry.is_some_and(|entry| !entry.reading.is_empty());
    let stray = |column: u32, found: String, kind: StrayKind| Stray {
        place: page.place(row, column),
        found,
        question: Some(code.to_owned()),
        kind,
    };
    let mut strays = Vec::new();
    let is_told = |cell: &Cell| cell.column == page.header.answer || tells_beside(page, *cell);
    let cells = page.sheet.cells.range(Cell { row, column: 0 }..Cell { row: row + 1, column: 0 });
    for (cell, value) in cells.filter(|(cell, _)| is_told(cell)) {
        let Some(kind) = place_beside(page, cell.column, value, is_answered) else { continue };
        let found = shown(value);
        if !is_blank(&found) {
            strays.push(stray(cell.column, found, kind));
        }
    }
    if is_answered && page.sheet.hidden_rows.contains(&row) {
        let answer = page.get(row, page.header.answer).expect("an answer stands in its cell");
        strays.push(stray(page.header.answer, shown(answer), StrayKind::HiddenRow));
    }
    let comments =
        page.sheet.comments.range(Cell { row, column: 0 }..Cell { row: row + 1, column: 0 });
    let comments = comments.filter(|(cell, _)| is_told(cell));
    for (cell, text) in comments.filter(|(_, text)| !is_own_note(text) && !is_blank(text)) {
        strays.push(stray(cell.column, text.trim().to_owned(), StrayKind::Comment));
    }
    strays
}

/// Whether what stands in a cell beside the answer is told with this answer, and not with another of the same row.
fn tells_beside(page: &Page<'_>, cell: Cell) -> bool {
    let part = page.header.part.as_ref();
    part.is_none_or(|part| part.is_first && !part.others.contains(&cell.column))
}

/// The kind of stray that a cell beside the answer is; `None` if it can be no answer. If there is an answer, only
/// what looks like another one can be. A title that somebody gave a column says that its cells are no answers, as
/// long as there is one.
fn place_beside(
    page: &Page<'_>,
    column: u32,
    value: &Value,
    is_answered: bool,
) -> Option<StrayKind> {
    let header = &page.header;
    let read = [Some(header.code), Some(header.answer), header.reference_date, header.remark];
    if read.contains(&Some(column)) {
        return None;
    }
    if let Some(last_year) = header.last_year.filter(|it| it.column == column) {
        let kind = StrayKind::LastYear { is_filled: last_year.is_filled };
        return (!is_answered).then_some(kind);
    }
    let is_title = header.others.contains(&column);
    let counts = match (is_title, header.labels.contains(&column)) {
        (_, true) => is_number(value),
        (true, _) => !is_answered && looks_like_answer(value),
        (false, false) => !is_answered || looks_like_answer(value),
    };
    counts.then_some(StrayKind::Beside)
}

/// What stands under `Antwoord` in a row that has no code; `None` if that is nothing, or the form's own words.
fn without_code(page: &Page<'_>, row: u32, questionnaire: &Questionnaire) -> Option<Stray> {
    let value = page.get(row, page.header.answer)?;
    let found = shown(value);
    let plain = dutch::normal(&found).text().trim().to_lowercase();
    let is_own = questionnaire.intervention(&plain).is_some()
        || OWN_WORDS.iter().any(|words| plain.starts_with(words));
    (!is_own && !plain.is_empty()).then(|| Stray {
        place: page.place(row, page.header.answer),
        found,
        question: None,
        kind: StrayKind::NoCode,
    })
}

/// The first number on a sheet without a header that is none of the program's; `None` if there is no number on it.
pub(super) fn elsewhere(
    file: &str,
    name: &str,
    sheet: &Sheet,
    questionnaire: &Questionnaire,
) -> Option<Stray> {
    // That a sheet of the form has no header is another finding.
    let themes = questionnaire.themes.iter().map(|theme| &theme.sheet);
    let mut asked = themes.chain(questionnaire.sheets.iter().map(|sheet| &sheet.name));
    if is_own(name) || asked.any(|asked| *asked == sheet.name) {
        return None;
    }
    let (cell, value) = sheet.cells.iter().find(|(_, value)| is_number(value))?;
    Some(Stray {
        place: Place::cell(file, name, *cell),
        found: shown(value),
        question: None,
        kind: StrayKind::OtherSheet,
    })
}

fn is_number(value: &Value) -> bool {
    match value {
        Value::Number(_)
        | Value::HugeNumber(_)
        | Value::Percentage(_)
        | Value::Amount(_)
        | Value::ShownAs { .. } => true,
        // A label in words is none, however long it is.
        Value::Text(text) => !text.contains(char::is_alphabetic) && counted(text).is_ok(),
        _ => false,
    }
}

fn looks_like_answer(value: &Value) -> bool {
    let text = shown(value);
    let is_word = matches!(special(&text), Some(Reading::Unknown | Reading::NotApplicable));
    is_number(value) || is_word || Status::parse(&text).is_some()
}

/// Whether a comment is a note that the program put there.
fn is_own_note(text: &str) -> bool {
    let (starts, holds) = OWN_NOTES;
    let starts_so = starts.iter().any(|start| text.contains(start));
    starts_so && text.contains(holds)
}
