//! Turns the cells of a workbook into answers to the questionnaire's questions.
//!
//! In: [`Sheets`] and the [`Questionnaire`]. Out: a [`Submission`]: what stands behind every code,
//! typed, or with the fault that keeps it from being typed. Refuses nothing and judges nothing:
//! what is wrong with an answer is for the checks to say.

mod header;
mod number;
mod seen_otherwise;
mod status;
mod struck;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::cycle::OpenKind;
use crate::dutch;
use crate::place::{Cell, Place};
use crate::questionnaire::{OpenQuestion, Question, Questionnaire};
use crate::workbook::{RunStyle, Sheet, Sheets, SourceFile, Value};

use header::Header;
pub use number::{NumberFault, Seen};
pub use status::Status;
pub use struck::StruckText;

/// What one workbook answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The file that it was read from.
    pub file: SourceFile,
    /// Whether there are macros in the file; they are never run.
    pub has_macros: bool,
    /// Whether there is a sheet with the columns `Code` and `Antwoord`.
    pub has_header: bool,
    /// What stands behind each code of the questionnaire, each time that it stands there.
    pub entries: BTreeMap<String, Vec<Entry>>,
    /// Codes that the questionnaire does not know, and where.
    pub unknown_codes: Vec<(String, Place)>,
    /// Words that are struck through, and were left out.
    pub struck: Vec<StruckText>,
}

impl Submission {
    /// Whether a code stands there more than once.
    #[must_use]
    pub fn is_repeated(&self, code: &str) -> bool {
        self.entries.get(code).is_some_and(|entries| entries.len() > 1)
    }

    /// How many questions are answered, not counting those that the form answers itself.
    #[must_use]
    pub fn answered(&self) -> usize {
        let is_asked = |code: &str| !code.starts_with("gemeente.") && !code.starts_with("stempel.");
        let is_answered = |entries: &[Entry]| entries.iter().any(|it| !it.reading.is_empty());
        let all = self.entries.iter();
        all.filter(|(code, entries)| is_asked(code) && is_answered(entries)).count()
    }

    /// The text behind a code, where it is given once.
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
    /// A reference date other than the year's.
    pub reference_date: Option<DateReading>,
    /// The municipality's remark.
    pub remark: Option<String>,
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
            Self::Text(text) => text.trim().is_empty(),
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

/// Reads the answers in a workbook.
#[must_use]
pub fn read(sheets: &Sheets, questionnaire: &Questionnaire) -> Submission {
    let (kept, struck) = struck::left_out(sheets, questionnaire);
    let mut submission = Submission {
        file: sheets.file.clone(),
        has_macros: sheets.has_macros,
        has_header: false,
        entries: BTreeMap::new(),
        unknown_codes: Vec::new(),
        struck,
    };
    for sheet in kept.iter() {
        if let Some(header) = Header::find(sheet) {
            submission.has_header = true;
            read_sheet(sheet, &header, questionnaire, &mut submission);
        }
    }
    submission
}

fn read_sheet(
    sheet: &Sheet,
    header: &Header,
    questionnaire: &Questionnaire,
    submission: &mut Submission,
) {
    let file = submission.file.name.clone();
    let below = Cell { row: header.row + 1, column: 0 };
    for (at, value) in sheet.cells.range(below..) {
        if at.column != header.code {
            continue;
        }
        let code = shown(value).trim().to_lowercase();
        let place = |column| Place::cell(&file, &sheet.name, Cell { row: at.row, column });
        let get = |column: Option<u32>| {
            let column = column?;
            sheet.cells.get(&Cell { row: at.row, column }).map(|value| (value, place(column)))
        };
        let Some(question) = questionnaire.question(&code) else {
            // A title or a note in the column of codes is no code: those have no full stop inside.
            if code.contains('.') && !code.contains(char::is_whitespace) {
                submission.unknown_codes.push((code, place(at.column)));
            }
            continue;
        };
        let entry = Entry {
            place: place(header.answer),
            reading: get(Some(header.answer)).map_or(Reading::Empty, |(v, _)| reading(v, question)),
            reference_date: get(header.reference_date).map(|(value, at)| reference_date(value, at)),
            remark: get(header.remark).map(|(value, _)| shown(value).trim().to_owned()),
        };
        submission.entries.entry(code).or_default().push(entry);
    }
}

fn reading(value: &Value, question: Question<'_>) -> Reading {
    let fault = |kind| Reading::Fault(Fault { found: shown(value), kind });
    match (value, question) {
        (Value::Error(_), _) => fault(FaultKind::ErrorValue),
        (Value::FormulaWithoutValue, _) => fault(FaultKind::FormulaWithoutValue),
        (value, Question::Open(question)) => match open(value, question) {
            Ok(reading) => reading,
            Err(kind) => fault(kind),
        },
        (
            value @ (Value::ShownAs { .. } | Value::Rich(_) | Value::Struck(_)),
            Question::Number(_, measure),
        ) => seen_otherwise::number(value, measure),
        (
            value @ (Value::ShownAs { .. } | Value::Rich(_) | Value::Struck(_)),
            Question::Status(_),
        ) => {
            Reading::Fault(Fault { found: seen_otherwise::marked(value), kind: FaultKind::Status })
        }
        (Value::Boolean(_), _) => fault(FaultKind::Boolean),
        (Value::Date(_) | Value::Time(_), _) => fault(FaultKind::Date),
        (Value::HugeNumber(_), Question::Number(..)) => {
            fault(FaultKind::Number(NumberFault::TooLarge))
        }
        (Value::Number(value), Question::Number(..)) if value.abs() > number::LARGEST => {
            fault(FaultKind::Number(NumberFault::TooLarge))
        }
        (Value::Number(number), Question::Number(..)) => Reading::Number(*number),
        (Value::Amount(amount), Question::Number(_, measure)) if measure.unit.is_money() => {
            Reading::Number(*amount)
        }
        (Value::Amount(_), Question::Number(..)) => fault(FaultKind::Number(NumberFault::Amount)),
        (Value::Percentage(_), Question::Number(..)) => {
            fault(FaultKind::Number(NumberFault::Percentage))
        }
        (
            Value::Number(_) | Value::HugeNumber(_) | Value::Percentage(_) | Value::Amount(_),
            Question::Status(_),
        ) => fault(FaultKind::Status),
        (Value::Text(text), Question::Number(_, measure)) => match special(text) {
            Some(reading) => reading,
            None if text.contains('€') && !measure.unit.is_money() => {
                fault(FaultKind::Number(NumberFault::Amount))
            }
            None => {
                counted(text).map_or_else(|kind| fault(FaultKind::Number(kind)), Reading::Number)
            }
        },
        (Value::Text(text), Question::Status(_)) => match special(text) {
            Some(reading) => reading,
            None => Status::parse(text).map_or_else(|| fault(FaultKind::Status), Reading::Status),
        },
    }
}

/// A number in a text; what nobody sees is no part of it. Digits of another script are asked about.
fn counted(text: &str) -> Result<Decimal, NumberFault> {
    let seen: String = text.chars().filter(|c| !dutch::is_invisible(*c)).collect();
    number::parse(&seen).map_err(|fault| match number::parse(dutch::normal(&seen).text()) {
        Ok(meant) => NumberFault::Ambiguous(vec![comma(&meant)]),
        Err(_) => fault,
    })
}

/// The answer to a question that asks for no count.
fn open(value: &Value, question: &OpenQuestion) -> Result<Reading, FaultKind> {
    let text = shown(value);
    match question.kind {
        OpenKind::Tekst => Ok(Reading::Text(text)),
        OpenKind::Datum => match (day(value), special(&text)) {
            (Some(date), _) => Ok(Reading::Date(date)),
            (None, special) => special.ok_or(FaultKind::NoDate),
        },
        OpenKind::Keuze | OpenKind::Keuzes => {
            // A choice may itself have a comma, or be a word that says that nothing is known.
            let several = question.kind == OpenKind::Keuzes;
            let given: Vec<&str> = if several && question.choice(&text).is_none() {
                text.split([',', ';', '\n']).filter(|part| !part.trim().is_empty()).collect()
            } else {
                vec![&text]
            };
            let chosen = |part: &str| {
                question
                    .choice(part)
                    .cloned()
                    .ok_or_else(|| FaultKind::Choice(part.trim().to_owned()))
            };
            match given.iter().map(|part| chosen(part)).collect::<Result<Vec<_>, _>>() {
                Ok(chosen) => Ok(Reading::Chosen(chosen)),
                Err(kind) => special(&text).ok_or(kind),
            }
        }
    }
}

fn day(value: &Value) -> Option<Date> {
    match value {
        Value::Date(date) => Some(*date),
        Value::Text(text) => dutch::parse_date(text),
        _ => None,
    }
}

/// The words that are an answer to any question.
fn special(text: &str) -> Option<Reading> {
    match text.trim().to_lowercase().replace(' ', "").as_str() {
        "onbekend" => Some(Reading::Unknown),
        "n.v.t." | "nvt" | "n.v.t" | "nietvantoepassing" => Some(Reading::NotApplicable),
        "" => Some(Reading::Empty),
        _ => None,
    }
}

fn reference_date(value: &Value, place: Place) -> DateReading {
    match day(value) {
        Some(date) => DateReading::Date(date, place),
        None => DateReading::Fault(shown(value), place),
    }
}

/// The columns `Code` and `Antwoord` of a sheet, counted from zero; none where it has no header.
#[must_use]
pub fn columns(sheet: &Sheet) -> Option<(u32, u32)> {
    Header::find(sheet).map(|header| (header.code, header.answer))
}

/// A value as a person would read it in the cell.
#[must_use]
pub fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Time(text) | Value::Error(text) | Value::HugeNumber(text) => {
            text.clone()
        }
        Value::Number(number) => comma(number),
        Value::Percentage(number) => comma(number) + "%",
        Value::Amount(number) => format!("€ {}", comma(number)),
        Value::Boolean(true) => "WAAR".to_owned(),
        Value::Boolean(false) => "ONWAAR".to_owned(),
        Value::Date(date) => dutch::date(*date),
        Value::FormulaWithoutValue => String::new(),
        Value::ShownAs { shown, .. } => shown.clone(),
        Value::Rich(runs) => {
            let seen = runs.iter().filter(|run| run.style != RunStyle::Struck);
            seen.map(|run| run.text.as_str()).collect()
        }
        Value::Struck(value) => shown(value),
    }
}

fn comma(number: &Decimal) -> String {
    number.to_string().replace('.', ",")
}
