//! What a person sees in a cell is what counts, whatever the format: text that is struck through or
//! raised, a number format that shows another number, comments and hidden rows.

use pmg_monitor::place::Cell;
use pmg_monitor::workbook::{Run, RunStyle, Sheet, Value, read_bytes};

use crate::support::{Year, root};

/// The fixture as openpyxl writes it and as LibreOffice saves that; `gezien.py` makes them.
const MADE: [&str; 3] = ["gezien.xlsx", "gezien.ods", "gezien.xls"];

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/fixtures").join(name)).unwrap()
}

fn sheet(name: &str) -> Sheet {
    read_bytes(name, &fixture(name)).unwrap().sheets.remove(0)
}

fn answer(row: u32) -> Cell {
    Cell { row: row - 1, column: 1 }
}

fn rich(runs: &[(&str, RunStyle)]) -> Value {
    let run = |(text, style): &(&str, RunStyle)| Run { text: (*text).to_owned(), style: *style };
    Value::Rich(runs.iter().map(run).collect())
}

#[test]
fn what_is_struck_raised_or_lowered_is_kept_apart() {
    let struck = |value| Value::Struck(Box::new(value));
    let plain = |text| (text, RunStyle::Plain);
    for name in MADE {
        let sheet = sheet(name);
        for (row, value) in [
            (4, rich(&[("40", RunStyle::Struck), plain(" 45")])),
            (5, rich(&[plain("1,5"), ("2", RunStyle::Raised)])),
            (6, rich(&[plain("1,5"), ("2", RunStyle::Lowered)])),
            (7, struck(Value::Number(40.into()))),
            (8, struck(Value::Text("40".to_owned()))),
        ] {
            assert_eq!(sheet.cells[&answer(row)], value, "{name} B{row}");
        }
    }
}

#[test]
fn a_number_that_shows_another_one_is_kept_with_what_it_shows() {
    let number = |text: &str| text.parse().unwrap();
    for name in MADE {
        let sheet = sheet(name);
        for (row, stored, shown) in [
            (9, 40, "ca. 40"),
            (10, 40, "40‰"),
            (11, 40, "0"),
            (12, 40, ""),
            (13, 14, "148"),
            (14, 40, "-40"),
            (16, 40, "veel"),
        ] {
            let both = Value::ShownAs { stored: stored.into(), shown: shown.to_owned() };
            assert_eq!(sheet.cells[&answer(row)], both, "{name} B{row}");
        }
        assert_eq!(sheet.cells[&answer(15)], Value::Amount(number("40")), "{name}");
        for (row, same) in [(17, "40"), (18, "2.25"), (19, "1234"), (20, "12")] {
            assert_eq!(sheet.cells[&answer(row)], Value::Number(number(same)), "{name} B{row}");
        }
    }
}

#[test]
fn comments_and_hidden_rows_are_seen() {
    for name in MADE {
        let sheet = sheet(name);
        let comments: Vec<_> =
            sheet.comments.iter().map(|(at, text)| (*at, text.as_str())).collect();
        let expected = [(answer(21), "nog niet definitief, 95"), (answer(22), "vergeten")];
        assert_eq!(comments, expected, "{name}");
        assert_eq!(sheet.hidden_rows, [20].into(), "{name}");
    }
}

/// None of the numbers that a person sees otherwise, or struck through, is counted: never 4045.
#[test]
fn a_number_that_is_seen_otherwise_is_asked_about() {
    for name in MADE {
        let year = Year::example().without("GM");
        year.put(name, &fixture(name));
        let findings = year.all_findings();
        let asked: Vec<_> = findings
            .iter()
            .filter(|finding| finding.code == "F201")
            .filter_map(|finding| finding.place.as_ref()?.in_file())
            .collect();
        let expected: Vec<_> = (4..=16).map(|row| format!("Blad!B{row}")).collect();
        assert_eq!(asked, expected, "{name}");
    }
}
