//! Counts of choices, and words of the questionnaire and of municipalities.

use jiff::civil::Date;

use super::database::Count;
use super::values::day;
use crate::error::RecountError;

/// A choice that a municipality made.
pub(crate) struct Chosen {
    pub(crate) figure: String,
    pub(crate) choice: String,
    pub(crate) municipality: String,
    pub(crate) about: String,
    /// The file, the sheet and the cell.
    pub(crate) place: [String; 3],
}

impl Count {
    /// How many municipalities made a choice, and how often it was made; an empty `choice` is any.
    pub(crate) fn times_chosen(
        &self,
        question: &str,
        choice: &str,
    ) -> Result<[usize; 2], RecountError> {
        let query = |what: &str| {
            format!(
                "SELECT count({what}) FROM answers a WHERE a.kind = 'choice' AND a.question IN
                (SELECT code FROM questions WHERE figure = ?1 OR code = ?1) AND (?2 = '' OR a.word = ?2)"
            )
        };
        let municipalities = self.number(&query("DISTINCT a.municipality"), [question, choice])?;
        Ok([municipalities, self.number(&query("*"), [question, choice])?])
    }

    /// All choices that can be made, each with its question.
    pub(crate) fn choices(&self) -> Result<Vec<[String; 2]>, RecountError> {
        let query =
            "SELECT figure, choice FROM questions WHERE kind = 'choice' GROUP BY figure, choice";
        self.rows(query, [], |row| Ok([row.get(0)?, row.get(1)?]))
    }

    /// All choices that were made, in the order of questions, municipalities and choices.
    pub(crate) fn chosen(&self) -> Result<Vec<Chosen>, RecountError> {
        let query = "
            SELECT q.figure, a.word, a.municipality, q.about, a.file, a.sheet, a.cell
            FROM (SELECT code, figure, about, min(rowid) AS place FROM questions WHERE kind = 'choice' GROUP BY code) q
            JOIN answers a ON a.question = q.code AND a.kind = 'choice'
            ORDER BY q.place, a.municipality, a.rowid";
        self.rows(query, [], |row| {
            Ok(Chosen {
                figure: row.get(0)?,
                choice: row.get(1)?,
                municipality: row.get(2)?,
                about: row.get(3)?,
                place: [row.get(4)?, row.get(5)?, row.get(6)?],
            })
        })
    }

    /// The words of a question for a number; `None` if there is no such question.
    pub(crate) fn wording(&self, measure: &str) -> Result<Option<String>, RecountError> {
        let query = "SELECT wording FROM questions WHERE kind = 'number' AND code = ?1";
        self.word(query, [measure])
    }

    /// The names of the themes that are for everybody, in the order of the questionnaire.
    pub(crate) fn themes(&self) -> Result<Vec<String>, RecountError> {
        let query =
            "SELECT name FROM questions WHERE kind = 'theme' AND audience = 'alle' ORDER BY rowid";
        self.words(query, [])
    }

    /// Words of the questionnaire: the names of an intervention, a question, or its choices.
    pub(crate) fn asked(&self, code: &str) -> Result<Vec<String>, RecountError> {
        let query = "
            SELECT name FROM questions WHERE about = ?1
            UNION SELECT in_sentence FROM questions WHERE about = ?1
            UNION SELECT wording FROM questions WHERE code = ?1
            UNION SELECT choice FROM questions WHERE figure = ?1";
        let mut words = self.words(query, [code])?;
        words.retain(|text| !text.is_empty());
        Ok(words)
    }

    /// The texts that a municipality wrote.
    pub(crate) fn texts_of(&self, municipality: &str) -> Result<Vec<String>, RecountError> {
        let query = "SELECT word FROM answers WHERE municipality = ?1 AND kind = 'text'";
        self.words(query, [municipality])
    }

    /// What a municipality chose, question by question.
    pub(crate) fn choices_of(&self, municipality: &str) -> Result<Vec<String>, RecountError> {
        let query = "
            SELECT group_concat(word, ', ' ORDER BY rowid) FROM answers
            WHERE municipality = ?1 AND kind = 'choice' GROUP BY question";
        self.words(query, [municipality])
    }

    /// The days that a municipality gave.
    pub(crate) fn days_of(&self, municipality: &str) -> Result<Vec<Date>, RecountError> {
        let query = "SELECT word FROM answers WHERE municipality = ?1 AND kind = 'date'";
        let days = self.rows(query, [municipality], |row| day(row, 0))?;
        Ok(days.into_iter().flatten().collect())
    }
}
