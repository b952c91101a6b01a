//! Texts of the team with constants in them: `loopt op tot {budget-structureel} per jaar`.
//!
//! What such a text says in numbers stands in `constanten.toml`, with its source, and nowhere else.

use std::collections::BTreeMap;

use super::constants::Constant;
use super::error::{At, Fault};
use crate::dutch;
use crate::near;

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words, as they are printed.
    Words(&'a str),
    /// A constant, by its name.
    Constant(&'a str),
}

/// The pieces of a text in their order: what stands between braces is a constant.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, name, after)) = next(rest) {
        found.extend((!before.is_empty()).then_some(Piece::Words(before)));
        found.push(Piece::Constant(name));
        rest = after;
    }
    found.extend((!rest.is_empty()).then_some(Piece::Words(rest)));
    found
}

/// What stands before the first constant, its name, and what stands behind it.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name.trim(), after))
}

/// Tells what is wrong with words in which no constant can stand, such as a name: a brace, or a number other than `year`.
pub(super) fn check_plain(text: &str, year: Option<i16>, at: &At, faults: &mut Vec<Fault>) {
    if text.contains(['{', '}']) {
        let hint = "een gegeven tussen accolades kan alleen in een lopende tekst";
        faults.push(Fault::new(at.clone(), "hier kan geen accolade staan", hint));
        return;
    }
    let is_year = |number: &str| year.is_some_and(|year| number == year.to_string());
    let numbers = dutch::numbers(text).into_iter().filter_map(|bytes| text.get(bytes));
    for number in numbers.filter(|number| !is_year(number)) {
        faults.push(Fault::new(
            at.clone(),
            format!("hier staat een getal: `{number}`"),
            "niemand telt het na; schrijf het zonder getal",
        ));
    }
}

/// Whether a constant stands by itself between these texts: glued to something else, it would be another number.
fn is_apart(before: &str, after: &str) -> bool {
    let opens = |c: char| c.is_whitespace() || "(‘“\"'".contains(c);
    let mut behind = after.chars();
    let ends = match behind.next() {
        None => true,
        Some(c) if c.is_whitespace() || ")’”\"'".contains(c) => true,
        Some(c) if ".,;:!?".contains(c) => {
            behind.next().is_none_or(|c| c.is_whitespace() || ")’”\"'".contains(c))
        }
        Some(_) => false,
    };
    ends && before.chars().next_back().is_none_or(opens)
}

/// Tells what is wrong with a text: a constant that the year does not have, or that is glued to something else, a brace
/// by itself, or a number.
pub(super) fn check(
    text: &str,
    at: &At,
    constants: Option<&BTreeMap<String, Constant>>,
    faults: &mut Vec<Fault>,
) {
    let mut fault = |message: String, hint: String| {
        faults.push(Fault::new(at.clone(), message, hint));
    };
    let mut rest = text;
    let mut said = String::new();
    while let Some((before, name, after)) = next(rest) {
        said.push_str(before);
        if !is_apart(&said, after) {
            fault(
                format!("`{{{name}}}` staat vast aan wat ervoor of erachter staat"),
                "zet er een spatie tussen: anders staat er een ander getal".to_owned(),
            );
        }
        "}".clone_into(&mut said);
        rest = after;
    }
    for piece in pieces(text) {
        match piece {
            Piece::Constant(name) => {
                let Some(constants) = constants.filter(|known| !known.contains_key(name)) else {
                    continue;
                };
                let hint = near::suggestion(name, constants.keys().map(String::as_str));
                let hint =
                    hint.unwrap_or_else(|| "zet het daar bij, met de bron erachter".to_owned());
                fault(format!("constanten.toml heeft geen gegeven `{name}`"), hint);
            }
            Piece::Words(words) if words.contains(['{', '}']) => fault(
                "hier staat een accolade los".to_owned(),
                "een gegeven uit constanten.toml staat tussen twee accolades, zoals {budget-structureel}".to_owned(),
            ),
            Piece::Words(words) => {
                let numbers = dutch::numbers(words).into_iter();
                for number in numbers.filter_map(|bytes| words.get(bytes)) {
                    fault(
                        format!("in deze tekst staat een getal: `{number}`"),
                        "zet het met zijn bron in constanten.toml, en schrijf hier de naam tussen accolades, zoals {budget-structureel}".to_owned(),
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_its_constants() {
        let words = Piece::Words;
        for (text, expected) in [
            ("", vec![]),
            ("geld", vec![words("geld")]),
            ("{a}", vec![Piece::Constant("a")]),
            (
                "van { a } tot {b}.",
                vec![
                    words("van "),
                    Piece::Constant("a"),
                    words(" tot "),
                    Piece::Constant("b"),
                    words("."),
                ],
            ),
            ("los { en }{", vec![words("los "), Piece::Constant("en"), words("{")]),
            ("los }", vec![words("los }")]),
        ] {
            assert_eq!(pieces(text), expected, "{text}");
        }
    }

    #[test]
    fn a_number_an_unknown_constant_and_a_loose_brace_are_told() {
        let constant =
            Constant { text: "drie".to_owned(), source: "de brief".to_owned(), elsewhere: false };
        let constants = BTreeMap::from([("pijlers".to_owned(), constant)]);
        let said = |text: &str| {
            let mut faults = Vec::new();
            check(text, &At::default(), Some(&constants), &mut faults);
            faults.into_iter().map(|it| format!("{} ({})", it.message, it.hint)).collect::<Vec<_>>()
        };
        assert_eq!(said("De aanpak heeft {pijlers} pijlers."), [""; 0]);
        assert_eq!(
            said("De aanpak heeft {pijler} pijlers en zes bouwstenen, en {."),
            [
                "constanten.toml heeft geen gegeven `pijler` (bedoelt u `pijlers`?)",
                "hier staat een accolade los (een gegeven uit constanten.toml staat tussen twee accolades, zoals {budget-structureel})",
            ]
        );
        assert_eq!(
            said("Dat zijn zes bouwstenen."),
            [
                "in deze tekst staat een getal: `zes` (zet het met zijn bron in constanten.toml, en schrijf hier de naam tussen accolades, zoals {budget-structureel})"
            ]
        );
    }
}
