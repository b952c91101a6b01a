//! Makes what somebody typed harmless for a screen, and short enough for it.

/// The text on one line, with `�` for each character that steers a terminal or turns the order of reading.
#[must_use]
pub fn on_one_line(text: &str) -> String {
    without_tricks(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The text with `�` for each character that would act on the reader's screen and not be shown.
pub(super) fn without_tricks(text: &str) -> String {
    without_controls(text).chars().map(|c| if is_invisible(c) { '�' } else { c }).collect()
}

/// The text with `�` for each character that steers a terminal; line ends and tabs stay.
pub(super) fn without_controls(text: &str) -> String {
    let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    text.chars().map(|c| if steers(c) { '�' } else { c }).collect()
}

/// Whether a character has no width or turns the direction of writing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The text, or its beginning and `…` if it has more than `length` characters.
pub(crate) fn shortened(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let kept: String = text.chars().take(length.saturating_sub(1)).collect();
    kept.trim_end().to_owned() + "…"
}
