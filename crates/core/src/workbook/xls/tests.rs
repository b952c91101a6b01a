//! Small workbooks, record by record.

use super::records::{END, START};
use super::*;
use crate::place::Cell;
use crate::workbook::{Run, RunStyle, Value};

type Written = (u16, Vec<u8>);

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn bytes(records: &[Written]) -> Vec<u8> {
    let record = |(kind, data): &Written| {
        let length = u16::try_from(data.len()).unwrap();
        [&words(&[*kind, length])[..], data].concat()
    };
    records.iter().flat_map(record).collect()
}

/// What a workbook of this version holds with these records for all sheets and these for its only one.
fn read_as(version: u16, globals: &[Written], cells: &[Written]) -> Result<Sheet, Reason> {
    let start = |what| (START, words(&[version, what, 0, 0]));
    let end = (END, vec![]);
    let listed = |at: u32| {
        let name: &[u8] = if version == 0x0600 { &[1, 0, b'A'] } else { &[1, b'A'] };
        (0x0085, [&at.to_le_bytes()[..], &[0, 0], name].concat())
    };
    let all = |at| bytes(&[&[start(5)], globals, &[listed(at), end.clone()]].concat());
    let at = u32::try_from(all(0).len()).unwrap();
    let sheet = bytes(&[&[start(16)], cells, std::slice::from_ref(&end)].concat());
    Ok(sheets(&[all(at), sheet].concat())?.remove(0))
}

fn read(globals: &[Written], cells: &[Written]) -> Result<Sheet, Reason> {
    read_as(0x0600, globals, cells)
}

fn values(sheet: &Sheet) -> Vec<(String, Value)> {
    sheet.cells.iter().map(|(cell, value)| (cell.to_string(), value.clone())).collect()
}

/// The value in the only cell.
fn one(globals: &[Written], cells: &[Written]) -> Value {
    let sheet = read(globals, cells).unwrap();
    assert_eq!(sheet.cells.len(), 1, "{sheet:?}");
    sheet.cells.into_values().next().unwrap()
}

/// A cell of a kind, in row 1 and this column, with a style.
fn cell(kind: u16, column: u16, style: u16, content: &[u8]) -> Written {
    (kind, [&words(&[0, column, style])[..], content].concat())
}

fn number(style: u16, number: f64) -> Written {
    cell(0x0203, 0, style, &number.to_le_bytes())
}

fn shared(index: u32) -> Written {
    cell(0x00FD, 0, 0, &index.to_le_bytes())
}

fn texts(first: &[u8]) -> Written {
    (0x00FC, [&[0; 8][..], first].concat())
}

/// Fonts 0 to 3 and 5: the last one is struck through, the one before it raised.
fn fonts() -> Vec<Written> {
    let font = |flags, position| (0x0031, words(&[200, flags, 0, 400, position]));
    vec![font(0, 0), font(0, 0), font(0, 0), font(0, 1), font(0x0008, 0)]
}

/// A style of this font and number format.
fn style(font: u16, format: u16) -> Written {
    (0x00E0, words(&[font, format, 0, 0, 0, 0, 0, 0, 0, 0]))
}

fn says(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn run(text: &str, style: RunStyle) -> Run {
    Run { text: text.to_owned(), style }
}

#[test]
fn a_shared_text_goes_on_in_the_next_record_with_other_characters() {
    // One byte a character, then two; then a text after it that starts in the second record.
    let globals = [
        texts(&[&[4, 0, 0][..], b"ca"].concat()),
        (0x003C, [&[1][..], &words(&[0x20AC, 0x00E9]), &[2, 0, 0], b"40"].concat()),
    ];
    assert_eq!(one(&globals, &[shared(0)]), says("ca€é"));
    assert_eq!(one(&globals, &[shared(1)]), says("40"));
    assert!(matches!(read(&globals, &[shared(2)]), Err(Reason::Damaged(_))));
    let cut = [texts(&[&[40, 0, 0][..], b"ca"].concat())];
    assert!(matches!(read(&cut, &[]), Err(Reason::Damaged(_))));
}

#[test]
fn struck_raised_and_phonetic_text_stays_apart() {
    // Rich, with how it is pronounced behind it: `4045` of which the first two are struck through.
    let rich = |font: u16| {
        [&[4, 0, 0x0C, 2, 0, 3, 0, 0, 0][..], b"4045", &words(&[0, font, 2, 0]), b"abc"].concat()
    };
    let globals =
        |font| [fonts(), vec![texts(&[rich(font), vec![1, 0, 0, b'x']].concat())]].concat();
    for (font, style) in [(5, RunStyle::Struck), (3, RunStyle::Raised)] {
        let runs = vec![run("40", style), run("45", RunStyle::Plain)];
        assert_eq!(one(&globals(font), &[shared(0)]), Value::Rich(runs));
        assert_eq!(one(&globals(font), &[shared(1)]), says("x"));
    }
    let label = [&words(&[4])[..], &[0], b"4045", &words(&[1, 2, 5])].concat();
    let runs = vec![run("40", RunStyle::Plain), run("45", RunStyle::Struck)];
    assert_eq!(one(&fonts(), &[cell(0x00D6, 0, 0, &label)]), Value::Rich(runs));
}

#[test]
fn a_cell_is_struck_by_the_font_of_its_style() {
    let globals = [fonts(), vec![style(0, 0), style(5, 0)]].concat();
    let struck = |value| Value::Struck(Box::new(value));
    assert_eq!(one(&globals, &[number(0, 40.0)]), Value::Number(40.into()));
    assert_eq!(one(&globals, &[number(1, 40.0)]), struck(Value::Number(40.into())));
    let label = cell(0x0204, 0, 1, &[2, 0, 0, b'4', b'0']);
    assert_eq!(one(&globals, &[label]), struck(says("40")));
}

#[test]
fn a_format_of_the_file_goes_before_what_its_number_means() {
    let format = |id: u16, code: &str| {
        let length = u16::try_from(code.len()).unwrap();
        (0x041E, [&words(&[id, length])[..], &[0], code.as_bytes()].concat())
    };
    let globals =
        [format(14, "0.0"), format(50, "\"ca. \"0"), style(0, 14), style(0, 50), style(0, 15)];
    assert_eq!(one(&globals, &[number(0, 2.2)]), Value::Number("2.2".parse().unwrap()));
    let both = Value::ShownAs { stored: 40.into(), shown: "ca. 40".to_owned() };
    assert_eq!(one(&globals, &[number(1, 40.0)]), both);
    let day = Value::Date("2024-03-01".parse().unwrap());
    assert_eq!(one(&globals, &[number(2, 45352.0)]), day);
    let from_1904 = [&globals[..], &[(0x0022, words(&[1]))]].concat();
    assert_eq!(one(&from_1904, &[number(2, 43890.0)]), day);
    assert_eq!(read(&[format(50, &"0".repeat(1_001))], &[]), Err(Reason::TooLarge(Limit::Frame)));
}

#[test]
fn every_kind_of_number_is_read() {
    let short = |number: u32| (number << 2 | 2).to_le_bytes();
    let several =
        [&words(&[0, 1, 0])[..], &short(7), &words(&[0]), &short(8), &words(&[2])].concat();
    let cells = [
        number(0, 2.25),
        (0x00BD, several),
        cell(0x027E, 3, 0, &short(9)),
        cell(0x0205, 4, 0, &[1, 0]),
        cell(0x0205, 5, 0, &[0x17, 1]),
        cell(0x0201, 6, 0, &[]),
    ];
    let number = |text: &str| Value::Number(text.parse().unwrap());
    let found = values(&read(&[], &cells).unwrap());
    let expected = [
        ("A1", number("2.25")),
        ("B1", number("7")),
        ("C1", number("8")),
        ("D1", number("9")),
        ("E1", Value::Boolean(true)),
        ("F1", Value::Error("#REF!".to_owned())),
    ];
    assert_eq!(found, expected.map(|(cell, value)| (cell.to_owned(), value)));
}

#[test]
fn a_formula_says_what_it_gave_or_that_it_gave_nothing() {
    let formula = |result: [u8; 8], flags: u16| {
        cell(0x0006, 0, 0, &[&result[..], &words(&[flags]), &[0; 6]].concat())
    };
    let special = |kind, value| [kind, 0, value, 0, 0, 0, 0xFF, 0xFF];
    let result = (0x0207, vec![2, 0, 0, b'4', b'0']);
    let one = |cells: &[Written]| one(&[], cells);
    assert_eq!(one(&[formula(40_f64.to_le_bytes(), 0)]), Value::Number(40.into()));
    assert_eq!(one(&[formula([0; 8], 0)]), Value::Number(0.into()));
    assert_eq!(one(&[formula([0; 8], 2)]), Value::FormulaWithoutValue);
    assert_eq!(one(&[formula(special(1, 1), 0)]), Value::Boolean(true));
    assert_eq!(one(&[formula(special(2, 0x2A), 0)]), Value::Error("#N/A".to_owned()));
    // Between a formula and its text stands what several formulas share.
    assert_eq!(one(&[formula(special(0, 0), 0), (0x04BC, vec![]), result.clone()]), says("40"));
    assert_eq!(one(&[formula(special(0, 0), 0)]), Value::FormulaWithoutValue);
    let other = cell(0x0205, 1, 0, &[1, 0]);
    let late = read(&[], &[formula(special(0, 0), 0), other, result]).unwrap();
    assert_eq!(values(&late)[0].1, Value::FormulaWithoutValue);
    assert!(read(&[], &[formula(special(3, 0), 0)]).unwrap().cells.is_empty());
    assert_eq!(one(&[formula(special(3, 0), 3)]), Value::FormulaWithoutValue);
}

/// Perl writes Excel 97 and names a code page: texts have their own width all the same.
#[test]
fn a_code_page_is_for_files_from_before_excel_97() {
    let western = (0x0042, words(&[1252]));
    let label = cell(0x0204, 0, 0, &[2, 0, 0, b'a', 0xE9]);
    assert_eq!(one(std::slice::from_ref(&western), &[label]), says("aé"));
    let old = |page: Written, byte: u8| {
        let label = cell(0x0204, 0, 0, &[2, 0, b'a', byte]);
        values(&read_as(0x0500, &[page], &[label]).unwrap()).remove(0).1
    };
    assert_eq!(old(western, 0x80), says("a€"));
    assert_eq!(old((0x0042, words(&[10000])), 0x8E), says("aé"));
    assert_eq!(old((0x0042, words(&[9])), 0xE9), says("aé"));
}

#[test]
fn hidden_rows_and_comments_are_kept_beside_the_cells() {
    let row = |row: u16, flags: u16| (0x0208, words(&[row, 0, 1, 0, 0, 0, flags, 0]));
    let object = |id: u16| (0x005D, words(&[0x15, 0x12, 0x19, id]));
    let text = (0x01B6, [&[0; 10][..], &words(&[2, 0, 0, 0])].concat());
    let cells = [
        row(0, 0x0100),
        row(1, 0x0120),
        object(7),
        text,
        (0x003C, vec![0, b'9', b'5']),
        (0x003C, words(&[0, 0, 0, 0, 2, 0, 0, 0])),
        (0x001C, words(&[3, 1, 0, 7])),
        (0x001C, words(&[4, 1, 0, 8])),
    ];
    let sheet = read(&[], &cells).unwrap();
    let comment = |row, text: &str| (Cell { row, column: 1 }, text.to_owned());
    assert_eq!(sheet.hidden_rows, [1].into());
    assert_eq!(sheet.comments, [comment(3, "95")].into());
    let old = |row: u16, length: u16, text: &[u8]| {
        (0x001C, [&words(&[row, 1, length])[..], text].concat())
    };
    let sheet = read_as(0x0500, &[], &[old(3, 4, b"ca"), old(0xFFFF, 2, b".9")]).unwrap();
    assert_eq!(sheet.comments, [comment(3, "ca.9")].into());
}

#[test]
fn a_chart_in_a_sheet_has_cells_of_its_own() {
    let cells = [number(0, 1.0), (START, words(&[0x0600, 32])), number(0, 2.0), (END, vec![])];
    assert_eq!(one(&[], &cells), Value::Number(1.into()));
}

#[test]
fn a_password_is_told_before_what_it_makes_unreadable() {
    let encrypted = [(0x002F, words(&[1, 1])), (0x0031, vec![0xFF]), (0x0085, vec![0xFF; 3])];
    assert_eq!(read(&encrypted, &[]), Err(Reason::Encrypted));
    assert_eq!(read_as(0x0500, &[(0x002F, words(&[0, 0]))], &[]), Err(Reason::Encrypted));
}

#[test]
fn a_text_counts_by_its_own_length_as_often_as_it_is_shown() {
    let long = |length: usize| {
        let head = [&words(&[u16::try_from(length).unwrap()])[..], &[0]].concat();
        let mut pieces = vec![(0x003C, [&[0][..], &vec![b'a'; 8_000]].concat()); length / 8_000];
        pieces.insert(0, texts(&[vec![1, 0, 0, b'b'], head].concat()));
        pieces
    };
    // The library that read these files before took each of these for as long as all of them.
    let mut cells: Vec<_> = (0..5_000).map(|_| shared(0)).collect();
    cells.push(shared(1));
    assert!(read(&long(64_000), &cells).is_ok());
    let cells: Vec<_> = (0..200).map(|_| shared(1)).collect();
    assert_eq!(read(&long(64_000), &cells), Err(Reason::TooLarge(Limit::Text)));
}

#[test]
fn what_is_cut_off_or_out_of_place_is_damaged() {
    let damaged = |stream: &[u8]| assert!(matches!(sheets(stream), Err(Reason::Damaged(_))));
    damaged(&[]);
    damaged(&bytes(&[(END, vec![])]));
    damaged(&bytes(&[(START, words(&[0x0600, 5]))]));
    let whole = |at: u32| {
        let listed = (0x0085, [&at.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat());
        bytes(&[(START, words(&[0x0600, 5])), listed, (END, vec![])])
    };
    damaged(&whole(9_999));
    damaged(&whole(8));
    damaged(&[whole(27), bytes(&[(START, words(&[0x0600, 16]))])].concat());
    for cut in [(0x0203, vec![0; 7]), cell(0x0204, 0, 0, &[0xFF, 0xFF, 0, b'a'])] {
        assert!(matches!(read(&[], &[cut]), Err(Reason::Damaged(_))));
    }
}
