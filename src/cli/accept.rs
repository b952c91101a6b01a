//! `pmg accept`: records in `toelichtingen.toml` why a warning is no reason for worry.
//!
//! Refuses a finding that is not there, is an error, or is explained already.

use anyhow::Context as _;

use crate::pipeline::{self, BuildRequest};
use pmg_core::checks;
use pmg_core::cycle::{EXPLANATIONS, Explanation, with_explanation};
use pmg_core::edition::Edition;
use pmg_core::finding::Severity;
use pmg_core::municipality::MunicipalityCode;

use super::arguments::Accept;
use super::{Outcome, clock, output, progress, secret, terminal};

/// Records why a warning is no reason for worry, bound to the value that it is about.
pub(super) fn run(accept: &Accept) -> anyhow::Result<Outcome> {
    if let Some((_, person)) = checks::personal_detail(&accept.by) {
        anyhow::bail!(
            "`{person}` in --by wijst naar een persoon\nhint: noem een functie of een team, zoals `programmateam`; anderen lezen dit ook"
        );
    }
    let (today, on) = (clock::today()?, accept.on);
    anyhow::ensure!(
        on.is_none_or(|on| on <= today),
        "de dag bij --on ligt in de toekomst; vandaag is het {today}"
    );
    let year = accept.input.folder.join(accept.year.to_string());
    let code = accept.code.to_uppercase();
    let municipality = MunicipalityCode::parse(&accept.municipality)
        .with_context(|| format!("`{}` is geen CBS-code zoals GM0363", accept.municipality))?;
    // Findings on the text, whose codes start with a T, appear only when the text is written.
    let findings = if code.starts_with('T') {
        let request = BuildRequest {
            year: year.clone(),
            templates: None,
            returns: None,
            edition: Edition::Draft,
            timestamp: None,
        };
        secret::make_key(&year)?;
        pipeline::compose(&request, &progress::bar())?.findings
    } else {
        pipeline::check(&year, &[], &progress::bar())?.findings
    };
    let finding = findings
        .iter()
        .filter(|finding| finding.code == code)
        .filter(|finding| finding.municipality.as_ref() == Some(&municipality))
        .filter(|finding| finding.question.as_deref() == Some(&accept.question))
        // If there are several, the first that is still open.
        .min_by_key(|finding| finding.explained.is_some())
        .with_context(|| {
            format!("er is geen bevinding {code} bij {} van {municipality}", accept.question)
        })?;
    anyhow::ensure!(
        finding.severity == Severity::Warning,
        "{code} is een fout: die moet worden verbeterd, een toelichting helpt daar niet"
    );
    anyhow::ensure!(
        finding.explained.is_none(),
        "{code} bij {} van {municipality} is al toegelicht: {}",
        accept.question,
        finding.explained.as_deref().unwrap_or_default()
    );
    let explanation = Explanation {
        code,
        municipality,
        question: accept.question.clone(),
        value: finding.found.clone().unwrap_or_default(),
        by: accept.by.clone(),
        on: on.unwrap_or(today),
        because: accept.because.clone(),
    };
    // Two runs that record something at once must both be kept.
    let _lock = output::Lock::on(&year)?;
    let path = year.join(EXPLANATIONS);
    output::sweep(&year).with_context(|| format!("kan niet schrijven in `{}`", year.display()))?;
    let text = text_of(&path)?;
    output::write(&path, with_explanation(&text, &explanation).as_bytes())?;
    terminal::line(&format!("Toelichting vastgelegd in {}", path.display()));
    Ok(Outcome::Clean)
}

/// The text of the file, or what a new one opens with.
fn text_of(path: &std::path::Path) -> anyhow::Result<String> {
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
