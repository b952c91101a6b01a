//! How messages name questions, cells and typed text.

use crate::dutch;
use crate::place::Cell;
use crate::questionnaire::Questionnaire;

/// The question behind the code of a number, as it stands in the workbook; the code if there is none.
pub(super) fn asked<'a>(code: &'a str, questionnaire: &'a Questionnaire) -> &'a str {
    questionnaire.measure(code).map_or(code, |measure| &measure.question)
}

/// The number of characters of typed text that a message repeats.
const EXCERPT: usize = 60;
/// The number of cells that a message names; the rest is counted.
const NAMED: usize = 4;

/// What somebody typed, on one line and no longer than a message has room for.
pub(super) fn excerpt(typed: &str) -> String {
    let line = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= EXCERPT {
        return line;
    }
    line.chars().take(EXCERPT - 1).chain(['…']).collect()
}

/// The first cells by name, and how many more there are: `D5, D6, D7, D9 en nog 3`.
pub(super) fn named(cells: &[Cell]) -> String {
    let names: Vec<String> = cells.iter().take(NAMED).map(ToString::to_string).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match cells.len().saturating_sub(names.len()) {
        0 => dutch::list(&names),
        more => format!("{} en nog {more}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_to_what_a_message_has_room_for() {
        let fits = "a".repeat(EXCERPT);
        assert_eq!(excerpt(&fits), fits);
        let cut = excerpt(&format!("{fits} b"));
        assert_eq!(cut, format!("{}…", "a".repeat(EXCERPT - 1)));
    }
}
