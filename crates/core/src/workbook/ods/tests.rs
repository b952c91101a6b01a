//! Small tables, element by element.

use super::*;
use crate::workbook::{Run, RunStyle};

const OPEN: &str = r#"<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:s="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:x="x"><o:body><o:spreadsheet><t:table t:name="A">"#;
const CLOSE: &str = "</t:table></o:spreadsheet></o:body></o:document-content>";

fn sheets(content: &str) -> Result<Vec<Sheet>, Reason> {
    Reader::new(content).sheets()
}

fn read(rows: &str) -> Result<Vec<(String, Value)>, Reason> {
    let sheets = sheets(&format!("{OPEN}{rows}{CLOSE}"))?;
    let cells = sheets.into_iter().flat_map(|sheet| sheet.cells);
    Ok(cells.map(|(cell, value)| (cell.to_string(), value)).collect())
}

fn one(cell: &str) -> Option<Value> {
    let cells = read(&format!("<t:table-row>{cell}</t:table-row>")).unwrap();
    cells.into_iter().next().map(|(_, value)| value)
}

fn shown(paragraphs: &str) -> Option<Value> {
    one(&format!(r#"<t:table-cell o:value-type="string">{paragraphs}</t:table-cell>"#))
}

fn says(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn a_text_is_what_the_cell_shows() {
    assert_eq!(
        shown("<text:p>een</text:p><text:p/><text:p>drie</text:p>"),
        Some(says("een\n\ndrie"))
    );
    assert_eq!(shown("<text:p>a<text:s/>b<text:s text:c='3'/>c</text:p>"), Some(says("a b   c")));
    assert_eq!(shown("<text:p>a<text:tab/>b<text:line-break/>c</text:p>"), Some(says("a\tb\nc")));
    assert_eq!(shown("\n <text:p>a  b</text:p>\n"), Some(says("a  b")));
    let marked = "<text:p><text:span>v<text:a>e</text:a>t</text:span> &amp; &#233;&#xE9;</text:p>";
    assert_eq!(shown(marked), Some(says("vet & éé")));
    let note = "<o:annotation><text:p>geheim</text:p></o:annotation><text:p>a<o:annotation><text:p>b</text:p></o:annotation>c</text:p>";
    assert_eq!(shown(note), Some(says("ac")));
    let chart = "<x:frame><t:table><t:table-row><t:table-cell><text:p>1</text:p></t:table-cell></t:table-row></t:table></x:frame><text:p>a</text:p>";
    assert_eq!(shown(chart), Some(says("a")));
    assert_eq!(shown("<text:p> </text:p>"), None);
    assert_eq!(shown("<text:p>#N/B</text:p>"), Some(Value::Error("#N/B".to_owned())));
}

#[test]
fn a_value_is_what_its_type_says() {
    let number = |text: &str| Some(Value::Number(text.parse().unwrap()));
    let cell = |attributes: &str| one(&format!("<t:table-cell {attributes}/>"));
    assert_eq!(cell("o:value-type='float' o:value='0.30000000000000004'"), number("0.3"));
    assert_eq!(
        cell("o:value-type='percentage' o:value='0.46'"),
        Some(Value::Percentage(46.into()))
    );
    assert_eq!(cell("o:value-type='currency' o:value='5'"), Some(Value::Amount(5.into())));
    let day = Some(Value::Date("2024-12-31".parse().unwrap()));
    assert_eq!(cell("o:value-type='date' o:date-value='2024-12-31'"), day);
    assert_eq!(cell("o:value-type='date' o:date-value='2024-12-31T10:00:00'"), day);
    let time = Some(Value::Time("PT01H30M00S".to_owned()));
    assert_eq!(cell("o:value-type='time' o:time-value='PT01H30M00S'"), time);
    let truth = Some(Value::Boolean(true));
    assert_eq!(cell("o:value-type='boolean' o:boolean-value='true'"), truth);
    let shows = |text: &str| {
        let number = "t:formula='of:=TRUE()' o:value-type='float' o:value='1'";
        one(&format!("<t:table-cell {number}><text:p>{text}</text:p></t:table-cell>"))
    };
    assert_eq!(shows("WAAR"), truth);
    assert_eq!(shows("FALSE"), Some(Value::Boolean(false)));
    assert_eq!(cell("t:formula='of:=1'"), Some(Value::FormulaWithoutValue));
    assert_eq!(cell("t:formula='of:=1' o:value-type='string'"), None);
    assert_eq!(cell("o:value='1'"), None);
    assert!(
        read("<t:table-row><t:table-cell o:value-type='float' o:value='x'/></t:table-row>")
            .is_err()
    );
    let wrong = "<t:table-cell t:formula='of:=1/0' o:value-type='string' o:string-value='' calcext:value-type='error'><text:p>#DEEL/0!</text:p></t:table-cell>";
    assert_eq!(one(wrong), Some(Value::Error("#DEEL/0!".to_owned())));
}

#[test]
fn repeats_move_the_address_and_foreign_attributes_do_not() {
    let rows = "<t:table-row t:number-rows-repeated='1&#48;'><t:table-cell t:number-columns-repeated='16384'/></t:table-row>
        <t:table-header-rows><t:table-row t:number-rows-repeated='2' x:number-rows-repeated='9'><t:table-cell t:number-columns-repeated='3'/><t:covered-table-cell/><t:table-cell t:number-columns-repeated='2' o:value-type='string'><text:p>a</text:p></t:table-cell></t:table-row></t:table-header-rows>
        <t:table-row t:number-rows-repeated='1048000'><t:table-cell t:number-columns-repeated='16384'/></t:table-row>";
    let addresses: Vec<_> = read(rows).unwrap().into_iter().map(|(cell, _)| cell).collect();
    assert_eq!(addresses, ["E11", "F11", "E12", "F12"]);
}

#[test]
fn what_is_no_spreadsheet_or_has_no_end_is_refused() {
    let text = "<o:document-content xmlns:o='o'><o:text/></o:document-content>";
    assert_eq!(sheets(text), Err(Reason::NotASpreadsheet(Lookalike::OtherOffice)));
    assert!(matches!(sheets(OPEN), Err(Reason::Damaged(_))));
    assert!(matches!(read("<t:table-row>&eigen;</t:table-row>"), Err(Reason::Damaged(_))));
}

/// What the first cell holds in a file with these styles.
fn styled(styles: &str, columns: &str, cell: &str) -> Option<Value> {
    let content = OPEN
        .replace("<o:body>", &format!("<o:automatic-styles>{styles}</o:automatic-styles><o:body>"));
    let content = format!("{content}{columns}<t:table-row>{cell}</t:table-row>{CLOSE}");
    let sheets = sheets(&content).unwrap();
    sheets[0].cells.values().next().cloned()
}

const STYLES: &str = "<s:style s:name='weg' s:family='text'><s:text-properties s:text-line-through-style='solid'/></s:style>
    <s:style s:name='hoog' s:family='text'><s:text-properties s:text-position='super 58%'/></s:style>
    <s:style s:name='niet' s:family='text'><s:text-properties s:text-line-through-style='none'/></s:style>
    <s:style s:name='cel' s:family='table-cell'><s:text-properties s:text-line-through-type='single'/></s:style>";

fn run(text: &str, style: RunStyle) -> Run {
    Run { text: text.to_owned(), style }
}

#[test]
fn text_that_is_struck_or_raised_stays_apart() {
    let shown = |cell: &str| {
        styled(STYLES, "", &format!("<t:table-cell o:value-type='string'>{cell}</t:table-cell>"))
    };
    assert_eq!(
        shown("<text:p><text:span text:style-name='weg'>40</text:span> 45</text:p>"),
        Some(Value::Rich(vec![run("40", RunStyle::Struck), run(" 45", RunStyle::Plain)]))
    );
    assert_eq!(
        shown("<text:p>1,5<text:span text:style-name='hoog'>2</text:span></text:p>"),
        Some(Value::Rich(vec![run("1,5", RunStyle::Plain), run("2", RunStyle::Raised)]))
    );
    let nested = "<text:p>a<text:span text:style-name='weg'>b<text:span text:style-name='niet'>c</text:span>d</text:span>e</text:p>";
    let styles = [RunStyle::Plain, RunStyle::Struck].into_iter().cycle();
    let runs =
        ["a", "b", "c", "d", "e"].into_iter().zip(styles).map(|(text, style)| run(text, style));
    assert_eq!(shown(nested), Some(Value::Rich(runs.collect())));
    assert_eq!(
        shown("<text:p><text:span text:style-name='weg'>40</text:span></text:p>"),
        Some(Value::Struck(Box::new(says("40"))))
    );
    let unknown = "<text:p><text:span text:style-name='ontbreekt'>30</text:span>64</text:p>";
    let runs = vec![run("30", RunStyle::Raised), run("64", RunStyle::Plain)];
    assert_eq!(shown(unknown), Some(Value::Rich(runs)));
    let ruby = "<text:p><text:ruby><text:ruby-base>40</text:ruby-base><text:ruby-text>45</text:ruby-text></text:ruby></text:p>";
    assert_eq!(shown(ruby), Some(says("40")));
}

#[test]
fn a_cell_is_struck_by_its_own_style_or_that_of_its_row_or_column() {
    let number = "o:value-type='float' o:value='40'";
    let struck = Some(Value::Struck(Box::new(Value::Number(40.into()))));
    let own =
        format!("<t:table-cell t:style-name='cel' {number}><text:p>40</text:p></t:table-cell>");
    assert_eq!(styled(STYLES, "", &own), struck);
    assert_eq!(styled(STYLES, "", &own.replace("<text:p>40</text:p>", "")), struck);
    let bare = format!("<t:table-cell/><t:table-cell {number}><text:p>40</text:p></t:table-cell>");
    let columns = "<t:table-columns><t:table-column/></t:table-columns><t:table-column t:number-columns-repeated='9' t:default-cell-style-name='cel'/>";
    assert_eq!(styled(STYLES, columns, &bare), struck);
    assert_eq!(
        styled(STYLES, "<t:table-column t:default-cell-style-name='cel'/>", &bare),
        Some(Value::Number(40.into()))
    );
    let row = format!("</t:table-row><t:table-row t:default-cell-style-name='cel'>{bare}");
    assert_eq!(styled(STYLES, "", &row), struck);
    let lifted = "<t:table-cell t:style-name='cel'><text:p>40 <text:span text:style-name='niet'>45</text:span></text:p></t:table-cell>";
    assert_eq!(
        styled(STYLES, "", lifted),
        Some(Value::Rich(vec![run("40 ", RunStyle::Struck), run("45", RunStyle::Plain)]))
    );
    let parent = "<s:style s:name='kind' s:family='table-cell' s:parent-style-name='cel'/>";
    assert_eq!(styled(&format!("{STYLES}{parent}"), "", &own.replace("'cel'", "'kind'")), struck);
}

#[test]
fn a_number_that_shows_another_one_says_both() {
    let cell = |attributes: &str, shown: &str| {
        one(&format!("<t:table-cell {attributes} o:value='40'>{shown}</t:table-cell>"))
    };
    let shows = |shown: &str| cell("o:value-type='float'", &format!("<text:p>{shown}</text:p>"));
    let both = |shown: &str| Some(Value::ShownAs { stored: 40.into(), shown: shown.to_owned() });
    for shown in ["148", "400", "-40", "ca. 40", "40\u{2030}", "0", "", "veertig"] {
        assert_eq!(shows(shown), both(shown), "{shown}");
    }
    let number = Some(Value::Number(40.into()));
    for shown in ["40", "40,00", "40.00", "40 jongeren"] {
        assert_eq!(shows(shown), number, "{shown}");
    }
    assert_eq!(cell("o:value-type='float'", ""), number);
    assert_eq!(shows("40 euro"), Some(Value::Amount(40.into())));
    assert_eq!(
        cell("o:value-type='currency'", "<text:p>€ 40,00</text:p>"),
        Some(Value::Amount(40.into()))
    );
    assert_eq!(
        cell("o:value-type='currency'", "<text:p>40,00</text:p>"),
        Some(Value::Amount(40.into()))
    );
    assert_eq!(cell("o:value-type='currency'", "<text:p>€ 0 mln</text:p>"), both("€ 0 mln"));
    let text = |shown: &str| {
        one(&format!(
            "<t:table-cell o:value-type='string' o:string-value='40'>{shown}</t:table-cell>"
        ))
    };
    assert_eq!(text("<text:p>ca. 40</text:p>"), Some(says("ca. 40")));
    assert_eq!(text("<text:p/>"), both(""));
    assert_eq!(text(""), Some(says("40")));
}

#[test]
fn a_formula_that_shows_no_number_is_an_error() {
    for shown in
        ["Fout:502", "Err:502", "Error:502", "#LEEG!", "#SPILL!", "#GETAL!", "#N/B", "#NAAM?"]
    {
        let cell = format!(
            "<t:table-cell t:formula='of:=1/0' o:value-type='float' o:value='0'><text:p>{shown}</text:p></t:table-cell>"
        );
        assert_eq!(one(&cell), Some(Value::Error(shown.to_owned())), "{shown}");
    }
    let zero = "<t:table-cell t:formula='of:=0' o:value-type='float' o:value='0'><text:p>geen</text:p></t:table-cell>";
    assert_eq!(one(zero), Some(Value::ShownAs { stored: 0.into(), shown: "geen".to_owned() }));
}

#[test]
fn comments_and_hidden_rows_are_kept_beside_the_cells() {
    let note = "<o:annotation><x:date>2024-03-01</x:date><text:list><text:list-item><text:p>nog <text:span>niet</text:span></text:p></text:list-item></text:list><text:p>95</text:p></o:annotation>";
    let rows = format!("<t:table-row t:visibility='filter' t:number-rows-repeated='2'><t:table-cell o:value-type='float' o:value='7'>{note}<text:p>7</text:p></t:table-cell></t:table-row>
        <t:table-row t:visibility='collapse'/>
        <t:table-row-group t:display='false'><t:table-row><t:table-cell>{note}</t:table-cell></t:table-row></t:table-row-group>
        <t:table-row t:visibility='visible'><t:table-cell><text:p>a</text:p></t:table-cell></t:table-row>");
    let sheets = sheets(&format!("{OPEN}{rows}{CLOSE}")).unwrap();
    let comments: Vec<_> =
        sheets[0].comments.iter().map(|(at, text)| (at.to_string(), text.as_str())).collect();
    let text = "nog niet\n95";
    assert_eq!(
        comments,
        [("A1".to_owned(), text), ("A2".to_owned(), text), ("A4".to_owned(), text)]
    );
    assert_eq!(sheets[0].hidden_rows, [0, 1, 3].into());
    assert_eq!(sheets[0].cells.len(), 3);
}

#[test]
fn what_is_kept_of_another_workbook_is_no_sheet() {
    let linked = format!(
        "{OPEN}</t:table><t:table t:name='elders'><t:table-source/><t:table-row><t:table-cell><text:p>Code</text:p></t:table-cell></t:table-row>{CLOSE}"
    );
    let names: Vec<_> = sheets(&linked).unwrap().into_iter().map(|sheet| sheet.name).collect();
    assert_eq!(names, ["A"]);
}
