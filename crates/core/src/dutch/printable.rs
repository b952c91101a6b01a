//! Rewrites text for letters that lack some characters.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::normal::is_invisible;

/// The text with only characters that can be printed. A character without a letter but with a plain spelling, such as
/// `ĳ`, gets that spelling; an invisible one is left out, and for the rest `instead` is printed. Other white space is
/// a space. An accent and its letter are one character; if there is none, as on the `j` of `bíj́na`, the letter goes
/// without, as Dutch allows: each format would print something else.
#[must_use]
pub fn in_print<'a>(
    text: &'a str,
    printable: impl Fn(char) -> bool,
    instead: &str,
) -> Cow<'a, str> {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n');
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        match c {
            ' '..='~' | '\n' => out.push(c),
            c if c.is_whitespace() && (c.is_control() || !printable(c)) => out.push(' '),
            c if is_invisible(c) || is_combining_mark(c) => {}
            c if printable(c) => out.push(c),
            c => out.push_str(spelled(c, &printable).as_deref().unwrap_or(instead)),
        }
    }
    Cow::Owned(out)
}

/// Whether a character can be printed in no way, and a reader would miss it.
#[must_use]
pub fn is_lost(c: char, printable: impl Fn(char) -> bool) -> bool {
    let is_unseen = is_combining_mark(c) || is_invisible(c) && !c.is_control();
    let is_fine = c.is_ascii_graphic() || c.is_whitespace() || is_unseen;
    !is_fine && !printable(c) && spelled(c, &printable).is_none()
}

/// The characters that say the same, if all of them can be printed.
fn spelled(c: char, printable: impl Fn(char) -> bool) -> Option<String> {
    let plain: String = std::iter::once(c).nfkc().collect();
    let differs = !plain.chars().eq(std::iter::once(c));
    (differs && plain.chars().all(printable)).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> String {
        in_print(text, |c| c.is_ascii() || "éí€\u{a0}".contains(c), "?").into_owned()
    }

    #[test]
    fn what_has_no_letter_is_spelled_or_left_out() {
        for (text, expected) in [
            ("ĲSSELSTEIN blĳft", "IJSSELSTEIN blijft"),
            ("e\u{AD}én\u{200B} ﬁets", "eén fiets"),
            ("bi\u{301}j\u{301}na, e\u{301}e\u{301}n", "bíjna, één"),
            ("Onderwijs 📚", "Onderwijs ?"),
            ("7\u{FE0F}\u{20E3} ⑦", "7 7"),
            ("a\u{2003}b\tc\u{a0}€", "a b c\u{a0}€"),
        ] {
            assert_eq!(printed(text), expected, "{text}");
        }
        assert!(matches!(in_print("gewone tekst", |_| false, "?"), Cow::Borrowed(_)));
    }

    #[test]
    fn only_what_a_reader_would_miss_is_lost() {
        let lost = |c| is_lost(c, |c: char| c.is_ascii());
        assert!(lost('👍') && lost('漢') && lost('\u{E123}'));
        for c in ['ĳ', 'ﬁ', '\u{AD}', '\u{200D}', '\t', '\n', '\u{301}', '\u{2003}', 'a'] {
            assert!(!lost(c), "{c:?}");
        }
    }
}
