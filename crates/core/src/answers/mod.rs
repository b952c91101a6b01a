//! Turns the cells of a workbook into answers to the questionnaire's questions.
//!
//! In: [`Sheets`] and the [`Questionnaire`]. Out: a [`Submission`]: what stands behind every code,
//! typed, or with the fault that keeps it from being typed. Refuses nothing and judges nothing:
//! what is wrong with an answer is for the checks to say.

mod copies;
mod header;
mod number;
mod page;
mod seen;
mod seen_otherwise;
mod sender;
mod status;
mod strays;
mod struck;
mod submission;
mod table;
mod value;

use std::collections::BTreeMap;

use crate::questionnaire::Questionnaire;
use crate::workbook::{Sheet, Sheets};

use header::Header;
pub use header::{MissedHeader, MissedKind};
pub use number::{NumberFault, Seen};
use page::Page;
pub use seen::shown;
pub use sender::by_sender;
pub use status::Status;
pub use submission::{
    CopiedSheet, DateReading, Entry, Fault, FaultKind, Reading, Stray, StrayKind, StruckText,
    Submission,
};

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
        match Header::all(sheet) {
            Ok(headers) => {
                submission.has_header = true;
                let page =
                    |header| Page::new(&sheets.file.name, &name, sheet, header, questionnaire);
                let pages: Vec<Page<'_>> = headers.into_iter().map(page).collect();
                for page in &pages {
                    page.read(questionnaire, &mut submission);
                    let strays = strays::on_page(page, questionnaire, &submission);
                    submission.strays.extend(strays);
                }
                submission.unknown_codes.extend(table::unknown(&pages, questionnaire));
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

/// The columns `Code` and `Antwoord` of a sheet, counted from zero, or the first one with answers; `None` if it has no
/// header.
#[must_use]
pub fn columns(sheet: &Sheet) -> Option<(u32, u32)> {
    let headers = Header::all(sheet).ok()?;
    headers.first().map(|header| (header.code, header.answer))
}
