//! The colours of the report by what they are for, on paper and on a dark screen.

use super::super::schema::{Field, Kind, optional};
use super::colour::Colour;

/// The colours of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    /// On paper and on a light screen.
    pub light: Light,
    /// On a screen whose reader wants it dark.
    pub dark: Dark,
}

/// Makes a set of colours: the struct, the keys in `stijl.toml`, and both ways from the one to the other.
macro_rules! colours {
    (
        $(#[$doc:meta])* $name:ident;
        one { $($(#[$one_doc:meta])* $one:ident = $one_key:literal,)+ }
        several { $($(#[$row_doc:meta])* $row:ident = $row_key:literal; $count:literal,)+ }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $($(#[$one_doc])* pub $one: Colour,)+
            $($(#[$row_doc])* pub $row: [Colour; $count],)+
        }

        impl $name {
            /// The keys in `stijl.toml`.
            pub(super) const FIELDS: &'static [Field] = &[
                $(optional($one_key, Kind::Colour),)+
                $(optional($row_key, Kind::Colours($count)),)+
            ];

            /// The colours that are given by key, each that is not as it is in another set.
            pub(super) fn of(
                mut given: impl FnMut(&'static str) -> Option<Vec<Colour>>,
                otherwise: Option<&Self>,
            ) -> Self {
                Self {
                    $($one: match given($one_key).as_deref() {
                        Some([colour]) => *colour,
                        _ => otherwise.expect("the neutral style has every colour").$one,
                    },)+
                    $($row: match given($row_key).and_then(|row| row.try_into().ok()) {
                        Some(row) => row,
                        None => otherwise.expect("the neutral style has every colour").$row,
                    },)+
                }
            }

            /// The colours of a key in `stijl.toml`; none if there is no such key.
            pub(super) fn by_key(&self, key: &str) -> &[Colour] {
                match key {
                    $($one_key => std::slice::from_ref(&self.$one),)+
                    $($row_key => &self.$row,)+
                    _ => &[],
                }
            }

            /// Every colour by the name of its field; of several by that name and their number, from one.
            pub fn named(&self) -> Vec<(String, Colour)> {
                let mut named = vec![$((stringify!($one).to_owned(), self.$one),)+];
                $(for (number, colour) in (1..).zip(self.$row) {
                    named.push((format!("{}-{number}", stringify!($row)), colour));
                })+
                named
            }
        }
    };
}

colours! {
    /// The colours on paper and on a light screen.
    Light;
    one {
        /// The text.
        ink = "tekst",
        /// What stands beside the text: the head and foot of a page, who said a quotation.
        soft = "bijtekst",
        /// Headings, links, bullets and the lines of a table.
        heading = "kop",
        /// The line beside a quotation.
        pale = "bleek",
        /// The word for a draft, and the rim of what the keyboard is on.
        emphasis = "nadruk",
        /// The ground of boxes, cards and the notice.
        plane = "vlak",
        /// The line under the title and beside a box.
        accent = "accent",
        /// Lines that only lead the eye.
        hair = "lijn",
        /// The ground of the page.
        paper = "papier",
        /// The ground of the cover.
        cover = "omslag",
        /// The title on it.
        title = "titel",
        /// The line under the title on it.
        on_cover = "op_omslag",
        /// A number on a solid colour of a picture.
        on_solid = "op_vol",
        /// The solid colour of pictures that are about no theme.
        bar = "balk",
        /// Their tint.
        bar_tint = "balk_tint",
    }
    several {
        /// The solid colours of the themes, in their order.
        themes = "themas"; 5,
        /// Their tints.
        theme_tints = "thema_tinten"; 5,
        /// The steps of a map, from few to many: the text stands on the first two, `on_solid` on the others.
        steps = "kaart"; 4,
    }
}

colours! {
    /// The colours on a dark screen. What is not here is as on a light one: the cover, and the map.
    Dark;
    one {
        /// The text.
        ink = "tekst",
        /// What stands beside the text.
        soft = "bijtekst",
        /// Headings, links and the lines of a table.
        heading = "kop",
        /// The line beside a quotation, and the tint of pictures.
        pale = "bleek",
        /// The word for a draft, and the rim of what the keyboard is on.
        emphasis = "nadruk",
        /// The ground of boxes, cards and the notice.
        plane = "vlak",
        /// Lines that only lead the eye.
        hair = "lijn",
        /// The ground of the page.
        paper = "papier",
        /// A number on a solid colour of a picture.
        on_solid = "op_vol",
        /// The solid colour of pictures that are about no theme.
        bar = "balk",
    }
    several {
        /// The solid colours of the themes, in their order.
        themes = "themas"; 5,
    }
}
