//! The style sheet of the page in the colours and letters of a style.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pmg_core::cycle::{Letters, Style, Typeface};

/// The style sheet, in which the name of a colour stands between angle brackets for the colour.
const SHEET: &str = include_str!("../../../../../templates/rapport.css");
/// What a page with a logo has more.
const LOGO: &str = "
/* The sign of whoever publishes, on paper of its own: it is made for that. */
.logo { display: block; width: auto; height: 4.75rem; max-width: 100%; margin: 0 0 2rem; padding: 0.6rem 0.75rem; background: <paper>; }
@media print {
  .logo { padding: 0; }
}
";

/// What a page with photographs has more.
const PHOTOS: &str = "
/* Photographs at the beginning of a chapter */
.foto { margin: 0 0 2rem; }
.foto img { display: block; max-width: 100%; height: auto; max-height: 30rem; }
.foto figcaption { margin-top: 0.4rem; color: var(--soft); font-family: var(--sans); font-size: 0.85rem; }
@media print {
  .foto { break-inside: avoid; }
}
";

/// What a page has more in which remarks can be written.
const REMARKS: &str = include_str!("../../../../../templates/opmerkingen.css");

/// The style sheet of a style.
pub(super) fn of(style: &Style, has_photos: bool, with_remarks: bool) -> String {
    let mut sheet = own_faces(&style.letters);
    put(SHEET, style, &mut sheet);
    if style.logo.is_some() {
        put(LOGO, style, &mut sheet);
    }
    if has_photos {
        put(PHOTOS, style, &mut sheet);
    }
    if with_remarks {
        put(REMARKS, style, &mut sheet);
    }
    sheet
}

/// Adds a style sheet with the colours in the place of their names.
fn put(sheet: &str, style: &Style, out: &mut String) {
    let mut pieces = sheet.split('<');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (name, rest) = piece.split_once('>').expect("the style sheet names a colour so");
        out.push_str(&value(name, style));
        out.push_str(rest);
    }
}

/// What stands for a name in the style sheet.
fn value(name: &str, style: &Style) -> String {
    let palette = &style.palette;
    let (named, name) = match name.strip_prefix("dark.") {
        Some(name) => (palette.dark.named(), name),
        None => (palette.light.named(), name),
    };
    match name {
        "text-letters" => families(&style.letters.text, TEXT),
        "heading-letters" => families(&style.letters.headings, HEADINGS),
        "ink-parts" => palette.light.ink.parts().map(|part| part.to_string()).join(" "),
        name => {
            let colour = named.iter().find(|(known, _)| known == name);
            colour.expect("the style sheet names colours of the palette").1.css()
        }
    }
}

/// What the page calls the letters of a style's own files.
const TEXT: &str = "Huisstijl tekst";
const HEADINGS: &str = "Huisstijl koppen";

/// The families that go before the usual ones, each with a comma behind it.
fn families(letters: &[Typeface], own: &'static str) -> String {
    let mut families: Vec<&str> = Vec::new();
    for typeface in letters {
        let family = match typeface {
            Typeface::Shipped(family) => family,
            Typeface::Own { .. } => own,
        };
        if !families.contains(&family) {
            families.push(family);
        }
    }
    families.iter().map(|family| format!("\"{family}\", ")).collect::<Vec<_>>().concat()
}

/// The files of a style as `@font-face` rules.
fn own_faces(letters: &Letters) -> String {
    let mut rules = String::new();
    for (family, typefaces) in [(TEXT, &letters.text), (HEADINGS, &letters.headings)] {
        for typeface in typefaces {
            let Typeface::Own { bytes, weights: [least, most], is_italic, format } = typeface
            else {
                continue;
            };
            let style = if *is_italic { "italic" } else { "normal" };
            let weights = if least == most { least.to_string() } else { format!("{least} {most}") };
            // Writing to a string cannot fail.
            _ = writeln!(
                rules,
                "@font-face {{ font-family: \"{family}\"; font-style: {style}; font-weight: {weights}; font-display: swap; \
                 src: url(data:font/{};base64,{}) format(\"{format}\"); }}",
                if *format == "opentype" { "otf" } else { "ttf" },
                STANDARD.encode(bytes)
            );
        }
    }
    rules
}

#[cfg(test)]
mod tests {
    use pmg_core::cycle::built_in_style;

    use super::*;

    #[test]
    fn no_colour_stands_in_the_style_sheet_by_itself() {
        let digits = |text: &str| text.chars().take_while(char::is_ascii_hexdigit).count();
        for sheet in [SHEET, LOGO, PHOTOS, REMARKS] {
            let mut after = sheet.split('#').skip(1);
            assert!(!after.any(|text| [3, 6].contains(&digits(text))), "name one of the palette");
        }
    }

    #[test]
    fn a_name_gives_way_to_its_colour_and_letters_go_before_the_usual_ones() {
        let neutral = of(&Style::neutral(), false, true);
        assert!(neutral.contains("  --paper: #fff;\n") && neutral.contains("rgb(28 33 39 / 25%)"));
        assert!(neutral.contains("  --serif: \"Source Serif 4\", Georgia"));
        assert!(!neutral.contains(".logo"));
        let other = of(&built_in_style("voorbeeld").unwrap(), false, true);
        assert!(other.contains("  --blue: #5b2a86;\n") && other.contains("  --paper: #18141d;\n"));
        assert!(other.contains("  --serif: \"Source Sans 3\", \"Source Serif 4\", Georgia"));
        assert!(other.contains("background: #fff; }") && !other.contains('<'));
    }

    #[test]
    fn letters_of_a_style_stand_in_the_page() {
        let own = |is_italic, weights| Typeface::Own {
            bytes: [1, 2, 3].into(),
            weights,
            is_italic,
            format: "truetype",
        };
        let letters = Letters {
            text: vec![own(false, [200, 900]), own(true, [400, 400])],
            ..Letters::default()
        };
        let rules = own_faces(&letters);
        assert!(
            rules.contains("\"Huisstijl tekst\"; font-style: normal; font-weight: 200 900;"),
            "{rules}"
        );
        assert!(
            rules.contains("font-style: italic; font-weight: 400;")
                && rules.contains("base64,AQID")
        );
        assert_eq!(families(&letters.text, TEXT), "\"Huisstijl tekst\", ");
    }
}
