//! A return as a grid that a test can spoil as people do, before it is written to a real workbook.

use std::collections::BTreeMap;

use pmg_monitor::workbook::{self, Value};
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatScript, Formula, Note, Workbook, Worksheet,
};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Text(String),
    Number(f64),
    /// A number in a number format.
    Shown(f64, &'static str),
    /// A number that is struck through.
    Struck(f64),
    /// Struck text and then plain text.
    Corrected(&'static str, &'static str),
    /// Plain text and then a raised one.
    Noted(&'static str, &'static str),
    Date(String),
    Boolean(bool),
    /// A formula, and what it gave when it was saved.
    Formula(&'static str, &'static str),
}

/// A sheet.
#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    pub(super) name: String,
    pub(super) rows: Vec<BTreeMap<u16, Cell>>,
    pub(super) notes: Vec<(u32, u16, &'static str)>,
    pub(super) hidden: Vec<u32>,
    pub(super) merged: Vec<[u32; 4]>,
}

/// A return.
#[derive(Debug, Clone)]
pub(super) struct Book {
    pub(super) pages: Vec<Page>,
}

impl Book {
    /// The sheets of a workbook in which something is asked.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let sheets = workbook::read_bytes("vragenlijst.xlsx", bytes).unwrap().sheets;
        let pages = sheets.into_iter().map(|sheet| {
            let mut page = Page { name: sheet.name, ..Page::default() };
            for (at, value) in sheet.cells {
                let (row, column) = (at.row as usize, u16::try_from(at.column).unwrap());
                page.rows.resize(page.rows.len().max(row + 1), BTreeMap::new());
                page.rows[row].insert(column, cell(&value));
            }
            page
        });
        let asks = |page: &Page| page.rows.iter().any(|row| names(row).contains(&"Code"));
        Self { pages: pages.filter(asks).collect() }
    }

    /// The sheet and the row of a code.
    #[track_caller]
    pub(super) fn find(&self, code: &str) -> (usize, usize) {
        let text = Cell::Text(code.to_owned());
        let rows = self.pages.iter().enumerate().flat_map(|(page, it)| {
            it.rows.iter().enumerate().map(move |(row, cells)| (page, row, cells))
        });
        let mut found = rows.filter(|(_, _, cells)| cells.values().any(|cell| *cell == text));
        let (page, row, _) = found.next().unwrap_or_else(|| panic!("no row for {code}"));
        (page, row)
    }

    pub(super) fn page(&mut self, name: &str) -> &mut Page {
        self.pages.iter_mut().find(|page| page.name == name).unwrap()
    }

    /// Where a column of a code stands: its sheet, its row and its column. In a table the row has the first part of
    /// the code, and the column of the answer the last.
    #[track_caller]
    fn place(&self, code: &str, column: &str) -> (usize, usize, u16) {
        let (first, last) = code.split_once('.').unwrap();
        let (part, whole) = (Cell::Text(format!(".{last}")), Cell::text(first));
        let mut tables = self.pages.iter().enumerate().filter_map(|(number, page)| {
            let row = page.rows.iter().position(|row| row.values().any(|cell| *cell == whole))?;
            let mut cells = page.rows.iter().flatten();
            Some((number, row, *cells.find(|(_, cell)| **cell == part)?.0))
        });
        tables.next().unwrap_or_else(|| {
            let (page, row) = self.find(code);
            (page, row, self.pages[page].column(column))
        })
    }

    /// Puts something in a column of the row of a code.
    pub(super) fn put(&mut self, code: &str, column: &str, cell: Cell) {
        let (page, row, column) = self.place(code, column);
        self.pages[page].rows[row].insert(column, cell);
    }

    /// Types an answer as text.
    pub(super) fn typed(&mut self, code: &str, answer: &str) {
        self.put(code, "Antwoord", Cell::Text(answer.to_owned()));
    }

    pub(super) fn number(&mut self, code: &str, answer: f64) {
        self.put(code, "Antwoord", Cell::Number(answer));
    }

    pub(super) fn numbers(&mut self, answers: &[(&str, f64)]) {
        for (code, answer) in answers {
            self.number(code, *answer);
        }
    }

    pub(super) fn clear(&mut self, code: &str) {
        let (page, row, column) = self.place(code, "Antwoord");
        self.pages[page].rows[row].remove(&column);
    }

    /// Takes what stands in one column of the row of a code to another.
    pub(super) fn slip(&mut self, code: &str, from: &str, to: &str) {
        let (page, row) = self.find(code);
        let (from, to) = (self.pages[page].column(from), self.pages[page].column(to));
        let cell = self.pages[page].rows[row].remove(&from).unwrap();
        self.pages[page].rows[row].insert(to, cell);
    }

    /// Lets two answers change places.
    pub(super) fn swap(&mut self, one: &str, other: &str) {
        let places = [one, other].map(|code| self.find(code));
        let taken = places.map(|(page, row)| {
            let column = self.pages[page].column("Antwoord");
            self.pages[page].rows[row].remove(&column)
        });
        for ((page, row), cell) in places.into_iter().rev().zip(taken) {
            let column = self.pages[page].column("Antwoord");
            if let Some(cell) = cell {
                self.pages[page].rows[row].insert(column, cell);
            }
        }
    }

    pub(super) fn remove(&mut self, code: &str) {
        let (page, row) = self.find(code);
        self.pages[page].rows.remove(row);
    }

    /// The bytes of a workbook.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        for page in &self.pages {
            page.write(workbook.add_worksheet());
        }
        workbook.save_to_buffer().unwrap()
    }
}

impl Page {
    /// Where the column with this name stands.
    #[track_caller]
    pub(super) fn column(&self, name: &str) -> u16 {
        let starts = |cell: &Cell| matches!(cell, Cell::Text(text) if text.starts_with(name));
        let cells = || self.rows.iter().filter(|row| names(row).contains(&"Code")).flatten();
        let mut found = cells().filter(|(_, cell)| starts(cell));
        *found.next().unwrap_or_else(|| panic!("no column {name} on {}", self.name)).0
    }

    /// The rows under the header.
    pub(super) fn asked(&mut self) -> &mut [BTreeMap<u16, Cell>] {
        let header = self.rows.iter().position(|row| names(row).contains(&"Code")).unwrap();
        &mut self.rows[header + 1..]
    }

    fn write(&self, sheet: &mut Worksheet) {
        sheet.set_name(&self.name).unwrap();
        for (row, cells) in (0..).zip(&self.rows) {
            for (column, cell) in cells {
                cell.write(sheet, row, *column);
            }
        }
        for (row, column, text) in &self.notes {
            sheet.insert_note(*row, *column, &Note::new(*text)).unwrap();
        }
        for row in &self.hidden {
            sheet.set_row_hidden(*row).unwrap();
        }
        for [row, column, last_row, last_column] in self.merged.iter().copied() {
            let column = u16::try_from(column).unwrap();
            let text = self.rows[row as usize].get(&column).cloned();
            let last = u16::try_from(last_column).unwrap();
            let format = Format::new();
            sheet.merge_range(row, column, last_row, last, "", &format).unwrap();
            if let Some(cell) = text {
                cell.write(sheet, row, column);
            }
        }
    }
}

impl Cell {
    pub(super) fn day(day: &str) -> Self {
        Self::Date(day.to_owned())
    }

    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    fn write(&self, sheet: &mut Worksheet, row: u32, column: u16) {
        let plain = Format::new();
        match self {
            Self::Text(text) => sheet.write_string(row, column, text),
            Self::Number(number) => sheet.write_number(row, column, *number),
            Self::Shown(number, format) => {
                let format = Format::new().set_num_format(*format);
                sheet.write_number_with_format(row, column, *number, &format)
            }
            Self::Struck(number) => {
                let struck = Format::new().set_font_strikethrough();
                sheet.write_number_with_format(row, column, *number, &struck)
            }
            Self::Corrected(old, new) => {
                let struck = Format::new().set_font_strikethrough().set_font_color(Color::Red);
                sheet.write_rich_string(row, column, &[(&struck, *old), (&plain, *new)])
            }
            Self::Noted(text, note) => {
                let raised = Format::new().set_font_script(FormatScript::Superscript);
                sheet.write_rich_string(row, column, &[(&plain, *text), (&raised, *note)])
            }
            Self::Date(date) => {
                let date = ExcelDateTime::parse_from_str(date).unwrap();
                let format = Format::new().set_num_format("d-m-yyyy");
                sheet.write_datetime_with_format(row, column, &date, &format)
            }
            Self::Boolean(value) => sheet.write_boolean(row, column, *value),
            Self::Formula(formula, result) => {
                sheet.write_formula(row, column, Formula::new(*formula).set_result(*result))
            }
        }
        .unwrap();
    }
}

/// The texts in a row.
fn names(row: &BTreeMap<u16, Cell>) -> Vec<&str> {
    let text = |cell: &'_ Cell| matches!(cell, Cell::Text(_));
    let texts = row.values().filter(|cell| text(cell));
    texts.map(|cell| if let Cell::Text(text) = cell { text.as_str() } else { "" }).collect()
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Text(text) => Cell::Text(text.clone()),
        Value::Date(day) => Cell::Date(day.to_string()),
        Value::Number(number) | Value::Amount(number) => {
            Cell::Number(number.to_string().parse().unwrap())
        }
        other => panic!("a blank form has no {other:?}"),
    }
}
