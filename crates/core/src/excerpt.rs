//! A line of a text with carets under a part of it, for messages.

/// The sign at the place where a line is cut off.
const CUT: char = '…';
/// The number of characters of a line that are shown, however narrow the room.
const NARROWEST: usize = 12;

/// A line of a text, and the part of it that a message is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Excerpt<'a> {
    /// The line as it stands in the text.
    pub text: &'a str,
    /// Its number, counted from one.
    pub line: u32,
    /// The first character of the part, counted from zero.
    pub start: usize,
    /// How many characters the part has.
    pub length: usize,
}

impl Excerpt<'_> {
    /// The line with its number, and the carets under it, neither wider than `width`. Characters that
    /// are no sign of their own, such as tabs, are shown as spaces.
    #[must_use]
    pub fn drawn(&self, width: usize) -> [String; 2] {
        let text: Vec<char> = self.text.chars().collect();
        let number = self.line.to_string();
        let room = width.saturating_sub(number.len() + 3).max(NARROWEST);
        let start = self.start.min(text.len());
        let from = Self::cut(text.len(), start, self.length, room);
        let to = text.len().min(from + room);
        let mut shown: Vec<char> = text[from..to].to_vec();
        if let Some(first) = shown.first_mut().filter(|_| from > 0) {
            *first = CUT;
        }
        if let Some(last) = shown.last_mut().filter(|_| to < text.len()) {
            *last = CUT;
        }
        let blank = |c: char| c.is_whitespace() || c.is_control();
        let shown: String = shown.into_iter().map(|c| if blank(c) { ' ' } else { c }).collect();
        let carets = self.length.min((to - from).saturating_sub(start - from)).max(1);
        let margin = " ".repeat(number.len());
        [
            format!("{number} │ {shown}").trim_end().to_owned(),
            format!("{margin} │ {}{}", " ".repeat(start - from), "^".repeat(carets)),
        ]
    }

    /// From which character a line is shown, so that the part is seen with what stands around it.
    fn cut(all: usize, start: usize, length: usize, room: usize) -> usize {
        if all <= room {
            return 0;
        }
        let before = room.saturating_sub(length.min(room / 2) + 2) / 2;
        start.saturating_sub(before).min(all - room)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, start: usize, length: usize, width: usize) -> [String; 2] {
        Excerpt { text, line: 7, start, length }.drawn(width)
    }

    #[test]
    fn the_carets_stand_under_the_part() {
        let expected = ["7 │ Er zijn drie scholen.", "  │         ^^^^"];
        assert_eq!(drawn("Er zijn drie scholen.", 8, 4, 80), expected);
        assert_eq!(drawn("\tdrie", 1, 4, 80), ["7 │  drie", "  │  ^^^^"]);
    }

    #[test]
    fn a_long_line_is_cut_around_the_part() {
        let text = format!("{}drie{}", "woord ".repeat(40), " woord".repeat(40));
        for width in [40, 60, 79] {
            let [line, carets] = drawn(&text, 240, 4, width);
            assert!(line.chars().count() <= width, "{line}");
            let start = carets.chars().position(|c| c == '^').unwrap();
            let under: String = line.chars().skip(start).take(4).collect();
            assert_eq!(under, "drie");
            assert!(line.contains("│ …") && line.ends_with('…'), "{line}");
        }
        let [line, carets] = drawn(&text, 0, 5, 40);
        assert!(line.starts_with("7 │ woord woord") && line.ends_with('…'), "{line}");
        assert_eq!(carets, "  │ ^^^^^");
    }
}
