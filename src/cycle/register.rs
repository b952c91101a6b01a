use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::{Audience, CycleError};
use crate::municipality::MunicipalityCode;

/// A municipality as the register has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Municipality {
    /// CBS code.
    pub code: MunicipalityCode,
    /// Name as printed in the report.
    #[serde(rename = "naam")]
    pub name: String,
    /// Name as CBS writes it, where that differs.
    #[serde(rename = "naam_cbs")]
    pub cbs_name: Option<String>,
    /// What the name is sorted by, where that differs from the name.
    #[serde(rename = "sorteer")]
    pub sort_key: Option<String>,
    /// The round in which it joined, such as `2022-15`.
    pub cohort: String,
    /// Whether it is part of the Nationaal Programma Leefbaarheid en Veiligheid.
    pub nplv: bool,
    /// Pillar of the programme: `A` (structural) or `B` (flexible).
    #[serde(rename = "pijler")]
    pub pillar: String,
    /// The year in which it joined.
    #[serde(rename = "vanaf")]
    pub since: i16,
    /// Whether it takes part in the structural approach in this year.
    #[serde(rename = "doet_mee")]
    pub participates: bool,
    /// Whether it must hand in a return in this year.
    #[serde(rename = "rapporteert")]
    pub reports: bool,
    /// The area that the programme is about, where one is named.
    #[serde(rename = "focusgebied")]
    pub focus_area: Option<String>,
}

impl Municipality {
    /// Whether it is one of those who are asked something.
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
    /// The municipality with this code.
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

    /// The name of a municipality; its code where it is not in the register.
    #[must_use]
    pub fn name<'a>(&'a self, code: &'a MunicipalityCode) -> &'a str {
        self.get(code).map_or(code.as_str(), |municipality| &municipality.name)
    }
}

/// `gemeenten.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegisterFile {
    #[serde(rename = "gemeenten")]
    municipalities: Vec<Municipality>,
}

impl RegisterFile {
    pub(super) fn check(self, path: &Path) -> Result<Register, CycleError> {
        let wrong = |message| CycleError::Wrong { path: path.to_owned(), message };
        let mut municipalities = BTreeMap::new();
        for municipality in self.municipalities {
            let code = municipality.code.clone();
            if MunicipalityCode::parse(code.as_str()).as_ref() != Some(&code) {
                return Err(wrong(format!("`{code}` is not a CBS code such as `GM0363`")));
            }
            if municipalities.insert(code.clone(), municipality).is_some() {
                return Err(wrong(format!("`{code}` stands in the register twice")));
            }
        }
        Ok(Register { municipalities })
    }
}
