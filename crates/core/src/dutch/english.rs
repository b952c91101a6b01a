//! Tells which words are English numbers: `three`, `twenty`, `doubled`. A word that is Dutch as well (`ten`, `dozen`)
//! is none.

/// Words for a number, and words built on one: `seventh`, `threefold`.
const STEMS: [&str; 30] = [
    "zero",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "billion",
];
/// The endings that may follow them.
const ENDINGS: [&str; 6] = ["", "s", "th", "ths", "fold", "some"];
/// Number words that are not built that way.
const OTHERS: [&str; 25] = [
    "third",
    "thirds",
    "fifth",
    "fifths",
    "eighth",
    "eighths",
    "ninth",
    "ninths",
    "tenth",
    "tenths",
    "twelfth",
    "twentieth",
    "thirtieth",
    "twice",
    "thrice",
    "double",
    "doubles",
    "doubled",
    "doubling",
    "dozens",
    "tripled",
    "tripling",
    "quadrupled",
    "halved",
    "halving",
];

/// Whether an English word is a number, whatever stands around it.
pub(super) fn is_numeral(word: &str) -> bool {
    if !word.is_ascii() || !(3..=13).contains(&word.len()) {
        return false;
    }
    let lower = word.to_ascii_lowercase();
    let ends = |stem: &str| lower.strip_prefix(stem).is_some_and(|end| ENDINGS.contains(&end));
    OTHERS.contains(&lower.as_str()) || STEMS.iter().any(|stem| ends(stem))
}

/// Whether an English word is a number only if it stands by itself: `one` also begins `one-stop-shop` and ends the
/// names of things.
pub(super) fn may_be_numeral(word: &str) -> bool {
    word.eq_ignore_ascii_case("one")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_numbers_are_known_and_dutch_words_are_not() {
        for word in ["three", "Twenty", "hundreds", "seventh", "DOUBLED", "threefold", "dozens"] {
            assert!(is_numeral(word), "{word}");
        }
        for word in [
            "dozen", "triple", "ten", "half", "one", "tweets", "sixpack", "second", "first",
            "minute",
        ] {
            assert!(!is_numeral(word), "{word}");
        }
    }
}
