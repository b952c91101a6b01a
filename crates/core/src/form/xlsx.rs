//! Writes a form as .xlsx.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, Format, FormatAlign, FormatBorder, Formula,
    ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use crate::place::Cell;
use crate::spreadsheet::excel::{day, float};
use crate::spreadsheet::packed;

use super::formula::{Dialect, fixed, serial};
use super::model::{self, Area, Book, Content, Entry, LINE, Paper, Rule, Sheet, Style};
use super::pages;

type Formats = BTreeMap<Style, Format>;

/// The bytes of the workbook.
pub(super) fn write(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(&book.title)
        .set_custom_property("Language", "nl-NL")
        .set_creation_datetime(&day(book.made)?);
    workbook.set_properties(&properties);
    let formats: Formats = Style::ALL.into_iter().map(|style| (style, format(style))).collect();
    for sheet in &book.sheets {
        write_sheet(workbook.add_worksheet(), sheet, book, &formats)?;
    }
    for (name, Area { sheet, from, to }) in book.sheets.iter().flat_map(model::names) {
        let sheet = sheet.replace('\'', "''");
        workbook.define_name(name, &format!("='{sheet}'!{}:{}", fixed(from), fixed(to)))?;
    }
    Ok(packed::as_on_unix(workbook.save_to_buffer()?)?)
}

fn write_sheet(
    to: &mut Worksheet,
    sheet: &Sheet,
    book: &Book,
    formats: &Formats,
) -> Result<(), XlsxError> {
    to.set_name(&sheet.name)?.set_hidden(sheet.is_hidden).set_formula_result_default("");
    for (index, column) in (0..).zip(&sheet.columns) {
        to.set_column_width(index, column.width)?;
        if column.is_hidden {
            to.set_column_hidden(index)?;
        }
    }
    for (row, height) in &sheet.heights {
        to.set_row_height(*row, *height)?;
    }
    for (cell, style) in &sheet.styles {
        let (row, column) = at(*cell);
        let format = &formats[style];
        match sheet.cells.get(cell) {
            None => to.write_blank(row, column, format)?,
            Some(content) => write_cell(to, (row, column), content, format, &sheet.name)?,
        };
    }
    for (cell, entry) in &sheet.entries {
        let (row, column) = at(*cell);
        to.add_data_validation(row, column, row, column, &validation(entry, &sheet.name)?)?;
    }
    if let Some(header) = sheet.header {
        to.set_freeze_panes(header + 1, 0)?.set_repeat_rows(header, header)?;
    }
    if let Some(cell) = model::first_answer(sheet) {
        let (row, column) = at(cell);
        to.set_selection(row, column, row, column)?;
    }
    to.set_paper_size(9);
    match sheet.paper {
        // Where Excel makes a sheet fit by itself, it may pass over the ends of pages that are set.
        Paper::Wide => {
            let scale = u16::try_from(pages::scale(sheet)).unwrap_or(100);
            to.set_landscape().set_print_scale(scale).set_page_breaks(&pages::breaks(sheet))?
        }
        Paper::OnePage => to.set_portrait().set_print_fit_to_pages(1, 1),
    };
    // In a header and a footer `&` starts a code.
    to.set_margins(0.5, 0.5, 0.7, 0.6, 0.3, 0.3);
    to.set_header(format!("&L{}&R&A", book.heading.replace('&', "&&")));
    to.set_footer("&RPagina &P van &N");
    let options = ProtectionOptions {
        // Who types 24% gets a cell that shows every number as a percentage.
        format_cells: true,
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    };
    to.protect_with_options(&options);
    Ok(())
}

fn write_cell<'a>(
    to: &'a mut Worksheet,
    (row, column): (u32, u16),
    content: &Content,
    format: &Format,
    home: &str,
) -> Result<&'a mut Worksheet, XlsxError> {
    match content {
        Content::Text(text) => to.write_with_format(row, column, text, format),
        Content::Question(question, more) if more.is_empty() => {
            to.write_with_format(row, column, question, &format.clone().set_bold())
        }
        Content::Question(question, more) => {
            let (bold, plain) = (Format::new().set_bold(), Format::new());
            let parts = [(&bold, question.as_str()), (&plain, &format!("\n{more}"))];
            to.write_rich_string_with_format(row, column, &parts, format)
        }
        Content::Number(number) => to.write_with_format(row, column, float(*number), format),
        Content::Date(date) => to.write_with_format(row, column, float(serial(*date)), format),
        Content::Formula(formula, value) => {
            let formula = Formula::new(formula.written(Dialect::Excel, home));
            let formula = formula.set_result(value.as_text());
            to.write_formula_with_format(row, column, formula, format)
        }
    }
}

fn validation(entry: &Entry, home: &str) -> Result<DataValidation, XlsxError> {
    let validation = DataValidation::new();
    let validation = match &entry.rule {
        Rule::Anything => validation.allow_any_value(),
        Rule::OneOf(range) => {
            validation.allow_list_formula(Formula::new(range.written(Dialect::Excel, "")))
        }
        Rule::Holds(condition) => {
            validation.allow_custom(Formula::new(condition.written(Dialect::Excel, home)))
        }
    };
    validation
        .set_input_title(cut(&entry.title, 32))?
        .set_input_message(cut(&entry.prompt, 255))?
        .set_error_title(cut(&entry.title, 32))?
        .set_error_message(cut(&entry.refusal, 225))
}

/// The text, cut to what Excel takes as a message about a cell.
fn cut(text: &str, length: usize) -> String {
    if text.encode_utf16().count() <= length {
        return text.to_owned();
    }
    text.chars().take(length - 1).chain(['…']).collect()
}

fn format(style: Style) -> Format {
    let look = style.look();
    let mut format = Format::new()
        .set_align(FormatAlign::Top)
        .set_align(FormatAlign::Left)
        .set_font_size(look.size)
        .set_font_color(Color::RGB(look.colour));
    if look.is_bold {
        format = format.set_bold();
    }
    if look.wraps {
        format = format.set_text_wrap();
    }
    if look.has_border {
        format = format.set_border(FormatBorder::Thin).set_border_color(Color::RGB(LINE));
    }
    if let Some(fill) = look.fill {
        format = format.set_background_color(Color::RGB(fill));
    }
    if style.is_unlocked() {
        format = format.set_unlocked();
    }
    let Style::Answer(kind) = style else { return format };
    match kind {
        model::Format::Typed => format.set_num_format("@"),
        model::Format::Choice => format,
        model::Format::Whole => format.set_num_format("#,##0"),
        model::Format::Fraction => format.set_num_format("#,##0.0#"),
        model::Format::Money => format.set_num_format("#,##0.00"),
        model::Format::Date => format.set_num_format("d-m-yyyy"),
    }
}

fn at(cell: Cell) -> (u32, u16) {
    (cell.row, u16::try_from(cell.column).unwrap_or(u16::MAX))
}
