//! The house style: what the report looks like, and nothing of what it says.
//!
//! In: the folder of a style, with `stijl.toml`, letters and a logo. Out: a [`Style`], in which all colours that stand
//! on each other can be told apart, as the WCAG asks. Refuses everything else, all of it at once: a pair of colours
//! without contrast, a picture that is none, a logo that a blind reader hears nothing of, letters without an é.

mod built_in;
mod colour;
mod contrast;
mod file;
mod folder;
mod letters;
mod palette;
pub(super) mod tokens;

use std::sync::Arc;

use super::picture::Picture;

pub use built_in::{NAMES, built_in};
pub use colour::Colour;
#[cfg(test)]
pub(super) use file::{SCHEMA, StyleFile};
pub use folder::read_style;
pub use letters::{Letters, Typeface};
pub use palette::{Dark, Light, Palette};

/// What the report looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// The colours.
    pub palette: Palette,
    /// The letters of the text and of the headings.
    pub letters: Letters,
    /// How high the plane on the cover of the PDF is, in millimetres.
    pub cover_height: u16,
    /// The sign of whoever publishes; `None` if the style has none.
    pub logo: Option<Logo>,
}

impl Style {
    /// The style of a year that has none of its own.
    #[must_use]
    pub fn neutral() -> Arc<Self> {
        built_in(NAMES[0]).expect("the neutral style is built in")
    }
}

/// The sign of whoever publishes, on the cover and at the top of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The picture.
    pub picture: Picture,
    /// What it says to whoever cannot see it.
    pub alternative: String,
    /// How high it is on the cover of the PDF, in millimetres.
    pub height: u16,
}
