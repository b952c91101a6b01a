//! Both files say the same, to whoever reads them.

use super::*;
use crate::place::Cell;
use crate::workbook::{self, Value};

fn book() -> Book {
    let column = |title: &str, width| Column { title: title.to_owned(), width };
    let text = |text: &str| Content::Text(text.to_owned());
    let table = Table {
        name: "Proef".to_owned(),
        columns: vec![column("Gemeente", 20), column("Waarde", 10), column("Dag", 12)],
        rows: vec![
            vec![
                text("'s-Gravenhage & <co>"),
                Content::Number("1234.50".parse().unwrap()),
                Content::Date("2024-03-01".parse().unwrap()),
            ],
            vec![text("=1+1"), Content::Nothing, text("")],
            vec![text("twee\nregels"), Content::Number(7.into()), Content::Nothing],
        ],
    };
    let contents = Table {
        name: "Inhoud".to_owned(),
        columns: vec![column("Blad", 20)],
        rows: vec![vec![Content::Link("Wijk 's-A".to_owned())]],
    };
    let sheet = |name: &str, table| Sheet {
        name: name.to_owned(),
        title: format!("Titel van {name}"),
        lines: vec!["Een regel uitleg.".to_owned()],
        table,
    };
    Book {
        title: "Een proef".to_owned(),
        publisher: "Ministerie".to_owned(),
        made: "2024-06-05".parse().unwrap(),
        sheets: vec![
            sheet("Voorblad", None),
            sheet("Inhoud", Some(contents)),
            sheet("Wijk 's-A", Some(table)),
        ],
    }
}

#[test]
fn both_files_have_the_same_cells_at_the_same_addresses() {
    let book = book();
    let (xlsx, ods) = (book.xlsx().unwrap(), book.ods().unwrap());
    let read = |bytes: &[u8]| workbook::read_bytes("proef", bytes).unwrap().sheets;
    let (xlsx, ods) = (read(&xlsx), read(&ods));
    assert_eq!(xlsx, ods);
    let names: Vec<&str> = xlsx.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["Voorblad", "Inhoud", "Wijk 's-A"]);
    let at = |place: &str| xlsx[2].cells.get(&Cell::parse(place).unwrap()).cloned();
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    assert_eq!(at("A1"), text("Titel van Wijk 's-A"));
    assert_eq!(at("A2"), text("Een regel uitleg."));
    assert_eq!(at("B3"), text("Waarde"));
    assert_eq!(at("A4"), text("'s-Gravenhage & <co>"));
    assert_eq!(at("B4"), Some(Value::Number("1234.5".parse().unwrap())));
    assert_eq!(at("C4"), Some(Value::Date("2024-03-01".parse().unwrap())));
    assert_eq!((at("A5"), at("B5"), at("C5")), (text("=1+1"), None, None));
    assert_eq!(at("A6"), text("twee\nregels"));
    assert_eq!(xlsx[1].cells[&Cell { row: 3, column: 0 }], Value::Text("Wijk 's-A".to_owned()));
}

#[test]
fn the_same_tables_give_the_same_bytes() {
    assert_eq!(book().xlsx().unwrap(), book().xlsx().unwrap());
    assert_eq!(book().ods().unwrap(), book().ods().unwrap());
}

#[test]
fn a_table_is_marked_as_one_with_its_header() {
    let ods = ods::write(&book()).unwrap();
    let part = |bytes: &[u8], name: &str| {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes.to_vec())).unwrap();
        std::io::read_to_string(zip.by_name(name).unwrap()).unwrap()
    };
    let content = part(&ods, "content.xml");
    assert!(content.contains(
        "<table:database-range table:name=\"Proef\" table:target-range-address=\"'Wijk ''s-A'.A3:'Wijk ''s-A'.C6\""
    ));
    assert!(content.contains("<table:table-header-rows>"));
    assert!(part(&ods, "meta.xml").contains("<dc:language>nl-NL</dc:language>"));
    let xlsx = book().xlsx().unwrap();
    let table = part(&xlsx, "xl/tables/table2.xml");
    assert!(table.contains(r#"displayName="Proef" ref="A3:C6""#), "{table}");
    let sheet = part(&xlsx, "xl/worksheets/sheet3.xml");
    assert!(sheet.contains(r#"ySplit="3" topLeftCell="A4""#), "{sheet}");
    assert!(!sheet.contains("mergeCell"));
}
