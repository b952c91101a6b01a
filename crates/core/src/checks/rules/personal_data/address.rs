//! Finds the address of a house.

use super::Detail;

/// A postcode with the number of a house before or after it, or a street with one.
pub(super) fn address(text: &str) -> Option<Detail> {
    let apart = |c: char| c.is_whitespace() || "-/,;:()\"".contains(c);
    let words: Vec<&str> = text
        .split(apart)
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    with_postcode(&words).or_else(|| in_street(text)).map(|found| ("een adres", found))
}

/// `1234 AB 12`, `Dorpsstraat 12, 1234AB`, `1234 AB nr. 12`.
fn with_postcode(words: &[&str]) -> Option<String> {
    (0..words.len()).find_map(|start| {
        let length = postcode(&words[start..])?;
        let mut after = start + length;
        let named = ["nr", "nummer", "huisnummer", "no"];
        after += usize::from(words.get(after).is_some_and(|it| named.contains(it)));
        if start > 0 && is_house(words[start - 1]) {
            return Some(words[start - 1..start + length].join(" "));
        }
        words.get(after).filter(|word| is_house(word)).map(|_| words[start..=after].join(" "))
    })
}

/// How many words the postcode here takes.
fn postcode(words: &[&str]) -> Option<usize> {
    let first = *words.first()?;
    if is_postcode(first) {
        return Some(1);
    }
    let second = *words.get(1)?;
    // `in 2024 en 12 scholen`
    let is_word =
        ["en", "in", "is", "de", "op", "er", "na", "om", "of", "te", "tm", "al", "we", "ze"];
    let fits = is_postcode(&format!("{first}{second}")) && !is_word.contains(&second);
    fits.then_some(2)
}

fn is_postcode(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() == 6
        && bytes[0] != b'0'
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && bytes[4..].iter().all(u8::is_ascii_alphabetic)
}

/// `12`, `12a`.
fn is_house(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    (1..=4).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && word.len() <= digits.len() + 1
}

/// How the name of a street ends.
const STREETS: [&str; 12] = [
    "straat",
    "weg",
    "laan",
    "plein",
    "kade",
    "gracht",
    "singel",
    "dreef",
    "steeg",
    "plantsoen",
    "dijk",
    "pad",
];
/// Words that end so and are no street.
const NO_STREETS: [&str; 4] = ["onderweg", "terugweg", "snelweg", "vanweg"];

/// `Dorpsstraat 12`: the name of a street with a capital, and the number of a house directly behind it.
fn in_street(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let found = words.windows(2).find(|pair| {
        let lower = pair[0].to_lowercase();
        let is_street = STREETS.iter().any(|end| lower.len() > end.len() && lower.ends_with(end))
            && pair[0].starts_with(char::is_uppercase)
            && !NO_STREETS.contains(&lower.as_str());
        is_street && is_house(pair[1].trim_matches(|c: char| !c.is_alphanumeric()))
    })?;
    Some(format!("{} {}", found[0], found[1].trim_matches(|c: char| !c.is_alphanumeric())))
}
