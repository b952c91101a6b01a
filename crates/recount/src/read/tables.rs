//! Reads the workbooks of the tables for everybody, with the reader that reads what municipalities send.

use pmg_core::place::Cell;
use pmg_core::workbook::{self, Value};

/// A workbook as it was read.
pub(crate) struct Book {
    pub(crate) has_macros: bool,
    pub(crate) sheets: Vec<Sheet>,
}

/// A sheet: its rows from the first one on, each cell as text; empty where nothing stands in one.
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) rows: Vec<Vec<String>>,
    /// What hangs on cells, and rows that nobody sees: nothing of this is in a file of ours.
    pub(crate) is_odd: bool,
}

/// Reads a workbook; why it cannot be read, if it cannot.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Book, String> {
    let read = workbook::read_bytes(name, bytes).map_err(|it| format!("{:?}", it.reason))?;
    Ok(Book { has_macros: read.has_macros, sheets: read.sheets.iter().map(sheet).collect() })
}

fn sheet(read: &workbook::Sheet) -> Sheet {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (Cell { row, column }, value) in &read.cells {
        let [row, column] = [*row, *column].map(|at| usize::try_from(at).unwrap_or(usize::MAX));
        // Nothing of ours is as long or as wide: what stands further away is a row too many.
        if row >= ROWS || column >= COLUMNS {
            rows.push(vec![said(value)]);
            continue;
        }
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        if rows[row].len() <= column {
            rows[row].resize(column + 1, String::new());
        }
        rows[row][column] = said(value);
    }
    let is_odd = !read.comments.is_empty() || !read.hidden_rows.is_empty();
    Sheet { name: read.name.clone(), rows, is_odd }
}

/// A spreadsheet has no more rows than this.
const ROWS: usize = 1 << 20;
/// Our tables have far fewer columns than this.
const COLUMNS: usize = 100;

/// A value as text: a number with a point, a day as a year, a month and a day.
fn said(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::HugeNumber(text) => text.clone(),
        Value::Number(number) => number.normalize().to_string(),
        Value::Date(date) => date.to_string(),
        other => format!("{other:?}"),
    }
}
