//! The workbook of the example, laid out and read back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::formula::Expr;
use super::model::{Book, Content, Paper, Rule, Sheet, Style};
use super::overview::REGISTER;
use super::{Filled, Form, layout, pages, workbook};
use crate::answers::{self, Reading, StrayKind, Submission};
use crate::checks::{self, CheckContext, LastYear};
use crate::cycle::{self, Cycle, Files, SHEETS, STANDARD_SHEETS};
use crate::municipality::MunicipalityCode;
use crate::place::Cell;
use crate::questionnaire::{self, Questionnaire};
use crate::workbook::{Sheets, Value, read_bytes};

/// A municipality that is asked everything.
const DIEMEN: &str = "GM0384";
/// A municipality that reports in 2024.
const AMSTERDAM: &str = "GM0363";

/// The example of 2024, which here also asks what is no count.
pub(crate) struct Asked {
    who: &'static str,
    cycle: Cycle,
    pub(crate) questionnaire: Questionnaire,
}

impl Asked {
    pub(crate) fn of(who: &'static str) -> Self {
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

    /// The .xlsx with these answers.
    pub(crate) fn workbook(&self, filled: &BTreeMap<String, Filled>) -> Vec<u8> {
        let municipality =
            self.cycle.register.get(&MunicipalityCode::parse(self.who).unwrap()).unwrap();
        workbook(&self.questionnaire, &self.cycle.settings, municipality, filled).unwrap()
    }

    /// The workbook with these answers as .xlsx and as .ods, as a reader finds it.
    fn sheets(&self, given: &[(&str, &str)]) -> [Sheets; 2] {
        let both = self.with(given, |form| form.workbooks().unwrap());
        [("a.xlsx", &both.xlsx), ("a.ods", &both.ods)]
            .map(|(name, bytes)| read_bytes(name, bytes).unwrap())
    }

    pub(crate) fn context(&self) -> CheckContext<'_> {
        static NOTHING: LastYear = LastYear::new();
        CheckContext {
            cycle: &self.cycle,
            questionnaire: &self.questionnaire,
            last_year: &NOTHING,
            printable: |_| true,
        }
    }

    pub(crate) fn read(&self, sheets: &Sheets) -> Submission {
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
        // A table has its codes in a row of their own, below the questions.
        let codes = if sheet.name == "Kwaliteit" { last.row + 2 } else { last.row };
        let last = Cell { row: codes, ..last };
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
        (*style == Style::Part && cell.column == 1).then(|| shown_at(start, *cell))
    };
    let parts: Vec<String> = start.styles.iter().filter_map(is_part).collect();
    let titles =
        ["Wat is dit, en tot wanneer?", "Hoe vult u in?", "Wat gebeurt er met uw antwoorden?"];
    assert_eq!(parts, titles);
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

/// Answers to all that is asked about the quality of one intervention.
const QUALITY: [(&str, &str); 6] = [
    ("ajb.status", "uitvoering"),
    ("kwaliteit-ajb.domeinen", "vrije tijd, school en werk"),
    ("kwaliteit-ajb.effect", "niet onderzocht"),
    ("kwaliteit-ajb.besluit", "doorgaan"),
    ("kwaliteit-ajb.reden", "De coaches bereiken jongeren."),
    ("kwaliteit-ajb.herziening", "1 november 2024"),
];

#[test]
fn the_quality_of_an_intervention_is_one_row_and_each_answer_comes_back_from_its_cell() {
    let asked = Asked::of(DIEMEN);
    let book = asked.book(&QUALITY);
    let quality = sheet(&book, "Kwaliteit");
    let all = &asked.questionnaire.sheet("kwaliteit").unwrap().blocks;
    assert_eq!(usize::try_from(quality.last).unwrap(), 5 + all.len(), "a row for each");
    for sheets in asked.sheets(&QUALITY) {
        let read = asked.read(&sheets);
        assert_eq!((&read.unknown_codes[..], &read.strays[..]), (&[][..], &[][..]));
        let mut cells = BTreeMap::new();
        for (code, _) in &QUALITY[1..] {
            let [entry] = &read.entries[*code][..] else { panic!("{code} stands there once") };
            cells.insert(entry.place.cell.unwrap(), *code);
        }
        let rows: Vec<u32> = cells.keys().map(|cell| cell.row).collect();
        assert!(rows.iter().all(|row| *row == rows[0]), "{cells:?}");
        let codes = QUALITY[1..].iter().map(|(code, _)| *code);
        assert!(cells.into_values().eq(codes), "in the order of the questions");
        let Reading::Chosen(chosen) = &read.entries["kwaliteit-ajb.besluit"][0].reading else {
            panic!("a choice");
        };
        assert_eq!(chosen, &["doorgaan"]);
    }
}

/// The cells of the sheet `Kwaliteit` of a workbook that was read.
fn quality(sheets: &mut Sheets) -> &mut BTreeMap<Cell, Value> {
    &mut sheets.sheets.iter_mut().find(|sheet| sheet.name == "Kwaliteit").unwrap().cells
}

/// The first cell that holds this text.
fn find(cells: &BTreeMap<Cell, Value>, text: &str) -> Cell {
    let text = Value::Text(text.to_owned());
    *cells.iter().find(|(_, value)| **value == text).unwrap().0
}

#[test]
fn rows_and_columns_of_the_quality_may_change_places() {
    let asked = Asked::of(DIEMEN);
    let [mut sheets, _] = asked.sheets(&QUALITY);
    let before = asked.read(&sheets);
    let cells = quality(&mut sheets);
    let moved = cells.iter().map(|(cell, value)| {
        let row = if cell.row > 5 { 50 - cell.row } else { cell.row };
        (Cell { row, column: 20 - cell.column }, value.clone())
    });
    *cells = moved.collect();
    let after = asked.read(&sheets);
    for (code, entries) in &before.entries {
        assert_eq!(entries[0].reading, after.entries[code][0].reading, "{code}");
    }
    assert_eq!(after.entries.len(), before.entries.len());
}

#[test]
fn a_code_of_the_quality_that_nobody_knows_is_told_once_where_it_stands() {
    let asked = Asked::of(DIEMEN);
    for (right, wrong) in [("kwaliteit-ajb", "kwaliteit-abj"), (".besluit", ".besluid")] {
        let [mut sheets, _] = asked.sheets(&QUALITY);
        let cells = quality(&mut sheets);
        let cell = find(cells, right);
        cells.insert(cell, Value::Text(wrong.to_owned()));
        let read = asked.read(&sheets);
        let [(code, place)] = &read.unknown_codes[..] else { panic!("{:?}", read.unknown_codes) };
        assert_eq!((code.as_str(), place.cell), (wrong, Some(cell)));
        assert!(!read.entries.contains_key("kwaliteit-ajb.besluit"));
    }
}

#[test]
fn what_is_typed_beside_the_table_of_the_quality_is_told_once() {
    let asked = Asked::of(DIEMEN);
    let [mut sheets, _] = asked.sheets(&QUALITY);
    let cells = quality(&mut sheets);
    let code = find(cells, "kwaliteit-ajb");
    let beside = Cell { column: code.column + 1, ..code };
    cells.insert(beside, Value::Number(12.into()));
    let strays = asked.read(&sheets).strays;
    assert_eq!(strays.len(), 1, "{strays:?}");
    assert_eq!((strays[0].place.cell, strays[0].kind), (Some(beside), StrayKind::Beside));
}

#[test]
fn what_is_wrong_in_the_table_of_the_quality_is_told_at_its_cell_by_the_form_and_the_checks() {
    let asked = Asked::of(AMSTERDAM);
    let mut given = QUALITY.to_vec();
    given[3].1 = "verder gaan";
    given[5].1 = "najaar";
    let book = asked.book(&given);
    let [xlsx, _] = asked.sheets(&given);
    let read = asked.read(&xlsx);
    let cell = |code: &str| read.entries[code][0].place.cell.unwrap().to_string();
    let wrong = ["kwaliteit-ajb.besluit", "kwaliteit-ajb.herziening"].map(cell);
    let told: Vec<String> = points(&book, "Kwaliteit").into_iter().map(|(cell, _)| cell).collect();
    assert_eq!(told, wrong);
    let findings = checks::check(vec![Ok(read.clone())], asked.context()).findings;
    let found = findings.iter().filter(|finding| ["F207", "F208"].contains(&finding.code));
    let found = found.map(|finding| finding.place.as_ref().unwrap().cell.unwrap().to_string());
    assert_eq!(found.collect::<Vec<_>>(), wrong);
    let row = read.entries["kwaliteit-ajb.besluit"][0].place.cell.unwrap().row;
    let status = Cell { row, column: 1 };
    assert_eq!(shown_at(sheet(&book, "Kwaliteit"), status), "Vul in: uitvoering");
}

#[test]
fn the_list_of_earlier_years_is_still_read() {
    let asked = Asked::of(DIEMEN);
    let rows = [
        ["Code", "Vraag", "Antwoord"],
        ["kwaliteit-ajb.besluit", "Wat besluit u?", "doorgaan"],
        ["kwaliteit-ajb.reden", "Waarom?", "Het helpt."],
    ];
    let [mut sheets, _] = asked.sheets(&[]);
    let cells = quality(&mut sheets);
    cells.clear();
    for (row, texts) in (0..).zip(rows) {
        for (column, text) in (0..).zip(texts) {
            cells.insert(Cell { row, column }, Value::Text(text.to_owned()));
        }
    }
    let read = asked.read(&sheets);
    let chosen = Reading::Chosen(vec!["doorgaan".to_owned()]);
    assert_eq!(read.entries["kwaliteit-ajb.besluit"][0].reading, chosen);
}
