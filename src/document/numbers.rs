//! Finds the numbers in the text that are no mark.

use crate::dutch::number_words;

use super::plain_text;
use super::tree::{Document, Inline};

/// Words for a number that are not among the plain number words. Ordinals are left alone: `eerst` and
/// `tweede` say an order more often than a count.
const OTHER_WORDS: [&str; 13] = [
    "beide",
    "beiden",
    "helft",
    "dubbel",
    "dubbele",
    "honderd",
    "honderden",
    "duizend",
    "duizenden",
    "miljoen",
    "miljard",
    "tientallen",
    "eenmaal",
];

/// The tens above twenty; also the ends of `eenentwintig` and the like.
const TENS: [&str; 8] =
    ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"];

/// Every number that stands in the text without a mark, with the text around it.
pub(super) fn naked(document: &Document) -> Vec<(String, String)> {
    let mut found = Vec::new();
    document.each_run(&mut |run| {
        let mut numbers = Vec::new();
        in_run(run, &mut numbers);
        let around = if numbers.is_empty() { String::new() } else { plain_text(run) };
        found.extend(numbers.into_iter().map(|number| (number, around.clone())));
    });
    found
}

fn in_run(run: &[Inline], found: &mut Vec<String>) {
    for inline in run {
        match inline {
            Inline::Text { text } => found.extend(in_text(text).map(str::to_owned)),
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => {
                in_run(content, found);
            }
            Inline::Marked { .. } | Inline::Footnote { .. } | Inline::Break => {}
        }
    }
}

fn in_text(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| is_number(word))
}

/// Whether a word is a number, in figures or in words.
pub(super) fn is_number(word: &str) -> bool {
    let lower = word.to_lowercase();
    word.chars().any(char::is_numeric)
        || number_words().contains(&lower.as_str())
        || lower == "eén"
        || OTHER_WORDS.contains(&lower.as_str())
        || is_tens(&lower)
}

/// `dertig`, `eenentwintig`, `drieëndertig`.
fn is_tens(word: &str) -> bool {
    let unit = TENS.iter().find_map(|tens| word.strip_suffix(tens));
    let and =
        |unit: &str| unit.strip_suffix("en").or_else(|| unit.strip_suffix("ën")).map(str::to_owned);
    unit.is_some_and(|unit| {
        unit.is_empty()
            || and(unit).is_some_and(|one| one == "een" || number_words().contains(&one.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_number_words_are_found_and_the_article_is_not() {
        let found: Vec<&str> =
            in_text("Een school, drie teams, 12 fte, de helft en één klas van 2024.").collect();
        assert_eq!(found, ["drie", "12", "helft", "één", "2024"]);
        let large: Vec<&str> =
            in_text("dertig, eenentwintig, drieëndertig en tientallen").collect();
        assert_eq!(large, ["dertig", "eenentwintig", "drieëndertig", "tientallen"]);
        assert_eq!(in_text("De aandacht voor achterstand is een zaak van allen.").count(), 0);
    }
}
