//! F103: vragen die uit de werkmap zijn verdwenen
//!
//! Een code van de vragenlijst staat nergens in de werkmap: een rij of blad is verwijderd, een kop
//! of code is veranderd, of er staan twee kolommen `Antwoord`. Zonder die code is het antwoord niet
//! te vinden, ook als het er wel staat.
//!
//! ## Fout
//!
//! De kolomkop `Antwoord` is veranderd in `Antwoord 2024`: op dat blad wordt niets meer gevonden.
//!
//! ```text
//! fout F103: van het blad `Persoonlijke ontwikkeling` ontbreekt de vraag `ajb.aangemeld`
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

use crate::answers::Submission;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};
use crate::municipality::MunicipalityCode;
use crate::place::Place;
use crate::questionnaire::{OpenSheet, Theme};

use super::Yardstick;

pub(super) const RULE: Rule = Rule { code: "F103", severity: Severity::Error };

/// So many codes are named; the rest is counted.
const NAMED: usize = 4;

pub(super) fn find(
    submission: &Submission,
    municipality: &MunicipalityCode,
    yardstick: Yardstick<'_>,
) -> Vec<Finding> {
    let missing = asked(municipality, yardstick).into_iter().filter_map(|(sheet, codes)| {
        let absent: Vec<&str> = codes
            .iter()
            .map(String::as_str)
            .filter(|code| !submission.entries.contains_key(*code))
            .collect();
        let message = message(sheet, &absent, codes.len())?;
        Some(
            Finding::new(
                RULE,
                message,
                "zet de rijen, codes en kolomkoppen terug zoals zij in uw vragenlijst stonden",
            )
            .about(Some(municipality))
            .at(Place::file(&submission.file.name)),
        )
    });
    missing.collect()
}

/// The sheets that a municipality is asked to fill in, with the codes on each.
fn asked<'a>(
    municipality: &MunicipalityCode,
    yardstick: Yardstick<'a>,
) -> Vec<(&'a str, Vec<String>)> {
    let who = yardstick.cycle.register.get(municipality);
    let is_asked = |audience| who.is_some_and(|who| who.is_asked(audience));
    let questionnaire = yardstick.questionnaire;
    let themes = questionnaire.themes.iter().filter(|theme| is_asked(theme.audience));
    let sheets = questionnaire.sheets.iter();
    let sheets = sheets.filter(|sheet| !sheet.is_fixed && is_asked(sheet.audience));
    let codes_on = |sheet: &'a OpenSheet| {
        let questions = sheet.blocks.iter().flat_map(|block| &block.questions);
        (sheet.name.as_str(), questions.map(|question| question.code.clone()).collect())
    };
    let themes = themes.map(|theme| (theme.sheet.as_str(), codes(theme)));
    themes.chain(sheets.map(codes_on)).collect()
}

fn codes(theme: &Theme) -> Vec<String> {
    let of = theme.interventions.iter().flat_map(|intervention| {
        let measures = intervention.measures.iter().map(|measure| measure.code.clone());
        let status = intervention.has_status.then(|| intervention.status_code());
        status.into_iter().chain(measures)
    });
    of.collect()
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
