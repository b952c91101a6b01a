//! A colour, and how well it stands out from another by the formula of the WCAG.

use std::fmt;

/// A colour of the sRGB space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// The colour that is written so, `#1f3f66` or `#fff`; `None` if that is no colour.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.is_ascii())?;
        let whole = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            6 => digits.to_owned(),
            _ => return None,
        };
        let part = |at: usize| {
            // A sign before the digits would be read as a part of the number.
            let two = whole[at..at + 2].bytes().all(|it| it.is_ascii_hexdigit());
            u8::from_str_radix(&whole[at..at + 2], 16).ok().filter(|_| two)
        };
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// The colour as a style sheet has it: `#fff` where three digits do.
    #[must_use]
    pub fn css(self) -> String {
        let long = self.to_string();
        let digits: Vec<char> = long.chars().collect();
        let is_short = [1, 3, 5].iter().all(|at| digits[*at] == digits[at + 1]);
        if is_short { [0, 1, 3, 5].iter().map(|at| digits[*at]).collect() } else { long }
    }

    /// Its red, green and blue.
    #[must_use]
    pub fn parts(self) -> [u8; 3] {
        self.0
    }

    /// How well it stands out from another colour: from 1 to 21 (WCAG 2.2, contrast ratio).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// How much light it gives, from 0 to 1.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Whether it gives less light than another colour.
    pub(super) fn is_darker(self, other: Self) -> bool {
        self.luminance() < other.luminance()
    }

    /// The nearest shade of it that stands out from each of these by as much as it needs, darker or lighter; `None` if
    /// not even black or white does.
    pub(super) fn standing_out(self, from: &[(Self, f64)], is_darker: bool) -> Option<Self> {
        let end = if is_darker { 0 } else { 255 };
        let mixed = |part: u8, step: u16| {
            let mixed = (u16::from(part) * (20 - step) + end * step) / 20;
            u8::try_from(mixed).expect("what lies between two bytes is a byte")
        };
        let mut shades = (1..=20).map(|step| Self(self.0.map(|part| mixed(part, step))));
        shades.find(|shade| from.iter().all(|(other, needed)| shade.contrast(*other) >= *needed))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn a_colour_is_read_and_written() {
        assert_eq!(colour("#1F3f66").to_string(), "#1f3f66");
        assert_eq!(colour("#fff"), colour("#ffffff"));
        assert_eq!(
            (colour("#ffffff").css(), colour("#fffffe").css()),
            ("#fff".into(), "#fffffe".into())
        );
        for wrong in ["blauw", "1f3f66", "#1f3f6", "#1f3f66aa", "#+f3f66", "#1f3g66", "#éé", ""] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_wcag() {
        let close = |one: f64, other: f64| (one - other).abs() < 0.005;
        assert!(close(colour("#000").contrast(colour("#fff")), 21.0));
        assert!(close(colour("#fff").contrast(colour("#fff")), 1.0));
        // The well-known grey that is just enough for text on white, and the one that is not.
        assert!(close(colour("#767676").contrast(colour("#fff")), 4.54));
        assert!(close(colour("#fff").contrast(colour("#777777")), 4.48));
        assert!(close(colour("#ff0000").contrast(colour("#fff")), 4.0));
    }

    #[test]
    fn a_shade_is_found_that_stands_out() {
        let (pink, white, black) = (colour("#f5a9c0"), colour("#fff"), colour("#000"));
        let shade = pink.standing_out(&[(white, 4.5)], true).unwrap();
        assert!(shade.contrast(white) >= 4.5 && shade != black, "{shade}");
        let both = pink.standing_out(&[(white, 4.5), (colour("#eeeeee"), 4.5)], true).unwrap();
        assert!(both.is_darker(shade) && both.contrast(colour("#eeeeee")) >= 4.5);
        let shade = colour("#303030").standing_out(&[(black, 4.5)], false).unwrap();
        assert!(shade.contrast(black) >= 4.5);
        assert_eq!(colour("#808080").standing_out(&[(colour("#777777"), 21.0)], true), None);
    }
}
