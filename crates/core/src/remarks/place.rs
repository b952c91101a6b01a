//! Finds the sentence that a remark is about: by its bookmark, and by its words where that is gone.

use super::Written;
use crate::cycle::NumberedSentence;
use crate::{dutch, near};

/// A sentence is the one that was meant if at least so much of its words is the same, in hundredths.
const ALIKE: usize = 60;
/// Of fewer words than this, no likeness tells anything.
const WORDS: usize = 4;

/// The sentence of the draft that a remark is about; `None` if it cannot be told.
///
/// Where a file still `has_sentences`, what stands outside them, as the title does, is none that is merely like one.
#[must_use]
pub fn place<'a>(
    remark: &Written,
    has_sentences: bool,
    sentences: &'a [NumberedSentence],
) -> Option<&'a NumberedSentence> {
    if let Some(number) = remark.sentence
        && let Some(sentence) = sentences.iter().find(|it| it.number == number)
    {
        return Some(sentence);
    }
    let said = said_at(&remark.around, remark.at);
    if said.trim().is_empty() {
        return None;
    }
    let words = near::words(said);
    // A cell says the same as many a name.
    if has_sentences && words.len() < WORDS {
        return None;
    }
    let same = |sentence: &&NumberedSentence| sentence.text.trim() == said.trim();
    sentences.iter().find(same).or_else(|| {
        if has_sentences || words.len() < WORDS {
            return None;
        }
        let alike = sentences.iter().map(|it| (near::shared(&near::words(&it.text), &words), it));
        let best = alike.max_by_key(|(alike, it)| (*alike, std::cmp::Reverse(it.number)));
        best.filter(|(alike, _)| *alike >= ALIKE).map(|(_, sentence)| sentence)
    })
}

/// The sentence of a paragraph in which this byte stands.
fn said_at(paragraph: &str, at: usize) -> &str {
    let mut start = 0;
    for sentence in dutch::sentences(paragraph) {
        let Some(begins) = paragraph[start..].find(sentence) else { continue };
        start += begins + sentence.len();
        if at < start {
            return sentence;
        }
    }
    dutch::sentences(paragraph).last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences() -> Vec<NumberedSentence> {
        let said = [
            (3, "In twaalf gemeenten loopt de aanpak op school."),
            (9, "Zij bereikte 576 jongeren."),
            (4, "Het Rijk betaalt mee aan deze aanpak."),
        ];
        let one = |(number, text): (u32, &str)| NumberedSentence {
            number,
            text: text.to_owned(),
            bases: Vec::new(),
        };
        said.map(one).to_vec()
    }

    fn placed(sentence: Option<u32>, around: &str, part: &str) -> Option<u32> {
        let at = around.find(part).unwrap();
        let around = around.to_owned();
        place(&Written { sentence, around, at, ..Written::default() }, false, &sentences())
            .map(|it| it.number)
    }

    #[test]
    fn the_bookmark_goes_before_the_words() {
        let around = "Zij bereikte 576 jongeren. Het Rijk betaalt mee aan deze aanpak.";
        assert_eq!(placed(Some(3), around, "Rijk"), Some(3));
        assert_eq!(placed(Some(77), around, "Rijk"), Some(4), "no sentence has that number");
    }

    #[test]
    fn without_a_bookmark_the_words_around_the_remark_tell_the_sentence() {
        let around = "Zij bereikte 576 jongeren. Het Rijk betaalt nu mee aan deze aanpak.";
        assert_eq!(placed(None, around, "576"), Some(9));
        assert_eq!(placed(None, around, "nu mee"), Some(4), "a word was put in");
        assert_eq!(placed(None, "Iets heel anders.", "heel"), None);
        assert_eq!(placed(None, "Aanpak op school", "school"), None, "too few words to tell");
        let title = Written { around: around.to_owned(), at: 40, ..Written::default() };
        assert_eq!(place(&title, true, &sentences()), None, "it stands in no sentence of the file");
    }
}
