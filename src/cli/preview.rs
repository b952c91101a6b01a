//! `pmg preview`: writes for each municipality what the report makes of its answers.

use rayon::prelude::*;

use crate::pipeline::{self, Composition, PipelineError, Preview};
use pmg_core::dutch;
use pmg_core::format::Format;
use pmg_core::near::suggestion;

use super::arguments;
use super::mark::file_name;
use super::outcome::Outcome;
use super::output::{FileSet, MUNICIPALITIES};
use super::request::request;
use super::{output, progress, secret, terminal};

/// Writes the previews of all municipalities with a usable return, or of one.
pub(super) fn run(asked: &arguments::Preview) -> anyhow::Result<Outcome> {
    let request = request(asked.year, &asked.input, &asked.templates, Some(&asked.style))?;
    let only = asked.municipality.as_deref();
    secret::make_key(&request.year)?;
    let (draft, previews) =
        pipeline::preview(&request, only, &progress::bar()).map_err(with_suggestion)?;
    // First: nobody may see a sum that is not on record, because later editions reckon with what is known.
    secret::keep_shown(&request.year, &draft, &previews)?;
    let year = asked.output.year(asked.year);
    let folder = year.join(MUNICIPALITIES);
    let lock = output::begin(&year)?;
    // Each municipality gets its own folder only, so each is a set of its own.
    let write = |preview: &Preview| -> anyhow::Result<()> {
        let folder = folder.join(file_name(&preview.municipality));
        let made = |format: Format| Some((format.preview(), preview.files.bytes(format)?));
        FileSet::new(&folder, Format::OF_PREVIEW.into_iter().filter_map(made).collect())
            .replace(&lock)
    };
    previews.par_iter().map(write).collect::<anyhow::Result<()>>()?;
    let formats = dutch::list(&Format::OF_PREVIEW.map(Format::preview));
    if let ([preview], Some(_)) = (previews.as_slice(), only) {
        let (name, folder) =
            (&preview.municipality.name, folder.join(file_name(&preview.municipality)));
        terminal::line(&format!("Inzage van {name} geschreven in {}: {formats}", folder.display()));
        return Ok(Outcome::Clean);
    }
    let what = if previews.len() == 1 { "gemeente" } else { "gemeenten" };
    let (number, place) = (previews.len(), folder.display());
    terminal::line(&format!("Inzage van {number} {what} geschreven in {place}: elk {formats}"));
    if let Some(without) = without(&draft) {
        terminal::line(&without);
    }
    Ok(Outcome::Clean)
}

/// The line that names the respondents without a preview, because nothing usable came in; `None` if there are none.
fn without(draft: &Composition) -> Option<String> {
    let facts = &draft.facts;
    let respondents = facts.cycle.register.respondents_by_name().into_iter();
    let without = respondents.filter(|it| facts.accepted.get(&it.code).is_none());
    let names: Vec<&str> = without.map(|it| it.name.as_str()).collect();
    let count = names.len();
    (count > 0).then(|| {
        format!("Zonder bruikbare vragenlijst geen inzage: {count} ({})", dutch::list(&names))
    })
}

/// The error, with the name that was probably meant if there is one.
fn with_suggestion(error: PipelineError) -> anyhow::Error {
    let meant = match &error {
        PipelineError::NoRespondent { asked, known } => {
            suggestion(asked, known.iter().map(String::as_str))
        }
        _ => None,
    };
    match meant {
        Some(meant) => anyhow::anyhow!("{error}\nhint: {meant}"),
        None => error.into(),
    }
}
