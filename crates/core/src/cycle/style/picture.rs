//! Pictures: what kind one is shows from its bytes, and what is broken is no picture.

use std::sync::Arc;

use super::svg;

/// A picture is no larger than this: it stands in the page, which people mail to each other.
const LARGEST: usize = 1 << 20;
/// A picture has at most so many points across and down: more than a printed page can show.
const MOST_POINTS: u32 = 6000;

/// A picture that is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// What kind of file they are.
    pub kind: PictureKind,
}

/// A kind of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// Points, without loss.
    Png,
    /// Points of a photograph.
    Jpeg,
    /// Lines.
    Svg,
}

impl PictureKind {
    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Svg => "image/svg+xml",
        }
    }

    /// What Typst calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Svg => "svg",
        }
    }
}

impl Picture {
    /// The picture in these bytes.
    ///
    /// # Errors
    /// What is wrong with it, and what to do.
    pub(super) fn read(bytes: Vec<u8>) -> Result<Self, (String, String)> {
        if bytes.len() > LARGEST {
            let message = format!(
                "dit bestand is {} kB groot, en een logo mag hoogstens {} kB zijn",
                bytes.len().div_ceil(1024),
                LARGEST / 1024
            );
            return Err((
                message,
                "sla het kleiner op: met minder beeldpunten, of als SVG".to_owned(),
            ));
        }
        let (kind, size) = if bytes.starts_with(PNG) {
            (PictureKind::Png, png(&bytes))
        } else if bytes.starts_with(JPEG) {
            (PictureKind::Jpeg, jpeg(&bytes))
        } else if svg::is_svg(&bytes) {
            svg::check(&bytes)?;
            return Ok(Self { bytes: bytes.into(), kind: PictureKind::Svg });
        } else {
            let hint =
                "sla het logo op als SVG, PNG of JPEG; alleen een andere naam geven helpt niet";
            return Err(("dit is geen SVG, PNG of JPEG".to_owned(), hint.to_owned()));
        };
        match size {
            None => {
                let hint = "haal het opnieuw op bij wie het heeft gemaakt";
                Err(("dit plaatje is beschadigd of niet compleet".to_owned(), hint.to_owned()))
            }
            Some([width, height]) if width.max(height) > MOST_POINTS => Err((
                format!(
                    "dit plaatje is {width} bij {height} beeldpunten, en hoogstens {MOST_POINTS} mag"
                ),
                "sla het kleiner op".to_owned(),
            )),
            Some(_) => Ok(Self { bytes: bytes.into(), kind }),
        }
    }
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xff\xd8\xff";

/// The width and the height of a PNG; `None` if a part of it is missing or is not as it was written.
fn png(bytes: &[u8]) -> Option<[u32; 2]> {
    let mut rest = &bytes[PNG.len()..];
    let mut size = None;
    loop {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let checked = after.get(..length.checked_add(4)?)?;
        let sum = after.get(length + 4..length + 8)?;
        if crc(checked).to_be_bytes() != *sum {
            return None;
        }
        let (kind, content) = checked.split_at(4);
        match kind {
            b"IHDR" => {
                let number =
                    |at: usize| Some(u32::from_be_bytes(*content.get(at..)?.first_chunk()?));
                size = Some([number(0)?, number(4)?]).filter(|size| !size.contains(&0));
            }
            b"IEND" => return size,
            _ => {}
        }
        rest = &after[length + 8..];
    }
}

/// The sum with which a PNG holds each of its parts (CRC-32).
fn crc(bytes: &[u8]) -> u32 {
    let fold = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 }
        })
    };
    !bytes.iter().fold(u32::MAX, fold)
}

/// The width and the height of a JPEG; `None` if it has none, or does not end.
fn jpeg(bytes: &[u8]) -> Option<[u32; 2]> {
    let mut at = 2;
    let ends = bytes.trim_ascii_end().ends_with(b"\xff\xd9") || bytes.ends_with(b"\xff\xd9");
    while let [0xff, marker, high, low, rest @ ..] = bytes.get(at..)? {
        // Those that say how large it is; the others between them are tables.
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            let number =
                |at: usize| Some(u32::from(u16::from_be_bytes(*rest.get(at..)?.first_chunk()?)));
            let size = [number(3)?, number(1)?];
            return Some(size).filter(|size| ends && !size.contains(&0));
        }
        at += 2 + usize::from(u16::from_be_bytes([*high, *low])).max(2);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One point.
    const DOT: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82";

    fn said(bytes: &[u8]) -> String {
        Picture::read(bytes.to_vec()).unwrap_err().0
    }

    #[test]
    fn a_png_is_whole_or_none() {
        assert_eq!(Picture::read(DOT.to_vec()).unwrap().kind, PictureKind::Png);
        assert!(said(&DOT[..DOT.len() - 5]).contains("beschadigd"));
        let mut other = DOT.to_vec();
        other[19] = 2;
        assert!(said(&other).contains("beschadigd"), "its sum no longer fits");
    }

    #[test]
    fn a_jpeg_has_a_size_and_an_end() {
        let whole = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x10\0\x20\x01\x01\x11\0\xff\xda\0\x02xx\xff\xd9";
        assert_eq!(jpeg(whole), Some([32, 16]));
        assert_eq!(Picture::read(whole.to_vec()).unwrap().kind, PictureKind::Jpeg);
        assert!(said(&whole[..whole.len() - 2]).contains("beschadigd"));
        assert!(said(&whole[..6]).contains("beschadigd"));
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        assert!(said(b"BM naar").contains("geen SVG, PNG of JPEG"));
        assert!(said(&vec![0; LARGEST + 1]).contains("hoogstens 1024 kB"));
    }
}
