//! A workbook as small as its cells: most workbooks of a test only have to be there, and reading is what a test
//! spends its time on.

use pmg_monitor::workbook::read_bytes;

use crate::support::{Year, answers, parts, zip};

/// The sheets of a form that calculate and judge: they hold no answers, and most of the bytes.
const CALCULATING: [&str; 3] = ["Controle", "Lijsten", "Rekenblad"];

/// The workbook without the sheets that calculate, and without colours and rules for what may be typed.
pub(crate) fn lean(workbook: &[u8]) -> Vec<u8> {
    let parts = parts(workbook);
    let list = parts.iter().find(|(name, _)| name == "xl/workbook.xml").unwrap();
    let list = String::from_utf8(list.1.clone()).unwrap();
    // The library gives a sheet, its part and its relationship one number.
    let number = |sheet: &&str| {
        let (_, rest) = list.split_once(&format!("<sheet name=\"{sheet}\" sheetId=\""))?;
        rest.split_once('"').map(|(number, _)| number.to_owned())
    };
    let numbers: Vec<String> = CALCULATING.iter().filter_map(number).collect();
    let is_kept = |name: &str| !numbers.iter().any(|it| *name == sheet_part(it));
    let kept = parts.iter().filter(|(name, _)| is_kept(name));
    let kept: Vec<(&str, Vec<u8>)> =
        kept.map(|(name, bytes)| (name.as_str(), lean_part(name, bytes, &numbers))).collect();
    zip(&kept.iter().map(|(name, bytes)| (*name, &bytes[..])).collect::<Vec<_>>())
}

fn sheet_part(number: &str) -> String {
    format!("xl/worksheets/sheet{number}.xml")
}

/// A part of a workbook without these sheets, and without what no reader of cells looks at.
fn lean_part(name: &str, bytes: &[u8], numbers: &[String]) -> Vec<u8> {
    let text = || String::from_utf8(bytes.to_vec()).unwrap();
    let per_sheet = |start: &dyn Fn(&str) -> String| {
        numbers.iter().fold(text(), |text, number| cut(&text, &start(number), "/>"))
    };
    let lean = match name {
        "xl/workbook.xml" => {
            let text = cut(&text(), "<definedNames>", "</definedNames>");
            CALCULATING
                .iter()
                .fold(text, |text, sheet| cut(&text, &format!("<sheet name=\"{sheet}\""), "/>"))
        }
        "xl/_rels/workbook.xml.rels" => {
            per_sheet(&|number| format!("<Relationship Id=\"rId{number}\""))
        }
        "[Content_Types].xml" => {
            per_sheet(&|number| format!("<Override PartName=\"/{}\"", sheet_part(number)))
        }
        _ if name.starts_with("xl/worksheets/sheet") => {
            let text = cut(&text(), "<conditionalFormatting", "</conditionalFormatting>");
            cut(&text, "<dataValidations", "</dataValidations>")
        }
        _ => return bytes.to_vec(),
    };
    lean.into_bytes()
}

/// The text without each piece from `start` to `end`.
fn cut(text: &str, start: &str, end: &str) -> String {
    let mut pieces = text.split(start);
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        kept.push_str(piece.split_once(end).map_or("", |(_, rest)| rest));
    }
    kept
}

#[test]
fn a_lean_workbook_has_the_same_cells_on_every_sheet_with_answers() {
    let answers = answers();
    let whole = Year::example().workbook("GM0917", &answers["GM0917"]);
    let lean = lean(&whole);
    assert!(parts(&lean).iter().map(|it| it.1.len()).sum::<usize>() < 150_000);
    let sheets = |bytes: &[u8]| read_bytes("GM0917.xlsx", bytes).unwrap().sheets;
    let mut expected = sheets(&whole);
    expected.retain(|sheet| !CALCULATING.contains(&sheet.name.as_str()));
    assert_eq!(expected.len(), 10);
    assert_eq!(sheets(&lean), expected);
}
