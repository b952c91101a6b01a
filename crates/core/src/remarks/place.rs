//! Finds the sentence that a remark is about: by its number, and by its words where that is gone or says something else.

use super::Written;
use crate::cycle::NumberedSentence;
use crate::{dutch, near};

/// A sentence is the one that was meant if at least so much of its words is the same, in hundredths.
const ALIKE: usize = 60;
/// One that has the number that was meant, if at least so much is: the number says it, too.
const ALIKE_OF_NUMBER: usize = 30;
/// Of fewer words than this, no likeness tells anything.
const WORDS: usize = 4;
/// By so many letters a sentence is known where it begins, and a place in it.
const OPENING: usize = 24;
const NEAR: usize = 12;
/// So many letters of the first word that a remark is about are in its sentence: the others may be in the next one.
const ABOUT: usize = 8;

/// The sentences of a draft, in which remarks are looked for.
#[derive(Debug)]
pub struct SentenceIndex<'a> {
    /// Each with its words.
    sentences: Vec<(&'a NumberedSentence, Vec<String>)>,
}

impl<'a> SentenceIndex<'a> {
    /// An index of these sentences.
    #[must_use]
    pub fn of(sentences: &'a [NumberedSentence]) -> Self {
        Self { sentences: sentences.iter().map(|it| (it, near::words(&it.text))).collect() }
    }

    /// The sentence of the draft that a remark is about; `None` if it cannot be told.
    ///
    /// Where a file still `has_sentences`, what stands outside them, as the title does, is none that is merely like one.
    #[must_use]
    pub fn place(&self, remark: &Written, has_sentences: bool) -> Option<&'a NumberedSentence> {
        let numbered = remark.sentence.and_then(|number| self.numbered(number));
        if let Some(stood) = &remark.stood {
            return self.place_by_both(numbered, stood);
        }
        if let Some((sentence, _)) = numbered {
            return Some(sentence);
        }
        if !remark.beside.is_empty() {
            return self.place_beside(remark);
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
        self.saying(said).or_else(|| if has_sentences { None } else { self.likest(&words) })
    }

    /// The sentence with the number, if it says much the same as what `stood` there; the one that does, if not.
    fn place_by_both(
        &self,
        numbered: Option<&(&'a NumberedSentence, Vec<String>)>,
        stood: &str,
    ) -> Option<&'a NumberedSentence> {
        let words = near::words(stood);
        let agrees =
            |known: &[String]| stood.is_empty() || near::shared(known, &words) >= ALIKE_OF_NUMBER;
        if let Some((sentence, _)) = numbered.filter(|(_, known)| agrees(known)) {
            return Some(sentence);
        }
        // Of a short one that says the same, nothing tells that it is meant.
        let is_telling = words.len() >= WORDS;
        if is_telling { self.saying(stood).or_else(|| self.likest(&words)) } else { None }
    }

    /// The sentence of those beside the paragraph in which the remark stands: pages say where a paragraph begins, and not
    /// where a sentence does. `None` if it stands in none, or that one does not have the words that it is about.
    fn place_beside(&self, remark: &Written) -> Option<&'a NumberedSentence> {
        let paragraph: Vec<(usize, char)> = letters(&remark.around).collect();
        let at = paragraph.partition_point(|(at, _)| *at < remark.at);
        let paragraph: Vec<char> = paragraph.into_iter().map(|(_, letter)| letter).collect();
        let has = |said: &[char], words: &[char]| said.windows(words.len()).any(|it| it == words);
        // What stands around a sentence that goes on on the next page is the head of that page.
        let behind = &paragraph[at..paragraph.len().min(at + NEAR)];
        let before = &paragraph[at.saturating_sub(NEAR)..at];
        let is_near =
            |said: &[char]| [behind, before].iter().any(|it| it.len() == NEAR && has(said, it));
        let mut from = 0;
        let mut found = None;
        for number in &remark.beside {
            let Some((sentence, _)) = self.numbered(*number) else { continue };
            let said: Vec<char> = letters(&sentence.text).map(|(_, letter)| letter).collect();
            // A page may end right behind its first words.
            let begins = [OPENING, NEAR].into_iter().find_map(|length| {
                let opening = &said[..said.len().min(length)];
                paragraph[from..].windows(opening.len().max(1)).position(|it| it == opening)
            });
            let Some(begins) = begins else { continue };
            let begins = from + begins;
            if begins > at {
                break;
            }
            from = begins + 1;
            if begins + said.len() > at || is_near(&said) {
                found = Some((*sentence, said));
            }
        }
        let (sentence, said) = found?;
        let first = remark.about.split_whitespace().find(|it| letters(it).next().is_some());
        let about = letters(first.unwrap_or_default()).map(|(_, letter)| letter);
        let about: Vec<char> = about.take(ABOUT).collect();
        (about.is_empty() || has(&said, &about)).then_some(sentence)
    }

    fn numbered(&self, number: u32) -> Option<&(&'a NumberedSentence, Vec<String>)> {
        self.sentences.iter().find(|(it, _)| it.number == number)
    }

    /// The first sentence that says this.
    fn saying(&self, said: &str) -> Option<&'a NumberedSentence> {
        let said: Vec<&str> = said.split_whitespace().collect();
        let is_same = |it: &NumberedSentence| it.text.split_whitespace().eq(said.iter().copied());
        self.sentences.iter().map(|(it, _)| *it).find(|it| is_same(it))
    }

    /// The sentence of which most of the words are these.
    fn likest(&self, words: &[String]) -> Option<&'a NumberedSentence> {
        if words.len() < WORDS {
            return None;
        }
        let alike = self.sentences.iter().map(|(it, known)| (near::shared(known, words), *it));
        let best = alike.max_by_key(|(alike, it)| (*alike, std::cmp::Reverse(it.number)));
        best.filter(|(alike, _)| *alike >= ALIKE).map(|(_, sentence)| sentence)
    }
}

/// The letters and figures of a text, each with where it stands in bytes: what parts them differs from format to format.
fn letters(text: &str) -> impl Iterator<Item = (usize, char)> {
    let letters = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
    letters.flat_map(|(at, c)| c.to_lowercase().map(move |c| (at, c)))
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
        placed_of(&Written { sentence, around, at, ..Written::default() }, false)
    }

    fn placed_of(remark: &Written, has_sentences: bool) -> Option<u32> {
        SentenceIndex::of(&sentences()).place(remark, has_sentences).map(|it| it.number)
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
        assert_eq!(placed_of(&title, true), None, "it stands in no sentence of the file");
    }

    #[test]
    fn where_number_and_words_disagree_the_words_tell_the_sentence() {
        let placed = |sentence: Option<u32>, stood: &str| {
            let stood = Some(stood.to_owned());
            placed_of(&Written { sentence, stood, ..Written::default() }, true)
        };
        let paid = "Het Rijk betaalt mee aan deze aanpak.";
        assert_eq!(placed(Some(4), paid), Some(4));
        assert_eq!(placed(Some(4), "Het Rijk betaalt deze aanpak."), Some(4), "much the same");
        assert_eq!(placed(Some(9), "Zij bereikte 577 jongeren."), Some(9), "another number");
        assert_eq!(placed(Some(3), paid), Some(4));
        assert_eq!(placed(Some(77), "Het Rijk betaalt nu mee aan deze aanpak."), Some(4));
        assert_eq!(placed(None, paid), Some(4));
        assert_eq!(placed(Some(3), "Iets dat nergens in het rapport staat."), None);
        assert_eq!(placed(Some(3), "Iets anders"), None);
        assert_eq!(placed(Some(3), ""), Some(3), "only the number is left");
    }

    #[test]
    fn of_the_sentences_beside_a_paragraph_it_is_the_one_at_that_place() {
        let placed = |around: &str, part: &str, about: &str, beside: &[u32]| {
            let (at, beside) = (around.find(part).unwrap(), beside.to_vec());
            let (around, about) = (around.to_owned(), about.to_owned());
            placed_of(&Written { beside, about, around, at, ..Written::default() }, true)
        };
        let around = "Zij bereikte 576\njongeren.1 Het Rijk betaalt mee aan deze\naanpak.";
        assert_eq!(placed(around, "576", "576 jongeren", &[9, 4]), Some(9));
        assert_eq!(placed(around, "Rijk", "", &[9, 4]), Some(4));
        assert_eq!(
            placed(around, "jongeren", "jongeren.1 Het Rijk", &[9, 4]),
            Some(9),
            "and the next"
        );
        assert_eq!(placed(around, "Rijk", "", &[9]), None, "this one has no number beside it");
        assert_eq!(placed(around, "Rijk", "Pagina 12 van 40", &[9, 4]), None, "other words");
        // On the next page, below its head, and behind the footnote of the page before.
        let broken = "In twaalf gemeenten loopt\nZij bereikte 576 jongeren.\nPagina 3 CONCEPT\nde aanpak op school. En dan?";
        assert_eq!(placed(broken, "aanpak", "", &[3, 9]), Some(3));
        assert_eq!(placed(broken, "CONCEPT", "", &[3, 9]), None, "the head of the page");
        assert_eq!(placed(broken, "576", "576", &[3, 9]), Some(9), "the footnote");
        // Cells say little, and each has its turn.
        assert_eq!(placed("Breda 12 Tilburg 12", "Tilburg", "", &[]), None);
    }
}
