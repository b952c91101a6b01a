//! Leaves out what is struck through where words are asked: a text, a choice, a day, a remark. A
//! number or a status of which anything is struck through stays, and is asked about.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::header::Header;
use super::page;
use super::seen::shown;
use super::submission::StruckText;
use crate::place::{Cell, Place};
use crate::questionnaire::{Question, Questionnaire};
use crate::workbook::{RunStyle, Sheet, Sheets, Value};

/// The sheets without what is struck through in words, and what was left out.
pub(super) fn left_out<'a>(
    sheets: &'a Sheets,
    questionnaire: &Questionnaire,
) -> (Cow<'a, [Sheet]>, Vec<StruckText>) {
    let mut kept = Cow::Borrowed(sheets.sheets.as_slice());
    let mut struck = Vec::new();
    for (index, sheet) in sheets.sheets.iter().enumerate() {
        for (cell, code) in cells_with_words(sheet, questionnaire) {
            let (text, rest) = split(&sheet.cells[&cell]);
            if text.is_empty() {
                continue;
            }
            let place = Place::cell(&sheets.file.name, &sheet.name, cell);
            struck.push(StruckText { code, text, place });
            let cells = &mut kept.to_mut()[index].cells;
            match rest {
                Some(rest) => drop(cells.insert(cell, rest)),
                None => drop(cells.remove(&cell)),
            }
        }
    }
    (kept, struck)
}

/// The cells that hold words beside a code, each with the code.
fn cells_with_words(sheet: &Sheet, questionnaire: &Questionnaire) -> BTreeMap<Cell, String> {
    let mut found = BTreeMap::new();
    if !sheet.cells.values().any(is_marked) {
        return found;
    }
    for header in Header::all(sheet).into_iter().flatten() {
        let below = Cell { row: header.row + 1, column: 0 };
        let codes = sheet.cells.range(below..).filter(|(at, _)| at.column == header.code);
        let part = header.part.as_ref().map_or("", |part| &part.code);
        for (at, code) in codes {
            let code = page::code(code, part, questionnaire);
            let Some(question) = questionnaire.question(&code) else { continue };
            let answer = matches!(question, Question::Open(_)).then_some(header.answer);
            for column in [answer, header.reference_date, header.remark].into_iter().flatten() {
                let cell = Cell { row: at.row, column };
                if sheet.cells.get(&cell).is_some_and(is_marked) {
                    found.insert(cell, code.clone());
                }
            }
        }
    }
    found
}

fn is_marked(value: &Value) -> bool {
    matches!(value, Value::Rich(_) | Value::Struck(_))
}

/// What is struck through in a cell, and what is left; `None` if nothing is left.
fn split(value: &Value) -> (String, Option<Value>) {
    match value {
        Value::Struck(value) => (shown(value).trim().to_owned(), None),
        Value::Rich(runs) => {
            let of = |is_struck: bool| {
                let of_kind =
                    runs.iter().filter(|run| (run.style == RunStyle::Struck) == is_struck);
                of_kind.map(|run| run.text.trim()).filter(|it| !it.is_empty()).collect::<Vec<_>>()
            };
            let rest = shown(value);
            let rest = (!of(false).is_empty()).then_some(Value::Text(rest));
            (of(true).join(" … "), rest)
        }
        other => (String::new(), Some(other.clone())),
    }
}

#[cfg(test)]
mod tests {
    use RunStyle::{Plain, Raised, Struck};

    use super::*;
    use crate::workbook::Run;

    #[test]
    fn what_is_struck_through_is_taken_apart_from_the_rest() {
        let run = |text: &str, style| Run { text: text.to_owned(), style };
        let rich = |runs: &[(&str, RunStyle)]| {
            split(&Value::Rich(runs.iter().map(|(text, style)| run(text, *style)).collect()))
        };
        let rest = |text: &str| Some(Value::Text(text.to_owned()));
        assert_eq!(
            rich(&[("Het loopt ", Plain), ("slecht ", Struck), ("goed.", Plain)]),
            ("slecht".to_owned(), rest("Het loopt goed."))
        );
        assert_eq!(
            rich(&[("ja", Struck), (" nee ", Plain), ("nooit", Struck)]),
            ("ja … nooit".to_owned(), rest(" nee "))
        );
        assert_eq!(rich(&[("m", Plain), ("2", Raised)]), (String::new(), rest("m2")));
        let day = Value::Date("2024-02-01".parse().unwrap());
        assert_eq!(split(&Value::Struck(Box::new(day))), ("1 februari 2024".to_owned(), None));
    }
}
