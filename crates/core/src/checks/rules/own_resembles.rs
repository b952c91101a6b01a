//! W508: eigen interventie die lijkt op een interventie uit de vragenlijst
//!
//! Bij `Eigen interventies` staat een naam die sterk lijkt op die van een interventie waar de
//! vragenlijst zelf naar vraagt. Is het dezelfde, dan telt zij nu niet mee bij de landelijke cijfers
//! van die interventie.
//!
//! ## Fout
//!
//! Een eigen interventie heet `Alleen jij bepaalt`:
//!
//! ```text
//! 'Eigen interventies'!B6  let op W508 (eigen-1.naam): `Alleen jij bepaalt` lijkt op `Alleen jij bepaalt wie je bent`, dat al in de vragenlijst staat
//! ```
//!
//! ## Goed
//!
//! Bij `Eigen interventies` alleen wat nergens anders in de vragenlijst staat.
//!
//! ## Wat u doet
//!
//! Is het dezelfde interventie, vul haar dan in op het blad van het thema en maak haar hier leeg. Is
//! het een andere, zeg dan bij de opmerking waarin zij verschilt.
//!
//! Tot dan staat zij in het rapport als eigen interventie.

use crate::checks::case::Case;
use crate::finding::{Finding, Rule, Severity};
use crate::near;

pub(super) const RULE: Rule = Rule { code: "W508", severity: Severity::Warning };

/// How alike two names are that may be one, from 0 to 1.
const ALIKE: f64 = 0.85;
/// Letters of a name that may be a piece of another.
const TELLING: usize = 8;

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let (examined, questionnaire) = (&case.examined, case.context.questionnaire);
    let blocks = questionnaire.sheet("eigen").into_iter().flat_map(|sheet| &sheet.blocks);
    let mut findings = Vec::new();
    for block in blocks {
        let code = format!("{}.naam", block.code);
        let (Some(name), Some(answer)) = (examined.text(&code), examined.open.get(&code)) else {
            continue;
        };
        let alike = questionnaire
            .interventions()
            .find(|each| resembles(name, &each.name) || names(name, &each.code));
        let Some(alike) = alike else { continue };
        findings.push(
            case.finding(
                RULE,
                format!("`{name}` lijkt op `{}`, dat al in de vragenlijst staat", alike.name),
                format!(
                    "is het dezelfde, vul dan de status van `{}` in en maak deze regels leeg; is het een andere, zeg dan bij de opmerking waarin zij verschilt",
                    alike.name
                ),
            )
            .on(&code)
            .at(answer.place.clone())
            .found(name),
        );
    }
    findings
}

/// Whether two names may be one: nearly the same letters, or the one a long piece of the other.
fn resembles(one: &str, other: &str) -> bool {
    let (one, other) = (letters(one), letters(other));
    let (short, long) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    (short.chars().count() >= TELLING && long.contains(short.as_str()))
        || near::likeness(&one, &other) >= ALIKE
}

/// Whether a name has an abbreviation in it by which the questionnaire calls an intervention, as in
/// `AJB op school`; or is that abbreviation, in small letters too.
fn names(name: &str, code: &str) -> bool {
    let is_code = |word: &str| word == code.to_uppercase();
    letters(name) == letters(code) || name.split(|c: char| !c.is_alphanumeric()).any(is_code)
}

/// A name by its letters and digits alone.
pub(super) fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_gives_an_intervention_away() {
        for name in ["AJB-training voor voetballers", "Alleen Jij (AJB) op school", "ajb"] {
            assert!(names(name, "ajb"), "{name}");
        }
        assert!(!names("Street art", "art") && !names("De politie op school", "politie"));
    }

    #[test]
    fn a_name_resembles_another_spelling_of_itself() {
        for (one, other) in [
            ("Alleen jij bepaalt", "Alleen jij bepaalt wie je bent"),
            ("prospect4cash", "Prospect 4 Cash"),
            ("Alles Kidz", "Alles Kidzzz"),
            ("Prospect", "Prospect 4 Cash"),
        ] {
            assert!(resembles(one, other), "{one}");
        }
        for (one, other) in
            [("Boksen", "Boa's"), ("Sport in de wijk", "Jongerenwerk"), ("Coach", "Straatcoaches")]
        {
            assert!(!resembles(one, other), "{one}");
        }
    }
}
