//! Says in Dutch what Tera says in English, with what to do about it.

use super::blocks::{names_at, open_at, unclosed, word};
use super::site::{Diagnosis, Site};
use pmg_core::near::did_you_mean;

/// Our own filters.
const OWN_FILTERS: [&str; 4] = ["lijst", "meervoud", "hoofdletter", "maand"];
/// The filters that Tera has.
const FILTERS: [&str; 39] = [
    "abs",
    "capitalize",
    "default",
    "double",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "shout",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];
/// The tests that Tera has, after `is`.
const TESTS: [&str; 18] = [
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
    "null",
];
/// The tags that Tera has.
const TAGS: [&str; 20] = [
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "endfor",
    "set",
    "set_global",
    "endset",
    "include",
    "extends",
    "block",
    "endblock",
    "filter",
    "endfilter",
    "raw",
    "endraw",
    "break",
    "continue",
    "component",
];

/// What is wrong in Dutch, and the part of the template that it is about.
pub(super) fn diagnosis(message: &str, may_be_ours: bool, site: &Site) -> Diagnosis {
    let told = limits(message, site)
        .or_else(|| names(message, site))
        .or_else(|| blocks(message, site))
        .or_else(|| arguments(message, site))
        .or_else(|| tokens(message, site))
        .or_else(|| values(message, site));
    // A function said in Dutch what is wrong; the fault is the word that it names.
    told.unwrap_or_else(|| site.at_word(quoted(message, 0), &unknown(message, may_be_ours)))
}

/// Stands before a message that nobody translated.
pub(super) const UNKNOWN: &str = "dit klopt hier niet; de sjabloontaal meldt: ";

/// A message that has no translation. Those of our own functions are in Dutch already and start with a small letter.
pub(super) fn unknown(message: &str, may_be_ours: bool) -> String {
    if may_be_ours && !message.starts_with(char::is_uppercase) {
        message.to_owned()
    } else {
        format!("{UNKNOWN}{message}")
    }
}

/// What stands between backticks, counted from zero.
fn quoted(message: &str, index: usize) -> &str {
    message.split('`').nth(index * 2 + 1).unwrap_or_default()
}

/// `; bedoelde u …?`, or else all that it can be.
fn meant(wrong: &str, known: &[&str]) -> String {
    let meant = did_you_mean(wrong, known.iter().copied());
    if !meant.is_empty() || known.is_empty() {
        return meant;
    }
    let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    format!(
        "; wel {}",
        pmg_core::dutch::list(&known.iter().map(String::as_str).collect::<Vec<_>>())
    )
}

/// Names that are not there: of functions, filters, templates, variables and fields.
fn names(message: &str, site: &Site) -> Option<Diagnosis> {
    let name = quoted(message, 0);
    let after =
        |start: &str| message.split_once(start).map(|(_, names)| names.split(", ").collect());
    let say = |what: &str, known: &[&str]| {
        site.at_word(name, &format!("{what} `{name}`{}", did_you_mean(name, known.iter().copied())))
    };
    Some(if message.starts_with("Unknown function") {
        say("geen functie", site.functions)
    } else if message.starts_with("Unknown filter") {
        let known: Vec<&str> = FILTERS.iter().chain(&OWN_FILTERS).copied().collect();
        say("geen filter", &known)
    } else if message.starts_with("Unknown test") {
        say("na `is` kan dit niet staan:", &TESTS)
    } else if message.starts_with("Unknown template") {
        say("geen sjabloon", &site.templates)
    } else if message.starts_with("Variable") && message.contains("is not defined") {
        let mut known: Vec<&str> = after("Available variables: ").unwrap_or_default();
        known.extend(names_at(site.source, site.start));
        known.sort_unstable();
        known.dedup();
        variable(name, &known, site)
    } else if message.starts_with("Variable") {
        site.here(format!("`{name}` is hier leeg"))
    } else if message.starts_with("Field") && message.contains("is not defined") {
        let known: Vec<&str> = after("Available fields: ").unwrap_or_default();
        site.at_word(name, &format!("geen veld `{name}`{}", meant(name, &known)))
    } else {
        return None;
    })
}

/// A name that nobody set; often a function without brackets, or a code without quotation marks.
fn variable(name: &str, known: &[&str], site: &Site) -> Diagnosis {
    let is_argument = site.source[..site.start].trim_end().ends_with('=');
    site.here(if site.functions.contains(&name) {
        format!("`{name}` is een functie; schrijf er haakjes achter: `{name}(…)`")
    } else if is_argument {
        format!(
            "`{name}` is hier niet bekend; een code of tekst hoort tussen rechte aanhalingstekens, zoals `\"ajb\"`"
        )
    } else {
        let near = did_you_mean(name, known.iter().chain(site.functions).copied());
        let meant = match (near.is_empty(), known.is_empty()) {
            (false, _) => near,
            (true, false) => meant(name, known),
            (true, true) => {
                "; een naam bestaat pas na `{% set … %}` of binnen `{% for … %}`".to_owned()
            }
        };
        format!("`{name}` is hier niet bekend{meant}")
    })
}

/// Tags that are not closed, or not opened.
fn blocks(message: &str, site: &Site) -> Option<Diagnosis> {
    let source = site.source;
    if message == "Unexpected end of input" {
        if let Some((piece, close)) = unclosed(source) {
            let open = &source[piece.range.start..piece.range.start + 2];
            let message = format!("hier begint `{open}`, maar `{close}` aan het eind ontbreekt");
            return Some(Site::there(piece.range.start, 2, message));
        }
        let last = open_at(source, source.len()).pop()?;
        let message =
            format!("`{{% {0} %}}` is niet afgesloten: `{{% end{0} %}}` ontbreekt", last.word);
        return Some(Site::there(last.range.start, last.range.len(), message));
    }
    if message == "Unknown tag" {
        return Some(site.here(tag(site)));
    }
    let ends = [
        ("Closing comment tag", "hier begint `{#`, maar `#}` aan het eind ontbreekt"),
        ("unexpected end of raw block", "`{% raw %}` is niet afgesloten: `{% endraw %}` ontbreekt"),
        ("String opened", "deze tekst heeft geen aanhalingsteken aan het eind"),
    ];
    let end = ends.iter().find(|(start, _)| message.starts_with(start));
    end.map(|(_, dutch)| site.here(*dutch))
}

/// A tag that is not there, or that closes something else than what is open.
fn tag(site: &Site) -> String {
    let wrong = word(site.slice());
    if !TAGS.contains(&wrong) {
        return format!("geen opdracht `{wrong}`{}", did_you_mean(wrong, TAGS.into_iter()));
    }
    let opener = wrong.strip_prefix("end").unwrap_or("if");
    match open_at(site.source, site.start).last() {
        Some(open) if open.word != opener => format!(
            "hier staat `{wrong}`, maar `{{% {0} %}}` op regel {1} is nog niet afgesloten met `{{% end{0} %}}`",
            open.word,
            site.line(open.range.start)
        ),
        Some(_) => format!("`{wrong}` kan hier niet staan"),
        None => format!("`{wrong}` zonder `{{% {opener} %}}` ervoor"),
    }
}

/// Arguments of functions and filters.
fn arguments(message: &str, site: &Site) -> Option<Diagnosis> {
    let said = message.strip_prefix("deserialization failed: ").unwrap_or(message);
    let name = quoted(said, 0);
    if said.starts_with("unknown field") {
        let known: Vec<&str> = said.split('`').skip(3).step_by(2).collect();
        let none = if known.is_empty() { "; tussen de haakjes hoort niets" } else { "" };
        let message = format!("deze functie kent geen `{name}`{}{none}", meant(name, &known));
        return Some(site.at_word(name, &message));
    }
    if said.starts_with("missing field") || said.starts_with("Missing keyword argument") {
        return Some(
            site.here(format!("`{name}` ontbreekt; schrijf `{name}=\"…\"` tussen de haakjes")),
        );
    }
    if let Some((found, expected)) = said.strip_prefix("invalid type: ")?.split_once(", expected ")
    {
        let message = format!("hier staat {}, maar er hoort {}", kind(found), kind(expected));
        return Some(site.at_word(quoted(found, 0), &message));
    }
    None
}

/// More than Tera can take.
fn limits(message: &str, site: &Site) -> Option<Diagnosis> {
    const LIMITS: [(&str, &str); 8] = [
        (
            "The template nesting is too deep",
            "hier staan te veel opdrachten in elkaar: hoogstens veertig keer `{% if %}` of `{% for %}`",
        ),
        (
            "The expression is too complex",
            "dit is te lang om in één keer uit te rekenen; onthoud een deel met `{% set naam = … %}`",
        ),
        ("Identifiers can only have", "hier staan te veel vierkante haken in elkaar"),
        ("Arrays can have", "een lijst kan hoogstens lijsten bevatten, en die geen lijsten meer"),
        (
            "Maximum render recursion depth",
            "deze component roept zichzelf steeds weer aan; haal die aanroep weg",
        ),
        ("Function `range` was called with a `start`", "bij `range` is `start` groter dan `end`"),
        ("Function `range` was called with a `step_by`", "bij `range` kan `step_by` geen 0 zijn"),
        ("Function `range`", "`range` geeft hier een te lange lijst: hoogstens 100.000 getallen"),
    ];
    let limit = LIMITS.iter().find(|(start, _)| message.starts_with(start));
    limit.map(|(_, dutch)| site.here(*dutch))
}

/// Signs that Tera did not expect.
fn tokens(message: &str, site: &Site) -> Option<Diagnosis> {
    if message == "Unexpected character" {
        let c = site.source[site.start..].chars().next()?;
        let straight = if "“”„‘’".contains(c) {
            "; gebruik hier rechte aanhalingstekens: `\"`"
        } else {
            ""
        };
        return Some(Site::there(
            site.start,
            c.len_utf8(),
            format!("het teken `{c}` kan hier niet staan{straight}"),
        ));
    }
    if message.starts_with("Invalid syntax for `set`") {
        return Some(site.here("hier hoort `=`, met daarachter wat onthouden moet worden"));
    }
    if message.contains("is a reserved keyword") {
        let name = message.split(' ').next().unwrap_or_default();
        return Some(
            site.here(format!("`{name}` kan geen naam zijn: het hoort bij de sjabloontaal")),
        );
    }
    let (found, expected) = message.strip_prefix("Found ")?.split_once(" but ")?;
    let expected = expected.strip_prefix("was expecting ").or(expected.strip_prefix("expected "))?;
    let expected = expected.trim_end_matches('.');
    if found == "`}`" && matches!(expected, "}}" | "%}") {
        return Some(site.here(format!("hier staat `}}`, maar er hoort `{expected}`")));
    }
    let found = if found == "identifier" { format!("`{}`", site.slice()) } else { kind(found) };
    Some(site.here(format!("hier staat {found}, maar {}", wanted(expected))))
}

/// What should have stood there.
fn wanted(expected: &str) -> String {
    match expected {
        "," | ")" => "er ontbreekt een haakje `)` of een komma".to_owned(),
        "}}" | "%}" => format!("er hoort `{expected}`; misschien ontbreekt er iets voor, of staat dit er te veel"),
        "identifier" => "er hoort een naam, zoals `maat=`".to_owned(),
        "=" | "in" => format!("er hoort `{expected}`"),
        _ if expected.starts_with("one of: integer") => {
            "er hoort een waarde: een functie, een naam, een getal, of een tekst tussen rechte aanhalingstekens".to_owned()
        }
        other => format!("er hoort {}", kind(other)),
    }
}

/// Values that cannot be used so.
fn values(message: &str, site: &Site) -> Option<Diagnosis> {
    let (one, other) = (kind(quoted(message, 0)), kind(quoted(message, 1)));
    if message.starts_with("Cannot compare") {
        return Some(site.here(format!("{one} en {other} zijn niet te vergelijken")));
    }
    if message.contains("operands to be numbers") || message.starts_with("Math operations") {
        return Some(site.here("rekenen kan alleen met getallen"));
    }
    if message.starts_with("Invalid type for the value") {
        return Some(site.here(format!("hier hoort {one}, maar dit is {other}")));
    }
    if message.starts_with("`in` cannot be used") {
        return Some(
            site.here(format!("achter `in` hoort een lijst of een tekst, en dit is {other}")),
        );
    }
    if message.starts_with("Iteration not possible") {
        return Some(site.here(format!("`for` gaat langs een lijst, en dit is {one}")));
    }
    None
}

/// What Tera calls a kind of value or sign.
fn kind(english: &str) -> String {
    let word = english.split(" `").next().unwrap_or(english);
    match word.trim_start_matches("a ").trim_start_matches("an ") {
        "string" | "str" => "een tekst tussen aanhalingstekens".to_owned(),
        "integer" | "i64" | "u64" | "f64" | "i16" | "i128" | "u128" | "float"
        | "floating point" => "een getal".to_owned(),
        "bool" | "boolean" => "`true` of `false`".to_owned(),
        "array" | "sequence" => "een lijst".to_owned(),
        "map" => "een lijst met namen".to_owned(),
        "identifier" => "een naam".to_owned(),
        "undefined" | "none" | "unit value" => "niets".to_owned(),
        _ if english.starts_with('`') => english.to_owned(),
        _ => format!("`{english}`"),
    }
}
