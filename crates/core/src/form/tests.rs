//! The workbook of the example, laid out and read back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::model::{Book, Content, Sheet};
use super::{Filled, Form, layout};
use crate::answers::{self, Submission};
use crate::cycle::{self, Cycle, Files, SHEETS, STANDARD_SHEETS};
use crate::municipality::MunicipalityCode;
use crate::place::Cell;
use crate::questionnaire::{self, Questionnaire};
use crate::workbook::{Sheets, read_bytes};

/// A municipality that is asked everything.
const DIEMEN: &str = "GM0384";

/// The example of 2024, which here also asks what is no count.
struct Asked {
    cycle: Cycle,
    questionnaire: Questionnaire,
}

impl Asked {
    fn example() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../input/2024");
        let named = ["jaar", "gemeenten", "vragenlijst", "partners", "constanten"];
        let paths = named.map(|name| folder.join(format!("{name}.toml")));
        let read = |path: PathBuf| (path.clone(), Files::Disk.read(&path).unwrap());
        let mut files: BTreeMap<PathBuf, Vec<u8>> = paths.map(read).into();
        files.insert(folder.join(SHEETS), STANDARD_SHEETS.into());
        let cycle = cycle::load_from(&Files::Map(files), &folder).unwrap();
        let questionnaire = questionnaire::build(&cycle.definition).unwrap();
        Self { cycle, questionnaire }
    }

    fn with<T>(&self, given: &[(&str, &str)], then: impl FnOnce(&Form<'_>) -> T) -> T {
        let filled = |(code, answer): &(&str, &str)| {
            let answer = Filled { answer: (*answer).to_owned(), ..Filled::default() };
            ((*code).to_owned(), answer)
        };
        let filled: BTreeMap<String, Filled> = given.iter().map(filled).collect();
        let municipality =
            self.cycle.register.get(&MunicipalityCode::parse(DIEMEN).unwrap()).unwrap();
        let (questionnaire, settings) = (&self.questionnaire, &self.cycle.settings);
        then(&Form { questionnaire, settings, municipality, filled: &filled, previous: None })
    }

    fn book(&self, given: &[(&str, &str)]) -> Book {
        self.with(given, layout::book)
    }

    /// The workbook with these answers as .xlsx and as .ods, as a reader finds it.
    fn sheets(&self, given: &[(&str, &str)]) -> [Sheets; 2] {
        let both = self.with(given, |form| form.workbooks().unwrap());
        [("a.xlsx", &both.xlsx), ("a.ods", &both.ods)]
            .map(|(name, bytes)| read_bytes(name, bytes).unwrap())
    }

    fn read(&self, sheets: &Sheets) -> Submission {
        answers::read(sheets, &self.questionnaire)
    }
}

fn sheet<'a>(book: &'a Book, name: &str) -> &'a Sheet {
    book.sheets.iter().find(|sheet| sheet.name == name).unwrap()
}

/// The text in a cell, as a person sees it.
fn shown(sheet: &Sheet, cell: &str) -> String {
    let content = sheet.cells.get(&Cell::parse(cell).unwrap());
    content.map(Content::value).map(|value| value.as_text()).unwrap_or_default()
}

#[test]
fn on_every_sheet_that_asks_the_code_is_the_last_column() {
    let asked = Asked::example();
    let book = asked.book(&[]);
    let asking = book.sheets.iter().filter(|sheet| sheet.header.is_some());
    let mut number = 0;
    for sheet in asking {
        let last = Cell {
            row: sheet.header.unwrap(),
            column: u32::try_from(sheet.columns.len()).unwrap() - 1,
        };
        assert_eq!(shown(sheet, &last.to_string()), "Code", "{}", sheet.name);
        number += 1;
    }
    assert_eq!(number, 14);
    assert_eq!(shown(sheet(&book, "Onderwijs"), "G5"), "schoolverzuim.status");
    for sheets in asked.sheets(&[]) {
        assert_eq!(asked.read(&sheets).entries.len(), asked.questionnaire.codes().count());
    }
}
