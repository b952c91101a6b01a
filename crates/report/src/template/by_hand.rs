//! Words such as `andere` that a template types itself at a number: nobody then looks after who was counted before.

use std::collections::BTreeMap;

use pmg_core::cycle::Template;

use super::{errors, functions};

/// Tells of each such word that a template types itself at a number: nothing then looks after it.
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

/// Such words at a number, and the byte at which what asks for the number begins.
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

/// Such a word at the end of what stands before a number. `nu nog` is about time; only at the start
/// of a sentence is `Nog` about others.
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

/// Such a word between a bare number and its noun.
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
