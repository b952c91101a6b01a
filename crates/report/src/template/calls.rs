//! Finds the calls of functions in templates whose codes can be checked before anything is written: also
//! where a condition keeps the call from being made this year.

use std::collections::BTreeSet;
use std::ops::Range;

use super::compared::{Compared, compared};
use super::pieces::{Kind, pieces};

/// Functions of which `van` is no list of interventions.
const OTHER_VAN: [&str; 2] = ["procent", "periode"];

/// A call in a template, or a code that something is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call {
    /// The bytes of the template that it takes.
    pub(super) range: Range<usize>,
    /// Calls that fail if a code in it is wrong: the call itself, or as much of it as is typed out.
    pub(super) checks: Vec<String>,
    /// The sheets without which it is not made, by `{% if gevraagd(blad="…") %}` around it.
    pub(super) sheets: Vec<String>,
    /// The code that is compared with; `None` for a call.
    pub(super) compared: Option<Compared>,
}

/// The calls of these functions in a template.
pub(super) fn calls(template: &str, functions: &BTreeSet<&str>) -> Vec<Call> {
    let mut found = Vec::new();
    // Of each block that is open, the sheets that it asks for.
    let mut open: Vec<Vec<String>> = Vec::new();
    for piece in pieces(template) {
        if piece.kind == Kind::Tag {
            let tag = piece.inside(template);
            match tag.split(|c: char| !c.is_alphanumeric() && c != '_').next() {
                Some("if" | "for") => open.push(asked(tag)),
                Some("elif" | "else") => {
                    open.pop();
                    open.push(asked(tag));
                }
                Some("endif" | "endfor") => _ = open.pop(),
                _ => {}
            }
        }
        if matches!(piece.kind, Kind::Expression | Kind::Tag) {
            let text = &template[piece.range.clone()];
            let codes = compared(text).into_iter().map(|(range, code)| Call {
                range: piece.range.start + range.start..piece.range.start + range.end,
                checks: Vec::new(),
                sheets: Vec::new(),
                compared: Some(code),
            });
            let calls = codes.chain(in_piece(template, piece.range.clone(), functions));
            found.extend(calls.map(|call| Call { sheets: open.concat(), ..call }));
        }
    }
    found
}

/// The sheets that must be part of the questionnaire for the condition to hold.
fn asked(condition: &str) -> Vec<String> {
    const ASKS: &str = "gevraagd(blad=";
    if condition.contains(" or ") {
        return Vec::new();
    }
    let asks = condition.match_indices(ASKS).filter(|(at, _)| !condition[..*at].ends_with("not "));
    let sheets = asks.filter_map(|(at, _)| {
        let value = condition[at + ASKS.len()..].strip_prefix(is_quote)?;
        value.split(is_quote).next().map(str::to_owned)
    });
    sheets.collect()
}

fn in_piece(template: &str, piece: Range<usize>, functions: &BTreeSet<&str>) -> Vec<Call> {
    let text = &template[piece.clone()];
    let mut found = Vec::new();
    let mut string = None;
    for (at, c) in text.char_indices() {
        match string {
            Some(quote) => string = (c != quote).then_some(quote),
            None if is_quote(c) => string = Some(c),
            None if c == '(' => found.extend(call(text, at, functions).map(|call| Call {
                range: piece.start + call.range.start..piece.start + call.range.end,
                ..call
            })),
            None => {}
        }
    }
    found
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`')
}

/// The call whose bracket opens here.
fn call(text: &str, open: usize, functions: &BTreeSet<&str>) -> Option<Call> {
    let before = text[..open].trim_end();
    let name = before.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    let start = before.len() - name.len();
    let is_function = functions.contains(name) && !before[..start].trim_end().ends_with(['.', '|']);
    let end = open + 1 + closing(&text[open + 1..])?;
    // A call that has an argument without a name does not parse: that is another fault.
    let arguments = arguments(&text[open + 1..end])?;
    is_function.then(|| Call {
        range: start..end + 1,
        checks: checks(name, &arguments),
        sheets: Vec::new(),
        compared: None,
    })
}

/// Where the bracket closes that opened before this text.
fn closing(text: &str) -> Option<usize> {
    at_depth(text).find(|(_, c, depth)| *c == ')' && *depth < 0).map(|(at, ..)| at)
}

/// The characters outside strings, each with how many brackets are open after it.
fn at_depth(text: &str) -> impl Iterator<Item = (usize, char, i32)> {
    let mut depth = 0;
    let mut string = None;
    text.char_indices().filter_map(move |(at, c)| {
        match string {
            Some(quote) => {
                string = (c != quote).then_some(quote);
                return None;
            }
            None if is_quote(c) => string = Some(c),
            None if matches!(c, '(' | '[' | '{') => depth += 1,
            None if matches!(c, ')' | ']' | '}') => depth -= 1,
            None => {}
        }
        Some((at, c, depth))
    })
}

/// An argument: its name, and its value as it is typed.
type Argument<'a> = (&'a str, &'a str);

/// The arguments; `None` if one of them has no name.
fn arguments(inside: &str) -> Option<Vec<Argument<'_>>> {
    let commas = at_depth(inside).filter(|(_, c, depth)| *c == ',' && *depth == 0);
    let mut ends: Vec<usize> = commas.map(|(at, ..)| at).collect();
    ends.push(inside.len());
    let mut start = 0;
    let mut found = Vec::new();
    for end in ends {
        let argument = &inside[start..end];
        start = end + 1;
        if !argument.trim().is_empty() {
            let (name, value) = argument.split_once('=')?;
            found.push((name.trim(), value.trim()));
        }
    }
    Some(found)
}

/// Whether a value is typed out, so that it is the same each time.
fn is_literal(value: &str) -> bool {
    let inner = value.strip_prefix(is_quote).and_then(|rest| rest.strip_suffix(is_quote));
    inner.is_some_and(|inner| !inner.contains(is_quote))
        || matches!(value, "true" | "false")
        || !value.is_empty() && value.chars().all(|c| c.is_ascii_digit() || c == '-')
}

/// The calls that fail if a code in this one is wrong.
fn checks(name: &str, arguments: &[Argument<'_>]) -> Vec<String> {
    let written = |(name, value): &Argument<'_>| format!("{name}={value}");
    if arguments.iter().all(|(_, value)| is_literal(value)) {
        let arguments: Vec<String> = arguments.iter().map(written).collect();
        return vec![format!("{name}({})", arguments.join(", "))];
    }
    let literal = |wanted: &str| {
        arguments.iter().find(|(name, value)| *name == wanted && is_literal(value)).map(written)
    };
    let measure = literal("maat").map(|it| format!("n({it})"));
    let van = literal("van").filter(|_| !OTHER_VAN.contains(&name));
    let interventions = van.map(|it| match literal("status") {
        Some(status) => format!("n({it}, {status})"),
        None => format!("n({it})"),
    });
    measure.into_iter().chain(interventions).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn found(template: &str) -> Vec<(&str, Vec<String>)> {
        let functions = BTreeSet::from(["som", "n", "gemeenten", "ww", "dekking", "waarde"]);
        let calls = calls(template, &functions);
        calls.into_iter().map(|call| (&template[call.range], call.checks)).collect()
    }

    #[test]
    fn a_call_with_everything_typed_out_is_checked_as_it_stands() {
        let template = "som(a) {# som(maat=\"x\") #}{% if n(van=\"ajb\") > 0 %}{{ som(maat = 'a.b', bij=\"(nog)\", kaal=true) | x }}{% endif %}{{ dekking() }}";
        let expected = [
            ("n(van=\"ajb\")", "n(van=\"ajb\")"),
            (
                "som(maat = 'a.b', bij=\"(nog)\", kaal=true)",
                "som(maat='a.b', bij=\"(nog)\", kaal=true)",
            ),
            ("dekking()", "dekking()"),
        ];
        let expected = expected.map(|(text, check)| (text, vec![check.to_owned()]));
        assert_eq!(found(template), expected);
    }

    #[test]
    fn of_a_call_with_a_name_in_it_the_codes_are_checked() {
        let template = "{{ waarde(maat=\"a.b\", gemeente=g.code) }}{% for x in gemeenten(van=\"a+b\", status=\"gepland\", bij=y) %}{{ waarde(maat=m, gemeente=som(maat=\"c.d\")) }}{% endfor %}";
        let found = found(template);
        let checks: Vec<&str> = found.iter().flat_map(|(_, it)| it).map(String::as_str).collect();
        let expected =
            ["n(maat=\"a.b\")", "n(van=\"a+b\", status=\"gepland\")", "som(maat=\"c.d\")"];
        assert_eq!(checks, expected);
    }

    #[test]
    fn a_call_knows_the_sheets_that_it_is_made_with() {
        let template = "{% if gevraagd(blad=\"a\") and n(van=\"b\") > 0 %}{% for x in y %}{{ som(maat=\"c\") }}{% endfor %}{% else %}{{ som(maat=\"d\") }}{% endif %}{{ som(maat=\"e\") }}{% if not gevraagd(blad=\"f\") %}{{ som(maat=\"g\") }}{% endif %}";
        let calls = calls(template, &BTreeSet::from(["n", "som"]));
        let sheets: Vec<String> = calls.iter().map(|call| call.sheets.concat()).collect();
        assert_eq!(sheets, ["a", "a", "", "", ""]);
    }

    #[test]
    fn what_is_not_closed_or_is_no_function_is_passed_over() {
        assert_eq!(
            found("{{ som(maat=\"a\" }}{{ x.som(maat=\"a\") }}{{ y | som(maat=\"a\") }}"),
            []
        );
        assert_eq!(found("{{ \"som(maat=1)\" }}{% raw %}{{ som(maat=\"a\") }}{% endraw %}"), []);
    }
}
