//! The text of a block, with the byte of the Markdown from which each of its bytes came.

/// Stands for a character that is no markup, whatever it looks like.
const NEUTRAL: char = '\u{FFFC}';

/// The text of a block, with a neutral character in place of each one that its writer meant literally.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) text: String,
    /// Where its lines begin in the text.
    pub(super) lines: Vec<usize>,
    offsets: Vec<usize>,
}

impl Block {
    /// The byte of the Markdown from which a byte of the text came.
    pub(super) fn offset(&self, byte: usize) -> usize {
        self.offsets.get(byte).or(self.offsets.last()).copied().unwrap_or_default()
    }

    /// Whether nothing is in it that a reader sees.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Adds text as it was typed from `start` on; its first character may have a backslash before it.
    pub(super) fn push(&mut self, text: &str, start: usize, is_escaped: bool) {
        self.open_line();
        for (at, c) in text.char_indices() {
            let c = if is_escaped && at == 0 { NEUTRAL } else { c };
            self.push_char(c, start + at);
        }
    }

    /// Adds text in which no sign can be markup.
    pub(super) fn push_neutral(&mut self, text: &str, start: usize) {
        self.open_line();
        text.chars().for_each(|_| self.push_char(NEUTRAL, start));
    }

    /// Adds the end of a line.
    pub(super) fn push_break(&mut self, start: usize) {
        self.push_char('\n', start);
        self.lines.push(self.text.len());
    }

    fn open_line(&mut self) {
        if self.text.is_empty() {
            self.lines.push(0);
        }
    }

    fn push_char(&mut self, c: char, offset: usize) {
        self.text.push(c);
        self.offsets.resize(self.text.len(), offset);
    }
}

/// How many cells a row of a table has, as it was typed.
pub(super) fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut bars = 0;
    let mut is_escaped = false;
    let mut ends_with_bar = false;
    for c in row.chars() {
        ends_with_bar = c == '|' && !is_escaped;
        bars += usize::from(ends_with_bar);
        is_escaped = c == '\\' && !is_escaped;
    }
    bars + usize::from(!ends_with_bar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cells_of_a_row_are_counted_as_typed() {
        for (row, count) in [
            ("| a | b |", 2),
            ("a | b", 2),
            ("| a | b", 2),
            ("| a | b | c |", 3),
            ("| a |", 1),
            ("| a \\| b | c |", 2),
            ("| | |", 2),
            ("||", 1),
        ] {
            assert_eq!(cells(row), count, "{row}");
        }
    }
}
