//! What makes no difference between two texts: what typography adds, and what fonts lack.

use unicode_normalization::UnicodeNormalization as _;

/// Text in which a letter and its accent are one, and the ligature ĳ is two letters.
pub(crate) fn composed(text: &str) -> String {
    // Nearly all text is composed already, and to see that costs a fraction of composing it again.
    if text.chars().all(is_composed) {
        return text.to_owned();
    }
    text.nfc().collect::<String>().replace('ĳ', "ij").replace('Ĳ', "IJ")
}

/// Whether a character stays as it is, whatever stands beside it: Latin letters but the ligature ĳ, and signs such as
/// quotation marks and dashes.
fn is_composed(c: char) -> bool {
    matches!(c, '\0'..='\u{2ff}' | '\u{2010}'..='\u{2069}' | '€') && !matches!(c, 'ĳ' | 'Ĳ')
}

/// Text without what typography adds: straight quotation marks, plain spaces, small letters.
pub(crate) fn plain(text: &str) -> String {
    let text: String = composed(text)
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{fffd}' | '\u{200b}'))
        .filter(|c| c.is_whitespace() || !c.is_control())
        .map(|c| match c {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    text.strip_prefix("eén").map(|rest| format!("één{rest}")).unwrap_or(text)
}

/// Whether a text is what is left of another without the characters that no font has.
pub(crate) fn is_left_of(printed: &str, text: &str) -> bool {
    let mut left = printed.chars().peekable();
    let dropped = text.chars().all(|c| left.next_if_eq(&c).is_some() || !c.is_ascii());
    dropped && left.next().is_none()
}

/// Whether a text is printed so by fonts that lack some of its characters: the name of a file or a sheet has `?`
/// there. Digits and letters of our own alphabet can always be printed.
pub(crate) fn is_printed_so(printed: &str, text: &str) -> bool {
    let is_unseen = |c: &char| matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}');
    let mut seen = text.chars().filter(|c| !is_unseen(c));
    let same = printed.chars().all(|printed| {
        seen.next().is_some_and(|c| c == printed || printed == '?' && !c.is_ascii())
    });
    same && seen.next().is_none()
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization as _;

    use super::{composed, is_composed, is_printed_so, plain};

    #[test]
    fn typography_makes_no_difference() {
        assert_eq!(plain("Eén  ‘team’\u{a0}nu"), "één 'team' nu");
        assert_eq!(plain("Ĳsselstein, e\u{301}e\u{301}n"), "ijsselstein, één");
    }

    #[test]
    fn what_is_taken_for_composed_is_composed() {
        for c in ('\0'..='\u{ffff}').filter(|c| is_composed(*c)) {
            for text in [format!("e{c}o"), format!("{c}{c}")] {
                assert_eq!(text.nfc().collect::<String>(), text);
                assert_eq!(composed(&text), text);
            }
        }
        assert_eq!(composed("e\u{301} Ĳ ĳ"), "é IJ ij");
    }

    #[test]
    fn a_name_may_have_a_question_mark_where_no_font_has_its_character() {
        assert!(is_printed_so("21 | a ?.xlsx 'b ?'!D3", "21 | a 漢.xlsx 'b 📚\u{FE0F}'!D3"));
        for (printed, text) in [("?1", "21"), ("a?", "a"), ("a", "a漢"), ("12", "1漢2")] {
            assert!(!is_printed_so(printed, text), "{printed}");
        }
    }
}
