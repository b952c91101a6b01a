//! Finds two numbers with nothing between them: `In 2023 12 scholen`.

use pmg_core::dutch;

use super::content::plain_text;
use super::tree::{Document, Inline};

/// Words that belong to the number before them.
const BELONGS: [&str; 4] = ["honderd", "duizend", "miljoen", "miljard"];

/// A piece of a run: its text, and whether an editor can change it.
struct Piece<'a> {
    text: &'a str,
    of_editor: bool,
}

/// A word with the punctuation attached to it, and the pieces in which it begins and ends.
#[derive(Debug, Clone, Default)]
struct Word {
    text: String,
    first: usize,
    last: usize,
}

/// Every two numbers side by side of which one is a mark, with the text around them.
pub(super) fn pairs(document: &Document) -> Vec<([String; 2], String)> {
    let mut found = Vec::new();
    document.each_run(&mut |run| {
        let mut pieces = Vec::new();
        collect(run, &mut pieces);
        for pair in in_pieces(&pieces) {
            found.push((pair, plain_text(run)));
        }
    });
    found
}

fn collect<'a>(run: &'a [Inline], pieces: &mut Vec<Piece<'a>>) {
    for inline in run {
        match inline {
            Inline::Text { text } => pieces.push(Piece { text, of_editor: true }),
            Inline::Marked { text, basis } => {
                pieces.push(Piece { text, of_editor: !basis.is_quoted() });
            }
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => collect(content, pieces),
            // A line ends between them.
            Inline::Break => pieces.push(Piece { text: " | ", of_editor: true }),
            Inline::Footnote { .. } | Inline::Sentence { .. } => {}
        }
    }
}

fn in_pieces(pieces: &[Piece<'_>]) -> Vec<[String; 2]> {
    let words = words(pieces);
    let of_editor = |word: &Word| pieces[word.first].of_editor && pieces[word.last].of_editor;
    let side_by_side = |pair: &[Word]| {
        let [one, two] = pair else { return None };
        let ends = one.text.ends_with(char::is_alphanumeric);
        let starts = two.text.starts_with(char::is_alphanumeric);
        let [first, second] = [core(&one.text), core(&two.text)];
        // Within one piece somebody typed them, or one figure is made of both.
        let apart = one.last != two.first && of_editor(one) && of_editor(two);
        let numbers = || is_number_written(first) && is_number_written(second);
        let two_numbers = ends && starts && apart && !BELONGS.contains(&second) && numbers();
        two_numbers.then(|| [first.to_owned(), second.to_owned()])
    };
    words.windows(2).filter_map(side_by_side).collect()
}

/// The words of all pieces together: a full stop belongs to the mark before it.
fn words(pieces: &[Piece<'_>]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut inside = false;
    for (index, piece) in pieces.iter().enumerate() {
        for character in piece.text.chars() {
            if character.is_whitespace() {
                inside = false;
                continue;
            }
            if !inside {
                words.push(Word { first: index, ..Word::default() });
            }
            inside = true;
            if let Some(word) = words.last_mut() {
                word.text.push(character);
                word.last = index;
            }
        }
    }
    words
}

/// A word without the punctuation around it.
fn core(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// `12`, `12.345`, `3,75` and `twaalf`, but not `A12`.
fn is_number_written(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || is_number_word(word) && !has_digit(word)
}

fn is_number_word(word: &str) -> bool {
    dutch::numbers(word).into_iter().any(|found| found == (0..word.len()))
}

fn has_digit(word: &str) -> bool {
    word.chars().any(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use pmg_core::basis::{Basis, Setting};

    fn marked(text: &str) -> Inline {
        Inline::Marked { text: text.to_owned(), basis: Basis::Setting(Setting::Year) }
    }

    fn text(text: &str) -> Inline {
        Inline::Text { text: text.to_owned() }
    }

    fn found(run: &[Inline]) -> Vec<[String; 2]> {
        let mut pieces = Vec::new();
        collect(run, &mut pieces);
        in_pieces(&pieces)
    }

    #[test]
    fn two_marks_with_only_a_space_between_them_are_found() {
        for (one, space, two) in
            [("2023", " ", "12"), ("2023", "\u{a0}", "drie"), ("1 maart 2024", " ", "12.345")]
        {
            let pairs = found(&[text("In "), marked(one), text(space), marked(two)]);
            let year = one.rsplit(' ').next().unwrap();
            assert_eq!(pairs, [[year.to_owned(), two.to_owned()]]);
        }
        let nested = Inline::Strong { content: vec![marked("2023")] };
        assert_eq!(found(&[nested, text(" "), marked("zes")]).len(), 1);
    }

    #[test]
    fn a_word_or_a_mark_between_them_is_enough() {
        for between in [" deden ", ", ", ": ", " (", ". ", " – "] {
            assert_eq!(found(&[marked("2023"), text(between), marked("12")]).len(), 0, "{between}");
        }
        assert_eq!(found(&[marked("2023"), Inline::Break, marked("12")]).len(), 0);
        assert_eq!(found(&[marked("2023"), text(" "), marked("€\u{a0}500")]).len(), 0);
        assert_eq!(found(&[marked("1,5"), text(" miljoen euro")]).len(), 0);
        assert_eq!(found(&[marked("28 684"), text(", nr. "), marked("735")]).len(), 0);
    }

    #[test]
    fn what_a_municipality_wrote_is_left_alone() {
        let own = |words: &str| Inline::Marked {
            text: words.to_owned(),
            basis: "tekst:GM0363".parse().unwrap(),
        };
        assert_eq!(found(&[own("in 2023"), text(" "), own("12 keer")]).len(), 0);
    }
}
