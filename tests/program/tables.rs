//! Sheets with what a person does to them, written in each format: nothing at hand writes them all.
#![expect(clippy::format_push_string, reason = "a test may be slow where it reads better")]

use rust_xlsxwriter::{Format, Formula, Workbook};

use crate::support::zip;
use crate::{xls, xlsb};

/// A sheet to write.
#[derive(Clone, Default)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    /// The texts of the cells from A1 on; what [`Content::of`] takes for more is written so.
    pub(crate) rows: Vec<Vec<String>>,
    pub(crate) is_hidden: bool,
    pub(crate) hidden_rows: Vec<usize>,
    pub(crate) hidden_columns: Vec<usize>,
    pub(crate) merged: Vec<Area>,
    /// Where an autofilter is on, which hid the hidden rows.
    pub(crate) filtered: Option<Area>,
}

impl Table {
    /// A sheet of these texts.
    pub(crate) fn of(name: &'static str, rows: &[&[&str]]) -> Self {
        let texts = |row: &&[&str]| row.iter().map(|text| (*text).to_owned()).collect();
        Self { name, rows: rows.iter().map(texts).collect(), ..Self::default() }
    }
}

/// Cells from the first to the last one, both as row and column.
#[derive(Clone, Copy)]
pub(crate) struct Area {
    pub(crate) first: (usize, usize),
    pub(crate) last: (usize, usize),
}

impl Area {
    fn holds(&self, (row, column): (usize, usize)) -> bool {
        (self.first.0..=self.last.0).contains(&row)
            && (self.first.1..=self.last.1).contains(&column)
    }

    /// First row, last row, first column and last column.
    pub(crate) fn edges(&self) -> [usize; 4] {
        [self.first.0, self.last.0, self.first.1, self.last.1]
    }
}

/// What a cell holds.
pub(crate) enum Content<'a> {
    Nothing,
    Number(f64),
    Truth(bool),
    /// The error value `#REF!`.
    Error,
    Text(&'a str),
}

impl<'a> Content<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        match (text, text.parse()) {
            ("", _) => Self::Nothing,
            ("#REF!", _) => Self::Error,
            ("WAAR" | "ONWAAR", _) => Self::Truth(text == "WAAR"),
            (_, Ok(number)) => Self::Number(number),
            _ => Self::Text(text),
        }
    }
}

type Write = fn(&[Table]) -> Vec<u8>;

/// The formats by the ending of their files.
pub(crate) const FORMATS: [(&str, Write); 4] =
    [("xlsx", xlsx), ("xlsb", xlsb::workbook), ("xls", xls::workbook), ("ods", ods)];

fn xlsx(tables: &[Table]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for table in tables {
        let sheet = workbook.add_worksheet().set_name(table.name).unwrap();
        sheet.set_hidden(table.is_hidden);
        let area = |area: &Area| {
            let [top, bottom, left, right] = area.edges();
            let row = |row: usize| u32::try_from(row).unwrap();
            let column = |column: usize| u16::try_from(column).unwrap();
            (row(top), column(left), row(bottom), column(right))
        };
        for (top, left, bottom, right) in table.merged.iter().map(area) {
            sheet.merge_range(top, left, bottom, right, "", &Format::new()).unwrap();
        }
        if let Some((top, left, bottom, right)) = table.filtered.as_ref().map(area) {
            sheet.autofilter(top, left, bottom, right).unwrap();
        }
        for row in &table.hidden_rows {
            sheet.set_row_hidden(u32::try_from(*row).unwrap()).unwrap();
        }
        for column in &table.hidden_columns {
            sheet.set_column_hidden(u16::try_from(*column).unwrap()).unwrap();
        }
        for (row, cells) in (0..).zip(&table.rows) {
            for (column, text) in (0..).zip(cells) {
                match Content::of(text) {
                    Content::Nothing => continue,
                    Content::Number(number) => sheet.write(row, column, number).unwrap(),
                    Content::Truth(truth) => sheet.write(row, column, truth).unwrap(),
                    Content::Error => {
                        sheet.write(row, column, Formula::new("=#REF!").set_result(text)).unwrap()
                    }
                    Content::Text(text) => sheet.write(row, column, text).unwrap(),
                };
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// The least .ods that LibreOffice opens; what is empty at the start by repeat counts, as it writes it itself.
fn ods(tables: &[Table]) -> Vec<u8> {
    let mut xml = String::from(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.2"><office:automatic-styles><style:style style:name="true" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>"#,
    );
    for table in tables {
        xml += &ods_table(table);
    }
    xml += "<table:database-ranges>";
    for table in tables {
        if let Some(Area { first, last }) = table.filtered {
            let address =
                |(row, column)| format!("'{}'.{}{}", table.name, letters(column), row + 1);
            xml += &format!(
                r#"<table:database-range table:name="{}" table:target-range-address="{}:{}" table:display-filter-buttons="true"/>"#,
                table.name,
                address(first),
                address(last)
            );
        }
    }
    xml += "</table:database-ranges></office:spreadsheet></office:body></office:document-content>";
    let manifest = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", xml.as_bytes()),
    ])
}

fn ods_table(table: &Table) -> String {
    let mut xml = format!(
        r#"<table:table table:name="{}" table:style-name="{}">"#,
        table.name, table.is_hidden
    );
    for column in 0..=table.hidden_columns.iter().max().copied().unwrap_or_default() {
        let hides = table.hidden_columns.contains(&column);
        xml += &format!(
            r#"<table:table-column table:visibility="{}"/>"#,
            if hides { "collapse" } else { "visible" }
        );
    }
    let empty = table.rows.iter().take_while(|row| row.is_empty()).count();
    if empty > 0 {
        xml += &format!(
            r#"<table:table-row table:number-rows-repeated="{empty}"><table:table-cell/></table:table-row>"#
        );
    }
    for (row, cells) in table.rows.iter().enumerate().skip(empty) {
        let visibility = match (table.hidden_rows.contains(&row), &table.filtered) {
            (false, _) => "visible",
            (true, None) => "collapse",
            (true, Some(_)) => "filter",
        };
        xml += &format!(r#"<table:table-row table:visibility="{visibility}">"#);
        let skipped = cells.iter().take_while(|cell| cell.is_empty()).count();
        if skipped > 0 {
            xml += &format!(r#"<table:table-cell table:number-columns-repeated="{skipped}"/>"#);
        }
        for (column, text) in cells.iter().enumerate().skip(skipped) {
            xml += &ods_cell(text, (row, column), &table.merged);
        }
        xml += "</table:table-row>";
    }
    xml + r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>"#
}

fn ods_cell(text: &str, at: (usize, usize), merged: &[Area]) -> String {
    let (kind, spans) = match merged.iter().find(|area| area.holds(at)) {
        Some(Area { first, last }) if *first == at => {
            let [rows, columns] = [last.0 - first.0 + 1, last.1 - first.1 + 1];
            let spans = format!(
                r#" table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}""#
            );
            ("table-cell", spans)
        }
        Some(_) => ("covered-table-cell", String::new()),
        None => ("table-cell", String::new()),
    };
    let value = match Content::of(text) {
        Content::Nothing => return format!("<table:{kind}{spans}/>"),
        Content::Number(number) => format!(r#"office:value-type="float" office:value="{number}""#),
        Content::Truth(truth) => {
            format!(r#"office:value-type="boolean" office:boolean-value="{truth}""#)
        }
        Content::Error => r#"table:formula="of:=#REF!" office:value-type="string" office:string-value="" calcext:value-type="error""#.to_owned(),
        Content::Text(_) => r#"office:value-type="string""#.to_owned(),
    };
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("<table:{kind}{spans} {value}><text:p>{text}</text:p></table:{kind}>")
}

/// A column as a spreadsheet names it, up to `ZZ`.
pub(crate) fn letters(column: usize) -> String {
    let letter = |index: usize| char::from(b'A' + u8::try_from(index).unwrap());
    if column < 26 {
        letter(column).to_string()
    } else {
        format!("{}{}", letter(column / 26 - 1), letter(column % 26))
    }
}
