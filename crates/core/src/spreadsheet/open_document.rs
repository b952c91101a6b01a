//! The parts of an .ods file, put together by hand: all but what is a writer's own, its cells and styles.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use jiff::civil::Date;
use rust_decimal::Decimal;
use thiserror::Error;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipWriter};

use crate::escape;
use crate::place::Cell;

const MIMETYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
const OPEN: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
"#;
const NAMESPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" office:version="1.3""#;

/// Why an .ods file cannot be packed.
#[derive(Debug, Error)]
#[error(transparent)]
pub(crate) struct Unpacked(#[from] ZipError);

/// What an .ods file is made of.
pub(crate) struct Document<'a> {
    pub(crate) title: &'a str,
    pub(crate) author: Option<&'a str>,
    /// The day that the file carries as that on which it was made.
    pub(crate) made: Date,
    /// What is printed above each page, on the left.
    pub(crate) heading: &'a str,
    pub(crate) views: Vec<View<'a>>,
    /// What its sheets are printed on.
    pub(crate) papers: Vec<Paper>,
    /// The sheet that is seen first.
    pub(crate) first: &'a str,
    /// The whole of `content.xml`.
    pub(crate) content: String,
}

/// A paper that sheets are printed on.
pub(crate) struct Paper {
    /// Its name as that of a master page.
    pub(crate) name: String,
    /// Its size and scale, as attributes.
    pub(crate) size: String,
}

/// How a sheet is seen.
pub(crate) struct View<'a> {
    pub(crate) sheet: &'a str,
    /// Where one begins.
    pub(crate) at: Cell,
    /// How many rows stay in view; zero if none do.
    pub(crate) frozen: u32,
}

/// The bytes of the file.
pub(crate) fn pack(document: &Document<'_>) -> Result<Vec<u8>, Unpacked> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The media type comes first and uncompressed, so that other programs can tell what kind of file it is.
    let options = SimpleFileOptions::default().system(System::Unix);
    let stored = options.compression_method(CompressionMethod::Stored);
    zip.start_file("mimetype", stored)?;
    zip.write_all(MIMETYPE.as_bytes()).map_err(ZipError::from)?;
    let packed = options.compression_method(CompressionMethod::Deflated);
    let parts = [
        ("META-INF/manifest.xml", &manifest()),
        ("meta.xml", &meta(document)),
        ("settings.xml", &settings(document)),
        ("styles.xml", &styles(document)),
        ("content.xml", &document.content),
    ];
    for (name, text) in parts {
        zip.start_file(name, packed)?;
        zip.write_all(text.as_bytes()).map_err(ZipError::from)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Writes the rest of a cell that holds a number: its value, and what is shown.
pub(crate) fn put_number(out: &mut String, number: Decimal) {
    _ = write!(out, r#" office:value-type="float" office:value="{number}">"#);
    out.extend(["<text:p>", &number.to_string().replace('.', ","), "</text:p>"]);
}

/// Writes the rest of a cell that holds a day: its value, and what is shown.
pub(crate) fn put_date(out: &mut String, date: Date) {
    let shown = format!("{}-{}-{}", date.day(), date.month(), date.year());
    _ = write!(
        out,
        r#" office:value-type="date" office:date-value="{date}"><text:p>{shown}</text:p>"#
    );
}

/// How `content.xml` starts, up to and with the start of its styles.
pub(crate) fn start() -> String {
    format!(
        r#"{OPEN}<office:document-content {NAMESPACES}><office:font-face-decls><style:font-face style:name="Calibri" svg:font-family="Calibri" style:font-family-generic="swiss"/></office:font-face-decls><office:automatic-styles>"#
    )
}

/// The styles of columns of these widths, `c20`, and of rows of these heights: `r30`, or `p30` where a page begins.
pub(crate) fn sizes(out: &mut String, widths: &BTreeSet<u32>, heights: &BTreeSet<u32>) {
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

fn meta(document: &Document<'_>) -> String {
    let Document { title, author, made, .. } = document;
    let title = escaped(title);
    let author = author.map(|it| format!("<dc:creator>{}</dc:creator>", escaped(it)));
    let author = author.unwrap_or_default();
    format!(
        "{OPEN}<office:document-meta {NAMESPACES}><office:meta><dc:title>{title}</dc:title>{author}<dc:language>nl-NL</dc:language><meta:creation-date>{made}T00:00:00</meta:creation-date></office:meta></office:document-meta>"
    )
}

/// What stays in view on each sheet, and where one begins to type.
fn settings(document: &Document<'_>) -> String {
    let mut out = format!(
        r#"{OPEN}<office:document-settings {NAMESPACES}><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry><config:config-item config:name="ViewId" config:type="string">view1</config:config-item><config:config-item config:name="ShowZeroValues" config:type="boolean">true</config:config-item><config:config-item config:name="ShowGrid" config:type="boolean">true</config:config-item><config:config-item config:name="HasColumnRowHeaders" config:type="boolean">true</config:config-item><config:config-item config:name="HasSheetTabs" config:type="boolean">true</config:config-item><config:config-item-map-named config:name="Tables">"#
    );
    for View { sheet, at, frozen } in &document.views {
        let mut items = vec![
            ("CursorPositionX", "int", at.column),
            ("CursorPositionY", "int", at.row),
            ("ZoomType", "short", 0),
            ("ZoomValue", "int", 100),
        ];
        if *frozen > 0 {
            items.extend([
                ("HorizontalSplitMode", "short", 0),
                ("VerticalSplitMode", "short", 2),
                ("VerticalSplitPosition", "int", *frozen),
                ("ActiveSplitRange", "short", 2),
                ("PositionTop", "int", 0),
                ("PositionBottom", "int", *frozen),
            ]);
        }
        _ = write!(out, r#"<config:config-item-map-entry config:name="{}">"#, escaped(sheet));
        for (name, kind, value) in items {
            _ = write!(
                out,
                r#"<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>"#
            );
        }
        out.push_str("</config:config-item-map-entry>");
    }
    _ = write!(
        out,
        r#"</config:config-item-map-named><config:config-item config:name="ActiveTable" config:type="string">{}</config:config-item></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>"#,
        escaped(document.first)
    );
    out
}

/// The language, the letters, and the papers.
fn styles(document: &Document<'_>) -> String {
    let layouts: String = document.papers.iter().map(layout).collect();
    let masters: String =
        document.papers.iter().map(|paper| master(paper, document.heading)).collect();
    format!(
        r#"{OPEN}<office:document-styles {NAMESPACES}><office:font-face-decls><style:font-face style:name="Calibri" svg:font-family="Calibri" style:font-family-generic="swiss"/></office:font-face-decls><office:styles><style:default-style style:family="table-cell"><style:paragraph-properties style:tab-stop-distance="12.5mm"/><style:text-properties style:font-name="Calibri" fo:font-size="11pt" fo:language="nl" fo:country="NL"/></style:default-style><style:style style:name="Default" style:family="table-cell"/></office:styles><office:automatic-styles>{layouts}</office:automatic-styles><office:master-styles>{masters}</office:master-styles></office:document-styles>"#
    )
}

fn layout(Paper { name, size }: &Paper) -> String {
    format!(
        r#"<style:page-layout style:name="{name}"><style:page-layout-properties {size} style:first-page-number="continue" fo:margin-top="10mm" fo:margin-bottom="10mm" fo:margin-left="12.7mm" fo:margin-right="12.7mm" style:print-page-order="ttb" style:print="objects charts drawings zero-values"/><style:header-style><style:header-footer-properties fo:min-height="8mm" fo:margin-left="0mm" fo:margin-right="0mm" fo:margin-bottom="2mm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="8mm" fo:margin-left="0mm" fo:margin-right="0mm" fo:margin-top="2mm"/></style:footer-style></style:page-layout>"#
    )
}

fn master(Paper { name, .. }: &Paper, heading: &str) -> String {
    let heading = escaped(heading);
    format!(
        r#"<style:master-page style:name="{name}" style:page-layout-name="{name}"><style:header><style:region-left><text:p>{heading}</text:p></style:region-left><style:region-right><text:p><text:sheet-name>blad</text:sheet-name></text:p></style:region-right></style:header><style:footer><style:region-right><text:p>Pagina <text:page-number>1</text:page-number> van <text:page-count>1</text:page-count></text:p></style:region-right></style:footer></style:master-page>"#
    )
}

/// A text, each of its lines a paragraph; spaces that XML would run together written out.
pub(crate) fn paragraphs(text: &str) -> String {
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
pub(crate) fn escaped(text: &str) -> String {
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
