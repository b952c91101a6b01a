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
/// So many steps are looked ahead to see what a wider column saves.
const AHEAD: usize = 24;
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
    let lengths: Vec<Vec<usize>> =
        rows.iter().map(|row| row.iter().map(Cell::length).collect()).collect();
    let mut left = ALL.saturating_sub(widths.iter().sum());
    while left >= STEP {
        let best = (0..columns).flat_map(|x| savings(&lengths, x, &widths, left));
        let best = best.max_by(|one, other| {
            // As much for less width; of equals the first column.
            (one.gain * other.width).cmp(&(other.gain * one.width)).then(other.x.cmp(&one.x))
        });
        let Some(best) = best.filter(|best| best.gain > 0) else { break };
        widths[best.x] += best.width;
        left -= best.width;
    }
    // What saves nothing goes where most stands.
    let all = |x: usize| lengths.iter().filter_map(|row| row.get(x)).sum::<usize>();
    if let Some(widest) = (0..columns).max_by_key(|x| (all(*x), columns - x)) {
        widths[widest] += left;
    }
    widths
}

fn longest_word(text: &str) -> usize {
    let words = text.split([' ', '-', '\u{2013}']).map(|word| word.chars().count());
    words.max().unwrap_or_default()
}

/// How many lines so many characters take in a column.
fn lines(length: usize, width: usize) -> usize {
    length.div_ceil((width.saturating_sub(BESIDE) / CHARACTER).max(1))
}

/// What a wider column saves.
struct Saving {
    x: usize,
    width: usize,
    gain: usize,
}

/// What is saved if one column gets more of what is left, for each amount.
fn savings(lengths: &[Vec<usize>], x: usize, widths: &[usize], left: usize) -> Vec<Saving> {
    // Of each row how much stands in this column, and how many lines the others take and this one does.
    let rows = lengths.iter().filter_map(|row| {
        let others = row.iter().zip(widths).enumerate().filter(|(at, _)| *at != x);
        let others = others.map(|(_, (length, width))| lines(*length, *width)).max();
        let length = *row.get(x)?;
        Some((length, others.unwrap_or_default(), lines(length, widths[x])))
    });
    let rows: Vec<(usize, usize, usize)> = rows.filter(|(.., own)| *own > 1).collect();
    let saved = |width: usize| {
        let gains = rows.iter().map(|(length, others, own)| {
            let lines = lines(*length, widths[x] + width);
            ROW * ((*own).max(*others) - lines.max(*others)) + (own - lines)
        });
        Saving { x, width, gain: gains.sum() }
    };
    (1..=(left / STEP).min(AHEAD)).map(|steps| saved(steps * STEP)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_much_to_say_gets_the_width() {
        let row = |name: &str, long: usize| vec![Cell::new(name), Cell::new("woord ".repeat(long))];
        let header = ["Wie", "Wat"].map(str::to_owned);
        let found = widths(&header, &[row("Ede", 60), row("Tiel", 3)]);
        assert_eq!(found.iter().sum::<usize>(), ALL);
        assert!(found[0] < 200, "{found:?}");
        // A name that would take two lines gets what it wants, where the other column has little.
        let found = widths(&header, &[row("Bergen op Zoom", 3), row("Den Haag", 2)]);
        assert!(found[0] >= 14 * CHARACTER + BESIDE, "{found:?}");
    }
}
