//! What the tables for everybody are about, in the order of the questionnaire.

use super::database::Count;
use crate::error::RecountError;

/// The theme that a row of the questionnaire stands under.
const THEME: &str = "(SELECT t.name FROM questions t WHERE t.kind = 'theme' AND t.rowid < q.rowid
    ORDER BY t.rowid DESC LIMIT 1)";

/// A municipality of the register: code, name, cohort and pillar; then whether it is in the NPLV, takes part, must
/// report and handed something in.
pub(crate) type Registered = ([String; 4], [bool; 4]);

impl Count {
    /// Each measure in the order of the questionnaire: its theme, the code and the name of its intervention, its code,
    /// its question, its unit and its kind.
    pub(crate) fn measures_asked(&self) -> Result<Vec<[String; 7]>, RecountError> {
        let query = format!(
            "SELECT {THEME}, q.about, q.name, q.code, q.wording, q.unit, q.measure_kind
            FROM questions q WHERE q.kind = 'number' ORDER BY q.rowid"
        );
        self.rows(&query, [], |row| {
            let column = |at| row.get(at);
            Ok([column(0)?, column(1)?, column(2)?, column(3)?, column(4)?, column(5)?, column(6)?])
        })
    }

    /// Each status that was given, in the order of the questionnaire and of codes: the code and the name of the
    /// municipality, the theme, the name of the intervention and the status.
    pub(crate) fn standings(&self) -> Result<Vec<[String; 5]>, RecountError> {
        let query = format!(
            "SELECT a.municipality, m.name, {THEME}, q.name, a.word FROM questions q
            JOIN answers a ON a.question = q.code AND a.kind = 'status'
            JOIN municipalities m ON m.municipality = a.municipality
            WHERE q.kind = 'status' ORDER BY q.rowid, a.municipality"
        );
        self.rows(&query, [], |row| {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?])
        })
    }

    /// The words of the first question that is counted under this code; `None` if there is no such question.
    pub(crate) fn wording_of_choice(&self, figure: &str) -> Result<Option<String>, RecountError> {
        let query = "
            SELECT wording FROM questions WHERE kind = 'choice' AND figure = ?1 ORDER BY rowid LIMIT 1";
        self.word(query, [figure])
    }

    /// The register in the order of codes.
    pub(crate) fn register(&self) -> Result<Vec<Registered>, RecountError> {
        let query = "
            SELECT municipality, name, cohort, pillar, nplv = 'true', participates = 'true', reports = 'true',
                municipality IN (SELECT municipality FROM returned)
            FROM municipalities ORDER BY municipality";
        self.rows(query, [], |row| {
            let said = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?];
            Ok((said, [row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?]))
        })
    }
}
