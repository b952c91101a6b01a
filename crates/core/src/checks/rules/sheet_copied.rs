//! F209: blad dat twee keer voorkomt
//!
//! Een blad van de vragenlijst staat twee keer in de werkmap: het is gekopieerd. Alle vragen ervan
//! staan er dan dubbel. Welk van de twee bladen geldt, is niet te zien, ook niet als op beide
//! hetzelfde staat.
//!
//! ## Fout
//!
//! Het blad `Persoonlijke ontwikkeling` is gekopieerd, en op de kopie is één antwoord veranderd:
//!
//! ```text
//! 'Persoonlijke ontwikkeling (2)'!C13  fout F209: het blad `Persoonlijke ontwikkeling (2)` vraagt hetzelfde als het blad `Persoonlijke ontwikkeling`: 12 vragen staan er dubbel, en bij 1 daarvan is het antwoord anders: C13
//! ```
//!
//! ## Goed
//!
//! Elk blad van de vragenlijst één keer.
//!
//! ## Wat u doet
//!
//! Kijk op welk van de twee bladen de juiste antwoorden staan en verwijder het andere. Wilt u een
//! oude versie bewaren, doe dat dan in een aparte werkmap.
//!
//! Tot dan wordt geen van de antwoorden op deze twee bladen gebruikt.

use crate::answers::{CopiedSheet, Entry};
use crate::checks::case::Case;
use crate::checks::wording::named;
use crate::finding::{Finding, Rule, Severity};
use crate::place::{Cell, Place};

pub(super) const RULE: Rule = Rule { code: "F209", severity: Severity::Error };

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    case.submission.copies.iter().filter_map(|copy| told(copy, case)).collect()
}

/// Whether a code stands there more than once only because its sheet was copied.
pub(super) fn tells(case: &Case<'_>, code: &str) -> bool {
    let copies = case.submission.copies.iter().filter(|copy| copy.codes.contains(code));
    let mut sheets: Vec<&str> = copies.flat_map(|copy| [copy.sheet.as_str(), &copy.of]).collect();
    sheets.sort_unstable();
    sheets.dedup();
    let entries = case.entries(code).iter();
    let mut on: Vec<&str> = entries.filter_map(|it| it.place.sheet.as_deref()).collect();
    on.sort_unstable();
    !sheets.is_empty() && on == sheets
}

fn told(copy: &CopiedSheet, case: &Case<'_>) -> Option<Finding> {
    let on = |code: &str, sheet: &str| {
        let mut entries = case.entries(code).iter();
        entries.find(|entry| entry.place.sheet.as_deref() == Some(sheet))
    };
    let pairs = copy.codes.iter().filter_map(|code| on(code, &copy.sheet).zip(on(code, &copy.of)));
    let pairs: Vec<(&Entry, &Entry)> = pairs.collect();
    let cells = |pairs: &mut dyn Iterator<Item = &(&Entry, &Entry)>| {
        let mut cells: Vec<Cell> = pairs.filter_map(|(entry, _)| entry.place.cell).collect();
        cells.sort_unstable();
        cells
    };
    let all = cells(&mut pairs.iter());
    let different = cells(
        &mut pairs
            .iter()
            .filter(|(one, other)| (&one.reading, &one.remark) != (&other.reading, &other.remark)),
    );
    let place = pairs.first()?.0.place.clone();
    let cell = different.first().or(all.first()).copied();
    let answers = if different.is_empty() {
        ", met dezelfde antwoorden".to_owned()
    } else {
        format!(
            ", en bij {} daarvan is het antwoord anders: {}",
            different.len(),
            named(&different)
        )
    };
    let message = format!("{}: {} vragen staan er dubbel{answers}", which(copy), all.len());
    let hint = format!(
        "kijk op welk van de twee bladen de juiste antwoorden staan en verwijder het andere; is `{}` een kopie van vroeger, verwijder dan die",
        copy.sheet
    );
    Some(case.finding(RULE, message, hint).at(Place { cell, ..place }))
}

/// Which two sheets ask the same.
fn which(copy: &CopiedSheet) -> String {
    if copy.sheet.strip_prefix(&copy.of).is_some_and(|rest| rest.starts_with(" [")) {
        return format!(
            "er zijn twee bladen met de naam `{}`; het tweede, hier `{}` genoemd, vraagt hetzelfde als het eerste",
            copy.of, copy.sheet
        );
    }
    format!("het blad `{}` vraagt hetzelfde als het blad `{}`", copy.sheet, copy.of)
}
