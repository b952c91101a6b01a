//! Finds the numbers in the text that have no mark, and where in a template each was typed.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use crate::phrase::{MARK_END, MARK_START, Mark};
use crate::template::{Narrative, Written};
use pmg_core::dutch::{self, GIVEN};

use super::runs::{Run, runs};

/// A number that somebody typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Naked {
    /// As it stands in the text.
    pub(super) number: String,
    /// The sentence that it stands in.
    pub(super) around: String,
    /// Where it was typed; `None` if no template has it.
    pub(super) written: Option<Written>,
}

/// The numbers that stand in the text without a mark, by file, line and column; one for each place,
/// however often a loop prints it.
pub(super) fn naked(narrative: &Narrative) -> Vec<Naked> {
    let in_run = |run: &Run| -> Vec<Naked> {
        let plain = Plain::of(&run.text, &narrative.marks);
        let typed = |number: Range<usize>| Naked {
            number: plain.text[number.clone()].to_owned(),
            around: plain.sentence(&number),
            written: narrative.sources.at(plain.offset(number.start, run)),
        };
        dutch::numbers(&plain.text).into_iter().map(typed).collect()
    };
    let runs = runs(&narrative.markdown);
    let mut found: Vec<Naked> = runs.par_iter().flat_map_iter(in_run).collect();
    let mut seen = BTreeSet::new();
    found.retain(|it| it.written.as_ref().is_none_or(|written| seen.insert(written.clone())));
    found.sort_by_key(|it| (it.written.is_none(), it.written.clone()));
    found
}

/// A run with one character for each mark, so that nobody takes the words of a mark for typed ones.
struct Plain<'a> {
    text: String,
    /// Where each mark stands in the text, and how many bytes it takes in the run.
    marks: Vec<(usize, usize, Option<&'a Mark>)>,
}

impl<'a> Plain<'a> {
    fn of(run: &str, all: &'a [Mark]) -> Self {
        let mut plain = Self { text: String::new(), marks: Vec::new() };
        let mut parts = run.split(MARK_START);
        plain.text.push_str(parts.next().expect("a split has a first part"));
        for part in parts {
            let (index, rest) = part.split_once(MARK_END).unwrap_or(("", part));
            let mark = index.parse::<usize>().ok().and_then(|index| all.get(index));
            let taken = MARK_START.len_utf8() + part.len() - rest.len();
            plain.marks.push((plain.text.len(), taken, mark));
            plain.text.push(GIVEN);
            plain.text.push_str(rest);
        }
        plain
    }

    /// The byte of the Markdown from which a byte of this text came.
    fn offset(&self, byte: usize, run: &Run) -> usize {
        let before = self.marks.iter().take_while(|(at, ..)| *at < byte);
        let longer: usize = before.clone().map(|(_, taken, _)| taken).sum();
        run.offset(byte + longer - before.count() * GIVEN.len_utf8())
    }

    /// The sentence around a number, with the words of its marks.
    fn sentence(&self, number: &Range<usize>) -> String {
        let ends = |text: &str, at: usize| {
            text[..at].ends_with(['.', '?', '!']) && text[at..].starts_with(char::is_whitespace)
        };
        let mut stops =
            self.text.char_indices().map(|(at, _)| at).filter(|at| ends(&self.text, *at));
        let start = stops.clone().take_while(|at| *at <= number.start).last().unwrap_or_default();
        let end = stops.find(|at| *at >= number.end).unwrap_or(self.text.len());
        let mut marks = self.marks.iter().filter(|(at, ..)| (start..end).contains(at));
        let mut sentence = String::new();
        for c in self.text[start..end].chars() {
            match marks.clone().next().filter(|_| c == GIVEN) {
                Some((.., mark)) => {
                    sentence.push_str(mark.map_or("", |mark| &mark.text));
                    marks.next();
                }
                None => sentence.push(c),
            }
        }
        sentence.trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use crate::template::Sources;
    use pmg_core::basis::Basis;

    use super::*;

    /// The numbers found in a Markdown text, each with the byte at which it stands.
    fn found(markdown: &str) -> Vec<String> {
        let marks = vec![Mark { text: "elf".to_owned(), basis: Basis::Sum("x".to_owned()) }];
        let narrative = Narrative {
            markdown: markdown.to_owned(),
            marks,
            charts: Vec::new(),
            sources: Sources::default(),
        };
        naked(&narrative).into_iter().map(|naked| naked.number).collect()
    }

    #[test]
    fn a_number_is_seen_across_lines_and_emphasis() {
        assert_eq!(found("Het is een\nvan *de* vormen."), ["een van de"]);
        assert_eq!(found("Het is **een** van de *vormen*, dr*ie* keer."), ["een van de", "drie"]);
        assert_eq!(found("- een\n- van de\n"), Vec::<String>::new(), "two items");
    }

    #[test]
    fn what_is_no_text_holds_no_number() {
        assert_eq!(found("1. Een lijst\n2. met nummers\n"), Vec::<String>::new());
        assert_eq!(
            found("[een pagina](https://x.nl/2024) en <https://x.nl/12>"),
            Vec::<String>::new()
        );
        assert_eq!(found("Een noot.[^drie]\n\n[^drie]: Zie aldaar.\n"), Vec::<String>::new());
        assert_eq!(found("2024. Zo begint een lijst.\n"), ["2024"]);
        assert_eq!(found("Een noot.[^a]\n\n[^a]: 12.\n"), ["12"]);
        assert_eq!(found("[pagina 12](https://x.nl)"), ["12"]);
        assert_eq!(found("| a | 12 |\n|---|--:|\n| `3` | b |\n"), ["12", "3"]);
        assert_eq!(found("x <b>4</b>\n\n> ## Kop 5\n>\n> zes\n"), ["4", "5", "zes"]);
    }

    #[test]
    fn the_words_of_a_mark_are_not_looked_at_but_those_around_it_are() {
        let mark = format!("{MARK_START}0{MARK_END}");
        assert_eq!(found(&format!("Er zijn {mark} scholen.")), Vec::<String>::new());
        assert_eq!(
            found(&format!("Dat is een op de {mark}, of {mark} van de 12.")),
            ["een op de", "12"]
        );
    }

    #[test]
    fn the_sentence_is_told_with_its_marks() {
        let mark = format!("{MARK_START}0{MARK_END}");
        let markdown =
            format!("Eerst dit {mark}. Er zijn {mark} klassen op 12 scholen! Slot {mark}.");
        let marks = vec![Mark { text: "elf".to_owned(), basis: Basis::Sum("x".to_owned()) }];
        let narrative =
            Narrative { markdown, marks, charts: Vec::new(), sources: Sources::default() };
        assert_eq!(naked(&narrative)[0].around, "Er zijn elf klassen op 12 scholen!");
    }

    #[test]
    fn a_byte_of_the_text_leads_back_to_the_markdown() {
        let markdown = format!("a &amp; *b*\\. {MARK_START}0{MARK_END} `c` 12");
        let run = runs(&markdown).remove(0);
        let plain = Plain::of(&run.text, &[]);
        for wanted in ["b", "c", "12"] {
            let at = plain.text.find(wanted).unwrap();
            assert!(markdown[plain.offset(at, &run)..].starts_with(wanted), "{wanted}");
        }
    }
}
