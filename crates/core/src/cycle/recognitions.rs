//! Reads `erkenningen.toml`: the official verdicts on interventions.

use jiff::civil::Date;
use serde::Deserialize;

use crate::near;

use super::definition::Definition;
use super::error::Fault;
use super::schema::{Field, Kind, Places, Schema, needed, optional};
use super::settings::{Settings, date};

/// An official verdict on an intervention, as the programme team recorded it on a day. A later one on the same
/// intervention takes its place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recognition {
    /// Code of the intervention.
    #[serde(rename = "interventie")]
    pub intervention: String,
    /// The verdict, as printed, such as `erkend door het NJi`.
    #[serde(rename = "oordeel")]
    pub verdict: String,
    /// Where the verdict stands.
    #[serde(rename = "bron")]
    pub source: String,
    /// The day on which the team recorded it.
    #[serde(rename = "vastgelegd", deserialize_with = "date")]
    pub recorded: Date,
}

/// `erkenningen.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecognitionsFile {
    #[serde(rename = "erkenning", default)]
    recognitions: Vec<Recognition>,
}

const RECOGNITION: &[Field] = &[
    needed("interventie", Kind::Code),
    needed("oordeel", Kind::Text),
    needed("bron", Kind::Text),
    needed("vastgelegd", Kind::Day),
];
/// What `erkenningen.toml` may hold.
pub(super) const SCHEMA: Schema = Schema::Keys(&[optional("erkenning", Kind::Tables(RECOGNITION))]);

impl RecognitionsFile {
    /// The verdicts, each on an intervention of the questionnaire and with no other of the same day.
    pub(super) fn check(
        self,
        definition: Option<&Definition>,
        settings: Option<&Settings>,
        places: &Places,
        faults: &mut Vec<Fault>,
    ) -> Vec<Recognition> {
        for (number, each) in self.recognitions.iter().enumerate() {
            let at = |key: &str| places.at(&format!("erkenning.{number}.{key}"));
            let interventions = definition.into_iter().flat_map(Definition::interventions);
            let codes: Vec<&str> = interventions.map(|it| it.code.as_str()).collect();
            if definition.is_some() && !codes.contains(&each.intervention.as_str()) {
                let hint = near::suggestion(&each.intervention, codes).unwrap_or_else(
                    || "kent dit jaar de interventie niet meer, haal het oordeel dan hier weg; in de map van vorig jaar blijft het staan".to_owned(),
                );
                let message =
                    format!("vragenlijst.toml heeft geen interventie `{}`", each.intervention);
                faults.push(Fault::new(at("interventie"), message, hint));
            }
            if self.recognitions[..number]
                .iter()
                .any(|it| (&it.intervention, it.recorded) == (&each.intervention, each.recorded))
            {
                faults.push(Fault::new(
                    at("vastgelegd"),
                    format!(
                        "over `{}` staan hier twee oordelen van dezelfde dag",
                        each.intervention
                    ),
                    "laat het oordeel staan dat geldt, of zet bij elk de juiste dag",
                ));
            }
            if let Some(settings) = settings.filter(|it| each.recorded.year() > it.year + 1) {
                faults.push(Fault::new(
                    at("vastgelegd"),
                    format!("`vastgelegd = {}` ligt ver na {}", each.recorded, settings.year),
                    "kijk na of het jaar klopt",
                ));
            }
        }
        self.recognitions
    }
}
