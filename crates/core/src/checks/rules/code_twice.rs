//! F102: dezelfde code meer dan één keer
//!
//! Een code staat in meer dan één rij van de werkmap, vaak doordat een rij is gekopieerd. Welk
//! antwoord geldt, is niet te zien, ook niet als op beide plaatsen hetzelfde staat.
//!
//! ## Fout
//!
//! De code `pga.regisseurs` staat ook in de rij eronder:
//!
//! ```text
//! 'Sociale netwerk'!C22  fout F102 (pga.regisseurs): `pga.regisseurs` staat er meer dan één keer: 'Sociale netwerk'!C22 en 'Sociale netwerk'!C23
//! ```
//!
//! ## Goed
//!
//! Elke code in één rij.
//!
//! ## Wat u doet
//!
//! Laat de rij met het juiste antwoord staan en verwijder de andere. Ontbreekt op hetzelfde blad een
//! andere code, dan stond die waarschijnlijk in een van deze rijen: de melding noemt haar, en u zet
//! haar terug bij haar eigen vraag.
//!
//! Tot dan wordt geen van de antwoorden achter deze code gebruikt.

use crate::answers::Entry;
use crate::checks::case::Case;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};

use super::{sheet_copied, unknown_code};

pub(super) const RULE: Rule = Rule { code: "F102", severity: Severity::Error };

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let is_asked = |code: &str| case.context.questionnaire.question(code).is_some();
    let twice = case.submission.entries.iter().filter(|(code, entries)| {
        entries.len() > 1 && is_asked(code) && !sheet_copied::tells(case, code)
    });
    twice.map(|(code, entries)| told(code, entries, case)).collect()
}

fn told(code: &str, entries: &[Entry], case: &Case<'_>) -> Finding {
    let gone = overwritten(code, case);
    let gone: Vec<String> = gone.iter().map(|code| format!("`{code}`")).collect();
    let gone: Vec<&str> = gone.iter().map(String::as_str).collect();
    let hint = match gone.as_slice() {
        [] => "laat één rij met deze code staan en verwijder de andere".to_owned(),
        [only] => format!(
            "zet de code {only} terug in de rij met die vraag: zij is nu niet te vinden; hoort zij in geen van deze rijen, verwijder dan de rij die te veel is"
        ),
        several => format!(
            "zet de codes terug in de rijen met hun eigen vraag: niet te vinden zijn {}",
            dutch::list(several)
        ),
    };
    let places: Vec<String> = entries.iter().filter_map(|entry| entry.place.in_file()).collect();
    let places: Vec<&str> = places.iter().map(String::as_str).collect();
    let finding = case.finding(
        RULE,
        format!("`{code}` staat er meer dan één keer: {}", dutch::list(&places)),
        hint,
    );
    finding.on(code).at(entries[0].place.clone())
}

/// The codes that probably belong in one of the rows: those that are missing from a sheet on which as many rows are
/// too many.
pub(super) fn overwritten(code: &str, case: &Case<'_>) -> Vec<String> {
    let submission = case.submission;
    let on = |sheet: &str, entry: &Entry| entry.place.sheet.as_deref() == Some(sheet);
    let mut gone = Vec::new();
    for theme in &case.context.questionnaire.themes {
        if !case.entries(code).iter().any(|entry| on(&theme.sheet, entry)) {
            continue;
        }
        let mistyped: Vec<&str> = unknown_code::all_meant(case).collect();
        let mut absent = theme.codes();
        absent.retain(|code| {
            !submission.entries.contains_key(code) && !mistyped.contains(&code.as_str())
        });
        let repeated = submission.entries.values().filter(|all| all.len() > 1);
        let repeated = repeated.filter(|all| all.iter().any(|entry| on(&theme.sheet, entry)));
        if absent.len() <= repeated.map(|all| all.len() - 1).sum() {
            gone.append(&mut absent);
        }
    }
    gone
}
