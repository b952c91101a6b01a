//! The fonts of the report, and which characters they have.

use std::sync::OnceLock;

use ttf_parser::Face;
use ttf_parser::cmap::Subtable;

/// Every font of the PDF: the sans for headings and tables, the serif for text.
pub(crate) static FONTS: [&[u8]; 8] = [
    include_bytes!("../../../templates/fonts/SourceSans3-Regular.ttf"),
    include_bytes!("../../../templates/fonts/SourceSans3-It.ttf"),
    include_bytes!("../../../templates/fonts/SourceSans3-Semibold.ttf"),
    include_bytes!("../../../templates/fonts/SourceSans3-Bold.ttf"),
    include_bytes!("../../../templates/fonts/SourceSerif4-Regular.ttf"),
    include_bytes!("../../../templates/fonts/SourceSerif4-It.ttf"),
    include_bytes!("../../../templates/fonts/SourceSerif4-Semibold.ttf"),
    include_bytes!("../../../templates/fonts/SourceSerif4-SemiboldIt.ttf"),
];

/// The fonts of the PDF, each as the bytes of its file.
pub fn fonts() -> impl Iterator<Item = &'static [u8]> {
    FONTS.into_iter()
}

/// Whether every font of the PDF can print the character, so that it can stand anywhere in the report.
#[must_use]
pub fn covers(character: char) -> bool {
    static COVERED: OnceLock<Vec<u64>> = OnceLock::new();
    let (word, bit) = place(u32::from(character));
    COVERED.get_or_init(covered).get(word).is_some_and(|bits| bits & bit != 0)
}

/// How wide a text is in the sans, in heights of its letters. What the font lacks takes no room.
pub(crate) fn width(text: &str) -> f64 {
    static SANS: OnceLock<Option<Face<'static>>> = OnceLock::new();
    let Some(face) = SANS.get_or_init(|| Face::parse(FONTS[0], 0).ok()) else { return 0.0 };
    let advance = |c: char| face.glyph_hor_advance(face.glyph_index(c)?);
    let units: u32 = text.chars().filter_map(advance).map(u32::from).sum();
    f64::from(units) / f64::from(face.units_per_em())
}

/// A bit for every character that can be printed. Every text is asked for each of its characters, and to look one up
/// in eight fonts takes a hundred times as long.
fn covered() -> Vec<u64> {
    let faces: Vec<Face<'static>> =
        FONTS.iter().filter_map(|font| Face::parse(font, 0).ok()).collect();
    let mut covered = Vec::new();
    let mut cover = |code: u32| {
        let Some(character) = char::from_u32(code) else { return };
        let in_all = || faces.iter().all(|face| face.glyph_index(character).is_some());
        if !character.is_control() && !is_private(character) && in_all() {
            let (word, bit) = place(code);
            covered.resize(covered.len().max(word + 1), 0);
            covered[word] |= bit;
        }
    };
    // What the first font lacks cannot be in all of them.
    let tables = faces.first().and_then(|face| face.tables().cmap);
    for table in tables.iter().flat_map(|cmap| cmap.subtables).filter(Subtable::is_unicode) {
        table.codepoints(&mut cover);
    }
    covered
}

/// The index of the word that holds the bit of a character, and that bit.
fn place(code: u32) -> (usize, u64) {
    ((code / 64) as usize, 1 << (code % 64))
}

/// Whether the character has no agreed meaning: PDF/A refuses it even if a font has a glyph.
fn is_private(character: char) -> bool {
    let is_no_character = u32::from(character) & 0xFFFE == 0xFFFE;
    is_no_character
        || matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{F0000}'..='\u{10FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_covered_exactly_where_every_font_has_it() {
        let faces: Vec<Face<'static>> =
            FONTS.iter().map(|font| Face::parse(font, 0).unwrap()).collect();
        for character in '\0'..=char::MAX {
            let expected = !character.is_control()
                && !is_private(character)
                && faces.iter().all(|face| face.glyph_index(character).is_some());
            assert_eq!(covers(character), expected, "{character:?}");
        }
    }
}
