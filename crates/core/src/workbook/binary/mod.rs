//! What the two binary formats of Excel have in common ([MS-XLS], [MS-XLSB]): numbers in bytes, texts in
//! pieces, and styles that are found by their number.

mod bytes;
mod styles;

pub(super) use bytes::{Bytes, cut_off, error_value};
pub(super) use styles::{Styles, font};

/// A text, in pieces that have one font each; `None` is the font of the cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Text {
    pub(super) pieces: Vec<(Option<usize>, String)>,
}

impl Text {
    /// The text of these units, each font from a unit on; before the first of them that of the cell.
    pub(super) fn new<Unit>(
        units: &[Unit],
        fonts: &[(usize, usize)],
        decode: impl Fn(&[Unit]) -> String,
    ) -> Self {
        let mut pieces = Vec::new();
        let (mut from, mut font) = (0, None);
        for (start, next_font) in fonts {
            let start = (*start).clamp(from, units.len());
            pieces.push((font, decode(&units[from..start])));
            (from, font) = (start, Some(*next_font));
        }
        pieces.push((font, decode(&units[from..])));
        pieces.retain(|(_, text)| !text.is_empty());
        Self { pieces }
    }

    /// The whole text.
    pub(super) fn whole(&self) -> String {
        self.pieces.iter().map(|(_, text)| text.as_str()).collect()
    }

    /// Its length in bytes.
    pub(super) fn length(&self) -> usize {
        self.pieces.iter().map(|(_, text)| text.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_holds_from_its_unit_to_the_next() {
        let units: Vec<u16> = "40é45".encode_utf16().collect();
        let text = |fonts: &[(usize, usize)]| Text::new(&units, fonts, String::from_utf16_lossy);
        let piece = |font, text: &str| (font, text.to_owned());
        assert_eq!(text(&[]).pieces, [piece(None, "40é45")]);
        assert_eq!(text(&[(2, 7)]).pieces, [piece(None, "40"), piece(Some(7), "é45")]);
        let whole = [piece(Some(7), "40"), piece(Some(9), "é45")];
        assert_eq!(text(&[(0, 7), (2, 9), (90, 1)]).pieces, whole);
        assert_eq!(text(&[(2, 7), (0, 9)]).whole(), "40é45");
    }
}
