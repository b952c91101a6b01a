//! Where two rows of words and numbers differ.

use std::collections::BTreeMap;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::difference::Difference;
use crate::read::tokens::{BREAK, CELL, Token};

/// Texts of which so many words differ are another text: telling where would take long, and say nothing.
const FAR_APART: usize = 4_000;

/// The differences between the text of the page and that of another format.
pub(super) fn differences(page: &[Token], other: &[Token], file: &str) -> Vec<Difference> {
    if words_apart(page, other) > FAR_APART {
        return vec![unlike_altogether(page, other, file)];
    }
    let words =
        |tokens: &[Token]| tokens.iter().map(|token| token.word.clone()).collect::<Vec<_>>();
    let operations = capture_diff_slices(Algorithm::Myers, &words(page), &words(other));
    let mut changed: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for operation in operations.iter().filter(|operation| operation.tag() != DiffTag::Equal) {
        let (old, new) = (operation.old_range(), operation.new_range());
        match changed.last_mut() {
            Some(last) if last.0.end == old.start && last.1.end == new.start => {
                (last.0.end, last.1.end) = (old.end, new.end);
            }
            _ => changed.push((old, new)),
        }
    }
    changed.retain(|(old, new)| !is_same(&page[old.clone()], &other[new.clone()]));
    let mut told: Vec<Difference> = Vec::new();
    for (old, new) in changed {
        let difference = difference(page, old, other, new, file);
        if !told.contains(&difference) {
            told.push(difference);
        }
    }
    told
}

/// How many words one of two texts has more often than the other, whatever their order.
fn words_apart(one: &[Token], other: &[Token]) -> usize {
    let mut times: BTreeMap<&str, isize> = BTreeMap::new();
    for token in one {
        *times.entry(&token.word).or_default() += 1;
    }
    for token in other {
        *times.entry(&token.word).or_default() -= 1;
    }
    times.values().map(|times| times.unsigned_abs()).sum()
}

/// One difference for a text that differs altogether, shown from the first word that is not the same.
fn unlike_altogether(page: &[Token], other: &[Token], file: &str) -> Difference {
    const SHOWN: usize = 20;
    let pairs = page.iter().zip(other);
    let first = pairs.take_while(|(one, other)| one.word == other.word).count();
    let from = |tokens: &[Token]| {
        let some = &tokens[first..tokens.len().min(first + SHOWN)];
        format!("{} woorden; vanaf hier anders: {}", tokens.len(), shown(some))
    };
    Difference {
        file: file.to_owned(),
        what: "er staat een heel andere tekst dan in rapport.html".to_owned(),
        found: from(other),
        expected: from(page),
    }
}

/// Whether two runs are the same letters in the same order, and the same numbers: a PDF puts white space
/// between letters that stand far apart, and none between two lines.
fn is_same(one: &[Token], other: &[Token]) -> bool {
    let letters = |tokens: &[Token]| tokens.iter().map(|token| &*token.word).collect::<String>();
    let numbers = |tokens: &[Token]| {
        let numbers = tokens.iter().filter(|token| token.is_number());
        numbers.map(|token| token.word.clone()).collect::<Vec<_>>()
    };
    letters(one) == letters(other) && numbers(one) == numbers(other)
}

/// The difference between two runs, shown with the sentences in which they stand.
fn difference(
    page: &[Token],
    old: Range<usize>,
    other: &[Token],
    new: Range<usize>,
    file: &str,
) -> Difference {
    const FURTHEST: usize = 40;
    // A word that was added after a sentence is reported with that sentence.
    let step = usize::from(old.is_empty() && old.start > 0 && new.start > 0);
    let (old, new) = (old.start - step..old.end, new.start - step..new.end);
    let before = (1..=old.start.min(FURTHEST))
        .find(|back| page[old.start - back].ends())
        .map_or(old.start.min(FURTHEST), |back| back - 1);
    let last = old.end.max(old.start + 1) - 1;
    let after = (last..page.len().min(last + FURTHEST))
        .find(|at| page[*at].ends())
        .map_or(FURTHEST.min(page.len() - old.end), |at| (at + 1).saturating_sub(old.end));
    let around = |tokens: &[Token], run: Range<usize>| {
        let (start, end) = (run.start.saturating_sub(before), tokens.len().min(run.end + after));
        shown(&tokens[start..end])
    };
    Difference {
        file: file.to_owned(),
        what: "er staat iets anders dan in rapport.html".to_owned(),
        found: around(other, new),
        expected: around(page, old),
    }
}

/// A run as one line.
pub(super) fn shown(tokens: &[Token]) -> String {
    let text: String = tokens.iter().map(|token| token.shown.as_str()).collect();
    let text = text.replace(CELL, " | ").replace(BREAK, " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_end_matches(" |").to_owned();
    if text.is_empty() { "niets".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::differences;
    use crate::read::tokens::tokens;

    #[test]
    fn white_space_makes_no_difference_but_between_figures() {
        let differ = |one: &str, other: &str| differences(&tokens(one), &tokens(other), "x").len();
        assert_eq!(
            differ("Concept. En Veiligheid juni 2024", "CON CE PT En Veiligheidjuni 2024"),
            0
        );
        assert_eq!(differ("7 van 12 3 gemeenten", "7 van 1 23 gemeenten"), 1);
        assert_eq!(differ("12 3", "123"), 1);
        assert_eq!(differ("drie gemeenten", "vier gemeenten"), 1);
        assert_eq!(differ("a b", "a 5 b"), 1);
    }

    #[test]
    fn another_text_is_one_difference() {
        let (one, other) = (tokens("Begin dan dit"), tokens(&"Begin dan dat ".repeat(2_000)));
        let told = differences(&one, &other, "rapport.md");
        assert_eq!(told.len(), 1);
        assert!(told[0].found.starts_with("6000 woorden; vanaf hier anders: dat Begin dan"));
        assert_eq!(told[0].expected, "3 woorden; vanaf hier anders: dit");
        let told = differences(&tokens(&"woord ".repeat(5_000)), &[], "rapport.md");
        assert_eq!(told[0].found, "0 woorden; vanaf hier anders: niets");
    }

    #[test]
    fn both_readings_of_the_sentence_are_told() {
        let one = tokens("Eerst dit. Er waren 576 jongeren. Dan dat.");
        let other = tokens("Eerst dit. Er waren 577 jongeren. Dan dat.");
        let told = differences(&one, &other, "rapport.md");
        let readings: Vec<_> = told.iter().map(|it| (&*it.found, &*it.expected)).collect();
        assert_eq!(readings, [("Er waren 577 jongeren.", "Er waren 576 jongeren.")]);
        let other = tokens("Eerst dit. Er waren 576 jongeren (in 3 wijken). Dan dat.");
        let told = differences(&one, &other, "rapport.md");
        let readings: Vec<_> = told.iter().map(|it| (&*it.found, &*it.expected)).collect();
        let readings_expected =
            [("Er waren 576 jongeren (in 3 wijken).", "Er waren 576 jongeren.")];
        assert_eq!(readings, readings_expected);
    }
}
