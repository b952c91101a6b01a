//! T118: verbetering zonder reden
//!
//! Er is al een uitgave verschenen, en het rapport zegt nu iets anders. Lezers van die uitgave moeten weten waarom, en
//! `errata.toml` zegt het niet: helemaal niet, of niet over deze gemeente.
//!
//! ## Fout
//!
//! Amsterdam verbeterde haar opgave nadat uitgave 1.0 was verschenen.
//!
//! ```text
//! fout T118: het rapport zegt iets anders dan uitgave 1.0, en waarom staat niet in errata.toml
//! ```
//!
//! ## Goed
//!
//! `errata.toml` heeft een `[[erratum]]` met `uitgave = "1.1"`, `gemeente = "GM0363"` en `waarom = "De gemeente telde jongeren dubbel."`
//!
//! ## Wat u doet
//!
//! De gemeente hoeft niets te doen. Het programmateam zet in `errata.toml` bij het jaar waarom er iets is verbeterd: voor elke
//! gemeente waarvan een getal anders is, en zonder `gemeente` voor wat het team zelf verbeterde.
//!
//! Tot dan kan de verbeterde uitgave niet verschijnen.

use crate::edition::EditionNumber;
use crate::finding::{Finding, Rule, Severity};
use crate::municipality::MunicipalityCode;
use crate::place::Place;

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T118", severity: Severity::Error };

/// What is wrong with the reasons for a correction. A municipality comes with its name.
#[derive(Debug, Clone, Copy)]
pub enum Unexplained<'a> {
    /// There is none.
    Whole,
    /// There is none for a municipality of which a number or a status changed.
    Of(&'a MunicipalityCode, &'a str),
    /// One names a municipality of which nobody can see that anything changed.
    Unseen(&'a MunicipalityCode, &'a str),
    /// One holds something that leads to a person.
    Personal(&'a str),
}

/// The finding for the reasons for an edition that corrects the one before.
#[must_use]
pub fn find(
    edition: EditionNumber,
    before: EditionNumber,
    fault: Unexplained<'_>,
    place: Place,
) -> Finding {
    let entry =
        format!("zet daar een [[erratum]] in met `uitgave = \"{edition}\"` en `waarom = \"…\"`");
    let (message, hint, about) = match fault {
        Unexplained::Whole => (
            format!("het rapport zegt iets anders dan uitgave {before}, en waarom staat niet in errata.toml"),
            format!("{entry}; verbeterde een gemeente haar opgave, zet er dan ook `gemeente = \"GM…\"` bij"),
            None,
        ),
        Unexplained::Of(code, name) => (
            format!("een getal of status van {name} is anders dan in uitgave {before}, en waarom staat niet in errata.toml"),
            format!("{entry} en `gemeente = \"{code}\"`"),
            Some(code),
        ),
        Unexplained::Unseen(code, name) => (
            format!("errata.toml noemt {name}, en van {name} is in het rapport niets anders dan in uitgave {before}"),
            "haal `gemeente` daar weg, of noem de gemeente die het betreft: zo verraadt de reden niet van wie een verborgen getal veranderde".to_owned(),
            Some(code),
        ),
        Unexplained::Personal(detail) => (
            format!("in een reden in errata.toml wijst `{detail}` naar een persoon"),
            "schrijf de reden zonder namen van personen, adressen en telefoonnummers".to_owned(),
            None,
        ),
    };
    Finding::new(RULE, message, hint).about(about).at(place)
}
