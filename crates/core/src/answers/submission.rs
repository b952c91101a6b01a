//! What one workbook answers, as far as it could be read.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::header::MissedHeader;
use super::number::NumberFault;
use super::seen::is_blank;
use super::status::Status;
use crate::place::Place;
use crate::workbook::SourceFile;

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
            Self::Text(text) => is_blank(text),
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

/// A sheet that asks what another asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopiedSheet {
    /// Its name.
    pub sheet: String,
    /// Name of the sheet that it was made from.
    pub of: String,
    /// The codes that stand on it, each of which also stands on the other.
    pub codes: BTreeSet<String>,
}

/// Something that a person typed and that may be an answer, or an answer that a person does not see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// The cell.
    pub place: Place,
    /// What stands there.
    pub found: String,
    /// The question of its row, if it has one.
    pub question: Option<String>,
    /// Where it stands.
    pub kind: StrayKind,
}

/// Where something stands that may be an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StrayKind {
    /// In the column with last year's answers, while there is no answer of this year.
    LastYear {
        /// Whether the program put last year's answers there.
        is_filled: bool,
    },
    /// In another cell of the row of a question.
    Beside,
    /// Under `Antwoord`, in a row without a code.
    NoCode,
    /// On a sheet that the program does not read.
    OtherSheet,
    /// In a comment on a cell in the row of a question.
    Comment,
    /// An answer, in a row that is hidden.
    HiddenRow,
}

/// Words that are struck through, and so left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StruckText {
    /// The question that they stand behind.
    pub code: String,
    /// The words.
    pub text: String,
    /// The cell that they stand in.
    pub place: Place,
}
