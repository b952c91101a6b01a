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
//! Uitgelicht!B6  let op W402 (uitgelicht.tekst): in de tekst staat zo te zien een naam met voorletters: `J. de Vries`
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

mod account;
mod address;
mod name;
mod numbers;

use crate::checks::case::Case;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};

pub(crate) const RULE: Rule = Rule { code: "W402", severity: Severity::Warning };

/// The questions in which a person may be named: with that person's consent, or never published.
const NAMES_ALLOWED: [&str; 3] =
    ["praktijkverhaal.spreker", "praktijkverhaal.functie", "akkoord.naam"];

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let register = case.context.cycle.register.iter();
    let places: Vec<&str> = register.map(|each| each.name.as_str()).collect();
    let mut findings = Vec::new();
    for (code, text, place) in case.submission.each_text() {
        let details = personal_details(text, &places);
        if details.is_empty() || NAMES_ALLOWED.contains(&code) {
            continue;
        }
        let told: Vec<String> =
            details.iter().map(|(what, found)| format!("{what}: `{found}`")).collect();
        let told: Vec<&str> = told.iter().map(String::as_str).collect();
        // All of them: somebody who explains one of them has not looked at the others.
        let found: Vec<&str> = details.iter().map(|(_, found)| found.as_str()).collect();
        findings.push(
            case.finding(
                RULE,
                format!("in de tekst staat zo te zien {}", dutch::list(&told)),
                "haal het gegeven weg; schrijf over aantallen, niet over personen",
            )
            .on(code)
            .at(place.clone())
            .found(found.join("; ")),
        );
    }
    findings
}

/// A personal detail: its kind, in Dutch, and the words.
type Detail = (&'static str, String);

/// The first thing in a text that looks like a personal detail; `None` if nothing does.
#[must_use]
pub fn personal_detail(text: &str) -> Option<Detail> {
    personal_details(text, &[]).into_iter().next()
}

/// Everything in a text that looks like a personal detail, the kinds that lead to a person most surely first. The
/// name of a place is none.
fn personal_details(text: &str, places: &[&str]) -> Vec<Detail> {
    let mut found: Vec<Detail> = Vec::new();
    for reading in dutch::readings(text) {
        // What one reading has, another has in other letters.
        let seen: Vec<&'static str> = found.iter().map(|(what, _)| *what).collect();
        let details = details(&reading, places);
        found.extend(details.into_iter().filter(|(what, _)| !seen.contains(what)));
    }
    found.sort_by_key(|(what, _)| KINDS.iter().position(|kind| kind == what));
    found
}

/// The kinds of personal detail, those that lead to a person most surely first.
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

/// Characters around a word that are no part of it.
const AROUND: [char; 18] =
    ['(', ')', '[', ']', '<', '>', ',', ';', ':', '"', '\'', '.', '!', '?', '‘', '’', '“', '”'];

fn details(text: &str, places: &[&str]) -> Vec<Detail> {
    let spaced = numbers::spaced(&text.replace("[at]", "@").replace("(at)", "@"));
    let mut words: Vec<&str> =
        spaced.split_whitespace().map(|word| word.trim_matches(AROUND)).collect();
    let all = |what: &'static str, is: fn(&str) -> bool, words: &[&str]| -> Vec<Detail> {
        words.iter().filter(|word| is(word)).map(|word| (what, (*word).to_owned())).collect()
    };
    let mut found = all("een e-mailadres", account::is_email, &words);
    found.extend(all("een account", account::is_handle, &words));
    found.extend(account::accounts_by_name(&words).into_iter().map(|it| ("een account", it)));
    found.extend(numbers::numbers(&mut words));
    found.extend(numbers::birth_date(&words));
    found.extend(address::address(text));
    found.extend(name::name_with_age(text, places));
    found.extend(name::name_with_initials(text));
    found
}

#[cfg(test)]
mod tests {
    use super::personal_details;

    /// The first detail in a text, if Breda, Rotterdam and Tilburg are known as places.
    fn personal_detail(text: &str) -> Option<(&'static str, String)> {
        personal_details(text, &["Breda", "Rotterdam", "Tilburg"]).into_iter().next()
    }

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
            ("bel 06\u{2012}1234\u{2013}5678 of mail", "een telefoonnummer"),
            ("bel 06−12345678", "een telefoonnummer"),
            ("bel 06\u{A0}12\u{A0}34\u{202F}56 78", "een telefoonnummer"),
            ("bel 06.12.34.56.78!", "een telefoonnummer"),
            ("bel 06_12345678", "een telefoonnummer"),
            ("bel 06·1234·5678", "een telefoonnummer"),
            ("bel +31-6-1234 5678", "een telefoonnummer"),
            ("bel +31 6 12 34 56 78", "een telefoonnummer"),
            ("bel 0031 (0)6 12345678", "een telefoonnummer"),
            ("bel 0031-612345678", "een telefoonnummer"),
            ("bel +32 470 12 34 56", "een telefoonnummer"),
            ("tel:0612345678", "een telefoonnummer"),
            ("tel.06-12345678", "een telefoonnummer"),
            ("tel0612345678", "een telefoonnummer"),
            ("[06-12345678]", "een telefoonnummer"),
            ("06-12345678/06-87654321", "een telefoonnummer"),
            ("BSN:111222333", "een burgerservicenummer"),
            ("bsn111222333", "een burgerservicenummer"),
            ("mail jan[at]voorbeeld.nl", "een e-mailadres"),
            ("1234 AB 12", "een adres"),
            ("1234 AB, 12", "een adres"),
            ("1234 AB nr. 12", "een adres"),
            ("1234 AB huisnummer 12", "een adres"),
            ("1234 AB-12", "een adres"),
            ("1234AB 12-a", "een adres"),
            ("1234AB/12", "een adres"),
            ("1234\u{A0}AB 12", "een adres"),
            ("1234 ab 12", "een adres"),
            ("hij woont aan de Dorpsstraat 12", "een adres"),
            ("Oude Kerkweg 12a, Breda", "een adres"),
            ("volg @samir_010!", "een account"),
            ("(‘@samir.010’)", "een account"),
            ("zie instagram.com/samir_010", "een account"),
            ("https://www.tiktok.com/@samir", "een account"),
            ("snapchat: samir_010", "een account"),
            ("snapchat: samir10", "een account"),
            ("insta samir_b", "een account"),
            ("volg @_samir", "een account"),
            ("Samir (15)", "een naam met leeftijd"),
            ("Samir (15 jr.)", "een naam met leeftijd"),
            ("Kevin, 14 jaar", "een naam met leeftijd"),
            ("Kevin, veertien jaar oud, werkt nu", "een naam met leeftijd"),
            ("Kevin van 14 jaar werkt nu", "een naam met leeftijd"),
            ("Kevin is 14 jaar", "een naam met leeftijd"),
            ("de 15-jarige Samir doet mee", "een naam met leeftijd"),
            ("De vijftienjarige Samir doet mee", "een naam met leeftijd"),
            ("Samir – 15 jaar – doet mee", "een naam met leeftijd"),
            ("Samir B. (15) doet mee", "een naam met leeftijd"),
            ("Samir\u{A0}(15) en Kevin (14)", "een naam met leeftijd"),
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
            super::personal_details(text, &[]).into_iter().map(|(_, found)| found).collect()
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
        assert_eq!(found("BSN 111222333/06-12345678"), ["111222333", "06-12345678"]);
        assert!(found("Een van de deelnemers").is_empty());
    }

    #[test]
    fn what_leads_to_a_person_is_named_from_its_first_word_to_its_last() {
        for (text, found) in [
            ("bel +31 6 12 34 56 78 of mail", "+31 6 12 34 56 78"),
            ("bel +31 (0)6 12345678 of mail", "+31 0)6 12345678"),
            ("bel 0031 6 12345678 of mail", "0031 6 12345678"),
            ("bel 0031 (0)6 12345678 of mail", "0031 0)6 12345678"),
            ("bel 0031612345608 of mail", "0031612345608"),
            ("op Dorpsstraat 12, 1234 AB Breda", "12 1234 AB"),
            ("op 1234 AB nr. 12 in Breda", "1234 AB nr 12"),
            ("met J. de Vries erbij", "J. de Vries"),
        ] {
            assert_eq!(personal_detail(text).map(|it| it.1), Some(found.to_owned()), "{text}");
        }
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
            "volg @politie_breda!",
            "zie instagram.com/gemeentebreda en facebook.com",
            "artikel 12 (2024)",
            "Artikel 12 (15)",
            "Rotterdam (47)",
            "in groep 8, 12 jaar",
            "Groep 8 (12 leerlingen)",
            "Na Snapchat en Instagram kwam TikTok",
            "onderweg 12 jongeren, halverwege 5",
            "langs de weg 12 borden, in het park 5",
            "De 15-jarige jongen en de 15-jarige Nederlandse jongere",
            "Jongeren van 15 en Kinderen van 8",
            "In Breda is 14 jaar de grens",
            "Vanaf 14 jaar",
            "Hij is 15 jaar",
            "Breda, 15 maart",
            "Tilburg: 14 jaar ervaring",
            "In 2024, 12 maanden later",
            "In 2023/2024 en 2024/2025 kwamen 1234567890 brieven",
            "kenmerk 2024.0612.345678",
            "de reeks 1 2 3 4 5 6 7 8 9 10",
            "er waren 0 afspraken",
            "kenmerk 123456789012345678",
            "kenmerk XX91ABNA1417164300",
            "kijk op @nu",
            "in 1234 AB 12de gezin",
            "in 1234 AB A4 ophangen",
            "Pad 5 van de leerlijn",
            "Het liep goed. Daarna stopte het.",
            "Zij doen VWO. Daarna stopt het.",
            "Zie lijst A. de scholen doen mee",
            "Met Alleen Jij. (16)",
            "Samen 15 jaar ervaring",
            "Bij Alleen Jij, 15 deelnemers",
            "gesprekken (16) en huisbezoeken (12)",
            "Met Alleen Jij (2024)",
        ] {
            assert_eq!(personal_detail(text), None, "{text}");
        }
    }
}
