//! The line of a template that a finding is about, with carets under the fault.

use crate::finding::Finding;

use super::{Findings, without_tricks};

/// What is shown where a line is cut off.
const CUT: char = '…';

/// A line of a template, and the part of it that a finding is about.
pub(super) struct Line {
    /// The line as it stands in the template.
    text: Vec<char>,
    /// Its number, counted from one.
    number: u32,
    /// The first character of the part, counted from zero.
    start: usize,
    /// How many characters the part has.
    length: usize,
}

/// The line that a finding is about; none where that is not in a template at hand.
pub(super) fn line(finding: &Finding, findings: &Findings) -> Option<Line> {
    let place = finding.place.as_ref()?;
    let (number, column) = place.in_text()?;
    let template = findings.templates.values().find(|it| it.origin == place.file)?;
    let text = template.text.lines().nth(usize::try_from(number).ok()?.checked_sub(1)?)?;
    let start = usize::try_from(column).ok()?.checked_sub(1)?;
    let rest: String = text.chars().skip(start).collect();
    let length = match (rest.strip_prefix("{{"), &finding.found) {
        // A number that an expression prints: all of it.
        (Some(inside), _) => inside.find("}}").map_or(rest.len(), |end| end + 4),
        (None, Some(found)) => found.len(),
        (None, None) => 1,
    };
    let length = rest.char_indices().take_while(|(at, _)| *at < length).count().max(1);
    Some(Line { text: text.chars().collect(), number, start, length })
}

impl Line {
    /// The first column after the part, counted from one.
    pub(super) fn end_column(&self) -> usize {
        self.start + self.length + 1
    }

    /// The line with its number, and the line of carets under it, no wider than `width`.
    pub(super) fn drawn(&self, width: usize) -> [String; 2] {
        let number = self.number.to_string();
        let room = width.saturating_sub(number.len() + 3).max(12);
        // A long line is cut so that what stands before the part can be seen, too.
        let from = if self.text.len() <= room {
            0
        } else {
            let before = room.saturating_sub(self.length.min(room / 2) + 2) / 2;
            self.start.saturating_sub(before).min(self.text.len() - room)
        };
        let to = self.text.len().min(from + room);
        let mut shown: Vec<char> = self.text[from..to].to_vec();
        if let Some(first) = shown.first_mut().filter(|_| from > 0) {
            *first = CUT;
        }
        if let Some(last) = shown.last_mut().filter(|_| to < self.text.len()) {
            *last = CUT;
        }
        let shown: String =
            shown.into_iter().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        let start = self.start - from;
        let carets = self.length.min((to - from).saturating_sub(start)).max(1);
        let margin = " ".repeat(number.len());
        [
            format!("{number} │ {}", without_tricks(&shown)).trim_end().to_owned(),
            format!("{margin} │ {}{}", " ".repeat(start), "^".repeat(carets)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, start: usize, length: usize, width: usize) -> [String; 2] {
        Line { text: text.chars().collect(), number: 7, start, length }.drawn(width)
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
