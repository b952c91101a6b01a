//! The fonts of the report, and which characters they have.

use std::sync::OnceLock;

use ttf_parser::Face;

/// Every font of the PDF: the sans for headings and tables, the serif for text.
pub(super) static FONTS: [&[u8]; 8] = [
    include_bytes!("../../../../templates/fonts/SourceSans3-Regular.ttf"),
    include_bytes!("../../../../templates/fonts/SourceSans3-It.ttf"),
    include_bytes!("../../../../templates/fonts/SourceSans3-Semibold.ttf"),
    include_bytes!("../../../../templates/fonts/SourceSans3-Bold.ttf"),
    include_bytes!("../../../../templates/fonts/SourceSerif4-Regular.ttf"),
    include_bytes!("../../../../templates/fonts/SourceSerif4-It.ttf"),
    include_bytes!("../../../../templates/fonts/SourceSerif4-Semibold.ttf"),
    include_bytes!("../../../../templates/fonts/SourceSerif4-SemiboldIt.ttf"),
];

/// Whether every font of the PDF can print the character, so that it can stand anywhere in the report.
#[must_use]
pub fn covers(character: char) -> bool {
    static FACES: OnceLock<Vec<Face<'static>>> = OnceLock::new();
    let faces =
        FACES.get_or_init(|| FONTS.iter().filter_map(|font| Face::parse(font, 0).ok()).collect());
    !character.is_control()
        && !is_private(character)
        && faces.iter().all(|face| face.glyph_index(character).is_some())
}

/// Whether the character has no agreed meaning: PDF/A refuses it even if a font has a glyph.
fn is_private(character: char) -> bool {
    let is_no_character = u32::from(character) & 0xFFFE == 0xFFFE;
    is_no_character
        || matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{F0000}'..='\u{10FFFF}')
}
