//! Writes the long table: one row for each total and for each number of a municipality.
//!
//! Made for programs: UTF-8, commas, a decimal point, an empty field where there is nothing. Nothing in it was typed
//! by a municipality but numbers and days.

use super::description::{COLUMNS, MUNICIPALITY, TOTAL};
use super::rows::{self, Asked, Given, Number, Total, yes_or_no};
use crate::facts::Facts;

/// The rows of the table, each with a field for each column.
type Row = [String; COLUMNS.len()];

/// The table as CSV.
pub(super) fn write(facts: &Facts) -> String {
    let mut out = String::new();
    line(&mut out, &COLUMNS.map(|column| column.name.to_owned()));
    let date = facts.cycle.settings.reference_date.to_string();
    for each in rows::totals(facts) {
        line(&mut out, &total(&each, &date));
    }
    for each in rows::given(facts) {
        line(&mut out, &given(&each));
    }
    out
}

fn total(each: &Total<'_>, date: &str) -> Row {
    let [theme, intervention, name, code, question, unit, kind] = asked(&each.asked);
    let [value, shown] = number(each.number);
    let none = String::new;
    [
        TOTAL.to_owned(),
        none(),
        none(),
        theme,
        intervention,
        name,
        code,
        question,
        unit,
        kind,
        value,
        shown,
        date.to_owned(),
        none(),
        each.given.to_string(),
        each.concerned.to_string(),
        each.unknown.to_string(),
        each.not_applicable.to_string(),
        each.missing.to_string(),
        each.own_dates.to_string(),
        each.note.to_owned(),
    ]
}

fn given(each: &Given<'_>) -> Row {
    let [theme, intervention, name, code, question, unit, kind] = asked(&each.asked);
    let [value, shown] = number(each.number);
    let none = String::new;
    [
        MUNICIPALITY.to_owned(),
        each.code.to_string(),
        each.name.to_owned(),
        theme,
        intervention,
        name,
        code,
        question,
        unit,
        kind,
        value,
        shown,
        each.reference_date.to_string(),
        yes_or_no(each.is_counted).to_owned(),
        none(),
        none(),
        none(),
        none(),
        none(),
        none(),
        none(),
    ]
}

fn asked(asked: &Asked<'_>) -> [String; 7] {
    let measure = &asked.figure.measure;
    [
        asked.theme.name.clone(),
        asked.intervention.code.clone(),
        asked.intervention.name.clone(),
        measure.code.clone(),
        measure.question.clone(),
        measure.unit.plural.clone(),
        asked.kind(),
    ]
}

fn number(number: Number) -> [String; 2] {
    let value = number.value.map(|value| value.to_string()).unwrap_or_default();
    [value, number.shown.to_owned()]
}

fn line(out: &mut String, row: &Row) {
    for (index, value) in row.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        if value.contains(['"', ',', '\n', '\r']) {
            out.extend(["\"", &value.replace('"', "\"\""), "\""]);
        } else {
            out.push_str(value);
        }
    }
    out.push_str("\r\n");
}
