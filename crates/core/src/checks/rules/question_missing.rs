//! F103: vragen die uit de werkmap zijn verdwenen
//!
//! Een code van de vragenlijst staat nergens in de werkmap: een rij of blad is verwijderd, een kop
//! of code is veranderd, of er staan twee kolommen `Antwoord`. Zonder die code is het antwoord niet
//! te vinden, ook als het er wel staat. Noemt een melding F101 of F102 de vraag al, dan staat zij
//! hier niet nog eens.
//!
//! ## Fout
//!
//! De code `ajb.aangemeld` is veranderd in `ajb,aangemeld`, met een komma:
//!
//! ```text
//! 'Persoonlijke ontwikkeling'  fout F103 (ajb.aangemeld): van het blad `Persoonlijke ontwikkeling` ontbreekt de vraag `ajb.aangemeld`
//! ```
//!
//! ## Goed
//!
//! De koppen `Code` en `Antwoord`, en alle rijen met hun code, zoals in de lege vragenlijst.
//!
//! ## Wat u doet
//!
//! Zet de ontbrekende rijen, koppen of codes terug zoals zij in uw vragenlijst stonden. Een vraag
//! die niet van toepassing is, laat u staan; vul dan `n.v.t.` in of laat de status leeg.
//!
//! Tot dan telt de gemeente bij deze vragen niet mee.

use std::collections::BTreeSet;

use crate::answers::Submission;
use crate::checks::case::{Case, CheckContext};
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;
use crate::questionnaire::OpenSheet;

use super::{code_twice, no_header, unknown_code};

pub(super) const RULE: Rule = Rule { code: "F103", severity: Severity::Error };

/// The number of codes that a message names; the rest is counted.
const NAMED: usize = 4;

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let submission = case.submission;
    let told = told_elsewhere(case);
    let missing = asked(case).into_iter().filter_map(|(sheet, codes)| {
        let absent: Vec<&str> = codes
            .iter()
            .map(String::as_str)
            .filter(|code| !submission.entries.contains_key(*code) && !told.contains(*code))
            .collect();
        let message = message(sheet, &absent, codes.len())?;
        let missed = submission.missed_headers.get(sheet);
        let hint = missed.map_or_else(
            || {
                "zet de rijen, codes en kolomkoppen terug zoals zij in uw vragenlijst stonden"
                    .to_owned()
            },
            no_header::mend,
        );
        let finding = case.finding(RULE, message, hint).at(match missed {
            Some(missed) => Place::cell(&submission.file.name, sheet, missed.cell),
            None => place(sheet, submission),
        });
        Some(if let [only] = absent.as_slice() { finding.on(only) } else { finding })
    });
    missing.collect()
}

/// The sheets that a municipality is asked to fill in, with the codes on each.
fn asked<'a>(case: &Case<'a>) -> Vec<(&'a str, Vec<String>)> {
    let CheckContext { cycle, questionnaire, .. } = case.context;
    let who = cycle.register.get(&case.examined.municipality);
    let is_asked = |audience| who.is_some_and(|who| who.is_asked(audience));
    let themes = questionnaire.themes.iter().filter(|theme| is_asked(theme.audience));
    let sheets = questionnaire.sheets.iter();
    let sheets = sheets.filter(|sheet| !sheet.is_fixed && is_asked(sheet.audience));
    let codes_on = |sheet: &'a OpenSheet| {
        let questions = sheet.blocks.iter().flat_map(|block| &block.questions);
        (sheet.name.as_str(), questions.map(|question| question.code.clone()).collect())
    };
    let themes = themes.map(|theme| (theme.sheet.as_str(), theme.codes()));
    themes.chain(sheets.map(codes_on)).collect()
}

/// The place of a sheet, or of the file if nothing of that sheet is there.
fn place(sheet: &str, submission: &Submission) -> Place {
    let file = Place::file(&submission.file.name);
    let sheet = Some(sheet.to_owned());
    let is_there = submission.entries.values().flatten().any(|entry| entry.place.sheet == sheet);
    if is_there { Place { sheet, ..file } } else { file }
}

/// The questions that a finding on another code names already: one that was mistyped, or overwritten.
fn told_elsewhere(case: &Case<'_>) -> BTreeSet<String> {
    let mistyped = unknown_code::all_meant(case);
    let twice = case.submission.entries.keys().filter(|code| case.submission.is_repeated(code));
    let overwritten = twice.flat_map(|code| code_twice::overwritten(code, case));
    mistyped.map(str::to_owned).chain(overwritten).collect()
}

fn message(sheet: &str, absent: &[&str], asked: usize) -> Option<String> {
    match absent {
        [] => None,
        _ if absent.len() == asked => {
            Some(format!("van het blad `{sheet}` is geen enkele vraag te vinden"))
        }
        [only] => Some(format!("van het blad `{sheet}` ontbreekt de vraag `{only}`")),
        _ => {
            let (named, rest) = absent.split_at(absent.len().min(NAMED));
            let more =
                if rest.is_empty() { String::new() } else { format!(" en nog {}", rest.len()) };
            let named = if rest.is_empty() { dutch::list(named) } else { named.join(", ") };
            Some(format!("van het blad `{sheet}` ontbreken {} vragen: {named}{more}", absent.len()))
        }
    }
}
