//! Whatever is changed in the tables for everybody is found, and nothing where nothing was.

use std::path::Path;
use std::sync::OnceLock;

use pmg_core::answers;
use pmg_core::checks::{self, CheckContext, LastYear};
use pmg_core::cycle;
use pmg_core::questionnaire;
use pmg_core::spreadsheet::{Book, Column, Content, Sheet, Table};
use pmg_core::workbook;
use pmg_report::disclosure::{self, Key, Rule};
use pmg_report::facts::Facts;
use pmg_report::figures;
use pmg_report::last_year::YearOnYear;
use pmg_report::tables::{self, CSV, DESCRIPTION, ODS, RECORD, XLSX};

use crate::compare;
use crate::count::Count;
use crate::tabulate;

/// The tables by name.
type Files = Vec<(&'static str, Vec<u8>)>;

/// The example with its tables; made once for all tests.
fn example() -> &'static (Facts, Files) {
    static EXAMPLE: OnceLock<(Facts, Files)> = OnceLock::new();
    EXAMPLE.get_or_init(|| {
        let year = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../input/2024");
        let cycle = cycle::load(&year).unwrap();
        let questionnaire = questionnaire::build(&cycle.definition).unwrap();
        let read = |path: &std::path::PathBuf| workbook::read(path).unwrap();
        let incoming =
            cycle.returns.iter().map(|path| Ok(answers::read(&read(path), &questionnaire)));
        let context = CheckContext {
            cycle: &cycle,
            questionnaire: &questionnaire,
            last_year: &LastYear::default(),
            printable: |_| true,
        };
        let accepted = checks::check(incoming.collect(), context).value;
        let figures = figures::compute(&accepted, &cycle, &questionnaire);
        let rule =
            Rule { threshold: cycle.settings.small_below, width: cycle.settings.small_width };
        let key = Key::new([7; 32]);
        let disclosure = disclosure::protect(&figures, &questionnaire, rule, &[], &key);
        let facts = Facts {
            cycle,
            questionnaire,
            accepted,
            figures,
            disclosure,
            last_editions: Vec::new(),
            last_year: YearOnYear::default(),
        };
        let files = tables::files(&facts).unwrap();
        (facts, files)
    })
}

/// What the recount says of the tables after a change of one of them.
#[track_caller]
fn told(name: &str, change: impl FnOnce(&mut Vec<u8>)) -> Vec<String> {
    let (facts, files) = example();
    let mut files = files.clone();
    change(&mut files.iter_mut().find(|(each, _)| *each == name).unwrap().1);
    let table = tabulate(&facts.accepted, &facts.cycle, &facts.questionnaire, &[]);
    let count = Count::of(&table).unwrap();
    let told = compare::tables::compare(&files, &count, &facts.cycle, &facts.disclosure).unwrap();
    assert!(told.iter().all(|it| it.file == name), "{told:?}");
    told.iter().map(ToString::to_string).collect()
}

/// The same where one place of a text is changed.
#[track_caller]
fn told_of_text(name: &str, from: &str, to: &str) -> Vec<String> {
    told(name, |bytes| {
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(text.contains(from), "{from}");
        *bytes = text.replacen(from, to, 1).into_bytes();
    })
}

#[test]
fn the_tables_of_the_example_are_clean() {
    assert_eq!(told(CSV, |_| ()), Vec::<String>::new());
}

#[test]
fn a_hidden_number_in_the_long_table_is_found() {
    for (from, to) in [
        (",,klein,", ",7,klein,"),
        (",,klein,", ",7,getoond,"),
        (",,niet getoond,", ",70,getoond,"),
    ] {
        let told = told_of_text(CSV, from, to);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("cijfers.csv: rij "), "{told:?}");
    }
}

#[test]
fn another_number_column_or_row_of_the_long_table_is_found() {
    assert_eq!(told_of_text(CSV, "waarde", "getal").len(), 1);
    assert_eq!(told_of_text(CSV, ",ja,", ",nee,").len(), 1);
    let more = told(CSV, |bytes| bytes.extend(b"totaal,,,x,x,x,x,x,x,x,7,getoond,,,,,,,,,\r\n"));
    assert!(more.len() == 1 && more[0].contains("verwacht: geen rij"), "{more:?}");
    let less = told(CSV, |bytes| bytes.truncate(bytes.len() / 2));
    assert_eq!(less.len(), 1, "{less:?}");
    assert!(told(CSV, |bytes| bytes.push(0xFF))[0].contains("geen UTF-8"));
}

#[test]
fn a_number_in_what_is_said_of_the_tables_is_found() {
    for (name, from, to) in [
        (DESCRIPTION, "CBS-code.", "CBS-code van 7."),
        (DESCRIPTION, "\"name\": \"waarde\"", "\"name\": \"getal\""),
        (DESCRIPTION, "\"url\": \"cijfers.csv\"", "\"url\": \"ander.csv\""),
        (RECORD, "jeugdcriminaliteit", "jeugdcriminaliteit bij 7"),
        (RECORD, "\"@id\": \"cijfers.csv\"", "\"@id\": \"intern.csv\""),
    ] {
        let told = told_of_text(name, from, to);
        assert_eq!(told.len(), 1, "{from}: {told:?}");
    }
    assert_eq!(told(RECORD, |bytes| bytes.truncate(9)).len(), 1);
}

/// A workbook with the sheets of the real one, of which the last has other rows.
fn other_workbook() -> Book {
    let names =
        ["Voorblad", "Inhoud", "Toelichting", "Totalen", "Per gemeente", "Statussen", "Gemeenten"];
    let sheet = |name: &str| Sheet {
        name: name.to_owned(),
        title: "Titel 7".to_owned(),
        lines: vec![String::from("Uitleg")],
        table: Some(Table {
            name: name.replace(' ', "_"),
            columns: vec![Column { title: "Kolom".to_owned(), width: 9 }],
            rows: vec![vec![Content::Number(7.into())]],
        }),
    };
    Book {
        title: "Titel".to_owned(),
        publisher: "Ministerie".to_owned(),
        made: "2024-06-05".parse().unwrap(),
        sheets: names.map(sheet).to_vec(),
    }
}

#[test]
fn other_rows_and_other_sheets_of_a_workbook_are_found() {
    let mut book = other_workbook();
    for (name, bytes) in [(XLSX, book.xlsx().unwrap()), (ODS, book.ods().unwrap())] {
        let told = told(name, |file| *file = bytes);
        let places: Vec<bool> = ["Totalen", "Per gemeente", "Statussen", "Gemeenten"]
            .map(|sheet| told.iter().any(|it| it.contains(&format!("rij 3 van het blad {sheet}"))))
            .to_vec();
        assert_eq!(places, [true; 4], "{told:?}");
        assert!(
            told.iter().any(|it| it.contains("in het blad Voorblad staat een getal")),
            "{told:?}"
        );
    }
    book.sheets.pop();
    let told = told(XLSX, |file| *file = book.xlsx().unwrap());
    assert!(told.len() == 1 && told[0].contains("de bladen zijn anders"), "{told:?}");
}

#[test]
fn what_is_no_workbook_is_a_difference() {
    for name in [XLSX, ODS] {
        for length in [0, 9, 999] {
            let told = told(name, |bytes| bytes.truncate(length));
            assert!(told.len() == 1 && told[0].contains("niet te lezen"), "{told:?}");
        }
    }
}
