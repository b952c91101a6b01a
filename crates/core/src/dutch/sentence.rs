//! Where a Dutch sentence starts: the one definition that all rooms share.

use super::capital::is_opening;

/// Abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: [&str; 28] = [
    "art.", "bijv.", "bv.", "ca.", "d.d.", "d.w.z.", "dhr.", "dr.", "drs.", "evt.", "excl.",
    "ing.", "incl.", "ir.", "jl.", "m.b.t.", "m.n.", "m.u.v.", "mevr.", "mr.", "mw.", "nr.",
    "o.a.", "prof.", "resp.", "st.", "t.a.v.", "t/m.",
];
/// Signs that close what was quoted or put between brackets, behind the sign that ends a sentence.
const CLOSING: [char; 5] = ['”', '’', '"', ')', ']'];

/// Whether a sentence starts right behind this text, as far as the text tells: it is empty, or ends with a sign that ends a
/// sentence and a space.
///
/// An opening quotation mark or bracket belongs to the new sentence. `bijv.` and an initial (`J.`) end none.
#[must_use]
pub fn starts_sentence(before: &str) -> bool {
    let before = before.trim_end_matches(is_opening);
    let said = before.trim_end();
    if said.is_empty() {
        return true;
    }
    let end = said.trim_end_matches(CLOSING);
    if said.len() == before.len() || !end.ends_with(['.', '!', '?', '…']) {
        return false;
    }
    let last_word = said.rsplit(char::is_whitespace).next().unwrap_or_default();
    let last_word = last_word.trim_start_matches(is_opening);
    let mut letters = last_word.strip_suffix('.').unwrap_or_default().chars();
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    !is_initial && !ABBREVIATIONS.contains(&last_word.to_lowercase().as_str())
}

/// Whether a sentence starts between these two texts: so far as both tell, since one does not start with a small letter.
#[must_use]
pub fn is_sentence_start(before: &str, after: &str) -> bool {
    starts_sentence(before) && !goes_on(after)
}

/// Whether a text goes on with a small letter; `’s-Hertogenbosch` and `’t Is` start a sentence all the same.
fn goes_on(after: &str) -> bool {
    let mut rest = after.chars();
    if let (Some('’' | '\''), Some('s' | 't'), Some('-' | ' '), Some(next)) =
        (rest.next(), rest.next(), rest.next(), rest.next())
        && next.is_uppercase()
    {
        return false;
    }
    after.trim_start_matches(is_opening).starts_with(char::is_lowercase)
}

/// The sentences of a text, in their order, each without the spaces around it; none of them is empty.
#[must_use]
pub fn sentences(text: &str) -> Vec<&str> {
    let starts = text.char_indices().filter(|(at, c)| {
        let before = &text[..*at];
        !c.is_whitespace()
            && before.ends_with(char::is_whitespace)
            && is_sentence_start(before, &text[*at..])
    });
    let mut starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    starts.push(text.len());
    let mut from = 0;
    let mut found = Vec::new();
    for start in starts {
        let sentence = text[from..start].trim();
        if !sentence.is_empty() {
            found.push(sentence);
        }
        from = start;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_starts_after_a_full_stop_and_a_space() {
        for before in ["", " ", "“", "Ja. ", "Ja? “", "“Ja.” ", "(Ja.) ", "Het is zo! ("] {
            assert!(starts_sentence(before), "{before}");
        }
        for before in [
            "Ja.",
            "Ja, ",
            "in ",
            "om 1.",
            "Het gaat (o.a. ",
            "Bijv. ",
            "zie nr. ",
            "de “",
            "Mevr. ",
            "Volgens J. ",
        ] {
            assert!(!starts_sentence(before), "{before}");
        }
    }

    #[test]
    fn a_text_is_all_its_sentences() {
        for (text, expected) in [
            (
                "Het waren er 1.210. Dat is veel! Of niet?",
                &["Het waren er 1.210.", "Dat is veel!", "Of niet?"][..],
            ),
            (
                "Zij leren bijv. koken. “Dat is leuk.” Zij komen terug.",
                &["Zij leren bijv. koken.", "“Dat is leuk.”", "Zij komen terug."],
            ),
            (
                "Scholen, buurten enz. doen mee. 33 leerlingen ook.",
                &["Scholen, buurten enz. doen mee.", "33 leerlingen ook."],
            ),
            (
                "Dat doet mevr. J. de Wit. ’s-Hertogenbosch ook.",
                &["Dat doet mevr. J. de Wit.", "’s-Hertogenbosch ook."],
            ),
            ("Wacht… Het gaat goed.\nEcht.", &["Wacht…", "Het gaat goed.", "Echt."]),
            ("  ", &[]),
        ] {
            assert_eq!(sentences(text), expected, "{text}");
        }
    }
}
