use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::cycle::{self, Municipality};
use crate::document::{self, Document};
use crate::ledger::{self, PreviewRecord};
use crate::preview;
use crate::render;

use super::{Draft, Order, PipelineError, Progress, Report, editions, respondents, write};

/// What the report makes of the answers of one municipality, for itself.
#[derive(Debug)]
pub struct Preview {
    /// For whom it is.
    pub municipality: Municipality,
    /// The tree behind the three formats.
    pub document: Document,
    /// The same as files.
    pub files: Report,
}

/// Shows each municipality what the report makes of its answers: all that handed in a usable return, or the one
/// with this code or name.
///
/// # Errors
/// A [`PipelineError`] of the stage that could not go on, or where nobody of that name reports or handed in
/// anything usable.
pub fn preview(
    order: &Order,
    only: Option<&str>,
    progress: &Progress,
) -> Result<(Draft, Vec<Preview>), PipelineError> {
    let draft = write(order, progress)?;
    let timestamp = order.timestamp.unwrap_or_else(|| draft.document.meta.date.at(0, 0, 0, 0));
    // The report, read once for all of them.
    let report = preview::Report::of(&draft.document);
    let material = preview::Material {
        facts: &draft.facts,
        report: &report,
        findings: &draft.findings,
        printable: render::pdf::covers,
    };
    let one = |municipality: &&Municipality| {
        // What one municipality has in it; its own answers, so that nothing has to be attached.
        let mut document = preview::write(municipality, material)?;
        document.make_printable(render::pdf::covers);
        let pdf = render::pdf::render(&document, None, timestamp);
        Some(pdf.map(|pdf| Preview {
            municipality: (*municipality).clone(),
            files: Report {
                markdown: render::markdown::render(&document),
                html: render::html::render(&document),
                pdf,
            },
            document,
        }))
    };
    let asked = respondents(&draft.facts.cycle, only)?;
    let made: Vec<_> = asked.par_iter().map(one).collect();
    let previews = made.into_iter().flatten().collect::<Result<Vec<_>, _>>()?;
    if previews.is_empty() {
        let name = asked.first().filter(|_| only.is_some()).map(|it| it.name.clone());
        return Err(PipelineError::NothingUsable(name));
    }
    Ok((draft, previews))
}

/// What must be kept before these previews of a year are shown to anybody: a file and its bytes. `None` if all that
/// they show of national sums was kept before.
///
/// # Errors
/// A [`PipelineError`] where what was kept before cannot be read.
pub fn record(
    year: &Path,
    draft: &Draft,
    previews: &[Preview],
    on: Date,
) -> Result<Option<(PathBuf, Vec<u8>)>, PipelineError> {
    // Read again: another run may have kept something meanwhile.
    let records = cycle::shown(year)?;
    let before = editions::shown(&records, &draft.facts.cycle)?;
    let bases = previews.iter().flat_map(|each| document::bases_in(&each.document.blocks));
    let municipalities = previews.iter().map(|each| each.municipality.code.clone()).collect();
    let now = PreviewRecord::of(&draft.facts, bases, municipalities, on);
    Ok(ledger::news(&before, &now).map(|(takes_place_of, record)| {
        let path = match takes_place_of {
            Some(index) => records[index].path.clone(),
            None => cycle::next_shown_path(year, &records),
        };
        (path, record.write())
    }))
}
