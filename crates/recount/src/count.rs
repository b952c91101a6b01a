//! Loads the long table into a database, and queries it.

use rusqlite::{Connection, Params, Row};

use super::{LongTable, RecountError, dialect};

/// The tables that the long table goes into.
const TABLES: &str = include_str!("tables.sql");
/// What is counted from them.
const COUNTED: &str = include_str!("count.sql");

/// A number in parts of 10⁻¹⁸: exact, and with room for any sum.
pub(super) type Exact = i128;

/// How many of those go into one.
pub(super) const ONE: Exact = 1_000_000_000_000_000_000;

/// The long table, ready to be counted.
pub(super) struct Count {
    database: Connection,
}

/// What is counted of a measure.
pub(super) struct Measured {
    pub(super) measure: String,
    pub(super) unit: String,
    pub(super) unit_kind: String,
    pub(super) measure_kind: String,
    /// `None` if nobody gave a number.
    pub(super) sum: Option<Exact>,
    pub(super) municipalities: usize,
    pub(super) above_zero: usize,
    pub(super) unknown: usize,
    pub(super) not_applicable: usize,
    pub(super) missing: usize,
}

/// The number of one municipality.
pub(super) struct Given {
    pub(super) measure: String,
    pub(super) municipality: String,
    pub(super) value: Exact,
    pub(super) reference_date: String,
    pub(super) remark: String,
    pub(super) place: [String; 3],
    pub(super) counted: bool,
}

impl Count {
    /// Reads the table from its CSV: what is exported is what is counted.
    pub(super) fn of(table: &LongTable) -> Result<Self, RecountError> {
        let mut database = Connection::open_in_memory()?;
        database.execute_batch(TABLES)?;
        let names = ["answers", "municipalities", "questions"];
        for (name, (_, text)) in names.into_iter().zip(table.files()) {
            fill(&mut database, name, &dialect::read(text)?)?;
        }
        database.execute_batch(COUNTED)?;
        let count = Self { database };
        let too_fine = "SELECT municipality || ' ' || question FROM numbers WHERE too_fine";
        match count.words(too_fine, [])?.first() {
            None => Ok(count),
            Some(which) => {
                let message = format!("het getal van {which} heeft meer dan achttien decimalen");
                Err(RecountError { message })
            }
        }
    }

    /// The rows that a query gives.
    pub(super) fn rows<T>(
        &self,
        query: &str,
        given: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, RecountError> {
        let mut statement = self.database.prepare_cached(query)?;
        let rows = statement.query_map(given, read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The first column of what a query gives, as text.
    pub(super) fn words(
        &self,
        query: &str,
        given: impl Params,
    ) -> Result<Vec<String>, RecountError> {
        self.rows(query, given, |row| row.get(0))
    }

    /// The one number that a query gives; zero if it gives no row.
    pub(super) fn number(&self, query: &str, given: impl Params) -> Result<usize, RecountError> {
        let found = self.rows(query, given, |row| row.get(0))?;
        Ok(found.first().copied().unwrap_or_default())
    }

    /// All measures in the order of their codes, or the one with this code.
    pub(super) fn measures(&self, code: Option<&str>) -> Result<Vec<Measured>, RecountError> {
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
            SELECT q.code, q.unit, q.unit_kind, q.measure_kind, s.whole, s.nano, s.atto,
                coalesce(s.above_zero, 0), coalesce(k.municipalities, 0), coalesce(k.unknown, 0),
                coalesce(k.not_applicable, 0), coalesce(k.missing, 0)
            FROM questions q LEFT JOIN sums s ON s.measure = q.code LEFT JOIN kinds k ON k.measure = q.code
            WHERE q.kind = 'number' AND q.code = coalesce(?1, q.code) ORDER BY q.code";
        self.rows(query, [code], |row| {
            let whole: Option<i64> = row.get(4)?;
            let sum = whole.map(|_| exact(row, 4)).transpose()?;
            Ok(Measured {
                measure: row.get(0)?,
                unit: row.get(1)?,
                unit_kind: row.get(2)?,
                measure_kind: row.get(3)?,
                sum,
                above_zero: row.get(7)?,
                municipalities: row.get(8)?,
                unknown: row.get(9)?,
                not_applicable: row.get(10)?,
                missing: row.get(11)?,
            })
        })
    }

    /// The numbers that municipalities gave, in the order of measures and municipalities.
    pub(super) fn given(&self) -> Result<Vec<Given>, RecountError> {
        let query = "
            SELECT measure, municipality, whole, nano, atto, reference_date, remark, file, sheet, cell, counted
            FROM contributions ORDER BY measure, municipality";
        self.rows(query, [], |row| {
            Ok(Given {
                measure: row.get(0)?,
                municipality: row.get(1)?,
                value: exact(row, 2)?,
                reference_date: row.get(5)?,
                remark: row.get(6)?,
                place: [row.get(7)?, row.get(8)?, row.get(9)?],
                counted: row.get(10)?,
            })
        })
    }
}

fn fill(database: &mut Connection, name: &str, rows: &[Vec<String>]) -> Result<(), RecountError> {
    let columns = rows.first().map_or(0, Vec::len);
    let marks = vec!["?"; columns].join(", ");
    let filling = database.transaction()?;
    if columns > 0 {
        let mut insert = filling.prepare(&format!("INSERT INTO {name} VALUES ({marks})"))?;
        for row in rows {
            insert.execute(rusqlite::params_from_iter(row))?;
        }
    }
    Ok(filling.commit()?)
}

/// A number from three columns.
pub(super) fn exact(row: &Row<'_>, first: usize) -> rusqlite::Result<Exact> {
    let [whole, nano, atto]: [i64; 3] = [row.get(first)?, row.get(first + 1)?, row.get(first + 2)?];
    let billion = 1_000_000_000;
    Ok((Exact::from(whole) * billion + Exact::from(nano)) * billion + Exact::from(atto))
}
