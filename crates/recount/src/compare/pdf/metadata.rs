//! Compares what the metadata of a PDF (XMP) says of the file with the title page.

use lopdf::Stream;

use crate::difference::{AGAIN, Difference};
use crate::read::html::{Page, unescaped};
use crate::typography::plain;

/// What every PDF of this kind says of itself, whatever it is about.
const ALWAYS: [&str; 47] = [
    "pmg-monitor",
    "nl-NL",
    "saved",
    "converted",
    "proof",
    "application/pdf",
    "xmp-writer",
    "x-default",
    "Resource",
    "r",
    "w",
    "W5M0MpCehiHzreSzNTczkc9d",
    "internal",
    "external",
    "Text",
    "Integer",
    "InstanceID",
    "Keywords",
    "PDFVersion",
    "Producer",
    "Trapped",
    "part",
    "pdf",
    "pdfuaid",
    "xmpMM",
    "adobe:ns:meta/",
    "XMP Media Management schema",
    "Adobe PDF schema",
    "PDF/UA Identification schema",
    "UUID based identifier for specific incarnation of a document",
    "Keywords associated with the document",
    "Version of the PDF specification to which the document conforms",
    "Name of the application that created the PDF document",
    "Whether the document has been trapped",
    "Part Number of ISO 14289 (PDF/UA)",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/elements/1.1/",
    "http://ns.adobe.com/xap/1.0/",
    "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#",
    "http://ns.adobe.com/xap/1.0/mm/",
    "http://ns.adobe.com/xap/1.0/t/pg/",
    "http://ns.adobe.com/pdf/1.3/",
    "http://www.aiim.org/pdfa/ns/id/",
    "http://www.aiim.org/pdfua/ns/id/",
    "http://www.aiim.org/pdfa/ns/extension/",
    "http://www.aiim.org/pdfa/ns/schema#",
    "http://www.aiim.org/pdfa/ns/property#",
];
/// The same, in one element only.
const WITHIN: [(&str, &str); 4] = [
    ("pdfaid:part", "3"),
    ("pdfaid:conformance", "A"),
    ("pdfuaid:part", "1"),
    ("pdf:PDFVersion", "1.7"),
];

/// Compares each text in the metadata with what it may say; `pages` is how many pages the file has.
pub(super) fn compare(stream: &Stream, page: &Page, pages: usize) -> Vec<Difference> {
    let content = stream.get_plain_content().unwrap_or_else(|_| stream.content.clone());
    let text = String::from_utf8_lossy(&content).replace("&apos;", "'");
    let mut told = Vec::new();
    for piece in text.split('<') {
        let (tag, said) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.split(' ').next().unwrap_or_default();
        let values = tag.split('"').skip(1).step_by(2);
        let unknown = values.filter(|value| !says(name, value, page, pages)).map(str::to_owned);
        told.extend(unknown);
        let said = unescaped(said);
        if !says(name, &said, page, pages) {
            told.push(said);
        }
        if !name.chars().all(|c| c.is_ascii_alphabetic() || ":/?".contains(c)) {
            told.push(name.to_owned());
        }
    }
    let difference = |found: String| Difference {
        file: "rapport.pdf".to_owned(),
        what: "de gegevens over de PDF zeggen iets anders dan de titelpagina".to_owned(),
        found,
        expected: format!("titel, uitgever, dag en aantal bladzijden; {AGAIN}"),
    };
    told.into_iter().map(difference).collect()
}

/// Whether a text may stand in an element.
fn says(element: &str, text: &str, page: &Page, pages: usize) -> bool {
    let said = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let publisher = page.edition.rsplit_once(", ").map_or("", |(who, _)| who);
    let is_moment = || {
        let shape = |c: char| if c.is_ascii_digit() { '0' } else { c };
        said.chars().map(shape).collect::<String>() == "0000-00-00T00:00:00Z"
    };
    said.is_empty()
        || ALWAYS.contains(&said)
        || WITHIN.contains(&(element, said))
        || [page.window_title.as_str(), &page.subtitle, publisher]
            .iter()
            .any(|it| plain(it) == plain(said))
        || element == "xmpTPg:NPages" && said == pages.to_string()
        || is_moment()
        || is_fingerprint(said.strip_suffix("_source").unwrap_or(said))
}

/// Whether it is made of letters and figures as the fingerprint of a file is.
pub(super) fn is_fingerprint(text: &str) -> bool {
    let inside = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
    text.len() == 24 && text.chars().all(inside)
}

#[cfg(test)]
mod tests {
    use super::{is_fingerprint, says};
    use crate::read::html;

    #[test]
    fn only_the_element_of_the_pages_says_how_many_there_are() {
        let page = html::read("");
        assert!(says("xmpTPg:NPages", "24", &page, 24));
        assert!(!says("xmpTPg:NPages", "7", &page, 24));
        assert!(!says("dc:description", "24", &page, 24));
    }

    #[test]
    fn a_fingerprint_has_its_length_and_its_letters() {
        assert!(is_fingerprint("qEhGVyEUBeUMRQQGWZwS9A=="));
        for other in ["zeven", "7", "qEhGVyEUBeUMRQQGWZwS9A", "Breda meldt zeven jongens"] {
            assert!(!is_fingerprint(other), "{other}");
        }
        assert!(!is_fingerprint("Breda meldt zes jongens."));
    }
}
