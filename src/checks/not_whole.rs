//! F202: a fraction where only whole numbers can be: persons, schools, warnings. Only fte may have
//! decimals. The answer is not used.

use crate::answers::Reading;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};
use crate::questionnaire::Question;

use super::item::Item;

pub(super) const RULE: Rule = Rule { code: "F202", severity: Severity::Error };

pub(super) fn find(item: &Item<'_>) -> Option<Finding> {
    let (Reading::Number(number), Question::Number(_, measure)) =
        (&item.entry.reading, item.question)
    else {
        return None;
    };
    if number.fract().is_zero() || !measure.unit.kind.is_whole() {
        return None;
    }
    let (found, unit) = (dutch::digits(*number), &measure.unit.plural);
    let message = format!("{found} is geen heel getal; {unit} worden in hele getallen geteld");
    let hint = format!("vul het aantal {unit} in als heel getal");
    Some(item.finding(RULE, message, hint).found(found))
}
