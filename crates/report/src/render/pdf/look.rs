//! What the template must know of the style: colours, letters, the cover and the logo.

use std::collections::BTreeMap;

use pmg_core::cycle::{Colour, Letters, Light, Picture, Style, Typeface};
use serde::Serialize;
use typst::foundations::Bytes;
use typst::text::Font;

use crate::document::tree::Document;

/// A style as `data.json` has it.
#[derive(Serialize)]
pub(super) struct Look<'a> {
    /// The colours by their names.
    colours: BTreeMap<String, String>,
    /// The solid colours of the themes, in their order.
    themes: Vec<String>,
    /// The families that go before the usual ones.
    text: Vec<String>,
    headings: Vec<String>,
    /// How high the plane on the cover is, in millimetres.
    cover_height: u16,
    logo: Option<Sign<'a>>,
}

/// The logo; its bytes are the file `logo`.
#[derive(Serialize)]
struct Sign<'a> {
    format: &'static str,
    alternative: &'a str,
    height: u16,
}

impl<'a> Look<'a> {
    /// What the template must know of a style.
    pub(super) fn of(style: &'a Style) -> Self {
        let light = &style.palette.light;
        let written = |colour: &Colour| colour.to_string();
        Self {
            colours: Light::named(light)
                .into_iter()
                .map(|(name, it)| (name, written(&it)))
                .collect(),
            themes: light.themes.iter().map(written).collect(),
            text: families(&style.letters.text),
            headings: families(&style.letters.headings),
            cover_height: style.cover_height,
            logo: style.logo.as_ref().map(|logo| Sign {
                format: logo.picture.kind.name(),
                alternative: &logo.alternative,
                height: logo.height,
            }),
        }
    }
}

/// The pictures of a report by the names under which the template finds them: `logo`, `photo-0`.
pub(super) fn pictures(document: &Document) -> Vec<(String, Bytes)> {
    let bytes = |picture: &Picture| Bytes::new(picture.bytes.to_vec());
    let logo = document.style.logo.iter().map(|logo| ("logo".to_owned(), bytes(&logo.picture)));
    let photos = document.photos();
    logo.chain(photos.map(|(at, photo)| (format!("photo-{at}"), bytes(&photo.picture)))).collect()
}

/// What Typst calls the families of letters, each once and in their order.
fn families(letters: &[Typeface]) -> Vec<String> {
    let mut families: Vec<String> = Vec::new();
    for typeface in letters {
        let named = match typeface {
            Typeface::Shipped(family) => vec![(*family).to_owned()],
            Typeface::Own { bytes, .. } => {
                fonts_in(bytes).map(|font| font.info().family.as_str().to_owned()).collect()
            }
        };
        for family in named {
            if !families.contains(&family) {
                families.push(family);
            }
        }
    }
    families
}

/// The fonts of a style's own files.
pub(super) fn own_fonts(letters: &Letters) -> impl Iterator<Item = Font> {
    letters.text.iter().chain(&letters.headings).flat_map(|typeface| match typeface {
        Typeface::Shipped(_) => Vec::new(),
        Typeface::Own { bytes, .. } => fonts_in(bytes).collect(),
    })
}

fn fonts_in(bytes: &[u8]) -> impl Iterator<Item = Font> + use<> {
    Font::iter(Bytes::new(bytes.to_vec()))
}
