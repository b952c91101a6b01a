//! Writes numbers in Dutch: in words or figures, with a decimal comma, rounded if that is fit to print.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// Which whole numbers a text writes in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberStyle {
    /// Whole numbers below this are written in words: 10, 20, or 21 to have `twintig`, too. Above 20
    /// nothing is.
    pub words_below: u8,
}

const WORDS: [&str; 21] = [
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
    "twintig",
];

/// The words for 0 to 20, in order.
#[must_use]
pub fn number_words() -> &'static [&'static str] {
    &WORDS
}

/// A number as running text has it: `drie`, `576`, `3,75`; [`rounded`].
#[must_use]
pub fn number(value: Decimal, style: NumberStyle) -> String {
    let value = rounded(value);
    let whole = value.fract().is_zero().then(|| value.to_usize()).flatten();
    match whole.filter(|n| *n < usize::from(style.words_below)).and_then(|n| WORDS.get(n)) {
        Some(word) => (*word).to_owned(),
        None => digits(value),
    }
}

/// A number in figures, with a thousands point and a decimal comma: `10.657`, `3,75`.
#[must_use]
pub fn digits(value: Decimal) -> String {
    let plain = value.normalize().to_string();
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    let comma = if fraction.is_empty() { "" } else { "," };
    format!("{sign}{grouped}{comma}{fraction}")
}

/// A number to at most two decimals, as text and tables have it; a half is rounded away from zero. What is
/// no whole number does not become one: 0,999 fte is not one. It keeps as many decimals as that takes. Of what
/// two decimals make nothing, zero is left: whoever prints it says so in words.
#[must_use]
pub fn rounded(value: Decimal) -> Decimal {
    let to = |decimals| {
        value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero).normalize()
    };
    let says_so = |shown: &Decimal| shown.is_zero() || shown.is_integer() == value.is_integer();
    (2..=value.scale()).map(to).find(says_so).unwrap_or_else(|| value.normalize())
}

/// An amount in whole cents; half a cent is rounded away from zero.
pub(super) fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn words_below_the_threshold_and_figures_from_there() {
        let ten = NumberStyle { words_below: 10 };
        let twenty = NumberStyle { words_below: 21 };
        assert_eq!(number(decimal("0"), ten), "nul");
        assert_eq!(number(decimal("1"), ten), "één");
        assert_eq!(number(decimal("9"), ten), "negen");
        assert_eq!(number(decimal("10"), ten), "10");
        assert_eq!(number(decimal("12"), twenty), "twaalf");
        assert_eq!(number(decimal("20"), twenty), "twintig");
        assert_eq!(number(decimal("21"), twenty), "21");
        assert_eq!(number(decimal("30"), NumberStyle { words_below: 100 }), "30");
    }

    #[test]
    fn a_fraction_is_always_in_figures() {
        assert_eq!(number(decimal("1.5"), NumberStyle { words_below: 10 }), "1,5");
        assert_eq!(number(decimal("13.00"), NumberStyle { words_below: 10 }), "13");
        assert_eq!(number(decimal("3.00"), NumberStyle { words_below: 10 }), "drie");
        assert_eq!(number(decimal("3.335"), NumberStyle { words_below: 10 }), "3,34");
    }

    #[test]
    fn what_is_not_whole_is_not_rounded_to_a_whole_number() {
        let ten = NumberStyle { words_below: 10 };
        for (value, written) in [
            ("0.999", "0,999"),
            ("2.99951", "2,9995"),
            ("0.995", "0,995"),
            ("1.994", "1,99"),
            ("12.00", "12"),
        ] {
            assert_eq!(number(decimal(value), ten), written, "{value}");
        }
    }

    #[test]
    fn figures_have_a_thousands_point_and_a_decimal_comma() {
        assert_eq!(digits(decimal("10657")), "10.657");
        assert_eq!(digits(decimal("1000000.25")), "1.000.000,25");
        assert_eq!(digits(decimal("999")), "999");
        assert_eq!(digits(decimal("-1234.5")), "-1.234,5");
    }
}
