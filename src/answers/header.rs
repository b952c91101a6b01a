use crate::place::Cell;
use crate::workbook::{Sheet, Value};

/// Rows in which a header may stand.
const ROWS: u32 = 30;

/// The row that names the columns, and where each is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) row: u32,
    pub(super) code: u32,
    pub(super) answer: u32,
    pub(super) reference_date: Option<u32>,
    pub(super) remark: Option<u32>,
}

impl Header {
    /// The first row with both `Code` and `Antwoord`, whatever their case, spaces and order; none where
    /// one of them stands there twice: which of the two counts is not guessed.
    pub(super) fn find(sheet: &Sheet) -> Option<Self> {
        (0..ROWS).find_map(|row| {
            let cells =
                || sheet.cells.range(Cell { row, column: 0 }..Cell { row: row + 1, column: 0 });
            let column = |name: &str| {
                let mut named = cells().filter(|(_, value)| is_named(value, name));
                let (cell, _) = named.next()?;
                named.next().is_none().then_some(cell.column)
            };
            Some(Self {
                row,
                code: column("code")?,
                answer: column("antwoord")?,
                reference_date: column("peildatum"),
                remark: column("toelichting"),
            })
        })
    }
}

fn is_named(value: &Value, name: &str) -> bool {
    let Value::Text(text) = value else { return false };
    text.split_whitespace().collect::<String>().to_lowercase() == name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[(u32, &[&str])]) -> Sheet {
        let mut cells = std::collections::BTreeMap::new();
        for (row, texts) in rows {
            for (column, text) in (0..).zip(*texts) {
                cells.insert(Cell { row: *row, column }, Value::Text((*text).to_owned()));
            }
        }
        Sheet { name: "Onderwijs".to_owned(), cells, ..Sheet::default() }
    }

    #[test]
    fn the_header_is_found_by_name_wherever_it_stands() {
        let found = Header::find(&sheet(&[
            (0, &["Onderwijs"]),
            (7, &["Toelichting", " ANTWOORD ", "Vraag", "code", "Extra"]),
        ]))
        .unwrap();
        assert_eq!((found.row, found.code, found.answer), (7, 3, 1));
        assert_eq!((found.remark, found.reference_date), (Some(0), None));
    }

    #[test]
    fn a_name_that_stands_there_twice_is_not_guessed() {
        let doubled = [(0, &["Code", "Antwoord", "Antwoord"][..])];
        assert_eq!(Header::find(&sheet(&doubled)), None);
    }

    #[test]
    fn without_both_names_in_the_first_rows_there_is_no_header() {
        assert_eq!(Header::find(&sheet(&[(0, &["Code", "Vraag"])])), None);
        assert_eq!(Header::find(&sheet(&[(30, &["Code", "Antwoord"])])), None);
    }
}
