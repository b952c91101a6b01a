//! The place of something: in a workbook, written as Excel shows it, or in a text.

use std::fmt;

use serde::{Serialize, Serializer};

/// A cell, counted from zero: `A1` is row 0, column 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Row, counted from zero.
    pub row: u32,
    /// Column, counted from zero.
    pub column: u32,
}

impl Cell {
    /// The cell that a text names as Excel does: `D14`, `$D$14`. `None` if it names none.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let written = written.trim().replace('$', "").to_uppercase();
        let letters = written.find(|c: char| c.is_ascii_digit())?;
        let (letters, digits) = written.split_at(letters);
        let column = letters.bytes().try_fold(0_u32, |column, letter| {
            let digit = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
            column.checked_mul(26)?.checked_add(digit)
        })?;
        let row: u32 = digits.parse().ok()?;
        Some(Self { row: row.checked_sub(1)?, column: column.checked_sub(1)? })
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.column), u64::from(self.row) + 1)
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A place that a finding or a contribution points to; a whole file when there is no sheet or cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// Name of the file, without its folder; that of a template has one.
    pub file: String,
    /// Name of the sheet.
    pub sheet: Option<String>,
    /// The cell.
    pub cell: Option<Cell>,
    /// In a text: the line, counted from one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// In a text: the character in its line, counted from one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
}

impl Place {
    /// A whole file.
    #[must_use]
    pub fn file(name: &str) -> Self {
        Self { file: name.to_owned(), sheet: None, cell: None, line: None, column: None }
    }

    /// A cell of a sheet.
    #[must_use]
    pub fn cell(file: &str, sheet: &str, cell: Cell) -> Self {
        let (sheet, cell) = (Some(sheet.to_owned()), Some(cell));
        Self { sheet, cell, ..Self::file(file) }
    }

    /// A character of a text, such as a template; `file` has the folder that tells it from others.
    #[must_use]
    pub fn text(file: &str, line: u32, column: u32) -> Self {
        Self { line: Some(line), column: Some(column), ..Self::file(file) }
    }

    /// The line and the column; `None` if the place is not in a text.
    #[must_use]
    pub fn in_text(&self) -> Option<(u32, u32)> {
        Some((self.line?, self.column?))
    }

    /// The place inside its file, as Excel writes it: `'Werk en inkomen'!D14`.
    #[must_use]
    pub fn in_file(&self) -> Option<String> {
        let sheet = self.sheet.as_ref()?;
        let plain = sheet.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && !sheet.starts_with(|c: char| c.is_ascii_digit());
        let name = if plain { sheet.clone() } else { format!("'{}'", sheet.replace('\'', "''")) };
        Some(match self.cell {
            Some(cell) => format!("{name}!{cell}"),
            None => name,
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.in_file(), self.in_text()) {
            (Some(inside), _) => write!(f, "{} {inside}", self.file),
            (None, Some((line, column))) => write!(f, "{}:{line}:{column}", self.file),
            (None, None) => f.write_str(&self.file),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_written_as_excel_writes_it() {
        for (row, column, written) in [
            (0, 0, "A1"),
            (13, 3, "D14"),
            (0, 25, "Z1"),
            (0, 26, "AA1"),
            (1_048_575, 16_383, "XFD1048576"),
        ] {
            assert_eq!(Cell { row, column }.to_string(), written);
            assert_eq!(Cell::parse(written), Some(Cell { row, column }));
        }
        assert_eq!(Cell::parse("$d$14"), Cell::parse("D14"));
        for wrong in ["", "D", "14", "D0", "14D", "D1.5", "ZZZZZZZZ1"] {
            assert_eq!(Cell::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_place_in_a_text_is_written_as_tools_write_it() {
        let place = Place::text("thema/onderwijs.md", 12, 5);
        assert_eq!(place.to_string(), "thema/onderwijs.md:12:5");
        assert_eq!(place.in_file(), None);
    }

    #[test]
    fn a_sheet_is_quoted_where_excel_quotes_it() {
        let place = |sheet| Place::cell("b.xlsx", sheet, Cell { row: 13, column: 3 }).to_string();
        assert_eq!(place("Werk en inkomen"), "b.xlsx 'Werk en inkomen'!D14");
        assert_eq!(place("Onderwijs"), "b.xlsx Onderwijs!D14");
        assert_eq!(place("Foto's"), "b.xlsx 'Foto''s'!D14");
        assert_eq!(place("2024"), "b.xlsx '2024'!D14");
    }
}
