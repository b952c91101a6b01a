//! The words of a sentence, with what stands between them and the numbers that they say.

use super::super::said;

/// What sort of number a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    /// `7`, `zeven`, `zevental`, `VII`.
    Cardinal(u32),
    /// `7e`, `zevende`.
    Ordinal(u32),
    /// Something in figures that is no whole number: `2,5`.
    Other,
}

/// A word of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    /// In small letters.
    pub lower: String,
    /// What stands between the word before and this one.
    pub gap: &'a str,
    /// Where it starts and ends in the sentence.
    pub bytes: std::ops::Range<usize>,
    /// The number that it says.
    pub number: Option<Number>,
}

impl Word<'_> {
    /// The value of a cardinal number; `None` for an ordinal and for any other word.
    pub(super) fn cardinal(&self) -> Option<u32> {
        match self.number {
            Some(Number::Cardinal(value)) => Some(value),
            _ => None,
        }
    }

    pub(super) fn is_in(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }

    pub(super) fn has_digit(&self) -> bool {
        self.lower.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// The words of a sentence in its normal form. Figures and letters that stand together are two: `5jongens`.
pub(super) fn words(sentence: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word> = Vec::new();
    let mut end = 0;
    while let Some(found) = sentence[end..].find(char::is_alphanumeric) {
        let start = end + found;
        let length = length(&sentence[start..]);
        let typed = &sentence[start..start + length];
        words.push(Word {
            lower: typed.to_lowercase().replace('’', "'"),
            gap: &sentence[end..start],
            bytes: start..start + length,
            number: number(typed),
        });
        end = start + length;
    }
    orders(&mut words);
    words
}

/// How many bytes the first word takes.
fn length(text: &str) -> usize {
    let is_figure = text.starts_with(|c: char| c.is_ascii_digit());
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let part = if is_figure {
            c.is_ascii_digit()
                || matches!(c, '.' | ',') && next.is_some_and(|it| it.is_ascii_digit())
        } else {
            // `z’n` and `baby’s` are one word.
            c.is_alphabetic() || matches!(c, '\'' | '’') && next.is_some_and(char::is_alphabetic)
        };
        if !part {
            return at.max(1);
        }
    }
    text.len()
}

fn number(word: &str) -> Option<Number> {
    let times = ["maal", "voud", "voudig", "tallig"];
    if times.iter().any(|end| word.to_lowercase().ends_with(end)) {
        return None;
    }
    let whole = |value: rust_decimal::Decimal| u32::try_from(value).ok();
    match said::number(word) {
        Some(value) if value.fract().is_zero() => whole(value).map(Number::Cardinal),
        Some(_) => Some(Number::Other),
        None => said::in_order(word).and_then(whole).map(Number::Ordinal),
    }
}

/// Turns `7e` and `3de` into ordinals.
fn orders(words: &mut [Word<'_>]) {
    for at in 1..words.len() {
        let ends = words[at].gap.is_empty() && words[at].is_in(&["e", "de", "ste"]);
        if let (true, Some(value)) = (ends, words[at - 1].cardinal()) {
            words[at - 1].number = Some(Number::Ordinal(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_falls_apart_in_words_and_numbers() {
        let words = words("De 7e jongere, 5jongens en 1.210 van z’n twaalven: 2,5.");
        let numbers: Vec<_> =
            words.iter().filter_map(|it| Some((it.lower.as_str(), it.number?))).collect();
        assert_eq!(
            numbers,
            [
                ("7", Number::Ordinal(7)),
                ("5", Number::Cardinal(5)),
                ("1.210", Number::Cardinal(1210)),
                ("twaalven", Number::Cardinal(12)),
                ("2,5", Number::Other),
            ]
        );
        assert!(words.iter().any(|it| it.lower == "z'n"));
    }
}
