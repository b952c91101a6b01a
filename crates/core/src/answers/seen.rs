//! What a person sees in a cell.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::dutch;
use crate::workbook::{RunStyle, Value};

/// The text without invisible characters.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if text.contains(dutch::is_invisible) {
        text.chars().filter(|c| !dutch::is_invisible(*c)).collect()
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a text has nothing that a person sees.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || dutch::is_invisible(c))
}

/// A value as a person would read it in the cell.
#[must_use]
pub fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Time(text) | Value::Error(text) | Value::HugeNumber(text) => {
            text.clone()
        }
        Value::Number(number) => comma(number),
        Value::Percentage(number) => comma(number) + "%",
        Value::Amount(number) => format!("€ {}", comma(number)),
        Value::Boolean(true) => "WAAR".to_owned(),
        Value::Boolean(false) => "ONWAAR".to_owned(),
        Value::Date(date) => dutch::date(*date),
        Value::FormulaWithoutValue => String::new(),
        Value::ShownAs { shown, .. } => shown.clone(),
        Value::Rich(runs) => {
            let seen = runs.iter().filter(|run| run.style != RunStyle::Struck);
            seen.map(|run| run.text.as_str()).collect()
        }
        Value::Struck(value) => shown(value),
    }
}

/// A number with a decimal comma.
pub(super) fn comma(number: &Decimal) -> String {
    number.to_string().replace('.', ",")
}
