//! Writes text so that it stays text in HTML and XML: `&`, `<`, `>` and quotation marks by their names.

use std::fmt;

/// A text in which what a language takes for markup is written by its name, wherever it is displayed.
#[derive(Debug, Clone, Copy)]
pub struct Escaped<'a> {
    text: &'a str,
    /// What the language wants in place of one more character; `None` if it may stand there.
    instead: fn(char) -> Option<&'static str>,
}

/// The text for HTML: harmless between tags and in a quoted attribute. Leaves out control characters, which HTML
/// refuses and nobody sees.
#[must_use]
pub fn html(text: &str) -> Escaped<'_> {
    let instead = |c: char| match c {
        '\'' => Some("&#39;"),
        '\n' | '\r' | '\t' => None,
        c => c.is_control().then_some(""),
    };
    Escaped { text, instead }
}

/// The text for XML 1.0: harmless between tags and in an attribute with double quotation marks. Leaves out the
/// characters that XML refuses.
#[must_use]
pub fn xml(text: &str) -> Escaped<'_> {
    let instead = |c: char| match c {
        // Bare, it would be read as a line end.
        '\r' => Some("&#13;"),
        '\n' | '\t' => None,
        '\0'..' ' | '\u{fffe}' | '\u{ffff}' => Some(""),
        _ => None,
    };
    Escaped { text, instead }
}

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut done = 0;
        for (index, character) in self.text.char_indices() {
            let replacement = match character {
                '&' => Some("&amp;"),
                '<' => Some("&lt;"),
                '>' => Some("&gt;"),
                '"' => Some("&quot;"),
                other => (self.instead)(other),
            };
            if let Some(replacement) = replacement {
                f.write_str(&self.text[done..index])?;
                f.write_str(replacement)?;
                done = index + character.len_utf8();
            }
        }
        f.write_str(&self.text[done..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_can_become_markup() {
        let hostile = "<b a=\"1\" c='2'>&amp;é";
        let (html, xml) = (html(hostile).to_string(), xml(hostile).to_string());
        assert_eq!(html, "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;é");
        assert_eq!(xml, "&lt;b a=&quot;1&quot; c='2'&gt;&amp;amp;é");
    }

    #[test]
    fn characters_that_a_language_refuses_are_left_out() {
        let odd = "a\u{0}\u{8}\tb\n\u{b}c\r\u{1f}\u{85} \u{fffe}d";
        assert_eq!(html(odd).to_string(), "a\tb\nc\r \u{fffe}d");
        assert_eq!(xml(odd).to_string(), "a\tb\nc&#13;\u{85} d");
    }
}
