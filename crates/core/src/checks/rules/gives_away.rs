//! T104: eigen woorden geven een klein aantal weg
//!
//! De eigen woorden van een gemeente noemen een klein aantal personen of gezinnen: een getal dat het
//! rapport verbergt, of een aantal dat alleen daar staat, zoals `van de 6 gezinnen haakten er twee af`.
//! Wat een gemeente schrijft, verandert het programma niet; daarom moet iemand ernaar kijken. Klein is 1
//! tot en met 9, of wat `klein_onder` zegt. Leeftijden, dagen, percentages, bedragen en verhoudingen
//! tellen niet, en agenten, docenten en jongerenwerkers ook niet. `Een jongere` en `een van de jongeren`
//! zeggen niet hoeveel het er zijn; `één jongere` en `1 jongere` wel.
//!
//! ## Fout
//!
//! Amsterdam meldde 7 jongeren aan, en noemt bij haar voorbeeld dat getal en een aantal moeders.
//!
//! ```text
//! Uitgelicht!B6  let op T104 (ajb.aangemeld): “Zeven jongeren hebben weer een doel.” geeft het kleine aantal 7 van Amsterdam weg (`ajb.aangemeld`)
//! Uitgelicht!B6  let op T104 (uitgelicht.tekst): “Vijf jonge moeders hebben weer een doel.” noemt een klein aantal personen of gezinnen: `Vijf jonge moeders`
//! ```
//!
//! ## Goed
//!
//! Een aantal jongeren heeft weer een doel, net als minder dan 10 moeders.
//!
//! ## Wat u doet
//!
//! De gemeente vervangt het getal in haar tekst door een woord. Gaat het getal in de tekst over iets
//! anders, of wijst het niemand aan, dan legt het programmateam dat vast met `pmg accept`.
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
pub struct Leak<'a> {
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
    /// The words for the number if no municipality gave it: `wat na … overblijft: 7`.
    pub derived: Option<String>,
    /// Whether the number, or one of the sentences, is not of the municipality whose words give it away.
    pub is_of_others: bool,
}

/// The finding for a sentence that gives a small number away.
#[must_use]
pub fn find(leak: &Leak<'_>) -> Finding {
    let value = dutch::digits(leak.value);
    let quoted: Vec<String> = leak.sentences.iter().map(|each| format!("“{each}”")).collect();
    let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
    let verb = if quoted.len() == 1 { "geeft" } else { "geven samen" };
    let derived = leak.derived.as_ref().map(|which| format!(" ({which})")).unwrap_or_default();
    let message = format!(
        "{} {verb} het kleine aantal {value} van {} weg (`{}`){derived}",
        dutch::list(&quoted),
        leak.name,
        leak.measure
    );
    let finding = Finding::new(RULE, message, "vervang in uw eigen tekst het getal door een woord")
        .for_team("vraag de gemeente om het getal uit haar tekst te halen; gaat het over iets anders, leg dat dan vast met `pmg accept`")
        .about(Some(leak.municipality))
        .on(leak.measure)
        .at(leak.place.clone())
        .found(leak.sentences.first().cloned().unwrap_or(value));
    if !leak.is_of_others {
        return finding;
    }
    let own = quoted.first().expect("the first sentence is in somebody's own words");
    finding.for_its_own(format!(
        "{own} geeft, met wat er verder in het rapport staat, een klein aantal weg dat iemand kan aanwijzen (`{}`)",
        leak.measure
    ))
}

/// A small number of persons or families in own words that no measure has.
#[derive(Debug)]
pub struct Counted<'a> {
    /// Whose words they are.
    pub municipality: &'a MunicipalityCode,
    /// Code of the question that they answer, or of the measure that they are a remark on.
    pub question: &'a str,
    /// The cell in which they stand.
    pub place: Option<&'a Place>,
    /// The sentence.
    pub sentence: &'a str,
    /// The words in it that count.
    pub counts: &'a [&'a str],
}

/// The finding for a sentence that counts a few persons or families.
#[must_use]
pub fn counted(counted: &Counted<'_>) -> Finding {
    let told: Vec<String> = counted.counts.iter().map(|words| format!("`{words}`")).collect();
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    let message = format!(
        "“{}” noemt een klein aantal personen of gezinnen: {}",
        counted.sentence,
        dutch::list(&told)
    );
    let hint = "vervang in uw eigen tekst het getal door een woord";
    let finding = Finding::new(RULE, message, hint)
        .for_team("vraag de gemeente om het getal uit haar tekst te halen; wijst het niemand aan, leg dat dan vast met `pmg accept`")
        .about(Some(counted.municipality))
        .on(counted.question)
        .found(counted.sentence);
    match counted.place {
        Some(place) => finding.at(place.clone()),
        None => finding,
    }
}
