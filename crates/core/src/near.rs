//! How near two words are, and which known word somebody may have meant.
//!
//! The distance between two words is the number of typing errors: a letter too many, too few or wrong, or two that
//! changed places. Capitals, spaces around a word, and the choice between `_`, `-` and a space don't count.
//!
//! A word is near a known one if it differs in at most a third of the letters of the longer: with more, a guess helps
//! nobody. Whoever knows what kind of words they compare may give a limit of their own.

/// The number of typing errors between two words.
#[must_use]
pub fn distance(one: &str, other: &str) -> usize {
    strsim::damerau_levenshtein(&plain(one), &plain(other))
}

/// The part of the longer word that is free of typing errors, from 0 to 1.
#[must_use]
pub fn likeness(one: &str, other: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(&plain(one), &plain(other))
}

/// The known word nearest to this one; `None` if none is near. Of several equally near the first in the alphabet, which
/// shows at least how such a word is written.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    sorted(word, known, |known| third(word, known)).first().map(|(_, known)| *known)
}

/// The known word nearest to this one; `None` if none differs by at most `limit` typing errors.
#[must_use]
pub fn nearest_within<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
    limit: usize,
) -> Option<&'a str> {
    sorted(word, known, |_| limit).first().map(|(_, known)| *known)
}

/// `; bedoelde u …?` with the nearest known word, to end a message; empty if none is near.
#[must_use]
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map(|near| format!("; bedoelde u `{near}`?")).unwrap_or_default()
}

/// `bedoelt u …?` with the nearest known word, as a hint; `None` if none is near, or if several are equally near, since
/// one of them would be advice to type what may well be wrong.
#[must_use]
pub fn suggestion<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    match sorted(word, known, |known| third(word, known))[..] {
        [(first, _), (second, _), ..] if first == second => None,
        [(_, near), ..] => Some(format!("bedoelt u `{near}`?")),
        [] => None,
    }
}

/// The known words within their limit, each once and with its distance, the nearest first.
fn sorted<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
    limit: impl Fn(&str) -> usize,
) -> Vec<(usize, &'a str)> {
    let known = known.into_iter().map(|each| (distance(word, each), each));
    let mut near: Vec<_> = known.filter(|(distance, each)| *distance <= limit(each)).collect();
    near.sort_unstable();
    near.dedup();
    near
}

/// A third of the letters of the longer word.
fn third(one: &str, other: &str) -> usize {
    one.trim().chars().count().max(other.trim().chars().count()) / 3
}

/// A word as it is compared.
fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace(['_', ' '], "-")
}

/// The words of a sentence in the order of the alphabet. Numbers are none of them: they are what changes.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words = words.filter(|word| !word.contains(|c: char| c.is_ascii_digit()));
    let mut words: Vec<String> = words.map(str::to_lowercase).collect();
    words.sort_unstable();
    words
}

/// How much of the words of two sentences is the same, in hundredths. Without any words they are the same.
#[must_use]
pub fn shared(one: &[String], other: &[String]) -> usize {
    let (mut left, mut right, mut same) = (one.iter().peekable(), other.iter().peekable(), 0);
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        let order = a.cmp(b);
        same += usize::from(order.is_eq());
        if order.is_le() {
            left.next();
        }
        if order.is_ge() {
            right.next();
        }
    }
    (200 * same).checked_div(one.len() + other.len()).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_looks_like_it_is_meant() {
        let known = ["personen", "gezinnen", "fte"];
        assert_eq!(nearest("Persoonen", known), Some("personen"));
        assert_eq!(nearest("jongeren", known), None);
        assert_eq!(nearest("ftee", known), Some("fte"));
        assert_eq!(nearest("C", ["A", "B"]), None);
        assert_eq!(nearest("b", ["A", "B"]), Some("B"));
        assert_eq!(nearest("A ", ["A", "B"]), Some("A"));
        assert_eq!(nearest("was_wordt", ["was-wordt"]), Some("was-wordt"));
    }

    #[test]
    fn a_word_cut_short_is_near_the_whole() {
        assert_eq!(did_you_mean("stat", ["status", "van"]), "; bedoelde u `status`?");
        assert_eq!(did_you_mean("xyz", ["status", "van"]), "");
        assert_eq!(nearest_within("stop", ["gestopt"], 3), Some("gestopt"));
        assert_eq!(nearest_within("stop", ["gestopt"], 2), None);
    }

    #[test]
    fn a_hint_names_none_of_several_that_are_equally_near() {
        let codes = ["F201", "F202", "T101"];
        assert_eq!(suggestion("F2O1", codes).as_deref(), Some("bedoelt u `F201`?"));
        assert_eq!(suggestion("F209", codes), None);
        assert_eq!(nearest("F209", codes), Some("F201"));
        assert_eq!(
            suggestion("f201", codes.into_iter().chain(codes)).as_deref(),
            Some("bedoelt u `F201`?")
        );
    }

    #[test]
    fn likeness_is_a_part_of_the_longer_word() {
        assert!((likeness("Alles Kidz", "alles kidz") - 1.0).abs() < f64::EPSILON);
        assert!((likeness("abcd", "abxx") - 0.5).abs() < f64::EPSILON);
    }
}
