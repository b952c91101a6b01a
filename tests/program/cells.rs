//! Bad cells in every format and every corner of a sheet: each is found, with its code and its true
//! address. And cells that are odd but right: none is stopped.
#![expect(clippy::format_push_string, reason = "a test may be slow where it reads better")]

use pmg_monitor::place::Place;
use rust_xlsxwriter::Workbook;

use crate::support::{Year, zip};
use crate::xlsb;

/// Code of the question, what stands in its cell, and the rule that must find it.
const BAD: [(&str, &str, &str); 14] = [
    ("ajb.aangemeld", "ca. 40", "F201"),
    ("pga.aangemeld", "1.5 ", "F201"),
    ("pga.regisseurs", "1,234", "F201"),
    ("ipta.deelnemers", "12 a 15", "F201"),
    ("casemanagers.begeleid", "10+", "F201"),
    ("alles-kidzzz.aangemeld", "40 kinderen", "F201"),
    ("boas.doorverwijzingen-halt", "tien", "F201"),
    ("boas.waarschuwingen", "12.5", "F202"),
    ("boas.fte", "-2", "F203"),
    ("schoolverzuim.status", "in uitvoering", "F204"),
    ("politie.status", "bezig", "F204"),
    ("wijkrechtspraak.status", "3", "F204"),
    ("straatcoaches.fte", "#REF!", "F205"),
    ("ajb.aangemelt", "148", "F101"),
];

/// Odd, but with one meaning only.
const RIGHT: [(&str, &str); 14] = [
    ("AJB.Aangemeld ", " 148 "),
    ("pga.aangemeld", "1.234 "),
    ("pga.regisseurs", "5,0"),
    ("ipta.deelnemers", "ONBEKEND"),
    ("casemanagers.begeleid", "N.V.T."),
    ("alles-kidzzz.aangemeld", "nvt"),
    ("boas.doorverwijzingen-halt", "niet van toepassing"),
    ("boas.waarschuwingen", "47\u{a0}"),
    ("boas.fte", "4,50"),
    ("schoolverzuim.status", " Uitvoering "),
    ("politie.status", "UITVOERING"),
    ("wijkrechtspraak.status", "plan  in ontwikkeling"),
    ("straatcoaches.fte", "0,75"),
    ("schoolverzuim.deelnemers", "1.431 "),
];

/// The status under which each number may be given.
const STATUSES: [&str; 8] = [
    "ajb",
    "pga",
    "ipta",
    "casemanagers",
    "alles-kidzzz",
    "boas",
    "straatcoaches",
    "schoolverzuim",
];

/// First row and first column of the table.
const PLACES: [(usize, usize); 4] = [(0, 0), (6, 0), (0, 5), (25, 27)];

type Rows = Vec<Vec<String>>;
type Format = (&'static str, fn(&Rows) -> Vec<u8>);

const FORMATS: [Format; 3] = [("xlsx", xlsx), ("xlsb", binary), ("ods", ods)];

#[test]
fn every_bad_cell_is_found_at_its_true_address() {
    let mut found_cells = 0;
    for (format, write) in FORMATS {
        for (top, left) in PLACES {
            let rows = table(top, left, BAD.map(|(code, answer, _)| (code, answer)));
            let year = Year::example().without("GM0363");
            year.put(&format!("amsterdam.{format}"), &write(&rows));
            let findings = year.findings();
            for (index, (code, answer, rule)) in BAD.iter().enumerate() {
                let row = row_of(&rows, code);
                let column = if *rule == "F101" { left } else { left + 2 };
                let address = format!("Blad!{}{}", letters(column), row + 1);
                let hit = findings.iter().any(|finding| {
                    let place = finding.place.as_ref().and_then(Place::in_file);
                    finding.code == *rule && place.as_deref() == Some(&address)
                });
                assert!(
                    hit,
                    "{format} at {top},{left}: {code} = `{answer}` ({index}) is not {rule} at {address}: {findings:#?}"
                );
                found_cells += 1;
            }
        }
    }
    assert_eq!(found_cells, 168);
}

#[test]
fn no_odd_but_right_cell_is_stopped() {
    for (format, write) in FORMATS {
        for (top, left) in PLACES {
            let year = Year::example().without("GM0363");
            year.put(&format!("amsterdam.{format}"), &write(&table(top, left, RIGHT)));
            let errors: Vec<_> = year
                .findings()
                .into_iter()
                .filter(|finding| !finding.code.starts_with('W'))
                // The little table leaves out what else a running intervention must answer.
                .filter(|finding| !["F103", "F302", "F401"].contains(&finding.code))
                .collect();
            assert_eq!(errors, [], "{format} at {top},{left}");
            let figures = year.draft().facts.figures.measures.clone();
            let value = |code: &str| {
                let given = figures[code].contributions.iter();
                let given = given.filter(|each| each.municipality.as_str() == "GM0363");
                given.map(|each| each.value.to_string()).collect::<String>()
            };
            assert_eq!(value("pga.aangemeld"), "1234");
            assert_eq!(value("boas.fte"), "4.5");
            assert_eq!(value("schoolverzuim.deelnemers"), "1431");
        }
    }
}

/// A table with a header and what identifies the return, below `top` empty rows, right of `left` empty columns.
fn table<const N: usize>(top: usize, left: usize, answers: [(&str, &str); N]) -> Rows {
    let mut rows = vec![Vec::new(); top];
    let mut add = |code: &str, answer: &str| {
        let cells = [code, "De vraag", answer, ""].map(str::to_owned);
        rows.push(vec![String::new(); left].into_iter().chain(cells).collect());
    };
    add("Code", "Antwoord");
    add("gemeente.code", "gm0363");
    add("stempel.vragenlijst", "pmg-2024");
    for code in STATUSES {
        let status = format!("{code}.status");
        if answers.iter().all(|(given, _)| *given != status) {
            add(&status, "uitvoering");
        }
    }
    for (code, answer) in answers {
        add(code, answer);
    }
    rows
}

fn row_of(rows: &Rows, code: &str) -> usize {
    rows.iter().position(|row| row.iter().any(|cell| cell == code)).unwrap()
}

fn letters(column: usize) -> String {
    let letter = |index: usize| char::from(b'A' + u8::try_from(index).unwrap());
    if column < 26 {
        letter(column).to_string()
    } else {
        format!("{}{}", letter(column / 26 - 1), letter(column % 26))
    }
}

fn xlsx(rows: &Rows) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Blad").unwrap();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, text).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn binary(rows: &Rows) -> Vec<u8> {
    let cells: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = cells.iter().map(Vec::as_slice).collect();
    xlsb::workbook("Blad", &rows)
}

/// The least .ods that LibreOffice opens; empty rows and cells by repeat counts, as it writes them itself.
fn ods(rows: &Rows) -> Vec<u8> {
    let mut xml = String::from(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet><table:table table:name="Blad">"#,
    );
    let empty = rows.iter().take_while(|row| row.is_empty()).count();
    if empty > 0 {
        xml += &format!(
            r#"<table:table-row table:number-rows-repeated="{empty}"><table:table-cell/></table:table-row>"#
        );
    }
    for row in &rows[empty..] {
        xml += "<table:table-row>";
        let skipped = row.iter().take_while(|cell| cell.is_empty()).count();
        if skipped > 0 {
            xml += &format!(r#"<table:table-cell table:number-columns-repeated="{skipped}"/>"#);
        }
        for text in &row[skipped..] {
            xml += &match text.parse::<f64>() {
                Ok(number) => format!(
                    r#"<table:table-cell office:value-type="float" office:value="{number}"><text:p>{text}</text:p></table:table-cell>"#
                ),
                Err(_) if text.is_empty() => "<table:table-cell/>".to_owned(),
                Err(_) => format!(
                    r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
                ),
            };
        }
        xml += "</table:table-row>";
    }
    xml += r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;
    let manifest = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"#;
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", xml.as_bytes()),
    ])
}
