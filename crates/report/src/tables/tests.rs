//! What stands in the tables of a small year, and what stands in none of those of the example.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::*;
use crate::disclosure::{self, Key, Rule, Shown};
use crate::figures;
use crate::ledger;
use pmg_core::answers;
use pmg_core::checks::{self, CheckContext, LastYear};
use pmg_core::cycle::{self, Cycle, Files};
use pmg_core::edition::Edition;
use pmg_core::form::{self, Filled};
use pmg_core::place::Cell;
use pmg_core::questionnaire;
use pmg_core::workbook::{self, Sheet, Sheets};

/// The example, which stands in the repository.
fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../input/2024")
}

/// The facts of a year of which these returns came in.
fn facts(cycle: Cycle, returns: &[Sheets]) -> Facts {
    let questionnaire = questionnaire::build(&cycle.definition).unwrap();
    let incoming = returns.iter().map(|sheets| Ok(answers::read(sheets, &questionnaire)));
    let context = CheckContext {
        cycle: &cycle,
        questionnaire: &questionnaire,
        last_year: &LastYear::default(),
        printable: |_| true,
    };
    let accepted = checks::check(incoming.collect(), context).value;
    let figures = figures::compute(&accepted, &cycle, &questionnaire);
    let rule = Rule { threshold: cycle.settings.small_below, width: cycle.settings.small_width };
    let key = Key::new([7; 32]);
    let disclosure = disclosure::protect(&figures, &questionnaire, rule, &[], &key);
    Facts {
        cycle,
        questionnaire,
        accepted,
        figures,
        disclosure,
        last_editions: Vec::new(),
        last_year: crate::last_year::YearOnYear::default(),
    }
}

fn facts_of_the_example() -> Facts {
    let cycle = cycle::load(&example()).unwrap();
    let returns: Vec<Sheets> =
        cycle.returns.iter().map(|path| workbook::read(path).unwrap()).collect();
    facts(cycle, &returns)
}

const SETTINGS: &str = r#"
jaar = 2024
peildatum = 2024-03-01
publicatie = 2024-06-05
getalgrens = 10
vragenlijst = "pmg-2024"
titel = "Een klein jaar"
ondertitel = "Proef"
organisatie = "Ministerie"
contact = "vragen@voorbeeld.nl"
mededeling = "Verzonnen."
"#;

const REGISTER: &str = r#"
gemeenten = [
  { code = "GM0001", naam = "Aa", cohort = "2022-15", nplv = true, pijler = "A", vanaf = 2022, doet_mee = true, rapporteert = true },
  { code = "GM0002", naam = "Bee, en omgeving", cohort = "2022-15", nplv = false, pijler = "A", vanaf = 2022, doet_mee = true, rapporteert = true },
  { code = "GM0003", naam = "Cee", cohort = "2022-15", nplv = false, pijler = "A", vanaf = 2022, doet_mee = true, rapporteert = true },
  { code = "GM0004", naam = "Dee", cohort = "2022-15", nplv = false, pijler = "A", vanaf = 2022, doet_mee = true, rapporteert = true },
]
"#;

const QUESTIONNAIRE: &str = r#"
[[eenheid]]
meervoud = "jongeren"
enkelvoud = "jongere"
telt = "personen"

[[eenheid]]
meervoud = "fte"
enkelvoud = "fte"
telt = "fte"

[[thema]]
code = "werk"
naam = "Werk"

[[thema.interventie]]
code = "aa"
naam = "Aanpak \"A\""

[[thema.interventie.maat]]
code = "bereikt"
vraag = "Hoeveel jongeren, tot en met de peildatum?"
eenheid = "jongeren"
soort = "bereik"

[[thema.interventie.maat]]
code = "fte"
vraag = "Hoeveel fte?"
eenheid = "fte"
soort = "inzet"
"#;

/// A year of four municipalities: one of them has a small number.
fn small_year() -> Facts {
    let file = |name: &str| std::fs::read(example().join(name)).unwrap();
    let files = BTreeMap::from([
        (PathBuf::from("2024/jaar.toml"), SETTINGS.as_bytes().to_vec()),
        (PathBuf::from("2024/gemeenten.toml"), REGISTER.as_bytes().to_vec()),
        (PathBuf::from("2024/vragenlijst.toml"), QUESTIONNAIRE.as_bytes().to_vec()),
        (PathBuf::from("2024/constanten.toml"), file("constanten.toml")),
        (PathBuf::from("2024/partners.toml"), file("partners.toml")),
    ]);
    let cycle = cycle::load_from(&Files::Map(files), Path::new("2024")).unwrap();
    let given = [
        ("GM0001", "uitvoering", "120", "2.5"),
        ("GM0002", "uitvoering", "7", "onbekend"),
        ("GM0003", "uitvoering", "60", "1"),
        ("GM0004", "gestopt", "30", ""),
    ];
    let returns = given.map(|(who, status, reached, fte)| {
        let filled = [("aa.status", status), ("aa.bereikt", reached), ("aa.fte", fte)];
        let filled = filled.map(|(code, answer)| {
            let answer = answer.to_owned();
            (code.to_owned(), Filled { answer, ..Filled::default() })
        });
        let questionnaire = questionnaire::build(&cycle.definition).unwrap();
        let mut municipalities = cycle.register.iter();
        let municipality = municipalities.find(|it| it.code.as_str() == who).unwrap();
        let bytes =
            form::workbook(&questionnaire, &cycle.settings, municipality, &BTreeMap::from(filled));
        workbook::read_bytes(&format!("{who}.xlsx"), &bytes.unwrap()).unwrap()
    });
    facts(cycle, &returns)
}

fn file(facts: &Facts, name: &str) -> Vec<u8> {
    let files = files(facts).unwrap();
    files.into_iter().find(|(each, _)| *each == name).unwrap().1
}

fn text(facts: &Facts, name: &str) -> String {
    String::from_utf8(file(facts, name)).unwrap()
}

fn sheets(facts: &Facts, name: &str) -> Vec<Sheet> {
    workbook::read_bytes(name, &file(facts, name)).unwrap().sheets
}

#[test]
fn the_long_table_of_a_small_year() {
    insta::assert_snapshot!(text(&small_year(), CSV));
}

#[test]
fn the_description_of_the_long_table() {
    insta::assert_snapshot!(text(&small_year(), DESCRIPTION));
}

#[test]
fn the_record_of_a_small_year() {
    insta::assert_snapshot!(text(&small_year(), RECORD));
}

#[test]
fn the_description_names_the_columns_of_the_long_table_in_their_order() {
    let facts = small_year();
    let description: Value = serde_json::from_str(&text(&facts, DESCRIPTION)).unwrap();
    let columns = description["tableSchema"]["columns"].as_array().unwrap();
    let names: Vec<&str> = columns.iter().map(|it| it["titles"][0].as_str().unwrap()).collect();
    let table = text(&facts, CSV);
    assert_eq!(names.join(","), table.lines().next().unwrap());
    for column in columns {
        assert!(column["dc:description"].as_str().unwrap().ends_with('.'), "{column}");
    }
}

#[test]
fn both_workbooks_have_the_same_cells() {
    for facts in [small_year(), facts_of_the_example()] {
        assert_eq!(sheets(&facts, XLSX), sheets(&facts, ODS));
    }
}

#[test]
fn a_workbook_begins_with_a_cover_a_list_of_the_sheets_and_notes() {
    let facts = facts_of_the_example();
    let sheets = sheets(&facts, XLSX);
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    // Nothing could be chosen in this year, and a table of nothing has no sheet.
    let tables = ["Totalen", "Per gemeente", "Statussen", "Gemeenten"];
    assert_eq!(names, [&["Voorblad", "Inhoud", "Toelichting"][..], &tables].concat());
    let cell =
        |sheet: usize, place: &str| match sheets[sheet].cells.get(&Cell::parse(place).unwrap()) {
            Some(workbook::Value::Text(text)) => text.clone(),
            other => format!("{other:?}"),
        };
    assert_eq!(cell(0, "A1"), "Rapportage Preventie met Gezag 2024: cijfers");
    assert!(cell(0, "A2").starts_with("Let op: Voorbeelddata."), "{}", cell(0, "A2"));
    for (row, name) in (4..).zip(&names[2..]) {
        assert_eq!(cell(1, &format!("A{row}")), *name);
    }
    for (sheet, name) in sheets.iter().zip(&names).skip(1) {
        // No cell in a table is empty but those of numbers, and no row at all.
        let rows: BTreeSet<u32> = sheet.cells.keys().map(|cell| cell.row).collect();
        let last = u32::try_from(rows.len()).unwrap() - 1;
        assert_eq!(rows.last(), Some(&last), "{name}");
    }
}

#[test]
fn the_tables_show_exactly_the_numbers_that_the_ledger_shows_to_everybody() {
    let facts = facts_of_the_example();
    let ledger: Value = serde_json::from_slice(&ledger::write(&facts, Edition::Final)).unwrap();
    let mut expected = BTreeSet::new();
    let said = |value: &Value, shown: &Value| match shown.as_str() {
        Some("small") => (String::new(), texts::SMALL.to_owned()),
        Some("withheld") => (String::new(), texts::WITHHELD.to_owned()),
        _ if value.is_null() => (String::new(), texts::NO_NUMBER.to_owned()),
        _ => (value.to_string(), texts::SHOWN.to_owned()),
    };
    for (code, entry) in ledger["measures"].as_object().unwrap() {
        expected.insert((code.clone(), String::new(), said(&entry["sum"], &entry["sum_shown"])));
        for list in ["contributions", "not_counted"] {
            for each in entry[list].as_array().unwrap() {
                let who = each["municipality"].as_str().unwrap().to_owned();
                expected.insert((code.clone(), who, said(&each["value"], &each["shown"])));
            }
        }
    }
    let totals = rows::totals(&facts).into_iter().map(|row| {
        let rows::Number { value, shown } = row.number;
        (row.asked.figure.measure.code.clone(), String::new(), said_as(value, shown))
    });
    let given = rows::given(&facts).into_iter().map(|row| {
        let rows::Number { value, shown } = row.number;
        (row.asked.figure.measure.code.clone(), row.code.to_string(), said_as(value, shown))
    });
    assert_eq!(totals.chain(given).collect::<BTreeSet<_>>(), expected);
}

fn said_as(value: Option<rust_decimal::Decimal>, shown: &str) -> (String, String) {
    (value.map(|value| value.to_string()).unwrap_or_default(), shown.to_owned())
}

#[test]
fn no_hidden_number_of_the_example_is_in_any_of_the_files() {
    let facts = facts_of_the_example();
    let hidden = hidden(&facts);
    assert!(hidden.len() > 5, "the example hides {} numbers", hidden.len());
    // A row of the long table about a hidden number has no number at all between its words.
    let table = text(&facts, CSV);
    let mut seen = 0;
    for line in table.lines() {
        let about = |code: &str| line.contains(&format!(",{code},"));
        for (code, who) in &hidden {
            let is_row = if who.is_empty() { line.starts_with("totaal,") } else { about(who) };
            if is_row && about(code) {
                seen += 1;
                assert!(line.contains(",,klein,") || line.contains(",,niet getoond,"), "{line}");
            }
        }
    }
    assert_eq!(seen, hidden.len());
    // Nor has that row of a workbook.
    for name in [XLSX, ODS] {
        let sheets = sheets(&facts, name);
        let given = &sheets.iter().find(|sheet| sheet.name == "Per gemeente").unwrap();
        let mut seen = 0;
        for row in 3..=given.cells.keys().next_back().unwrap().row {
            let text = |column| match given.cells.get(&Cell { row, column }) {
                Some(workbook::Value::Text(text)) => text.clone(),
                other => panic!("{other:?}"),
            };
            if hidden.contains(&(text(5), text(0))) {
                seen += 1;
                assert_eq!(given.cells.get(&Cell { row, column: 7 }), None);
                assert!(["klein", "niet getoond"].contains(&text(8).as_str()));
            }
        }
        assert_eq!(seen, hidden.iter().filter(|(_, who)| !who.is_empty()).count());
    }
}

/// The measures and municipalities of hidden numbers; without a municipality where it is a sum.
fn hidden(facts: &Facts) -> BTreeSet<(String, String)> {
    let mut hidden = BTreeSet::new();
    for (code, figure) in &facts.figures.measures {
        if facts.disclosure.sum(code) != Shown::Published {
            hidden.insert((code.clone(), String::new()));
        }
        for each in figure.all() {
            if facts.disclosure.of(code, &each.municipality) != Shown::Published {
                hidden.insert((code.clone(), each.municipality.to_string()));
            }
        }
    }
    hidden
}

#[test]
fn the_tables_are_the_same_whatever_a_hidden_number_is() {
    let facts = small_year();
    let mut other = small_year();
    let figure = other.figures.measures.get_mut("aa.bereikt").unwrap();
    let mut changed = 0;
    for each in &mut figure.contributions {
        if facts.disclosure.of("aa.bereikt", &each.municipality) != Shown::Published {
            each.value += rust_decimal::Decimal::ONE;
            changed += 1;
        }
    }
    assert!(changed > 0);
    // What is shown beside it stays: one of the hidden ones makes up for the other in a sum that is shown.
    if facts.disclosure.sum("aa.bereikt") == Shown::Published {
        let first = figure
            .contributions
            .iter_mut()
            .find(|each| facts.disclosure.of("aa.bereikt", &each.municipality) != Shown::Published);
        first.unwrap().value -= rust_decimal::Decimal::from(changed);
    }
    assert_eq!(files(&facts).unwrap(), files(&other).unwrap());
}

#[test]
fn the_same_year_gives_the_same_bytes() {
    assert_eq!(files(&small_year()).unwrap(), files(&small_year()).unwrap());
    let names: Vec<&str> = files(&small_year()).unwrap().iter().map(|(name, _)| *name).collect();
    assert_eq!(names, FILES);
}
