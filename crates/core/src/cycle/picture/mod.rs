//! Pictures: what kind one is shows from its bytes, and what is broken is no picture.
//!
//! What a camera or a program wrote beside the picture (where it was taken, by whom, with what) is left out: a reader of
//! the report could get at it, and nobody would see it.

mod jpeg;
mod png;
mod svg;

use std::sync::Arc;

/// A picture has at most so many points across and down: more than a printed page can show.
const MOST_POINTS: u32 = 6000;

/// A picture that is whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its bytes, without what stands beside the picture in them.
    pub bytes: Arc<[u8]>,
    /// What kind of file they are.
    pub kind: PictureKind,
    /// How many points it is wide and high; `None` if it is made of lines.
    pub size: Option<[u32; 2]>,
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

/// What a picture is for, which decides what it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The sign of whoever publishes.
    Logo,
    /// A photograph at the beginning of a chapter.
    Photo,
}

impl Purpose {
    fn called(self) -> &'static str {
        match self {
            Self::Logo => "een logo",
            Self::Photo => "een foto",
        }
    }

    /// How large it may be: it stands in the page, which people mail to each other.
    fn largest(self) -> usize {
        match self {
            Self::Logo => 1 << 20,
            Self::Photo => 2 << 20,
        }
    }

    fn kinds(self) -> &'static str {
        match self {
            Self::Logo => "SVG, PNG of JPEG",
            Self::Photo => "PNG of JPEG",
        }
    }
}

impl Picture {
    /// The picture in these bytes.
    ///
    /// # Errors
    /// What is wrong with it, and what to do.
    pub(super) fn read(bytes: &[u8], purpose: Purpose) -> Result<Self, (String, String)> {
        let (called, kinds) = (purpose.called(), purpose.kinds());
        if bytes.len() > purpose.largest() {
            let (size, most) = (bytes.len().div_ceil(1024), purpose.largest() / 1024);
            let message =
                format!("dit bestand is {size} kB groot, en {called} mag hoogstens {most} kB zijn");
            return Err((message, "sla het kleiner op, met minder beeldpunten".to_owned()));
        }
        let (kind, bare) = if bytes.starts_with(png::START) {
            (PictureKind::Png, png::bare(bytes))
        } else if bytes.starts_with(jpeg::START) {
            if jpeg::is_turned(bytes) {
                let hint = "open de foto, draai haar een keer rond tot zij rechtop staat, en sla haar opnieuw op";
                return Err(("deze foto is gekanteld opgeslagen".to_owned(), hint.to_owned()));
            }
            (PictureKind::Jpeg, jpeg::bare(bytes))
        } else if purpose == Purpose::Logo && svg::is_svg(bytes) {
            svg::check(bytes)?;
            return Ok(Self { bytes: bytes.into(), kind: PictureKind::Svg, size: None });
        } else {
            let hint = format!("sla het op als {kinds}; alleen een andere naam geven helpt niet");
            return Err((format!("dit is geen {kinds}"), hint));
        };
        match bare {
            None => {
                let hint = "haal het opnieuw op bij wie het heeft gemaakt";
                Err(("dit beeld is beschadigd of niet compleet".to_owned(), hint.to_owned()))
            }
            Some(([width, height], _)) if width.max(height) > MOST_POINTS => Err((
                format!(
                    "dit beeld is {width} bij {height} beeldpunten, en hoogstens {MOST_POINTS} mag"
                ),
                "sla het kleiner op".to_owned(),
            )),
            Some((size, bytes)) => Ok(Self { bytes: bytes.into(), kind, size: Some(size) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(bytes: &[u8], purpose: Purpose) -> String {
        Picture::read(bytes, purpose).unwrap_err().0
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        assert!(said(b"BM naar", Purpose::Logo).contains("geen SVG, PNG of JPEG"));
        let svg = b"<svg viewBox=\"0 0 1 1\"></svg>";
        assert!(said(svg, Purpose::Photo).contains("geen PNG of JPEG"));
        assert_eq!(Picture::read(svg, Purpose::Logo).unwrap().kind, PictureKind::Svg);
        assert!(said(&vec![0; (1 << 20) + 1], Purpose::Logo).contains("hoogstens 1024 kB"));
        assert!(
            said(&vec![0; (2 << 20) + 1], Purpose::Photo)
                .contains("een foto mag hoogstens 2048 kB")
        );
    }
}
