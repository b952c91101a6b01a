//! The same answers in workbooks of several programs: what is read and found is the same.

use pmg_monitor::finding::Finding;
use pmg_monitor::place::Place;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use crate::support::{Year, root};

/// The fixtures; `producers/make.py` makes them.
const MADE: [&str; 3] = ["openpyxl.xlsx", "libreoffice.xlsx", "libreoffice.ods"];

#[test]
fn workbooks_of_every_producer_give_the_same_answers_and_findings() {
    let own = outcome("eigen.xlsx", &own());
    let codes: std::collections::BTreeSet<_> = own.1.iter().map(|found| &found[0]).collect();
    assert_eq!(
        codes.into_iter().collect::<Vec<_>>(),
        ["F101", "F103", "F201", "F202", "F203", "F204", "F205", "F206", "F401", "W502"],
        "{:#?}",
        own.1
    );
    assert!(
        own.0.iter().any(|(code, answer)| code == "straatcoaches.fte" && answer.contains("0.75"))
    );
    for file in MADE {
        let bytes = std::fs::read(root().join("tests/program/producers").join(file)).unwrap();
        assert!(bytes.len() < 20_000, "{file}");
        let (answers, findings) = outcome(file, &bytes);
        assert_eq!(answers, own.0, "{file}");
        for (found, expected) in findings.iter().zip(&own.1) {
            assert_eq!(found, expected, "{file}");
        }
        assert_eq!(findings.len(), own.1.len(), "{file}");
    }
}

/// The usable answers by code, and each finding with its rule, place, what was found, and words.
fn outcome(file: &str, bytes: &[u8]) -> (Vec<(String, String)>, Vec<[String; 4]>) {
    let year = Year::example().without("GM");
    year.put(file, bytes);
    let examined = year.examined();
    let answers = examined.accepted.iter().flat_map(|accepted| &accepted.answers);
    let answers = answers.map(|(code, answer)| {
        let place = answer.place.in_file();
        (code.clone(), format!("{:?} {:?} {place:?}", answer.value, answer.reference_date))
    });
    let found = |finding: &Finding| {
        let place = finding.place.as_ref().and_then(Place::in_file).unwrap_or_default();
        let found = finding.found.clone().unwrap_or_default();
        [finding.code.to_owned(), place, found, finding.message.clone()]
    };
    let findings = examined.findings.iter().filter(|finding| finding.place.is_some());
    (answers.collect(), findings.map(found).collect())
}

/// The workbook as our own library writes it.
fn own() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Alle antwoorden").unwrap();
    let header = Format::new().set_bold();
    for (column, name) in (0..).zip(["Code", "Vraag", "Antwoord", "Peildatum", "Toelichting"]) {
        sheet.write_with_format(2, column, name, &header).unwrap();
    }
    let rows = root().join("tests/program/producers/answers.csv");
    for (row, cells) in (3..).zip(csv::Reader::from_path(rows).unwrap().into_records()) {
        let cells = cells.unwrap();
        sheet.write(row, 0, &cells[0]).unwrap();
        write(sheet, row, 2, &cells[1], &cells[2]);
        let is_date = cells[3].parse::<jiff::civil::Date>().is_ok();
        write(sheet, row, 3, if is_date { "date" } else { "text" }, &cells[3]);
        sheet.write(row, 4, &cells[4]).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, kind: &str, text: &str) {
    let plain = Format::new();
    match kind {
        "rich" => {
            let (start, end) = text.split_at(2);
            let bold = Format::new().set_bold();
            sheet.write_rich_string(row, column, &[(&bold, start), (&plain, end)])
        }
        "number" => sheet.write(row, column, text.parse::<f64>().unwrap()),
        "truth" => sheet.write(row, column, text == "TRUE"),
        "date" => {
            let day = ExcelDateTime::parse_from_str(text).unwrap();
            sheet.write_with_format(row, column, &day, &Format::new().set_num_format("d-m-yyyy"))
        }
        "error" | "formula" => sheet.write(row, column, Formula::new("=1*1").set_result(text)),
        _ => sheet.write(row, column, text),
    }
    .unwrap();
}
