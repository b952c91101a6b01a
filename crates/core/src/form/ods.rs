//! Writes a form as OpenDocument: its cells, what may be typed in them, and what is calculated.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::place::Cell;
use crate::spreadsheet::open_document::{self, Document, Unpacked, View, escaped, paragraphs};

use super::formula::{Dialect, Value, fixed};
use super::model::{self, Book, Content, Entry, Format, LINE, Paper, Rule, Sheet, Style};
use super::pages;

/// The bytes of the workbook.
pub(super) fn write(book: &Book) -> Result<Vec<u8>, Unpacked> {
    let shown = book.sheets.iter().filter(|sheet| !sheet.is_hidden);
    let views = shown.map(|sheet| View {
        sheet: &sheet.name,
        at: model::first_answer(sheet).unwrap_or(Cell { row: 0, column: 0 }),
        frozen: sheet.header.map_or(0, |row| row + 1),
    });
    let papers: BTreeSet<(Paper, u32)> = book.sheets.iter().map(paper).collect();
    open_document::pack(&Document {
        title: &book.title,
        author: None,
        made: book.made,
        heading: &book.heading,
        views: views.collect(),
        papers: papers.into_iter().map(printed).collect(),
        first: book.sheets.first().map_or("", |sheet| &sheet.name),
        content: content(book),
    })
}

/// The paper of a sheet, and the percentage at which it is printed.
fn paper(sheet: &Sheet) -> (Paper, u32) {
    match sheet.paper {
        Paper::Wide => (Paper::Wide, pages::scale(sheet)),
        // The program that prints it makes it fit.
        Paper::OnePage => (Paper::OnePage, 100),
    }
}

/// The name of a paper among the styles.
fn paper_name((paper, scale): (Paper, u32)) -> String {
    match paper {
        Paper::Wide => format!("liggend{scale}"),
        Paper::OnePage => "staand".to_owned(),
    }
}

/// A paper as the file names and sizes it.
fn printed(paper: (Paper, u32)) -> open_document::Paper {
    let size = match paper {
        (Paper::Wide, scale) => format!(
            r#"fo:page-width="297mm" fo:page-height="210mm" style:print-orientation="landscape" style:scale-to="{scale}%""#
        ),
        (Paper::OnePage, _) => r#"fo:page-width="210mm" fo:page-height="297mm" style:print-orientation="portrait" style:scale-to-X="1" style:scale-to-Y="1""#.to_owned(),
    };
    open_document::Paper { name: paper_name(paper), size }
}

fn content(book: &Book) -> String {
    let mut out = open_document::start();
    let mut widths = BTreeSet::new();
    let mut heights = BTreeSet::new();
    for sheet in &book.sheets {
        widths.extend(sheet.columns.iter().map(|column| column.width));
        heights.extend(sheet.heights.values().copied());
    }
    open_document::sizes(&mut out, &widths, &heights);
    let papers: BTreeSet<String> =
        book.sheets.iter().map(|sheet| paper_name(paper(sheet))).collect();
    for paper in papers {
        for (kind, is_shown) in [("t0", false), ("t1", true)] {
            _ = write!(
                out,
                r#"<style:style style:name="{kind}{paper}" style:family="table" style:master-page-name="{paper}"><style:table-properties table:display="{is_shown}"/></style:style>"#
            );
        }
    }
    out.push_str(r#"<style:style style:name="r0" style:family="table-row"><style:table-row-properties style:row-height="15pt" style:use-optimal-row-height="true"/></style:style><style:style style:name="vet" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>"#);
    out.push_str(NUMBERS);
    for (index, style) in Style::ALL.into_iter().enumerate() {
        cell_style(&mut out, index, style);
    }
    // Search terms in formulas are words, and no patterns.
    out.push_str(r#"</office:automatic-styles><office:body><office:spreadsheet><table:calculation-settings table:case-sensitive="false" table:use-regular-expressions="false" table:use-wildcards="false" table:automatic-find-labels="false"/><table:content-validations>"#);
    for (number, sheet) in book.sheets.iter().enumerate() {
        for (cell, entry) in &sheet.entries {
            validation(&mut out, &sheet.name, (number, *cell), entry);
        }
    }
    out.push_str("</table:content-validations>");
    for (number, sheet) in book.sheets.iter().enumerate() {
        table(&mut out, number, sheet);
    }
    out.push_str("<table:named-expressions>");
    for (name, range) in book.sheets.iter().flat_map(model::names) {
        let model::Area { sheet, from, to } = range;
        let sheet = escaped(&sheet.replace('\'', "''"));
        let (from, to) = (fixed(from), fixed(to));
        _ = write!(
            out,
            r#"<table:named-range table:name="{name}" table:base-cell-address="$'{sheet}'.{from}" table:cell-range-address="$'{sheet}'.{from}:.{to}"/>"#
        );
    }
    out.push_str(
        "</table:named-expressions></office:spreadsheet></office:body></office:document-content>",
    );
    out
}

const NUMBERS: &str = r#"<number:text-style style:name="Typed"><number:text-content/></number:text-style><number:number-style style:name="Whole"><number:number number:decimal-places="0" number:min-decimal-places="0" number:min-integer-digits="1" number:grouping="true"/></number:number-style><number:number-style style:name="Fraction"><number:number number:decimal-places="2" number:min-decimal-places="1" number:min-integer-digits="1" number:grouping="true"/></number:number-style><number:number-style style:name="Money"><number:number number:decimal-places="2" number:min-decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style><number:date-style style:name="Date"><number:day/><number:text>-</number:text><number:month/><number:text>-</number:text><number:year number:style="long"/></number:date-style>"#;

fn cell_style(out: &mut String, index: usize, style: Style) {
    let look = style.look();
    let format = match style {
        Style::Answer(Format::Choice) => None,
        Style::Answer(format) => Some(format!("{format:?}")),
        _ => None,
    };
    let format = format.map(|name| format!(r#" style:data-style-name="{name}""#));
    let protection = if style.is_unlocked() { "none" } else { "protected" };
    let fill = look.fill.map(|fill| format!(r##" fo:background-color="#{fill:06x}""##));
    let border = look.has_border.then(|| format!(r#" fo:border="0.5pt solid #{LINE:06x}""#));
    let wrap = if look.wraps { r#" fo:wrap-option="wrap""# } else { "" };
    let weight = if look.is_bold { r#" fo:font-weight="bold""# } else { "" };
    _ = write!(
        out,
        r##"<style:style style:name="s{index}" style:family="table-cell" style:parent-style-name="Default"{}><style:table-cell-properties style:vertical-align="top" style:text-align-source="fix" style:cell-protect="{protection}"{}{}{wrap}/><style:paragraph-properties fo:text-align="start"/><style:text-properties fo:font-size="{}pt" fo:color="#{:06x}"{weight}/></style:style>"##,
        format.unwrap_or_default(),
        fill.unwrap_or_default(),
        border.unwrap_or_default(),
        look.size,
        look.colour,
    );
}

fn validation(out: &mut String, sheet: &str, (number, cell): (usize, Cell), entry: &Entry) {
    let condition = match &entry.rule {
        Rule::Anything => None,
        Rule::OneOf(range) => {
            Some(format!("of:cell-content-is-in-list({})", range.written(Dialect::OpenFormula, "")))
        }
        Rule::Holds(condition) => {
            Some(format!("of:is-true-formula({})", condition.written(Dialect::OpenFormula, sheet)))
        }
    };
    let condition = condition.map(|it| format!(r#" table:condition="{}""#, escaped(&it)));
    let home = escaped(&sheet.replace('\'', "''"));
    _ = write!(
        out,
        r#"<table:content-validation table:name="v{number}_{cell}"{} table:allow-empty-cell="true" table:display-list="unsorted" table:base-cell-address="$'{home}'.{cell}"><table:help-message table:title="{title}" table:display="true">{}</table:help-message><table:error-message table:message-type="stop" table:title="{title}" table:display="true">{}</table:error-message></table:content-validation>"#,
        condition.unwrap_or_default(),
        paragraphs(&entry.prompt),
        paragraphs(&entry.refusal),
        title = escaped(&entry.title),
    );
}

fn table(out: &mut String, number: usize, sheet: &Sheet) {
    _ = write!(
        out,
        r#"<table:table table:name="{}" table:style-name="t{}{}" table:protected="true">"#,
        escaped(&sheet.name),
        u8::from(!sheet.is_hidden),
        paper_name(paper(sheet))
    );
    for column in &sheet.columns {
        let hidden = if column.is_hidden { r#" table:visibility="collapse""# } else { "" };
        _ = write!(
            out,
            r#"<table:table-column table:style-name="c{}"{hidden} table:default-cell-style-name="Default"/>"#,
            column.width
        );
    }
    if sheet.columns.is_empty() {
        out.push_str("<table:table-column/>");
    }
    let last = sheet.styles.keys().next_back().map_or(0, |cell| cell.row);
    let breaks = pages::breaks(sheet);
    for row in 0..=last {
        let is_header = sheet.header == Some(row);
        if is_header {
            out.push_str("<table:table-header-rows>");
        }
        let height = sheet.heights.get(&row).copied().unwrap_or(0);
        let kind = if breaks.contains(&row) { "p" } else { "r" };
        _ = write!(out, r#"<table:table-row table:style-name="{kind}{height}">"#);
        cells(out, number, sheet, row);
        out.push_str("</table:table-row>");
        if is_header {
            out.push_str("</table:table-header-rows>");
        }
    }
    out.push_str("</table:table>");
}

fn cells(out: &mut String, number: usize, sheet: &Sheet, row: u32) {
    let mut next = 0;
    for (cell, style) in
        sheet.styles.range(Cell { row, column: 0 }..Cell { row: row + 1, column: 0 })
    {
        if cell.column > next {
            let skipped = cell.column - next;
            _ = write!(out, r#"<table:table-cell table:number-columns-repeated="{skipped}"/>"#);
        }
        next = cell.column + 1;
        let style = Style::ALL.iter().position(|each| each == style);
        let style = style.expect("`Style::ALL` has every style");
        _ = write!(out, r#"<table:table-cell table:style-name="s{style}""#);
        if sheet.entries.contains_key(cell) {
            _ = write!(out, r#" table:content-validation-name="v{number}_{cell}""#);
        }
        match sheet.cells.get(cell) {
            None => out.push_str("/>"),
            Some(content) => cell_content(out, content, &sheet.name),
        }
    }
    if next == 0 {
        out.push_str("<table:table-cell/>");
    }
}

fn cell_content(out: &mut String, content: &Content, home: &str) {
    let string = r#" office:value-type="string""#;
    match content {
        Content::Text(text) if text.is_empty() => return out.push_str("/>"),
        Content::Text(text) => out.extend([string, ">", &paragraphs(text)]),
        Content::Question(question, more) => {
            let bold = escaped(question);
            _ = write!(
                out,
                r#"{string}><text:p><text:span text:style-name="vet">{bold}</text:span></text:p>"#
            );
            if !more.is_empty() {
                out.push_str(&paragraphs(more));
            }
        }
        Content::Number(number) => open_document::put_number(out, *number),
        Content::Date(date) => open_document::put_date(out, *date),
        Content::Formula(formula, value) => {
            let written = escaped(&formula.written(Dialect::OpenFormula, home));
            _ = write!(out, r#" table:formula="of:={written}""#);
            if let Value::Number(number) = value {
                _ = write!(out, r#" office:value-type="float" office:value="{number}">"#);
            } else {
                // LibreOffice takes the outcome of a formula from the attribute only.
                let text = escaped(&value.as_text());
                _ = write!(out, r#"{string} office:string-value="{text}">"#);
            }
            out.push_str(&paragraphs(&value.as_text()));
        }
    }
    out.push_str("</table:table-cell>");
}
