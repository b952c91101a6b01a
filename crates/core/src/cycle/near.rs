//! Which known word somebody may have meant.

/// The known word that looks most like this one; `None` if none looks like it.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |text: &str| text.trim().to_lowercase().replace(['_', ' '], "-");
    let word = plain(word);
    // A third of the letters may differ: more, and the guess helps nobody. Of two letters, none.
    let most = word.chars().count() / 3;
    let distance = |known: &str| strsim::damerau_levenshtein(&word, &plain(known));
    let known = known.into_iter().map(|each| (distance(each), each));
    known.filter(|(distance, _)| *distance <= most).min().map(|(_, each)| each)
}

/// The words with `of` before the last: `"A" of "B"`.
#[must_use]
pub(super) fn choices(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} of {last}", rest.join(", ")),
        None => String::new(),
    }
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
        assert_eq!(choices(&["A", "B"]), "\"A\" of \"B\"");
        assert_eq!(choices(&["x"]), "\"x\"");
    }
}
