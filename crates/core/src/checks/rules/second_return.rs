//! L204: twee vragenlijsten van één gemeente
//!
//! Van dezelfde gemeente zijn twee of meer werkmappen binnengekomen. Het programma kiest niet zelf
//! welke geldt, ook niet de nieuwste: dat zou een gok zijn. Optellen mag ook niet, want dan telt de
//! gemeente dubbel mee.
//!
//! ## Fout
//!
//! Amsterdam stuurde een verbeterde versie, en de eerste bleef staan:
//!
//! ```text
//! GM0363-amsterdam.xlsx
//!   fout L204: van Amsterdam kwam meer dan één vragenlijst binnen: GM0363-amsterdam-nieuw.xlsx en GM0363-amsterdam.xlsx; geen ervan wordt gebruikt
//! ```
//!
//! ## Goed
//!
//! Eén werkmap per gemeente.
//!
//! ## Wat u doet
//!
//! Het programmateam laat alleen de juiste werkmap staan en haalt de andere weg, zo nodig na
//! overleg met de gemeente. Bent u een andere gemeente dan hier staat, verbeter dan `gemeente.code`
//! in uw werkmap.
//!
//! Tot dan wordt van deze gemeente niets gebruikt.

use crate::answers::Submission;
use crate::checks::case::Year;
use crate::cycle::Cycle;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};
use crate::municipality::MunicipalityCode;
use crate::place::Place;

pub(super) const RULE: Rule = Rule { code: "L204", severity: Severity::Error };

pub(super) fn find(year: &Year<'_>) -> Vec<Finding> {
    let twice = year.submissions.iter().filter(|(_, submissions)| submissions.len() > 1);
    twice.flat_map(|(code, submissions)| told(code, submissions, year.context.cycle)).collect()
}

fn told(code: &MunicipalityCode, submissions: &[Submission], cycle: &Cycle) -> Vec<Finding> {
    let names: Vec<&str> = submissions.iter().map(|each| each.file.name.as_str()).collect();
    let message = format!(
        "van {} kwam meer dan één vragenlijst binnen: {}; geen ervan wordt gebruikt",
        cycle.register.name(code),
        dutch::list(&names)
    );
    let finding = |name: &&str| {
        Finding::new(RULE, message.clone(), "laat het programmateam weten welke vragenlijst geldt")
            .for_team("laat alleen de juiste staan en haal de andere weg, zo nodig na overleg met de gemeente")
            .about(Some(code))
            .at(Place::file(name))
    };
    names.iter().map(finding).collect()
}
