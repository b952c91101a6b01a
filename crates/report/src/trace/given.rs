//! A line of a provenance about one municipality.

use crate::document::Given;
use crate::facts::Facts;
use pmg_core::edition::Edition;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::place::Place;

/// A line about one municipality; a final edition does not show its cell.
pub(super) fn given(
    municipality: &MunicipalityCode,
    value: impl Into<String>,
    place: Option<&Place>,
    facts: &Facts,
    edition: Edition,
) -> Given {
    Given {
        municipality: municipality.to_string(),
        name: facts.cycle.register.name(municipality).to_owned(),
        about: String::new(),
        value: value.into(),
        place: place.filter(|_| edition.is_draft()).cloned(),
        date: None,
        remark: None,
    }
}
