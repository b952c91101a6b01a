//! Text as a row of words and numbers.

use crate::typography::composed;

/// Ends a paragraph, a heading, an item or a row.
pub(crate) const BREAK: &str = "\u{2029}";
/// Ends a cell.
pub(crate) const CELL: &str = "\u{2028}";

/// A word or a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// As it is compared: small letters, or the figures of a number with their points and comma.
    pub(crate) word: String,
    /// As it stands there, with what follows up to the next one.
    pub(crate) shown: String,
}

impl Token {
    pub(crate) fn is_number(&self) -> bool {
        self.word.starts_with(|c: char| c.is_ascii_digit() || c == '-')
    }

    /// Whether a sentence or a block ends behind it.
    pub(crate) fn ends(&self) -> bool {
        let mut after = self.shown.chars().skip(self.word.chars().count());
        let stops = |c: char| ".?!".contains(c);
        self.shown.contains(BREAK)
            || (self.shown.ends_with(char::is_whitespace) && after.any(stops))
    }
}

/// The words and numbers of a text. A letter beside a figure starts another word, so that it makes no
/// difference whether white space was lost between them.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let text = unified(text);
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text.as_str();
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '-' | '−' if !before.is_alphanumeric() => {
                number(&rest[first.len_utf8()..]).map_or(0, |digits| first.len_utf8() + digits)
            }
            '€' | '%' => first.len_utf8(),
            _ => number(rest).unwrap_or_else(|| word(rest)),
        };
        let (taken, after) = rest.split_at(if length == 0 { first.len_utf8() } else { length });
        if length > 0 {
            let word = taken.to_lowercase().replace('−', "-");
            tokens.push(Token { word, shown: taken.to_owned() });
        } else if let Some(last) = tokens.last_mut() {
            last.shown.push_str(taken);
        }
        before = taken.chars().next_back().unwrap_or(' ');
        rest = after;
    }
    tokens
}

/// The length of the number that the text opens with: figures, points before each three of them, and a
/// comma with figures behind it.
fn number(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(text);
    if end == 0 {
        return None;
    }
    while text[end..].starts_with('.') && digits(&text[end + 1..]) == 3 {
        end += 4;
    }
    if text[end..].starts_with(',') && digits(&text[end + 1..]) > 0 {
        end += 1 + digits(&text[end + 1..]);
    }
    Some(end)
}

/// The length of the word that the text opens with.
fn word(text: &str) -> usize {
    let inside = |c: char| c.is_alphanumeric() && !c.is_ascii_digit();
    text.find(|c| !inside(c)).unwrap_or(text.len())
}

/// The text without soft hyphens, and with letters apart that were set as one.
fn unified(text: &str) -> String {
    let apart = [("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬃ", "ffi"), ("ﬄ", "ffl")];
    let text = composed(text);
    let is_changed = |c: char| matches!(c, '\u{ad}' | '\u{200b}' | '\u{fffd}' | 'ﬀ'..='ﬄ');
    if !text.contains(is_changed) {
        return text;
    }
    let text = text.replace(['\u{ad}', '\u{200b}', '\u{fffd}'], "");
    apart.iter().fold(text, |text, (one, letters)| text.replace(one, letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.word).collect()
    }

    #[test]
    fn numbers_keep_their_points_and_commas_and_words_lose_theirs() {
        assert_eq!(
            words("In 2023/24, 28 741: 1.234 of 2,5."),
            ["in", "2023", "24", "28", "741", "1.234", "of", "2,5"]
        );
        assert_eq!(words("€ 6.189.000 (-3%) 16-27"), ["€", "6.189.000", "-3", "%", "16", "27"]);
        assert_eq!(words("2025.1 van 16Kop"), ["2025", "1", "van", "16", "kop"]);
        assert_eq!(words("Ĳsselstein ﬁjn e\u{301}e\u{301}n"), ["ijsselstein", "fijn", "één"]);
    }
}
