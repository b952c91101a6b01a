//! The workbook of the example, laid out and read back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::formula::Expr;
use super::model::{Book, Content, Paper, Rule, Sheet, Style};
use super::overview::REGISTER;
use super::{Filled, Form, layout, pages};
use crate::answers::{self, Submission};
use crate::checks::{self, CheckContext, LastYear};
use crate::cycle::{self, Cycle, Files, SHEETS, STANDARD_SHEETS};
use crate::municipality::MunicipalityCode;
use crate::place::Cell;
use crate::questionnaire::{self, Questionnaire};
use crate::workbook::{Sheets, read_bytes};

/// A municipality that is asked everything.
const DIEMEN: &str = "GM0384";
/// A municipality that reports in 2024.
const AMSTERDAM: &str = "GM0363";

/// The example of 2024, which here also asks what is no count.
struct Asked {
    who: &'static str,
    cycle: Cycle,
    questionnaire: Questionnaire,
}

impl Asked {
    fn of(who: &'static str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../input/2024");
        let named = ["jaar", "gemeenten", "vragenlijst", "partners", "constanten"];
        let paths = named.map(|name| folder.join(format!("{name}.toml")));
        let read = |path: PathBuf| (path.clone(), Files::Disk.read(&path).unwrap());
        let mut files: BTreeMap<PathBuf, Vec<u8>> = paths.map(read).into();
        files.insert(folder.join(SHEETS), STANDARD_SHEETS.into());
        let cycle = cycle::load_from(&Files::Map(files), &folder).unwrap();
        let questionnaire = questionnaire::build(&cycle.definition).unwrap();
        Self { who, cycle, questionnaire }
    }

    fn with<T>(&self, given: &[(&str, &str)], then: impl FnOnce(&Form<'_>) -> T) -> T {
        let filled = |(code, answer): &(&str, &str)| {
            let answer = Filled { answer: (*answer).to_owned(), ..Filled::default() };
            ((*code).to_owned(), answer)
        };
        let filled: BTreeMap<String, Filled> = given.iter().map(filled).collect();
        let municipality =
            self.cycle.register.get(&MunicipalityCode::parse(self.who).unwrap()).unwrap();
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

    fn context(&self) -> CheckContext<'_> {
        static NOTHING: LastYear = LastYear::new();
        CheckContext {
            cycle: &self.cycle,
            questionnaire: &self.questionnaire,
            last_year: &NOTHING,
            printable: |_| true,
        }
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
    shown_at(sheet, Cell::parse(cell).unwrap())
}

fn shown_at(sheet: &Sheet, cell: Cell) -> String {
    let content = sheet.cells.get(&cell);
    content.map(Content::value).map(|value| value.as_text()).unwrap_or_default()
}

#[test]
fn on_every_sheet_that_asks_the_code_is_the_last_column() {
    let asked = Asked::of(DIEMEN);
    let book = asked.book(&[]);
    let asking = book.sheets.iter().filter(|sheet| sheet.header.is_some());
    let mut number = 0;
    for sheet in asking {
        let last = Cell {
            row: sheet.header.unwrap(),
            column: u32::try_from(sheet.columns.len()).unwrap() - 1,
        };
        assert_eq!(shown_at(sheet, last), "Code", "{}", sheet.name);
        number += 1;
    }
    assert_eq!(number, 14);
    assert_eq!(shown(sheet(&book, "Onderwijs"), "G5"), "schoolverzuim.status");
    for sheets in asked.sheets(&[]) {
        assert_eq!(asked.read(&sheets).entries.len(), asked.questionnaire.codes().count());
    }
}

/// What the workbook finds wrong on a sheet: the cell, and what is said of it.
fn points(book: &Book, name: &str) -> Vec<(String, String)> {
    let register = sheet(book, REGISTER);
    let last = register.cells.keys().next_back().unwrap().row;
    let line = |row: u32| {
        let [on, cell, said] = [0, 1, 4].map(|column| shown_at(register, Cell { row, column }));
        (on == name && !said.is_empty()).then_some((cell, said))
    };
    (1..=last).filter_map(line).collect()
}

#[test]
fn the_intervention_of_the_example_is_chosen_by_its_name() {
    let asked = Asked::of(DIEMEN);
    let book = asked.book(&[]);
    let place = Cell::parse("B5").unwrap();
    let entry = &sheet(&book, "Uitgelicht").entries[&place];
    let Rule::OneOf(Expr::Range(lists, from, to)) = &entry.rule else { panic!("{entry:?}") };
    assert_eq!((entry.title.as_str(), to.row - from.row), ("Kies uit de lijst", 33));
    assert_eq!(shown_at(sheet(&book, lists), *from), "Aanpak schoolverzuim");
    let all = sheet(&book, "Uitgelicht").cells.values().map(|it| it.value().as_text());
    assert!(!all.collect::<String>().contains("Haar code"), "there are no codes to look up");
}

#[test]
fn an_example_under_a_code_or_a_name_counts_and_stands_under_its_name() {
    let asked = Asked::of(AMSTERDAM);
    let name = "Alleen jij bepaalt wie je bent";
    for typed in ["ajb", " AJB ", name, "alleen jij bepaalt  wie je bent"] {
        let given = [
            ("ajb.status", "uitvoering"),
            ("ajb.aangemeld", "12"),
            ("uitgelicht.interventie", typed),
            ("uitgelicht.tekst", "Een team van coaches gaat naast de jongere staan."),
        ];
        let book = asked.book(&given);
        assert_eq!(shown(sheet(&book, "Uitgelicht"), "B5"), name);
        assert_eq!(points(&book, "Uitgelicht"), []);
        for sheets in asked.sheets(&given) {
            let submission = asked.read(&sheets);
            let checked = checks::check(vec![Ok(submission)], asked.context());
            let highlight = checked.value.iter().next().and_then(|it| it.highlight.clone());
            assert_eq!(highlight.map(|it| it.intervention).as_deref(), Some("ajb"), "{typed}");
        }
    }
}

#[test]
fn an_example_of_what_is_not_in_the_list_is_a_point_and_a_finding() {
    let asked = Asked::of(AMSTERDAM);
    let given = [
        ("uitgelicht.interventie", "alleen jij bepaald wie je bent"),
        ("uitgelicht.tekst", "Een team van coaches gaat naast de jongere staan."),
    ];
    let book = asked.book(&given);
    let said = "Deze interventie staat niet in de lijst. Kies er een uit de lijst bij de cel.";
    assert_eq!(points(&book, "Uitgelicht"), [("B5".to_owned(), said.to_owned())]);
    let [xlsx, _] = asked.sheets(&given);
    let findings = checks::check(vec![Ok(asked.read(&xlsx))], asked.context()).findings;
    let found = findings.iter().find(|finding| finding.code == "F401").unwrap();
    assert_eq!(found.place.as_ref().unwrap().in_file().unwrap(), "Uitgelicht!B5");
    let meant = "bedoelt u `Alleen jij bepaalt wie je bent`? Kies die dan uit de lijst bij de cel";
    assert_eq!(found.hint, meant);
}

#[test]
fn the_first_sheet_says_in_three_parts_what_to_know() {
    let asked = Asked::of(DIEMEN);
    let book = asked.book(&[]);
    let start = sheet(&book, "Start");
    let is_part = |(cell, style): (&Cell, &Style)| {
        (*style == Style::Part && cell.column == 0).then(|| shown_at(start, *cell))
    };
    let parts: Vec<String> = start.styles.iter().filter_map(is_part).collect();
    assert_eq!(parts, ["1. Wat is dit?", "2. Hoe vult u in?", "3. En daarna?"]);
    assert_eq!(start.paper, Paper::OnePage);
}

#[test]
fn no_intervention_and_no_block_is_divided_over_two_pages() {
    let asked = Asked::of(DIEMEN);
    let book = asked.book(&[]);
    for sheet in book.sheets.iter().filter(|sheet| !sheet.is_hidden) {
        let breaks = pages::breaks(sheet);
        assert!(breaks.iter().all(|row| sheet.starts.contains(row)), "{}", sheet.name);
    }
    let own = sheet(&book, "Eigen interventies");
    assert_eq!((own.starts.len(), pages::breaks(own).len()), (6, 2));
}

#[test]
fn what_may_stay_empty_is_printed_on_one_page() {
    let asked = Asked::of(DIEMEN);
    let book = asked.book(&[]);
    assert_eq!(sheet(&book, "Controle").paper, Paper::OnePage);
}
