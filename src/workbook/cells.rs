//! The cells taken from a file, and what their contents mean, whatever the format.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Limit, Reason, Value, limits};
use crate::place::Cell;

/// From here on a number counts nothing that a municipality does.
const HUGE: f64 = 1e9;
const HUGE_INTEGER: u64 = 1_000_000_000;

/// What has been taken from a file so far.
#[derive(Default)]
pub(super) struct Taken {
    cells: u64,
    text: u64,
    records: u64,
}

impl Taken {
    /// Counts something that the file makes us look at, whether it is kept or not.
    pub(super) fn look(&mut self) -> Result<(), Reason> {
        self.records += 1;
        limits::within(Limit::Records, self.records)
    }

    /// Keeps a cell, unless it is empty.
    pub(super) fn keep(
        &mut self,
        cells: &mut BTreeMap<Cell, Value>,
        (row, column): (u32, u32),
        value: Option<Value>,
    ) -> Result<(), Reason> {
        let Some(value) = value else { return Ok(()) };
        self.cells += 1;
        if let Value::Text(text) | Value::Error(text) | Value::Time(text) = &value {
            self.text += text.len() as u64;
        }
        limits::within(Limit::Cells, self.cells)?;
        limits::within(Limit::Text, self.text)?;
        cells.insert(Cell { row, column }, value);
        Ok(())
    }
}

/// Text, or the error value that it shows.
pub(super) fn text(text: String) -> Option<Value> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return None;
    }
    Some(if is_error(trimmed) { Value::Error(text) } else { Value::Text(text) })
}

/// Whether a text is how a spreadsheet shows an error, in English or in Dutch.
pub(super) fn is_error(text: &str) -> bool {
    const ERRORS: [&str; 13] = [
        "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!", "#VERW!", "#DEEL/0!",
        "#WAARDE!", "#NAAM?", "#N/B", "#GETAL!",
    ];
    let numbered = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    ERRORS.contains(&text) || text.strip_prefix("Err:").is_some_and(numbered)
}

/// A spreadsheet keeps 15 significant digits; the rest of a float is noise (0.1 + 0.2).
pub(super) fn number(number: f64) -> Value {
    match Decimal::from_scientific(&format!("{number:.14e}")) {
        Ok(decimal) if number.abs() <= HUGE => Value::Number(decimal.normalize()),
        _ => Value::HugeNumber(number.to_string()),
    }
}

/// A whole number.
pub(super) fn integer(number: i64) -> Value {
    if number.unsigned_abs() <= HUGE_INTEGER {
        Value::Number(Decimal::from(number))
    } else {
        Value::HugeNumber(number.to_string())
    }
}

/// A day as an `OpenDocument` file writes it, with or without a time of day.
pub(super) fn iso_date(written: String) -> Value {
    let day = written.split('T').next().unwrap_or_default();
    day.parse::<Date>().map_or_else(|_| Value::Time(written), Value::Date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_float_is_the_number_that_was_typed() {
        for (float, typed) in [(2.25, "2.25"), (0.1 + 0.2, "0.3"), (576.0, "576"), (1e-3, "0.001")]
        {
            assert_eq!(number(float), Value::Number(typed.parse().unwrap()));
        }
        assert_eq!(number(-1e9), Value::Number("-1000000000".parse().unwrap()));
        for huge in [1_000_000_001.0, -1e10, 1e300, f64::INFINITY] {
            assert_eq!(number(huge), Value::HugeNumber(huge.to_string()));
        }
        assert_eq!(number(f64::NAN), Value::HugeNumber("NaN".to_owned()));
    }

    #[test]
    fn an_error_is_known_by_what_it_shows() {
        for shown in ["#REF!", "Err:502", "#VERW!", "#N/B", "#GETAL!"] {
            assert_eq!(text(shown.to_owned()), Some(Value::Error(shown.to_owned())));
        }
        for shown in ["Err:abc", "#VERW", "# 12"] {
            assert_eq!(text(shown.to_owned()), Some(Value::Text(shown.to_owned())));
        }
    }
}
