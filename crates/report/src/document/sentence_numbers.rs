//! Gives each sentence of a draft a number that it keeps, so that a reviewer can point at it.
//!
//! In: the sentences of now, and those that had a number when the last draft was kept. Out: a number for each. A sentence
//! is the same one if it says the same, if it rests on the same figures in like words, or if most of its words are the
//! same. Refuses to give a number twice: one that is gone keeps its number, and has it again if it comes back.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use pmg_core::cycle::NumberedSentence;
use pmg_core::dutch;
use pmg_core::near;

use super::content::lines_mut;
use super::sentences::{Sentence, starts};
use super::tree::{Document, Inline};

/// Sentences that rest on the same figures are the same one if at least so much of their words is, in hundredths.
const ALIKE_ON_THE_SAME: usize = 30;
/// Any other sentences are the same one if at least so much of their words is, in hundredths.
const ALIKE: usize = 60;
/// Of sentences with fewer words than this, as the cells of a table, no likeness tells anything.
const WORDS: usize = 4;

/// The numbers of the sentences of a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentenceNumbers {
    /// One for each sentence, in reading order.
    pub numbers: Vec<u32>,
    /// Every sentence that has a number: those of the draft in reading order, then those that are gone.
    pub all: Vec<NumberedSentence>,
}

impl SentenceNumbers {
    /// The numbers of these sentences, going on from those that had one `before`.
    #[must_use]
    pub fn of(sentences: &[Sentence<'_>], before: &[NumberedSentence]) -> Self {
        let now: Vec<Numbered> = sentences.iter().map(Numbered::of).collect();
        let mut pairs = Pairs {
            before,
            now: &now,
            of_now: vec![None; now.len()],
            free: vec![true; before.len()],
        };
        pairs.same();
        pairs.alike();
        let mut last = before.iter().map(|it| it.number).max().unwrap_or_default();
        let mut next = || {
            last += 1;
            last
        };
        let numbers: Vec<u32> = pairs
            .of_now
            .iter()
            .map(|old| old.map_or_else(&mut next, |old| before[old].number))
            .collect();
        let mut gone: Vec<&NumberedSentence> =
            before.iter().zip(&pairs.free).filter(|(_, free)| **free).map(|(it, _)| it).collect();
        gone.sort_by_key(|it| it.number);
        let there = now.into_iter().zip(&numbers);
        let there = there.map(|(it, number)| NumberedSentence {
            number: *number,
            text: it.text.to_owned(),
            bases: it.bases,
        });
        let all = there.chain(gone.into_iter().cloned()).collect();
        Self { numbers, all }
    }
}

/// A sentence that is to get a number.
struct Numbered<'a> {
    text: &'a str,
    bases: Vec<String>,
}

impl<'a> Numbered<'a> {
    fn of(sentence: &'a Sentence<'_>) -> Self {
        let bases = sentence.bases.iter().map(ToString::to_string).collect();
        Self { text: &sentence.text, bases }
    }
}

/// Which sentence of before each of now is.
struct Pairs<'a> {
    before: &'a [NumberedSentence],
    now: &'a [Numbered<'a>],
    /// For each of now its place among those of before, as far as it is found.
    of_now: Vec<Option<usize>>,
    /// For each of before whether it is none of now, as far as they are found.
    free: Vec<bool>,
}

impl Pairs<'_> {
    fn pair(&mut self, old: usize, new: usize) {
        if self.free[old] && self.of_now[new].is_none() {
            self.free[old] = false;
            self.of_now[new] = Some(old);
        }
    }

    /// Pairs those that say the same: first those in the same order, then those that moved.
    fn same(&mut self) {
        let old: Vec<&str> = self.before.iter().map(|it| it.text.as_str()).collect();
        let new: Vec<&str> = self.now.iter().map(|it| it.text).collect();
        for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
            if let DiffOp::Equal { .. } = operation {
                for (old, new) in operation.old_range().zip(operation.new_range()) {
                    self.pair(old, new);
                }
            }
        }
        let mut moved: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, text) in old.iter().enumerate().filter(|(at, _)| self.free[*at]).rev() {
            moved.entry(text).or_default().push(at);
        }
        for (at, text) in new.iter().enumerate() {
            if self.of_now[at].is_none()
                && let Some(old) = moved.get_mut(text).and_then(Vec::pop)
            {
                self.pair(old, at);
            }
        }
    }

    /// Pairs those of which the words are much the same, the likest first.
    fn alike(&mut self) {
        let free = self.before.iter().enumerate().filter(|(at, _)| self.free[*at]);
        let old: Vec<_> = free.map(|(at, it)| (at, near::words(&it.text), &it.bases)).collect();
        let new = self.now.iter().enumerate().filter(|(at, _)| self.of_now[*at].is_none());
        let new: Vec<_> = new.map(|(at, it)| (at, near::words(it.text), &it.bases)).collect();
        let mut found = Vec::new();
        for (new_at, new_words, new_bases) in &new {
            for (old_at, old_words, old_bases) in &old {
                let alike = near::shared(old_words, new_words);
                let rests_on_the_same = !new_bases.is_empty() && old_bases == new_bases;
                let is_telling = old_words.len().min(new_words.len()) >= WORDS;
                if (rests_on_the_same && alike >= ALIKE_ON_THE_SAME)
                    || (is_telling && alike >= ALIKE)
                {
                    let rank = (rests_on_the_same, alike);
                    found.push((Reverse(rank), old_at.abs_diff(*new_at), *old_at, *new_at));
                }
            }
        }
        found.sort_unstable();
        for (.., old, new) in found {
            self.pair(old, new);
        }
    }
}

impl Document {
    /// Puts before each sentence its number, in reading order.
    pub fn put_numbers(&mut self, numbers: &[u32]) {
        let mut putting =
            Putting { numbers: numbers.iter(), said: String::new(), has_begun: false };
        lines_mut(&mut self.blocks, &mut |runs, has_sentences| {
            if has_sentences {
                putting.line(runs);
            }
        });
        for note in &mut self.footnotes {
            putting.line(std::slice::from_mut(note));
        }
    }
}

/// How far the sentences have their numbers.
struct Putting<'a> {
    numbers: std::slice::Iter<'a, u32>,
    /// What the sentence says so far.
    said: String,
    /// Whether it has its number.
    has_begun: bool,
}

impl Putting<'_> {
    /// The same sentences as [`super::sentences::sentences`] finds in a line.
    fn line(&mut self, runs: &mut [Vec<Inline>]) {
        self.end();
        for run in runs {
            let mut numbered = Vec::with_capacity(run.len() + 1);
            if !self.said.is_empty() {
                self.say(" | ", &mut numbered);
            }
            for inline in std::mem::take(run) {
                self.inline(inline, &mut numbered);
            }
            *run = numbered;
        }
    }

    fn end(&mut self) {
        self.said.clear();
        self.has_begun = false;
    }

    /// Puts the number where the sentence says something for the first time.
    fn say(&mut self, text: &str, run: &mut Vec<Inline>) {
        if !self.has_begun && !text.trim().is_empty() {
            self.has_begun = true;
            run.extend(self.numbers.next().map(|number| Inline::Sentence { number: *number }));
        }
        self.said.push_str(text);
    }

    fn inline(&mut self, inline: Inline, run: &mut Vec<Inline>) {
        match inline {
            Inline::Text { text } => {
                let mut from = 0;
                for start in starts(&self.said, &text) {
                    self.text(&text[from..start], run);
                    self.end();
                    from = start;
                }
                self.text(&text[from..], run);
            }
            Inline::Marked { ref text, .. } => {
                if dutch::is_sentence_start(&self.said, text) {
                    self.end();
                }
                self.say(text, run);
                run.push(inline);
            }
            Inline::Emphasis { content } => {
                let content = self.inside(content);
                run.push(Inline::Emphasis { content });
            }
            Inline::Strong { content } => {
                let content = self.inside(content);
                run.push(Inline::Strong { content });
            }
            Inline::Link { url, content } => {
                let content = self.inside(content);
                run.push(Inline::Link { url, content });
            }
            Inline::Break => {
                self.said.push(' ');
                run.push(inline);
            }
            Inline::Footnote { .. } | Inline::Sentence { .. } => run.push(inline),
        }
    }

    fn text(&mut self, text: &str, run: &mut Vec<Inline>) {
        if !text.is_empty() {
            self.say(text, run);
            run.push(Inline::Text { text: text.to_owned() });
        }
    }

    fn inside(&mut self, content: Vec<Inline>) -> Vec<Inline> {
        let mut inside = Vec::with_capacity(content.len());
        for inline in content {
            self.inline(inline, &mut inside);
        }
        inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sentences::sentences;
    use crate::document::tree::Block;
    use crate::render::samples::{document, marked, paragraph, text as said};
    use proptest::prelude::*;

    fn before(said: &[(u32, &str, &str)]) -> Vec<NumberedSentence> {
        let one = |(number, text, basis): &(u32, &str, &str)| NumberedSentence {
            number: *number,
            text: (*text).to_owned(),
            bases: basis.split_whitespace().map(str::to_owned).collect(),
        };
        said.iter().map(one).collect()
    }

    fn numbers(now: &[(&str, &str)], before: &[NumberedSentence]) -> Vec<u32> {
        let one = |(text, basis): &(&str, &str)| {
            let content = if basis.is_empty() { said(text) } else { marked(text, basis) };
            paragraph(&[content])
        };
        let document = document(now.iter().map(one).collect());
        SentenceNumbers::of(&sentences(&document), before).numbers
    }

    #[test]
    fn the_first_draft_is_counted_and_each_later_one_goes_on() {
        let now = [("Een zin.", ""), ("Nog een.", ""), ("Een zin.", "")];
        assert_eq!(numbers(&now, &[]), [1, 2, 3]);
        let then = before(&[(1, "Een zin.", ""), (2, "Nog een.", ""), (3, "Een zin.", "")]);
        let later = [("Vooraan.", ""), ("Een zin.", ""), ("Nog een.", ""), ("Een zin.", "")];
        assert_eq!(numbers(&later, &then), [4, 1, 2, 3]);
    }

    #[test]
    fn a_sentence_that_moved_or_changed_keeps_its_number() {
        let then = before(&[
            (1, "In twaalf gemeenten loopt de aanpak op school.", ""),
            (2, "Zij bereikte 576 jongeren.", "som:ajb.aangemeld"),
            (3, "Het Rijk betaalt mee.", ""),
        ]);
        let now = [
            ("Het Rijk betaalt mee.", ""),
            ("Zij bereikte 577 jongeren.", "som:ajb.aangemeld"),
            ("In twaalf gemeenten loopt de aanpak op een school.", ""),
            ("De gemeenten zijn tevreden over deze werkwijze.", ""),
        ];
        assert_eq!(numbers(&now, &then), [3, 2, 1, 4]);
    }

    #[test]
    fn a_number_is_never_given_twice_and_comes_back_with_its_sentence() {
        let then = before(&[(1, "Blijft.", ""), (7, "Verdwijnt straks weer eens.", "")]);
        let document = document(vec![paragraph(&[said("Blijft. Nieuw.")])]);
        let two = SentenceNumbers::of(&sentences(&document), &then);
        assert_eq!(two.numbers, [1, 8]);
        assert_eq!(two.all.iter().map(|it| it.number).collect::<Vec<_>>(), [1, 8, 7]);
        let back = [("Verdwijnt straks weer eens.", ""), ("Blijft.", "")];
        assert_eq!(numbers(&back, &two.all), [7, 1]);
    }

    #[test]
    fn cells_of_other_tables_are_not_taken_for_each_other() {
        let then = before(&[(1, "Halt | 12", "som:halt")]);
        assert_eq!(numbers(&[("Halt | 30", "opgaven:halt")], &then), [2]);
        assert_eq!(numbers(&[("Halt | 30", "som:halt")], &then), [1]);
    }

    fn shown(run: &[Inline]) -> String {
        let one = |inline: &Inline| match inline {
            Inline::Sentence { number } => format!("[{number}]"),
            Inline::Text { text } | Inline::Marked { text, .. } => text.clone(),
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => shown(content),
            Inline::Break => " / ".to_owned(),
            Inline::Footnote { .. } => "*".to_owned(),
        };
        run.iter().map(one).collect()
    }

    #[test]
    fn each_number_stands_right_before_its_sentence() {
        let emphasis = Inline::Emphasis { content: vec![said("Twee. Drie")] };
        let run = vec![
            said(" Een is bijv. dit. "),
            emphasis,
            said(" is dit. "),
            marked("4 jongeren", "som:a"),
            said("."),
        ];
        let row = vec![vec![said("")], vec![said("cel")], vec![marked("12", "som:a")]];
        let table = Block::Table {
            label: String::new(),
            caption: vec![said("Wat.")],
            columns: Vec::new(),
            header: vec![vec![said("kop")], vec![said("kop")]],
            rows: vec![row],
        };
        let mut document = document(vec![paragraph(&run), table]);
        document.footnotes = vec![vec![said("Een noot.")]];
        assert_eq!(sentences(&document).len(), 8);
        document.put_numbers(&[10, 20, 30, 40, 50, 60, 70, 80]);
        let mut lines = Vec::new();
        document.each_run(&mut |run| lines.push(shown(run)));
        assert_eq!(
            lines,
            [
                " [10]Een is bijv. dit. [20]Twee. [30]Drie is dit. [40]4 jongeren.",
                "[50]Wat.",
                "[60]kop",
                "kop",
                "",
                "[70]cel",
                "12",
                "[80]Een noot.",
            ]
        );
    }

    proptest! {
        /// However a line is built, it has one number for each sentence that is found in it.
        #[test]
        fn there_are_as_many_places_for_numbers_as_sentences(
            parts in prop::collection::vec(("[a-zA-Z1-9 .!?|()’]{0,12}", 0..5_u8), 0..8),
            cells in 1..3_usize,
        ) {
            let inlines = parts.iter().map(|(text, kind)| match kind {
                0 => said(text),
                1 => marked(text, "som:a"),
                2 => Inline::Strong { content: vec![said(text), said(text)] },
                3 => Inline::Break,
                _ => Inline::Link { url: "https:x".to_owned(), content: vec![said(text)] },
            });
            let inlines: Vec<Inline> = inlines.collect();
            let rows = inlines.chunks(inlines.len().div_ceil(cells).max(1)).map(<[_]>::to_vec);
            let table = Block::Table {
                label: String::new(),
                caption: Vec::new(),
                columns: Vec::new(),
                header: Vec::new(),
                rows: vec![rows.collect()],
            };
            let mut document = document(vec![table, paragraph(&inlines)]);
            let found = sentences(&document).len();
            document.put_numbers(&(1..=u32::try_from(found + 3).unwrap()).collect::<Vec<_>>());
            let mut shown_numbers = 0;
            document.each_run(&mut |run| shown_numbers += shown(run).matches('[').count());
            prop_assert_eq!(shown_numbers, found);
        }

        /// The same sentences have the same numbers, also of those that say the same.
        #[test]
        fn what_does_not_change_keeps_its_numbers(texts in prop::collection::vec("[ab]{1,2}", 0..12)) {
            let sentences: Vec<(&str, &str)> = texts.iter().map(|text| (text.as_str(), "")).collect();
            let first = numbers(&sentences, &[]);
            let kept = first.iter().zip(&texts).rev();
            let kept: Vec<_> = kept.map(|(number, text)| (number + 5, text.as_str(), "")).rev().collect();
            let expected: Vec<u32> = kept.iter().map(|it| it.0).collect();
            prop_assert_eq!(numbers(&sentences, &before(&kept)), expected);
        }
    }
}
