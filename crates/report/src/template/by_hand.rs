//! Finds words such as `andere` that a template types next to a number instead of passing them to the function:
//! nothing then guards against counting twice.

use std::collections::BTreeMap;

use pmg_core::cycle::Template;

use super::{errors, functions};

/// The messages on such words, one for each.
pub(crate) fn typed_by_hand(templates: &BTreeMap<String, Template>) -> Vec<String> {
    let told = templates.values().flat_map(|template| {
        typed(&template.text).into_iter().map(|(word, at)| {
            let message = format!(
                "typ `{word}` niet zelf bij een aantal; schrijf `bij=\"{}\"` in de functie, en met `naast=…` wie er al is geteld",
                word.to_lowercase(),
            );
            errors::placed(&message, template, at..at + 2)
        })
    });
    told.collect()
}

/// Such words next to a number, each with the byte at which the expression for the number begins.
fn typed(text: &str) -> Vec<(&'static str, usize)> {
    let found = text.match_indices("{{").filter_map(|(at, _)| {
        let (tag, after) = text[at + 2..].split_once("}}")?;
        let tag = tag.trim_start_matches('-').trim_start();
        let counts = functions::counting().any(|name| {
            tag.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('('))
        });
        let word = typed_before(&text[..at])
            .or_else(|| typed_after(after).filter(|_| tag.contains("kaal=true")))?;
        counts.then_some((word, at))
    });
    found.collect()
}

/// Such a word at the end of the text before a number; `None` if there is none. `nu nog` is about time, so `nog` by
/// itself counts only with a capital: at the start of a sentence.
fn typed_before(before: &str) -> Option<&'static str> {
    const WORDS: [&str; 7] =
        ["nog eens", "Nog eens", "Nog", "andere", "Andere", "overige", "Overige"];
    let before = before.trim_end();
    let ends = |word: &&&str| {
        let rest = before.strip_suffix(**word);
        rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    };
    WORDS.iter().find(ends).copied()
}

/// Such a word between a bare number and its noun; `None` if there is none.
fn typed_after(after: &str) -> Option<&'static str> {
    const WORDS: [&str; 5] = ["andere", "ander", "overige", "resterende", "verdere"];
    let first = after.split_whitespace().next()?;
    WORDS.iter().find(|word| **word == first).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_nothing_checks_is_found_before_a_number() {
        let found = typed("Kop\n\nNog eens {{ gemeenten(van=\"ajb\") }} beginnen.");
        assert_eq!(found, [("Nog eens", 14)]);
        for text in
            ["Twee andere {{- som (maat=\"x\") }}", "{% else -%}\nNog {{ register(wat=\"x\") }}"]
        {
            assert_eq!(typed(text).len(), 1, "{text}");
        }
        let bare = "{{ gemeenten(van=\"ajb\", kaal=true) }} andere gemeenten";
        assert_eq!(typed(bare), [("andere", 0)]);
        for text in [
            "Daarvan krijgen nu nog {{ waarde(maat=\"x\", gemeente=\"y\") }} hulp.",
            "Een andere {{ u.naam }}",
            "Zo zetten {{ gemeenten(van=\"ajb\") }} andere middelen in.",
            "Samen {{ som(maat=\"x\") }}",
            "Zij zijn veranderende {{ som(maat=\"x\") }}",
        ] {
            assert_eq!(typed(text), [], "{text}");
        }
    }
}
