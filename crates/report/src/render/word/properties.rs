//! What is said about the file beside its text: properties, settings and fonts.

use crate::document::tree::Meta;
use pmg_core::cycle::Letters;

use super::package::Part;
use super::styles::{INSTEAD, USUAL, families};
use super::xml::Xml;
use super::{MAIN, WORDS};

/// The language of the report.
pub(super) const LANGUAGE: &str = "nl-NL";
/// The version of Word whose layout is meant: all since 2013.
const VERSION: u8 = 15;

/// The properties that programs and file systems show.
pub(super) fn parts(meta: &Meta, timestamp: jiff::civil::DateTime) -> [Part; 2] {
    let mut core = Xml::part(
        "cp:coreProperties",
        &[
            (
                "xmlns:cp",
                &"http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
            ),
            ("xmlns:dc", &"http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", &"http://purl.org/dc/terms/"),
            ("xmlns:xsi", &"http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    core.element("dc:title", &[], &meta.window_title());
    core.element("dc:subject", &[], &meta.subtitle);
    core.element("dc:creator", &[], &meta.organisation);
    let moment = timestamp.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    for name in ["dcterms:created", "dcterms:modified"] {
        core.element(name, &[("xsi:type", &"dcterms:W3CDTF")], &moment);
    }
    core.element("dc:language", &[], LANGUAGE);

    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    let mut app = Xml::part("Properties", &[("xmlns", &namespace)]);
    app.element("Application", &[], "pmg-monitor");
    app.element("Company", &[], &meta.organisation);

    let part = |name: &str, media_type: &str, xml: Xml| Part {
        name: name.to_owned(),
        media_type: Some(media_type.to_owned()),
        bytes: xml.finish().into_bytes(),
    };
    [
        part(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            core,
        ),
        part(
            "docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            app,
        ),
    ]
}

/// The settings of the file.
pub(super) fn settings() -> Part {
    let mut xml = Xml::part("w:settings", &[(MAIN, &WORDS)]);
    xml.empty("w:zoom", &[("w:percent", &100)]);
    xml.value("w:defaultTabStop", 709);
    xml.value("w:autoHyphenation", "false");
    xml.value("w:characterSpacingControl", "doNotCompress");
    xml.open("w:footnotePr", &[]);
    for separator in [-1, 0] {
        xml.empty("w:footnote", &[("w:id", &separator)]);
    }
    xml.close();
    xml.open("w:compat", &[]);
    let word = "http://schemas.microsoft.com/office/word";
    let version = VERSION.to_string();
    for (name, value) in [
        ("compatibilityMode", version.as_str()),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
    ] {
        xml.empty("w:compatSetting", &[("w:name", &name), ("w:uri", &word), ("w:val", &value)]);
    }
    xml.close();
    xml.empty("w:themeFontLang", &[("w:val", &LANGUAGE)]);
    xml.value("w:decimalSymbol", ",");
    xml.value("w:listSeparator", ";");
    Part::word("settings.xml", "settings", xml.finish())
}

/// The fonts that the styles name, each with another one for who lacks it.
pub(super) fn fonts(letters: &Letters) -> Part {
    let mut xml = Xml::part("w:fonts", &[(MAIN, &WORDS)]);
    let mut known: Vec<String> = families(letters).into();
    known.push(USUAL.to_owned());
    known.sort();
    known.dedup();
    for name in &known {
        let instead = if name == USUAL { INSTEAD } else { USUAL };
        xml.open("w:font", &[("w:name", name)]);
        xml.value("w:altName", instead);
        xml.value("w:family", "swiss");
        xml.value("w:pitch", "variable");
        xml.close();
    }
    Part::word("fontTable.xml", "fontTable", xml.finish())
}
