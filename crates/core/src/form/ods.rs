//! Writes a workbook as OpenDocument: the parts of an .ods file, put together by hand.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::escape;
use crate::place::Cell;

use super::formula::{Dialect, Value, fixed};
use super::model::{self, Book, Content, Entry, Format, LINE, Paper, Rule, Sheet, Style};
use super::pages;

const MIMETYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
const OPEN: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
"#;
const NAMESPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" office:version="1.3""#;

/// The bytes of the workbook.
pub(super) fn write(book: &Book) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The media type comes first and uncompressed, so that other programs can tell what kind of file it is.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file("mimetype", stored)?;
    zip.write_all(MIMETYPE.as_bytes())?;
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let parts = [
        ("META-INF/manifest.xml", manifest()),
        ("meta.xml", meta(book)),
        ("settings.xml", settings(book)),
        ("styles.xml", styles(book)),
        ("content.xml", content(book)),
    ];
    for (name, text) in parts {
        zip.start_file(name, packed)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn manifest() -> String {
    let mut out = format!(
        r#"{OPEN}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>"#
    );
    for part in ["content.xml", "styles.xml", "meta.xml", "settings.xml"] {
        _ = write!(
            out,
            r#"<manifest:file-entry manifest:full-path="{part}" manifest:media-type="text/xml"/>"#
        );
    }
    out + "</manifest:manifest>"
}

fn meta(book: &Book) -> String {
    let (title, made) = (escaped(&book.title), book.made);
    format!(
        "{OPEN}<office:document-meta {NAMESPACES}><office:meta><dc:title>{title}</dc:title><dc:language>nl-NL</dc:language><meta:creation-date>{made}T00:00:00</meta:creation-date></office:meta></office:document-meta>"
    )
}

/// What stays in view on each sheet, and where one begins to type.
fn settings(book: &Book) -> String {
    let mut out = format!(
        r#"{OPEN}<office:document-settings {NAMESPACES}><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry><config:config-item config:name="ViewId" config:type="string">view1</config:config-item><config:config-item config:name="ShowZeroValues" config:type="boolean">true</config:config-item><config:config-item config:name="ShowGrid" config:type="boolean">true</config:config-item><config:config-item config:name="HasColumnRowHeaders" config:type="boolean">true</config:config-item><config:config-item config:name="HasSheetTabs" config:type="boolean">true</config:config-item><config:config-item-map-named config:name="Tables">"#
    );
    for sheet in book.sheets.iter().filter(|sheet| !sheet.is_hidden) {
        let at = model::first_answer(sheet).unwrap_or(Cell { row: 0, column: 0 });
        let frozen = sheet.header.map_or(0, |row| row + 1);
        let mut items = vec![
            ("CursorPositionX", "int", at.column),
            ("CursorPositionY", "int", at.row),
            ("ZoomType", "short", 0),
            ("ZoomValue", "int", 100),
        ];
        if frozen > 0 {
            items.extend([
                ("HorizontalSplitMode", "short", 0),
                ("VerticalSplitMode", "short", 2),
                ("VerticalSplitPosition", "int", frozen),
                ("ActiveSplitRange", "short", 2),
                ("PositionTop", "int", 0),
                ("PositionBottom", "int", frozen),
            ]);
        }
        _ = write!(out, r#"<config:config-item-map-entry config:name="{}">"#, escaped(&sheet.name));
        for (name, kind, value) in items {
            _ = write!(
                out,
                r#"<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>"#
            );
        }
        out.push_str("</config:config-item-map-entry>");
    }
    let first = book.sheets.first().map_or("", |sheet| &sheet.name);
    _ = write!(
        out,
        r#"</config:config-item-map-named><config:config-item config:name="ActiveTable" config:type="string">{}</config:config-item></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>"#,
        escaped(first)
    );
    out
}

/// The language, the letters, and the papers.
fn styles(book: &Book) -> String {
    let papers: BTreeSet<(Paper, u32)> = book.sheets.iter().map(paper).collect();
    let layouts: String = papers.iter().map(|paper| layout(*paper)).collect();
    let masters: String = papers.iter().map(|paper| master(*paper, &book.heading)).collect();
    format!(
        r#"{OPEN}<office:document-styles {NAMESPACES}><office:font-face-decls><style:font-face style:name="Calibri" svg:font-family="Calibri" style:font-family-generic="swiss"/></office:font-face-decls><office:styles><style:default-style style:family="table-cell"><style:paragraph-properties style:tab-stop-distance="12.5mm"/><style:text-properties style:font-name="Calibri" fo:font-size="11pt" fo:language="nl" fo:country="NL"/></style:default-style><style:style style:name="Default" style:family="table-cell"/></office:styles><office:automatic-styles>{layouts}</office:automatic-styles><office:master-styles>{masters}</office:master-styles></office:document-styles>"#
    )
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

fn layout(paper: (Paper, u32)) -> String {
    let name = paper_name(paper);
    let size = match paper {
        (Paper::Wide, scale) => format!(
            r#"fo:page-width="297mm" fo:page-height="210mm" style:print-orientation="landscape" style:scale-to="{scale}%""#
        ),
        (Paper::OnePage, _) => r#"fo:page-width="210mm" fo:page-height="297mm" style:print-orientation="portrait" style:scale-to-X="1" style:scale-to-Y="1""#.to_owned(),
    };
    format!(
        r#"<style:page-layout style:name="{name}"><style:page-layout-properties {size} style:first-page-number="continue" fo:margin-top="10mm" fo:margin-bottom="10mm" fo:margin-left="12.7mm" fo:margin-right="12.7mm" style:print-page-order="ttb" style:print="objects charts drawings"/><style:header-style><style:header-footer-properties fo:min-height="8mm" fo:margin-left="0mm" fo:margin-right="0mm" fo:margin-bottom="2mm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="8mm" fo:margin-left="0mm" fo:margin-right="0mm" fo:margin-top="2mm"/></style:footer-style></style:page-layout>"#
    )
}

fn master(paper: (Paper, u32), heading: &str) -> String {
    let (name, heading) = (paper_name(paper), escaped(heading));
    format!(
        r#"<style:master-page style:name="{name}" style:page-layout-name="{name}"><style:header><style:region-left><text:p>{heading}</text:p></style:region-left><style:region-right><text:p><text:sheet-name>blad</text:sheet-name></text:p></style:region-right></style:header><style:footer><style:region-right><text:p>Pagina <text:page-number>1</text:page-number> van <text:page-count>1</text:page-count></text:p></style:region-right></style:footer></style:master-page>"#
    )
}

fn content(book: &Book) -> String {
    let mut out = format!(
        r#"{OPEN}<office:document-content {NAMESPACES}><office:font-face-decls><style:font-face style:name="Calibri" svg:font-family="Calibri" style:font-family-generic="swiss"/></office:font-face-decls><office:automatic-styles>"#
    );
    let mut widths = BTreeSet::new();
    let mut heights = BTreeSet::new();
    for sheet in &book.sheets {
        widths.extend(sheet.columns.iter().map(|column| column.width));
        heights.extend(sheet.heights.values().copied());
    }
    for width in widths {
        // As many pixels as Excel takes for so many digits.
        let tenths = (width * 7 + 5) * 7500 / 1000;
        _ = write!(
            out,
            r#"<style:style style:name="c{width}" style:family="table-column"><style:table-column-properties style:column-width="{}.{}pt"/></style:style>"#,
            tenths / 10,
            tenths % 10
        );
    }
    for height in heights {
        for (name, more) in [("r", ""), ("p", r#" fo:break-before="page""#)] {
            _ = write!(
                out,
                r#"<style:style style:name="{name}{height}" style:family="table-row"><style:table-row-properties style:row-height="{height}pt" style:use-optimal-row-height="false"{more}/></style:style>"#
            );
        }
    }
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
        Content::Number(number) => {
            _ = write!(out, r#" office:value-type="float" office:value="{number}">"#);
            out.extend(["<text:p>", &number.to_string().replace('.', ","), "</text:p>"]);
        }
        Content::Date(date) => {
            let shown = format!("{}-{}-{}", date.day(), date.month(), date.year());
            _ = write!(
                out,
                r#" office:value-type="date" office:date-value="{date}"><text:p>{shown}</text:p>"#
            );
        }
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

/// A text, each of its lines a paragraph; spaces that XML would run together written out.
fn paragraphs(text: &str) -> String {
    let mut out = String::new();
    for line in text.split('\n') {
        out.extend(["<text:p>", &spaced(&escaped(line)), "</text:p>"]);
    }
    out
}

fn spaced(line: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for letter in line.chars() {
        match letter {
            ' ' if before == ' ' => out.push_str("<text:s/>"),
            '\t' => out.push_str("<text:tab/>"),
            _ => out.push(letter),
        }
        before = letter;
    }
    out
}

/// A text on one line as XML has it.
fn escaped(text: &str) -> String {
    escape::xml(&text.replace(['\n', '\r'], "")).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_lines_and_spaces_and_cannot_become_a_tag() {
        assert_eq!(
            paragraphs("a  b\n<c> & \"d\""),
            "<text:p>a <text:s/>b</text:p><text:p>&lt;c&gt; &amp; &quot;d&quot;</text:p>"
        );
        assert_eq!(escaped("a\u{1}\u{fffe}b"), "ab");
    }
}
