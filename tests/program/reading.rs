//! Workbooks as they come in: every format, every layout, and files that are none.

use std::collections::BTreeMap;

use pmg_monitor::checks::AnswerValue;
use pmg_monitor::figures::MeasureFigure;
use rust_xlsxwriter::Workbook;

use crate::support::{Year, answers, with_part, zip};
use crate::xls;

#[test]
fn the_three_formats_of_the_example_give_the_answers_that_were_typed() {
    let draft = Year::example().draft();
    for (code, file) in [
        ("GM0014", "GM0014-groningen.ods"),
        ("GM0606", "GM0606-schiedam.ods"),
        ("GM0995", "GM0995-lelystad.xls"),
        ("GM0363", "GM0363-amsterdam.xlsx"),
    ] {
        let typed = &answers()[code];
        let read = draft.facts.accepted.iter().find(|each| each.file.name == file).unwrap();
        let asked =
            typed.iter().filter(|(key, _)| draft.facts.questionnaire.measure(key).is_some());
        for (key, filled) in asked {
            let answer = &read.answers[key];
            let shown = match answer.value {
                AnswerValue::Number(number) => number.to_string(),
                AnswerValue::Unknown => "onbekend".to_owned(),
                AnswerValue::NotApplicable => "n.v.t.".to_owned(),
                AnswerValue::Status(status) => status.word().to_owned(),
            };
            assert_eq!(shown, filled.answer, "{file} {key}");
        }
    }
}

/// LibreOffice and our own writer put the same answer in the same row of the same sheet; the column
/// of the answers is D in the saved returns of the example, and C in a form of today.
#[test]
fn an_address_is_true_in_every_format() {
    let as_saved = Year::example().draft();
    let as_written = Year::changed(|_| ()).draft();
    let cells = |figures: &BTreeMap<String, MeasureFigure>, column: char| {
        let all = figures.values().flat_map(|figure| figure.contributions.clone());
        all.map(|each| {
            let cell = each.place.cell.unwrap().to_string();
            let row = cell.strip_prefix(column).map(str::to_owned);
            (each.municipality, each.place.sheet, row.unwrap_or_else(|| panic!("{cell}")))
        })
        .collect::<Vec<_>>()
    };
    let saved = cells(&as_saved.facts.figures.measures, 'D');
    let written = cells(&as_written.facts.figures.measures, 'C');
    assert_eq!(saved, written);
    assert!(saved.len() > 80);
}

/// A workbook with these rows on one sheet, from this row and column on, and what identifies it.
fn workbook(top: u32, left: u16, rows: &[[&str; 3]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Alles door elkaar").unwrap();
    let identity = [
        ["Toelichting", "Antwoord", " CODE "],
        ["", "GM0363", "gemeente.code"],
        ["", "pmg-2024", "stempel.vragenlijst"],
    ];
    for (row, cells) in (top..).zip(identity.iter().chain(rows)) {
        for (column, text) in (left..).zip(cells) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, *text).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn moved_rows_and_columns_do_not_matter_and_the_address_stays_true() {
    for (top, left, cell) in [(0, 0, "B5"), (7, 0, "B12"), (0, 3, "E5"), (20, 25, "AA25")] {
        let year = Year::example().without("GM0363");
        let rows = [["", "uitvoering", "ajb.status"], ["zie bijlage", "148", "ajb.aangemeld"]];
        year.put("amsterdam.xlsx", &workbook(top, left, &rows));
        let draft = year.draft();
        let figure = &draft.facts.figures.measures["ajb.aangemeld"];
        let amsterdam =
            figure.contributions.iter().find(|each| each.municipality.as_str() == "GM0363");
        let amsterdam = amsterdam.unwrap();
        assert_eq!(amsterdam.place.in_file().unwrap(), format!("'Alles door elkaar'!{cell}"));
        assert_eq!(amsterdam.remark.as_deref(), Some("zie bijlage"));
    }
}

/// What becomes of a file among the returns: the code of the one finding on it.
fn finding_on(name: &str, bytes: &[u8]) -> String {
    let year = Year::example();
    year.put(name, bytes);
    let findings = year.findings();
    let of_file: Vec<_> = findings
        .iter()
        .filter(|finding| finding.place.as_ref().is_some_and(|place| place.file == name))
        .collect();
    assert_eq!((of_file.len(), findings.len()), (1, 1), "{findings:#?}");
    of_file[0].code.to_owned()
}

#[test]
fn a_file_that_is_no_return_is_one_finding_and_the_others_go_on() {
    assert_eq!(finding_on("plan.xlsx", b"%PDF-1.7 ..."), "L101");
    assert_eq!(finding_on("brief.docx.xlsx", &zip(&[("word/document.xml", b"<w/>")])), "L101");
    assert_eq!(finding_on("leeg.xlsx", b""), "L102");
    assert_eq!(finding_on("~$GM0363.xlsx", b"lock"), "L105");
    let whole = std::fs::read(Year::example().returns().join("GM0363-amsterdam.xlsx")).unwrap();
    assert_eq!(finding_on("half.xlsx", &whole[..whole.len() / 2]), "L102");
    let old = std::fs::read(Year::example().returns().join("GM0995-lelystad.xls")).unwrap();
    assert_eq!(finding_on("half.xls", &old[..old.len() / 2]), "L102");
}

#[test]
fn a_file_with_a_password_is_told_as_one_in_every_format() {
    let start = (0x0809, vec![0, 6, 5, 0, 0, 0, 0, 0]);
    let password = (0x002F, vec![1, 0, 1, 0, 1, 0]);
    // What comes after the password is as good as noise.
    let noise = (0x0200, vec![0xFF; 14]);
    assert_eq!(finding_on("geheim.xls", &xls::file(&[start, password, noise])), "L103");
    let manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    for part in ["content.xml", "encrypted-package"] {
        let file = zip(&[("META-INF/manifest.xml", manifest), (part, &[0x9B; 64])]);
        assert_eq!(finding_on("geheim.ods", &file), "L103", "{part}");
    }
}

#[test]
fn macros_in_an_old_workbook_are_said() {
    let year = Year::example();
    let path = year.returns().join("GM0995-lelystad.xls");
    assert!(year.findings().is_empty());
    let mut file = cfb::open_rw(path).unwrap();
    file.create_storage("/_VBA_PROJECT_CUR").unwrap();
    drop(file);
    let found: Vec<_> = year.findings().iter().map(|finding| finding.code).collect();
    assert_eq!(found, ["L107"]);
}

#[test]
fn a_return_with_a_large_photo_is_read() {
    let year = Year::example();
    let path = year.returns().join("GM0363-amsterdam.xlsx");
    let photo = [&b"\x89PNG"[..], &vec![0; 10 << 20]].concat();
    let bytes = with_part(&std::fs::read(path).unwrap(), "xl/media/image1.png", &photo);
    year.put("GM0363-amsterdam.xlsx", &bytes);
    assert_eq!(year.findings(), []);
}

#[test]
fn a_zip_bomb_is_refused_by_its_directory() {
    let zeros = vec![0; 49 << 20];
    let bomb = zip(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
    assert!(bomb.len() < 100_000);
    assert_eq!(finding_on("bom.xlsx", &bomb), "L104");
}

#[test]
fn an_ods_with_absurd_repeat_counts_is_refused() {
    let content = br#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="A">
        <table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>
        </table:table></office:spreadsheet></office:body></office:document-content>"#;
    let bomb = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content),
    ]);
    assert_eq!(finding_on("herhaald.ods", &bomb), "L104");
}

#[test]
fn two_cells_at_the_ends_of_a_sheet_take_no_memory() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "Code").unwrap();
    sheet.write(1_048_575, 16_383, "ver weg").unwrap();
    assert_eq!(finding_on("wijd.xlsx", &workbook.save_to_buffer().unwrap()), "L201");
}

#[test]
fn one_long_text_many_times_over_is_refused() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let text = "x".repeat(32_000);
    for row in 0..300 {
        sheet.write(row, 0, &text).unwrap();
    }
    assert_eq!(finding_on("lang.xlsx", &workbook.save_to_buffer().unwrap()), "L104");
}
