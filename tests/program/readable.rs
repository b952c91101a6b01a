//! The built-in templates read easily: no sentence is long, and the words are short enough.

use pmg_monitor::basis::Basis;
use pmg_monitor::document::{Document, Sentence, sentences};

use crate::example_2025;
use crate::verify::whole;

/// The most words of a sentence.
const LONGEST: usize = 25;
/// The least that the Flesch-Douma score of a report may be.
const EASIEST: f64 = 65.0;

/// The sentences that the templates say themselves: no headings, rows or lists of names, and nobody's own words.
fn own_sentences(document: &Document) -> Vec<String> {
    let is_listed = |basis: &Basis| matches!(basis, Basis::Names(_) | Basis::Members(_));
    let is_own = |sentence: &Sentence<'_>| {
        !sentence.in_table
            && sentence.text.ends_with(['.', '?', '!'])
            && !sentence.bases.iter().any(|basis| basis.is_quoted() || is_listed(basis))
    };
    sentences(document).into_iter().filter(is_own).map(|sentence| sentence.text).collect()
}

fn words(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

/// How many syllables a word has: its groups of vowels.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase().replace("ij", "y");
    let is_vowel = |c: char| "aeiouyáàäéèëêíïóöúüû".contains(c);
    let mut count = 0;
    let mut before = false;
    for c in word.chars() {
        // A vowel with two dots begins a syllable of its own.
        let begins = is_vowel(c) && (!before || "äëïöü".contains(c));
        count += usize::from(begins);
        before = is_vowel(c);
    }
    count.max(1)
}

/// How easily sentences read, by the formula of Flesch and Douma: the higher, the easier.
#[expect(clippy::cast_precision_loss, reason = "a report has few words")]
fn flesch_douma(sentences: &[String]) -> f64 {
    let words: Vec<&str> = sentences.iter().flat_map(|it| words(it)).collect();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let count = words.len() as f64;
    206.84 - 77.0 * syllables as f64 / count - 0.93 * count / sentences.len() as f64
}

#[test]
fn no_sentence_of_the_templates_is_long_and_their_words_are_short() {
    let of_2024 = &whole().0.document;
    let of_2025 = &example_2025::year().1.document;
    for document in [of_2024, of_2025] {
        let sentences = own_sentences(document);
        assert!(sentences.len() > 200, "{} sentences", sentences.len());
        let long: Vec<&String> =
            sentences.iter().filter(|it| words(it).count() > LONGEST).collect();
        assert!(long.is_empty(), "{long:#?}");
        let score = flesch_douma(&sentences);
        assert!(score >= EASIEST, "{} scores {score:.1}", document.meta.year);
    }
}

#[test]
fn syllables_are_groups_of_vowels() {
    for (word, count) in
        [("wijk", 1), ("gemeenten", 3), ("criminaliteit", 5), ("ideeën", 3), ("12", 1)]
    {
        assert_eq!(syllables(word), count, "{word}");
    }
}
