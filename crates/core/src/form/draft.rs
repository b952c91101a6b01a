//! A workbook in the making, as the files that lay it out share it: its sheets so far, where each question is
//! answered, and the columns.

use std::collections::BTreeMap;

use crate::place::Cell;
use crate::questionnaire::Intervention;
use crate::spreadsheet::lines::broken;

use super::formula::{Expr, cell};
use super::model::{Book, Column, Content, Sheet, Style};
use super::source::Form;

/// The row with the names of the columns.
pub(super) const HEADER: u32 = 3;
/// The column of the question, on every sheet.
pub(super) const QUESTION: u32 = 0;
/// Columns of a sheet with numbers. The code comes last, because nobody but the program needs it.
pub(super) const LAST_YEAR: u32 = 1;
pub(super) const ANSWER: u32 = 2;
pub(super) const UNIT: u32 = 3;
pub(super) const DATE: u32 = 4;
pub(super) const REMARK: u32 = 5;
pub(super) const CODE: u32 = 6;
/// Columns of the other sheets.
pub(super) const OPEN_ANSWER: u32 = 1;
pub(super) const OPEN_CODE: u32 = 2;
/// The name of the column of codes, by which a return is read.
pub(super) const CODE_TITLE: &str = "Code";
/// How many digits fit in the column of codes.
pub(super) const CODE_WIDTH: u32 = 13;
/// Columns to the right of a table that are looked at for what was typed beside it.
const BESIDE: u32 = 5;
/// The hidden sheet with what can be chosen, and with the status of each intervention.
pub(super) const LISTS: &str = "Lijsten";

/// Where a question is answered.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) sheet: String,
    pub(super) cell: Cell,
    pub(super) has_remark: bool,
    /// What the program puts beside it as last year's answer, if there is a column for that.
    pub(super) before: Option<String>,
    /// Its name in the register.
    pub(super) label: String,
    /// The first column to the right of the table, if what is typed there is told at this question.
    pub(super) beside: Option<u32>,
}

impl Asked {
    pub(super) fn answer(&self) -> Expr {
        cell(&self.sheet, self.cell)
    }

    pub(super) fn date(&self) -> Option<Expr> {
        let at = Cell { column: DATE, ..self.cell };
        self.has_remark.then(|| cell(&self.sheet, at))
    }

    pub(super) fn remark(&self) -> Option<Expr> {
        let at = Cell { column: REMARK, ..self.cell };
        self.has_remark.then(|| cell(&self.sheet, at))
    }

    /// The cell with last year's answer, and what the program puts there.
    pub(super) fn last_year(&self) -> Option<(Expr, &str)> {
        let at = Cell { column: LAST_YEAR, ..self.cell };
        self.before.as_deref().map(|before| (cell(&self.sheet, at), before))
    }

    /// The cells to the right of the table, in which nothing belongs; `None` if another question looks at them.
    pub(super) fn right(&self) -> Option<Expr> {
        let at = |column| Cell { column, ..self.cell };
        let range = |first| Expr::Range(self.sheet.clone(), at(first), at(first + BESIDE - 1));
        self.beside.map(range)
    }

    /// Its cell, with its sheet if that is another one than `from`.
    pub(super) fn address(&self, from: &str) -> String {
        if from == self.sheet {
            format!("cel {}", self.cell)
        } else {
            format!("cel {} van het blad {}", self.cell, self.sheet)
        }
    }
}

/// The cells of the hidden list of interventions, each with as many rows.
pub(super) struct Interventions {
    pub(super) codes: Expr,
    /// The words by which each is chosen.
    pub(super) choices: Expr,
    pub(super) statuses: Expr,
}

/// A workbook in the making.
pub(super) struct Draft<'a> {
    pub(super) form: &'a Form<'a>,
    pub(super) book: Book,
    /// Where each question is answered, by code.
    pub(super) places: BTreeMap<String, Asked>,
    /// Interventions with a status, in the order of the list of statuses.
    pub(super) with_status: Vec<&'a Intervention>,
    /// What can be chosen somewhere.
    pub(super) lists: Vec<Vec<String>>,
}

impl Draft<'_> {
    /// The sheet with this name, which is added if there is none yet.
    pub(super) fn sheet(&mut self, name: &str) -> &mut Sheet {
        let found = self.book.sheets.iter().position(|sheet| sheet.name == name);
        let index = found.unwrap_or_else(|| {
            self.book.sheets.push(Sheet { name: name.to_owned(), ..Sheet::default() });
            self.book.sheets.len() - 1
        });
        &mut self.book.sheets[index]
    }

    /// Puts a formula in a cell, with its outcome over what the cells hold by now.
    pub(super) fn formula(
        &mut self,
        sheet: &str,
        (row, column): (u32, u32),
        formula: Expr,
        style: Style,
    ) {
        let value = formula.value(&self.book);
        self.sheet(sheet).put(row, column, Content::Formula(formula, value), style);
    }

    /// The status of an intervention, as a word in small letters; `None` if it has no status.
    pub(super) fn status(&self, code: &str) -> Option<Expr> {
        let index = self.with_status.iter().position(|each| each.code == code)?;
        Some(cell(LISTS, Cell { row: u32::try_from(index).ok()? + 1, column: 2 }))
    }

    /// The hidden list of interventions; `None` if no intervention has a status.
    pub(super) fn interventions(&self) -> Option<Interventions> {
        let last = u32::try_from(self.with_status.len()).ok().filter(|last| *last > 0)?;
        let column = |column| {
            let from = Cell { row: 1, column };
            Expr::Range(LISTS.to_owned(), from, Cell { row: last, column })
        };
        Some(Interventions { codes: column(0), choices: column(1), statuses: column(2) })
    }

    /// The cells with these choices, which become a list of their own if there is none yet.
    pub(super) fn list(&mut self, words: &[String]) -> Expr {
        let index = self.lists.iter().position(|list| list == words).unwrap_or_else(|| {
            self.lists.push(words.to_owned());
            self.lists.len() - 1
        });
        let short = "lists of choices are few and short";
        let column = u32::try_from(index).expect(short) + 4;
        let last = u32::try_from(words.len()).expect(short);
        Expr::Range(LISTS.to_owned(), Cell { row: 1, column }, Cell { row: last, column })
    }

    /// Writes the head of a sheet with a table: its title in the first cell, what to do, and the names of the columns.
    pub(super) fn head(&mut self, name: &str, title: &str, note: &str, columns: &[(&str, u32)]) {
        let wide: u32 = columns.iter().map(|(_, width)| width).sum();
        let notes = broken(note, wide, false);
        let sheet = self.sheet(name);
        sheet.columns =
            columns.iter().map(|(_, width)| Column { width: *width, is_hidden: false }).collect();
        sheet.say(0, 0, title, Style::Title);
        sheet.heights.insert(0, 27);
        // Two lines have room; what is more is read by scrolling to the right.
        let (first, rest) = notes.split_at(1.min(notes.len()));
        sheet.say(1, 0, &first.join(" "), Style::Note);
        if !rest.is_empty() {
            sheet.say(2, 0, &rest.join(" "), Style::Note);
        }
        for (column, (text, _)) in (0..).zip(columns) {
            let is_quiet = text.is_empty() || *text == CODE_TITLE;
            let style = if is_quiet { Style::Code } else { Style::Header };
            sheet.say(HEADER, column, text, style);
        }
        sheet.header = Some(HEADER);
        sheet.last = HEADER;
        sheet.fit(HEADER);
    }
}
