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
