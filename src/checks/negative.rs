//! F203: a number below zero. Nothing that is asked can be less than none. The answer is not used.

use crate::answers::Reading;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};

use super::item::Item;

pub(super) const RULE: Rule = Rule { code: "F203", severity: Severity::Error };

pub(super) fn find(item: &Item<'_>) -> Option<Finding> {
    let Reading::Number(number) = item.entry.reading else { return None };
    if !number.is_sign_negative() || number.is_zero() {
        return None;
    }
    let found = dutch::digits(number);
    let message = format!("{found} is minder dan nul");
    let hint = "vul 0 in als het er geen waren, of `onbekend` als u het niet weet".to_owned();
    Some(item.finding(RULE, message, hint).found(found))
}
