use crate::finding::{Finding, Severity};
use crate::pipeline::{self, Draft, Order};

use super::arguments::{Build, FailLevel, Input, Templates};
use super::findings::{self, Findings, Reader};
use super::{Outcome, clock, output, progress, terminal};

/// Makes the report and writes it.
pub(super) fn run(build: &Build) -> anyhow::Result<Outcome> {
    let order = order(build.year, &build.input, &build.templates)?;
    let (draft, report) = pipeline::build(&order, &progress::bar())?;
    let folder = build.output.folder.join(build.year.to_string());
    let findings = Findings {
        year: build.year,
        all: &draft.findings,
        register: &draft.facts.cycle.register,
        sheets: &draft.sheets,
        files: draft.facts.cycle.returns.len(),
        reader: Reader::Team,
    };
    let json = findings::json::write(&findings)?;
    let facts = &draft.facts;
    let table = pipeline::long_table(&facts.accepted, &facts.cycle, &facts.questionnaire);
    let files: [(&str, &[u8]); 5] = [
        ("rapport.md", report.markdown.as_bytes()),
        ("rapport.html", report.html.as_bytes()),
        ("rapport.pdf", &report.pdf),
        ("cijfers.json", &draft.ledger),
        ("bevindingen.json", json.as_bytes()),
    ];
    let tables = table.files().map(|(name, text)| (name, text.as_bytes()));
    for (name, bytes) in files.into_iter().chain(tables) {
        output::write(&folder.join(name), bytes)?;
    }
    say(&draft, &findings);
    terminal::line(&format!("Concept geschreven in {}", folder.display()));
    if build.timings {
        terminal::timings(&draft.timings);
    }
    Ok(outcome(&draft.findings, build.fail_level))
}

/// What a year is built from, by the arguments and the environment.
pub(super) fn order(year: i16, input: &Input, templates: &Templates) -> anyhow::Result<Order> {
    Ok(Order {
        year: input.folder.join(year.to_string()),
        templates: templates.folder.clone(),
        timestamp: clock::source_date_epoch()?,
    })
}

/// Exit code by the findings, and from which severity on they count.
pub(super) fn outcome(findings: &[Finding], level: FailLevel) -> Outcome {
    let fails = findings.iter().any(|finding| match level {
        FailLevel::Error => finding.severity == Severity::Error,
        FailLevel::Warning => finding.severity == Severity::Error || finding.explained.is_none(),
        FailLevel::Never => false,
    });
    if fails { Outcome::Fails } else { Outcome::Clean }
}

fn say(draft: &Draft, findings: &Findings) {
    terminal::findings(findings);
    let figures = &draft.facts.figures;
    let (returned, due) = (figures.returned.len(), figures.respondents.len());
    terminal::line(&format!("Opgave van {returned} van de {due} gemeenten die rapporteren"));
}
