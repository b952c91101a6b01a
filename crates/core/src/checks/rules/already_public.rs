//! T103: klein aantal is al uit te rekenen
//!
//! Een aantal personen of gezinnen dat te klein is om te tonen, kan worden uitgerekend uit wat al
//! bekend is: een eerdere uitgave van dit jaar, het rapport van vorig jaar, of een inzage. Wie die
//! naast het nieuwe rapport legt, weet het getal.
//!
//! ## Fout
//!
//! In juni is het getal 4 van Schiedam uitgebracht; nu zou het verborgen worden.
//!
//! ```text
//! Onderwijs!C6  let op T103 (schoolverzuim.deelnemers): Schiedam, `schoolverzuim.deelnemers`: het kleine aantal 4 is uit te rekenen uit wat al bekend is (`schoolverzuim.deelnemers` in de uitgave `2024-06-05`)
//! ```
//!
//! ## Goed
//!
//! De eerdere uitgave toonde het getal niet.
//!
//! ## Wat u doet
//!
//! Een gemeente hoeft niets te doen. Het programmateam overlegt met de privacyfunctionaris. Mag het
//! getal bekend zijn, dan legt het met `pmg accept` vast waarom.
//!
//! Tot dan kan het rapport niet definitief worden; het concept wordt wel gemaakt.

use crate::finding::{Finding, Rule, Severity};
use crate::municipality::MunicipalityCode;
use crate::place::Place;

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T103", severity: Severity::Warning };

/// A small number that can be worked out.
#[derive(Debug)]
pub struct Known<'a> {
    /// Whose number it is.
    pub municipality: &'a MunicipalityCode,
    /// Name of that municipality.
    pub name: &'a str,
    /// Code of the measure.
    pub measure: &'a str,
    /// The number, in words that tell which it is: `4`, `wat er sinds … bij kwam: 4`.
    pub value: &'a str,
    /// The cell that it was read from.
    pub place: Option<&'a Place>,
    /// What it follows from: `ajb.aangemeld in de uitgave 2024-06-05`.
    pub from: &'a [String],
}

/// The finding for a small number that was public before.
#[must_use]
pub fn find(known: &Known<'_>) -> Finding {
    let Known { name, measure, value, .. } = known;
    let from = match known.from {
        [] => "de vragenlijst zelf".to_owned(),
        from => format!("wat al bekend is ({})", from.join(", ")),
    };
    let mut finding = Finding::new(
        RULE,
        format!("{name}, `{measure}`: het kleine aantal {value} is uit te rekenen uit {from}"),
        "u hoeft niets te doen; het programmateam beslist of dit getal naar buiten kan",
    )
    .for_team("overleg met de privacyfunctionaris; mag het getal bekend zijn, leg dan met `pmg accept` vast waarom")
    .about(Some(known.municipality))
    .on(measure)
    .found(*value);
    finding.place = known.place.cloned();
    finding
}
