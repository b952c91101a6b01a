//! Finds characters in the team's files that the report cannot print, with file, line and column.
//!
//! The caller says which characters those are, because only `render` knows the fonts.

use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::error::CycleError;
use super::files::Files;
use super::names::{
    COMMITMENTS, CONSTANTS, ERRATA, LETTER, MUNICIPALITIES, PARTNERS, POLICY, QUESTIONNAIRE,
    RECOGNITIONS, SETTINGS, SHEETS,
};

/// The files of a year whose values come into the report or its letter.
const PRINTED: [&str; 12] = [
    SETTINGS,
    MUNICIPALITIES,
    QUESTIONNAIRE,
    SHEETS,
    CONSTANTS,
    PARTNERS,
    RECOGNITIONS,
    ERRATA,
    LETTER,
    COMMITMENTS,
    POLICY,
    "beelden/beelden.toml",
];

/// A character in a file of the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Character {
    /// The file.
    pub path: PathBuf,
    /// Line, counted from one.
    pub line: u32,
    /// Character in the line, counted from one.
    pub column: u32,
    /// The character itself.
    pub character: char,
}

/// Every character that `is_lost`, in the values of the year's files that come into the report.
///
/// # Errors
/// A [`CycleError`] with the path of a file that cannot be read.
pub fn characters(
    files: &Files,
    folder: &Path,
    is_lost: impl Fn(char) -> bool,
) -> Result<Vec<Character>, CycleError> {
    let mut found = Vec::new();
    for path in PRINTED.map(|name| folder.join(name)).into_iter().filter(|path| files.exists(path))
    {
        found.extend(in_text(&path, &files.text(&path)?, &is_lost));
    }
    Ok(found)
}

fn in_text(path: &Path, text: &str, is_lost: &impl Fn(char) -> bool) -> Vec<Character> {
    if text.is_ascii() {
        return Vec::new();
    }
    // What is no TOML was refused when the year was read.
    let Ok(table) = DeTable::parse(text) else { return Vec::new() };
    let mut offsets = Vec::new();
    in_table(table.get_ref(), text, is_lost, &mut offsets);
    offsets.sort_unstable();
    offsets.into_iter().map(|(at, character)| placed(path, text, at, character)).collect()
}

fn in_table(
    table: &DeTable<'_>,
    text: &str,
    is_lost: &impl Fn(char) -> bool,
    found: &mut Vec<(usize, char)>,
) {
    for value in table.values() {
        in_value(value, text, is_lost, found);
    }
}

fn in_value(
    value: &toml::Spanned<DeValue<'_>>,
    text: &str,
    is_lost: &impl Fn(char) -> bool,
    found: &mut Vec<(usize, char)>,
) {
    match value.get_ref() {
        DeValue::String(string) => {
            let span = value.span();
            let typed =
                text.get(span.clone()).expect("a value stands in the text it was read from");
            for c in string.chars().filter(|c| !c.is_ascii() && is_lost(*c)) {
                // One that is written as `\u1F44D` stands nowhere itself.
                let at = typed.find(c).unwrap_or_default();
                found.push((span.start + at, c));
            }
        }
        DeValue::Array(values) => {
            values.iter().for_each(|value| in_value(value, text, is_lost, found));
        }
        DeValue::Table(table) => in_table(table, text, is_lost, found),
        _ => {}
    }
}

fn placed(path: &Path, text: &str, at: usize, character: char) -> Character {
    let before = text.get(..at).expect("a character was found in this text");
    let number = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
    let line = number(before.matches('\n').count());
    Character { path: path.to_owned(), line, column: number(column), character }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_found_in_a_value_and_not_in_a_comment() {
        let text = "# 👍\ntitel = \"Rapport 👍\"\n[a]\nb = [{ c = \"é 漢\" }]\n";
        let found = in_text(Path::new("jaar.toml"), text, &|c| "👍漢".contains(c));
        let found: Vec<_> = found.iter().map(|it| (it.line, it.column, it.character)).collect();
        assert_eq!(found, [(2, 18, '👍'), (4, 15, '漢')]);
    }
}
