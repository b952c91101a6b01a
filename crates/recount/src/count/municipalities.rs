//! Counts of the register of municipalities, and what it says of each.

use super::database::Count;
use crate::error::RecountError;

impl Count {
    /// How many municipalities are in a group of the register, and not in the one that is already counted; `None` if
    /// there is no such group.
    pub(crate) fn in_group(
        &self,
        group: &str,
        already_counted: &str,
    ) -> Result<Option<usize>, RecountError> {
        let Some(wanted) = condition(group) else { return Ok(None) };
        let again = condition(already_counted).unwrap_or("FALSE");
        // Every name starts with nothing, so a group that is no cohort is whole.
        let query = format!(
            "SELECT count(*) FROM municipalities
            WHERE ({wanted} AND substr(cohort, 1, length(?1)) = ?1)
            AND NOT ({again} AND substr(cohort, 1, length(?2)) = ?2)"
        );
        self.number(&query, [cohort(group), cohort(already_counted)]).map(Some)
    }

    /// The names of the municipalities in a group of the register, in their order; `None` if there is no such group.
    pub(crate) fn names_in_group(&self, group: &str) -> Result<Option<Vec<String>>, RecountError> {
        let Some(wanted) = condition(group) else { return Ok(None) };
        let query = format!(
            "SELECT name FROM municipalities
            WHERE ({wanted} AND substr(cohort, 1, length(?1)) = ?1) ORDER BY sorted_by, municipality"
        );
        self.words(&query, [cohort(group)]).map(Some)
    }

    /// The code and the name of each municipality of the structural approach whose return is used, in their order.
    pub(crate) fn structural_returns(&self) -> Result<Vec<[String; 2]>, RecountError> {
        let Some(structural) = condition("structureel") else { return Ok(Vec::new()) };
        let query = format!(
            "SELECT municipality, name FROM municipalities WHERE {structural}
            AND municipality IN (SELECT municipality FROM returned) ORDER BY sorted_by, municipality"
        );
        self.rows(&query, [], |row| Ok([row.get(0)?, row.get(1)?]))
    }

    /// How many municipalities take part.
    pub(crate) fn participants(&self) -> Result<usize, RecountError> {
        self.number("SELECT count(*) FROM municipalities WHERE participates = 'true'", [])
    }

    /// How many municipalities must report.
    pub(crate) fn due(&self) -> Result<usize, RecountError> {
        self.number("SELECT count(*) FROM municipalities WHERE reports = 'true'", [])
    }

    /// How many municipalities made a usable return.
    pub(crate) fn returned(&self) -> Result<usize, RecountError> {
        self.number("SELECT count(*) FROM returned", [])
    }

    /// What a municipality is called; `None` if the register does not have it.
    pub(crate) fn municipality_name(&self, code: &str) -> Result<Option<String>, RecountError> {
        self.word("SELECT name FROM municipalities WHERE municipality = ?1", [code])
    }

    /// The name and the SHA-256 of each usable return, in the order of municipalities.
    pub(crate) fn sources(&self) -> Result<Vec<[String; 2]>, RecountError> {
        let query = "
            SELECT file, sha256 FROM municipalities JOIN returned USING (municipality)
            ORDER BY municipality";
        self.rows(query, [], |row| Ok([row.get(0)?, row.get(1)?]))
    }
}

/// The condition for a group of the register; `None` if there is no such group.
fn condition(group: &str) -> Option<&'static str> {
    Some(match group {
        "opgaven" => "municipality IN (SELECT municipality FROM returned)",
        "ontbreekt" => {
            "reports = 'true' AND municipality NOT IN (SELECT municipality FROM returned)"
        }
        "respondenten" => "reports = 'true'",
        "deelnemers" => "participates = 'true'",
        "nplv" => "nplv = 'true' AND participates = 'true'",
        "structureel" => "reports = 'true' AND pillar = 'A'",
        "flexibel" => "reports = 'true' AND pillar = 'B'",
        "pijler-b" => "pillar = 'B'",
        _ if group.starts_with("instroom:") => "participates = 'true'",
        _ if group.starts_with("cohort:") => "TRUE",
        _ => return None,
    })
}

/// The start of the name of a cohort; empty if the group is no cohort.
fn cohort(group: &str) -> &str {
    let start = ["cohort:", "instroom:jaar:", "instroom:"];
    start.iter().find_map(|start| group.strip_prefix(start)).unwrap_or_default()
}
