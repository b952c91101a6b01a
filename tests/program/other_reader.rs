//! Our readers beside calamine, which read none of their code: the same sheets, the same cells, the same values.
//!
//! What we keep and it does not (what a number format shows, what is struck through) is no difference: the value
//! under it is compared. Where the two do differ, it is meant, and named below one by one.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Reader as _, open_workbook_auto_from_rs};
use pmg_monitor::form::Form;
use pmg_monitor::place::Cell;
use pmg_monitor::workbook::{HEADER_ROWS, Sheet, Value, is_own, read_bytes};
use pmg_monitor::{cycle, questionnaire};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;

use crate::support::{answers, root};
use crate::tables::{FORMATS, Table};

/// Where the two differ, and why that is meant.
const MEANT: [(&str, &str, &str); 5] = [
    ("libreoffice.ods", "Alle antwoorden!C14", "an error value in .ods is no text to us"),
    ("libreoffice.ods", "Alle antwoorden!C19", "true in .ods is no number to us"),
    ("opmaak.ods", "Blad!C5", "46 shown as 46% by a sign of its own is a percentage to us"),
    ("opmaak.xls", "Blad!C5", "likewise"),
    ("opmaak.xlsx", "Blad!C5", "likewise"),
];

/// What stands in a cell, without how it looks.
#[derive(Debug, PartialEq, Eq)]
enum Plain {
    Text(String),
    Number(Decimal),
    Truth(bool),
    Day(String),
    Time,
    Error(String),
    Nothing,
}

fn ours(value: &Value) -> Plain {
    match value {
        Value::Text(text) => Plain::Text(text.clone()),
        Value::HugeNumber(digits) => Plain::Number(digits.parse().unwrap()),
        Value::Number(number) | Value::Amount(number) => Plain::Number(number.normalize()),
        Value::Percentage(percents) => Plain::Number((percents / Decimal::from(100)).normalize()),
        Value::ShownAs { stored, .. } => Plain::Number(stored.normalize()),
        Value::Rich(runs) => Plain::Text(runs.iter().map(|run| run.text.as_str()).collect()),
        Value::Struck(inside) => ours(inside),
        Value::Boolean(truth) => Plain::Truth(*truth),
        Value::Date(day) => Plain::Day(day.to_string()),
        Value::Time(_) => Plain::Time,
        Value::Error(error) => Plain::Error(error.clone()),
        Value::FormulaWithoutValue => Plain::Nothing,
    }
}

fn theirs(data: &Data) -> Plain {
    match data {
        Data::Int(number) => Plain::Number((*number).into()),
        Data::Float(number) => {
            let digits = Decimal::from_f64(*number).and_then(|it| it.round_sf(15)).unwrap();
            Plain::Number(digits.normalize())
        }
        Data::String(text) if text.is_empty() => Plain::Nothing,
        Data::String(text) => Plain::Text(text.clone()),
        Data::Bool(truth) => Plain::Truth(*truth),
        Data::DateTime(moment) if moment.is_duration() || moment.as_f64() < 1.0 => Plain::Time,
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            Plain::Day(format!("{year}-{month:02}-{day:02}"))
        }
        Data::DateTimeIso(text) => Plain::Day(text.chars().take(10).collect()),
        Data::DurationIso(_) => Plain::Time,
        Data::Error(error) => Plain::Error(error.to_string()),
        Data::Empty => Plain::Nothing,
    }
}

type Cells = BTreeMap<Cell, Plain>;

/// The sheets of a file by name, as we read them and as calamine does.
fn both(name: &str, bytes: &[u8]) -> [Vec<(String, Cells)>; 2] {
    let is_there = |(_, plain): &(Cell, Plain)| *plain != Plain::Nothing;
    let cells = |sheet: &Sheet| {
        let all = sheet.cells.iter().map(|(at, value)| (*at, ours(value)));
        (sheet.name.clone(), all.filter(is_there).collect())
    };
    let own = read_bytes(name, bytes).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
    let other = workbook.sheet_names().into_iter().map(|sheet| {
        let range = workbook.worksheet_range(&sheet).unwrap();
        let (top, left) = range.start().unwrap_or_default();
        let all = range.used_cells().map(|(row, column, data)| {
            let offset = |at: usize| u32::try_from(at).unwrap();
            (Cell { row: top + offset(row), column: left + offset(column) }, theirs(data))
        });
        let cells = all.filter(is_there).collect();
        (sheet, cells)
    });
    let other = other.collect();
    [own.sheets.iter().map(cells).collect(), other]
}

/// Where the two readers differ in a file, as `blad!D5: one, other`; and how many cells they were compared on.
fn differences(name: &str, bytes: &[u8]) -> (Vec<String>, usize) {
    let [own, other] = both(name, bytes);
    let names =
        |sheets: &[(String, Cells)]| sheets.iter().map(|it| it.0.clone()).collect::<Vec<_>>();
    assert_eq!(names(&own), names(&other), "{name}");
    let mut told = Vec::new();
    let mut compared = 0;
    for ((sheet, one), (_, two)) in own.iter().zip(&other) {
        let mut places: BTreeSet<&Cell> = one.keys().chain(two.keys()).collect();
        if is_own(sheet) {
            // Of a sheet that the program itself made we keep what may be a header, and no more.
            assert!(one.keys().all(|at| at.row < HEADER_ROWS), "{name}");
            places.retain(|at| at.row < HEADER_ROWS);
        }
        compared += places.len();
        for at in places.into_iter().filter(|at| one.get(at) != two.get(at)) {
            told.push(format!("{sheet}!{at}: {:?}, {:?}", one.get(at), two.get(at)));
        }
    }
    (told, compared)
}

/// The files that are kept for tests, one of each format that the example has, and a questionnaire as it is made,
/// in each format.
fn files() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for folder in ["tests/fixtures", "tests/program/producers"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let is_book = |it: &str| FORMATS.iter().any(|(format, _)| it == *format);
            if path.extension().and_then(|it| it.to_str()).is_some_and(is_book) {
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                files.push((name, std::fs::read(path).unwrap()));
            }
        }
    }
    for name in ["GM0014-groningen.ods", "GM0917-heerlen.xlsx", "GM0995-lelystad.xls"] {
        let path = root().join("input/2024/questionnaires").join(name);
        files.push((name.to_owned(), std::fs::read(path).unwrap()));
    }
    files.extend(questionnaires());
    files
}

/// Heerlen's questionnaire: as the program makes it, and its cells in each format.
fn questionnaires() -> Vec<(String, Vec<u8>)> {
    let cycle = cycle::load(&root().join("input/2024")).unwrap();
    let questionnaire = questionnaire::build(&cycle.definition).unwrap();
    let municipality = cycle.register.iter().find(|it| it.name == "Heerlen").unwrap();
    let filled = &answers()["GM0917"];
    let (settings, questionnaire) = (&cycle.settings, &questionnaire);
    let form = Form { questionnaire, settings, municipality, filled, previous: None };
    let made = form.workbooks().unwrap();
    let tables: Vec<Table> =
        read_bytes("gemaakt.xlsx", &made.xlsx).unwrap().sheets.iter().map(table).collect();
    let rewritten = FORMATS.map(|(format, write)| (format!("cellen.{format}"), write(&tables)));
    let made = [("gemaakt.xlsx".to_owned(), made.xlsx), ("gemaakt.ods".to_owned(), made.ods)];
    made.into_iter().chain(rewritten).collect()
}

/// A sheet as a table of texts.
fn table(sheet: &Sheet) -> Table {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (at, value) in &sheet.cells {
        let (row, column) = (at.row as usize, at.column as usize);
        rows.resize(rows.len().max(row + 1), Vec::new());
        let cells = &mut rows[row];
        cells.resize(cells.len().max(column + 1), String::new());
        cells[column] = match ours(value) {
            Plain::Text(text) | Plain::Day(text) => text,
            Plain::Number(number) => number.to_string(),
            _ => String::new(),
        };
    }
    Table { name: sheet.name.clone().leak(), rows, ..Table::default() }
}

#[test]
fn every_cell_is_as_another_reader_has_it() {
    let mut told: BTreeSet<(String, String)> = BTreeSet::new();
    for (name, bytes) in files() {
        let (differences, compared) = differences(&name, &bytes);
        assert!(compared > 10, "{name} has only {compared} cells");
        told.extend(differences.into_iter().map(|it| (name.clone(), it)));
    }
    let meant = |(file, what): &&(String, String)| {
        MEANT.iter().any(|(of, cell, _)| file == of && what.starts_with(&format!("{cell}: ")))
    };
    let other: Vec<_> = told.iter().filter(|it| !meant(it)).collect();
    assert!(other.is_empty(), "{other:#?}");
    assert_eq!(told.len(), MEANT.len(), "a difference that is named and is none: {told:#?}");
}
