//! Holds a picture of lines against what may stand in one: shapes and colours, and nothing that speaks or does.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements that would do something, fetch something, or say something that nobody compares.
const REFUSED: [(&str, &str); 9] = [
    ("text", "zet de letters om in vormen; in Inkscape heet dat Object naar pad"),
    ("script", "haal het weg"),
    ("foreignObject", "haal het weg"),
    ("image", "teken het na als vormen, of sla het hele logo op als PNG"),
    ("a", "haal de link weg, en laat staan wat erin zit"),
    ("animate", "haal de beweging weg"),
    ("animateTransform", "haal de beweging weg"),
    ("set", "haal de beweging weg"),
    ("style", "zet de kleuren bij de vormen zelf; in Inkscape: opslaan als gewone SVG"),
];

/// Whether it looks like an SVG, so that its reader can say what is wrong with it.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('<') && text.contains("<svg")
}

/// Looks through an SVG.
///
/// # Errors
/// What is wrong with it, and what to do.
pub(super) fn check(bytes: &[u8]) -> Result<(), (String, String)> {
    let broken = || {
        let hint = "sla het opnieuw op in het programma waarin het is gemaakt";
        ("deze SVG is niet te lezen".to_owned(), hint.to_owned())
    };
    let text = std::str::from_utf8(bytes).map_err(|_| broken())?;
    let mut reader = Reader::from_str(text);
    let (mut depth, mut is_sized) = (0_usize, false);
    loop {
        match reader.read_event().map_err(|_| broken())? {
            Event::Start(tag) => {
                is_sized |= depth == 0 && has_size(&tag);
                element(&tag)?;
                depth += 1;
            }
            Event::Empty(tag) => element(&tag)?,
            Event::End(_) => depth = depth.saturating_sub(1),
            // What it declares could be anything, and no logo needs it.
            Event::DocType(_) => {
                let hint = "haal die regel boven in het bestand weg";
                return Err(("in deze SVG staat een DOCTYPE".to_owned(), hint.to_owned()));
            }
            Event::Eof if depth > 0 => return Err(broken()),
            Event::Eof if is_sized => return Ok(()),
            Event::Eof => {
                let hint = "zet een `viewBox` in de regel met `<svg`";
                return Err(("deze SVG zegt niet hoe groot zij is".to_owned(), hint.to_owned()));
            }
            _ => {}
        }
    }
}

/// Whether an element says how large the picture is.
fn has_size(tag: &BytesStart<'_>) -> bool {
    let is_size = |text: &str| {
        let numbers: Vec<&str> = text.split([' ', ',']).filter(|it| !it.is_empty()).collect();
        numbers.len() == 4 && numbers.iter().all(|it| it.parse::<f64>().is_ok())
    };
    attributes(tag).iter().any(|(name, value)| name == "viewBox" && is_size(value))
}

/// Refuses an element that is no shape, or that leads out of the file.
fn element(tag: &BytesStart<'_>) -> Result<(), (String, String)> {
    let name = tag.name().into_inner();
    let name = name.rsplit(':').next().unwrap_or(name);
    if let Some((_, hint)) = REFUSED.iter().find(|(refused, _)| *refused == name) {
        let message = format!("in deze SVG staat `<{name}>`, en dat mag niet in een logo");
        return Err((message, (*hint).to_owned()));
    }
    for (name, value) in attributes(tag) {
        let is_link = name == "href" || name.ends_with(":href");
        let leads_out = is_link && !value.starts_with('#')
            || value.contains("url(") && !value.contains("url(#");
        if leads_out || name.starts_with("on") {
            let message =
                format!("in deze SVG staat `{name}`, en dat leidt buiten het bestand of doet iets");
            let hint = "haal het weg; een logo bestaat uit vormen en kleuren";
            return Err((message, hint.to_owned()));
        }
    }
    Ok(())
}

/// The attributes of an element that can be read.
fn attributes(tag: &BytesStart<'_>) -> Vec<(String, String)> {
    let each = tag.attributes().filter_map(Result::ok);
    each.map(|it| (it.key.into_inner().to_owned(), it.value.into_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_fine_and_what_speaks_or_does_is_not() {
        let svg = |inside: &str| {
            format!(
                "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">{inside}</svg>\n"
            )
        };
        for fine in [
            "<path d=\"M0 0\"/>",
            "<g fill=\"url(#a)\"><use href=\"#b\"/></g>",
            "<title>Logo</title>",
        ] {
            assert_eq!(check(svg(fine).as_bytes()), Ok(()), "{fine}");
        }
        for (wrong, says) in [
            ("<text>7</text>", "`<text>`"),
            ("<script/>", "`<script>`"),
            ("<image href=\"x.png\"/>", "`<image>`"),
            ("<use xlink:href=\"https://voorbeeld.nl/a.svg#b\"/>", "`xlink:href`"),
            ("<path onclick=\"x()\"/>", "`onclick`"),
            ("<path fill=\"url(https://voorbeeld.nl)\"/>", "`fill`"),
            ("<g>", "niet te lezen"),
        ] {
            let said = check(svg(wrong).as_bytes()).unwrap_err().0;
            assert!(said.contains(says), "{wrong}: {said}");
        }
        let said = |text: &str| check(text.as_bytes()).unwrap_err().0;
        assert!(said("<!DOCTYPE svg><svg viewBox=\"0 0 1 1\"></svg>").contains("DOCTYPE"));
        assert!(said("<svg></svg>").contains("hoe groot"));
        assert!(said("<svg viewBox=\"0 0 1 1\">").contains("niet te lezen"));
    }

    #[test]
    fn an_svg_is_known_by_its_beginning() {
        assert!(is_svg(b"\xef\xbb\xbf<?xml version=\"1.0\"?><!-- a --><svg>"));
        assert!(!is_svg(b"<html></html>") && !is_svg(b"een <svg>") && !is_svg(b""));
    }
}
