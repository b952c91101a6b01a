//! T104: eigen woorden geven een klein aantal weg
//!
//! De eigen woorden van een gemeente noemen een getal dat het rapport verbergt, omdat het om weinig
//! personen of gezinnen gaat of omdat zo’n aantal ermee is uit te rekenen. Wat een gemeente zelf
//! schrijft, verandert het programma niet; daarom moet iemand ernaar kijken.
//!
//! ## Fout
//!
//! Amsterdam vult in dat zij 7 jongeren aanmeldde, en schrijft dat getal ook bij haar voorbeeld.
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!D13  let op T104 (ajb.aangemeld): “Zeven jongeren hebben weer een doel.” geeft het kleine aantal 7 van Amsterdam weg (`ajb.aangemeld`)
//! ```
//!
//! ## Goed
//!
//! Een aantal jongeren heeft weer een doel.
//!
//! ## Wat u doet
//!
//! De gemeente vervangt het getal in haar tekst door een woord. Gaat het getal in de tekst over iets
//! anders, dan legt het programmateam dat vast met `pmg accept`.
//!
//! Tot dan kan het rapport niet definitief worden; het concept wordt wel gemaakt.

use rust_decimal::Decimal;

use crate::dutch;
use crate::finding::{Finding, Rule, Severity};
use crate::municipality::MunicipalityCode;
use crate::place::Place;

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T104", severity: Severity::Warning };

/// A small number that can be read.
#[derive(Debug)]
pub struct Slip<'a> {
    /// Whose number it is.
    pub municipality: &'a MunicipalityCode,
    /// Name of that municipality.
    pub name: &'a str,
    /// Code of the measure.
    pub measure: &'a str,
    /// The number.
    pub value: Decimal,
    /// The cell that it was read from.
    pub place: &'a Place,
    /// The sentences that it can be worked out from; the first is somebody's own words.
    pub sentences: &'a [String],
}

/// The finding for a sentence that gives a small number away.
#[must_use]
pub fn find(slip: &Slip<'_>) -> Finding {
    let value = dutch::digits(slip.value);
    let quoted: Vec<String> = slip.sentences.iter().map(|each| format!("“{each}”")).collect();
    let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
    let verb = if quoted.len() == 1 { "geeft" } else { "geven samen" };
    let message = format!(
        "{} {verb} het kleine aantal {value} van {} weg (`{}`)",
        dutch::list(&quoted),
        slip.name,
        slip.measure
    );
    Finding::new(RULE, message, "vervang in uw eigen tekst het getal door een woord")
        .for_team("vraag de gemeente om het getal uit haar tekst te halen; gaat het over iets anders, leg dat dan vast met `pmg accept`")
        .about(Some(slip.municipality))
        .on(slip.measure)
        .at(slip.place.clone())
        .found(slip.sentences.first().cloned().unwrap_or(value))
}
