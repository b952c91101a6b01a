//! W402: een persoonsgegeven in vrije tekst
//!
//! In een tekst of toelichting staat iets dat op een persoonsgegeven lijkt: een
//! burgerservicenummer, e-mailadres, telefoonnummer, rekeningnummer, geboortedatum, adres, account op
//! sociale media, of een naam met voorletters of een leeftijd. De monitor gaat over aantallen; gegevens
//! van personen horen er niet in en kunnen in het rapport terechtkomen.
//!
//! ## Fout
//!
//! `J. de Vries (geb. 3-4-2009) doet weer mee`
//!
//! ```text
//! Uitgelicht!C6  let op W402 (uitgelicht.tekst): in de tekst staat zo te zien een naam met voorletters: `J. de Vries`
//! ```
//!
//! ## Goed
//!
//! `Een van de deelnemers doet weer mee`
//!
//! ## Wat u doet
//!
//! Haal het gegeven weg en lever de werkmap opnieuw aan. Gaat het om een openbaar adres of nummer
//! van een organisatie, laat het programmateam dat dan vastleggen.
//!
//! Tot dan blijft de tekst zoals hij is.

use std::ops::Range;

use crate::answers::Submission;
use crate::dutch::{self, parse_date};
use crate::finding::{Finding, Rule, Severity};
use crate::municipality::MunicipalityCode;

pub(super) const RULE: Rule = Rule { code: "W402", severity: Severity::Warning };

/// The questions in which a person may be named: with that person's consent, or never published.
const NAMES_ALLOWED: [&str; 3] =
    ["praktijkverhaal.spreker", "praktijkverhaal.functie", "akkoord.naam"];

pub(super) fn find(submission: &Submission, municipality: &MunicipalityCode) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (code, text, place) in submission.each_text() {
        let details = personal_details(text);
        if details.is_empty() || NAMES_ALLOWED.contains(&code) {
            continue;
        }
        let told: Vec<String> =
            details.iter().map(|(what, found)| format!("{what}: `{found}`")).collect();
        let told: Vec<&str> = told.iter().map(String::as_str).collect();
        // All of them: who explains one of them has not looked at the others.
        let found: Vec<&str> = details.iter().map(|(_, found)| found.as_str()).collect();
        findings.push(
            Finding::new(
                RULE,
                format!("in de tekst staat zo te zien {}", dutch::list(&told)),
                "haal het gegeven weg; schrijf over aantallen, niet over personen",
            )
            .about(Some(municipality))
            .on(code)
            .at(place.clone())
            .found(found.join("; ")),
        );
    }
    findings
}

/// What is found of one kind: what it is, in Dutch, and itself.
type Detail = (&'static str, String);

/// The first thing in a text that looks like a personal detail: what it is, in Dutch, and itself.
#[must_use]
pub fn personal_detail(text: &str) -> Option<Detail> {
    personal_details(text).into_iter().next()
}

/// All in a text that looks like a personal detail, what leads to a person most surely first.
fn personal_details(text: &str) -> Vec<Detail> {
    let mut found: Vec<Detail> = Vec::new();
    for reading in dutch::readings(text) {
        // What one reading has, another has in other letters.
        let seen: Vec<&'static str> = found.iter().map(|(what, _)| *what).collect();
        found.extend(details(&reading).into_iter().filter(|(what, _)| !seen.contains(what)));
    }
    found.sort_by_key(|(what, _)| KINDS.iter().position(|kind| kind == what));
    found
}

/// What leads to a person, most surely first.
const KINDS: [&str; 9] = [
    "een burgerservicenummer",
    "een rekeningnummer",
    "een telefoonnummer",
    "een e-mailadres",
    "een geboortedatum",
    "een adres",
    "een account",
    "een naam met leeftijd",
    "een naam met voorletters",
];

fn details(text: &str) -> Vec<Detail> {
    let mut words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches(['(', ')', ',', ';', ':', '"', '.']))
        .collect();
    let all = |what: &'static str, is: fn(&str) -> bool, words: &[&str]| -> Vec<Detail> {
        words.iter().filter(|word| is(word)).map(|word| (what, (*word).to_owned())).collect()
    };
    let mut found = all("een e-mailadres", is_email, &words);
    found.extend(all("een account", is_handle, &words));
    found.extend(runs_of_digits(&mut words, "een burgerservicenummer", is_bsn));
    while let Some((range, number)) = iban(&words) {
        // The digits of an account number are no telephone number.
        words[range].fill(TAKEN);
        found.push(("een rekeningnummer", number));
    }
    found.extend(runs_of_digits(&mut words, "een telefoonnummer", is_telephone));
    found.extend(birth_date(&words));
    found.extend(address(&words));
    found.extend(name_with_age(text));
    found.extend(name_with_initials(text));
    found
}

/// A word that is part of what was found before.
const TAKEN: &str = "*";

/// `@jayden_010`; not that of an organisation, which is no person.
fn is_handle(word: &str) -> bool {
    let Some(name) = word.strip_prefix('@') else { return false };
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let lower = name.to_lowercase();
    let organisations = ["gemeente", "politie", "halt", "ministerie", "school", "jongerenwerk"];
    name.len() > 2
        && name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(is_part)
        && !organisations.iter().any(|it| lower.contains(it))
}

/// A postcode with the number of a house before or after it: `1234 AB 12`, `Dorpsstraat 12, 1234AB`.
fn address(words: &[&str]) -> Option<(&'static str, String)> {
    let is_house = |word: &&&str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        (1..=4).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && word.len() <= digits.len() + 1
    };
    (0..words.len()).find_map(|start| {
        let length = if is_postcode(words[start]) {
            1
        } else {
            let pair = words.get(start..start + 2)?;
            usize::from(is_postcode(&pair.concat())) * 2
        };
        let after = words.get(start + length).filter(is_house);
        let before = start.checked_sub(1).and_then(|before| words.get(before)).filter(is_house);
        let from = if before.is_some() { start - 1 } else { start };
        let to = start + length + usize::from(after.is_some() && before.is_none());
        let found = length > 0 && (before.is_some() || after.is_some());
        found.then(|| ("een adres", words[from..to].join(" ")))
    })
}

fn is_postcode(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() == 6
        && bytes[0] != b'0'
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && bytes[4..].iter().all(u8::is_ascii_uppercase)
}

/// Words that begin with a capital before an age and are no name.
const NO_NAMES: [&str; 20] = [
    "jongeren",
    "jongere",
    "kinderen",
    "leerlingen",
    "leerling",
    "meisjes",
    "meisje",
    "jongens",
    "jongen",
    "deelnemers",
    "deelnemer",
    "ouders",
    "jeugd",
    "jeugdigen",
    "iedereen",
    "wie",
    "vanaf",
    "tot",
    "gemiddeld",
    "leeftijd",
];

/// `Samir (16)`, `Sanne, 15 jaar`: a word with a capital and the age of somebody young.
fn name_with_age(text: &str) -> Option<(&'static str, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).enumerate().find_map(|(at, pair)| {
        let [name, age] = pair else { return None };
        let years =
            words.get(at + 2).is_some_and(|it| it.starts_with("jaar") || it.starts_with("jr"));
        let in_brackets = age.starts_with('(') && !name.ends_with([',', '.', ':', ';']);
        let after_comma = name.ends_with(',') && years;
        let digits = age.trim_matches(|c: char| !c.is_ascii_digit());
        let is_young = digits.parse::<u32>().is_ok_and(|age| (4..=27).contains(&age));
        let is_age = is_young && (in_brackets && (years || age.contains(')')) || after_comma);
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        // `in Breda (16)` counts something in a place.
        let places = ["in", "te", "uit", "bij", "van", "gemeente", "wijk", "en", "regio", "groep"];
        let is_place = before.is_some_and(|word| places.contains(&word.to_lowercase().as_str()));
        let bare = name.trim_matches(|c: char| !c.is_alphabetic());
        let mut letters = bare.chars();
        let is_name = letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
            && !NO_NAMES.contains(&bare.to_lowercase().as_str());
        // Names of municipalities in a row (`Breda (16), Delft (12)`) are counted.
        let counted = text.matches(" (").count() > 1 && in_brackets && !years;
        let found = is_age && is_name && !is_place && !counted;
        found.then(|| ("een naam met leeftijd", format!("{bare} {digits}")))
    })
}

fn is_email(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host.split('.').count() > 1
            && host.split('.').all(|part| !part.is_empty())
    })
}

/// Digits that stand together, perhaps with spaces, points or hyphens between them; no word is in two of them.
fn runs_of_digits(words: &mut [&str], what: &'static str, is: fn(&str) -> bool) -> Vec<Detail> {
    let mut found = Vec::new();
    for start in 0..words.len() {
        if let Some(length) = run_of_digits(&words[start..], is) {
            found.push((what, words[start..start + length].join(" ")));
            words[start..start + length].fill(TAKEN);
        }
    }
    found
}

/// How many words from the first one on are such a number.
fn run_of_digits(words: &[&str], is: fn(&str) -> bool) -> Option<usize> {
    let mut digits = String::new();
    for (length, word) in (1..).zip(words) {
        let bare: String = word.chars().filter(|c| !"-–—./()".contains(*c)).collect();
        if bare.is_empty() && !digits.is_empty() {
            continue;
        }
        if bare.is_empty() || !bare.trim_start_matches('+').bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        digits.push_str(&bare);
        if is(&digits) {
            return Some(length);
        }
    }
    None
}

/// Nine digits that pass the eleven test.
fn is_bsn(digits: &str) -> bool {
    let values: Vec<i32> =
        digits.chars().filter_map(|c| c.to_digit(10)).filter_map(|d| d.try_into().ok()).collect();
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i32 = values.iter().zip(weights).map(|(value, weight)| value * weight).sum();
    digits.len() == 9 && values.len() == 9 && sum != 0 && sum % 11 == 0
}

fn is_telephone(digits: &str) -> bool {
    let national = digits.len() == 10 && digits.starts_with('0') && !digits.starts_with("00");
    national
        || (digits.starts_with("+31") && digits.len() == 12)
        || (digits.starts_with("0031") && digits.len() == 13)
        // `+31 (0)6`
        || (digits.starts_with("+310") && digits.len() == 13)
}

/// The words of an account number, and the number itself.
fn iban(words: &[&str]) -> Option<(Range<usize>, String)> {
    (0..words.len()).find_map(|start| {
        let rest = words.get(start..)?;
        let joined: String = rest.iter().take(6).flat_map(|word| word.chars()).take(18).collect();
        let fits = joined.len() == 18
            && joined.starts_with("NL")
            && joined.get(2..4)?.bytes().all(|b| b.is_ascii_digit())
            && joined.get(4..8)?.bytes().all(|b| b.is_ascii_uppercase())
            && joined.get(8..)?.bytes().all(|b| b.is_ascii_digit());
        let mut letters = 0;
        let before_the_end = |word: &&&str| {
            letters += word.len();
            letters < joined.len()
        };
        let length = rest.iter().take_while(before_the_end).count() + 1;
        fits.then_some((start..start + length, joined))
    })
}

fn birth_date(words: &[&str]) -> Option<(&'static str, String)> {
    let born = words.iter().position(|word| {
        ["geb", "geboren", "geboortedatum"].contains(&word.to_lowercase().trim_matches('.'))
    })?;
    let after = words.get(born + 1..)?;
    let after: Vec<&str> =
        after.iter().copied().skip_while(|word| ["op", "datum"].contains(word)).collect();
    let date = |count: usize| {
        let text = after.get(..count)?.join(" ");
        parse_date(&text).map(|_| ("een geboortedatum", text))
    };
    date(1).or_else(|| date(3))
}

/// Words after which a single letter is no initial.
const NAMED_BY_A_LETTER: [&str; 10] =
    ["groep", "klas", "niveau", "team", "deel", "type", "bijlage", "optie", "fase", "gebied"];

/// `J. de Vries`, `A.B. Jansen`: initials and a name with a capital.
fn name_with_initials(text: &str) -> Option<(&'static str, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_initials = |word: &str| {
        let word = word.trim_start_matches(['(', '“', '"']);
        word.ends_with('.')
            && word
                .split_terminator('.')
                .all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
    };
    let particles = ["van", "de", "der", "den", "ten", "ter", "el", "al", "in", "’t"];
    words.iter().enumerate().filter(|(_, word)| is_initials(word)).find_map(|(start, _)| {
        // `groep A. Daarna`: the letter names a thing, and the capital starts a sentence.
        let named = start.checked_sub(1).and_then(|before| words.get(before));
        if named.is_some_and(|word| NAMED_BY_A_LETTER.contains(&word.to_lowercase().as_str())) {
            return None;
        }
        let rest = words.get(start + 1..)?;
        let skip = rest.iter().take_while(|word| particles.contains(word)).count();
        let name = rest.get(skip)?.trim_matches(|c: char| !c.is_alphabetic());
        let is_name = name.chars().next()?.is_uppercase() && name.chars().nth(1)?.is_lowercase();
        is_name.then(|| {
            (
                "een naam met voorletters",
                words.get(start..=start + 1 + skip).map(|w| w.join(" ")).unwrap_or_default(),
            )
        })
    })
}

#[cfg(test)]
mod tests {
    use super::personal_detail;

    #[test]
    fn what_leads_to_a_person_is_recognised() {
        for (text, what) in [
            ("zie jan@voorbeeld.nl voor meer", "een e-mailadres"),
            ("BSN 111222333 is bekend", "een burgerservicenummer"),
            ("bel 06-12345678.", "een telefoonnummer"),
            ("bel 06 1234 5678", "een telefoonnummer"),
            ("bel 06\u{2011}12345678", "een telefoonnummer"),
            ("bel 06–1234–5678", "een telefoonnummer"),
            ("bel 06 - 12345678", "een telefoonnummer"),
            ("bel +31 (0)6 12345678", "een telefoonnummer"),
            ("bel (020) 123 45 67", "een telefoonnummer"),
            ("bel 06\u{200B}12345678", "een telefoonnummer"),
            ("zie jan\u{AD}@voorbeeld.nl", "een e-mailadres"),
            ("BSN １１１２２２３３３", "een burgerservicenummer"),
            ("woont op Dorpsstraat 12, 1234 AB Breda", "een adres"),
            ("1234AB 12a", "een adres"),
            ("volg @jayden_010 op Instagram", "een account"),
            ("Samir (16) doet weer mee", "een naam met leeftijd"),
            ("het lukte Sanne, 15 jaar, om te stoppen", "een naam met leeftijd"),
            ("Kevin (17 jaar) werkt nu", "een naam met leeftijd"),
            ("NL91 ABNA 0417 1643 00", "een rekeningnummer"),
            ("geb. 3-4-2009", "een geboortedatum"),
            ("geboren op 3 april 2009 in", "een geboortedatum"),
            ("J. de Vries doet weer mee", "een naam met voorletters"),
            ("met A.B. Jansen erbij", "een naam met voorletters"),
        ] {
            assert_eq!(personal_detail(text).map(|found| found.0), Some(what), "{text}");
        }
    }

    #[test]
    fn all_that_leads_to_a_person_is_named_and_the_surest_first() {
        let found = |text: &str| -> Vec<String> {
            super::personal_details(text).into_iter().map(|(_, found)| found).collect()
        };
        assert_eq!(
            found("mail jan@voorbeeld.nl of piet@voorbeeld.nl, bel 06-12345678, BSN 111222333"),
            ["111222333", "06-12345678", "jan@voorbeeld.nl", "piet@voorbeeld.nl"]
        );
        assert_eq!(
            found("NL91 ABNA 0417 1643 00, bel 020 123 45 67"),
            ["NL91ABNA0417164300", "020 123 45 67"]
        );
        assert_eq!(found("bel 06\u{200B}12345678"), ["0612345678"], "each of them once");
        assert!(found("Een van de deelnemers").is_empty());
    }

    #[test]
    fn what_only_looks_like_it_is_left_alone() {
        for text in [
            "In 2023 deden 123456789 mee",
            "Kamerstuk 28 741, nr. 113",
            "twitter @gemeente en mail",
            "de eerste zeven maanden na de start",
            "van 1-1-2024 tot 31-1-2024",
            "In groep A. Daarna groep B.",
            "€ 500.000 voor 3 jaar",
            "in het gebied 1234 AB zijn meer boa’s",
            "in 2024 AB en 12 scholen",
            "in Breda (16) en Delft (12)",
            "Breda (16), Delft (12) en Halt (9)",
            "Jongeren (16) van de straat",
            "jongeren van 12 tot 27 jaar",
            "Halt-afdoening (12 keer)",
            "volg @gemeentebreda",
        ] {
            assert_eq!(personal_detail(text), None, "{text}");
        }
    }
}
