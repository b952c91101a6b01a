//! W516: eigen interventie die er twee keer staat
//!
//! Bij `Eigen interventies` staat dezelfde naam twee keer. Is het één interventie, dan telt zij
//! dubbel in het aantal eigen interventies.
//!
//! ## Fout
//!
//! De eerste eigen interventie heet `Boksen in de buurt`, de tweede `boksen in de buurt`:
//!
//! ```text
//! 'Eigen interventies'!C16  let op W516 (eigen-2.naam): `boksen in de buurt` staat er al, in C6
//! ```
//!
//! ## Goed
//!
//! Elke eigen interventie één keer; twee verschillende met elk een eigen naam.
//!
//! ## Wat u doet
//!
//! Is het dezelfde interventie, maak dan een van de twee onderdelen leeg. Zijn het er twee, geef ze
//! dan namen waaraan het verschil te zien is, zoals de wijk of de doelgroep.
//!
//! Tot dan telt zij één keer als beide onderdelen helemaal gelijk zijn, en anders twee keer.

use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;
use crate::questionnaire::{Block, Questionnaire};

use super::accepted::{OpenValue, Return};

pub(super) const RULE: Rule = Rule { code: "W516", severity: Severity::Warning };

/// The findings for parts that have the name of another. A part that says word for word the same as the other is
/// taken out of the return, so that it counts once.
pub(super) fn find(examined: &mut Return, questionnaire: &Questionnaire) -> Vec<Finding> {
    let blocks: Vec<&Block> =
        questionnaire.sheet("eigen").into_iter().flat_map(|sheet| &sheet.blocks).collect();
    let mut findings = Vec::new();
    let mut copies = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let Some((name, place)) = name(block, examined) else { continue };
        let same = |other: &&&Block| {
            self::name(other, examined).is_some_and(|(it, _)| letters(it) == letters(name))
        };
        let Some(first) = blocks.iter().take(number).find(same) else { continue };
        if given(block, examined) == given(first, examined) {
            copies.push(*block);
        }
        let cell = self::name(first, examined).and_then(|(_, place)| place.cell);
        let cell = cell.map(|cell| format!(", in {cell}")).unwrap_or_default();
        let message = format!("`{name}` staat er al{cell}");
        let hint = "is het dezelfde, maak dan een van de twee onderdelen leeg; zijn het er twee, geef ze dan namen waaraan het verschil te zien is";
        findings.push(
            Finding::new(RULE, message, hint)
                .about(Some(&examined.municipality))
                .on(&format!("{}.naam", block.code))
                .at(place.clone())
                .found(name),
        );
    }
    for question in copies.iter().flat_map(|block| &block.questions) {
        examined.open.remove(&question.code);
    }
    findings
}

fn name<'a>(block: &Block, examined: &'a Return) -> Option<(&'a str, &'a Place)> {
    let code = format!("{}.naam", block.code);
    Some((examined.text(&code)?, &examined.open.get(&code)?.place))
}

/// The answers in a part, question by question.
fn given<'a>(block: &Block, examined: &'a Return) -> Vec<Option<&'a OpenValue>> {
    let value = |code: &String| examined.open.get(code).map(|answer| &answer.value);
    block.questions.iter().map(|question| value(&question.code)).collect()
}

/// A name by its letters and digits alone.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
