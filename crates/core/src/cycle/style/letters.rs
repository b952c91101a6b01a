//! The letters of a style: those that ship with the program, or files of its own.

use std::sync::Arc;

use ttf_parser::{Face, Permissions};

/// The letters that ship with the program, by name.
pub(super) const SHIPPED: [&str; 2] = ["Source Serif 4", "Source Sans 3"];
/// A file with letters is no larger than this: it stands in the page.
const LARGEST: usize = 2 << 20;
/// What a report cannot do without, beside the letters and digits.
const NEEDED: &str = "éëèêïíîöóòôüúûçñáàâäÉËÏÖÜÇ€’‘“”–—…•·%&()-.,:;!?/'\"";

/// The letters of a style; none of a kind if they are those of the neutral style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letters {
    /// Those of the text, the first choice first.
    pub text: Vec<Typeface>,
    /// Those of headings, tables and everything beside the text.
    pub headings: Vec<Typeface>,
}

/// Letters of one weight and slope, or of one of the families that ship.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typeface {
    /// A family that ships with the program.
    Shipped(&'static str),
    /// A file of the style.
    Own {
        /// Its bytes.
        bytes: Arc<[u8]>,
        /// Its weight, from 100 to 900; a variable font has a range.
        weights: [u16; 2],
        /// Whether it slopes.
        is_italic: bool,
        /// How a style sheet calls its format.
        format: &'static str,
    },
}

impl Typeface {
    /// The letters in these bytes.
    ///
    /// # Errors
    /// What is wrong with them, and what to do.
    pub(super) fn read(bytes: Vec<u8>) -> Result<Self, (String, String)> {
        let told = |message: &str, hint: &str| (message.to_owned(), hint.to_owned());
        if bytes.len() > LARGEST {
            let (size, most) = (bytes.len().div_ceil(1024), LARGEST / 1024);
            return Err(told(
                &format!("dit lettertype is {size} kB groot, en hoogstens {most} kB mag"),
                "gebruik een uitgave met alleen Latijnse letters",
            ));
        }
        if bytes.starts_with(b"wOF") {
            return Err(told(
                "dit is een lettertype voor alleen websites (WOFF)",
                "de PDF heeft het als .ttf of .otf nodig; vraag het aan wie het lettertype beheert",
            ));
        }
        let Ok(face) = Face::parse(&bytes, 0) else {
            return Err(told(
                "dit is geen lettertype",
                "gebruik een lettertype dat eindigt op .ttf of .otf",
            ));
        };
        if face.permissions() == Some(Permissions::Restricted) {
            return Err(told(
                "dit lettertype mag volgens zijn maker niet in een document zitten",
                "gebruik een ander lettertype, of vraag de maker om een uitgave waarbij het wel mag",
            ));
        }
        let plain = ('0'..='9').chain('a'..='z').chain('A'..='Z');
        let lost: Vec<String> = plain
            .chain(NEEDED.chars())
            .filter(|c| face.glyph_index(*c).is_none())
            .map(String::from)
            .collect();
        if !lost.is_empty() {
            return Err(told(
                &format!(
                    "dit lettertype heeft niet alle tekens die een rapport nodig heeft: {}",
                    lost.join(" ")
                ),
                "gebruik een volledige uitgave van het lettertype",
            ));
        }
        let weight = face
            .variation_axes()
            .into_iter()
            .find(|axis| axis.tag == ttf_parser::Tag::from_bytes(b"wght"));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is held within a range"
        )]
        let whole = |weight: f32| weight.clamp(1.0, 1000.0) as u16;
        let weights = weight.map_or([face.weight().to_number(); 2], |axis| {
            [whole(axis.min_value), whole(axis.max_value)]
        });
        let format = if bytes.starts_with(b"OTTO") { "opentype" } else { "truetype" };
        let is_italic = face.is_italic() || face.is_oblique();
        Ok(Self::Own { bytes: bytes.into(), weights, is_italic, format })
    }

    /// Whether its letters stand upright.
    pub(super) fn is_upright(&self) -> bool {
        !matches!(self, Self::Own { is_italic: true, .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SANS: &[u8] = include_bytes!("../../../../../templates/fonts/SourceSans3-It.ttf");

    #[test]
    fn letters_say_how_heavy_they_are_and_whether_they_slope() {
        let Typeface::Own { weights, is_italic, format, .. } =
            Typeface::read(SANS.to_vec()).unwrap()
        else {
            panic!("a file is no family that ships")
        };
        assert_eq!((weights, is_italic, format), ([400, 400], true, "truetype"));
    }

    #[test]
    fn what_is_no_font_or_only_for_websites_is_refused() {
        let said = |bytes: &[u8]| Typeface::read(bytes.to_vec()).unwrap_err().0;
        assert!(said(b"wOF2 enzovoort").contains("WOFF"));
        assert!(said(b"geen letters").contains("geen lettertype"));
        assert!(said(&SANS[..200]).contains("geen lettertype"));
        assert!(said(&vec![0; LARGEST + 1]).contains("hoogstens 2048 kB"));
    }

    #[test]
    fn a_font_that_may_not_be_in_a_document_is_refused() {
        let mut bytes = SANS.to_vec();
        let tables = usize::from(u16::from_be_bytes([bytes[4], bytes[5]]));
        let entry =
            (0..tables).map(|at| 12 + 16 * at).find(|at| &bytes[*at..*at + 4] == b"OS/2").unwrap();
        let start = u32::from_be_bytes(bytes[entry + 8..entry + 12].try_into().unwrap()) as usize;
        bytes[start + 8..start + 10].copy_from_slice(&2_u16.to_be_bytes());
        assert!(Typeface::read(bytes).unwrap_err().0.contains("mag volgens zijn maker niet"));
    }
}
