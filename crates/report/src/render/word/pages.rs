//! The pages: their size, and what stands at the head and the foot of each but the first.

use crate::document::tree::Meta;

use super::opening::label;
use super::package::Part;
use super::story::Story;
use super::xml::Xml;
use super::{MAIN, RELATED, RELATIONS, WORDS};

/// A4 and its margins, in twentieths of a point.
const WIDTH: u32 = 11_906;
const HEIGHT: u32 = 16_838;
const SIDE: u32 = 1_701;
const TOP: u32 = 1_701;
const BOTTOM: u32 = 1_531;
/// From the edge of the paper to the head and the foot.
const EDGE: u32 = 709;
/// How wide a line of text is.
pub(super) const MEASURE: u32 = WIDTH - 2 * SIDE;
/// How high a picture can be, with its caption on the same page.
pub(super) const HIGHEST: u32 = HEIGHT - TOP - BOTTOM - 1_200;

/// The heads and feet; says in the text, as the last that stands in it, which pages have them.
pub(super) fn parts(meta: &Meta, story: &mut Story<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    let xml = &mut story.xml;
    xml.open("w:sectPr", &[]);
    if meta.edition.is_draft() || meta.notice.is_some() {
        let id = story.relations.part("header", "header1.xml");
        xml.empty("w:headerReference", &[("w:type", &"default"), ("r:id", &id)]);
        parts.push(Part::word("header1.xml", "header", head(meta)));
    }
    let id = story.relations.part("footer", "footer1.xml");
    xml.empty("w:footerReference", &[("w:type", &"default"), ("r:id", &id)]);
    parts.push(Part::word("footer1.xml", "footer", foot(meta)));
    xml.empty("w:pgSz", &[("w:w", &WIDTH), ("w:h", &HEIGHT)]);
    xml.empty(
        "w:pgMar",
        &[
            ("w:top", &TOP),
            ("w:right", &SIDE),
            ("w:bottom", &BOTTOM),
            ("w:left", &SIDE),
            ("w:header", &EDGE),
            ("w:footer", &EDGE),
            ("w:gutter", &0),
        ],
    );
    xml.empty("w:titlePg", &[]);
    xml.close();
    parts
}

/// What every page of a draft says.
fn head(meta: &Meta) -> String {
    let mut xml = opened("w:hdr", "Header");
    if meta.edition.is_draft() {
        xml.open("w:r", &[]);
        xml.open("w:rPr", &[]);
        xml.value("w:rStyle", "Concept");
        xml.close();
        text(&mut xml, &label(meta));
        xml.close();
    }
    if let Some(notice) = &meta.notice {
        let space = if meta.edition.is_draft() { "  " } else { "" };
        run(&mut xml, &format!("{space}{notice}"));
    }
    xml.finish()
}

/// The title, and which page of how many it is.
fn foot(meta: &Meta) -> String {
    let mut xml = opened("w:ftr", "Footer");
    run(&mut xml, &meta.title);
    xml.open("w:r", &[]);
    xml.empty("w:tab", &[]);
    xml.close();
    run(&mut xml, "Pagina ");
    field(&mut xml, "PAGE");
    run(&mut xml, " van ");
    field(&mut xml, "NUMPAGES");
    xml.finish()
}

fn opened(root: &'static str, style: &str) -> Xml {
    let mut xml = Xml::part(root, &[(MAIN, &WORDS), (RELATED, &RELATIONS)]);
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.value("w:pStyle", style);
    xml.close();
    xml
}

fn run(xml: &mut Xml, words: &str) {
    xml.open("w:r", &[]);
    text(xml, words);
    xml.close();
}

fn text(xml: &mut Xml, words: &str) {
    xml.element("w:t", &[("xml:space", &"preserve")], words);
}

/// A number that Word and LibreOffice fill in on each page.
fn field(xml: &mut Xml, name: &str) {
    xml.open("w:fldSimple", &[("w:instr", &format!(" {name} "))]);
    run(xml, "1");
    xml.close();
}
