//! W404: een praktijkverhaal waarvan iets niet wordt gebruikt
//!
//! Een citaat staat er zonder verhaal of zonder naam van wie het zei, of het webadres begint niet
//! met `https://`. Dat deel komt niet in het rapport.
//!
//! ## Fout
//!
//! Bij `praktijkverhaal.link` staat `www.heerlen.nl`:
//!
//! ```text
//! Praktijkverhaal!B11  let op W404 (praktijkverhaal.link): dit is geen webadres dat met `https://` begint; het komt niet in het rapport
//! ```
//!
//! ## Goed
//!
//! Citaat, spreker en functie ingevuld, toestemming `ja`, en een webadres als
//! `https://www.gemeente.nl/verhaal`.
//!
//! ## Wat u doet
//!
//! Vul aan wat ontbreekt, of haal het deel weg dat u niet wilt gebruiken.
//!
//! Tot dan verschijnt het niet in het rapport.

use crate::checks::case::Case;
use crate::finding::{Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule { code: "W404", severity: Severity::Warning };

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let given = |part: &str| {
        let answer = case.submission.text(&format!("praktijkverhaal.{part}"));
        answer.filter(|(text, _)| !text.trim().is_empty())
    };
    let mut findings = Vec::new();
    let mut point_out = |part: &str, message: &str, hint: &str| {
        if let Some((_, place)) = given(part) {
            let finding = case.finding(RULE, message, hint);
            findings.push(finding.on(&format!("praktijkverhaal.{part}")).at(place.clone()));
        }
    };
    if given("tekst").is_none() {
        let message = "er is een citaat, maar geen verhaal";
        point_out("citaat", message, "vul ook `praktijkverhaal.tekst` in, of haal het citaat weg");
    }
    if given("spreker").is_none() {
        let message = "er staat niet bij wie dit zei";
        point_out("citaat", message, "vul `praktijkverhaal.spreker` in, of haal het citaat weg");
    }
    if given("link").is_some_and(|(text, _)| !text.trim().starts_with("https://")) {
        let message =
            "dit is geen webadres dat met `https://` begint; het komt niet in het rapport";
        point_out(
            "link",
            message,
            "vul het hele adres in, zoals `https://www.gemeente.nl/verhaal`",
        );
    }
    findings
}
