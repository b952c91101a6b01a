//! Capitals at the start of a sentence, as Dutch sets them: `Eén`, `IJs`, `’s Ochtends`.

/// The text with a capital at its start, as a sentence has it.
///
/// `één` is `Eén`, `ijs` is `IJs`; what stands before the first letter is passed over: `“Drie`. Where
/// the first word is clipped, the next one has the capital: `’s Ochtends`, but `’s-Hertogenbosch` stays.
#[must_use]
pub fn capitalise(text: &str) -> String {
    let mut word = 0;
    for character in text.chars() {
        match clipped(&text[word..]) {
            Some(length) => {
                word += length;
                break;
            }
            None if is_opening(character) => word += character.len_utf8(),
            None => break,
        }
    }
    let (before, rest) = text.split_at(word);
    format!("{before}{}", upper(rest))
}

/// Whether a character can stand before the first letter of a sentence.
#[must_use]
pub fn is_opening(character: char) -> bool {
    "“‘\"([".contains(character)
}

/// The part of the text to pass over if a clipped word comes first: `'t ` with its space. A word with a hyphen is a
/// name, and all of it is passed over.
fn clipped(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['\'', '’', '‘'])?;
    let rest = rest.strip_prefix(['s', 't', 'n', 'k', 'm'])?;
    match rest.chars().next() {
        Some('-') => Some(text.len()),
        Some(space) if space.is_whitespace() => Some(text.len() - rest.len() + space.len_utf8()),
        _ => None,
    }
}

fn upper(text: &str) -> String {
    for (small, capital) in [("één", "Eén"), ("ij", "IJ")] {
        if let Some(rest) = text.strip_prefix(small) {
            return format!("{capital}{rest}");
        }
    }
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::capitalise;

    #[test]
    fn a_sentence_starts_with_a_capital() {
        for (text, at_start) in [
            ("drie", "Drie"),
            ("één gemeente", "Eén gemeente"),
            ("élan", "Élan"),
            ("12", "12"),
            ("", ""),
            ("IJmuiden", "IJmuiden"),
            ("ijveren", "IJveren"),
        ] {
            assert_eq!(capitalise(text), at_start);
        }
    }

    #[test]
    fn a_clipped_word_passes_the_capital_on_and_a_name_keeps_its_own() {
        for (text, at_start) in [
            ("’s-Hertogenbosch", "’s-Hertogenbosch"),
            ("'s-Hertogenbosch en Breda", "'s-Hertogenbosch en Breda"),
            ("’s ochtends", "’s Ochtends"),
            ("'t is", "'t Is"),
            ("’n ijsje", "’n IJsje"),
        ] {
            assert_eq!(capitalise(text), at_start);
        }
    }

    #[test]
    fn a_quotation_mark_before_the_first_letter_is_passed_over() {
        assert_eq!(capitalise("“zeven”"), "“Zeven”");
        assert_eq!(capitalise("(één)"), "(Eén)");
        assert_eq!(capitalise("“’s ochtends”"), "“’s Ochtends”");
        assert_eq!(capitalise("‘s ochtends"), "‘s Ochtends");
    }
}
