//! Reads `gemeenten.toml`: the municipalities of a year, with who takes part and who reports.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::definition::Audience;
use super::error::Fault;
use super::schema::{Field, Kind, Places, Schema, needed, optional};
use super::settings::Settings;
use crate::municipality::MunicipalityCode;

/// A municipality of the register.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Municipality {
    /// CBS code.
    pub code: MunicipalityCode,
    /// Name as printed in the report.
    #[serde(rename = "naam")]
    pub name: String,
    /// Name as CBS writes it; `None` if that is the same.
    #[serde(rename = "naam_cbs")]
    pub(crate) cbs_name: Option<String>,
    /// What the name is sorted by; `None` if that is the name.
    #[serde(rename = "sorteer")]
    pub(crate) sort_key: Option<String>,
    /// The round in which it joined, such as `2022-15`.
    pub cohort: String,
    /// Whether it is part of the Nationaal Programma Leefbaarheid en Veiligheid.
    pub nplv: bool,
    /// Pillar of the programme: `A` (structural) or `B` (flexible).
    #[serde(rename = "pijler")]
    pub pillar: String,
    /// The year in which it joined.
    #[serde(rename = "vanaf")]
    pub(crate) since: i16,
    /// The last year in which it takes part or has a grant; `None` if that is not known.
    #[serde(rename = "tot")]
    pub until: Option<i16>,
    /// Whether it takes part in the structural approach in this year.
    #[serde(rename = "doet_mee")]
    pub participates: bool,
    /// Whether it must hand in a return in this year.
    #[serde(rename = "rapporteert")]
    pub reports: bool,
    /// The area that the programme is about; `None` if none is named.
    #[serde(rename = "focusgebied")]
    pub focus_area: Option<String>,
    /// Where it stands on a map of tiles: its column and its row, counted from the top left; `None` if it is on no map.
    #[serde(rename = "tegel")]
    pub tile: Option<[u8; 2]>,
}

impl Municipality {
    /// Whether it belongs to this audience.
    #[must_use]
    pub fn is_asked(&self, audience: Audience) -> bool {
        match audience {
            Audience::Alle => true,
            Audience::Structureel => self.pillar == "A",
            Audience::Flexibel => self.pillar == "B",
        }
    }

    /// What the name is sorted by.
    #[must_use]
    pub fn sorted_by(&self) -> &str {
        self.sort_key.as_deref().unwrap_or(&self.name)
    }
}

/// The municipalities of a year, in the order of their codes.
#[derive(Debug, Clone, Default)]
pub struct Register {
    municipalities: BTreeMap<MunicipalityCode, Municipality>,
}

impl Register {
    /// The municipality with this code; `None` if there is none.
    #[must_use]
    pub fn get(&self, code: &MunicipalityCode) -> Option<&Municipality> {
        self.municipalities.get(code)
    }

    /// All municipalities, in the order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = &Municipality> {
        self.municipalities.values()
    }

    /// The municipalities that take part in the structural approach.
    pub fn participants(&self) -> impl Iterator<Item = &Municipality> {
        self.iter().filter(|municipality| municipality.participates)
    }

    /// The municipalities that must hand in a return.
    pub fn respondents(&self) -> impl Iterator<Item = &Municipality> {
        self.iter().filter(|municipality| municipality.reports)
    }

    /// The municipalities that must hand in a return, in the alphabetical order of their names, in which capitals and small
    /// letters are the same.
    #[must_use]
    pub fn respondents_by_name(&self) -> Vec<&Municipality> {
        let mut respondents: Vec<&Municipality> = self.respondents().collect();
        respondents.sort_by_key(|municipality| municipality.sorted_by().to_lowercase());
        respondents
    }

    /// The name of a municipality; its code if it is not in the register.
    #[must_use]
    pub fn name<'a>(&'a self, code: &'a MunicipalityCode) -> &'a str {
        self.get(code).map_or(code.as_str(), |municipality| &municipality.name)
    }
}

/// `gemeenten.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegisterFile {
    #[serde(rename = "gemeenten", default)]
    municipalities: Vec<Municipality>,
}

const MUNICIPALITY: &[Field] = &[
    needed("code", Kind::Municipality),
    needed("naam", Kind::Name),
    optional("naam_cbs", Kind::Name),
    optional("sorteer", Kind::Name),
    needed("cohort", Kind::Name),
    needed("nplv", Kind::Flag),
    needed("pijler", Kind::Word(&["A", "B"])),
    needed("vanaf", Kind::Number(2000, 2100)),
    optional("tot", Kind::Number(2000, 2100)),
    needed("doet_mee", Kind::Flag),
    needed("rapporteert", Kind::Flag),
    optional("focusgebied", Kind::Name),
    optional("tegel", Kind::Tile),
];
/// What `gemeenten.toml` may hold.
pub(super) const SCHEMA: Schema = Schema::Keys(&[needed("gemeenten", Kind::Tables(MUNICIPALITY))]);

impl RegisterFile {
    /// The register. A fault is a municipality that stands there twice, or of which the columns don't
    /// hold together.
    pub(super) fn check(
        self,
        settings: Option<&Settings>,
        places: &Places,
        faults: &mut Vec<Fault>,
    ) -> Register {
        let mut names = BTreeMap::new();
        let mut tiles = BTreeMap::new();
        let mut municipalities = BTreeMap::new();
        for (number, municipality) in self.municipalities.into_iter().enumerate() {
            let mut fault = |key: &str, message: String, hint: &str| {
                let at = places.at(&format!("gemeenten.{number}.{key}"));
                faults.push(Fault::new(at, message, hint));
            };
            let name = &municipality.name;
            for (key, message, hint) in disagreements(&municipality, settings) {
                fault(key, format!("{name}: {message}"), hint);
            }
            for called in [Some(name), municipality.cbs_name.as_ref()].into_iter().flatten() {
                let other = names.insert(called.to_lowercase(), municipality.code.clone());
                if let Some(other) = other.filter(|other| *other != municipality.code) {
                    let message = format!("{called} staat er twee keer, ook onder code {other}");
                    fault("naam", message, "kijk na welke code van deze gemeente is");
                }
            }
            if let Some([x, y]) = municipality.tile
                && let Some(other) = tiles.insert([x, y], name.clone())
            {
                fault(
                    "tegel",
                    format!("{name} en {other} staan op dezelfde tegel, [{x}, {y}]"),
                    "geef een van de twee een andere plaats op de kaart",
                );
            }
            let code = municipality.code.clone();
            if municipalities.contains_key(&code) {
                fault(
                    "code",
                    format!("{code} staat er twee keer"),
                    "elke gemeente heeft een eigen code en een regel",
                );
            }
            municipalities.insert(code, municipality);
        }
        Register { municipalities }
    }
}

/// Which columns of a municipality do not hold together: the key, what is wrong, and what to do.
fn disagreements(
    municipality: &Municipality,
    settings: Option<&Settings>,
) -> Vec<(&'static str, String, &'static str)> {
    let Municipality { cohort, pillar, since, until, participates, reports, .. } = municipality;
    let mut wrong = Vec::new();
    let year_of_cohort = cohort.get(..4).and_then(|start| start.parse::<i16>().ok());
    if year_of_cohort.is_some_and(|year| year != *since) {
        let message =
            format!("cohort \"{cohort}\" begint met een ander jaar dan `vanaf = {since}`");
        wrong.push((
            "cohort",
            message,
            "een cohort begint met het jaar waarin de gemeente erbij kwam",
        ));
    }
    if pillar == "B" && *participates {
        let message = "pijler B en `doet_mee = true` gaan niet samen".to_owned();
        wrong.push((
            "doet_mee",
            message,
            "doet_mee gaat alleen over de structurele aanpak, pijler A; schrijf bij pijler B false",
        ));
    }
    if until.is_some_and(|until| until < *since) {
        wrong.push((
            "tot",
            format!("`tot` ligt voor `vanaf = {since}`"),
            "kijk na welk jaar het laatste is",
        ));
    }
    let Some(Settings { year, .. }) = settings else { return wrong };
    if let Some(until) = until.filter(|until| until < year && (*participates || *reports)) {
        let message = format!(
            "`tot = {until}` ligt voor {year}, maar de gemeente doet nog mee of rapporteert nog"
        );
        wrong.push((
            "tot",
            message,
            "schrijf bij doet_mee en rapporteert false, of verander het laatste jaar",
        ));
    }
    wrong
}
