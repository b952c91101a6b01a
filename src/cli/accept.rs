//! `pmg accept`: records in `toelichtingen.toml` why a warning is no reason for worry.
//!
//! Refuses a finding that is not there, is an error, or is explained already.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::pipeline::{self, BuildRequest};
use pmg_core::checks;
use pmg_core::cycle::{EXPLANATIONS, Explanation, with_explanation};
use pmg_core::edition::Edition;
use pmg_core::finding::{Finding, Severity};
use pmg_core::municipality::MunicipalityCode;

use super::arguments::Accept;
use super::outcome::Outcome;
use super::{clock, output, progress, secret, terminal};

/// Records why a warning is no reason for worry, bound to the value that it is about.
pub(super) fn run(accept: &Accept) -> anyhow::Result<Outcome> {
    if let Some((_, person)) = checks::personal_detail(&accept.by) {
        anyhow::bail!(
            "`{person}` in --by wijst naar een persoon\nhint: noem een functie of een team, zoals `programmateam`; anderen lezen dit ook"
        );
    }
    let on = clock::on_or_today(accept.on)?;
    let year = accept.input.year(accept.year);
    let code = accept.code.to_uppercase();
    let municipality = MunicipalityCode::parse(&accept.municipality)
        .with_context(|| format!("`{}` is geen CBS-code zoals GM0363", accept.municipality))?;
    let finding = open(&findings(&code, &year)?, &code, &municipality, &accept.question)?;
    let explanation = Explanation {
        code,
        municipality,
        question: accept.question.clone(),
        value: finding.found.unwrap_or_default(),
        by: accept.by.clone(),
        on,
        because: accept.because.clone(),
    };
    let path = record(&year, &explanation)?;
    terminal::line(&format!("Toelichting vastgelegd in {}", path.display()));
    Ok(Outcome::Clean)
}

/// The findings of a year, as far as they may have this code: those on the text, whose codes start with a T, appear
/// only when the text is written.
fn findings(code: &str, year: &Path) -> anyhow::Result<Vec<Finding>> {
    if !code.starts_with('T') {
        return Ok(pipeline::check(year, &[], &progress::bar())?.findings);
    }
    let request = BuildRequest {
        year: year.to_owned(),
        templates: None,
        style: None,
        returns: None,
        edition: Edition::Draft,
        draft: None,
        number: None,
        timestamp: None,
    };
    secret::make_key(year)?;
    Ok(pipeline::compose(&request, &progress::bar())?.findings)
}

/// The warning with this code on an answer that is still to be explained.
fn open(
    findings: &[Finding],
    code: &str,
    municipality: &MunicipalityCode,
    question: &str,
) -> anyhow::Result<Finding> {
    let is_meant = |finding: &&Finding| {
        finding.code == code
            && finding.municipality.as_ref() == Some(municipality)
            && finding.question.as_deref() == Some(question)
    };
    let meant = findings.iter().filter(is_meant);
    // If there are several, the first that is still open.
    let finding = meant.min_by_key(|finding| finding.explained.is_some()).with_context(|| {
        format!("er is geen bevinding {code} bij {question} van {municipality}")
    })?;
    anyhow::ensure!(
        finding.severity == Severity::Warning,
        "{code} is een fout: die moet worden verbeterd, een toelichting helpt daar niet"
    );
    if let Some(explained) = &finding.explained {
        anyhow::bail!("{code} bij {question} van {municipality} is al toegelicht: {explained}");
    }
    Ok(finding.clone())
}

/// Adds an explanation to the file of the year, and returns its path.
fn record(year: &Path, explanation: &Explanation) -> anyhow::Result<PathBuf> {
    // Two runs that record something at once must both be kept.
    let _lock = output::Lock::on(year)?;
    let path = year.join(EXPLANATIONS);
    output::sweep(year).with_context(|| format!("kan niet schrijven in `{}`", year.display()))?;
    let text = text_of(&path)?;
    output::write(&path, with_explanation(&text, explanation).as_bytes())?;
    Ok(path)
}

/// The text of the file, or what a new one opens with.
fn text_of(path: &Path) -> anyhow::Result<String> {
    if !path.exists() {
        return Ok(HEADER.to_owned());
    }
    std::fs::read_to_string(path).with_context(|| format!("kan `{}` niet lezen", path.display()))
}

/// What a new file opens with.
const HEADER: &str = "\
# Waarom een waarschuwing geen reden tot zorg is, vastgelegd door het programmateam (`pmg accept`).
# Een toelichting geldt voor de waarde die erbij staat: verandert het antwoord, dan telt zij niet meer.
";
