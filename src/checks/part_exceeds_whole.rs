//! F303: a part that is larger than its whole, by the relations of the questionnaire. Which of the
//! two is wrong is not guessed: neither is used.

use crate::cycle::RelationKind;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};
use crate::questionnaire::Questionnaire;

use super::accepted::{AnswerValue, Return};

pub(super) const RULE: Rule = Rule { code: "F303", severity: Severity::Error };

/// Each finding with the two answers that it makes unusable.
pub(super) fn find(
    examined: &Return,
    questionnaire: &Questionnaire,
) -> Vec<(Finding, [String; 2])> {
    let number = |code: &str| match examined.answers.get(code)?.value {
        AnswerValue::Number(number) => Some(number),
        AnswerValue::Status(_) | AnswerValue::Unknown | AnswerValue::NotApplicable => None,
    };
    let mut findings = Vec::new();
    for relation in &questionnaire.relations {
        if relation.kind == RelationKind::ZelfdePersonen {
            continue;
        }
        let (Some(part), Some(whole)) = (number(&relation.one), number(&relation.other)) else {
            continue;
        };
        let (Some(answer), Some(whole_answer)) =
            (examined.answers.get(&relation.one), examined.answers.get(&relation.other))
        else {
            continue;
        };
        if part <= whole {
            continue;
        }
        let (part, whole) = (dutch::digits(part), dutch::digits(whole));
        let at = whole_answer.place.in_file().unwrap_or_default();
        let message = format!(
            "`{}` ({part}) is meer dan `{}` ({whole}, in {at})",
            relation.one, relation.other
        );
        let hint = format!(
            "{}; kijk welk van de twee getallen niet klopt",
            relation.reason.trim_end_matches('.')
        );
        let finding = Finding::new(RULE, message, hint)
            .about(Some(&examined.municipality))
            .on(&relation.one)
            .at(answer.place.clone())
            .found(part);
        findings.push((finding, [relation.one.clone(), relation.other.clone()]));
    }
    findings
}
