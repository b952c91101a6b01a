//! What the last editions of earlier years printed of a measure.

use std::collections::BTreeMap;

use super::database::Count;
use super::values::{Exact, exact};
use crate::error::RecountError;

/// What was printed of one measure of then.
#[derive(Default)]
pub(crate) struct Then {
    /// `None` if the sum was hidden.
    pub(crate) sum: Option<Exact>,
    /// By municipality; `None` for a number that was hidden.
    pub(crate) given: BTreeMap<String, Option<Exact>>,
}

impl Count {
    /// Whether anything is known of what was printed in a year.
    pub(crate) fn knows(&self, year: i16) -> Result<bool, RecountError> {
        let query = "SELECT count(*) FROM last_year WHERE year = ?1";
        Ok(self.number(query, [year.to_string()])? > 0)
    }

    /// What was printed in a year of the measures that go on in one of now, each by its code of then.
    pub(crate) fn then(
        &self,
        year: i16,
        measure: &str,
    ) -> Result<BTreeMap<String, Then>, RecountError> {
        let query = "
            SELECT l.was, l.municipality, n.whole, n.nano, n.atto FROM last_year l
            LEFT JOIN last_numbers n USING (year, question, was, municipality)
            WHERE l.year = ?1 AND l.question = ?2";
        let rows = self.rows(query, [&year.to_string(), measure], |row| {
            let whole: Option<i64> = row.get(2)?;
            let number = whole.map(|_| exact(row, 2)).transpose()?;
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, number))
        })?;
        let mut then: BTreeMap<String, Then> = BTreeMap::new();
        for (was, municipality, number) in rows {
            let then = then.entry(was).or_default();
            if municipality.is_empty() {
                then.sum = number;
            } else {
                then.given.insert(municipality, number);
            }
        }
        Ok(then)
    }
}
