//! Turns the arguments that `build`, `verify`, `trace` and the like share into a [`BuildRequest`].

use crate::pipeline::BuildRequest;
use pmg_core::edition::Edition;

use super::arguments::{HouseStyle, Input, Templates};
use super::clock;

/// The request to build a draft of a year, by the arguments and the environment; without a style for a command that
/// sets no page.
pub(super) fn request(
    year: i16,
    input: &Input,
    templates: &Templates,
    style: Option<&HouseStyle>,
) -> anyhow::Result<BuildRequest> {
    Ok(BuildRequest {
        year: input.year(year),
        templates: templates.folder.clone(),
        style: style.and_then(|style| style.folder.clone()),
        returns: None,
        edition: Edition::Draft,
        draft: None,
        number: None,
        timestamp: clock::source_date_epoch()?,
    })
}
