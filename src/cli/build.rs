use anyhow::Context as _;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::finding::{Finding, Severity};
use crate::pipeline::{self, Draft, Order};

use super::arguments::{Build, Folders};
use super::{Outcome, output, terminal};

/// Makes the report and writes it.
pub(super) fn run(build: &Build, folders: &Folders) -> anyhow::Result<Outcome> {
    let order = order(build.year, folders)?;
    let (draft, report) = pipeline::build(&order)?;
    let folder = folders.output.join(build.year.to_string());
    let findings = output::findings_json(&draft.findings)?;
    let files: [(&str, &[u8]); 5] = [
        ("rapport.md", report.markdown.as_bytes()),
        ("rapport.html", report.html.as_bytes()),
        ("rapport.pdf", &report.pdf),
        ("cijfers.json", &draft.ledger),
        ("bevindingen.json", findings.as_bytes()),
    ];
    for (name, bytes) in files {
        output::write(&folder.join(name), bytes)?;
    }
    say(&draft);
    terminal::line(&format!("Concept geschreven in {}", folder.display()));
    if build.timings {
        terminal::timings(&draft.timings);
    }
    Ok(outcome(&draft.findings))
}

/// What a year is built from, by the arguments and the environment.
pub(super) fn order(year: i16, folders: &Folders) -> anyhow::Result<Order> {
    Ok(Order {
        year: folders.input.join(year.to_string()),
        templates: folders.templates.clone(),
        timestamp: source_date_epoch()?,
    })
}

/// Exit code by the findings.
pub(super) fn outcome(findings: &[Finding]) -> Outcome {
    let has_error = findings.iter().any(|finding| finding.severity == Severity::Error);
    if has_error { Outcome::Errors } else { Outcome::Clean }
}

fn say(draft: &Draft) {
    terminal::findings(&draft.findings);
    let figures = &draft.facts.figures;
    let (returned, due) = (figures.returned.len(), figures.respondents.len());
    terminal::line(&format!("Opgave van {returned} van de {due} gemeenten die rapporteren"));
}

/// The moment in `SOURCE_DATE_EPOCH`, where it is set.
fn source_date_epoch() -> anyhow::Result<Option<DateTime>> {
    #[expect(clippy::disallowed_methods, reason = "this is the command line")]
    let Ok(seconds) = std::env::var("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let timestamp = seconds.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    let timestamp = timestamp
        .with_context(|| format!("SOURCE_DATE_EPOCH is `{seconds}`, not a number of seconds"))?;
    Ok(Some(timestamp.to_zoned(TimeZone::UTC).datetime()))
}
