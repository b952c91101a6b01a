//! Says in Dutch what is wrong with a line that is no TOML. The library says it in English, for programmers.

use jiff::civil::Date;

use super::error::{At, Fault};
use crate::dutch;

const QUOTES: &str = "tekst staat tussen rechte aanhalingstekens: \"zo\"; een aanhalingsteken in de tekst zelf schrijft u als \\\"";

/// What is wrong with a line, and what to do. `said` is what the library said of it, from `here` on; `rule` says
/// what may stand behind a key.
pub(super) fn fault(
    at: At,
    line: &str,
    here: &str,
    said: &str,
    rule: &dyn Fn(&str) -> Option<String>,
) -> Fault {
    let (message, hint) = diagnosis(line, here, said, rule);
    let shown: String = line.trim().chars().take(60).collect();
    let message = if shown.is_empty() { message } else { format!("{message}; er staat: {shown}") };
    Fault::new(at, message, hint)
}

/// The message that a day does not exist, `30 februari 2025 bestaat niet`; `None` if it does, or if the word is no day.
pub(super) fn no_such_day(word: &str) -> Option<String> {
    let mut parts = word.split('-').map(|part| part.parse::<i16>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || year < 1000 {
        return None;
    }
    let (month_of_year, day_of_month) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let Ok(first) = Date::new(year, month_of_year, 1) else {
        return Some(format!("maand {month} bestaat niet"));
    };
    let is_there = Date::new(year, month_of_year, day_of_month).is_ok();
    (!is_there).then(|| format!("{day} {} bestaat niet", dutch::month_and_year(first)))
}

fn diagnosis(
    line: &str,
    here: &str,
    said: &str,
    rule: &dyn Fn(&str) -> Option<String>,
) -> (String, String) {
    let own = |message: &str, hint: &str| (message.to_owned(), hint.to_owned());
    if said.contains("duplicate key") {
        let key = line.split(['=', ']']).next().unwrap_or_default();
        let key = key.trim().trim_matches(['[', ' ']);
        let message = format!("`{key}` staat hier voor de tweede keer");
        return (message, "laat een van de twee weg".to_owned());
    }
    let text = line.trim();
    if text.contains(['“', '”', '„', '‘', '’']) && !text.contains('"') {
        return own("hier staan gekrulde aanhalingstekens", QUOTES);
    }
    if text.starts_with('[') && text.matches('[').count() != text.matches(']').count() {
        return own(
            "een kop mist een blokhaak",
            "zet evenveel haken voor als achter de naam, zoals [[thema]]",
        );
    }
    if said.contains("escape") || said.contains("unicode value") {
        return own(
            "een schuine streep naar links (\\) heeft hier een eigen betekenis",
            "schrijf er twee: \\\\",
        );
    }
    if quotes(text) % 2 == 1
        || said.contains("string, expected")
        || (said.contains("unexpected key or value") && text.contains('"'))
    {
        return own("er staat een aanhalingsteken te veel of te weinig", QUOTES);
    }
    let first = line.split('=').next().unwrap_or_default().trim();
    let (key, bare) = bare_value(line, here).unzip();
    let rule = rule(key.unwrap_or(first));
    // A bare word in a row of values: what may stand there is known by its key.
    let bare = bare.or_else(|| Some(here).filter(|_| said.contains("must be quoted")));
    if let Some(value) = bare.filter(|value| rule.is_some() || is_flag(word(value))) {
        return of_value(value, rule);
    }
    let value = text.split_once('=').map_or(text, |(_, value)| value.trim());
    let is_list = value.starts_with(['[', '{']);
    if is_list || ["comma", "inline table", "array"].iter().any(|part| said.contains(part)) {
        return own(
            "er ontbreekt een komma, een haak of een accolade, hier of in de regel ervoor",
            "vergelijk de regel met de regel erboven of eronder: tussen twee onderdelen staat een komma, tekst staat tussen aanhalingstekens, en elke haak gaat weer dicht",
        );
    }
    match text.split_once('=') {
        None => own(
            "in deze regel ontbreekt het teken =",
            "schrijf: naam = waarde; begint de regel met uitleg, zet er dan # voor",
        ),
        Some((_, value)) => of_value(value.trim(), rule),
    }
}

/// The key and the word without quotation marks behind it in which `here` starts; `None` if it starts elsewhere.
fn bare_value<'a>(line: &'a str, here: &str) -> Option<(&'a str, &'a str)> {
    let before = line.strip_suffix(here)?;
    let (keys, start) = before.rsplit_once('=')?;
    let value = line[keys.len() + 1..].trim_start();
    let key = keys.trim_end().rsplit(['{', ',', ' ', '\t']).next()?;
    let is_bare = value.starts_with(char::is_alphabetic) && !start.trim().contains([',', ' ', '}']);
    is_bare.then_some((key, value))
}

/// What is wrong with what stands behind `=`; `rule` is what may stand there, if that is known.
fn of_value(value: &str, rule: Option<String>) -> (String, String) {
    let word = word(value);
    if word.is_empty() {
        let hint = "vul de waarde in, of zet # voor de regel als die niet nodig is";
        return ("achter het teken = staat niets".to_owned(), hint.to_owned());
    }
    if let Some(message) = no_such_day(word) {
        return (message, "kijk de dag na; schrijf hem als jaar-maand-dag: 2024-03-01".to_owned());
    }
    let (message, hint) = if is_flag(word) {
        (
            "dit is geen true of false",
            "schrijf true (ja) of false (nee), met kleine letters en zonder aanhalingstekens",
        )
    } else if word.matches(['-', '/', '.']).count() == 2
        && word.starts_with(|c: char| c.is_ascii_digit())
    {
        (
            "dit is geen datum zoals die hier moet staan",
            "schrijf een datum als jaar-maand-dag, zonder aanhalingstekens: 2024-03-01",
        )
    } else if word.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+') {
        (
            "dit is geen getal zoals dat hier moet staan",
            "schrijf een geheel getal in cijfers, zonder punten, nullen ervoor of aanhalingstekens: 2024",
        )
    } else {
        ("deze waarde is niet te lezen", QUOTES)
    };
    let is_bare = !value.starts_with(|c: char| c.is_ascii_digit());
    let hint = rule.filter(|_| is_bare).unwrap_or_else(|| hint.to_owned());
    (message.to_owned(), hint)
}

/// What a value begins with, up to a space or a comma.
fn word(value: &str) -> &str {
    value.trim().split(['#', ',', ' ', '}']).next().unwrap_or_default()
}

/// Whether a word was meant as `true` or `false`.
fn is_flag(word: &str) -> bool {
    let words = ["ja", "nee", "waar", "onwaar", "true", "false"];
    words.contains(&word.to_lowercase().as_str())
}

/// How many quotation marks open or close a text.
fn quotes(text: &str) -> usize {
    text.replace("\\\\", "").replace("\\\"", "").matches('"').count()
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;

    #[test]
    fn each_mistake_that_people_make_is_named() {
        for (line, says) in [
            ("naam = “Breda”", "gekrulde aanhalingstekens"),
            ("naam = \"Breda", "een aanhalingsteken te veel of te weinig"),
            ("naam = Breda\"", "een aanhalingsteken te veel of te weinig"),
            ("naam = \"de \"Wijk\"\"", "een aanhalingsteken"),
            ("naam = Breda", "deze waarde is niet te lezen"),
            ("pad = \"C:\\werk\"", "schuine streep"),
            ("nplv = ja", "true of false"),
            ("nplv = True", "true of false"),
            ("peildatum = 1-3-2024", "geen datum"),
            ("peildatum = 01/03/2024", "geen datum"),
            ("grens = 1,5", "geen getal"),
            ("grens = 007", "geen getal"),
            ("grens =", "achter het teken = staat niets"),
            ("grens", "ontbreekt het teken ="),
            ("[[thema]", "mist een blokhaak"),
            ("a = [1 2]", "komma"),
            ("a = { b = 1", "accolade"),
            ("a = [\n{ b = \"B\", c = ja },\n]", "true of false"),
            ("peildatum = 2025-02-30", "30 februari 2025 bestaat niet"),
            ("peildatum = 2025-13-01", "maand 13 bestaat niet"),
            ("a = 1\na = 2", "`a` staat hier voor de tweede keer"),
            ("[a]\n[a]", "`a` staat hier voor de tweede keer"),
        ] {
            let error = DeTable::parse(line).map(drop).unwrap_err();
            let last = line.lines().rfind(|line| *line != "]").unwrap();
            let here = &line[error.span().unwrap().start..];
            let found = fault(At::default(), last, here, error.message(), &|_| None);
            assert!(
                found.message.contains(says),
                "{line}: {} ({})",
                found.message,
                error.message()
            );
            assert!(!found.hint.is_empty());
        }
    }

    #[test]
    fn the_hint_says_what_may_stand_behind_the_key() {
        let rule = |key: &str| (key == "grens").then(|| "schrijf hier een heel getal".to_owned());
        let hint = |line: &str| {
            let error = DeTable::parse(line).map(drop).unwrap_err();
            let here = &line[error.span().unwrap().start..];
            fault(At::default(), line, here, error.message(), &rule).hint
        };
        for line in ["grens = tien", "a = [{ b = \"B\", grens = tien }]", "grens = ja"] {
            assert_eq!(hint(line), "schrijf hier een heel getal", "{line}");
        }
        assert_eq!(hint("naam = Breda"), QUOTES);
        assert!(hint("grens =").starts_with("vul de waarde in"));
    }

    #[test]
    fn a_day_is_held_against_the_calendar() {
        assert_eq!(no_such_day("2025-02-30").as_deref(), Some("30 februari 2025 bestaat niet"));
        for other in ["2024-02-29", "1-3-2024", "2024", "naam", "2024-03-01T12:00"] {
            assert_eq!(no_such_day(other), None, "{other}");
        }
    }
}
