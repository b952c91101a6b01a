//! The styles of the file in the colours and letters of the report.

use pmg_core::cycle::{Colour, Letters, Style, Typeface};
use pmg_core::escape;
use ttf_parser::{Face, name_id};

use super::package::Part;
use super::properties::LANGUAGE;

/// The styles, in which the name of a colour, or of anything else that a year decides, stands between braces for it.
const SHEET: &str = include_str!("styles.xml");
/// A font that every computer with Word has: the letters of the report are on few.
pub(super) const USUAL: &str = "Calibri";
/// A font for who has no Word.
pub(super) const INSTEAD: &str = "Arial";

/// The part with the styles.
pub(super) fn part(style: &Style) -> Part {
    let [text, headings] = families(&style.letters);
    let colours = style.palette.light.named();
    let value = |name: &str| match name {
        "text-letters" => escape::xml(&text).to_string(),
        "heading-letters" => escape::xml(&headings).to_string(),
        "language" => LANGUAGE.to_owned(),
        name => {
            let colour = colours.iter().find(|(known, _)| known == name);
            hexadecimal(colour.expect("the styles name colours of the palette").1)
        }
    };
    let mut pieces = SHEET.split('{');
    let mut sheet = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once('}').expect("the styles name a colour so");
        sheet.extend([&value(name), rest]);
    }
    Part::word("styles.xml", "styles", sheet)
}

/// The families of the text and of the headings: those of the style's own files, else a usual one.
pub(super) fn families(letters: &Letters) -> [String; 2] {
    [&letters.text, &letters.headings].map(|typefaces| {
        let own = typefaces.iter().find_map(|typeface| match typeface {
            Typeface::Own { bytes, .. } => family(bytes),
            Typeface::Shipped(_) => None,
        });
        own.unwrap_or_else(|| USUAL.to_owned())
    })
}

/// The name of the family of a font; `None` if it does not say.
fn family(bytes: &[u8]) -> Option<String> {
    let face = Face::parse(bytes, 0).ok()?;
    let mut names = face.names().into_iter();
    let name = names.find(|name| name.name_id == name_id::FAMILY && name.is_unicode())?;
    name.to_string().filter(|name| !name.trim().is_empty())
}

/// A colour as the styles have it.
pub(super) fn hexadecimal(colour: Colour) -> String {
    let [red, green, blue] = colour.parts();
    format!("{red:02X}{green:02X}{blue:02X}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_of_a_style_go_before_the_usual_ones() {
        let own = Typeface::Own {
            bytes: crate::fonts::FONTS[4].into(),
            weights: [400, 400],
            is_italic: false,
            format: "truetype",
        };
        let letters =
            Letters { text: vec![own], headings: vec![Typeface::Shipped("Source Sans 3")] };
        assert_eq!(families(&letters), ["Source Serif 4", "Calibri"]);
        assert_eq!(families(&Letters::default()), ["Calibri", "Calibri"]);
    }

    #[test]
    fn names_give_way_to_the_colours_of_a_style() {
        let sheet = String::from_utf8(part(&Style::neutral()).bytes).unwrap();
        assert!(!sheet.contains(['{', '}']));
        assert!(sheet.contains("w:color w:val=\"1F3F66\""));
        assert!(sheet.contains("w:val=\"nl-NL\""));
    }
}
