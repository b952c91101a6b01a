//! Loads the long table into a database, and queries it.

use std::collections::BTreeMap;

use rusqlite::{Connection, Params, Row};

use crate::error::RecountError;
use crate::export::{self, LongTable};

/// The tables that the long table goes into.
const TABLES: &str = include_str!("tables.sql");
/// What is counted from them.
const COUNTED: &str = include_str!("count.sql");

impl From<rusqlite::Error> for RecountError {
    fn from(error: rusqlite::Error) -> Self {
        Self { message: error.to_string() }
    }
}

/// The long table, ready to be counted.
pub(crate) struct Count {
    database: Connection,
    /// The interventions that run in each municipality, in the order of the questionnaire: each with its code and name.
    pub(super) running: BTreeMap<String, Vec<[String; 2]>>,
}

/// So many queries stay prepared: more than there are.
const QUERIES: usize = 100;

impl Count {
    /// Reads the table from its CSV: what is exported is what is counted.
    pub(crate) fn of(table: &LongTable) -> Result<Self, RecountError> {
        let mut database = Connection::open_in_memory()?;
        database.set_prepared_statement_cache_capacity(QUERIES);
        database.execute_batch(TABLES)?;
        let names = ["answers", "municipalities", "questions", "last_year"];
        for (name, (_, text)) in names.into_iter().zip(table.files()) {
            fill(&mut database, name, &export::read(text)?)?;
        }
        database.execute_batch(COUNTED)?;
        let mut count = Self { database, running: BTreeMap::new() };
        count.running = count.all_running()?;
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

    /// The first text that a query gives; `None` if it gives no row.
    pub(super) fn word(
        &self,
        query: &str,
        given: impl Params,
    ) -> Result<Option<String>, RecountError> {
        Ok(self.words(query, given)?.into_iter().next())
    }

    /// The number that a query for a count gives.
    pub(super) fn number(&self, query: &str, given: impl Params) -> Result<usize, RecountError> {
        let found = self.rows(query, given, |row| row.get(0))?;
        Ok(*found.first().expect("a query for a count gives one row"))
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
