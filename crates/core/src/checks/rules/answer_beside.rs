//! W512: antwoord op een plaats waar het niet wordt gelezen
//!
//! In de rij van een vraag staat iets dat een antwoord kan zijn, maar niet in de kolom `Antwoord`:
//! in `Vorig jaar`, of in een cel ernaast. Of er staat een toelichting of een peildatum terwijl de
//! kolom `Antwoord` leeg is. Het programma leest alleen wat onder `Antwoord` staat; een getal ernaast
//! komt in geen enkel cijfer terecht.
//!
//! ## Fout
//!
//! Naast het antwoord 148 staat in een lege kolom `95`:
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!H13  let op W512 (ajb.aangemeld): `95` staat naast de kolom `Antwoord` en wordt niet gelezen
//! ```
//!
//! ## Goed
//!
//! Het antwoord in de kolom `Antwoord`, de uitleg in de kolom `Toelichting`, en niets ernaast.
//!
//! ## Wat u doet
//!
//! Is dit het antwoord, zet het dan in de kolom `Antwoord`. Is het iets anders, zoals een berekening
//! of een aantekening, zet het dan op een eigen blad of haal het weg. In de kolom `Vorig jaar` hoeft
//! u niets te typen: daar staat wat u een jaar eerder opgaf.
//!
//! Tot dan wordt alleen gebruikt wat in de kolom `Antwoord` staat.

use std::collections::BTreeMap;

use crate::answers::{DateReading, Entry, Stray, StrayKind};
use crate::checks::case::Case;
use crate::checks::wording::{excerpt, named};
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};
use crate::place::{Cell, Place};

pub(crate) const RULE: Rule = Rule { code: "W512", severity: Severity::Warning };

/// Up to so many cells of one column get a finding each; more of them get one together.
const APART: usize = 3;

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let mut columns: BTreeMap<(Option<&str>, u32), Vec<&Stray>> = BTreeMap::new();
    for stray in &case.submission.strays {
        let is_ours = match stray.kind {
            StrayKind::Beside => true,
            StrayKind::LastYear { is_filled } => is_typed(stray, is_filled, case),
            _ => false,
        };
        if let Some(cell) = stray.place.cell.filter(|_| is_ours) {
            columns.entry((stray.place.sheet.as_deref(), cell.column)).or_default().push(stray);
        }
    }
    let told = columns.values().flat_map(|strays| told(strays, case));
    told.chain(without_answer(case)).collect()
}

/// Whether a municipality typed what stands in the column with last year's answers: it is not what the program
/// put there. What that was is not known without the year before.
fn is_typed(stray: &Stray, is_filled: bool, case: &Case<'_>) -> bool {
    if !is_filled {
        return true;
    }
    let last_year = case.context.last_year;
    let before = last_year.get(&case.examined.municipality);
    let put = stray.question.as_ref().and_then(|code| Some(before?.get(code)?.shown()));
    let digits = |text: &str| text.replace(['.', ' '], "").trim().to_lowercase();
    let differs = digits(&put.unwrap_or_default()) != digits(&stray.found);
    !last_year.is_empty() && differs
}

/// The findings on one column of one sheet.
fn told(strays: &[&Stray], case: &Case<'_>) -> Vec<Finding> {
    let one = |stray: &&Stray| {
        let found = excerpt(&stray.found);
        let message = match stray.kind {
            StrayKind::LastYear { .. } => {
                format!(
                    "`{found}` staat in de kolom `Vorig jaar` en wordt niet gelezen; de kolom `Antwoord` is leeg"
                )
            }
            _ => format!("`{found}` staat naast de kolom `Antwoord` en wordt niet gelezen"),
        };
        let answer = answer_cell(stray, case);
        let hint = format!(
            "is dit het antwoord, zet het dan {answer}; haal het anders weg of zet het op een eigen blad"
        );
        let finding = case.finding(RULE, message, hint).at(stray.place.clone()).found(&stray.found);
        match &stray.question {
            Some(question) => finding.on(question),
            None => finding,
        }
    };
    let first = strays.first().filter(|_| strays.len() > APART);
    let Some(first) = first else { return strays.iter().map(one).collect() };
    let cells: Vec<Cell> = strays.iter().filter_map(|stray| stray.place.cell).collect();
    let message = format!(
        "in {} cellen naast de kolom `Antwoord` staat iets dat niet wordt gelezen: {}",
        cells.len(),
        named(&cells)
    );
    let hint = "staan hier antwoorden, zet ze dan in de kolom `Antwoord`; haal ze anders weg of zet ze op een eigen blad";
    vec![case.finding(RULE, message, hint).at(first.place.clone()).found(&first.found)]
}

fn answer_cell(stray: &Stray, case: &Case<'_>) -> String {
    let entries = stray.question.as_ref().map_or(&[][..], |code| case.entries(code));
    let row = |place: &Place| place.cell.map(|cell| cell.row);
    let same = |entry: &&Entry| {
        entry.place.sheet == stray.place.sheet && row(&entry.place) == row(&stray.place)
    };
    let cell = entries.iter().find(same).and_then(|entry| entry.place.cell);
    cell.map_or_else(|| "onder `Antwoord`".to_owned(), |cell| format!("in {cell}"))
}

/// Remarks and reference dates beside an answer that is not there.
fn without_answer(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let entries = case.submission.each_entry();
    for (code, entry) in entries.filter(|(_, entry)| entry.reading.is_empty()) {
        let cell = entry.place.cell.expect("an answer stands in a cell");
        let mut tell = |what: &str, found: &str, place: &Place| {
            let message = format!(
                "`{}` staat in de kolom `{what}`, maar de kolom `Antwoord` is leeg",
                excerpt(found)
            );
            let hint = format!(
                "zet het antwoord in {cell}, of haal dit weg: zonder antwoord wordt het niet gebruikt"
            );
            let finding = case.finding(RULE, message, hint).on(code);
            findings.push(finding.at(place.clone()).found(found));
        };
        let remark = entry.remark.as_ref().filter(|remark| !remark.is_empty());
        if let Some((remark, place)) = remark.zip(entry.remark_place.as_ref()) {
            tell("Toelichting", remark, place);
        }
        match &entry.reference_date {
            Some(DateReading::Date(date, place)) => {
                tell("Peildatum", &dutch::date(*date), place);
            }
            // A reference date that is no day has a finding of its own.
            Some(DateReading::Fault(..)) | None => {}
        }
    }
    findings
}
