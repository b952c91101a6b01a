//! The sheets that the program itself puts in a workbook and never reads: in a return they have most of the cells.

use super::sheets::{Sheet, Value};
use crate::dutch;

/// The header of a sheet is looked for in so many rows at its top.
pub const HEADER_ROWS: u32 = 30;
/// The hidden sheet of a form that calculates. It alone has half of the cells of a workbook.
pub const CALCULATING: &str = "Rekenblad";
/// How the names of these sheets begin: four of the form, and that of a marked copy.
const OWN: [&str; 5] = ["start", "controle", "lijsten", "rekenblad", "bevindingen"];

/// Whether a sheet of this name is one that the program made and does not read.
#[must_use]
pub fn is_own(name: &str) -> bool {
    let begins = |own: &&str| name.get(..own.len()).is_some_and(|it| it.eq_ignore_ascii_case(own));
    OWN.iter().any(begins)
}

/// The name of a column as it is compared: `Antwoord:` and ` ANTWOORD ` are `antwoord`.
#[must_use]
pub fn column_name(typed: &str) -> String {
    let name: String = dutch::normal(typed).text().split_whitespace().collect();
    name.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Decides where a sheet ends for us: one of the program's own ends below the rows in which a header is looked for,
/// unless somebody gave it the header of a sheet that asks.
#[derive(Debug, Default)]
pub(super) struct End {
    /// Decided once, so that a file with many rows cannot make us look for the header in each.
    ends: Option<bool>,
}

impl End {
    /// Whether nothing is kept of this row and those below it.
    pub(super) fn is_before(&mut self, row: u32, sheet: &Sheet) -> bool {
        let ends = || is_own(&sheet.name) && !sheet.cells.values().any(is_header);
        row >= HEADER_ROWS && *self.ends.get_or_insert_with(ends)
    }
}

fn is_header(value: &Value) -> bool {
    matches!(value, Value::Text(text) if column_name(text) == "antwoord")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Cell;

    fn sheet(name: &str, text: &str) -> Sheet {
        let cells = [(Cell { row: 3, column: 2 }, Value::Text(text.to_owned()))].into();
        Sheet { name: name.to_owned(), cells, ..Sheet::default() }
    }

    #[test]
    fn an_own_sheet_ends_below_the_rows_of_a_header() {
        for name in ["Start", "Controle (2)", "LIJSTEN", "Rekenblad", "Bevindingen"] {
            let ends = |row| End::default().is_before(row, &sheet(name, "Antwoord ontbreekt"));
            assert!(!ends(HEADER_ROWS - 1) && ends(HEADER_ROWS), "{name}");
        }
    }

    #[test]
    fn a_sheet_that_may_hold_answers_has_no_end() {
        let ends = |name, text| End::default().is_before(500, &sheet(name, text));
        assert!(!ends("Onderwijs", "Vraag"), "a sheet of the form, or of somebody");
        assert!(
            !ends("Start", " Antwoord: "),
            "somebody asks on it, whatever stands around the name"
        );
    }
}
