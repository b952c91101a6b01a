//! W513: antwoord dat bij geen vraag hoort
//!
//! Onder `Antwoord` staat iets in een rij zonder code, of er staan getallen op een blad dat het
//! programma niet leest. Zonder code is niet te zien op welke vraag een antwoord slaat. Dat gebeurt
//! als iemand een rij of een blad toevoegt, of per ongeluk een code wist.
//!
//! ## Fout
//!
//! Onder de laatste vraag van een blad is een rij getypt, zonder code:
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!C40  let op W513: `12` staat onder `Antwoord` in een rij zonder code en wordt niet gelezen
//! ```
//!
//! ## Goed
//!
//! Elk antwoord in de rij van zijn vraag, op het blad waar de vraag staat.
//!
//! ## Wat u doet
//!
//! Hoort het bij een vraag, zet het dan in de rij van die vraag. Is de code gewist, zet haar dan
//! terug. Wilt u iets kwijt waar niet naar is gevraagd, gebruik dan de kolom `Toelichting` of het
//! blad voor eigen interventies. Een blad met berekeningen mag blijven staan.
//!
//! Tot dan wordt het niet gebruikt.

use std::collections::BTreeMap;

use crate::answers::{Stray, StrayKind};
use crate::checks::case::Case;
use crate::checks::wording::{excerpt, named};
use crate::finding::{Finding, Rule, Severity};
use crate::place::Cell;

pub(crate) const RULE: Rule = Rule { code: "W513", severity: Severity::Warning };

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let mut sheets: BTreeMap<(Option<&str>, StrayKind), Vec<&Stray>> = BTreeMap::new();
    for stray in &case.submission.strays {
        if matches!(stray.kind, StrayKind::NoCode | StrayKind::OtherSheet) {
            sheets.entry((stray.place.sheet.as_deref(), stray.kind)).or_default().push(stray);
        }
    }
    let finding = |((sheet, kind), strays): ((Option<&str>, StrayKind), Vec<&Stray>)| {
        let first = strays.first()?;
        let (message, hint) = match kind {
            StrayKind::OtherSheet => {
                on_sheet(sheet.expect("what is typed stands on a sheet"), first)
            }
            _ => in_rows(first, &strays),
        };
        let finding = case.finding(RULE, message, hint);
        Some(finding.at(first.place.clone()).found(&first.found))
    };
    sheets.into_iter().filter_map(finding).collect()
}

fn on_sheet(sheet: &str, first: &Stray) -> (String, &'static str) {
    let message = format!(
        "op het blad `{sheet}` staan getallen, zoals `{}`; dit blad wordt niet gelezen",
        excerpt(&first.found)
    );
    let hint =
        "staan hier antwoorden, zet ze dan bij hun vraag; een blad met berekeningen mag blijven";
    (message, hint)
}

fn in_rows(first: &Stray, strays: &[&Stray]) -> (String, &'static str) {
    let cells: Vec<Cell> = strays.iter().filter_map(|stray| stray.place.cell).collect();
    let message = match cells.as_slice() {
        [_] => format!(
            "`{}` staat onder `Antwoord` in een rij zonder code en wordt niet gelezen",
            excerpt(&first.found)
        ),
        _ => format!(
            "in {} rijen zonder code staat iets onder `Antwoord` dat niet wordt gelezen: {}",
            cells.len(),
            named(&cells)
        ),
    };
    let hint = "hoort het bij een vraag, zet het dan in de rij van die vraag of zet de code terug; haal het anders weg";
    (message, hint)
}
