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
//! 'Eigen interventies'!B16  let op W516 (eigen-2.naam): `boksen in de buurt` staat er al, in B6
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

use crate::checks::accepted::{OpenValue, Return};
use crate::checks::case::{Case, Refusal};
use crate::finding::{Rule, Severity};
use crate::place::Place;
use crate::questionnaire::Block;

use super::own_resembles::letters;

pub(crate) const RULE: Rule = Rule { code: "W516", severity: Severity::Warning };

/// The parts that have the name of another. One that says word for word the same as the other is left out, so that it
/// counts once.
pub(super) fn find(case: &Case<'_>) -> Vec<Refusal> {
    let (examined, questionnaire) = (&case.examined, case.context.questionnaire);
    let blocks: Vec<&Block> =
        questionnaire.sheet("eigen").into_iter().flat_map(|sheet| &sheet.blocks).collect();
    let mut refused = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let Some((name, place)) = name(block, examined) else { continue };
        let mut before =
            blocks[..number].iter().filter_map(|it| Some((it, self::name(it, examined)?)));
        let same = before.find(|(_, (other, _))| letters(other) == letters(name));
        let Some((first, (_, other))) = same else { continue };
        let cell = other.cell.expect("an answer stands in a cell");
        let message = format!("`{name}` staat er al, in {cell}");
        let hint = "is het dezelfde, maak dan een van de twee onderdelen leeg; zijn het er twee, geef ze dan namen waaraan het verschil te zien is";
        let finding = case
            .finding(RULE, message, hint)
            .on(&format!("{}.naam", block.code))
            .at(place.clone())
            .found(name);
        let is_copy = given(block, examined) == given(first, examined);
        let codes = block.questions.iter().filter(|_| is_copy).map(|asked| asked.code.clone());
        refused.push(Refusal { finding: Some(finding), codes: codes.collect() });
    }
    refused
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
