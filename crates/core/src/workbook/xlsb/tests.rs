//! Small workbooks, record by record.

use std::io::{Cursor, Write as _};

use crate::place::Cell;
use crate::workbook::{Reason, Run, RunStyle, Sheet, Value, read_bytes};

/// A record: its type and its length in groups of seven bits, then its bytes.
fn record(kind: u16, bytes: &[u8]) -> Vec<u8> {
    let groups = |mut number: usize| {
        let mut groups = Vec::new();
        loop {
            let group = u8::try_from(number & 0x7F).unwrap();
            number >>= 7;
            groups.push(if number > 0 { group | 0x80 } else { group });
            if number == 0 {
                return groups;
            }
        }
    };
    [groups(kind.into()), groups(bytes.len()), bytes.to_vec()].concat()
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn halves(halves: &[u16]) -> Vec<u8> {
    halves.iter().flat_map(|half| half.to_le_bytes()).collect()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    [words(&[u32::try_from(units.len()).unwrap()]), halves(&units)].concat()
}

fn relations(parts: &[(&str, &str)]) -> Vec<u8> {
    let relation = |(kind, target): &(&str, &str)| {
        format!(
            r#"<Relationship Id="{kind}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
        )
    };
    let all: String = parts.iter().map(relation).collect();
    format!("<Relationships>{all}</Relationships>").into_bytes()
}

/// A file of these parts, which has one sheet with these rows.
fn read_with(parts: &[(&str, Vec<u8>)], rows: &[u8]) -> Result<Sheet, Reason> {
    let listed = record(0x009C, &[words(&[0, 1]), wide("worksheet"), wide("A")].concat());
    let sheet = [record(0x0091, &[]), rows.to_vec(), record(0x0092, &[])].concat();
    let of_book =
        [("worksheet", "blad.bin"), ("styles", "opmaak.bin"), ("sharedStrings", "teksten.bin")];
    let always = [
        ("_rels/.rels", relations(&[("officeDocument", "werk/map.bin")])),
        ("werk/map.bin", listed),
        ("werk/_rels/map.bin.rels", relations(&of_book)),
        ("werk/blad.bin", sheet),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in always.iter().chain(parts) {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    let file = archive.finish().unwrap().into_inner();
    let read = read_bytes("a.xlsb", &file).map_err(|unreadable| unreadable.reason)?;
    Ok(read.sheets.into_iter().next().unwrap())
}

fn row(row: u32, flags: u8) -> Vec<u8> {
    record(0x0000, &[words(&[row, 0]), vec![0, 0, 0, flags], vec![0; 5]].concat())
}

fn cell(kind: u16, column: u32, style: u32, content: &[u8]) -> Vec<u8> {
    record(kind, &[words(&[column, style]), content.to_vec()].concat())
}

/// Fonts (plain, struck, raised), number formats, and a style of each.
fn styles() -> (&'static str, Vec<u8>) {
    let font = |flags, position| record(0x002B, &halves(&[200, flags, 400, position]));
    let style = |font, format| record(0x002F, &halves(&[0, format, font, 0]));
    let records = [
        font(0, 0),
        font(0x0008, 0),
        font(0, 1),
        record(0x002C, &[halves(&[14]), wide("0.0")].concat()),
        record(0x002C, &[halves(&[164]), wide("\"ca. \"0")].concat()),
        style(2, 9),
        record(0x0269, &[]),
        style(0, 0),
        style(1, 0),
        style(0, 14),
        style(0, 164),
        style(0, 15),
        record(0x026A, &[]),
        style(2, 9),
    ];
    ("werk/opmaak.bin", records.concat())
}

fn rich(text: &str, fonts: &[u16]) -> Vec<u8> {
    let count = u32::try_from(fonts.len() / 2).unwrap();
    [vec![1], wide(text), words(&[count]), halves(fonts)].concat()
}

fn run(text: &str, style: RunStyle) -> Run {
    Run { text: text.to_owned(), style }
}

fn values(sheet: &Sheet) -> Vec<(String, Value)> {
    sheet.cells.iter().map(|(cell, value)| (cell.to_string(), value.clone())).collect()
}

#[test]
fn text_that_is_struck_or_raised_stays_apart() {
    let texts = [
        record(0x0013, &rich("4045", &[0, 1, 2, 0])),
        record(0x0013, &rich("1,52", &[3, 2])),
        record(0x0013, &[vec![0], wide("x")].concat()),
    ];
    let cells = [
        row(0, 0),
        cell(0x0007, 0, 0, &words(&[0])),
        cell(0x0007, 1, 0, &words(&[1])),
        cell(0x0007, 2, 1, &words(&[2])),
        cell(0x003E, 3, 0, &rich("4045", &[0, 1, 2, 0])),
        cell(0x0006, 4, 1, &wide("40")),
    ];
    let parts = [styles(), ("werk/teksten.bin", texts.concat())];
    let sheet = read_with(&parts, &cells.concat()).unwrap();
    let struck = Value::Rich(vec![run("40", RunStyle::Struck), run("45", RunStyle::Plain)]);
    let raised = Value::Rich(vec![run("1,5", RunStyle::Plain), run("2", RunStyle::Raised)]);
    let whole = |text: &str| Value::Struck(Box::new(Value::Text(text.to_owned())));
    let found: Vec<_> = sheet.cells.into_values().collect();
    assert_eq!(found, [struck.clone(), raised, whole("x"), struck, whole("40")]);
    assert!(matches!(
        read_with(&[styles()], &[row(0, 0), cell(0x0007, 0, 0, &words(&[9]))].concat()),
        Err(Reason::Damaged(_))
    ));
}

#[test]
fn a_number_says_what_its_style_shows() {
    let number = |column, style, number: f64| cell(0x0005, column, style, &number.to_le_bytes());
    let cells = [
        row(2, 0),
        number(0, 0, 40.0),
        number(1, 1, 40.0),
        number(2, 2, 2.2),
        number(3, 3, 40.0),
        number(4, 4, 45352.0),
    ];
    let sheet = read_with(&[styles()], &cells.concat()).unwrap();
    let number = |text: &str| Value::Number(text.parse().unwrap());
    let expected = [
        ("A3", number("40")),
        ("B3", Value::Struck(Box::new(number("40")))),
        ("C3", number("2.2")),
        ("D3", Value::ShownAs { stored: 40.into(), shown: "ca. 40".to_owned() }),
        ("E3", Value::Date("2024-03-01".parse().unwrap())),
    ];
    assert_eq!(values(&sheet), expected.map(|(cell, value)| (cell.to_owned(), value)));
}

#[test]
fn every_kind_of_cell_is_read() {
    let short = (7_u32 << 2 | 2).to_le_bytes();
    let cells = [
        row(0, 0),
        cell(0x0001, 0, 0, &[]),
        cell(0x0002, 1, 0, &short),
        cell(0x0003, 2, 0, &[0x17]),
        cell(0x0004, 3, 0, &[1]),
        cell(0x0008, 4, 0, &[wide("40"), vec![0; 8]].concat()),
        cell(0x0009, 5, 0, &[&8_f64.to_le_bytes()[..], &[0; 8]].concat()),
        cell(0x000A, 6, 0, &[0, 0, 0]),
        cell(0x000B, 7, 0, &[0xFF, 0, 0]),
        // A cell after it, which says no column.
        record(0x000D, &[&words(&[0])[..], &short].concat()),
    ];
    let sheet = read_with(&[], &cells.concat()).unwrap();
    let error = |text: &str| Value::Error(text.to_owned());
    let expected = [
        ("B1", Value::Number(7.into())),
        ("C1", error("#REF!")),
        ("D1", Value::Boolean(true)),
        ("E1", Value::Text("40".to_owned())),
        ("F1", Value::Number(8.into())),
        ("G1", Value::Boolean(false)),
        ("H1", error("#ERROR!")),
        ("I1", Value::Number(7.into())),
    ];
    assert_eq!(values(&sheet), expected.map(|(cell, value)| (cell.to_owned(), value)));
}

#[test]
fn hidden_rows_and_comments_are_kept_beside_the_cells() {
    let comment = |row: u32, text: &str| {
        [
            record(0x027B, &[words(&[0, row, row, 1, 1]), vec![0; 16]].concat()),
            record(0x027D, &[vec![0], wide(text)].concat()),
        ]
        .concat()
    };
    let thread = br#"<ThreadedComments><threadedComment ref="B5"><text>toch 96</text></threadedComment></ThreadedComments>"#;
    let parts = [
        (
            "werk/_rels/blad.bin.rels",
            relations(&[("comments", "noot.bin"), ("threadedComment", "draad.xml")]),
        ),
        ("werk/noot.bin", [comment(3, "nog 95"), comment(4, "[draad]")].concat()),
        ("werk/draad.xml", thread.to_vec()),
    ];
    let sheet = read_with(&parts, &[row(1, 0x10), row(2, 0)].concat()).unwrap();
    let comment = |row, text: &str| (Cell { row, column: 1 }, text.to_owned());
    assert_eq!(sheet.comments, [comment(3, "nog 95"), comment(4, "toch 96")].into());
    assert_eq!(sheet.hidden_rows, [1].into());
}

#[test]
fn what_is_cut_off_or_out_of_place_is_damaged() {
    for rows in [
        record(0x0000, &[0; 3]),
        row(1 << 20, 0),
        [row(0, 0), cell(0x0004, 1 << 14, 0, &[1])].concat(),
        [row(0, 0), cell(0x0006, 0, 0, &[9, 0, 0, 0, b'a', 0])].concat(),
        vec![0x05, 0xFF, 0xFF, 0x7F],
    ] {
        assert!(matches!(read_with(&[], &rows), Err(Reason::Damaged(_))), "{rows:?}");
    }
}
