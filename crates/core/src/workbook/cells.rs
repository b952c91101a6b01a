//! The cells taken from a file, and what their contents mean, whatever the format.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::limits;
use super::sheets::{Run, Value};
use super::unreadable::{Limit, Reason};
use crate::place::Cell;

/// From here on a number counts nothing that a municipality does.
const HUGE: f64 = 1e9;

/// Counts what has been taken from a file so far.
#[derive(Default)]
pub(super) struct Taken {
    cells: u64,
    text: u64,
    records: u64,
}

impl Taken {
    /// Counts something that the file makes us look at, whether it is kept or not.
    pub(super) fn look(&mut self) -> Result<(), Reason> {
        self.look_at(1)
    }

    /// Counts several of these at once.
    pub(super) fn look_at(&mut self, records: u64) -> Result<(), Reason> {
        self.records += records;
        limits::within(Limit::Records, self.records)
    }

    /// Refuses a text that there is no room for.
    pub(super) fn room_for(&self, bytes: u64) -> Result<(), Reason> {
        limits::within(Limit::Text, self.text + bytes)
    }

    /// Counts bytes of text.
    pub(super) fn text(&mut self, bytes: u64) -> Result<(), Reason> {
        self.text += bytes;
        limits::within(Limit::Text, self.text)
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
        limits::within(Limit::Cells, self.cells)?;
        self.text(length(&value))?;
        cells.insert(Cell { row, column }, value);
        Ok(())
    }
}

/// Bytes that the text in a value takes.
fn length(value: &Value) -> u64 {
    let bytes = match value {
        Value::Text(text) | Value::Error(text) | Value::Time(text) => text.len(),
        Value::ShownAs { shown, .. } => shown.len(),
        // A piece takes memory beside its text.
        Value::Rich(runs) => runs.iter().map(|run| run.text.len() + size_of::<Run>()).sum(),
        Value::Struck(value) => return length(value),
        _ => 0,
    };
    bytes as u64
}

/// The text, or the error value that it shows; `None` if it is blank.
pub(super) fn text(text: String) -> Option<Value> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return None;
    }
    Some(if is_error(trimmed) { Value::Error(text) } else { Value::Text(text) })
}

/// Whether a text is how a spreadsheet shows an error, in English or in Dutch.
pub(super) fn is_error(text: &str) -> bool {
    const ERRORS: [&str; 26] = [
        "#REF!",
        "#DIV/0!",
        "#VALUE!",
        "#NAME?",
        "#N/A",
        "#NUM!",
        "#NULL!",
        "#VERW!",
        "#DEEL/0!",
        "#WAARDE!",
        "#NAAM?",
        "#N/B",
        "#GETAL!",
        "#LEEG!",
        "#SPILL!",
        "#CALC!",
        "#BLOCKED!",
        "#UNKNOWN!",
        "#FIELD!",
        "#CONNECT!",
        "#BUSY!",
        "#EXTERNAL!",
        "#PYTHON!",
        "#OVERLOOP!",
        "#BEREKENEN!",
        "#VELD!",
    ];
    let numbered = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    ERRORS.contains(&text)
        || ["Err:", "Fout:"].iter().any(|word| text.strip_prefix(word).is_some_and(numbered))
}

/// The number, to the 15 significant digits that a spreadsheet keeps; the rest of a float is noise (0.1 + 0.2).
pub(super) fn number(number: f64) -> Value {
    // Nearly all numbers are whole: they need no detour by way of text.
    let is_whole = number.fract() == 0.0 && number.abs() <= HUGE;
    if let Some(whole) = number.to_i64().filter(|_| is_whole) {
        return Value::Number(whole.into());
    }
    match Decimal::from_scientific(&format!("{number:.14e}")) {
        Ok(decimal) if number.abs() <= HUGE => Value::Number(decimal.normalize()),
        _ => Value::HugeNumber(number.to_string()),
    }
}

/// A day that is stored as a number: so many days after the start of 1900, or of 1904. A number below
/// one is a time of day, and the sixtieth day of 1900 is one that never was.
pub(super) fn day(number: f64, is_from_1904: bool) -> Value {
    let time = || Value::Time(number.to_string());
    if !(1.0..3_000_000.0).contains(&number) {
        return time();
    }
    let first = match number {
        _ if is_from_1904 => Date::constant(1904, 1, 1),
        ..60.0 => Date::constant(1899, 12, 31),
        61.0.. => Date::constant(1899, 12, 30),
        _ => return time(),
    };
    let day = number.to_i64().and_then(|days| first.checked_add(days.days()).ok());
    day.map_or_else(time, Value::Date)
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
    fn a_day_counts_from_1900_or_from_1904() {
        let date = |text: &str| Value::Date(text.parse().unwrap());
        assert_eq!(day(45322.0, false), date("2024-01-31"));
        assert_eq!(day(45322.75, false), date("2024-01-31"));
        assert_eq!(day(43860.0, true), date("2024-01-31"));
        assert_eq!(day(59.0, false), date("1900-02-28"));
        assert_eq!(day(61.0, false), date("1900-03-01"));
        for none in [60.0, 0.5, -3.0, 9e9, f64::NAN] {
            assert_eq!(day(none, false), Value::Time(none.to_string()));
        }
    }

    #[test]
    fn an_error_is_known_by_what_it_shows() {
        for shown in ["#REF!", "Err:502", "Fout:502", "#VERW!", "#N/B", "#LEEG!", "#SPILL!"] {
            assert_eq!(text(shown.to_owned()), Some(Value::Error(shown.to_owned())));
        }
        for shown in ["Err:abc", "#VERW", "# 12"] {
            assert_eq!(text(shown.to_owned()), Some(Value::Text(shown.to_owned())));
        }
    }
}
