//! Answers in a place where nobody reads them, and answers that nobody sees: each is told, with its cell.

use pmg_monitor::answers;
use pmg_monitor::checks::{self, AnswerValue, CheckContext, LastYear};
use pmg_monitor::finding::Finding;
use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::place::Cell;
use pmg_monitor::workbook::{self, Sheet, Sheets, Value};
use pmg_monitor::{cycle, questionnaire, render};

use crate::support::{Year, answers};

const SHEET: &str = "Persoonlijke ontwikkeling";
/// The row of `ajb.aangemeld`, which Amsterdam answers with 148.
const ROW: u32 = 12;

/// What is found in Amsterdam's return when something in it is changed.
fn found(change: impl FnOnce(&mut Sheets)) -> Vec<String> {
    let findings = findings(&LastYear::default(), change);
    findings.iter().map(said).collect()
}

fn said(finding: &Finding) -> String {
    let place = finding.place.as_ref().and_then(pmg_monitor::place::Place::in_file);
    format!("{} {} {}", place.unwrap_or_default(), finding.code, finding.message)
}

fn findings(last_year: &LastYear, change: impl FnOnce(&mut Sheets)) -> Vec<Finding> {
    let year = Year::example();
    let cycle = cycle::load(&year.path()).unwrap();
    let questionnaire = questionnaire::build(&cycle.definition).unwrap();
    let bytes = year.workbook("GM0363", &answers()["GM0363"]);
    let mut sheets = workbook::read_bytes("GM0363.xlsx", &bytes).unwrap();
    change(&mut sheets);
    let submission = answers::read(&sheets, &questionnaire);
    let context = CheckContext {
        cycle: &cycle,
        questionnaire: &questionnaire,
        last_year,
        printable: render::covers,
    };
    let mut findings = checks::check(vec![Ok(submission)], context).findings;
    findings.retain(|finding| finding.place.is_some());
    checks::put_in_order(&mut findings, &[sheets]);
    findings
}

fn sheet<'a>(sheets: &'a mut Sheets, name: &str) -> &'a mut Sheet {
    sheets.sheets.iter_mut().find(|sheet| sheet.name == name).unwrap()
}

fn put(sheets: &mut Sheets, cell: &str, value: Value) {
    sheet(sheets, SHEET).cells.insert(Cell::parse(cell).unwrap(), value);
}

fn number(number: i64) -> Value {
    Value::Number(number.into())
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn a_return_as_the_form_makes_it_has_nothing_out_of_place() {
    assert_eq!(found(|_| ()), [""; 0]);
}

#[test]
fn a_number_in_the_column_of_last_year_is_told() {
    let moved = |sheets: &mut Sheets| {
        put(sheets, "B13", number(95));
        sheet(sheets, SHEET).cells.remove(&Cell::parse("C13").unwrap());
    };
    let told = found(moved);
    assert!(
        told[0].starts_with(
            "'Persoonlijke ontwikkeling'!B13 W512 `95` staat in de kolom `Vorig jaar`"
        )
    );
    assert!(told[1].starts_with("'Persoonlijke ontwikkeling'!C13 F302 "), "{told:?}");
    // With an answer of this year nothing is lost.
    assert_eq!(found(|sheets| put(sheets, "B13", number(95))), [""; 0]);
}

#[test]
fn what_the_program_put_in_the_column_of_last_year_is_no_answer() {
    let filled = |typed: &str| {
        let typed = typed.to_owned();
        move |sheets: &mut Sheets| {
            put(sheets, "B4", text("Vorig jaar\n1 maart 2023"));
            put(sheets, "B13", text(&typed));
            sheet(sheets, SHEET).cells.remove(&Cell::parse("C13").unwrap());
        }
    };
    let before = [("ajb.aangemeld".to_owned(), AnswerValue::Number(1_095.into()))];
    let amsterdam = MunicipalityCode::parse("GM0363").unwrap();
    let known = LastYear::from([(amsterdam, before.into())]);
    let codes = |last_year: &LastYear, typed: &str| -> Vec<&str> {
        findings(last_year, filled(typed)).iter().map(|it| it.code).collect()
    };
    assert_eq!(codes(&known, "1.095"), ["F302"]);
    assert_eq!(codes(&known, "95"), ["W512", "F302"]);
    // Without the year before nobody knows what the program put there.
    assert_eq!(codes(&LastYear::default(), "95"), ["F302"]);
}

#[test]
fn a_remark_or_a_reference_date_without_an_answer_is_told() {
    let told = found(|sheets| put(sheets, "F15", text("het waren er 12")));
    let expected = "'Persoonlijke ontwikkeling'!F15 W512 `het waren er 12` staat in de kolom `Toelichting`, maar de kolom `Antwoord` is leeg";
    assert_eq!(told, [expected]);
    let told = found(|sheets| put(sheets, "E15", text("31-1-2024")));
    assert!(
        told[0].contains("!E15 W512 `31 januari 2024` staat in de kolom `Peildatum`"),
        "{told:?}"
    );
    let told = found(|sheets| put(sheets, "E15", number(12)));
    assert!(told[0].contains("!E15 F206 de peildatum `12` is geen datum"), "{told:?}");
}

#[test]
fn what_stands_beside_the_columns_is_told() {
    for (value, shown) in [(number(95), "95"), (text("95"), "95"), (text("onbekend"), "onbekend")] {
        let told = found(|sheets| put(sheets, "H13", value));
        let expected = format!(
            "'{SHEET}'!H13 W512 `{shown}` staat naast de kolom `Antwoord` en wordt niet gelezen"
        );
        assert_eq!(told, [expected]);
    }
    let told = findings(&LastYear::default(), |sheets| put(sheets, "H13", number(95)));
    assert!(told[0].hint.contains("zet het dan in C13;"), "{}", told[0].hint);
    assert_eq!(found(|sheets| put(sheets, "H13", text("navragen bij de partner"))), [""; 0]);
    let told = found(|sheets| put(sheets, "D13", number(95)));
    assert!(told[0].contains("!D13 W512 `95`"), "over the unit: {told:?}");
    let titled = |sheets: &mut Sheets| {
        put(sheets, "H4", text("Bron"));
        put(sheets, "H13", number(2023));
    };
    assert_eq!(found(titled), [""; 0], "a column of their own, beside an answer");
    let many = |sheets: &mut Sheets| {
        for row in 5..12 {
            put(sheets, &format!("H{row}"), number(row));
        }
    };
    let told = found(many);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("staat iets dat niet wordt gelezen: H5, H6, "), "{told:?}");
}

#[test]
fn a_row_without_a_code_and_a_sheet_of_ones_own_are_told() {
    let told = found(|sheets| put(sheets, "C40", number(12)));
    assert_eq!(
        told,
        [
            "'Persoonlijke ontwikkeling'!C40 W513 `12` staat onder `Antwoord` in een rij zonder code en wordt niet gelezen"
        ]
    );
    let told = found(|sheets| put(sheets, "G13", text("vervallen")));
    assert!(told[0].contains("!C13 W513 `148`"), "the code was written over: {told:?}");
    let own = |name: &str, value: Value| {
        let cells = [(Cell::parse("B3").unwrap(), value)].into();
        let own = Sheet { name: name.to_owned(), cells, ..Sheet::default() };
        found(|sheets| sheets.sheets.push(own))
    };
    let told = own("Blad1", number(12));
    assert_eq!(
        told,
        [
            "Blad1!B3 W513 op het blad `Blad1` staan getallen, zoals `12`; dit blad wordt niet gelezen"
        ]
    );
    assert_eq!(own("Blad1", text("aantekeningen")), [""; 0]);
    assert_eq!(own("Bevindingen 2", number(12)), [""; 0], "the program's own");
}

#[test]
fn a_comment_in_the_row_of_a_question_is_told() {
    let comment = |text: &str| {
        let text = text.to_owned();
        found(move |sheets| {
            sheet(sheets, SHEET).comments.insert(Cell { row: ROW, column: 2 }, text);
        })
    };
    assert_eq!(
        comment("nog niet definitief, 95"),
        [
            "'Persoonlijke ontwikkeling'!C13 W514 bij deze cel hangt een opmerking die niet wordt gelezen: `nog niet definitief, 95`"
        ]
    );
    let own = "Fout (F201)\n`ca. 40` is niet één bepaald getal.\nWat te doen: vul het precieze aantal in.";
    assert_eq!(comment(own), [""; 0], "a note of the program");
}

#[test]
fn an_answer_in_a_hidden_row_is_told() {
    let hide =
        |rows: &'static [u32]| found(move |sheets| sheet(sheets, SHEET).hidden_rows.extend(rows));
    assert_eq!(
        hide(&[ROW]),
        ["'Persoonlijke ontwikkeling'!C13 W515 `148` staat in een verborgen rij en telt wel mee"]
    );
    assert!(hide(&[ROW - 1, ROW])[0].contains("W515 2 antwoorden staan in verborgen rijen"));
    assert_eq!(hide(&[1, 60]), [""; 0]);
}

#[test]
fn a_copied_sheet_is_told_once() {
    let copy = |name: &str, change: fn(&mut Sheet)| {
        let name = name.to_owned();
        found(move |sheets| {
            let at = sheets.sheets.iter().position(|sheet| sheet.name == SHEET).unwrap();
            let mut copy = sheets.sheets[at].clone();
            copy.name = name;
            change(&mut copy);
            sheets.sheets.insert(at, copy);
        })
    };
    let differ = |sheet: &mut Sheet| {
        sheet.cells.insert(Cell { row: ROW, column: 2 }, number(149));
    };
    let told = copy("Persoonlijke ontwikkeling (2)", differ);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].starts_with("'Persoonlijke ontwikkeling (2)'!C13 F209 het blad"), "{told:?}");
    assert!(told[0].ends_with("en bij 1 daarvan is het antwoord anders: C13"), "{told:?}");
    let told = copy(SHEET, |_| ());
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].starts_with("'Persoonlijke ontwikkeling [2]'!"), "{told:?}");
    assert!(told[0].contains("er zijn twee bladen met de naam `Persoonlijke ontwikkeling`"));
    assert!(told[0].ends_with("met dezelfde antwoorden"), "{told:?}");
}

#[test]
fn what_nobody_sees_is_no_part_of_a_header_a_code_or_an_answer() {
    let hidden = |sheets: &mut Sheets| {
        put(sheets, "C4", text("\u{FEFF}Antwoord:"));
        put(sheets, "G13", text("ajb.\u{AD}aangemeld\u{A0}"));
        put(sheets, "C13", text("14\u{200B}8"));
        put(sheets, "C12", text("uit\u{AD}voering"));
    };
    assert_eq!(found(hidden), [""; 0]);
    assert_eq!(found(|sheets| put(sheets, "G13", text("ajb. aangemeld"))), [""; 0]);
}

#[test]
fn a_header_that_is_written_otherwise_is_named_with_its_cell() {
    let findings = findings(&LastYear::default(), |sheets| put(sheets, "C4", text("Antword")));
    let finding = findings.iter().find(|finding| finding.code == "F103").unwrap();
    assert_eq!(
        said(finding),
        "'Persoonlijke ontwikkeling'!C4 F103 van het blad `Persoonlijke ontwikkeling` is geen enkele vraag te vinden"
    );
    assert_eq!(finding.hint, "verander in cel C4 de kolomkop `Antword` in `Antwoord`");
}

#[test]
fn a_remark_is_pointed_at_where_it_stands() {
    let told = found(|sheets| put(sheets, "F13", text("goed gedaan 👍, mail jan@voorbeeld.nl")));
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told.iter().all(|it| it.starts_with("'Persoonlijke ontwikkeling'!F13 W40")),
        "{told:?}"
    );
    let told = found(|sheets| put(sheets, "E13", text("31-1-2024")));
    assert!(told[0].starts_with("'Persoonlijke ontwikkeling'!E13 W502"), "{told:?}");
}

#[test]
fn a_reference_date_that_is_the_number_of_a_day_is_named_for_it() {
    let told = found(|sheets| put(sheets, "E13", number(45_322)));
    assert_eq!(
        told,
        [
            "'Persoonlijke ontwikkeling'!E13 F206 de peildatum `45322` is geen datum, maar het getal waarmee Excel 31 januari 2024 bewaart"
        ]
    );
}
