//! What a number of the report rests on, for whoever read it there and does not know its code.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use crate::pipeline::Composition;
use pmg_core::diagnostics::counted;
use pmg_core::dutch;
use pmg_core::edition::Edition;
use pmg_report::document::{Inline, Sentence, sentences};
use pmg_report::trace::{self, Subject};

use super::{heading, listed, report, told};

/// Of so many figures at most, it is shown how they came about, with each municipality and its cell.
const WHOLE: usize = 3;

/// The text on all figures that the report prints as this number, each with the sentences that say it; `None` if it is
/// no number.
///
/// Errors: the report prints it nowhere.
pub(super) fn printed_as(typed: &str, draft: &Composition) -> Option<anyhow::Result<String>> {
    let wanted = value(typed)?;
    let mut found: Vec<(Subject, [Vec<String>; 2])> = Vec::new();
    let letter = super::letter(draft);
    for (text, document) in [Some(&draft.document), letter.as_ref()].into_iter().enumerate() {
        let sentences = document.map(sentences).unwrap_or_default();
        for (sentence, subject) in sentences.iter().flat_map(|it| printed(it, wanted)) {
            let at = found.iter().position(|(known, _)| *known == subject);
            let at = at.unwrap_or_else(|| {
                found.push((subject, Default::default()));
                found.len() - 1
            });
            if !found[at].1[text].contains(sentence) {
                found[at].1[text].push(sentence.clone());
            }
        }
    }
    if found.is_empty() {
        return Some(Err(anyhow::anyhow!(
            "nergens in het rapport of de brief staat `{typed}` als cijfer\nhint: typ het getal zoals het daar staat, of de code van de vraag"
        )));
    }
    let mut text = format!("{typed} staat er voor {}\n", counted(found.len(), "cijfer", "cijfers"));
    let is_short = found.len() > WHOLE;
    for (subject, [in_report, in_letter]) in found {
        let provenance = trace::provenance(&subject, &draft.facts, Edition::Draft);
        let provenance = provenance.expect("everything printed rests on something");
        let about = if is_short { heading(&provenance) + "\n" } else { told(&provenance) };
        _ = write!(text, "\n{about}");
        report(in_report.into_iter(), &mut text);
        listed("in de brief", in_letter.into_iter(), &mut text);
    }
    Some(Ok(text))
}

/// The figures of a sentence that are printed as this number, each with the sentence.
fn printed<'a>(
    sentence: &'a Sentence,
    wanted: Decimal,
) -> impl Iterator<Item = (&'a String, Subject)> {
    sentence.content.iter().filter_map(move |inline| {
        let Inline::Marked { text, basis } = inline else { return None };
        (value(text) == Some(wanted)).then(|| (&sentence.text, Subject::of(basis)))
    })
}

/// A number as a report prints it: `576`, `1.234`, `20,4`, `€ 1.500`, `€ 143 miljoen`, `negen`; `None` if it is none.
fn value(text: &str) -> Option<Decimal> {
    let bare = text.trim().trim_start_matches('€').trim();
    let in_words = ["miljoen", "miljard"].into_iter().find_map(|words| bare.strip_suffix(words));
    let bare = in_words.unwrap_or(bare).trim();
    if let Some(count) = dutch::counted(bare) {
        return Some(count.into());
    }
    let (whole, decimals) = match bare.split_once(',') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        // A point parts groups of three figures; any other is meant for a comma.
        None => match bare.rsplit_once('.') {
            Some((whole, decimals)) if decimals.len() != 3 => (whole, Some(decimals)),
            _ => (bare, None),
        },
    };
    let (first, groups) = match whole.split_once('.') {
        Some((first, rest)) => (first, rest.split('.').collect()),
        None => (whole, Vec::new()),
    };
    let is_figures = |part: &&str| part.bytes().all(|it| it.is_ascii_digit()) && !part.is_empty();
    let is_number = is_figures(&first)
        && groups.iter().all(|group| group.len() == 3)
        && groups.iter().chain(decimals.as_ref()).all(is_figures);
    let plain = format!("{first}{}.{}", groups.concat(), decimals.unwrap_or("0"));
    is_number.then(|| plain.parse().ok().map(|value: Decimal| value.normalize())).flatten()
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn a_number_is_the_same_however_the_report_writes_it() {
        for (text, other) in [
            ("576", "576"),
            ("1.234", "1234"),
            ("€ 1.500", "1500"),
            ("20,40", "20,4"),
            ("20.4", "20,4"),
            ("1.234.567,5", "1234567,50"),
            ("Negen", "9"),
            ("één", "1"),
            ("€\u{a0}143 miljoen", "143"),
        ] {
            assert!(value(text).is_some() && value(text) == value(other), "{text}");
        }
        for text in [
            "een",
            "ajb.aangemeld",
            "GM0363",
            "minder dan 10",
            "niet getoond",
            "",
            "1 maart 2024",
            "1.23.4",
            ".5",
            "1,2,3",
            "1.2345,6",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
