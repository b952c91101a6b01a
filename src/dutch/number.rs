use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Which whole numbers a text writes in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberStyle {
    /// Whole numbers below this are written in words; at most 21.
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

/// A number as running text has it: `drie`, `576`, `3,75`.
#[must_use]
pub fn number(value: Decimal, style: NumberStyle) -> String {
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

/// The text with a capital at its start, as a sentence has it: `Één` is `Eén`, `'s-Hertogenbosch` stays.
#[must_use]
pub fn capitalise(text: &str) -> String {
    if let Some(rest) = text.strip_prefix("één") {
        return format!("Eén{rest}");
    }
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
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
    }

    #[test]
    fn a_fraction_is_always_in_figures() {
        assert_eq!(number(decimal("1.5"), NumberStyle { words_below: 10 }), "1,5");
        assert_eq!(number(decimal("13.00"), NumberStyle { words_below: 10 }), "13");
    }

    #[test]
    fn figures_have_a_thousands_point_and_a_decimal_comma() {
        assert_eq!(digits(decimal("10657")), "10.657");
        assert_eq!(digits(decimal("1000000.25")), "1.000.000,25");
        assert_eq!(digits(decimal("999")), "999");
        assert_eq!(digits(decimal("-1234.5")), "-1.234,5");
    }

    #[test]
    fn a_sentence_starts_with_a_capital() {
        assert_eq!(capitalise("drie"), "Drie");
        assert_eq!(capitalise("één"), "Eén");
        assert_eq!(capitalise("’s-Hertogenbosch"), "’s-Hertogenbosch");
        assert_eq!(capitalise("12"), "12");
    }
}
