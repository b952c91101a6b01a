//! W517: naam van een andere gemeente in de naam van het bestand
//!
//! In de naam van het bestand staat de code of de naam van een andere gemeente dan op het blad
//! `Gemeente`. Het programma gaat af op het blad en niet op de naam van het bestand. Maar misschien
//! is de verkeerde werkmap ingevuld of opgestuurd, en staan deze antwoorden onder de verkeerde
//! gemeente.
//!
//! ## Fout
//!
//! Het bestand `GM0758-breda-nieuw.xlsx` is de vragenlijst van Amsterdam:
//!
//! ```text
//! let op W517: de naam van dit bestand noemt Breda, maar de vragenlijst is van Amsterdam
//! ```
//!
//! ## Goed
//!
//! Een bestand waarvan de naam bij de gemeente hoort, zoals `GM0363-amsterdam.xlsx`, of waarvan de
//! naam geen gemeente noemt.
//!
//! ## Wat u doet
//!
//! Kijk van welke gemeente de antwoorden zijn. Klopt het blad `Gemeente`, geef het bestand dan een
//! andere naam. Klopt het niet, vul dan de vragenlijst van de goede gemeente in.
//!
//! Tot dan tellen de antwoorden mee bij de gemeente die op het blad `Gemeente` staat.

use crate::checks::case::Case;
use crate::cycle::{Municipality, Register};
use crate::finding::{Finding, Rule, Severity};
use crate::municipality::MunicipalityCode;
use crate::place::Place;

pub(super) const RULE: Rule = Rule { code: "W517", severity: Severity::Warning };

pub(super) fn find(case: &Case<'_>) -> Option<Finding> {
    let (file, municipality) = (&case.submission.file.name, &case.examined.municipality);
    let register = &case.context.cycle.register;
    let other = other_than(municipality, file, register)?;
    let message = format!(
        "de naam van dit bestand noemt {}, maar de vragenlijst is van {}",
        other.name,
        register.name(municipality)
    );
    let hint = "kijk van welke gemeente de antwoorden zijn; klopt het blad `Gemeente`, geef het bestand dan een andere naam";
    Some(case.finding(RULE, message, hint).at(Place::file(file)))
}

/// The municipality that the name of a file speaks of, by its code or else by its name; `None` if it speaks of the
/// right one or of none.
fn other_than<'a>(
    right: &MunicipalityCode,
    file: &str,
    register: &'a Register,
) -> Option<&'a Municipality> {
    let words = words(file);
    let has_code = |each: &&Municipality| words.contains(&each.code.as_str().to_lowercase());
    let has_name = |each: &&Municipality| {
        let name = self::words(&each.name);
        words.windows(name.len().max(1)).any(|window| window == name)
    };
    let by_code: Vec<&Municipality> = register.iter().filter(has_code).collect();
    let named =
        if by_code.is_empty() { register.iter().filter(has_name).collect() } else { by_code };
    let is_right = named.iter().any(|each| each.code == *right);
    named.into_iter().next().filter(|_| !is_right)
}

/// The words of a name in small letters: `GM0758-breda.xlsx` is `gm0758`, `breda` and `xlsx`.
fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
