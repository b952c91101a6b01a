//! Says in Dutch what is wrong with a line that is no TOML. The library says it in English, for programmers.

use super::error::{At, Fault};

const QUOTES: &str = "tekst staat tussen rechte aanhalingstekens: \"zo\"; een aanhalingsteken in de tekst zelf schrijft u als \\\"";

/// What is wrong with a line, and what to do. `said` is what the library said of it, from `here` on.
pub(super) fn fault(at: At, line: &str, here: &str, said: &str) -> Fault {
    let (message, hint) = diagnosis(line, here, said);
    let shown: String = line.trim().chars().take(60).collect();
    let message = if shown.is_empty() { message } else { format!("{message}; er staat: {shown}") };
    Fault::new(at, message, hint)
}

fn diagnosis(line: &str, here: &str, said: &str) -> (String, &'static str) {
    let own = |message: &str, hint: &'static str| (message.to_owned(), hint);
    if said.contains("duplicate key") {
        let key = line.split(['=', ']']).next().unwrap_or_default();
        let key = key.trim().trim_matches(['[', ' ']);
        return (format!("`{key}` staat hier voor de tweede keer"), "laat een van de twee weg");
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
    if said.contains("must be quoted") && is_flag(word(here)) {
        return of_value(here);
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
        Some((_, value)) => of_value(value.trim()),
    }
}

/// What is wrong with what stands behind `=`.
fn of_value(value: &str) -> (String, &'static str) {
    let word = word(value);
    let (message, hint) = if word.is_empty() {
        (
            "achter het teken = staat niets",
            "vul de waarde in, of zet # voor de regel als die niet nodig is",
        )
    } else if is_flag(word) {
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
            ("a = 1\na = 2", "`a` staat hier voor de tweede keer"),
            ("[a]\n[a]", "`a` staat hier voor de tweede keer"),
        ] {
            let error = DeTable::parse(line).map(drop).unwrap_err();
            let last = line.lines().rfind(|line| *line != "]").unwrap();
            let here = &line[error.span().unwrap().start..];
            let found = fault(At::default(), last, here, error.message());
            assert!(
                found.message.contains(says),
                "{line}: {} ({})",
                found.message,
                error.message()
            );
            assert!(!found.hint.is_empty());
        }
    }
}
