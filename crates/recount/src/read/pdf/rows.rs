//! A row of a table that a page breaks: first the upper lines of all its cells, on the next page the lower
//! ones. It is put together again only where the pieces are that row, letter by letter.

use crate::read::tokens::{BREAK, CELL, Token, tokens};

/// So many ways of cutting a row are kept until the next page shows which one it is.
const WAYS: usize = 32;

/// A row as it should be.
pub(super) struct Row {
    /// How many letters of the text stand before it.
    pub(super) start: usize,
    cells: Cells,
}

type Cells = Vec<Vec<Token>>;

/// The rows of a text, in their order.
pub(super) fn rows(text: &str) -> Vec<Row> {
    let mut start = 0;
    let mut rows = Vec::new();
    for block in text.split(BREAK) {
        let cells: Cells = block.split(CELL).map(tokens).collect();
        let row = Row { start, cells };
        start += row.length();
        rows.extend(Some(row).filter(|_| block.contains(CELL)));
    }
    rows
}

impl Row {
    /// How many letters it has.
    pub(super) fn length(&self) -> usize {
        self.cells.iter().map(|cell| length(cell)).sum()
    }
}

/// How many letters and figures there are.
pub(super) fn length(tokens: &[Token]) -> usize {
    tokens.iter().map(|token| token.word.chars().count()).sum()
}

fn letters(tokens: &[Token]) -> String {
    tokens.iter().map(|token| token.word.as_str()).collect()
}

/// A row that went on behind the end of a page.
pub(super) struct Broken {
    whole: Vec<Token>,
    /// What was printed of it.
    printed: Vec<Token>,
    /// What is left of its cells, in each way in which it can have been cut.
    left: Vec<Cells>,
}

/// What a page made of a broken row.
pub(super) enum Mended {
    /// The row goes on behind this page, too.
    Not(Broken),
    /// The row; or its pieces as they stand there, if they are not the row.
    Row(Vec<Token>),
}

impl Broken {
    /// The row whose upper lines end a page; `None` if these are not its upper lines.
    pub(super) fn of(row: &Row, printed: Vec<Token>) -> Option<Self> {
        let left = cuts(&row.cells, &letters(&printed));
        let whole = row.cells.concat();
        (!left.is_empty()).then_some(Self { whole, printed, left })
    }

    /// How many letters at the start of a page continue the row.
    pub(super) fn fits(&self, text: &[Token]) -> usize {
        let there = letters(text);
        let common = |cells: &Cells| {
            let wanted = letters(&cells.concat());
            wanted.chars().zip(there.chars()).take_while(|(one, other)| one == other).count()
        };
        self.left.iter().map(common).max().unwrap_or_default()
    }

    /// Takes the rest of the row from the start of a page.
    pub(super) fn mend(mut self, text: &mut Vec<Token>) -> Mended {
        let rest = length(&self.whole) - length(&self.printed);
        let there = text.iter().scan(0, |sum, token| {
            *sum += token.word.chars().count();
            Some(*sum)
        });
        if let Some(end) = there.into_iter().position(|sum| sum == rest) {
            let lower = letters(&text[..=end]);
            if self.left.iter().any(|cells| letters(&cells.concat()) == lower) {
                text.drain(..=end);
                return Mended::Row(self.whole);
            }
        }
        // A row that is longer than a page.
        let left: Vec<Cells> =
            self.left.iter().flat_map(|cells| cuts(cells, &letters(text))).collect();
        if length(text) < rest && !left.is_empty() {
            self.printed.append(text);
            self.left = left;
            return Mended::Not(self);
        }
        Mended::Row(self.printed)
    }

    /// What was printed of it, if nothing more comes.
    pub(super) fn given_up(self) -> Vec<Token> {
        self.printed
    }
}

/// What is left of cells of which these letters were taken, a run from the start of each, in all ways in
/// which that can be.
fn cuts(cells: &[Vec<Token>], taken: &str) -> Vec<Cells> {
    let Some((first, others)) = cells.split_first() else {
        return if taken.is_empty() { vec![Vec::new()] } else { Vec::new() };
    };
    let mut ways = Vec::new();
    let mut rest = taken;
    for at in 0..=first.len() {
        for mut way in cuts(others, rest) {
            way.insert(0, first[at..].to_vec());
            ways.push(way);
        }
        let next = first.get(at).and_then(|token| rest.strip_prefix(token.word.as_str()));
        match next {
            Some(next) if ways.len() < WAYS => rest = next,
            _ => break,
        }
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        let text =
            format!("Kop{BREAK}Almelo{CELL}12 jongens en 3 meisjes{CELL}gepland nu{CELL}{BREAK}");
        rows(&text).remove(0)
    }

    #[track_caller]
    fn mended(upper: &str, lower: &str) -> Option<(String, String)> {
        let mut below = tokens(lower);
        match Broken::of(&row(), tokens(upper))?.mend(&mut below) {
            Mended::Row(row) => Some((letters(&row), letters(&below))),
            Mended::Not(_) => None,
        }
    }

    #[test]
    fn the_pieces_of_a_row_are_put_together() {
        assert_eq!((row().start, row().length()), (3, 34));
        let whole = "almelo12jongensen3meisjesgeplandnu".to_owned();
        for (upper, lower) in [
            ("Almelo 12 jongens gepland", "en 3 meisjes nu Zwolle"),
            ("Almelo 12 jongens gepland nu", "en 3 meisjes Zwolle"),
            ("Almelo", "12 jongens en 3 meisjes gepland nu Zwolle"),
        ] {
            assert_eq!(mended(upper, lower), Some((whole.clone(), "zwolle".to_owned())));
        }
    }

    #[test]
    fn pieces_that_are_not_the_row_stay_as_they_are() {
        assert_eq!(mended("Almelo 13 jongens", "en 3 meisjes"), None);
        let upper = "almelo12jongensgepland".to_owned();
        for lower in ["en 4 meisjes nu", "en 3 meisjes nog nu", "nu en 3 meisjes"] {
            let below = letters(&tokens(lower));
            assert_eq!(mended("Almelo 12 jongens gepland", lower), Some((upper.clone(), below)));
        }
    }

    #[test]
    fn a_row_may_take_more_than_a_page() {
        let broken = Broken::of(&row(), tokens("Almelo 12 gepland")).unwrap();
        let Mended::Not(broken) = broken.mend(&mut tokens("jongens en")) else { panic!("ends") };
        let mut last = tokens("3 meisjes nu Zwolle");
        assert!(matches!(broken.mend(&mut last), Mended::Row(row) if length(&row) == 34));
        assert_eq!(letters(&last), "zwolle");
    }
}
