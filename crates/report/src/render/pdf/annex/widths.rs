//! How wide the columns of a table are, so that it takes few lines.

use super::matrix::Cell;

/// How wide all columns are together, in tenths of a millimetre.
const ALL: usize = 1_720;
/// What is kept free beside the text of a cell, and what a character takes of a line.
const BESIDE: usize = 24;
const CHARACTER: usize = 13;
/// A column need not hold a word longer than so many characters.
const LONGEST: usize = 24;
/// So much of the width is handed out at a time.
const STEP: usize = 15;
/// By so much it counts more that a row becomes lower than that one of its cells does.
const ROW: usize = 100;

/// By what the columns share the width: each first gets its longest word, and the rest goes step by step to where it
/// saves most lines.
pub(super) fn widths(header: &[String], rows: &[Vec<Cell>]) -> Vec<usize> {
    let columns = header.len();
    let cells = |x: usize| rows.iter().filter_map(move |row| row.get(x));
    let words = |cell: &Cell| longest_word(&cell.text).max(longest_word(&cell.about));
    let word = |x: usize| cells(x).map(words).chain([longest_word(&header[x])]).max();
    let narrowest = |x: usize| word(x).unwrap_or_default().min(LONGEST) * CHARACTER + BESIDE;
    let mut widths: Vec<usize> = (0..columns).map(narrowest).collect();
    let mut left = ALL.saturating_sub(widths.iter().sum());
    while left >= STEP {
        let lines = Lines::of(rows, &widths);
        let best =
            (0..columns).flat_map(|x| lines.savings(x, &widths, left)).max_by(|one, other| {
                // As much for less width; of equals the first column.
                (one.gain * other.width).cmp(&(other.gain * one.width)).then(other.x.cmp(&one.x))
            });
        let Some(best) = best.filter(|best| best.gain > 0) else { break };
        widths[best.x] += best.width;
        left -= best.width;
    }
    // What saves nothing goes where most stands.
    let length = |x: usize| cells(x).map(Cell::length).sum::<usize>();
    if let Some(widest) = (0..columns).max_by_key(|x| (length(*x), columns - x)) {
        widths[widest] += left;
    }
    widths
}

fn longest_word(text: &str) -> usize {
    let words = text.split([' ', '-', '\u{2013}']).map(|word| word.chars().count());
    words.max().unwrap_or_default()
}

/// How many lines a text takes in a column.
fn lines_in(cell: &Cell, width: usize) -> usize {
    let fit = (width.saturating_sub(BESIDE) / CHARACTER).max(1);
    cell.length().div_ceil(fit)
}

/// How many lines each cell takes, row by row.
struct Lines<'a> {
    rows: &'a [Vec<Cell>],
    taken: Vec<Vec<usize>>,
}

/// What a wider column saves.
struct Saving {
    x: usize,
    width: usize,
    gain: usize,
}

impl<'a> Lines<'a> {
    fn of(rows: &'a [Vec<Cell>], widths: &[usize]) -> Self {
        let taken = |row: &Vec<Cell>| {
            row.iter().zip(widths).map(|(cell, width)| lines_in(cell, *width)).collect()
        };
        Self { rows, taken: rows.iter().map(taken).collect() }
    }

    /// What is saved if one column gets more of what is left, for each amount.
    fn savings(&self, x: usize, widths: &[usize], left: usize) -> Vec<Saving> {
        let of_others = |taken: &Vec<usize>| {
            let others = taken.iter().enumerate().filter(|(at, _)| *at != x);
            others.map(|(_, lines)| *lines).max().unwrap_or_default()
        };
        let rows = self.rows.iter().zip(&self.taken);
        let rows: Vec<(&Cell, usize, usize)> = rows
            .filter_map(|(row, taken)| Some((row.get(x)?, of_others(taken), *taken.get(x)?)))
            .filter(|(_, _, own)| *own > 1)
            .collect();
        let saved = |width: usize| {
            let saved = rows.iter().map(|(cell, others, own)| {
                let lines = lines_in(cell, widths[x] + width);
                let of_row = (*own).max(*others) - lines.max(*others);
                ROW * of_row + (own - lines)
            });
            Saving { x, width, gain: saved.sum() }
        };
        (1..=left / STEP).map(|steps| saved(steps * STEP)).collect()
    }
}
