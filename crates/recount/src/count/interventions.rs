//! Counts of the statuses of interventions.

use std::collections::BTreeMap;

use super::database::Count;
use crate::error::RecountError;

/// Municipalities with one of the statuses for one of the interventions, without those that are already counted; all
/// four parameters are lists in JSON.
const WHO: &str = "
    SELECT DISTINCT a.municipality FROM answers a
    WHERE a.kind = 'status' AND a.word IN (SELECT value FROM json_each(?2))
    AND a.question IN (SELECT value || '.status' FROM json_each(?1))
    EXCEPT SELECT b.municipality FROM answers b
    WHERE b.kind = 'status' AND b.word IN (SELECT value FROM json_each(?4))
    AND b.question IN (SELECT value || '.status' FROM json_each(?3))";

/// The four lists that [`WHO`] wants.
fn who(interventions: &str, statuses: &str, already_counted: &str) -> [String; 4] {
    let (again, again_statuses) = already_counted.split_once(':').unwrap_or((already_counted, ""));
    [interventions, statuses, again, again_statuses].map(parts)
}

/// `a + b` as a list in JSON.
fn parts(joined: &str) -> String {
    let parts: Vec<String> = joined
        .split('+')
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase())
        .collect();
    serde_json::Value::from(parts).to_string()
}

impl Count {
    /// How many municipalities have one of the statuses for one of the interventions and are not yet counted. Each
    /// list is joined by `+`; those already counted are two, joined by `:`.
    pub(crate) fn with_status(
        &self,
        interventions: &str,
        statuses: &str,
        already_counted: &str,
    ) -> Result<usize, RecountError> {
        let query = format!("SELECT count(*) FROM ({WHO})");
        self.number(&query, who(interventions, statuses, already_counted))
    }

    /// The names of the same municipalities, in their order.
    pub(crate) fn names_with_status(
        &self,
        interventions: &str,
        statuses: &str,
        already_counted: &str,
    ) -> Result<Vec<String>, RecountError> {
        let query = format!(
            "SELECT name FROM municipalities WHERE municipality IN ({WHO}) ORDER BY sorted_by, municipality"
        );
        self.words(&query, who(interventions, statuses, already_counted))
    }

    /// Whether every intervention of a list joined by `+` exists.
    pub(crate) fn has_interventions(&self, interventions: &str) -> Result<bool, RecountError> {
        let query = "
            SELECT count(*) FROM json_each(?1) WHERE value NOT IN (SELECT intervention FROM interventions)";
        Ok(self.number(query, [parts(interventions)])? == 0)
    }

    /// What an intervention is called; `None` if the questionnaire does not have it.
    pub(crate) fn intervention_name(&self, code: &str) -> Result<Option<String>, RecountError> {
        let query =
            "SELECT name FROM questions WHERE kind IN ('status', 'number') AND about = ?1 LIMIT 1";
        self.word(query, [code])
    }

    /// The codes of the interventions that run somewhere, in the order of the questionnaire.
    pub(crate) fn running(&self) -> Result<Vec<String>, RecountError> {
        let query = "
            SELECT about FROM questions q WHERE kind = 'status' AND EXISTS
            (SELECT 1 FROM counting c WHERE c.intervention = q.about) ORDER BY q.rowid";
        self.words(query, [])
    }

    /// The names of the interventions that run in a municipality, in the order of the questionnaire: all, or those of
    /// them that have these codes.
    pub(crate) fn running_in(&self, municipality: &str, among: Option<&[String]>) -> Vec<String> {
        let running = self.running.get(municipality).into_iter().flatten();
        let running = running.filter(|[code, _]| among.is_none_or(|among| among.contains(code)));
        running.map(|[_, name]| name.clone()).collect()
    }

    /// The interventions that run in each municipality, in the order of the questionnaire: asked for so often that it is
    /// counted once.
    pub(super) fn all_running(&self) -> Result<BTreeMap<String, Vec<[String; 2]>>, RecountError> {
        let query = "
            SELECT a.municipality, q.about, q.name FROM questions q JOIN answers a ON a.question = q.code
            WHERE q.kind = 'status' AND a.kind = 'status' AND a.word = 'uitvoering' ORDER BY q.rowid";
        let rows = self.rows(query, [], |row| Ok((row.get(0)?, [row.get(1)?, row.get(2)?])))?;
        let mut running: BTreeMap<String, Vec<[String; 2]>> = BTreeMap::new();
        for (municipality, intervention) in rows {
            running.entry(municipality).or_default().push(intervention);
        }
        Ok(running)
    }

    /// The codes of the interventions that have a status.
    pub(crate) fn having_status(&self) -> Result<Vec<String>, RecountError> {
        self.words("SELECT intervention FROM interventions WHERE has_status", [])
    }

    /// Each status that was given: the intervention, the status and the municipality, in the order of all three.
    pub(crate) fn statuses(&self) -> Result<Vec<[String; 3]>, RecountError> {
        let query = "
            SELECT i.intervention, a.word, a.municipality FROM interventions i
            JOIN answers a ON a.question = i.intervention || '.status' AND a.kind = 'status'
            WHERE i.has_status ORDER BY i.intervention, a.word, a.municipality";
        self.rows(query, [], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))
    }
}
