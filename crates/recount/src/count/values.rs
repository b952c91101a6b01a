//! Values as columns hold them: numbers without rounding, and days.

use jiff::civil::Date;
use rusqlite::Row;
use rusqlite::types::Type;

/// A number in parts of 10⁻¹⁸: exact, and with room for any sum.
pub(crate) type Exact = i128;

/// How many of those go into one.
pub(crate) const ONE: Exact = 1_000_000_000_000_000_000;

/// The number in three columns, of which this is the first.
pub(super) fn exact(row: &Row<'_>, first: usize) -> rusqlite::Result<Exact> {
    let [whole, nano, atto]: [i64; 3] = [row.get(first)?, row.get(first + 1)?, row.get(first + 2)?];
    let billion = 1_000_000_000;
    Ok((Exact::from(whole) * billion + Exact::from(nano)) * billion + Exact::from(atto))
}

/// The day in a column; `None` if the column is empty.
pub(super) fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Date>> {
    let text: String = row.get(column)?;
    let day = (!text.is_empty()).then(|| text.parse::<Date>()).transpose();
    day.map_err(|error: jiff::Error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into())
    })
}

/// The number in a text such as `-1234.5`; `None` if it is none, or has more than eighteen decimals.
pub(crate) fn written(text: &str) -> Option<Exact> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let is_negative = whole.starts_with('-');
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    let digits = format!("{whole}{decimals:0<18}");
    let is_number = !whole.is_empty()
        && decimals.len() <= 18
        && digits.bytes().all(|digit| digit.is_ascii_digit());
    let value: Exact = digits.parse().ok().filter(|_| is_number)?;
    Some(if is_negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_from_its_digits_without_rounding() {
        assert_eq!(written("576"), Some(576 * ONE));
        assert_eq!(written("-1.5"), Some(-(ONE + ONE / 2)));
        assert_eq!(written("0.000000000000000001"), Some(1));
        for other in ["", "1e5", "1.0000000000000000001", "een", "1.5.5"] {
            assert_eq!(written(other), None, "{other}");
        }
    }
}
