//! Writes a workbook of plain tables as .xlsx.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Color, DocProperties, Format, FormatAlign, FormatBorder, FormatUnderline, Table, TableColumn,
    TableStyle, Url, Workbook, Worksheet, XlsxError,
};

use super::excel::{day, float};
use super::model::{Book, Content, Sheet, Style};
use super::packed;
use crate::place::Cell;

type Formats = BTreeMap<Style, Format>;

/// The bytes of the workbook.
pub(super) fn write(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(&book.title)
        .set_author(&book.publisher)
        .set_custom_property("Language", "nl-NL")
        .set_creation_datetime(&day(book.made)?);
    workbook.set_properties(&properties);
    let formats: Formats = Style::ALL.into_iter().map(|style| (style, format(style))).collect();
    for sheet in &book.sheets {
        write_sheet(workbook.add_worksheet(), sheet, book, &formats)?;
    }
    Ok(packed::as_on_unix(workbook.save_to_buffer()?)?)
}

fn write_sheet(
    to: &mut Worksheet,
    sheet: &Sheet,
    book: &Book,
    formats: &Formats,
) -> Result<(), XlsxError> {
    to.set_name(&sheet.name)?;
    for (index, width) in (0..).zip(sheet.widths()) {
        to.set_column_width(index, width)?;
    }
    for (row, height) in sheet.heights() {
        to.set_row_height(row, height)?;
    }
    add_table(to, sheet)?;
    for (cell, (content, style)) in sheet.cells() {
        write_cell(to, at(cell), &content, &formats[&style])?;
    }
    if sheet.table.is_some() {
        to.set_freeze_panes(sheet.header() + 1, 0)?;
        to.set_repeat_rows(sheet.header(), sheet.header())?;
    }
    // In a header and a footer `&` starts a code.
    to.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    to.set_header(format!("&L{}&R&A", book.title.replace('&', "&&")));
    to.set_footer("&RPagina &P van &N");
    Ok(())
}

/// Marks the table as one. It writes the header, so it comes before the cells.
fn add_table(to: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let (Some(table), Some((from, last))) = (&sheet.table, sheet.area()) else { return Ok(()) };
    let columns: Vec<TableColumn> =
        table.columns.iter().map(|it| TableColumn::new().set_header(&it.title)).collect();
    let marked = Table::new()
        .set_name(&table.name)
        .set_columns(&columns)
        .set_style(TableStyle::Light1)
        .set_alt_text_title(&sheet.title)
        .set_alt_text(sheet.lines.join(" "));
    let ((row, column), (last_row, last_column)) = (at(from), at(last));
    to.add_table(row, column, last_row, last_column, &marked)?;
    Ok(())
}

fn write_cell(
    to: &mut Worksheet,
    (row, column): (u32, u16),
    content: &Content,
    format: &Format,
) -> Result<(), XlsxError> {
    match content {
        Content::Nothing => to.write_blank(row, column, format)?,
        Content::Text(text) => to.write_string_with_format(row, column, text, format)?,
        Content::Number(number) => {
            to.write_number_with_format(row, column, float(*number), format)?
        }
        Content::Date(date) => to.write_datetime_with_format(row, column, day(*date)?, format)?,
        Content::Link(name) => {
            let home = name.replace('\'', "''");
            let url = Url::new(format!("internal:'{home}'!A1")).set_text(name);
            to.write_url_with_format(row, column, url, format)?
        }
    };
    Ok(())
}

fn format(style: Style) -> Format {
    let plain = Format::new().set_font_size(11).set_align(FormatAlign::Top);
    let left = plain.clone().set_align(FormatAlign::Left);
    match style {
        Style::Title => left.set_bold().set_font_size(18),
        Style::Line => left,
        Style::Header => left.set_bold().set_text_wrap().set_border_bottom(FormatBorder::Thin),
        Style::Text => left.set_text_wrap(),
        Style::Whole => plain.set_num_format("#,##0"),
        Style::Fraction => plain.set_num_format("#,##0.0#"),
        Style::Date => left.set_num_format("d-m-yyyy"),
        Style::Link => {
            left.set_underline(FormatUnderline::Single).set_font_color(Color::RGB(0x1F_3A_5F))
        }
    }
}

fn at(cell: Cell) -> (u32, u16) {
    (cell.row, u16::try_from(cell.column).unwrap_or(u16::MAX))
}
