//! Turns the arguments that `build`, `verify`, `trace` and the like share into a [`BuildRequest`].

use crate::pipeline::BuildRequest;
use pmg_core::edition::Edition;

use super::arguments::{Input, Templates};
use super::clock;

/// The request to build a draft of a year, by the arguments and the environment.
pub(super) fn request(
    year: i16,
    input: &Input,
    templates: &Templates,
) -> anyhow::Result<BuildRequest> {
    Ok(BuildRequest {
        year: input.year(year),
        templates: templates.folder.clone(),
        returns: None,
        edition: Edition::Draft,
        timestamp: clock::source_date_epoch()?,
    })
}
