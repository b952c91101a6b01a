use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::super::super::{Run, RunStyle, read_bytes};
use super::*;

/// A workbook of one sheet with these rows, and with these styles, shared texts and properties.
struct Made<'a> {
    rows: &'a str,
    styles: &'a str,
    texts: &'a str,
    properties: &'a str,
}

const MADE: Made<'_> = Made { rows: "", styles: "", texts: "", properties: "" };

impl Made<'_> {
    fn read(&self) -> Result<Sheet, Reason> {
        let worksheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", self.rows);
        let workbook = format!(
            r#"<workbook xmlns:r="r">{}<sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
            self.properties
        );
        let relation = |id: u8, kind: &str, target: &str| {
            format!(r#"<Relationship Id="rId{id}" Type="x/{kind}" Target="{target}"/>"#)
        };
        let relations = [
            relation(1, "worksheet", "a.xml"),
            relation(2, "styles", "b.xml"),
            relation(3, "sharedStrings", "c.xml"),
        ];
        let relations = format!("<Relationships>{}</Relationships>", relations.concat());
        let parts = [
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", relations),
            ("xl/a.xml", worksheet),
            ("xl/b.xml", format!("<styleSheet>{}</styleSheet>", self.styles)),
            ("xl/c.xml", format!("<sst>{}</sst>", self.texts)),
        ];
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in parts {
            archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut archive, text.as_bytes()).unwrap();
        }
        let bytes = archive.finish().unwrap().into_inner();
        let read = read_bytes("a.xlsx", &bytes).map_err(|unreadable| unreadable.reason)?;
        Ok(read.sheets.into_iter().next().unwrap())
    }

    /// What stands in the one cell.
    #[track_caller]
    fn value(&self) -> Value {
        self.read().unwrap().cells.into_values().next().expect("a cell with something in it")
    }
}

/// What stands in a cell of a workbook without styles and shared texts.
#[track_caller]
fn cell(cell: &str) -> Value {
    Made { rows: &format!("<row>{cell}</row>"), ..MADE }.value()
}

fn number(text: &str) -> Value {
    Value::Number(text.parse::<Decimal>().unwrap())
}

fn says(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn error(text: &str) -> Value {
    Value::Error(text.to_owned())
}

#[test]
fn a_value_is_what_its_kind_says() {
    assert_eq!(cell("<c><v> 25 </v></c>"), number("25"));
    assert_eq!(cell("<c t='n'><v>1.5E1</v></c>"), number("15"));
    assert_eq!(cell("<c><v>0.30000000000000004</v></c>"), number("0.3"));
    assert_eq!(cell("<c t='b'><v>1</v></c>"), Value::Boolean(true));
    assert_eq!(cell("<c t='b'><v>0</v></c>"), Value::Boolean(false));
    let day = "2024-01-31".parse().unwrap();
    assert_eq!(cell("<c t='d'><v>2024-01-31T00:00:00</v></c>"), Value::Date(day));
    assert_eq!(cell("<c t='str'><f>A2</f><v>a_x000D_b</v></c>"), says("a\rb"));
    assert_eq!(cell("<c t='inlineStr'><is><t xml:space='preserve'> a </t></is></c>"), says(" a "));
    assert_eq!(cell("<c t='inlineStr'><v>a</v></c>"), says("a"));
    assert_eq!(cell("<c><v>1e10</v></c>"), Value::HugeNumber("10000000000".to_owned()));
}

#[test]
fn an_error_value_is_one_whether_it_is_known_or_not() {
    for shown in ["#REF!", "#SPILL!", "#CALC!", "#BLOCKED!", "#NIEUW!"] {
        assert_eq!(cell(&format!("<c t='e'><f>x</f><v>{shown}</v></c>")), error(shown));
    }
    for written in ["1,5", "abc", "inf", "NaN", "0x10"] {
        assert_eq!(cell(&format!("<c><v>{written}</v></c>")), error(written));
    }
}

#[test]
fn nothing_is_nothing_and_a_formula_without_value_is_said() {
    for empty in ["<c/>", "<c><v/></c>", "<c t='str'><f>x</f><v></v></c>", "<c t='inlineStr'/>"] {
        let rows = format!("<row>{empty}</row>");
        assert!(Made { rows: &rows, ..MADE }.read().unwrap().cells.is_empty(), "{empty}");
    }
    for formula in
        ["<c><f>A1</f></c>", "<c><f t='shared' si='0'/><v></v></c>", "<c t='str'><f>A1</f></c>"]
    {
        assert_eq!(cell(formula), Value::FormulaWithoutValue, "{formula}");
    }
}

#[test]
fn a_cell_stands_where_it_says_or_after_the_one_before() {
    let rows = "<row><c><v>1</v></c><c r='d1'><v>2</v></c><c><v>3</v></c></row>
        <row r='10' hidden='1'><c><v>4</v></c></row><x:row xmlns:x='x'><x:c><x:v>5</x:v></x:c></x:row>
        <row ht='0'/><extra><row><c><v>6</v></c></row></extra>";
    let sheet = Made { rows, ..MADE }.read().unwrap();
    let places: Vec<_> = sheet.cells.keys().map(ToString::to_string).collect();
    assert_eq!(places, ["A1", "D1", "E1", "A10", "A11"]);
    assert_eq!(sheet.hidden_rows, BTreeSet::from([9, 11]));
}

#[test]
fn a_cell_that_has_no_place_of_its_own_is_refused() {
    for rows in [
        "<row><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>",
        "<row><c r='XFE1'><v>1</v></c></row>",
        "<row r='1048577'/>",
        "<row r='0'/>",
        "<row><c r='1A'><v>1</v></c></row>",
        "<row><c t='s'><v>0</v></c></row>",
        "<row><c><v>1</c></row>",
        "<row><c><v>&geheim;</v></c></row>",
    ] {
        assert!(matches!(Made { rows, ..MADE }.read(), Err(Reason::Damaged(_))), "{rows}");
    }
}

#[test]
fn a_day_is_a_number_in_the_format_of_a_day() {
    let styles = "<cellXfs><xf/><xf numFmtId='14'/><xf numFmtId='46'/></cellXfs>";
    let in_style = |style: u8, number: &str, properties| {
        let rows = format!("<row><c s='{style}'><v>{number}</v></c></row>");
        Made { rows: &rows, styles, properties, ..MADE }.value()
    };
    let date = |text: &str| Value::Date(text.parse().unwrap());
    assert_eq!(in_style(1, "45322", ""), date("2024-01-31"));
    assert_eq!(in_style(1, "43860", "<workbookPr date1904='1'/>"), date("2024-01-31"));
    assert_eq!(in_style(2, "1.5", ""), Value::Time("1.5".to_owned()));
    assert_eq!(in_style(0, "45322", ""), number("45322"));
}

#[test]
fn what_a_cell_shows_is_held_against_what_it_holds() {
    let styles = r#"<numFmts><numFmt numFmtId="164" formatCode="&quot;ca. &quot;0"/></numFmts>
        <fonts><font/><font><strike/></font></fonts><cellXfs><xf/><xf numFmtId="164"/><xf fontId="1"/></cellXfs>"#;
    let texts = "<si><t>45</t></si><si><r><rPr><strike/></rPr><t>40</t></r><r><t>45</t></r></si>";
    let value = |cell: &str| {
        let rows = format!("<row>{cell}</row>");
        Made { rows: &rows, styles, texts, ..MADE }.value()
    };
    let shown = Value::ShownAs { stored: 40.into(), shown: "ca. 40".to_owned() };
    assert_eq!(value("<c s='1'><v>40</v></c>"), shown);
    let struck = |value| Value::Struck(Box::new(value));
    assert_eq!(value("<c s='2'><v>40</v></c>"), struck(number("40")));
    assert_eq!(value("<c s='2' t='s'><v>0</v></c>"), struck(says("45")));
    assert_eq!(value("<c s='2' t='str'><f>x</f><v>45</v></c>"), struck(says("45")));
    assert_eq!(value("<c s='0' t='s'><v>0</v></c>"), says("45"));
    let run = |text: &str, style| Run { text: text.to_owned(), style };
    let rich = vec![run("40", RunStyle::Struck), run("45", RunStyle::Plain)];
    assert_eq!(value("<c t='s'><v>1</v></c>"), Value::Rich(rich.clone()));
    let inline =
        "<c t='inlineStr'><is><r><rPr><strike/></rPr><t>40</t></r><r><t>45</t></r></is></c>";
    assert_eq!(value(inline), Value::Rich(rich));
}
