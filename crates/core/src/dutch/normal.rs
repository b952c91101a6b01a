//! One form of a text in which words and numbers can be looked for, whatever characters spell them.
//!
//! `ze`, a soft hyphen, `ven` is `zeven`; a letter with its accent apart is one letter; `７`, `⁷`, `⑦` and `٧` are
//! 7, `Ⅶ` is `VII`. What a reader sees is never made from it: it is for looking only.

use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// A text without what cannot be seen, and with one spelling for each character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Normal {
    text: String,
    /// Where each piece begins, and the bytes that it came from; none if nothing changed.
    pieces: Option<Vec<(usize, Range<usize>)>>,
}

impl Normal {
    /// The text in which to look.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the text as it was typed from which some bytes of [`Normal::text`] came.
    #[must_use]
    pub fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let Some(pieces) = &self.pieces else { return range.clone() };
        let piece = |at: usize| {
            let index = pieces.partition_point(|(start, _)| *start <= at).checked_sub(1)?;
            pieces.get(index).map(|(_, from)| from.clone())
        };
        let start = piece(range.start).unwrap_or(0..0).start;
        let last = piece(range.end.max(range.start + 1) - 1).unwrap_or(start..start);
        start..if range.is_empty() { start } else { last.end }
    }
}

/// The normal form of a text: NFKC, without invisible characters, and with plain digits.
#[must_use]
pub fn normal(text: &str) -> Normal {
    if is_normal(text) {
        return Normal { text: text.to_owned(), pieces: None };
    }
    let mut normal = String::with_capacity(text.len());
    let mut pieces = Vec::new();
    let mut before = Digits::None;
    for cluster in clusters(text) {
        let typed = &text[cluster.clone()];
        let seen = typed.chars().filter(|c| !is_invisible(*c));
        let plain: String = seen.flat_map(spelled).nfc().collect();
        if plain.is_empty() {
            continue;
        }
        let digits = Digits::of(typed);
        // `1,5` with a raised 2 is no 1,52, and `2½` no 21/2.
        let apart = before != Digits::None && digits != Digits::None;
        if apart && (before != digits || digits == Digits::Other) {
            pieces.push((normal.len(), cluster.start..cluster.start));
            normal.push(' ');
        }
        before = digits;
        pieces.push((normal.len(), cluster));
        normal.push_str(&plain);
    }
    Normal { text: normal, pieces: Some(pieces) }
}

/// The ways in which a text can be read: its normal form, and, if it has invisible spaces, also the form in which
/// they are spaces, because such a space may stand between words as well as in one.
#[must_use]
pub fn readings(text: &str) -> Vec<String> {
    let joined = normal(text).text;
    if !text.contains(INVISIBLE_SPACE) {
        return vec![joined];
    }
    vec![joined, normal(&text.replace(INVISIBLE_SPACE, " ")).text]
}

/// Whether a character is invisible: a soft hyphen, a space without width, a mark of direction, a variant of the
/// letter before it.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    !matches!(c, ' '..='~')
        && matches!(c,
        '\u{0}'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}'
        | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{20E3}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

const INVISIBLE_SPACE: char = '\u{200B}';

fn is_normal(text: &str) -> bool {
    if text.bytes().all(|byte| matches!(byte, b'\t'..=b'\r' | b' '..=b'~')) {
        return true;
    }
    let plain = |c: char| !is_invisible(c) && !is_respelled(c) && other_digit(c).is_none();
    text.chars().all(plain) && is_nfkc_quick(text.chars()) == IsNormalized::Yes
}

/// The bytes of each character with the marks that belong to it, wherever something invisible stands between.
fn clusters(text: &str) -> Vec<Range<usize>> {
    let mut clusters: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let belongs = canonical_combining_class(c) != 0 || is_invisible(c);
        match clusters.last_mut().filter(|_| belongs) {
            Some(last) => last.end = end,
            None => clusters.push(at..end),
        }
    }
    clusters
}

/// The plain characters that say the same.
fn spelled(c: char) -> Vec<char> {
    match other_digit(c) {
        Some(value) => value.to_string().chars().collect(),
        None => std::iter::once(c).nfkc().map(respelled).collect(),
    }
}

/// The plain form of strokes that NFKC keeps apart.
fn respelled(c: char) -> char {
    match c {
        '\u{2044}' => '/',
        '\u{2010}'..='\u{2012}' | '\u{2212}' => '-',
        c => c,
    }
}

fn is_respelled(c: char) -> bool {
    respelled(c) != c
}

/// How a character is part of a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Digits {
    None,
    Plain,
    Raised,
    Lowered,
    /// A number of its own: `½`, `⑦`.
    Other,
}

impl Digits {
    fn of(typed: &str) -> Self {
        match typed.chars().find(|c| !is_invisible(*c)) {
            Some('²' | '³' | '¹' | '\u{2070}'..='\u{2079}') => Self::Raised,
            Some('\u{2080}'..='\u{2089}') => Self::Lowered,
            Some(c) if c.is_ascii_digit() || is_full_width(c) => Self::Plain,
            Some(c) if other_digit(c).is_some_and(|value| value < 10) && !is_circled(c) => {
                Self::Plain
            }
            Some(c) if c.is_numeric() && !('\u{2160}'..='\u{2188}').contains(&c) => Self::Other,
            _ => Self::None,
        }
    }
}

fn is_full_width(c: char) -> bool {
    ('\u{FF10}'..='\u{FF19}').contains(&c)
}

fn is_circled(c: char) -> bool {
    ('\u{2460}'..='\u{2793}').contains(&c)
}

/// The zero of each script that writes whole numbers with ten digits in a row, as Unicode lists them.
const ZEROS: [char; 36] = [
    '\u{660}',
    '\u{6F0}',
    '\u{7C0}',
    '\u{966}',
    '\u{9E6}',
    '\u{A66}',
    '\u{AE6}',
    '\u{B66}',
    '\u{BE6}',
    '\u{C66}',
    '\u{CE6}',
    '\u{D66}',
    '\u{DE6}',
    '\u{E50}',
    '\u{ED0}',
    '\u{F20}',
    '\u{1040}',
    '\u{1090}',
    '\u{17E0}',
    '\u{1810}',
    '\u{1946}',
    '\u{19D0}',
    '\u{1A80}',
    '\u{1A90}',
    '\u{1B50}',
    '\u{1BB0}',
    '\u{1C40}',
    '\u{1C50}',
    '\u{A620}',
    '\u{A8D0}',
    '\u{A900}',
    '\u{A9D0}',
    '\u{A9F0}',
    '\u{AA50}',
    '\u{ABF0}',
    '\u{104A0}',
];
/// The one of each row of circled numbers that NFKC does not change, and how many follow in the row.
const CIRCLED: [(char, u32, u32); 5] = [
    ('\u{24EB}', 11, 10),
    ('\u{24F5}', 1, 10),
    ('\u{2776}', 1, 10),
    ('\u{2780}', 1, 10),
    ('\u{278A}', 1, 10),
];

/// The value of a digit that NFKC does not know as one of 0 to 9.
fn other_digit(c: char) -> Option<u32> {
    if c < '\u{660}' {
        return None;
    }
    let within = |first: char, count: u32| {
        u32::from(c).checked_sub(first.into()).filter(|distance| *distance < count)
    };
    let circled =
        || CIRCLED.iter().find_map(|(one, value, count)| Some(within(*one, *count)? + value));
    ZEROS.iter().find_map(|zero| within(*zero, 10)).or_else(circled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> String {
        normal(text).text().to_owned()
    }

    #[test]
    fn what_cannot_be_seen_is_left_out() {
        for hidden in
            ["\u{AD}", "\u{200B}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{202E}", "\u{FE0F}"]
        {
            assert_eq!(seen(&format!("ze{hidden}ven jongeren")), "zeven jongeren", "{hidden:?}");
        }
        assert_eq!(seen("Code\u{FEFF}"), "Code");
        assert_eq!(seen("\u{FEFF}"), "");
    }

    #[test]
    fn a_character_has_one_spelling() {
        for (typed, plain) in [
            ("e\u{301}e\u{301}n", "één"),
            ("e\u{AD}\u{301}en", "éen"),
            ("tweee\u{308}ndertig", "tweeëndertig"),
            ("７", "7"),
            ("Ⅶ", "VII"),
            ("⁷", "7"),
            ("₇", "7"),
            ("𝟕", "7"),
            ("⑦", "7"),
            ("❼", "7"),
            ("⓬", "12"),
            ("١٢", "12"),
            ("7\u{FE0F}\u{20E3}", "7"),
            ("1\u{A0}234", "1 234"),
            ("ﬁetser in ĲSSELSTEIN", "fietser in IJSSELSTEIN"),
            ("06\u{2011}12\u{2010}34", "06-12-34"),
        ] {
            assert_eq!(seen(typed), plain, "{typed}");
        }
    }

    #[test]
    fn numbers_that_stand_together_are_not_glued() {
        for (typed, plain) in [("1,5²", "1,5 2"), ("2½", "2 1/2"), ("7¹²", "7 12"), ("①②", "1 2")]
        {
            assert_eq!(seen(typed), plain, "{typed}");
        }
    }

    #[test]
    fn the_bytes_of_a_word_are_found_back() {
        let typed = "Er zijn ze\u{AD}ven ﬁetsers en één";
        let form = normal(typed);
        for (word, expected) in
            [("zeven", "ze\u{AD}ven"), ("fietsers", "ﬁetsers"), ("één", "één"), ("Er", "Er")]
        {
            let at = form.text().find(word).unwrap();
            assert_eq!(&typed[form.origin(&(at..at + word.len()))], expected);
        }
        let same = normal("één gezin");
        assert_eq!((same.text(), same.origin(&(6..11))), ("één gezin", 6..11));
    }

    #[test]
    fn a_space_that_is_not_seen_is_read_both_ways() {
        assert_eq!(readings("zeven\u{200B}jongeren"), ["zevenjongeren", "zeven jongeren"]);
        assert_eq!(readings("ze\u{200B}ven")[0], "zeven");
        assert_eq!(readings("ze\u{AD}ven"), ["zeven"]);
    }

    #[test]
    fn marks_of_the_program_stay() {
        assert_eq!(
            seen("\u{E000}12\u{E001} \u{FFFC} “één” – ’t"),
            "\u{E000}12\u{E001} \u{FFFC} “één” – ’t"
        );
    }
}
