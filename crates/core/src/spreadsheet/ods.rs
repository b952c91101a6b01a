//! Writes a workbook of plain tables as OpenDocument.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::model::{Book, Content, Sheet, Style};
use super::open_document::{self, Document, Paper, Unpacked, View, escaped, paragraphs};
use crate::place::Cell;

/// The bytes of the workbook.
pub(super) fn write(book: &Book) -> Result<Vec<u8>, Unpacked> {
    let views = book.sheets.iter().map(|sheet| View {
        sheet: &sheet.name,
        at: Cell { row: 0, column: 0 },
        frozen: sheet.table.as_ref().map_or(0, |_| sheet.header() + 1),
    });
    open_document::pack(&Document {
        title: &book.title,
        author: Some(&book.publisher),
        made: book.made,
        heading: &book.title,
        views: views.collect(),
        papers: vec![landscape()],
        first: book.sheets.first().map_or("", |sheet| &sheet.name),
        content: content(book),
    })
}

/// The paper of all sheets: as wide as their columns.
fn landscape() -> Paper {
    let size = r#"fo:page-width="297mm" fo:page-height="210mm" style:print-orientation="landscape" style:scale-to-X="1""#;
    Paper { name: "Default".to_owned(), size: size.to_owned() }
}

fn content(book: &Book) -> String {
    let mut out = open_document::start();
    let widths: BTreeSet<u32> = book.sheets.iter().flat_map(Sheet::widths).collect();
    let heights: BTreeSet<u32> =
        book.sheets.iter().flat_map(|sheet| sheet.heights().into_values()).collect();
    open_document::sizes(&mut out, &widths, &heights);
    out.push_str(STYLES);
    for style in Style::ALL {
        cell_style(&mut out, style);
    }
    out.push_str("</office:automatic-styles><office:body><office:spreadsheet>");
    for sheet in &book.sheets {
        table(&mut out, sheet);
    }
    out.push_str("<table:database-ranges>");
    for sheet in &book.sheets {
        database_range(&mut out, sheet);
    }
    out.push_str(
        "</table:database-ranges></office:spreadsheet></office:body></office:document-content>",
    );
    out
}

const STYLES: &str = r#"<style:style style:name="r0" style:family="table-row"><style:table-row-properties style:row-height="15pt" style:use-optimal-row-height="true"/></style:style><style:style style:name="blad" style:family="table" style:master-page-name="Default"><style:table-properties table:display="true"/></style:style><number:number-style style:name="NWhole"><number:number number:decimal-places="0" number:min-decimal-places="0" number:min-integer-digits="1" number:grouping="true"/></number:number-style><number:number-style style:name="NFraction"><number:number number:decimal-places="2" number:min-decimal-places="1" number:min-integer-digits="1" number:grouping="true"/></number:number-style><number:date-style style:name="NDate"><number:day/><number:text>-</number:text><number:month/><number:text>-</number:text><number:year number:style="long"/></number:date-style>"#;

fn cell_style(out: &mut String, style: Style) {
    let data = match style {
        Style::Whole | Style::Fraction | Style::Date => {
            format!(r#" style:data-style-name="N{style:?}""#)
        }
        _ => String::new(),
    };
    let wrap = match style {
        Style::Header => r#" fo:wrap-option="wrap" fo:border-bottom="0.5pt solid #1a1a1a""#,
        Style::Text => r#" fo:wrap-option="wrap""#,
        _ => "",
    };
    let align = match style {
        Style::Whole | Style::Fraction => "end",
        _ => "start",
    };
    let letters = match style {
        Style::Title => r#" fo:font-size="18pt" fo:font-weight="bold""#,
        Style::Header => r#" fo:font-weight="bold""#,
        _ => "",
    };
    _ = write!(
        out,
        r#"<style:style style:name="{style:?}" style:family="table-cell" style:parent-style-name="Default"{data}><style:table-cell-properties style:vertical-align="top" style:text-align-source="fix"{wrap}/><style:paragraph-properties fo:text-align="{align}"/><style:text-properties{letters}/></style:style>"#,
    );
}

fn table(out: &mut String, sheet: &Sheet) {
    _ = write!(
        out,
        r#"<table:table table:name="{}" table:style-name="blad">"#,
        escaped(&sheet.name)
    );
    for width in sheet.widths() {
        _ = write!(
            out,
            r#"<table:table-column table:style-name="c{width}" table:default-cell-style-name="Default"/>"#
        );
    }
    let heights = sheet.heights();
    let header = sheet.table.as_ref().map(|_| sheet.header());
    let mut row = None;
    for (cell, (content, style)) in sheet.cells() {
        if row != Some(cell.row) {
            end_row(out, row, header);
            row = Some(cell.row);
            if row == header {
                out.push_str("<table:table-header-rows>");
            }
            let height = heights.get(&cell.row).copied().unwrap_or(0);
            _ = write!(out, r#"<table:table-row table:style-name="r{height}">"#);
        }
        _ = write!(out, r#"<table:table-cell table:style-name="{style:?}""#);
        write_content(out, &content);
    }
    end_row(out, row, header);
    out.push_str("</table:table>");
}

fn end_row(out: &mut String, row: Option<u32>, header: Option<u32>) {
    if row.is_some() {
        out.push_str("</table:table-row>");
    }
    if row.is_some() && row == header {
        out.push_str("</table:table-header-rows>");
    }
}

fn write_content(out: &mut String, content: &Content) {
    let string = r#" office:value-type="string">"#;
    match content {
        Content::Nothing => return out.push_str("/>"),
        Content::Text(text) if text.is_empty() => return out.push_str("/>"),
        Content::Text(text) => out.extend([string, &paragraphs(text)]),
        Content::Number(number) => open_document::put_number(out, *number),
        Content::Date(date) => open_document::put_date(out, *date),
        Content::Link(name) => {
            let (to, said) = (escaped(&address(name)), escaped(name));
            _ = write!(
                out,
                r##"{string}<text:p><text:a xlink:type="simple" xlink:href="#{to}.A1">{said}</text:a></text:p>"##
            );
        }
    }
    out.push_str("</table:table-cell>");
}

/// Marks the table of a sheet as one, with a header and buttons to filter by.
fn database_range(out: &mut String, sheet: &Sheet) {
    let (Some(table), Some((from, last))) = (&sheet.table, sheet.area()) else { return };
    let (name, home) = (escaped(&table.name), escaped(&address(&sheet.name)));
    _ = write!(
        out,
        r#"<table:database-range table:name="{name}" table:target-range-address="{home}.{from}:{home}.{last}" table:display-filter-buttons="true"/>"#
    );
}

/// The name of a sheet as an address has it.
fn address(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}
