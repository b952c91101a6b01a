//! Finds numbers that lead to a person: of service, of a telephone, of an account at a bank; days of birth.

use std::ops::Range;

use crate::dutch::parse_date;

use super::Detail;

/// The text with a space between letters and the number that is glued to them, and no strokes between figures
/// that are not usual: `tel:06…`, `bsn111222333`, `06_12345678`.
pub(super) fn spaced(text: &str) -> String {
    let word = |word: &str| if word.contains('@') { word.to_owned() } else { spaced_word(word) };
    text.split(char::is_whitespace).map(word).collect::<Vec<_>>().join(" ")
}

fn spaced_word(word: &str) -> String {
    let characters: Vec<char> = word.chars().collect();
    let is_figure = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
    let mut spaced = String::with_capacity(word.len());
    let mut figures = 0;
    for (at, &c) in characters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| characters.get(before));
        let after = characters.get(at + 1);
        let starts = matches!(after, Some('+')) || is_figure(after);
        let in_row = characters[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        let glued = before.is_some_and(|c| c.is_alphabetic()) && in_row >= 9;
        // `06-12345678/06-87654321`
        let another = c == '/' && figures >= 9 && matches!(after, Some('0' | '+'));
        let names = matches!(c, ':' | '=' | '.') && before.is_some_and(|c| c.is_alphabetic());
        if glued {
            spaced.push(' ');
        }
        match c {
            '_' | '·' | '~' if is_figure(before) && is_figure(after) => spaced.push('-'),
            _ if another || names && starts => spaced.push(' '),
            _ => spaced.push(c),
        }
        figures = if another { 0 } else { figures + usize::from(c.is_ascii_digit()) };
    }
    spaced
}

/// A word that is part of what was found before.
const TAKEN: &str = "*";

/// The numbers among the words, each taken out of them.
pub(super) fn numbers(words: &mut [&str]) -> Vec<Detail> {
    let mut found = runs_of_digits(words, "een burgerservicenummer", is_bsn);
    while let Some((range, number)) = iban(words) {
        // The digits of an account number are no telephone number.
        words[range].fill(TAKEN);
        found.push(("een rekeningnummer", number));
    }
    found.extend(runs_of_digits(words, "een telefoonnummer", is_telephone));
    found
}

/// Digits that stand together, perhaps with spaces, points or hyphens between them; no word is in two of them.
fn runs_of_digits(words: &mut [&str], what: &'static str, is: fn(&str) -> bool) -> Vec<Detail> {
    let mut found = Vec::new();
    for start in 0..words.len() {
        if let Some(length) = run_of_digits(&words[start..], is) {
            found.push((what, words[start..start + length].join(" ")));
            words[start..start + length].fill(TAKEN);
        }
    }
    found
}

/// How many words from the first one on are such a number.
fn run_of_digits(words: &[&str], is: fn(&str) -> bool) -> Option<usize> {
    let mut digits = String::new();
    for (length, word) in (1..).zip(words) {
        let bare: String = word.chars().filter(|c| !"-–—./()".contains(*c)).collect();
        if bare.is_empty() && !digits.is_empty() {
            continue;
        }
        if bare.is_empty() || !bare.trim_start_matches('+').bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        digits.push_str(&bare);
        if is(&digits) {
            return Some(length);
        }
    }
    None
}

/// Nine digits that pass the eleven test.
fn is_bsn(digits: &str) -> bool {
    let values: Vec<i32> =
        digits.chars().filter_map(|c| c.to_digit(10)).filter_map(|d| d.try_into().ok()).collect();
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i32 = values.iter().zip(weights).map(|(value, weight)| value * weight).sum();
    digits.len() == 9 && values.len() == 9 && sum != 0 && sum % 11 == 0
}

fn is_telephone(digits: &str) -> bool {
    let national = digits.len() == 10 && digits.starts_with('0') && !digits.starts_with("00");
    national
        || (digits.starts_with("+31") && digits.len() == 12)
        || (digits.starts_with("0031") && digits.len() == 13)
        // `+31 (0)6`
        || (digits.starts_with("+310") && digits.len() == 13)
        || (digits.starts_with("00310") && digits.len() == 14)
        // Of another country.
        || (digits.starts_with('+') && !digits.starts_with("+31") && (12..=15).contains(&digits.len()))
}

/// The words of an account number, and the number itself.
fn iban(words: &[&str]) -> Option<(Range<usize>, String)> {
    (0..words.len()).find_map(|start| {
        let rest = words.get(start..)?;
        let joined: String = rest.iter().take(6).flat_map(|word| word.chars()).take(18).collect();
        let fits = joined.len() == 18
            && joined.starts_with("NL")
            && joined.get(2..4)?.bytes().all(|b| b.is_ascii_digit())
            && joined.get(4..8)?.bytes().all(|b| b.is_ascii_uppercase())
            && joined.get(8..)?.bytes().all(|b| b.is_ascii_digit());
        let mut letters = 0;
        let before_the_end = |word: &&&str| {
            letters += word.len();
            letters < joined.len()
        };
        let length = rest.iter().take_while(before_the_end).count() + 1;
        fits.then_some((start..start + length, joined))
    })
}

pub(super) fn birth_date(words: &[&str]) -> Option<(&'static str, String)> {
    let born = words.iter().position(|word| {
        ["geb", "geboren", "geboortedatum"].contains(&word.to_lowercase().trim_matches('.'))
    })?;
    let after = words.get(born + 1..)?;
    let after: Vec<&str> =
        after.iter().copied().skip_while(|word| ["op", "datum"].contains(word)).collect();
    let date = |count: usize| {
        let text = after.get(..count)?.join(" ");
        parse_date(&text).map(|_| ("een geboortedatum", text))
    };
    date(1).or_else(|| date(3))
}
