//! Reads `errata.toml`: why an edition was corrected.

use serde::Deserialize;

use super::error::Fault;
use super::register::Register;
use super::schema::{Field, Kind, Places, Schema, needed, optional};
use crate::dutch;
use crate::edition::EditionNumber;
use crate::municipality::MunicipalityCode;

/// Why an edition was corrected, as the programme team tells its readers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erratum {
    /// The edition in which it is corrected.
    pub edition: EditionNumber,
    /// The municipality that corrected its answers; `None` if the team corrected its own text.
    pub municipality: Option<MunicipalityCode>,
    /// The reason, as it is printed.
    pub because: String,
}

/// `errata.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ErrataFile {
    #[serde(rename = "erratum", default)]
    errata: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(rename = "uitgave")]
    edition: String,
    #[serde(rename = "gemeente", default)]
    municipality: Option<MunicipalityCode>,
    #[serde(rename = "waarom")]
    because: String,
}

const ERRATUM: &[Field] = &[
    needed("uitgave", Kind::Name),
    optional("gemeente", Kind::Municipality),
    needed("waarom", Kind::Text),
];
/// What `errata.toml` may hold.
pub(super) const SCHEMA: Schema = Schema::Keys(&[optional("erratum", Kind::Tables(ERRATUM))]);

impl ErrataFile {
    /// The reasons, each for an edition that corrects another, of a municipality of the register, and without a number:
    /// what was wrong and what is right stands beside it, counted.
    pub(super) fn check(
        self,
        register: Option<&Register>,
        places: &Places,
        faults: &mut Vec<Fault>,
    ) -> Vec<Erratum> {
        let mut errata = Vec::new();
        for (index, each) in self.errata.into_iter().enumerate() {
            let at = |key: &str| places.at(&format!("erratum.{index}.{key}"));
            let edition = EditionNumber::parse(&each.edition).filter(|it| it.is_correction());
            if edition.is_none() {
                let message = format!("`{}` is geen verbeterde uitgave", each.edition);
                let hint = "de eerste verbetering is uitgave \"1.1\", de volgende \"1.2\"";
                faults.push(Fault::new(at("uitgave"), message, hint));
            }
            if let (Some(register), Some(code)) = (register, &each.municipality)
                && register.get(code).is_none()
            {
                let message = format!("gemeenten.toml heeft geen gemeente {code}");
                let hint = "verbeterde het programmateam zelf iets, laat deze regel dan weg";
                faults.push(Fault::new(at("gemeente"), message, hint));
            }
            // What is counted `dubbel` is a usual reason, and tells no number.
            let is_number = |at| each.because.get(at) != Some("dubbel");
            if dutch::numbers(&each.because).into_iter().any(is_number) {
                faults.push(Fault::new(
                    at("waarom"),
                    "in deze reden staat een getal",
                    "noem alleen waarom er iets is verbeterd; wat er stond en wat er nu staat, zet het programma er zelf bij",
                ));
            }
            let because = each.because.trim().to_owned();
            if let Some(edition) = edition {
                errata.push(Erratum { edition, municipality: each.municipality, because });
            }
        }
        errata
    }
}
