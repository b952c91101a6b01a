//! What a command asks to be built, and the templates and municipalities that this means.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::DateTime;

use pmg_core::cycle::{self, Cycle, CycleError, Files, Municipality, Style, Template};
use pmg_core::edition::{Draft, Edition, EditionNumber};
use pmg_report::template;

use super::error::PipelineError;

/// What a year is built from.
#[derive(Debug, Clone)]
pub struct BuildRequest {
    /// Folder of the year.
    pub year: PathBuf,
    /// Folder of templates that take the place of the built-in ones.
    pub templates: Option<PathBuf>,
    /// The house style in place of that of the year: a folder, or the name of one that is built in.
    pub style: Option<PathBuf>,
    /// Returns that take the place of those in the folder of the year.
    pub returns: Option<Vec<PathBuf>>,
    /// For whom the report is.
    pub edition: Edition,
    /// Which draft the report is; `None` for the one after the last that was kept.
    pub draft: Option<Draft>,
    /// Which final edition the report is, made as if none appeared since; `None` for the one after the last that did.
    pub number: Option<EditionNumber>,
    /// The moment that the PDF carries; `None` for the day of publication.
    pub timestamp: Option<DateTime>,
}

/// The templates that the words come from, by name. Those of the year replace those in the folder that was asked for,
/// which replace the built-in ones.
pub(super) fn templates(
    request: &BuildRequest,
    cycle: &Cycle,
) -> Result<BTreeMap<String, Template>, PipelineError> {
    let mut templates = template::built_in();
    if let Some(folder) = &request.templates {
        if !folder.is_dir() {
            return Err(CycleError::NoSuchFolder { folder: folder.clone() }.into());
        }
        templates.extend(cycle::read_templates(&Files::Disk, folder)?);
        cycle::refuse_layout(&Files::Disk, folder)?;
    }
    templates.extend(cycle.templates.clone());
    Ok(templates)
}

/// The house style that was asked for; `None` if that of the year is meant.
pub(super) fn style(request: &BuildRequest) -> Result<Option<Arc<Style>>, PipelineError> {
    let Some(asked) = &request.style else { return Ok(None) };
    if let Some(style) = asked.to_str().and_then(cycle::built_in_style) {
        return Ok(Some(style));
    }
    if !asked.is_dir() {
        return Err(PipelineError::NoStyle(asked.clone()));
    }
    Ok(Some(Arc::new(cycle::read_style(&Files::Disk, asked)?)))
}

/// The municipalities that report, or the one of them with this code or name.
pub(super) fn respondents<'a>(
    cycle: &'a Cycle,
    only: Option<&str>,
) -> Result<Vec<&'a Municipality>, PipelineError> {
    let all: Vec<&Municipality> = cycle.register.respondents().collect();
    let Some(asked) = only else { return Ok(all) };
    let name = asked.trim().to_lowercase();
    let named = |it: &&&Municipality| {
        name == it.code.as_str().to_lowercase() || name == it.name.to_lowercase()
    };
    match all.iter().find(named) {
        Some(found) => Ok(vec![*found]),
        None => Err(PipelineError::NoRespondent {
            asked: asked.to_owned(),
            known: all.iter().map(|it| it.name.clone()).collect(),
        }),
    }
}
