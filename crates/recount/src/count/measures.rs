//! Counts of measures: their sums, who gave what, and who gave no number.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::database::Count;
use super::values::{Exact, day, exact};
use crate::error::RecountError;

/// What is counted of a measure.
pub(crate) struct Measured {
    pub(crate) measure: String,
    pub(crate) unit: String,
    pub(crate) unit_kind: String,
    pub(crate) measure_kind: String,
    /// Whether what it measures has a status.
    pub(crate) has_status: bool,
    /// `None` if nobody gave a number.
    pub(crate) sum: Option<Exact>,
    pub(crate) municipalities: usize,
    pub(crate) above_zero: usize,
    pub(crate) unknown: usize,
    pub(crate) not_applicable: usize,
    pub(crate) missing: usize,
}

/// The number of one municipality.
pub(crate) struct Given {
    pub(crate) measure: String,
    pub(crate) municipality: String,
    /// What the municipality is called.
    pub(crate) name: String,
    pub(crate) value: Exact,
    pub(crate) reference_date: Option<Date>,
    pub(crate) remark: String,
    /// The file, the sheet and the cell.
    pub(crate) place: [String; 3],
    pub(crate) counted: bool,
}

impl Count {
    /// All measures in the order of their codes.
    pub(crate) fn measures(&self) -> Result<Vec<Measured>, RecountError> {
        let query = "
            WITH sums AS (
                SELECT measure, sum(whole) AS whole, sum(nano) AS nano, sum(atto) AS atto,
                    sum(whole <> 0 OR nano <> 0 OR atto <> 0) AS above_zero
                FROM contributions WHERE counted GROUP BY measure
            ), kinds AS (
                SELECT measure, sum(kind = 'number') AS municipalities, sum(kind = 'unknown') AS unknown,
                    sum(kind = 'not_applicable') AS not_applicable, sum(kind = 'missing') AS missing
                FROM given GROUP BY measure
            )
            SELECT q.code, q.unit, q.unit_kind, q.measure_kind, q.has_status = 'true', s.whole, s.nano, s.atto,
                coalesce(s.above_zero, 0), coalesce(k.municipalities, 0), coalesce(k.unknown, 0),
                coalesce(k.not_applicable, 0), coalesce(k.missing, 0)
            FROM questions q LEFT JOIN sums s ON s.measure = q.code LEFT JOIN kinds k ON k.measure = q.code
            WHERE q.kind = 'number' ORDER BY q.code";
        self.rows(query, [], |row| {
            let whole: Option<i64> = row.get(5)?;
            let sum = whole.map(|_| exact(row, 5)).transpose()?;
            Ok(Measured {
                measure: row.get(0)?,
                unit: row.get(1)?,
                unit_kind: row.get(2)?,
                measure_kind: row.get(3)?,
                has_status: row.get(4)?,
                sum,
                above_zero: row.get(8)?,
                municipalities: row.get(9)?,
                unknown: row.get(10)?,
                not_applicable: row.get(11)?,
                missing: row.get(12)?,
            })
        })
    }

    /// The numbers that municipalities gave, in the order of measures and municipalities.
    pub(crate) fn given(&self) -> Result<Vec<Given>, RecountError> {
        let query = "
            SELECT measure, municipality, name, whole, nano, atto, reference_date, remark, file, sheet, cell, counted
            FROM contributions ORDER BY measure, municipality";
        self.rows(query, [], |row| {
            Ok(Given {
                measure: row.get(0)?,
                municipality: row.get(1)?,
                name: row.get(2)?,
                value: exact(row, 3)?,
                reference_date: day(row, 6)?,
                remark: row.get(7)?,
                place: [row.get(8)?, row.get(9)?, row.get(10)?],
                counted: row.get(11)?,
            })
        })
    }

    /// The names of the municipalities that should have given a number and gave none, by measure and kind of answer.
    pub(crate) fn without_number(
        &self,
    ) -> Result<BTreeMap<(String, String), Vec<String>>, RecountError> {
        let query = "
            SELECT measure, kind, name FROM given JOIN municipalities USING (municipality)
            WHERE kind <> 'number' ORDER BY municipality";
        let mut without: BTreeMap<_, Vec<String>> = BTreeMap::new();
        let rows = self.rows(query, [], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
        for (key, name) in rows {
            without.entry(key).or_default().push(name);
        }
        Ok(without)
    }
}
