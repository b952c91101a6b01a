//! Writes the workbook that a municipality fills in, from the questionnaire itself, so that form
//! and reading cannot drift apart. The only place that knows `rust_xlsxwriter`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::answers::Status;
use crate::cycle::{Municipality, Settings};
use crate::dutch;
use crate::questionnaire::{OpenSheet, Questionnaire, Theme};

/// What is filled in behind a code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// The answer; a number with a decimal point is written as a number.
    pub answer: String,
    /// A reference date other than the year's.
    pub reference_date: Option<Date>,
    /// A remark.
    pub remark: String,
    /// Whether the answer is text, whatever it looks like.
    pub as_text: bool,
    /// What stands for a reference date and is none.
    pub no_date: String,
}

/// The workbook of a municipality, filled in as far as `filled` goes, as bytes of .xlsx.
///
/// # Errors
/// An [`XlsxError`] where a name is longer than a spreadsheet takes.
pub fn workbook(
    questionnaire: &Questionnaire,
    settings: &Settings,
    municipality: &Municipality,
    filled: &BTreeMap<String, Filled>,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = excel_date(settings.reference_date)?;
    let title =
        format!("Vragenlijst Preventie met Gezag {} – {}", settings.year, municipality.name);
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    let mut texts = filled.clone();
    for (code, answer) in [
        ("gemeente.code", municipality.code.to_string()),
        ("gemeente.naam", municipality.name.clone()),
        ("stempel.vragenlijst", settings.questionnaire.clone()),
        ("stempel.jaar", settings.year.to_string()),
    ] {
        texts.insert(code.to_owned(), Filled { answer, ..Filled::default() });
    }
    let styles = Styles::new();
    let (first, rest) = questionnaire.sheets.split_at(1.min(questionnaire.sheets.len()));
    for sheet in first {
        text_sheet(workbook.add_worksheet(), sheet, &texts, &styles)?;
    }
    for theme in questionnaire.themes.iter().filter(|theme| municipality.is_asked(theme.audience)) {
        theme_sheet(workbook.add_worksheet(), theme, settings, &texts, &styles)?;
    }
    for sheet in rest.iter().filter(|sheet| municipality.is_asked(sheet.audience)) {
        text_sheet(workbook.add_worksheet(), sheet, &texts, &styles)?;
    }
    workbook.worksheet_from_name("Stempel")?.set_hidden(true);
    workbook.save_to_buffer()
}

struct Styles {
    title: Format,
    note: Format,
    header: Format,
    name: Format,
    code: Format,
    text: Format,
    answer: Format,
    date: Format,
}

impl Styles {
    fn new() -> Self {
        let wrapped = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let cell =
            || wrapped().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0xC8_CE_D6));
        let answer = || cell().set_background_color(Color::RGB(0xFF_F8_E5)).set_unlocked();
        let blue = Color::RGB(0x1F_3A_5F);
        Self {
            title: Format::new().set_bold().set_font_size(16).set_font_color(blue),
            note: Format::new().set_font_color(Color::RGB(0x4A_55_65)),
            header: cell().set_bold().set_font_color(Color::White).set_background_color(blue),
            name: cell().set_bold().set_background_color(Color::RGB(0xE8_ED_F3)),
            code: cell().set_font_color(Color::RGB(0x4A_55_65)),
            text: cell(),
            answer: answer(),
            date: answer().set_num_format("d-m-yyyy"),
        }
    }
}

/// Column of the answers.
const ANSWER: u16 = 3;
/// How far right of an answer its reference date stands.
pub const DATE_AFTER_ANSWER: u32 = 1;
/// Row of the header.
const HEADER: u32 = 3;

fn theme_sheet(
    sheet: &mut Worksheet,
    theme: &Theme,
    settings: &Settings,
    filled: &BTreeMap<String, Filled>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let note = format!(
        "Vul per interventie de status in en daarna de aantallen op {}. Weet u een aantal niet, vul dan onbekend in; past een vraag niet, dan n.v.t. Zet u een interventie niet in, laat de status dan leeg.",
        dutch::date(settings.reference_date)
    );
    let columns: [(&str, f64); 6] = [
        ("Code", 30.0),
        ("Vraag", 52.0),
        ("Eenheid", 16.0),
        ("Antwoord", 22.0),
        ("Peildatum", 13.0),
        ("Toelichting", 44.0),
    ];
    head(sheet, &theme.sheet, &theme.name, &note, &columns, styles)?;
    let mut row = HEADER + 1;
    for intervention in &theme.interventions {
        if intervention.has_status {
            let code = intervention.status_code();
            let question = format!("{}: wat is de status?", intervention.name);
            fit(sheet, row, &[(&question, columns[1].1), (remark(filled, &code), columns[5].1)])?;
            sheet.write_with_format(row, 0, &code, &styles.code)?;
            sheet.write_with_format(row, 1, question, &styles.name)?;
            sheet.write_with_format(row, 2, "status", &styles.text)?;
            sheet.add_data_validation(row, ANSWER, row, ANSWER, &status_choice()?)?;
            answer(sheet, row, filled.get(&code), styles)?;
            row += 1;
        }
        for measure in &intervention.measures {
            let remark = remark(filled, &measure.code);
            let question = format!("{}\n{}", measure.question, measure.definition);
            let question = question.trim_end();
            fit(sheet, row, &[(question, columns[1].1), (remark, columns[5].1)])?;
            sheet.write_with_format(row, 0, &measure.code, &styles.code)?;
            sheet.write_with_format(row, 1, question, &styles.text)?;
            sheet.write_with_format(row, 2, &measure.unit.plural, &styles.text)?;
            answer(sheet, row, filled.get(&measure.code), styles)?;
            row += 1;
        }
    }
    Ok(())
}

fn text_sheet(
    sheet: &mut Worksheet,
    asked: &OpenSheet,
    filled: &BTreeMap<String, Filled>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let (name, note) = (&asked.name, "Vul in de kolom Antwoord uw tekst in.");
    let columns = [("Code", 30.0), ("Vraag", 44.0), ("Antwoord", 80.0)];
    head(sheet, name, name, note, &columns, styles)?;
    let questions = asked.blocks.iter().flat_map(|block| &block.questions);
    for (row, question) in (HEADER + 1..).zip(questions) {
        sheet.write_with_format(row, 0, &question.code, &styles.code)?;
        sheet.write_with_format(row, 1, &question.question, &styles.text)?;
        let answer = filled.get(&question.code).map_or("", |filled| &filled.answer);
        sheet.write_with_format(row, 2, answer, &styles.answer)?;
        fit(sheet, row, &[(&question.question, columns[1].1), (answer, columns[2].1)])?;
    }
    Ok(())
}

fn remark<'a>(filled: &'a BTreeMap<String, Filled>, code: &str) -> &'a str {
    filled.get(code).map_or("", |filled| &filled.remark)
}

/// Makes a row high enough for the texts in it, each in a column of so many characters: a
/// spreadsheet does not do it by itself when it opens a file.
fn fit(sheet: &mut Worksheet, row: u32, texts: &[(&str, f64)]) -> Result<(), XlsxError> {
    let lines = texts.iter().map(|(text, width)| {
        // Wide letters and long words leave some of a line unused.
        let fits = (width * 0.85).to_usize().unwrap_or(1).max(1);
        let wrapped = text.lines().map(|line| line.chars().count().div_ceil(fits).max(1));
        wrapped.sum::<usize>()
    });
    let height = lines.max().unwrap_or(1).max(1) * 15 + 3;
    sheet.set_row_height(row, u32::try_from(height).unwrap_or(300).min(400))?;
    Ok(())
}

fn head(
    sheet: &mut Worksheet,
    name: &str,
    title: &str,
    note: &str,
    columns: &[(&str, f64)],
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.write_with_format(0, 0, title, &styles.title)?;
    sheet.write_with_format(1, 0, note, &styles.note)?;
    for (column, (text, width)) in (0..).zip(columns) {
        sheet.write_with_format(HEADER, column, *text, &styles.header)?;
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_freeze_panes(HEADER + 1, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(HEADER, HEADER)?;
    Ok(())
}

fn answer(
    sheet: &mut Worksheet,
    row: u32,
    filled: Option<&Filled>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let empty = Filled::default();
    let filled = filled.unwrap_or(&empty);
    let number = filled.answer.parse::<Decimal>().ok().and_then(|number| number.to_f64());
    match number.filter(|_| !filled.as_text) {
        Some(number) => sheet.write_with_format(row, ANSWER, number, &styles.answer)?,
        None => sheet.write_with_format(row, ANSWER, &filled.answer, &styles.answer)?,
    };
    match filled.reference_date {
        Some(date) => sheet.write_with_format(row, ANSWER + 1, &excel_date(date)?, &styles.date)?,
        None => sheet.write_with_format(row, ANSWER + 1, &filled.no_date, &styles.date)?,
    };
    sheet.write_with_format(row, ANSWER + 2, &filled.remark, &styles.answer)?;
    Ok(())
}

fn status_choice() -> Result<DataValidation, XlsxError> {
    let words = Status::ALL.map(Status::word);
    let choice = DataValidation::new().allow_list_strings(&words)?;
    choice
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title("Kies een status")?
        .set_error_message("Kies een status uit de lijst, of laat de cel leeg.")
}

fn excel_date(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(date.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, part(date.month()), part(date.day()))
}
