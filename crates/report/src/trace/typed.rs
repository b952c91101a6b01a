//! Finds what the team typed and what only looks as if it came from municipalities: counts in constants, a
//! constant of one municipality said of another, a partner's paragraph of an earlier year; and the
//! examples that no template prints.

use std::cell::LazyCell;

use crate::document::{Document, Inline, Sentence, sentences};
use crate::facts::Facts;
use pmg_core::basis::Basis;
use pmg_core::checks::rules::{
    constant_of_one_municipality, example_left_out, partner_of_before, typed_count,
};
use pmg_core::cycle::{
    COMMITMENTS, CONSTANTS, Constant, LETTER, PARTNERS, POLICY, RECOGNITIONS, SETTINGS, UnitKind,
};
use pmg_core::dutch;
use pmg_core::finding::Finding;
use pmg_core::place::Place;

/// Words that make an institution of the name of a municipality behind them: `Universiteit van Amsterdam`.
const INSTITUTIONS: [&str; 6] =
    ["universiteit", "university", "hogeschool", "rechtbank", "gerechtshof", "academie"];

/// The names of the city where national publishers sit.
const SEATS: [&str; 2] = ["Den Haag", "'s-Gravenhage"];

/// The findings for everything of this kind in the report and in the files of the year.
#[must_use]
pub fn typed(document: &Document, facts: &Facts) -> Vec<Finding> {
    let mut findings: Vec<Finding> = facts
        .cycle
        .constants
        .iter()
        .filter_map(|(name, constant)| counted(name, &constant.text, constant, facts))
        .collect();
    let told = typed_in_sentences(document, facts);
    findings.extend(told.into_iter().filter(|it| !findings.contains(it)).collect::<Vec<_>>());
    findings.extend(announced(facts));
    findings.extend(of_before(facts));
    findings.extend(left_out(document, facts));
    findings
}

/// The findings for what the team typed and a sentence of the document says, each once.
#[must_use]
pub fn typed_in_sentences(document: &Document, facts: &Facts) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for finding in sentences(document).iter().flat_map(|sentence| in_sentence(sentence, facts)) {
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    findings
}

/// The findings for paragraphs of partners whose source is of another year.
fn of_before(facts: &Facts) -> Vec<Finding> {
    let year = facts.cycle.settings.year;
    let partners = facts.cycle.partners.iter().enumerate();
    let all = partners.flat_map(|(partner, of)| {
        of.contributions.iter().enumerate().map(move |(number, each)| (partner, of, number, each))
    });
    let of_before = all.filter(|(.., each)| !each.source.contains(&year.to_string()));
    let found = of_before.map(|(partner, of, number, each)| {
        let place =
            facts.cycle.place(PARTNERS, &format!("partner.{partner}.bijdrage.{number}.bron"));
        partner_of_before::find(&of.name, &each.source, year, place)
    });
    found.collect()
}

/// The findings for small numbers of municipalities in the title, the subtitle and the notice.
fn announced(facts: &Facts) -> Vec<Finding> {
    let settings = &facts.cycle.settings;
    let texts = [
        ("titel", Some(&settings.title)),
        ("ondertitel", Some(&settings.subtitle)),
        ("mededeling", settings.notice.as_ref()),
    ];
    let texts = texts.into_iter().filter_map(|(key, text)| Some((key, text?)));
    let found = texts.filter_map(|(key, text)| {
        small(text, &municipalities(text, facts), || Some(facts.cycle.place(SETTINGS, key)), facts)
    });
    found.collect()
}

/// The findings for words of one sentence that the team typed.
fn in_sentence(sentence: &Sentence<'_>, facts: &Facts) -> Vec<Finding> {
    let names = LazyCell::new(|| municipalities(&sentence.text, facts));
    let mut findings = Vec::new();
    for (at, inline) in sentence.content.iter().enumerate() {
        let Inline::Marked { text, basis } = inline else { continue };
        let constant = match basis {
            Basis::Constant(name) => Some(name),
            Basis::Partner(_)
            | Basis::Recognition(_)
            | Basis::Letter(_)
            | Basis::Commitment(_)
            | Basis::Policy(_) => None,
            _ => continue,
        };
        let said = format!("{text}{}", after(&sentence.content[at + 1..]));
        let known = constant.and_then(|name| Some((name, facts.cycle.constants.get(name)?)));
        if let Some((name, constant)) = known {
            findings.extend(counted(name, &said, constant, facts));
            findings.extend(of_another(name, constant, sentence, &names, facts));
        }
        // A long paragraph of a partner is one mark.
        for part in dutch::sentences(&said) {
            let own = if constant.is_some() { names.clone() } else { municipalities(part, facts) };
            let place = || written(basis, text, facts);
            findings.extend(small(part, &own, place, facts));
        }
    }
    findings
}

/// Where the words of a mark stand in the files of the year; `None` if they stand in none of them.
fn written(basis: &Basis, text: &str, facts: &Facts) -> Option<Place> {
    let cycle = &facts.cycle;
    Some(match basis {
        Basis::Partner(code) => {
            let number = cycle.partners.iter().position(|each| each.code == *code)?;
            let paragraphs = &cycle.partners[number].contributions;
            let paragraph = paragraphs.iter().position(|each| alike(&each.text, text));
            let paragraph = paragraph.unwrap_or_default();
            cycle.place(PARTNERS, &format!("partner.{number}.bijdrage.{paragraph}.tekst"))
        }
        Basis::Recognition(code) => {
            let held = cycle.recognition(code)?;
            let number = cycle.recognitions.iter().position(|each| each == held)?;
            let key = if alike(&held.source, text) { "bron" } else { "oordeel" };
            cycle.place(RECOGNITIONS, &format!("erkenning.{number}.{key}"))
        }
        Basis::Constant(name) => cycle.place(CONSTANTS, &format!("{name}.tekst")),
        Basis::Letter(_) => Place::file(LETTER),
        Basis::Commitment(code) => {
            let number = cycle.commitments.iter().position(|each| each.code == *code)?;
            cycle.place(COMMITMENTS, &format!("toezegging.{number}"))
        }
        Basis::Policy(part) => cycle.place(POLICY, part.word()),
        _ => return None,
    })
}

/// The text behind a mark that somebody in the team wrote, up to the next figure, emphasis or link.
fn after(content: &[Inline]) -> String {
    let plain = content.iter().map_while(|inline| match inline {
        Inline::Text { text } => Some(text.as_str()),
        Inline::Marked { text, basis: Basis::Commitment(_) | Basis::Policy(_) } => Some(text),
        _ => None,
    });
    plain.collect()
}

/// The finding for a constant that counts what municipalities report, or municipalities.
fn counted(name: &str, said: &str, constant: &Constant, facts: &Facts) -> Option<Finding> {
    if constant.elsewhere {
        return None;
    }
    let count = counts(said, facts).into_iter().next()?;
    let place = facts.cycle.place(CONSTANTS, &format!("{name}.tekst"));
    Some(typed_count::find(name, &count.words, place))
}

/// The finding for a small number of persons or families beside the name of a municipality.
fn small(
    said: &str,
    names: &[&str],
    place: impl FnOnce() -> Option<Place>,
    facts: &Facts,
) -> Option<Finding> {
    let name = names.first()?;
    let below = facts.cycle.settings.small_below;
    let mut counts = counts(said, facts).into_iter();
    let count = counts.find(|count| {
        count.is_personal && count.value.is_some_and(|value| value > 0 && value < below.into())
    })?;
    Some(typed_count::of_municipality(&count.words, name, said, place()?))
}

/// The finding for a constant of one municipality in a sentence that doesn't name it.
fn of_another(
    which: &str,
    constant: &Constant,
    sentence: &Sentence<'_>,
    names: &[&str],
    facts: &Facts,
) -> Option<Finding> {
    let owners = municipalities(&without_imprint(&constant.source), facts);
    let owner = owners.first().filter(|_| !owners.iter().any(|owner| names.contains(owner)))?;
    let place = facts.cycle.place(CONSTANTS, &format!("{which}.bron"));
    Some(constant_of_one_municipality::find(which, owner, &sentence.text, place))
}

/// A number with what it counts.
struct Count {
    words: String,
    /// Whether it counts persons or families.
    is_personal: bool,
    /// Its value; `None` if it is neither in figures nor a number word up to `twintig`.
    value: Option<u64>,
}

/// The numbers in a text that count something that municipalities report, or municipalities.
fn counts(text: &str, facts: &Facts) -> Vec<Count> {
    let numbers = dutch::numbers(text).into_iter();
    let counts = numbers.filter_map(|range| {
        let rest = &text[range.end..];
        // An age or an amount ends the words that belong to the number.
        let end = rest.find([',', '.', ';', ':', '(']).unwrap_or(rest.len());
        let mut words = rest[..end].split_whitespace();
        // One adjective may stand between: `12 verschillende scholen`.
        let first = words.next()?;
        let second = words.next().filter(|_| first.ends_with('e') || first == "extra");
        let mut nouns = [Some(first), second].into_iter().flatten();
        let (noun, is_personal) = nouns.find_map(|word| Some((word, is_personal(word, facts)?)))?;
        let noun_end = rest.find(noun)? + noun.len();
        let words = text[range.start..range.end + noun_end].to_owned();
        Some(Count { words, is_personal, value: value(&text[range]) })
    });
    counts.collect()
}

/// Whether a noun counts persons or families; `None` if municipalities report no such thing.
fn is_personal(noun: &str, facts: &Facts) -> Option<bool> {
    let noun = noun.to_lowercase();
    if ["gemeente", "gemeenten"].contains(&noun.as_str()) {
        return Some(false);
    }
    let measures = facts.questionnaire.interventions().flat_map(|each| &each.measures);
    let mut units = measures.map(|measure| &measure.unit).filter(|unit| !unit.is_money());
    let unit = units.find(|unit| unit.plural == noun || unit.singular == noun)?;
    Some(matches!(unit.kind, UnitKind::Personen | UnitKind::Gezinnen))
}

/// The value of a whole number in figures, or of a number word up to `twintig`; `None` for anything else.
fn value(number: &str) -> Option<u64> {
    let plain = number.replace('.', "");
    let word = number.to_lowercase();
    let small = || (0..).zip(dutch::number_words()).find(|(_, small)| **small == word);
    plain.parse().ok().or_else(|| small().map(|(value, _)| value))
}

/// The municipalities of the register that a text names, but not in the name of an institution.
fn municipalities<'a>(text: &str, facts: &'a Facts) -> Vec<&'a str> {
    let text = text.replace('’', "'");
    let register = facts.cycle.register.iter();
    register.map(|each| each.name.as_str()).filter(|name| names(&text, name)).collect()
}

/// A source without the place of publication in `(Den Haag, 2021)`. National publishers sit in The Hague, so there
/// it says nothing of the municipality; any other one in its place is probably the author.
fn without_imprint(source: &str) -> String {
    let source = source.replace('’', "'");
    let mut kept = String::new();
    let mut rest = source.as_str();
    while let Some(at) = rest.find('(') {
        let (before, after) = rest.split_at(at + 1);
        kept.push_str(before);
        rest = SEATS.iter().find_map(|seat| year_after(after, seat)).unwrap_or(after);
    }
    kept + rest
}

/// What is left of `Den Haag, 2021)…` from the year on; `None` if it is something else.
fn year_after<'a>(text: &'a str, seat: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(seat)?.strip_prefix(", ")?;
    let (year, _) = rest.split_once(')')?;
    (year.len() == 4 && year.chars().all(|c| c.is_ascii_digit())).then_some(rest)
}

fn names(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        let whole =
            !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        let last = before.split_whitespace().rev().take(2);
        let institution =
            last.map(str::to_lowercase).any(|word| INSTITUTIONS.contains(&word.as_str()));
        whole && !institution
    })
}

/// The findings for highlighted examples that no template prints.
fn left_out(document: &Document, facts: &Facts) -> Vec<Finding> {
    let mut printed = std::collections::BTreeSet::new();
    document.each_run(&mut |run| {
        printed.extend(run.iter().filter_map(|inline| match inline {
            Inline::Marked { text, basis: Basis::OwnWords(of) } => {
                Some((of, dutch::normal(text).text().to_lowercase()))
            }
            _ => None,
        }));
    });
    let examples = facts.accepted.iter().filter_map(|each| Some((each, each.highlight.as_ref()?)));
    let lost = examples.filter(|(each, highlight)| {
        let first = highlight.text.lines().find(|line| !line.is_empty()).unwrap_or_default();
        let first = dutch::normal(first).text().to_lowercase();
        !printed.iter().any(|(of, text)| **of == each.municipality && alike(text, &first))
    });
    let name = |code| facts.cycle.register.name(code);
    lost.map(|(each, highlight)| {
        let code = &each.municipality;
        example_left_out::find(code, name(code), &highlight.intervention)
    })
    .collect()
}

/// Whether two texts have the same letters: quotation marks and spaces are made anew in the report.
fn alike(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    letters(one) == letters(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_municipality_is_named_as_a_whole_word_and_not_by_an_institution() {
        assert!(names("kader over samenwerking (Breda)", "Breda"));
        assert!(names("in Rotterdam-Zuid", "Rotterdam"));
        assert!(!names("De Bredase aanpak", "Breda"));
        assert!(!names("Onderzoek van de Universiteit van Amsterdam", "Amsterdam"));
        assert!(!names("Hogeschool Utrecht, 2021", "Utrecht"));
        assert!(names("Universiteit van Amsterdam, over de aanpak in Amsterdam", "Amsterdam"));
    }

    #[test]
    fn a_place_of_publication_is_no_municipality() {
        for (source, kept) in [
            ("WODC, Cahier 12 (Den Haag, 2021)", "WODC, Cahier 12 (2021)"),
            ("Verslag (’s-Gravenhage, 2021), p. 3", "Verslag (2021), p. 3"),
            ("Verslag (gemeente Den Haag, 2021)", "Verslag (gemeente Den Haag, 2021)"),
            ("Aanpak Den Haag (Den Haag, 2021)", "Aanpak Den Haag (2021)"),
            ("Verslag (Breda, 2021)", "Verslag (Breda, 2021)"),
            ("Verslag (Den Haag, zonder jaar)", "Verslag (Den Haag, zonder jaar)"),
        ] {
            assert_eq!(without_imprint(source), kept);
        }
    }

    #[test]
    fn a_number_is_known_in_figures_and_in_small_words() {
        for (text, known) in
            [("765", Some(765)), ("1.234", Some(1234)), ("Drie", Some(3)), ("helft", None)]
        {
            assert_eq!(value(text), known, "{text}");
        }
    }
}
