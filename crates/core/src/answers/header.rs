//! Finds the header of a sheet: the row that names its columns, by their names and in any order.
//!
//! In: a sheet. Out: the row and its columns, or the row that was probably meant as a header and why it is none: the
//! checks then say what to mend.

use std::collections::{BTreeMap, BTreeSet};

use crate::dutch;
use crate::near;
use crate::place::Cell;
use crate::workbook::{HEADER_ROWS, Sheet, Value, column_name};

/// The columns without which there is no header.
const REQUIRED: [&str; 2] = ["code", "antwoord"];
/// Columns whose cells the program fills, which say what is asked.
const LABELS: [&str; 2] = ["vraag", "eenheid"];
/// Letters that may differ in a name that was meant.
const MISTYPED: usize = 2;

/// The row that names the columns, and where each is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) row: u32,
    pub(super) code: u32,
    pub(super) answer: u32,
    pub(super) reference_date: Option<u32>,
    pub(super) remark: Option<u32>,
    /// The column with what was answered a year before.
    pub(super) last_year: Option<LastYear>,
    /// What is asked, and in which unit.
    pub(super) labels: Vec<u32>,
    /// Columns that somebody named otherwise.
    pub(super) others: Vec<u32>,
    /// On a sheet on which a row answers several questions: which of them this column does.
    pub(super) part: Option<Part>,
}

/// A column of answers among others of the same rows. The code of a row and that of its column make the code of a
/// question: `kwaliteit-ajb` and `.besluit`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// The code of the column, with its full stop.
    pub(super) code: String,
    /// The columns of the other answers.
    pub(super) others: Vec<u32>,
    /// Whether it is the first of them: what stands beside the answers of a row is told once.
    pub(super) is_first: bool,
}

/// The column with what was answered a year before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LastYear {
    pub(super) column: u32,
    /// Whether its name has a day in it, as where the program filled it.
    pub(super) is_filled: bool,
}

/// A row that looks like a header and is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissedHeader {
    /// The name that is not there, or is there twice.
    pub name: &'static str,
    /// The cell that it was probably meant to stand in; any other of that row if there is none.
    pub cell: Cell,
    /// What is wrong with it.
    pub kind: MissedKind,
}

/// Why a row is no header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MissedKind {
    /// The name is written otherwise.
    Written(String),
    /// The name stands there a second time, here.
    Twice(Cell),
    /// The name is not there.
    Absent,
}

impl Header {
    /// The header of each column of answers: one on a sheet that names a column `Antwoord`, and several on one that has
    /// codes over its columns.
    ///
    /// Errors: as [`Header::find`] has them.
    pub(super) fn all(sheet: &Sheet) -> Result<Vec<Self>, Option<MissedHeader>> {
        let rows = (0..HEADER_ROWS).map(|row| Row::of(sheet, row));
        match rows.map(|row| row.parts(sheet)).find(|parts| !parts.is_empty()) {
            Some(parts) => Ok(parts),
            None => Self::find(sheet).map(|header| vec![header]),
        }
    }

    /// The first row with both `Code` and `Antwoord`, whatever their case, spaces and order.
    ///
    /// Errors: the row that looks most like it, if any does. Where one of the names stands there twice it
    /// is not guessed which of the two counts.
    pub(super) fn find(sheet: &Sheet) -> Result<Self, Option<MissedHeader>> {
        let mut rows = Vec::new();
        for row in (0..HEADER_ROWS).map(|row| Row::of(sheet, row)) {
            if let Some(header) = row.header() {
                return Ok(header);
            }
            rows.push(row);
        }
        let alike =
            rows.iter().map(|row| (row.likeness(), row)).filter(|(likeness, _)| *likeness > 1);
        let best = alike.rev().max_by_key(|(likeness, _)| *likeness);
        Err(best.and_then(|(_, row)| row.missed()))
    }
}

/// A row of texts, as names of columns.
struct Row {
    row: u32,
    names: BTreeMap<u32, Name>,
}

struct Name {
    plain: String,
    typed: String,
}

impl Row {
    fn of(sheet: &Sheet, row: u32) -> Self {
        let cells = sheet.cells.range(Cell { row, column: 0 }..Cell { row: row + 1, column: 0 });
        let named = cells.filter_map(|(cell, value)| {
            let Value::Text(typed) = value else { return None };
            Some((cell.column, Name { plain: column_name(typed), typed: typed.trim().to_owned() }))
        });
        Self { row, names: named.collect() }
    }

    fn called(&self, name: &str) -> impl Iterator<Item = u32> {
        self.names.iter().filter(move |(_, it)| it.plain == name).map(|(column, _)| *column)
    }

    /// The column of that name; `None` if there is none, or more than one.
    fn only(&self, name: &str) -> Option<u32> {
        let mut called = self.called(name);
        let first = called.next()?;
        called.next().is_none().then_some(first)
    }

    fn header(&self) -> Option<Header> {
        let last_year = self.names.iter().find_map(|(column, name)| {
            let day = name.plain.strip_prefix("vorigjaar")?;
            Some(LastYear { column: *column, is_filled: !day.is_empty() })
        });
        let [code, answer] = REQUIRED.map(|name| self.only(name));
        let mut header = Header {
            row: self.row,
            code: code?,
            answer: answer?,
            reference_date: self.only("peildatum"),
            remark: self.only("toelichting"),
            last_year,
            labels: LABELS.iter().flat_map(|name| self.called(name)).collect(),
            others: Vec::new(),
            part: None,
        };
        header.others = self.names.keys().copied().filter(|it| !header.knows(*it)).collect();
        Some(header)
    }

    /// The header of each column with a code over it, such as `.besluit`; empty if the row has no such codes, no column
    /// `Code`, or a column `Antwoord`.
    fn parts(&self, sheet: &Sheet) -> Vec<Header> {
        let [code, answer] = REQUIRED.map(|name| self.only(name));
        let (Some(code), None) = (code, answer) else { return Vec::new() };
        let coded = self.names.iter().filter_map(|(column, name)| {
            let part = dutch::normal(&name.typed).text().trim().to_lowercase();
            let is_part = part.len() > 1 && part.starts_with('.') && !part.contains(' ');
            is_part.then_some((*column, part))
        });
        let coded: BTreeMap<u32, String> = coded.filter(|(_, part)| part != "..").collect();
        // Whatever stands in a column that has something over it is no answer: the name of a row, its status.
        let titled = sheet.cells.range(..Cell { row: self.row, column: 0 });
        let titled: BTreeSet<u32> = titled.map(|(cell, _)| cell.column).collect();
        let is_label = |it: &u32| *it != code && !coded.contains_key(it);
        let labels: Vec<u32> = titled.into_iter().filter(is_label).collect();
        let header = |(number, (column, part)): (usize, (&u32, &String))| Header {
            row: self.row,
            code,
            answer: *column,
            reference_date: None,
            remark: None,
            last_year: None,
            labels: labels.clone(),
            others: Vec::new(),
            part: Some(Part {
                code: part.clone(),
                others: coded.keys().copied().filter(|it| it != column).collect(),
                is_first: number == 0,
            }),
        };
        coded.iter().enumerate().map(header).collect()
    }

    /// How much the row looks like a header: 2 for a name that is there, 1 for one that nearly is.
    fn likeness(&self) -> usize {
        let of = |name: &str| match (self.called(name).next(), self.near(name)) {
            (Some(_), _) => 2,
            (None, Some(_)) => 1,
            (None, None) => 0,
        };
        REQUIRED.iter().map(|name| of(name)).sum()
    }

    /// A column whose name is nearly this one, and that name; `None` if there is none.
    fn near(&self, name: &str) -> Option<(u32, &str)> {
        let is_near = |it: &Name| {
            it.plain != name
                && (is_mistyped(&it.plain, name)
                    || it.plain.starts_with(name)
                    || it.plain.ends_with(name))
        };
        let near = self.names.iter().find(|(_, it)| is_near(it))?;
        Some((*near.0, &near.1.typed))
    }

    /// What is missing from a row that was probably meant as a header; `None` if it has both names.
    fn missed(&self) -> Option<MissedHeader> {
        let name = REQUIRED.into_iter().find(|name| self.only(name).is_none())?;
        let at = |column: u32| Cell { row: self.row, column };
        let missed = |column, kind| Some(MissedHeader { name, cell: at(column), kind });
        let called: Vec<u32> = self.called(name).collect();
        if let [first, second, ..] = called[..] {
            return missed(first, MissedKind::Twice(at(second)));
        }
        match self.near(name) {
            Some((column, typed)) => missed(column, MissedKind::Written(typed.to_owned())),
            None => missed(*self.names.keys().next()?, MissedKind::Absent),
        }
    }
}

impl Header {
    /// Whether a column is one that the program gave a name.
    fn knows(&self, column: u32) -> bool {
        let columns = [Some(self.code), Some(self.answer), self.reference_date, self.remark];
        columns.contains(&Some(column))
            || self.last_year.is_some_and(|it| it.column == column)
            || self.labels.contains(&column)
    }
}

/// Whether few letters differ. A text of another length need not be compared with the name.
fn is_mistyped(plain: &str, name: &str) -> bool {
    plain.chars().count().abs_diff(name.len()) <= MISTYPED
        && near::distance(plain, name) <= MISTYPED
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
            (
                7,
                &[
                    "Toelichting",
                    " ANTWOORD ",
                    "Vraag",
                    "code",
                    "Extra",
                    "Vorig jaar\n1 maart 2024",
                ],
            ),
        ]))
        .unwrap();
        assert_eq!((found.row, found.code, found.answer), (7, 3, 1));
        assert_eq!((found.remark, found.reference_date), (Some(0), None));
        assert_eq!(found.last_year, Some(LastYear { column: 5, is_filled: true }));
        assert_eq!((found.labels, found.others), (vec![2], vec![4]));
    }

    #[test]
    fn what_nobody_sees_and_what_stands_around_a_name_are_no_part_of_it() {
        for name in [
            "Antwoord:",
            "Antwoord *",
            "\u{FEFF}Antwoord",
            "Ant\u{AD}woord",
            "Antwoord\u{200B}",
            "Antwoord\u{A0}",
            "Ａntwoord",
            "ANTWOORD.",
        ] {
            assert!(Header::find(&sheet(&[(0, &["Code ", name])])).is_ok(), "{name:?}");
        }
    }

    #[test]
    fn codes_over_the_columns_make_each_of_them_a_column_of_answers() {
        let rows: [(u32, &[&str]); 2] = [
            (3, &["Interventie", "Effect", "Besluit"]),
            (5, &["", ".Effect ", ".besluit", "Code"]),
        ];
        let found = Header::all(&sheet(&rows)).unwrap();
        let parts: Vec<(u32, &str)> =
            found.iter().map(|it| (it.answer, it.part.as_ref().unwrap().code.as_str())).collect();
        assert_eq!(parts, [(1, ".effect"), (2, ".besluit")]);
        assert!(found.iter().all(|it| (it.row, it.code) == (5, 3) && it.labels == [0]));
        let first = found[0].part.as_ref().unwrap();
        assert_eq!((first.is_first, &first.others[..]), (true, &[2][..]));
    }

    #[test]
    fn a_sheet_with_a_column_antwoord_is_read_as_a_list_whatever_else_stands_over_it() {
        let found = Header::all(&sheet(&[(3, &["Code", "Antwoord", ".besluit", "…"])])).unwrap();
        assert_eq!((found.len(), found[0].answer, &found[0].part), (1, 1, &None));
        assert_eq!(Header::all(&sheet(&[(3, &[".besluit", "Vraag"])])), Err(None));
    }

    #[test]
    fn a_name_that_stands_there_twice_is_not_guessed() {
        let doubled = [(3, &["Code", "Antwoord", "Antwoord"][..])];
        let missed = Header::find(&sheet(&doubled)).unwrap_err().unwrap();
        assert_eq!((missed.name, missed.cell), ("antwoord", Cell { row: 3, column: 1 }));
        assert_eq!(missed.kind, MissedKind::Twice(Cell { row: 3, column: 2 }));
    }

    #[test]
    fn the_row_that_looks_most_like_a_header_is_named() {
        let rows: [(u32, &[&str]); 3] = [
            (0, &["Code", "van dit jaar"]),
            (4, &["Code", "Vraag", "Antword"]),
            (5, &["ajb.status", "Welke status?"]),
        ];
        let missed = Header::find(&sheet(&rows)).unwrap_err().unwrap();
        assert_eq!((missed.name, missed.cell), ("antwoord", Cell { row: 4, column: 2 }));
        assert_eq!(missed.kind, MissedKind::Written("Antword".to_owned()));
        let absent = Header::find(&sheet(&rows[..1])).unwrap_err().unwrap();
        assert_eq!((absent.cell, absent.kind), (Cell { row: 0, column: 0 }, MissedKind::Absent));
        assert_eq!(Header::find(&sheet(&rows[2..])), Err(None));
    }

    #[test]
    fn without_both_names_in_the_first_rows_there_is_no_header() {
        assert!(Header::find(&sheet(&[(0, &["Code", "Vraag"])])).is_err());
        assert_eq!(Header::find(&sheet(&[(30, &["Code", "Antwoord"])])), Err(None));
    }
}
