//! Turns the cells of a workbook into answers to the questionnaire's questions.
//!
//! In: [`Sheets`] and the [`Questionnaire`]. Out: a [`Submission`]: what stands behind every code,
//! typed, or with the fault that keeps it from being typed. Refuses nothing and judges nothing:
//! what is wrong with an answer is for the checks to say.

mod copies;
mod header;
mod number;
mod seen_otherwise;
mod sender;
mod status;
mod strays;
mod struck;
mod value;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::dutch;
use crate::place::{Cell, Place};
use crate::questionnaire::Questionnaire;
use crate::workbook::{Sheet, Sheets, SourceFile, Value};

pub use copies::CopiedSheet;
use header::Header;
pub use header::{MissedHeader, MissedKind};
pub use number::{NumberFault, Seen};
pub use sender::by_sender;
pub use status::Status;
pub use strays::{Stray, StrayKind};
pub use struck::StruckText;
pub use value::shown;

/// What one workbook answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The file that it was read from.
    pub file: SourceFile,
    /// Whether there are macros in the file; they are never run.
    pub has_macros: bool,
    /// Whether there is a sheet with the columns `Code` and `Antwoord`.
    pub has_header: bool,
    /// The sheets on which answers are read, in their order.
    pub sheets: Vec<String>,
    /// What stands behind each code of the questionnaire, each time that it stands there.
    pub entries: BTreeMap<String, Vec<Entry>>,
    /// Codes that the questionnaire does not know, and where.
    pub unknown_codes: Vec<(String, Place)>,
    /// By sheet, the row that looks most like a header and is none.
    pub missed_headers: BTreeMap<String, MissedHeader>,
    /// Sheets that ask what another sheet asks.
    pub copies: Vec<CopiedSheet>,
    /// What stands where no answer is read, and what is read though nobody sees it.
    pub strays: Vec<Stray>,
    /// Words that are struck through, and were left out.
    pub struck: Vec<StruckText>,
}

impl Submission {
    /// Whether a code stands there more than once.
    #[must_use]
    pub fn is_repeated(&self, code: &str) -> bool {
        self.entries.get(code).is_some_and(|entries| entries.len() > 1)
    }

    /// What stands behind each code, once for each time that it stands there.
    pub fn each_entry(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.iter().flat_map(|(code, all)| all.iter().map(move |it| (code.as_str(), it)))
    }

    /// The texts that a municipality wrote, answers and remarks, each with its code and its cell.
    pub fn each_text(&self) -> impl Iterator<Item = (&str, &str, &Place)> {
        self.each_entry().flat_map(|(code, entry)| {
            let answer = match &entry.reading {
                Reading::Text(text) => Some((code, text.as_str(), &entry.place)),
                _ => None,
            };
            let remark = entry.remark.as_deref().zip(entry.remark_place.as_ref());
            answer.into_iter().chain(remark.map(|(text, place)| (code, text, place)))
        })
    }

    /// How many questions are answered, not counting those that the form answers itself.
    #[must_use]
    pub fn answered(&self) -> usize {
        let is_asked = |code: &str| !code.starts_with("gemeente.") && !code.starts_with("stempel.");
        let is_answered = |entries: &[Entry]| entries.iter().any(|it| !it.reading.is_empty());
        let all = self.entries.iter();
        all.filter(|(code, entries)| is_asked(code) && is_answered(entries)).count()
    }

    /// The text behind a code; `None` unless it is given exactly once.
    #[must_use]
    pub fn text(&self, code: &str) -> Option<(&str, &Place)> {
        match self.entries.get(code).map(Vec::as_slice) {
            Some([Entry { reading: Reading::Text(text), place, .. }]) => Some((text, place)),
            _ => None,
        }
    }
}

/// What stands behind a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The cell of the answer.
    pub place: Place,
    /// The answer.
    pub reading: Reading,
    /// The reference date that was typed; `None` if none was.
    pub reference_date: Option<DateReading>,
    /// The municipality's remark.
    pub remark: Option<String>,
    /// The cell of the remark, if there is a column for it.
    pub remark_place: Option<Place>,
}

/// An answer as far as it could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Nothing was filled in.
    Empty,
    /// A number.
    Number(Decimal),
    /// A status.
    Status(Status),
    /// Text, where text was asked.
    Text(String),
    /// What was chosen, in the words of the questionnaire.
    Chosen(Vec<String>),
    /// A day, where a day was asked.
    Date(Date),
    /// `onbekend`: asked, not known.
    Unknown,
    /// `n.v.t.`: does not apply.
    NotApplicable,
    /// Something that is no answer to this question.
    Fault(Fault),
}

impl Reading {
    /// Whether nothing was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => value::is_blank(text),
            Self::Chosen(chosen) => chosen.is_empty(),
            _ => false,
        }
    }
}

/// Why a cell is no answer to its question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What stands there, as text.
    pub found: String,
    /// What is wrong with it.
    pub kind: FaultKind,
}

/// What keeps a cell from being an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// Not the number that was asked.
    Number(NumberFault),
    /// Not a status.
    Status,
    /// Not one of the choices; the first that is none.
    Choice(String),
    /// Not a day.
    NoDate,
    /// A date or a time where something else was asked.
    Date,
    /// An error value such as `#REF!`.
    ErrorValue,
    /// A formula that was saved without its value.
    FormulaWithoutValue,
    /// True or false.
    Boolean,
}

/// A reference date as far as it could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateReading {
    /// A day, with the cell that it stands in.
    Date(Date, Place),
    /// Something that is no day, with the cell that it stands in.
    Fault(String, Place),
}

impl DateReading {
    /// The cell that it stands in.
    #[must_use]
    pub fn place(&self) -> &Place {
        match self {
            Self::Date(_, place) | Self::Fault(_, place) => place,
        }
    }
}

/// Reads the answers in a workbook.
#[must_use]
pub fn read(sheets: &Sheets, questionnaire: &Questionnaire) -> Submission {
    let (kept, struck) = struck::left_out(sheets, questionnaire);
    let mut submission = Submission {
        file: sheets.file.clone(),
        has_macros: sheets.has_macros,
        has_header: false,
        sheets: Vec::new(),
        entries: BTreeMap::new(),
        unknown_codes: Vec::new(),
        missed_headers: BTreeMap::new(),
        copies: Vec::new(),
        strays: Vec::new(),
        struck,
    };
    for (sheet, name) in kept.iter().zip(sheet_names(sheets)) {
        match Header::find(sheet) {
            Ok(header) => {
                submission.has_header = true;
                let rows = rows(sheet, &header, questionnaire);
                let page = Page { file: &sheets.file.name, name: &name, sheet, header, rows };
                page.read(questionnaire, &mut submission);
                let strays = strays::on_page(&page, questionnaire, &submission);
                submission.strays.extend(strays);
                submission.sheets.push(name);
            }
            Err(missed) => {
                let stray = strays::elsewhere(&sheets.file.name, &name, sheet, questionnaire);
                submission.strays.extend(stray);
                submission.missed_headers.extend(missed.map(|missed| (name, missed)));
            }
        }
    }
    submission.copies = copies::find(&submission);
    submission
}

/// The names of the sheets, each of them once: a second `Onderwijs` is `Onderwijs [2]`, which no spreadsheet
/// takes as a name.
#[must_use]
pub fn sheet_names(sheets: &Sheets) -> Vec<String> {
    names_once(sheets.sheets.iter().map(|sheet| sheet.name.as_str()))
}

/// The names, each of them once, as [`sheet_names`] gives them.
pub fn names_once<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let once = |name| {
        let times = seen.entry(name).or_default();
        *times += 1;
        if *times == 1 { name.to_owned() } else { format!("{name} [{times}]") }
    };
    names.map(once).collect()
}

/// The number of the sheet that has a name from [`sheet_names`]; `None` if there is none.
#[must_use]
pub fn sheet_number(sheets: &Sheets, name: &str) -> Option<usize> {
    sheet_names(sheets).iter().position(|each| each == name)
}

/// A sheet with a header.
struct Page<'a> {
    file: &'a str,
    name: &'a str,
    sheet: &'a Sheet,
    header: Header,
    /// The rows below the header that have something in them, each with its code if it has one.
    rows: Vec<(u32, Option<String>)>,
}

/// The rows below the header that have something in them, each with its code if it has one.
fn rows(
    sheet: &Sheet,
    header: &Header,
    questionnaire: &Questionnaire,
) -> Vec<(u32, Option<String>)> {
    let below = Cell { row: header.row + 1, column: 0 };
    let mut rows: Vec<(u32, Option<String>)> = Vec::new();
    for (at, value) in sheet.cells.range(below..) {
        if rows.last().is_none_or(|(row, _)| *row != at.row) {
            rows.push((at.row, None));
        }
        if let Some(last) = rows.last_mut().filter(|_| at.column == header.code) {
            last.1 = Some(code(value, questionnaire));
        }
    }
    rows
}

impl Page<'_> {
    fn place(&self, row: u32, column: u32) -> Place {
        Place::cell(self.file, self.name, Cell { row, column })
    }

    fn get(&self, row: u32, column: u32) -> Option<&Value> {
        self.sheet.cells.get(&Cell { row, column })
    }

    fn read(&self, questionnaire: &Questionnaire, submission: &mut Submission) {
        let coded = self.rows.iter().filter_map(|(row, code)| Some((*row, code.as_ref()?)));
        for (row, code) in coded {
            if questionnaire.question(code).is_some() {
                let entry = self.entry(row, code, questionnaire);
                submission.entries.entry(code.clone()).or_default().extend(entry);
            } else if code.contains('.') && !code.contains(char::is_whitespace) {
                // A title or a note in the column of codes is no code: those have no full stop inside.
                submission.unknown_codes.push((code.clone(), self.place(row, self.header.code)));
            }
        }
    }

    fn entry(&self, row: u32, code: &str, questionnaire: &Questionnaire) -> Option<Entry> {
        let question = questionnaire.question(code)?;
        let get = |column: Option<u32>| Some((self.get(row, column?)?, self.place(row, column?)));
        let header = &self.header;
        let answer = self.get(row, header.answer);
        Some(Entry {
            place: self.place(row, header.answer),
            reading: answer.map_or(Reading::Empty, |answer| value::reading(answer, question)),
            reference_date: get(header.reference_date)
                .and_then(|(date, place)| value::reference_date(date, place)),
            remark: get(header.remark).map(|(remark, _)| shown(remark).trim().to_owned()),
            remark_place: header.remark.map(|column| self.place(row, column)),
        })
    }
}

/// The code in a cell as the questionnaire writes it, if the questionnaire knows it, or else as it stands
/// there.
fn code(value: &Value, questionnaire: &Questionnaire) -> String {
    let code = dutch::normal(&shown(value)).text().trim().to_lowercase();
    let joined: String = code.split_whitespace().collect();
    if questionnaire.question(&joined).is_some() { joined } else { code }
}

/// The columns `Code` and `Antwoord` of a sheet, counted from zero; `None` if it has no header.
#[must_use]
pub fn columns(sheet: &Sheet) -> Option<(u32, u32)> {
    Header::find(sheet).ok().map(|header| (header.code, header.answer))
}
