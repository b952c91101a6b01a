//! What the tables say to everybody: the numbers of the ledger and no others, the same in every file.

use std::io::Cursor;

use calamine::{Data, Reader as _, open_workbook_auto_from_rs};

use super::asked::{Asked, NAMED, NAMED_BEFORE};
use super::files::Files;
use super::ledger::{Ledger, Shown};
use super::plan::MUNICIPALITIES;
use super::words::Said;

/// Rows of text, each field as it stands there.
type Rows = Vec<Vec<String>>;

/// What is wrong with the tables of an edition.
pub(crate) fn differences(files: &Files, ledger: &Ledger, asked: &Asked) -> Vec<String> {
    let mut wrong = Vec::new();
    let file = |name: &str| files.tables.iter().find(|(each, _)| *each == name);
    let Some((_, csv)) = file("cijfers.csv") else { return vec!["no cijfers.csv".to_owned()] };
    let long = long_table(csv);
    match read(&long, asked) {
        Ok(read) if read == *ledger => {}
        Ok(read) => wrong.push(format!("cijfers.csv has {read:?}, and cijfers.json {ledger:?}")),
        Err(error) => wrong.push(format!("cijfers.csv: {error}")),
    }
    for name in ["tabellen.xlsx", "tabellen.ods"] {
        let Some((_, bytes)) = file(name) else {
            wrong.push(format!("no {name}"));
            continue;
        };
        for (sheet, expected) in [("Totalen", totals(&long)), ("Per gemeente", given(&long))] {
            let found = rows(bytes, sheet);
            if found != expected {
                wrong.push(format!("{name}, {sheet}: {found:?}, and cijfers.csv {expected:?}"));
            }
        }
    }
    wrong
}

/// The rows of the long table without its header.
fn long_table(csv: &[u8]) -> Rows {
    let rows = csv::Reader::from_reader(csv).into_records();
    rows.map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn read(long: &[Vec<String>], asked: &Asked) -> Result<Ledger, String> {
    let mut read = Ledger::default();
    for row in long {
        let code = row[6].replace(NAMED_BEFORE, NAMED);
        let measure = asked.place(&code).ok_or_else(|| format!("nobody asked {code}"))?;
        let said = said(&row[10], &row[11]).ok_or_else(|| format!("{row:?}"))?;
        if row[0] == "totaal" {
            read.sums.insert(measure, said);
            continue;
        }
        let who = MUNICIPALITIES.iter().position(|it| row[1] == it.0).ok_or("a stranger")?;
        read.numbers.insert((measure, who), Shown { said, is_counted: row[13] == "ja" });
    }
    Ok(read)
}

fn said(value: &str, shown: &str) -> Option<Said> {
    match (value, shown) {
        (value, "getoond") => value.parse().ok().map(Said::Number),
        ("", "klein") => Some(Said::Small),
        ("", "niet getoond") => Some(Said::Withheld),
        ("", "geen getal") => Some(Said::Unknown),
        _ => None,
    }
}

/// The rows that a workbook must have of the totals.
fn totals(long: &[Vec<String>]) -> Rows {
    let columns = [3, 5, 7, 6, 8, 9, 10, 11, 14, 15, 16, 17, 18, 19, 20];
    picked(long, "totaal", &columns)
}

/// The rows that a workbook must have of the numbers of municipalities.
fn given(long: &[Vec<String>]) -> Rows {
    picked(long, "gemeente", &[1, 2, 3, 5, 7, 6, 8, 10, 11, 12, 13])
}

fn picked(long: &[Vec<String>], level: &str, columns: &[usize]) -> Rows {
    let rows = long.iter().filter(|row| row[0] == level);
    rows.map(|row| columns.iter().map(|at| row[*at].clone()).collect()).collect()
}

/// The rows of a table of a workbook, below its header; none if there is no such sheet.
fn rows(bytes: &[u8], sheet: &str) -> Rows {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
    let Ok(range) = book.worksheet_range(sheet) else { return Rows::new() };
    let rows = range.rows().skip(3);
    rows.map(|row| row.iter().map(text).collect()).collect()
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        // A day of an .ods comes as text, with or without a time.
        Data::DateTimeIso(day) => day.split('T').next().unwrap_or_default().to_owned(),
        other => format!("{other:?}"),
    }
}
