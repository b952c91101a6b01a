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

/// The finding for an edition that corrects the one before without saying why: at all, or for one municipality, which
/// comes with its name.
#[must_use]
pub fn find(
    edition: EditionNumber,
    before: EditionNumber,
    whose: Option<(&MunicipalityCode, &str)>,
    place: Place,
) -> Finding {
    let (message, line) = match whose {
        None => (
            format!(
                "het rapport zegt iets anders dan uitgave {before}, en waarom staat niet in errata.toml"
            ),
            "; verbeterde een gemeente haar opgave, zet er dan ook `gemeente = \"GM…\"` bij"
                .to_owned(),
        ),
        Some((code, name)) => (
            format!(
                "een getal van {name} is anders dan in uitgave {before}, en waarom staat niet in errata.toml"
            ),
            format!(" en `gemeente = \"{code}\"`"),
        ),
    };
    let hint = format!(
        "zet daar een [[erratum]] in met `uitgave = \"{edition}\"` en `waarom = \"…\"`{line}"
    );
    Finding::new(RULE, message, hint).about(whose.map(|(code, _)| code)).at(place)
}
