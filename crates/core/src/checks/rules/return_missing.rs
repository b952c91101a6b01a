//! L206: geen bruikbare vragenlijst binnen
//!
//! Van deze gemeente zou een vragenlijst moeten komen, en er is er geen die te gebruiken is; een
//! lege telt niet. Het rapport kan zonder, en zegt dan dat het op minder gemeenten rust.
//!
//! ## Fout
//!
//! Amsterdam moet rapporteren, maar tussen de bestanden is geen werkmap van Amsterdam, of er staat
//! geen enkel antwoord in:
//!
//! ```text
//! let op L206: van Amsterdam is geen bruikbare vragenlijst binnen
//! let op L206: in de vragenlijst van Amsterdam is geen enkele vraag beantwoord
//! ```
//!
//! ## Goed
//!
//! Eén leesbare, ingevulde vragenlijst van elke gemeente die rapporteert.
//!
//! ## Wat u doet
//!
//! De gemeente vult de vragenlijst in, slaat haar op en stuurt haar in. Het programmateam vraagt
//! erom. Is er wel iets gestuurd, zoek dan een andere melding over een bestand zonder bekende
//! gemeente, zoals L102 of L202. Hoeft de gemeente dit jaar niet te rapporteren, zet dan
//! `rapporteert = false` in `gemeenten.toml`.
//!
//! Tot dan telt de gemeente in geen enkel cijfer mee.

use crate::answers::Submission;
use crate::checks::accepted::Return;
use crate::checks::case::Year;
use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;

use super::highlight_missing;

pub(crate) const RULE: Rule = Rule { code: "L206", severity: Severity::Warning };

pub(super) fn find(year: &Year<'_>) -> Vec<Finding> {
    let missing = year.context.cycle.register.respondents();
    let missing =
        missing.filter(|it| !year.submissions.contains_key(&it.code)).map(|municipality| {
            Finding::new(
            RULE,
            format!("van {} is geen bruikbare vragenlijst binnen", municipality.name),
            "vraag de gemeente om haar vragenlijst; zonder die telt zij in geen enkel cijfer mee",
        )
        .about(Some(&municipality.code))
        });
    let handed_in = year.accepted.all_handed_in();
    let blank = handed_in.filter(|examined| is_blank(examined, year.found));
    missing.chain(blank.map(|examined| blank_return(examined, year))).collect()
}

/// Whether a return has no usable answer, and no error in it says why.
pub(super) fn is_blank(examined: &Return, found: &[Finding]) -> bool {
    // The example is missing from every blank return.
    let says_why = |it: &Finding| {
        it.municipality.as_ref() == Some(&examined.municipality)
            && it.severity == Severity::Error
            && it.code != highlight_missing::RULE.code
    };
    !examined.is_answered() && !found.iter().any(says_why)
}

fn blank_return(examined: &Return, year: &Year<'_>) -> Finding {
    let municipality = &examined.municipality;
    let name = year.context.cycle.register.name(municipality);
    let message =
        match year.submissions[municipality].iter().map(Submission::answered).sum::<usize>() {
            0 => format!("in de vragenlijst van {name} is geen enkele vraag beantwoord"),
            _ => format!("in de vragenlijst van {name} is geen enkel antwoord te gebruiken"),
        };
    let hint = "vul de vragenlijst in, sla haar op en stuur haar opnieuw; tot dan telt uw gemeente in geen enkel cijfer mee";
    let team_hint = "vraag de gemeente of zij het goede bestand stuurde; tot dan telt zij in geen enkel cijfer mee";
    let finding = Finding::new(RULE, message, hint).about(Some(municipality));
    finding.at(Place::file(&examined.file.name)).for_team(team_hint)
}
