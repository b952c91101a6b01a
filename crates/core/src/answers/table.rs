//! Finds what nobody knows among the codes of a sheet on which a row answers several questions: those of its rows and
//! those of its columns.

use super::page::Page;
use super::seen::shown;
use crate::place::Place;
use crate::questionnaire::Questionnaire;

/// The codes that make a question with no other, each with its cell; empty for a sheet with one column of answers.
pub(super) fn unknown(pages: &[Page<'_>], questionnaire: &Questionnaire) -> Vec<(String, Place)> {
    let Some(first) = pages.first().filter(|page| page.header.part.is_some()) else {
        return Vec::new();
    };
    let is_known = |code: &Option<String>| {
        code.as_ref().is_some_and(|code| questionnaire.question(code).is_some())
    };
    let told = |page: &Page<'_>, row: u32, column: u32| {
        let code = shown(page.get(row, column)?).trim().to_lowercase();
        let is_code = !code.is_empty() && !code.contains(char::is_whitespace);
        is_code.then(|| (code, page.place(row, column)))
    };
    let columns = pages.iter().filter(|page| !page.rows.iter().any(|(_, code)| is_known(code)));
    let columns = columns.filter_map(|page| told(page, page.header.row, page.header.answer));
    let mut unknown: Vec<(String, Place)> = columns.collect();
    for (number, (row, _)) in first.rows.iter().enumerate() {
        let mut codes = pages.iter().filter_map(|page| page.rows.get(number));
        if !codes.any(|(_, code)| is_known(code)) {
            unknown.extend(told(first, *row, first.header.code));
        }
    }
    unknown
}
