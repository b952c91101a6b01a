//! Last year's answers under this year's codes, for the checks that compare an answer with the one of a year before.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::accepted::{Accepted, AnswerValue, Return};
use crate::municipality::MunicipalityCode;
use crate::questionnaire::Changes;

/// What municipalities answered a year before, by municipality and by the code that the question
/// has now. Only what can be compared is in it.
pub type LastYear = BTreeMap<MunicipalityCode, BTreeMap<String, AnswerValue>>;

/// The answers of the year before under the codes of this year. For questions that were merged it is the sum, if each
/// of them was answered with a number.
#[must_use]
pub fn last_year(accepted: &Accepted, changes: &Changes) -> LastYear {
    let answers = |given: &Return| {
        let known = changes
            .iter()
            .filter_map(|(now, before)| Some((now.to_owned(), value(given, before)?)));
        known.collect()
    };
    accepted.iter().map(|given| (given.municipality.clone(), answers(given))).collect()
}

fn value(given: &Return, codes: &[String]) -> Option<AnswerValue> {
    if let [code] = codes {
        return given.answers.get(code).map(|answer| answer.value);
    }
    let parts = codes.iter().map(|code| given.number(code).map(|(number, _)| number));
    parts.sum::<Option<Decimal>>().map(AnswerValue::Number)
}
